"""What the guideline says of a published month, for the one who asks: which of its occasions are given their time.

What a person at it wants to find out, in this order:

1. How does the month stand: how much of what the guideline asks is met, and how much falls short.
2. Of each occasion that concerns me, the gravest first: what is short, by how many days, and where to read more.
3. On which days of this month it is taken up.
4. For planners: what is wrong with the month itself.

It depends on the reader and on what is known today, so it stands beside the month's page, which is frozen and the
same for everybody; where scripts run, that page takes it in (``htmx``).
"""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.permissions import occasions_of_month, sight_of
from meetings.snapshots.months import month_snapshot, with_holidays
from meetings.views.month_findings import MonthFindings, month_findings


@require_safe
def month_standing(request: HttpRequest, month: date) -> HttpResponse:
    """A page of its own, or, asked for by htmx, the part that the month's page shows."""
    is_part = bool(getattr(request, "htmx", False))
    if is_part and not request.user.is_authenticated:
        return HttpResponse(status=204)  # signed out meanwhile: the way to the sign-in is no part of a page
    return _of_reader(request, month, is_part=is_part)


@login_required
def _of_reader(request: HttpRequest, month: date, *, is_part: bool) -> HttpResponse:
    name = "includes/month_findings.html" if is_part else "meetings/programme/standing.html"
    return render(request, name, {"month": month, "findings": _findings(request, month)})


def _findings(request: HttpRequest, month: date) -> MonthFindings:
    """Of a published month only: what was held is judged on the pages of the occasions and of the practice.

    Raises:
        Http404: nothing of the month is published, whatever is planned of it.
    """
    snapshot, sight, today = month_snapshot(month), sight_of(request.user), clock.today()
    if snapshot.version is None:
        raise Http404
    occasions = occasions_of_month(snapshot, sight, today)
    if not (occasions or sight.drafts):
        return MonthFindings(())
    return month_findings(with_holidays(snapshot), occasions, sight, today)
