"""The year at a glance.

What a person at it wants to find out, in this order: when each mandate ends; whether its report, its meeting with
contributors, the consultations and the adoption lie in time before it; which months are full.
"""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.rules.months import FIRST_YEAR, LAST_YEAR
from meetings.snapshots.year import MarkKind, year_snapshot
from meetings.views.year_lanes import LANE_HEIGHT, Scale, lanes


@require_safe
def current(request: HttpRequest, **kwargs: object) -> HttpResponse:
    """Go to this year."""
    return redirect("year", clock.today().year)


@require_safe
def year(request: HttpRequest, year: int) -> HttpResponse:
    """All missions that have a date in a year, to scale, with the dates as a table behind."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    today = clock.today()
    scale = Scale(year, from_right=get_language_bidi())
    snapshot = year_snapshot(year)
    context = {
        "year": year,
        "snapshot": snapshot,
        "lanes": lanes(snapshot.marks, scale, today),
        "columns": scale.columns(),
        "lane_height": LANE_HEIGHT,
        "kinds": list(MarkKind),
        "has_lapsed": any(not mark.settled and mark.on < today for mark in snapshot.marks),
        "has_unverified": not all(mark.verified for mark in snapshot.marks),
        "today": today,
        "today_at": scale.at(today) if today.year == year else "",
        "before": year - 1 if year > FIRST_YEAR else None,
        "after": year + 1 if year < LAST_YEAR else None,
    }
    return render(request, "meetings/year/year.html", context)
