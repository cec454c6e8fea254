"""Answering a finding with a written reason, and taking a reason back.

What the person who writes one wants to find out, in this order:

1. Which finding is this: what was found, between which days, and how many were wanted? (its line)
2. What does the paragraph ask for, and how firmly? (the rule in our words, with its source)
3. What have I to write, and how long will it stand? (one field, and the dates it is given for)
"""

from datetime import date

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST

from meetings import clock
from meetings.forms.justifications import FindingAsked, JustificationForm, Withdrawal
from meetings.models import Justification, Programme
from meetings.permissions import fetch_programme
from meetings.services.justify_finding import justify_finding
from meetings.services.refusals import Refused
from meetings.services.withdraw_justification import withdraw_justification
from meetings.snapshots.justifications import kept_dates, key_of_finding, key_of_reason
from meetings.views.desk.answer import answer
from meetings.views.desk.desk_groups import DeskFinding
from meetings.views.desk.desk_page import DeskPage, desk_page
from meetings.views.desk.planners import acting, planners_only
from meetings.views.desk.saved import to_desk

FINDINGS = "desk-findings"
"""The id of the part of the desk that holds all findings."""


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def justify(request: HttpRequest, month: date) -> HttpResponse:
    """The finding, its paragraph and a field for the reason. What was typed stays, whatever happened meanwhile."""
    programme = fetch_programme(month, request.user)
    asked = FindingAsked(request.GET or request.POST)
    if asked.asked is None:
        return _back(request, month)
    page = desk_page(acting(request)["actor"], month, clock.today())
    found = _find(page, asked.asked)
    if request.method == "POST":
        return _given(request, programme, page, asked, found)
    if found is None:
        return _back(request, month)
    form = JustificationForm(initial={"seen": kept_dates(found.finding)})
    return _show(request, page, asked, found, form)


@planners_only
@require_POST
def withdraw(request: HttpRequest, month: date) -> HttpResponse:
    """Take a reason back."""
    programme, form = fetch_programme(month, request.user), Withdrawal(request.POST)
    try:
        if not form.is_valid():
            raise Justification.DoesNotExist
        row = _reasons_here(programme).get(pk=form.cleaned_data["justification"])
        withdraw_justification(justification=row, programme=programme, **acting(request))
    except Justification.DoesNotExist:
        text = gettext("That reason was taken back already.")
        return answer(request, month, text, refused=True, place=FINDINGS)
    return answer(request, month, gettext("The reason is withdrawn."), place=_place_of(request, month, row))


def _reasons_here(programme: Programme) -> QuerySet[Justification]:
    """Those of occasions and entries, which more than one desk shows; of the months' own, only this month's."""
    here = Justification.objects.filter(Q(programme=None) | Q(programme=programme))
    return here.select_related("occasion", "entry")


def _place_of(request: HttpRequest, month: date, row: Justification) -> str:
    """Where the desk shows the finding that a reason was given for, while it asks for one; else all findings."""
    page, key = desk_page(acting(request)["actor"], month, clock.today()), key_of_reason(row)
    asking = (one for one in page.findings.all if one.calls and key_of_finding(one.finding) == key)
    return next((one.anchor for one in asking), FINDINGS)


def _find(page: DeskPage, asked: tuple[str, ...]) -> DeskFinding | None:
    """The finding as it stands now, while it still asks for a reason."""
    for one in page.findings.all:
        finding = one.finding
        about = (finding.rule, finding.subject_kind, finding.subject, finding.detail)
        if about == asked and one.calls:
            return one
    return None


def _back(request: HttpRequest, month: date) -> HttpResponse:
    """The plan has changed since the link was made; or it was never a link of the desk."""
    messages.info(request, gettext("That finding is gone: the plan has changed meanwhile."))
    return redirect("desk", month)


def _given(
    request: HttpRequest, programme: Programme, page: DeskPage, asked: FindingAsked, found: DeskFinding | None
) -> HttpResponse:
    form = JustificationForm(request.POST)
    valid = form.is_valid()
    if found is None:
        return _show(request, page, asked, None, form)
    dates = kept_dates(found.finding)
    if "seen" in form.errors or (valid and not form.sees(dates)):
        return _show(request, page, asked, found, form.now_seeing(dates), changed=True)
    if not valid:
        return _show(request, page, asked, found, form)
    try:
        justify_finding(
            programme=programme, finding=found.finding, reason=form.cleaned_data["reason"], **acting(request)
        )
    except Refused as refused:
        form.add_error("reason", refused.message)
        return _show(request, page, asked, None, form)
    messages.success(request, gettext("The reason is kept with the finding."))
    return to_desk(page.month, found.anchor)


def _show(
    request: HttpRequest,
    page: DeskPage,
    asked: FindingAsked,
    found: DeskFinding | None,
    form: JustificationForm,
    *,
    changed: bool = False,
) -> HttpResponse:
    """``changed``: the dates are no longer those that the writer saw; no ``found``: the finding is gone."""
    context = {
        "page": page,
        "month": page.month,
        "asked": asked,
        "one": found,
        "form": form,
        "changed": changed,
    }
    return render(request, "meetings/desk/justify.html", context)
