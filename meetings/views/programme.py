"""The month as it was published, or as it was held: the page that everyone opens first.

What a person at it wants to find out, in this order:

1. What is on which day: the grid, a week a row, each day in its two halves.
2. What ends: mandates, in the margin of their last day and at the head of the page.
3. What is due: reports, in the same two places.
4. Who must be heard: meetings with contributors, which bear the one colour, and are named at the head.
5. What changed since last time, and how to have the month as a document, a feed or a table: the head says how many
   entries are revised and leads to all of these.
6. Does the plan leave them time: one press away, for those it concerns (``meetings.views.month_standing``).

Nothing here shows a draft. A month is its latest published version, or the record of what was held. A published
month is frozen, so it is drawn once for everybody and kept; only the frame around it is each reader's own.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.forms.months import MonthChoice
from meetings.kept import made_of
from meetings.models import Programme
from meetings.permissions import sight_of
from meetings.rules.months import first_of
from meetings.snapshots.months import month_around
from meetings.views.kept_page import draw, kept_page
from meetings.views.month_page import MonthPage, month_page_of


@dataclass(frozen=True, slots=True)
class MonthView:
    """One way to look at a month: its address, the page, and the parts of it that are the same for everybody."""

    url_name: str
    template: str
    parts: dict[str, str]

    def context(self, page: MonthPage) -> dict[str, Any]:
        """What the parts are told."""
        picker = MonthChoice(initial={"month": page.month.month, "year": page.month.year})
        return {"page": page, "month": page.month, "view": self, "picker": picker}


CALENDAR = MonthView(
    "month",
    "meetings/programme/calendar.html",
    {
        "heading": "meetings/programme/parts/heading.html",
        "glance": "includes/month_glance.html",
        "days": "meetings/programme/parts/weeks.html",
    },
)
LIST = MonthView(
    "month_list",
    "meetings/programme/list.html",
    CALENDAR.parts | {"days": "meetings/programme/parts/days.html"},
)
PRINT = MonthView(
    "month_print",
    "print/month.html",
    {"heading": "includes/month_head.html", "days": "meetings/programme/parts/weeks.html"},
)


@require_safe
def front(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Go to the month that was asked for, else to the one a person most likely wants."""
    chosen = MonthChoice(request.GET).chosen or _likeliest(_months_to_show(), first_of(clock.today()))
    if chosen:
        return redirect("month", chosen)
    return render(request, "meetings/programme/nothing_loaded.html")


@require_safe
def month(request: HttpRequest, month: date) -> HttpResponse:
    """The calendar: a week a row."""
    return _show(request, month, CALENDAR)


@require_safe
def listing(request: HttpRequest, month: date) -> HttpResponse:
    """The same month day by day, with all that is known of each entry."""
    return _show(request, month, LIST)


@require_safe
def printed(request: HttpRequest, month: date) -> HttpResponse:
    """The calendar for paper: A4 landscape, without navigation."""
    return _show(request, month, PRINT)


def _show(request: HttpRequest, month: date, view: MonthView) -> HttpResponse:
    """A published month from what is kept of it; any other as it is now."""
    around, today = month_around(month), clock.today()
    frame = {"month": month, "has_standing": around.version is not None and sight_of(request.user).restricted}
    if around.is_frozen:
        return kept_page(
            request,
            view.template,
            parts=view.parts,
            digest=made_of(today, *around.made_of),
            build=lambda: view.context(month_page_of(around.snapshot(), today)),
            frame=frame,
        )
    page = month_page_of(around.snapshot(), today, sight=sight_of(request.user))
    if page.is_empty:
        return _nothing_to_show(request, view.context(page))
    return render(request, view.template, frame | {"parts": draw(view.parts, view.context(page))})


def _nothing_to_show(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    """Why, and the nearest months that have something."""
    months, month = _months_to_show(), context["month"]
    earlier = max((one for one in months if one < month), default=None)
    later = min((one for one in months if one > month), default=None)
    return render(request, "meetings/programme/empty.html", context | {"earlier": earlier, "later": later})


def _months_to_show() -> list[date]:
    """Every month that a visitor finds something in."""
    return list(Programme.objects.with_something_to_show().values_list("month", flat=True))


def _likeliest(months: list[date], current: date) -> date | None:
    """The current month, else the next one, else the latest."""
    return min((month for month in months if month >= current), default=max(months, default=None))
