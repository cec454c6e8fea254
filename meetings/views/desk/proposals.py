"""Business that comes up again in a month: proposed, never placed by itself.

What the planner at this page wants to find out, in this order:

1. What comes back this month that is not on the desk yet? (open proposals, with the day it would take)
2. Why is it proposed? (every so many months since when, and what in the record shows it)
3. What have we decided already? (accepted: a link to the entry; left out: a way back)
"""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from meetings.forms.proposals import AnswerForm
from meetings.models import Programme, RecurringBusiness
from meetings.permissions import fetch_programme
from meetings.planning.recurring import day_in
from meetings.services.answer_proposal import accept_proposals, leave_out, propose_again, recurrence_of
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused
from meetings.snapshots.proposals import Proposal
from meetings.snapshots.proposals import proposals as proposals_of
from meetings.views.desk.planners import acting, planners_only


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest, month: date) -> HttpResponse:
    """Everything that comes up, answered or not."""
    programme = fetch_programme(month, request.user)
    try:
        refuse_record(programme)
        if request.method == "POST":
            return _answer(request, programme, AnswerForm(request.POST))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk", month)
    found = proposals_of(programme)
    still_open = sorted((one for one in found if one.is_open), key=lambda one: one.looks_there)
    context = {
        "programme": programme,
        "month": month,
        "open": [(one, _day(one, month)) for one in still_open],
        "missing": sum(not one.looks_there for one in still_open),
        "accepted": [one for one in found if one.answer and one.answer.entry],
        "left_out": [one for one in found if one.was_left_out],
    }
    return render(request, "meetings/desk/proposals.html", context)


def _day(proposal: Proposal, month: date) -> date | None:
    return day_in(recurrence_of(proposal.business), month)


def _answer(request: HttpRequest, programme: Programme, form: AnswerForm) -> HttpResponse:
    """Do what the button says, and show the list again."""
    if left := form.given("leave"):
        message = _leave_out(request, programme, left)
    elif again := form.given("again"):
        message = _propose_again(request, programme, again)
    else:
        message = _accept(request, programme, form)
    messages.success(request, message)
    return redirect("desk_proposals", programme.month)


def _accept(request: HttpRequest, programme: Programme, form: AnswerForm) -> str:
    one = form.given("accept")
    found = [proposal for proposal in proposals_of(programme) if proposal.is_open]
    wanted = [proposal.business.pk for proposal in found if one == proposal.business.pk]
    if one is None and form.is_valid() and form.cleaned_data["accept_all"]:
        wanted = [proposal.business.pk for proposal in found if not proposal.looks_there]
    made = accept_proposals(businesses=wanted, programme=programme, **acting(request))
    if not made:
        return gettext("Nothing was added: it is answered already.")
    number = len(made)
    message = ngettext("%(number)d entry was added.", "%(number)d entries were added.", number)
    return message % {"number": number}


def _leave_out(request: HttpRequest, programme: Programme, number: int) -> str:
    business = RecurringBusiness.objects.filter(pk=number).first()
    if business and leave_out(business=business, programme=programme, **acting(request)):
        return gettext("Left out this month: %(title)s.") % {"title": business.title}
    return gettext("Nothing was changed: it is answered already.")


def _propose_again(request: HttpRequest, programme: Programme, number: int) -> str:
    business = RecurringBusiness.objects.filter(pk=number).first()
    if business and propose_again(business=business, programme=programme, **acting(request)):
        return gettext("Proposed again: %(title)s.") % {"title": business.title}
    return gettext("Nothing was changed.")
