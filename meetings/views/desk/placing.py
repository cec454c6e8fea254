"""Placing what an occasion lacks: one step on a day, or all of them on their recommended days.

What the planner who presses wants to find out, in this order:

1. Where does it stand now? (day, half and room; the line is tentative, and a month begun for it is named)
2. What could not be placed, and why: too late by how many days, no free room, no day to count from?
3. What differs from the recommended day, by how much? (said at each step)
4. How do I take it back? (one undo on the desk of the month)
"""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from meetings import clock
from meetings.exchange.wording_planning import why_not_text
from meetings.forms.occasions import DayForm, PlaceForm, TakeForm
from meetings.models import Occasion
from meetings.models.labels import START_KINDS, STEP_KINDS
from meetings.permissions import fetch_occasion_to_plan
from meetings.rules.vocabulary import StepKind
from meetings.services.place_step import place_step
from meetings.services.refusals import Refused, Stale
from meetings.services.set_step_day import set_step_day
from meetings.services.step_line import PlacedStep
from meetings.services.take_recommended_days import Taken, TakenStep, take_days
from meetings.views.answers import week_rule
from meetings.views.desk.answer import answer, asked_by_script
from meetings.views.desk.planners import acting, planners_only
from meetings.views.occasions import occasion_page


@planners_only
@require_POST
def place(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Put one step on a day: from the desk, by its button or by drag; or from the page of the occasion."""
    occasion = fetch_occasion_to_plan(uid, request.user)
    if "seen" in request.POST:
        return _set_day(request, occasion)
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _wrong(request, occasion, form)
    try:
        placed = place_step(occasion=occasion, place=form.place, desk=form.programme(), **acting(request))
    except Refused as refused:
        return _back(request, occasion, refused.message, refused=True)
    except Stale:
        return _back(request, occasion, _meanwhile(), refused=True)
    return _back(request, occasion, _said(placed), days=(placed.on, None))


@planners_only
@require_POST
def take(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Place all that the occasion lacks on the programme, and tell what came of it."""
    occasion, form = fetch_occasion_to_plan(uid, request.user), TakeForm(request.POST)
    desk = form.programme() if form.is_valid() else None
    try:
        taken = take_days(
            occasion=occasion, week_rule=week_rule(), today=clock.today(), desk=desk, **acting(request)
        )
    except Refused as refused:
        return _back(request, occasion, refused.message, refused=True)
    except Stale:
        return _back(request, occasion, _meanwhile(), refused=True)
    if asked_by_script(request) and desk:
        message = summary(occasion, taken)
        days = (*taken.days, None)
        return answer(
            request, desk.month, message, days, occasions=[str(occasion.uid)], refused=not taken.placed
        )
    context = {
        "occasion": occasion,
        "taken": taken,
        "not_placed": [(left, why_not_text(left)) for left in taken.not_placed],
        "desk": desk or taken.desk,
    }
    return render(request, "meetings/desk/taken.html", context)


def _set_day(request: HttpRequest, occasion: Occasion) -> HttpResponse:
    """Give a step that no entry carries its day, another one, or none."""
    form = DayForm(request.POST)
    if not form.is_valid():
        return _wrong(request, occasion, form)
    given = form.cleaned_data
    kind = StepKind(given["step"])
    try:
        set_step_day(occasion=occasion, kind=kind, seen=given["seen"], on=given["on"], **acting(request))
    except Refused as refused:
        return _back(request, occasion, refused.message, refused=True)
    except Stale:
        return _back(request, occasion, _meanwhile(), refused=True)
    if given["on"] is None:
        return _back(request, occasion, gettext("%(step)s: has no day now.") % {"step": STEP_KINDS[kind]})
    return _back(request, occasion, _said(PlacedStep(kind, given["on"])))


def _back(
    request: HttpRequest,
    occasion: Occasion,
    message: str,
    days: Iterable[date | None] = (),
    *,
    refused: bool = False,
) -> HttpResponse:
    """To where the planner pressed: the desk whose month the form names, or the page of the occasion."""
    form = TakeForm(request.POST)
    month = form.cleaned_data["month"] if form.is_valid() else None
    if month:
        return answer(request, month, message, days, occasions=[str(occasion.uid)], refused=refused)
    (messages.error if refused else messages.success)(request, message)
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, {request.get_host()}, require_https=request.is_secure()):
        return HttpResponseRedirect(back)  # an address as it stands, never the name of a view
    return redirect("occasion", occasion.uid)


def _wrong(request: HttpRequest, occasion: Occasion, form: PlaceForm | DayForm) -> HttpResponse:
    """What was typed makes no sense: on the desk it is told; the page of the occasion shows it at the field."""
    if "month" in request.POST:
        return _back(request, occasion, _first_error(form), refused=True)
    return occasion_page(request, occasion, request.POST)


def _first_error(form: PlaceForm | DayForm) -> str:
    """What is wrong, with the field it is wrong at."""
    name, errors = next(iter(form.errors.items()))
    label = form.fields[name].label if name in form.fields else ""
    return f"{label}: {errors[0]}" if label else str(errors[0])


def _meanwhile() -> str:
    return gettext("Somebody else changed it at the same moment. Nothing was saved: look again.")


def _said(placed: PlacedStep) -> str:
    """What was done, in one sentence or two."""
    words = {"step": STEP_KINDS[placed.kind], "day": date_format(placed.on, gettext("l j F"))}
    said = gettext("%(step)s: placed on %(day)s.") % words
    return " ".join([said, *_begun([placed.begun] if placed.begun else [])])


def _begun(months: Iterable[date]) -> list[str]:
    words = [date_format(month, "F Y") for month in months]
    return [gettext("Begun for it: %(months)s.") % {"months": ", ".join(words)}] if words else []


def summary(occasion: Occasion, taken: Taken) -> str:
    """The whole result in a few sentences, to be read aloud on the desk."""
    number = len(taken.placed)
    if number:
        text = ngettext(
            "%(label)s: %(number)d step placed: %(steps)s.",
            "%(label)s: %(number)d steps placed: %(steps)s.",
            number,
        )
    elif taken.not_placed:
        text = gettext("%(label)s: nothing could be placed.")
    else:
        text = gettext("%(label)s: nothing is missing on the programme.")
    words = {"label": occasion.label, "number": number, "steps": "; ".join(map(_in_short, taken.placed))}
    left = [why_not_text(one) for one in taken.not_placed]
    return " ".join([text % words, *_begun(taken.begun), *left])


def _in_short(step: TakenStep) -> str:
    placing = step.placing
    return f"{STEP_KINDS[placing.kind]} {date_format(placing.on, gettext('j F'))} {START_KINDS[placing.half]}"
