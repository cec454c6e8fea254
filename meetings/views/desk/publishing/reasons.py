"""One reason for all findings that are ticked, written on the page before the button."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from meetings.forms.publishing import ReasonsForm
from meetings.models import Programme
from meetings.services.publishing.give_reason import give_reason
from meetings.services.refusals import Refused
from meetings.views.desk.desk_groups import DeskFinding
from meetings.views.desk.planners import acting
from meetings.views.desk.publishing.showing import for_a_month_to_publish, page_of, show


@for_a_month_to_publish
@require_http_methods(["GET", "HEAD", "POST"])
def reasons(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Keep the reason; or, where a finding changed since the page was made, show how it stands now.

    That page stands at this address then: who loads it again is led to where it comes from.
    """
    if request.method != "POST":
        return redirect("publish", programme.month)
    ticked = ReasonsForm(request.POST)
    page = page_of(request, programme, ticked)
    waiting = {one.token: one for group in page.waiting for one in group.findings}
    form = ReasonsForm(request.POST, tokens=waiting)
    if not form.is_valid():
        return show(request, page, reasons=form)
    found, reason = _asked(form, waiting)
    if not found:
        form.add_error(None, gettext("That finding has changed, or is answered already. Nothing was kept."))
        return show(request, page, reasons=form)
    try:
        give_reason(
            programme=programme,
            findings=[one.finding for one in found],
            reason=reason,
            **acting(request),
        )
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return show(request, page_of(request, programme, ticked), reasons=form)
    messages.success(request, _kept(len(found)))
    return HttpResponseRedirect(f"{reverse('publish', args=[programme.month])}#reasons")


def _asked(form: ReasonsForm, waiting: dict[str, DeskFinding]) -> tuple[Sequence[DeskFinding], str]:
    """The findings and the reason; of one whose dates changed, the reason that was given for the earlier ones."""
    again = form.cleaned_data["again"]
    if not again:
        chosen = dict.fromkeys(form.cleaned_data["findings"])
        return [waiting[token] for token in chosen], form.cleaned_data["reason"]
    one = waiting.get(again)
    if one is None or not one.reasons:
        return [], ""
    return [one], one.reasons[0].row.reason


def _kept(number: int) -> str:
    said = ngettext(
        "The reason is kept with %(number)d finding.", "The reason is kept with %(number)d findings.", number
    )
    return said % {"number": number}
