"""The page before the button, shown with whichever of its forms has something to be mended."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from meetings import clock
from meetings.forms.publishing import PublishForm, ReasonsForm, StageForm, Step
from meetings.models import Programme
from meetings.permissions import fetch_programme
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused
from meetings.views.desk.planners import acting, planners_only
from meetings.views.desk.publishing.outdated_page import outdated_page
from meetings.views.desk.publishing.publish_page import PublishPage, publish_page

CONFLICT = 409

View = Callable[[HttpRequest, Programme], HttpResponse]


@dataclass(frozen=True, slots=True)
class StageControl:
    """A step that can be taken now, with its form."""

    step: Step
    form: StageForm


def for_a_month_to_publish(view: View) -> Callable[[HttpRequest, date], HttpResponse]:
    """A view of a month that planners can put out; one on record leads to its desk, which says so."""

    @planners_only
    @wraps(view)
    def guarded(request: HttpRequest, month: date) -> HttpResponse:
        programme = fetch_programme(month, request.user)
        try:
            refuse_record(programme)
        except Refused as refused:
            messages.error(request, refused.message)
            return redirect("desk", month)
        return view(request, programme)

    return guarded


def page_of(request: HttpRequest, programme: Programme, reasons: ReasonsForm | None = None) -> PublishPage:
    """The page as its reader finds it now."""
    given = acting(request)
    ticked = reasons.ticked if reasons else ()
    return publish_page(given["actor"], programme, clock.today(), given["now"], ticked=ticked)


def show(
    request: HttpRequest,
    page: PublishPage,
    *,
    form: PublishForm | None = None,
    reasons: ReasonsForm | None = None,
    stage: StageForm | None = None,
    outdated: bool = False,
) -> HttpResponse:
    """Show it; ``outdated``: the button of ``form`` was pressed on a page of before the month changed."""
    context = {
        "page": page,
        "month": page.month,
        "form": form or PublishForm(initial={"title_kind": page.coming.title_kind}),
        "reasons": reasons or ReasonsForm(),
        "stages": _stages(page, stage),
        "outdated": outdated_page(page, form) if outdated and form else None,
    }
    status = CONFLICT if outdated else 200
    return render(request, "meetings/desk/publish/publish.html", context, status=status)


def _stages(page: PublishPage, bound: StageForm | None) -> list[StageControl]:
    """Every step but those that the month has taken already, or cannot take."""
    asked = bound.data.get("step") if bound else None
    return [
        StageControl(step, bound if bound and step == asked else _blank(step)) for step in _possible(page)
    ]


def _blank(step: Step) -> StageForm:
    return StageForm(initial={"step": step.value, "on": clock.today()}, auto_id=f"id_{step.value}_%s")


def _possible(page: PublishPage) -> list[Step]:
    state = page.programme.state
    steps = [Step.SHARE, Step.ADOPT]
    steps += [] if state == Programme.State.NOT_AGREED else [Step.NOT_AGREED]
    is_draft = state == Programme.State.DRAFT and not page.programme.shared_on
    return steps if is_draft or page.coming.stands else [*steps, Step.DRAFT]
