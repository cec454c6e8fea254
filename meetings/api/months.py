"""Months as anyone may read them: the latest version, or the record. No draft is ever among them."""

from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from pydantic import Field

from meetings.api.answers import frozen, live
from meetings.api.entries import Entry, MarginLine, Presidency, presidency_of
from meetings.api.fields import Instant, Month, Record
from meetings.api.operations import found, listed
from meetings.api.paging import Page, Paging, page_of
from meetings.models import Programme, ProgrammeVersion
from meetings.snapshots.months import MonthAround, MonthSnapshot, month_around

router = Router(tags=["months"])


class State(StrEnum):
    """How it stands with a month for everyone."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    RECORD = "record"


class MonthLine(Record):
    """One month that was published, or is on record."""

    month: Month
    state: State
    """On record: what was held, of months without a published programme."""
    title_kind: ProgrammeVersion.Title | None
    """The programme, or a plan of work on which members did not agree; none for the record."""
    version: int | None = Field(examples=[2])
    """The number of the latest version; none for the record."""
    published_at: Instant | None
    """When that version was published."""
    is_sample: bool
    """A plan made up to show the software at work."""


class Months(Page):
    """A page of months, the latest first."""

    items: list[MonthLine]
    """The months of this page."""


class OneMonth(MonthLine):
    """A month as it stands for everyone: its latest version, or the record."""

    note: str
    """The note of that version, or of the record."""
    presidency: Presidency | None
    """Who presides it; none where that is not known."""
    entries: list[Entry]
    """In the order of the programme. What moved to a month published since is there, and no longer here."""
    margin: list[MarginLine]
    """By day, as it was published; as it is known now for a record."""


@router.get(
    "/months",
    response=listed(Months),
    operation_id="months",
    summary=gettext_noop("Months that were published or are on record"),
)
def months(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """The latest first. A month that is only drafted or shared is not among them."""
    rows = Programme.objects.with_something_to_show().with_latest_version().order_by("-month")
    lines = rows.values(  # type: ignore[misc]
        "month",
        "is_sample",
        "version_number",
        "version_title_kind",
        "version_withdraws",
        "version_published_at",
    )
    return live(request, page_of(Months, request, lines, paging, _lines))


def _lines(rows: Iterable[dict[str, Any]]) -> Iterable[MonthLine]:
    for row in rows:
        yield MonthLine(
            month=row["month"],
            state=_state(row["version_number"], withdraws=row["version_withdraws"]),
            title_kind=row["version_title_kind"] or None,
            version=row["version_number"],
            published_at=row["version_published_at"],
            is_sample=row["is_sample"],
        )


def _state(number: int | None, *, withdraws: bool | None) -> State:
    if number is None:
        return State.RECORD
    return State.WITHDRAWN if withdraws else State.PUBLISHED


@router.get(
    "/months/{month}",
    response=found(OneMonth),
    operation_id="month",
    summary=gettext_noop("One month: its latest version, or the record of what was held"),
)
def month(request: HttpRequest, month: Path[Month]) -> HttpResponse:
    """What its page shows: entries with their sittings, what stands in the margin, and who presides."""
    around = month_around(month)
    if around.is_frozen:
        return frozen(request, ["month", *around.made_of], lambda: _one_month(around.snapshot()))
    return live(request, _one_month(fetch_public(around)))


def fetch_public(around: MonthAround) -> MonthSnapshot:
    """A month as everyone may read it.

    Raises:
        Http404: nothing of it was published, and nothing is on record.
    """
    snapshot = around.snapshot()
    if snapshot.version is None and not snapshot.entries:
        raise Http404
    return snapshot


def _one_month(snapshot: MonthSnapshot) -> OneMonth:
    return OneMonth(
        month=snapshot.month,
        state=_state(snapshot.version, withdraws=snapshot.withdraws),
        title_kind=ProgrammeVersion.Title(snapshot.title_kind) if snapshot.title_kind else None,
        version=snapshot.version,
        published_at=snapshot.published_at,
        is_sample=snapshot.is_sample,
        note=snapshot.note,
        presidency=presidency_of(snapshot.presidency),
        entries=[Entry.model_validate(entry) for entry in snapshot.entries],
        margin=[MarginLine.model_validate(line) for line in snapshot.margin],
    )
