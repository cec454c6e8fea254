"""One version of a month, as it was published: by the templates of the month itself.

What a person here wants to find out, in this order:

1. Does it still stand? Before anything of it is read: that it does not, and the way to the latest.
2. The month as it was, to be read, printed and saved like any other.
3. What has changed since, and what had changed before it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import astuple
from datetime import date
from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.kept import made_of
from meetings.models import ProgrammeVersion
from meetings.snapshots.months import version_snapshot
from meetings.snapshots.versions import VersionLine, version_numbered, versions_of
from meetings.views.kept_page import draw, kept_page
from meetings.views.month_page import month_page_of
from meetings.views.programme import CALENDAR, LIST, PRINT, MonthView

VERSION: Final = MonthView(
    "version",
    "meetings/versions/calendar.html",
    CALENDAR.parts | {"heading": "meetings/versions/heading.html"},
)
VERSION_LIST: Final = MonthView(
    "version_list",
    "meetings/versions/list.html",
    LIST.parts | {"heading": "meetings/versions/heading.html"},
)
VERSION_PRINT: Final = MonthView(
    "version_print",
    "meetings/versions/print.html",
    PRINT.parts | {"heading": "meetings/versions/heading_print.html"},
)


@require_safe
def version(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """The calendar as a version has it."""
    return _show(request, month, number, VERSION)


@require_safe
def listing(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """The same day by day."""
    return _show(request, month, number, VERSION_LIST)


@require_safe
def printed(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """The same for paper."""
    return _show(request, month, number, VERSION_PRINT)


def _show(request: HttpRequest, month: date, number: int, view: MonthView) -> HttpResponse:
    """Two queries, one more for a version of before margins were kept: that one borrows the live margin."""
    asked = version_numbered(month, number)
    if asked is None:
        raise Http404
    today, all_of_month = clock.today(), versions_of(month)
    frame = {"month": month, "version": asked}

    def build() -> Mapping[str, Any]:
        page = month_page_of(version_snapshot(asked), today)
        return view.context(page) | frame | _beside(asked, all_of_month)

    if asked.content.get("margin") is None:
        return render(request, view.template, frame | {"parts": draw(view.parts, build())})
    told = [line for line in all_of_month if line.number in (number, all_of_month[0].number)]
    return kept_page(
        request,
        view.template,
        parts=view.parts,
        digest=made_of(today, month, number, *(astuple(line) for line in told)),
        build=build,
        frame=frame,
    )


def _beside(asked: ProgrammeVersion, all_of_month: Sequence[VersionLine]) -> dict[str, Any]:
    """The latest version, and the number of the one before this one, if it is not the first."""
    earlier = (line.number for line in all_of_month if line.number < asked.number)
    return {"latest": all_of_month[0], "before": next(earlier, None)}
