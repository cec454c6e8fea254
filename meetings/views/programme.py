"""The month as it was published, or as it was held: the page that everyone opens first.

What a person at it wants to find out, in this order:

1. What is on which day: the grid, a week a row, each day in its two halves.
2. What ends: mandates, in the margin of their last day and at the head of the page.
3. What is due: reports, in the same two places.
4. Who must be heard: meetings with contributors, which bear the one colour, and are named at the head.
5. Does the plan leave them time: for those it concerns, a count of what the guideline asks and what is met,
   with one line for each that is not; no alarm beside the entries themselves.

Nothing here shows a draft. A month is its latest published version, or the record of what was held.
"""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.forms.months import MonthChoice
from meetings.models import Programme
from meetings.rules.months import first_of
from meetings.views.month_page import month_page


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
    return _show(request, month, "meetings/programme/calendar.html", findings=True)


@require_safe
def listing(request: HttpRequest, month: date) -> HttpResponse:
    """The same month day by day, with all that is known of each entry."""
    return _show(request, month, "meetings/programme/list.html", findings=True)


@require_safe
def printed(request: HttpRequest, month: date) -> HttpResponse:
    """The calendar for paper: A4 landscape, without navigation."""
    return _show(request, month, "print/month.html", findings=False)


def _show(request: HttpRequest, month: date, template: str, *, findings: bool) -> HttpResponse:
    page = month_page(request.user, month, clock.today(), findings=findings)
    context: dict[str, object] = {"page": page, "month": month, "view": request.resolver_match}
    if page.is_empty:
        months = _months_to_show()
        context["earlier"] = max((one for one in months if one < month), default=None)
        context["later"] = min((one for one in months if one > month), default=None)
        template = "meetings/programme/empty.html"
    context["picker"] = MonthChoice(initial={"month": month.month, "year": month.year})
    return render(request, template, context)


def _months_to_show() -> list[date]:
    """Every month that a visitor finds something in."""
    return list(Programme.objects.with_something_to_show().values_list("month", flat=True))


def _likeliest(months: list[date], current: date) -> date | None:
    """The current month, else the next one, else the latest."""
    return min((month for month in months if month >= current), default=max(months, default=None))
