"""CSV files read into typed values. Every error is noted with its place, and none stops the reading."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TypeVar

Value = TypeVar("Value")

YES_OR_NO = {"yes": True, "no": False}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands: the file as the reader knows it, and its line (the header is line 1)."""

    file: str
    line: int


@dataclass(frozen=True, slots=True)
class RowError:
    """One value that cannot be used, where it stands, and what was expected there.

    ``line`` is 0 where the file as a whole is meant, ``column`` empty where the row is.
    """

    file: str
    line: int
    column: str
    value: str
    expected: str

    def __str__(self) -> str:
        parts = (self.file, f"line {self.line}" if self.line else "", self.column and f"column {self.column}")
        where = ", ".join(part for part in parts if part)
        if self.value:
            return f'{where}: "{self.value}" is not {self.expected}'
        return f"{where}: {'empty, but ' if self.column else ''}must be {self.expected}"


class ReferenceErrors(ValueError):
    """The reference data cannot be used; ``errors`` holds every reason, in the order of reading."""

    def __init__(self, errors: Sequence[RowError]) -> None:
        super().__init__(f"{len(errors)} errors in the reference data")
        self.errors = tuple(errors)


@dataclass
class Row:
    """One line of a file. Each getter gives the typed value; where there is none it notes an error
    and gives a stand-in, which nobody sees since nothing is loaded then. ``sound`` tells whether none was noted.
    """

    place: Place
    cells: Mapping[str, str]
    errors: list[RowError]
    sound: bool = True

    def fail(self, column: str, expected: str, value: str | None = None) -> None:
        """Note that a cell cannot be used."""
        found = self.cells[column] if value is None else value
        self.sound = False
        self.errors.append(RowError(self.place.file, self.place.line, column, found, expected))

    def text(self, column: str, *, longest: int = 0, required: bool = False) -> str:
        """The cell as it stands; at most ``longest`` characters where that is given."""
        value = self.cells[column]
        if required and not value:
            self.fail(column, "a text")
        if longest and len(value) > longest:
            self.fail(column, f"short enough (expected at most {longest} characters)", f"{value[:30]}…")
        return value

    def day(self, column: str) -> date | None:
        """A date as YYYY-MM-DD, or none."""
        return self.required_day(column) if self.cells[column] else None

    def required_day(self, column: str) -> date:
        """A date as YYYY-MM-DD."""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.cells[column]):
            try:
                return date.fromisoformat(self.cells[column])
            except ValueError:
                pass
        self.fail(column, "a date (expected YYYY-MM-DD)")
        return date.min

    def number(self, column: str) -> int | None:
        """A whole number from 0, or none."""
        return self.required_number(column) if self.cells[column] else None

    def required_number(self, column: str) -> int:
        """A whole number from 0."""
        if re.fullmatch(r"[0-9]{1,9}", self.cells[column]):
            return int(self.cells[column])
        self.fail(column, "a number (expected at most nine digits)")
        return 0

    def choice(self, column: str, words: Mapping[str, Value]) -> Value:
        """The meaning of one of a few words."""
        if self.cells[column] not in words:
            shown = ", ".join(word or "nothing" for word in words)
            self.fail(column, f"one of the words for it (expected {shown})")
            return next(iter(words.values()))
        return words[self.cells[column]]

    def known(self, column: str, names: Collection[str], what: str) -> str:
        """A name that another file has introduced; ``what`` says of what, as in "a mission"."""
        if self.cells[column] not in names:
            self.fail(column, what)
        return self.cells[column]

    def shaped(self, column: str, pattern: str, expected: str, *, required: bool = True) -> str:
        """A text of a fixed shape."""
        value = self.cells[column]
        if (value or required) and not re.fullmatch(pattern, value):
            self.fail(column, expected)
        return value


@dataclass
class Table:
    """One file: its path, the name it is shown by, the columns it must have, and where errors go."""

    path: Path
    shown_as: str
    columns: Sequence[str]
    errors: list[RowError]
    seen: dict[tuple[object, ...], int] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """All rows that have the right number of cells, in file order."""
        text = self._text()
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""))
        header = next(reader, [])
        missing = [column for column in self.columns if column not in header]
        for column in missing:
            self._note(1, "a column of this file", column)
        while not missing:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if cells and len(cells) != len(header):
                self._note(line, f"the right number of cells (expected {len(header)})", str(len(cells)))
            elif cells:
                stripped = (cell.strip() for cell in cells)
                row = dict(zip(header, stripped, strict=True))
                yield Row(Place(self.shown_as, line), row, self.errors)

    def once(self, row: Row, column: str, *key: object) -> None:
        """Note an error where another row of this file has the same key."""
        first = self.seen.setdefault(key, row.place.line)
        if first != row.place.line:
            row.fail(column, f"here for the first time (see line {first})")

    def _text(self) -> str | None:
        try:
            content = self.path.read_bytes()
        except OSError:
            self._note(0, "there, and readable")
            return None
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            line = content[: error.start].count(b"\n") + 1
            self._note(line, "a character in UTF-8", f"byte 0x{content[error.start]:02x}")
            return None

    def _note(self, line: int, expected: str, value: str = "") -> None:
        self.errors.append(RowError(self.shown_as, line, "", value, expected))
