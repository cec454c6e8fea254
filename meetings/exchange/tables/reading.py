"""A file read as a table of some kind: typed rows, every problem with its place, and what else is to be said."""

from collections.abc import Generator, Iterator
from itertools import chain, islice
from typing import Any, BinaryIO

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Kind, Place, Problem, Progress, Reading
from meetings.exchange.tables.headings import Found, Known
from meetings.exchange.tables.limits import HEADING_ROWS, MOST_ROWS, ROWS_A_STEP
from meetings.exchange.tables.opening import content_of, opened, plain_name
from meetings.exchange.tables.passed import Passed, mention, refusals
from meetings.exchange.tables.rows import Enough, Problems, Rows
from meetings.exchange.tables.sheets import Book, Line, Sheet, Unusable, quoted
from meetings.exchange.tables.templates import GUIDE_SHEET


def read_table(
    kind: Kind, name: str, content: bytes | BinaryIO, *, sheet: str = ""
) -> Generator[Progress, None, Reading]:
    """Read a workbook or a CSV file, whichever ``content`` is; its ``name`` is only shown.

    All sheets that are not hidden and have the headings of the kind are read; with ``sheet``, the one of that name
    only. Yields how far the reading is, before it begins and then every 500 rows. Returns the reading: where it has
    problems, its rows hold the values that are sound, so that those can be checked further, and the file must not
    be used. Raises nothing, whatever the file is.
    """
    reader = _Reader(kind, plain_name(name))
    yield reader.progress()
    try:
        yield from reader.read(content, sheet)
    except Unusable as why:
        reader.refuse("", why)
    except Enough:
        pass
    return reader.reading


class _Reader:
    """The reading of one file."""

    def __init__(self, kind: Kind, name: str) -> None:
        self.kind = kind
        self.name = name
        self.known = Known(kind)
        self.problems = Problems()
        self.reading = Reading(problems=self.problems)
        self.seen: dict[Any, Place] = {}
        self.passed: list[Passed] = []
        self.rows = 0

    def progress(self) -> Progress:
        """How far the reading is. How many rows there are, no file says reliably."""
        return Progress(gettext("Reading %(name)s") % {"name": self.name}, self.rows)

    def refuse(self, sheet: str, why: Unusable) -> None:
        """Note why a sheet, or the file, cannot be read any further."""
        self.problems.append(Problem(sheet, why.row, "", "", why.message))

    def read(self, content: bytes | BinaryIO, wanted: str) -> Iterator[Progress]:
        """Read the sheets that are to be read, one after the other."""
        book = opened(content_of(content), self._recognised)
        self.reading.notices += book.notices
        read = 0
        for sheet in self._chosen(book, wanted):
            lines, found, why = self._top(sheet)
            if found and found.usable:
                read += 1
                yield from self._read_sheet(book, sheet, lines, found)
            else:
                self.passed.append(Passed(sheet, found, why))
        if read:
            self._mention_passed()
        else:
            for problem in refusals(self.kind, self.passed):
                self.problems.note(problem)

    def _recognised(self, sheet: Sheet) -> int:
        found = self._top(sheet)[1]
        return len(found.columns) if found else 0

    def _top(self, sheet: Sheet) -> tuple[Iterator[Line], Found | None, Unusable | None]:
        """The rows below the headings, the headings or what comes nearest to them, and what stopped the search."""
        lines = sheet.lines()
        top: list[Line] = []
        why = None
        try:
            top.extend(islice(lines, HEADING_ROWS))
        except Unusable as error:
            why = error
        found = self.known.best(top)
        below = (line for line in top if found and line.row > found.row)
        return chain(below, _stopped(why) if why else lines), found, why

    def _mention_passed(self) -> None:
        """A sheet that is too wide is no table of ours. One that is damaged may have been."""
        for passed in self.passed:
            if passed.why and not passed.why.row:
                self.refuse(passed.sheet.name, passed.why)
            else:
                self.reading.notices.append(mention(passed))

    def _chosen(self, book: Book, wanted: str) -> list[Sheet]:
        """The sheets to look at. Raises ``Unusable`` where there is none of the name that is wanted."""
        names = [sheet.name for sheet in book.sheets]
        if not wanted or names == [""]:
            return list(self._visible(book))
        if wanted not in names:
            message = gettext("There is no sheet “%(name)s”. The sheets of the file are: %(names)s.")
            raise Unusable(message % {"name": quoted(wanted), "names": ", ".join(map(quoted, names))})
        return [sheet for sheet in book.sheets if sheet.name == wanted]

    def _visible(self, book: Book) -> Iterator[Sheet]:
        for sheet in book.sheets:
            if sheet.name == GUIDE_SHEET and len(book.sheets) > 1:
                continue  # it came with our template, and names every column
            if not sheet.hidden:
                yield sheet
                continue
            message = gettext("The sheet “%(sheet)s” is hidden, and was not read.")
            self.reading.notices.append(message % {"sheet": sheet.name})

    def _read_sheet(
        self, book: Book, sheet: Sheet, lines: Iterator[Line], found: Found
    ) -> Iterator[Progress]:
        self._mention_headings(sheet, found)
        for heading in found.columns.values():
            self.reading.headings[sheet.name, heading.column.name] = heading.text
        rows = Rows(self.kind, book, sheet, found, problems=self.problems, seen=self.seen)
        try:
            for line in lines:
                self._count(line)
                if row := rows.typed(line):
                    self.reading.rows.append(row)
                if self.rows % ROWS_A_STEP == 0:
                    yield self.progress()
        except Unusable as why:
            self.refuse(sheet.name, why)
        self._mention_unnamed(sheet, rows)

    def _count(self, line: Line) -> None:
        if self.rows == MOST_ROWS:
            message = gettext("The file has more than %(most)d rows. Split it.")
            raise Unusable(message % {"most": MOST_ROWS}, row=line.row)
        self.rows += 1

    def _mention_headings(self, sheet: Sheet, found: Found) -> None:
        for heading in found.unknown:
            message = gettext("Column “%(column)s” is not known and was ignored.")
            self.reading.notices.append(message % {"column": heading})
        for repeated in found.repeated:
            message = gettext("The column is there already, as “%(heading)s”. Remove one of the two.")
            first = found.heading_of(repeated.column.name)
            self.problems.note(
                Problem(sheet.name, found.row, repeated.text, repeated.text, message % {"heading": first})
            )

    def _mention_unnamed(self, sheet: Sheet, rows: Rows) -> None:
        for index in sorted(rows.unnamed):
            message = gettext("Column %(letters)s has no heading and was ignored.")
            self.reading.notices.append(message % {"letters": letters(index)})


def _stopped(why: Unusable) -> Iterator[Line]:
    """The rows of a sheet behind the place where it cannot be read any further."""
    yield from ()
    raise why


def letters(index: int) -> str:
    """The letters by which a spreadsheet program shows a column, counted from 0."""
    found = ""
    index += 1
    while index:
        index, letter = divmod(index - 1, 26)
        found = chr(ord("A") + letter) + found
    return found
