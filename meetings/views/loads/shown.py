"""The lines of a load as a page shows them: in conflict first, a hundred at a time, in the reader's words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django.core.paginator import Page, Paginator
from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import NoReverseMatch, reverse
from django.utils.http import urlencode

from meetings.exchange.wording_loads import column_words, noun_words, value_words
from meetings.models import Load, LoadLine

A_PAGE: Final = 100
"""Lines on a page."""

LAST: Final = ("verified", "unverified_fields", "source_url", "source_note")
"""Where a value comes from: told after what it is."""

Outcome = LoadLine.Outcome

ORDER: Final = (Outcome.CONFLICT, Outcome.CLOSED, Outcome.CHANGED, Outcome.NEW)
"""What asks for a decision comes first, what merely is added last."""

RANK: Final = Case(
    *(When(outcome=outcome, then=Value(rank)) for rank, outcome in enumerate(ORDER)),
    default=Value(len(ORDER)),
    output_field=IntegerField(),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines a reader asks for: of one outcome or of all, and which page of them."""

    outcome: str = ""
    page: str = ""

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> "Wanted":
        """From an address, or from the button that was pressed, whose value is one: "new 2"."""
        outcome, _, page = str(
            data.get("to") or f"{data.get('outcome', '')} {data.get('page', '')}"
        ).partition(" ")
        return cls(outcome if outcome in Outcome.values else "", page if page.isdecimal() else "")

    def address(self, load: Load) -> str:
        """The page of a load with these lines."""
        asked = {name: value for name, value in (("outcome", self.outcome), ("page", self.page)) if value}
        query = f"?{urlencode(asked)}" if asked else ""
        return f"{reverse('load', args=[load.pk])}{query}#lines"


@dataclass(frozen=True, slots=True)
class Cell:
    """One column of a line: what stands on record and what the file says."""

    name: str
    before: str
    after: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One line. ``address`` leads to the row on record; it is empty while there is none."""

    line: LoadLine
    noun: str
    address: str
    cells: tuple[Cell, ...]


def page_of(load: Load, wanted: Wanted) -> Page[ShownLine]:
    """One page of the lines asked for; two queries."""
    lines: QuerySet[LoadLine] = load.lines.annotate(rank=RANK).order_by("rank", "position")
    if wanted.outcome:
        lines = lines.filter(outcome=wanted.outcome)
    page: Page[Any] = Paginator(lines, A_PAGE).get_page(wanted.page or 1)
    page.object_list = [shown(line) for line in page.object_list]
    return page


def shown(line: LoadLine) -> ShownLine:
    """A line in the reader's words; of a new row, what it would hold."""
    columns = sorted(line.changes, key=lambda column: LAST.index(column) if column in LAST else -1)
    cells = (_cell(line, column, *line.changes[column]) for column in columns)
    return ShownLine(line, noun_words(line.noun), _address(line), tuple(_told(cells)))


def _cell(line: LoadLine, column: str, before: str, after: str) -> Cell:
    return Cell(
        name=column_words(line.noun, column),
        before=value_words(line.noun, column, before),
        after=value_words(line.noun, column, after),
        by_hand=column in line.conflicts,
    )


def _told(cells: Iterable[Cell]) -> list[Cell]:
    """What somebody set by hand comes first; a column that is empty on both sides says nothing."""
    return sorted((cell for cell in cells if cell.before or cell.after), key=lambda cell: not cell.by_hand)


def _address(line: LoadLine) -> str:
    if line.object_id is None:
        return ""
    try:
        return reverse(f"admin:meetings_{line.noun}_change", args=[line.object_id])
    except NoReverseMatch:
        return ""
