"""Sheets that were not read, and what is said of them."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Kind, Problem
from meetings.exchange.tables.headings import Found, known_by
from meetings.exchange.tables.limits import HEADING_ROWS
from meetings.exchange.tables.sheets import Sheet, Unusable


class Passed(NamedTuple):
    """A sheet that was not read, and what its best row says as headings.

    ``why`` says what kept its first rows from being looked at, if anything did.
    """

    sheet: Sheet
    found: Found | None
    why: Unusable | None = None

    @property
    def recognised(self) -> int:
        """How many of its headings are known."""
        return len(self.found.columns) if self.found else 0


def mention(passed: Passed) -> str:
    """What is said of a sheet where another sheet of the file was read."""
    message = gettext("The sheet “%(sheet)s” was not read: %(reason)s")
    return message % {"sheet": passed.sheet.name, "reason": _reason(passed)}


def _reason(passed: Passed) -> str:
    if passed.why:
        return passed.why.message
    if passed.found and passed.found.columns and passed.found.missing:
        names = ", ".join(column.name for column in passed.found.missing)
        return gettext("columns that every row needs are missing (%(names)s).") % {"names": names}
    return gettext("it has no headings of this table.")


def refusals(kind: Kind, passed: Sequence[Passed]) -> Iterator[Problem]:
    """Why no sheet of a file was read: the one that comes nearest to what is expected stands for all."""
    if not passed:
        yield Problem("", 0, "", "", gettext("The file has no sheet that can be read."))
        return
    nearest = max(passed, key=lambda one: one.recognised)
    if nearest.found and nearest.found.columns and nearest.found.missing:
        yield from _missing(nearest.sheet, nearest.found)
        return
    for one in passed:
        if one.why:
            yield Problem(one.sheet.name, one.why.row, "", "", one.why.message)
            return
    yield _no_headings(kind, nearest.sheet)


def _missing(sheet: Sheet, found: Found) -> Iterator[Problem]:
    for column in found.missing:
        message = gettext("The column “%(name)s” is missing; every row needs it. It is known by: %(names)s.")
        said = message % {"name": column.name, "names": ", ".join(known_by(column))}
        yield Problem(sheet.name, found.row, column.name, "", said)


def _no_headings(kind: Kind, sheet: Sheet) -> Problem:
    message = gettext(
        "No headings of this table were found in the first %(rows)d rows. "
        "Needed: %(needed)s. Possible: %(possible)s."
    )
    needed, possible = _names(kind, required=True), _names(kind, required=False)
    said = message % {"rows": HEADING_ROWS, "needed": needed, "possible": possible}
    return Problem(sheet.name, 0, "", "", said)


def _names(kind: Kind, *, required: bool) -> str:
    columns = (column.name for column in kind.columns if column.field.required is required)
    return ", ".join(columns) or "–"
