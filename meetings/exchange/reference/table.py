"""CSV files read into typed values. Every error is noted with its place, and none stops the reading."""

import csv
import io
import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Final, TypeVar

from meetings.exchange.tables.limits import LONGEST_CELL
from meetings.rules.months import LAST_YEAR

Value = TypeVar("Value")

YES_OR_NO = {"yes": True, "no": False}

YEARS: Final = range(1945, LAST_YEAR + 1)
"""From the Charter on, and no further ahead than there are pages."""

LONGEST_SHOWN: Final = 100

UNREADABLE = re.compile("[\x00\udc80-\udcff]")
"""NUL, which PostgreSQL does not store, and what stands in for a byte that is no UTF-8."""

# A cell that is too long has to be named like any other error, where the csv module would stop the reading.
csv.field_size_limit(2**31 - 1)


def day_in_words(words: str) -> date | None:
    """A day as in "30 June 2013", or nothing where there is no such day."""
    try:
        day = datetime.strptime(words, "%d %B %Y").date()  # noqa: DTZ007  a plain date is meant
    except ValueError:
        return None
    return day if day.year in YEARS else None


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
            return f'{where}: "{_shown(self.value)}" is not {self.expected}'
        return f"{where}: {'empty, but ' if self.column else ''}must be {self.expected}"


def _shown(value: str) -> str:
    """A value on one line, however long it is."""
    words = " ".join(value.split())
    return words if len(words) <= LONGEST_SHOWN else f"{words[:LONGEST_SHOWN]}…"


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

    def day(self, column: str, *, since: int = YEARS[0]) -> date | None:
        """A date as YYYY-MM-DD, or none."""
        return self.required_day(column, since=since) if self.cells[column] else None

    def required_day(self, column: str, *, since: int = YEARS[0]) -> date:
        """A date as YYYY-MM-DD, in the years from ``since`` to the last that has a page."""
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", self.cells[column]):
            try:
                day = date.fromisoformat(self.cells[column])
            except ValueError:
                pass
            else:
                if not since <= day.year <= LAST_YEAR:
                    self.fail(column, f"a date of our time (expected {since} to {LAST_YEAR})")
                return day
        self.fail(column, "a date (expected YYYY-MM-DD)")
        return date.min

    def number(self, column: str, *, most: int = 999_999_999) -> int | None:
        """A whole number from 0, or none."""
        return self.required_number(column, most=most) if self.cells[column] else None

    def required_number(self, column: str, *, most: int = 999_999_999) -> int:
        """A whole number from 0."""
        if not re.fullmatch(r"[0-9]{1,9}", self.cells[column]):
            self.fail(column, "a number (expected at most nine digits)")
            return 0
        number = int(self.cells[column])
        if number > most:
            self.fail(column, f"a number that small (expected at most {most})")
        return number

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
        """All rows whose cells can be read and are as many as the columns, in file order."""
        text = self._text()
        if text is None:
            return
        reader = csv.reader(io.StringIO(text, newline=""))
        header = [name.strip() for name in next(reader, [])]
        if not self._can_be_used(header):
            return
        line = reader.line_num + 1
        for cells in reader:
            row = self._row(line, header, [cell.strip() for cell in cells]) if cells else None
            if row:
                yield row
            line = reader.line_num + 1

    def _can_be_used(self, header: Sequence[str]) -> bool:
        """Whether the first line is text, and names each column once."""
        if found := UNREADABLE.search("".join(header)):
            self.note(1, *_unreadable(found[0]))
            return False
        missing = [column for column in self.columns if column not in header]
        twice = [column for column in self.columns if header.count(column) > 1]
        for column in missing:
            self.note(1, "a column of this file", column)
        for column in twice:
            self.note(1, "a column that may stand twice", column)
        return not missing and not twice

    def _row(self, line: int, header: Sequence[str], cells: Sequence[str]) -> Row | None:
        """A line as a row, or nothing where a cell is missing, surplus, too long or no text."""
        if len(cells) != len(header):
            column = header[len(cells)] if len(cells) < len(header) else str(len(header) + 1)
            expected = f"as many as there are columns (expected {len(header)})"
            self.note(line, expected, f"{len(cells)} cell{'s' if len(cells) > 1 else ''}", column)
            return None
        row = Row(Place(self.shown_as, line), dict(zip(header, cells, strict=True)), self.errors)
        for column, cell in row.cells.items():
            if found := UNREADABLE.search(cell):
                row.fail(column, *_unreadable(found[0]))
            else:
                row.text(column, longest=LONGEST_CELL)
        return row if row.sound else None

    def once(self, row: Row, column: str, *key: object) -> None:
        """Note an error where another row of this file has the same key."""
        first = self.seen.setdefault(key, row.place.line)
        if first != row.place.line:
            row.fail(column, f"here for the first time (see line {first})")

    def _text(self) -> str | None:
        """The whole file; a byte that is no UTF-8 stays in it as a mark, so that its cell can be named."""
        try:
            return self.path.read_bytes().decode("utf-8-sig", errors="surrogateescape")
        except OSError:
            self.note(0, "there, and readable")
            return None

    def note(self, line: int, expected: str, value: str = "", column: str = "") -> None:
        """Note an error of a line, or of the file as a whole (line 0)."""
        self.errors.append(RowError(self.shown_as, line, column, value, expected))


def _unreadable(character: str) -> tuple[str, str]:
    """What was expected in its place, and what it is."""
    if character == "\0":
        return "a character of a text", "NUL"
    return "a character in UTF-8", f"byte 0x{ord(character) - 0xDC00:02x}"
