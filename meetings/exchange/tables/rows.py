"""Rows typed one by one: each cell by the field of its column, then the row as a whole, then against all others."""

from collections.abc import Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from meetings.exchange.tables.cells import UNPRINTABLE
from meetings.exchange.tables.columns import Kind, Place, Problem, Raw, TypedRow
from meetings.exchange.tables.csv_in import ESCAPED_BYTE
from meetings.exchange.tables.headings import Found, Heading
from meetings.exchange.tables.limits import LONGEST_CELL, MOST_PROBLEMS
from meetings.exchange.tables.sheets import Book, Line, Sheet, quoted

ESCAPE: Final = 0xDC00

NO_VALUE: Final = (None, "")
"""What fields give for an empty cell. An empty list is a value: it says that there are none."""


class Enough(Exception):
    """So many problems were found that more of them would help nobody."""


class Problems(list[Problem]):
    """The problems found so far. Raises ``Enough`` with the last that is taken, which says that there are more."""

    def note(self, problem: Problem) -> None:
        """Take one more."""
        if len(self) < MOST_PROBLEMS:
            self.append(problem)
            return
        message = gettext("There are more than %(most)d problems; only the first of them are listed.")
        self.append(Problem("", 0, "", "", message % {"most": MOST_PROBLEMS}))
        raise Enough


class Rows:
    """The rows of one sheet. ``seen`` is shared by all sheets of a file: where each key was found first."""

    def __init__(
        self,
        kind: Kind,
        book: Book,
        sheet: Sheet,
        found: Found,
        *,
        problems: Problems,
        seen: dict[Any, Place],
    ) -> None:
        self.kind = kind
        self.book = book
        self.sheet = sheet
        self.found = found
        self.problems = problems
        self.seen = seen
        self.needed = {column.name for column in kind.columns if column.field.required}
        self.unnamed: set[int] = set()
        """Columns without a heading in which something stands."""

    def typed(self, line: Line) -> TypedRow | None:
        """A row with the values that are sound, its problems noted; ``None`` where it holds nothing of ours."""
        self._look_beside(line)
        raws = {
            heading.column.name: line.cells[index] if index < len(line.cells) else None
            for index, heading in self.found.columns.items()
        }
        if all(raw is None for raw in raws.values()):
            return None
        bad: set[str] = set()
        values = {
            heading.column.name: value
            for heading in self.found.columns.values()
            if (value := self._value(line.row, heading, raws[heading.column.name], bad)) not in NO_VALUE
        }
        row = TypedRow(Place(self.sheet.name, line.row), values, frozenset(bad))
        self._check(row, raws, bad)
        self._check_key(row, raws, bad)
        return row

    def _look_beside(self, line: Line) -> None:
        """What stands where no heading is. In CSV, a comma too many shifts all that follows it."""
        for index, raw in enumerate(line.cells):
            if raw is None or (index < self.found.width and index not in self.found.unnamed):
                continue
            if self.sheet.padded or index < self.found.width:
                self.unnamed.add(index)
                continue
            message = gettext("The row has more cells than there are headings (%(count)d).")
            self._note(line.row, "", raw, message % {"count": self.found.width})
            return

    def _value(self, row: int, heading: Heading, raw: Raw, bad: set[str]) -> Any:
        field = heading.column.field
        if raw is None and not field.required:
            return None
        try:
            self._refuse_unreadable(raw)
            return field.clean(raw)
        except ValidationError as error:
            bad.add(heading.column.name)
            for message in error.messages:
                self._note(row, heading.text, raw, message)
        return None

    def _refuse_unreadable(self, raw: Raw) -> None:
        if not isinstance(raw, str):
            return
        if len(raw) > LONGEST_CELL:
            message = gettext("The cell holds more than %(most)d characters. Is a quotation mark not closed?")
            raise ValidationError(message % {"most": LONGEST_CELL})
        if found := ESCAPED_BYTE.search(raw):
            code, encoding = f"0x{ord(found[0]) - ESCAPE:02X}", self.book.encoding
            message = gettext("The cell holds the byte %(byte)s, which is no character in %(encoding)s.")
            raise ValidationError(message % {"byte": code, "encoding": encoding})
        if found := UNPRINTABLE.search(raw):
            message = gettext("The cell holds a character that is no text (%(character)s); type it anew.")
            raise ValidationError(message % {"character": f"U+{ord(found[0]):04X}"})

    def _check(self, row: TypedRow, raws: Mapping[str, Raw], bad: set[str]) -> None:
        """What the kind says across columns. It may rely on those that every row needs."""
        if not self.needed <= row.values.keys():
            return
        for column, message in self.kind.check(row):
            if column not in bad:
                self._note(row.place.row, self.found.heading_of(column), raws.get(column), message)

    def _check_key(self, row: TypedRow, raws: Mapping[str, Raw], bad: set[str]) -> None:
        key = tuple(row.get(column) for column in self.kind.key)
        if bad & set(self.kind.key) or all(value is None for value in key):
            return
        first = self.seen.setdefault(key, row.place)
        if first is not row.place:
            column = self.kind.key[0]
            self._note(
                row.place.row, self.found.heading_of(column), raws.get(column), self._there_already(first)
            )

    def _there_already(self, first: Place) -> str:
        if first.sheet == self.sheet.name:
            return gettext("The same is in the file already: see row %(row)d.") % {"row": first.row}
        message = gettext("The same is in the file already: see row %(row)d of the sheet “%(sheet)s”.")
        return message % {"row": first.row, "sheet": first.sheet}

    def _note(self, row: int, column: str, raw: Raw, message: str) -> None:
        self.problems.note(Problem(self.sheet.name, row, column, "" if raw is None else quoted(raw), message))
