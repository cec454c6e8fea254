"""Taking a load back.

What the admin at this page wants to find out, in this order:

1. What goes, and what becomes of the rows it changed? (so many of each; occasions that it closed are open again)
2. Is anything built on it? (then it says what, by whom and when, and nothing happens)
3. Can I load the file again afterwards? (yes)
"""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.models import Load, LoadLine
from meetings.permissions import fetch_load
from meetings.services.loads.steps import Steps
from meetings.services.loads.take_back import take_back_load
from meetings.services.refusals import Refused
from meetings.views.desk.planners import Acting, acting
from meetings.views.loads.admins import admins_only
from meetings.views.loads.long_work import FEW_ROWS, do

Outcome = LoadLine.Outcome


@dataclass(frozen=True, slots=True)
class Undone:
    """How many rows go, become what they were, and how many occasions are open again."""

    gone: int
    as_before: int
    opened: int

    @classmethod
    def by(cls, load: Load) -> "Undone":
        """What taking a load back does. A line in conflict counts where any of it was written."""
        conflicts = load.lines.filter(outcome=Outcome.CONFLICT).values_list(
            "changes", "conflicts", "take_file"
        )
        written = sum(taken or len(changes) > len(kept) for changes, kept, taken in conflicts)
        number = {outcome: int(load.summary.get(outcome, 0)) for outcome in Outcome.values}
        return cls(number[Outcome.NEW], number[Outcome.CHANGED] + written, number[Outcome.CLOSED])


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say what goes; then take it back."""
    load = fetch_load(pk, request.user)
    if load.state != Load.State.APPLIED:
        return _not_standing(request, load)
    if request.method != "POST":
        return render(request, "meetings/loads/take_back.html", {"load": load, "undone": Undone.by(load)})
    return do(
        request,
        _taking_back(load, acting(request)),
        title=gettext("Taking back %(file)s") % {"file": load.file_name},
        back=reverse("load", args=[pk]),
        at_once=_rows_of(load) <= FEW_ROWS,
    )


def _not_standing(request: HttpRequest, load: Load) -> HttpResponseBase:
    """One that was never applied has nothing to take back; one that was taken back says so itself."""
    if load.state == Load.State.TAKEN_BACK:
        messages.info(request, gettext("It was taken back already. Nothing was done a second time."))
    else:
        messages.info(request, gettext("It was not applied: there is nothing to take back."))
    return redirect("load", load.pk)


def _taking_back(load: Load, who: Acting) -> Steps[str]:
    try:
        yield from take_back_load(load=load, today=clock.today(), **who)
    except Refused as refused:
        said = gettext("Nothing was taken back. %(why)s")
        raise Refused(said % {"why": refused.message}) from refused
    return reverse("load", args=[load.pk])


def _rows_of(load: Load) -> int:
    return sum(int(load.summary.get(outcome, 0)) for outcome in Outcome.values)
