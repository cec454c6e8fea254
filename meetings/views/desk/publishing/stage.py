"""How far a month has come with the members of the Council, noted on the page before the button."""

from collections.abc import Callable, Mapping
from typing import Any, Final

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.publishing import DAYS, StageForm, Step
from meetings.models import Programme
from meetings.models.labels import Label
from meetings.services.publishing.adopt_programme import adopt_programme
from meetings.services.publishing.back_to_draft import back_to_draft
from meetings.services.publishing.mark_not_agreed import mark_not_agreed
from meetings.services.publishing.share_programme import share_programme
from meetings.services.refusals import Refused
from meetings.views.desk.planners import acting
from meetings.views.desk.publishing.showing import for_a_month_to_publish, page_of, show

STEPS: Final[Mapping[Step, tuple[Callable[..., Programme], Label]]] = {
    Step.SHARE: (share_programme, _("It is noted that the draft was shared with members.")),
    Step.ADOPT: (adopt_programme, _("It is noted that members adopted the programme.")),
    Step.NOT_AGREED: (mark_not_agreed, _("It is noted that members did not agree: a plan of work.")),
    Step.DRAFT: (back_to_draft, _("The month is a draft again.")),
}


@for_a_month_to_publish
@require_http_methods(["GET", "HEAD", "POST"])
def stage(request: HttpRequest, programme: Programme) -> HttpResponse:
    """Take the step; or say at its day why not: who loads that page again is led to where it comes from."""
    if request.method != "POST":
        return redirect("publish", programme.month)
    form = StageForm(request.POST, auto_id=f"id_{request.POST.get('step', '')}_%s")
    if not form.is_valid():
        return show(request, page_of(request, programme), stage=form)
    step = Step(form.cleaned_data["step"])
    take, said = STEPS[step]
    about: dict[str, Any] = {"on": form.day, "today": clock.today()} if step in DAYS else {}
    try:
        take(programme=programme, **about, **acting(request))
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return show(request, page_of(request, programme), stage=form)
    messages.success(request, str(said))
    return HttpResponseRedirect(f"{reverse('publish', args=[programme.month])}#stage")
