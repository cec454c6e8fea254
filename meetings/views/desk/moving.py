"""Moving an entry, by whichever way; what each day would do beforehand; and taking a step back.

What a person who is about to move something wants to find out, in this order:

1. Which days would be good, and which are short, taken or closed? (each day with its mark, before anything is done)
2. What stands where now, and at what time? (the day it leaves, and its time, kept unless another is asked for)
3. Did it work, and what did it do to the mandates? (one sentence, and the findings worked out anew beside it)
4. If not: why, what did somebody else do meanwhile, and is anything lost? (nothing is; the same choice again)
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django_htmx.http import reswap, retarget

from meetings import clock
from meetings.exchange.wording_subjects import subject_in_words
from meetings.forms.moving import UNDATED, DeskMonth, MoveForm, SittingAsked, StepTaken, StepTried
from meetings.models import AuditRecord, Entry, Programme, Sitting
from meetings.permissions import fetch_entry, fetch_programme
from meetings.planning.what_if import find_entry
from meetings.rules.facts import PlanFacts
from meetings.rules.months import month_after, month_before
from meetings.rules.vocabulary import StepKind
from meetings.services.move_entry import move_entry
from meetings.services.refusals import Refused, Stale
from meetings.services.undo_step import undo_step
from meetings.snapshots.desk import desk_snapshot
from meetings.snapshots.meanwhile import changed_meanwhile
from meetings.templatetags.labels import month_name, weekday
from meetings.views.desk.answer import WHOLE, answer, asked_by_script, parts
from meetings.views.desk.candidate_days import Candidate, days_for_entry, days_for_step, place_of, weeks_of
from meetings.views.desk.desk_page import ACTIONS
from meetings.views.desk.planners import acting, planners_only

CONFLICT = 409
DIALOG = "#desk-dialog-body"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be moved, and on which desk."""

    entry: Entry
    sitting: Sitting | None
    month: date


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def move(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The days an entry could be moved to, and the one endpoint of every way of moving it."""
    entry = fetch_entry(uid, request.user)
    if request.method == "POST":
        return _moved(request, entry)
    asked = SittingAsked(request.GET)
    pk = asked.cleaned_data["sitting"] if asked.is_valid() else None
    what = Asked(entry, _sitting(entry, pk), _desk_of(entry, asked))
    return _choice(request, what, MoveForm(initial=_as_it_stands(what)))


@planners_only
@require_safe
def marks(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What each shown day would do to an entry, for the calendar to show while it is carried about."""
    entry, asked = fetch_entry(uid, request.user), SittingAsked(request.GET)
    if not asked.is_valid():
        raise Http404
    sitting = _sitting(entry, asked.cleaned_data["sitting"])
    plan = _plan(request, _desk_of(entry, asked))
    return _as_json(_days(plan, entry, sitting))


@planners_only
@require_safe
def step_marks(request: HttpRequest, month: date) -> HttpResponse:
    """What each shown day would do to an occasion, as the day of a step it lacks."""
    fetch_programme(month, request.user)
    asked = StepTried(request.GET)
    if not asked.is_valid():
        return _as_json(())
    kind = StepKind(asked.cleaned_data["step"])
    try:
        return _as_json(days_for_step(_plan(request, month), str(asked.cleaned_data["occasion"]), kind))
    except LookupError as error:
        raise Http404 from error


@planners_only
@require_POST
def undo(request: HttpRequest, month: date) -> HttpResponse:
    """Take back what the planner did last on this desk."""
    programme, taken = fetch_programme(month, request.user), StepTaken(request.POST)
    if not taken.is_valid():
        return answer(request, month, gettext("There is nothing to take back."), refused=True)
    steps = AuditRecord.objects.filter(
        programme=programme, actor=acting(request)["actor"], can_be_undone=True
    )
    step = get_object_or_404(steps, pk=taken.cleaned_data["step"])
    try:
        undo_step(step=step, **acting(request))
    except Refused as refused:
        return answer(request, month, refused.message, WHOLE, refused=True)
    done = {"action": ACTIONS.get(step.action, step.action), "subject": subject_in_words(step.subject)}
    return answer(request, month, gettext("Undone: %(action)s %(subject)s") % done, WHOLE)


def _moved(request: HttpRequest, entry: Entry) -> HttpResponse:
    """Move it; or say at the field why not, with what was asked for still there."""
    form = MoveForm(request.POST)
    month, valid = _desk_of(entry, form), form.is_valid()
    if valid and form.cleaned_data["revision"] != entry.revision:
        return _stale(request, entry, form, month)
    what = Asked(entry, _sitting(entry, form.cleaned_data.get("sitting")), month)
    if not valid:
        return _choice(request, what, form)
    before, on = what.sitting.on if what.sitting else None, form.cleaned_data["on"]
    try:
        moved = move_entry(
            entry=entry,
            sitting=what.sitting,
            on=on,
            start=form.cleaned_data["start"],
            seen=form.cleaned_data["revision"],
            desk=Programme.objects.filter(month=month).first(),
            **acting(request),
        )
    except Stale:
        return _stale(request, fetch_entry(entry.uid, request.user), form, month)
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, refused.message)
        return _choice(request, what, form)
    # Footnotes are numbered in reading order: with one of them moved, others change all over the month.
    days = WHOLE if entry.footnote else (before, on)
    served = {str(step.occasion.uid) for step in entry.steps.all()}
    return answer(request, month, _said(moved, on, month), days, occasions=served)


