"""The desk: a month as working draft, where the person who drafts it works all day.

What that person wants to find out, in this order:

1. What stands on which day, and does it hold together? (the calendar, with the tails of its neighbours, a mark
   beside each line that something is wrong with, and the days of business each week has)
2. What still has to be placed, by when, and what would be the best day? (to place, the most urgent first)
3. What does the plan do to each mandate: which rule, how many days are missing, which day would mend it, and who
   has given a reason for leaving it so? (findings, counted, by occasion)
4. What did I do last, and how do I take it back? (undo)

Everything else is one press away: adding an entry, copying the last month, moving, the pages of the occasions.
"""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from meetings import clock
from meetings.models import Programme
from meetings.rules.months import first_of, month_after
from meetings.services.begin_month import begin_month
from meetings.views.desk.desk_page import DeskPage, desk_page
from meetings.views.desk.planners import acting, planners_only

STATES = Programme.State
UNDER_WAY = (STATES.DRAFT, STATES.SHARED, STATES.ADOPTED, STATES.WITHDRAWN)
"""The stages of a month that is still to go out."""


@planners_only
@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """Go to the month most likely planned: the next one that is a draft still, or that nobody has begun."""
    return redirect("desk", _likeliest(month_after(first_of(clock.today()))))


@planners_only
@require_safe
def desk(request: HttpRequest, month: date) -> HttpResponse:
    """The month as working draft; a page that offers to begin it; or, of a month on record, the way there."""
    page = desk_page(acting(request)["actor"], month, clock.today())
    return render(request, _template(page), {"page": page, "month": month, "today": page.snapshot.today})


@planners_only
@require_POST
def begin(request: HttpRequest, month: date) -> HttpResponse:
    """Begin the draft of a month. That somebody else just did so is no error."""
    begin_month(month=month, **acting(request))
    messages.success(request, gettext("The month is begun."))
    return redirect("desk", month)


def _template(page: DeskPage) -> str:
    if page.is_begun and not page.is_record:
        return "meetings/desk/desk.html"
    return "meetings/desk/not_begun.html"


def _likeliest(coming: date) -> date:
    """The first month from the coming one on that is not published yet; the coming one where all are."""
    settled = Programme.objects.filter(month__gte=coming).exclude(state__in=UNDER_WAY)
    taken, month = set(settled.values_list("month", flat=True)), coming
    while month in taken:
        month = month_after(month)
    return month
