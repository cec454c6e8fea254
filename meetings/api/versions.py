"""The versions a month was published in, each as it was, and what changed between two of them."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Annotated, Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from pydantic import Field

from meetings.api.answers import frozen, live
from meetings.api.entries import Entry, MarginLine, Presidency, presidency_of
from meetings.api.fields import Instant, Month, Record
from meetings.api.operations import found
from meetings.api.paging import Page, Paging, page_of
from meetings.models import ProgrammeVersion
from meetings.snapshots.versions import VersionLine as Line
from meetings.snapshots.versions import contents_of, versions_of

router = Router(tags=["months"])

MOST: Final = 32_767
"""The highest number a version can bear."""

Number = Annotated[int, Field(ge=1, le=MOST, description="The number of a version.", examples=[2])]


class VersionLine(Record):
    """One published version. It never changes."""

    month: Month
    number: int = Field(ge=1, examples=[2])
    """Versions of a month are numbered from 1."""
    title_kind: ProgrammeVersion.Title
    """The programme, or a plan of work on which members did not agree."""
    withdraws: bool
    """A withdrawal is a version too; its entries are cancelled."""
    published_at: Instant
    """When it was published."""
    is_sample: bool
    """Of a plan made up to show the software at work."""
    note: str
    """What was said of it when it was published."""


class Versions(Page):
    """A page of the versions of a month, the latest first."""

    items: list[VersionLine]
    """The versions of this page."""


class Version(VersionLine):
    """One version with all that was published in it."""

    presidency: Presidency | None
    """None where it was not kept yet when the version was published."""
    entries: list[Entry]
    """In the order of the programme."""
    margin: list[MarginLine] | None
    """None where it was not kept yet when the version was published."""


@router.get(
    "/months/{month}/versions",
    response=found(Versions),
    operation_id="versions",
    summary=gettext_noop("The versions a month was published in"),
)
def versions(request: HttpRequest, month: Path[Month], paging: Query[Paging]) -> HttpResponse:
    """The latest first. A month on record has none."""
    found = versions_of(month)
    if not found:
        raise Http404
    return live(request, page_of(Versions, request, found, paging, partial(_lines, month=month)))


@router.get(
    "/months/{month}/versions/{number}",
    response=found(Version),
    operation_id="version",
    summary=gettext_noop("One version, as it was published"),
)
def version(request: HttpRequest, month: Path[Month], number: Path[Number]) -> HttpResponse:
    """It never changes; an entry that was moved or cancelled since stands in it as it did."""
    line = next((line for line in versions_of(month) if line.number == number), None)
    if line is None:
        raise Http404
    about = _about(month, line)
    return frozen(request, ["version", *about.values(), line.digest], lambda: _in_full(month, line))


def _lines(lines: Iterable[Line], month: date) -> Iterable[VersionLine]:
    return (VersionLine(**_about(month, line)) for line in lines)


def _in_full(month: date, line: Line) -> Version:
    content = contents_of(month, {line.number})[line.number]
    return Version(
        **_about(month, line),
        presidency=presidency_of(content.presidency),
        entries=[Entry.model_validate(entry) for entry in content.entries],
        margin=None if content.margin is None else [MarginLine.model_validate(one) for one in content.margin],
    )


def _about(month: date, line: Line) -> dict[str, Any]:
    """What anyone may know of it; who published it is for planners, on its page."""
    return {
        "month": month,
        "number": line.number,
        "title_kind": ProgrammeVersion.Title(line.title_kind),
        "withdraws": line.withdraws,
        "published_at": line.published_at,
        "is_sample": line.is_sample,
        "note": line.note,
    }