def _stale(request: HttpRequest, entry: Entry, form: MoveForm, month: date) -> HttpResponse:
    """Who did what to it meanwhile, how it stands now, and the same choice again: nothing was written."""
    asked = form.cleaned_data
    sitting = next((row for row in entry.sittings.all() if row.pk == asked["sitting"]), None)
    what = Asked(entry, sitting or entry.sittings.first(), month)
    again = {"typed": asked["on"], "start": request.POST.get("start", "")}
    changes = [
        (made, ACTIONS.get(made.action, made.action)) for made in changed_meanwhile(entry, asked["revision"])
    ]
    context: dict[str, object] = {"stale": True, "changes": changes}
    if asked_by_script(request):
        context |= parts(request, month, WHOLE)
    return _choice(request, what, MoveForm(initial=_as_it_stands(what) | again), context, status=CONFLICT)


def _choice(
    request: HttpRequest,
    what: Asked,
    form: MoveForm,
    more: Mapping[str, object] | None = None,
    *,
    status: int = 200,
) -> HttpResponse:
    """The page on which a day is chosen; for the desk's dialog, what is in it."""
    context = {
        "entry": what.entry,
        "sitting": what.sitting,
        "sittings": list(what.entry.sittings.all()),
        "month": what.month,
        "form": form,
        "weeks": weeks_of(_days(_plan(request, what.month), what.entry, what.sitting)),
        "chosen": form["on"].value(),
        "undated": UNDATED,
    }
    template = (
        "meetings/desk/parts/move_dialog.html" if asked_by_script(request) else "meetings/desk/move.html"
    )
    response = render(request, template, context | dict(more or {}), status=status)
    if request.method == "POST" and asked_by_script(request):
        reswap(retarget(response, DIALOG), "innerHTML")
    return response


def _sitting(entry: Entry, pk: int | None) -> Sitting | None:
    """The sitting that is asked for; the first where none is named, none of an undated entry."""
    sittings = list(entry.sittings.all())
    if pk is None:
        return sittings[0] if sittings else None
    found = next((row for row in sittings if row.pk == pk), None)
    if found is None:
        raise Http404
    return found


def _desk_of(entry: Entry, asked: DeskMonth) -> date:
    """The desk it is done on, if that shows the entry; else the entry's own."""
    own = entry.programme.month
    around = (month_before(own), own, month_after(own))
    return asked.desk if asked.desk in around else own


def _as_it_stands(what: Asked) -> dict[str, object]:
    return {
        "sitting": what.sitting.pk if what.sitting else None,
        "revision": what.entry.revision,
        "month": what.month.isoformat(),
        "on": what.sitting.on.isoformat() if what.sitting else UNDATED,
    }


def _plan(request: HttpRequest, month: date) -> PlanFacts:
    return desk_snapshot(month, clock.today(), acting(request)["actor"]).plan


def _days(plan: PlanFacts, entry: Entry, sitting: Sitting | None) -> tuple[Candidate, ...]:
    """What each shown day would do; nothing where the entry was moved out of sight this very moment."""
    uid = str(entry.uid)
    try:
        return days_for_entry(plan, uid, place_of(find_entry(plan, uid), sitting))
    except LookupError:
        return ()


def _as_json(candidates: Iterable[Candidate]) -> JsonResponse:
    told = ("name", "mark", "text", "severity", "rule")
    days = {
        one.on.isoformat(): {name: str(getattr(one, name)) for name in told}
        | {"also": [asdict(line) for line in one.also]}
        for one in candidates
    }
    return JsonResponse({"days": days})


def _said(entry: Entry, on: date | None, month: date) -> str:
    """What was done, in one sentence to be read aloud."""
    if on is None:
        return gettext("%(title)s has no day now.") % {"title": entry.title}
    about = {"title": entry.title, "day": weekday(on)}
    if entry.programme.month != month:
        about["month"] = month_name(entry.programme.month)
        return gettext("%(title)s is on %(day)s now, in the programme of %(month)s.") % about
    return gettext("%(title)s is on %(day)s now.") % about
