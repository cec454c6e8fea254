"""The checklist of an occasion, of an entry, or of a month: who opens it has a paper in hand, or misses one.

What a planner at it wants to find out, in this order:

1. What is overdue, and what comes due next? (the sentence at the head; words in the line itself)
2. When is this paper due, by which rule, and what fixes that day? (the day worked out, its rule and why)
3. May I put it off, and by how much would that be beyond the rule? (a day by hand beside the worked-out one)
4. Tick it: done today by one button, or on another day, with its symbol; or not needed at all.
5. Has somebody else written on it meanwhile? (both versions, side by side, and nothing overwritten)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.papers import ChecklistForm
from meetings.models import Entry, Occasion, Programme
from meetings.permissions import fetch_entry, fetch_occasion_to_plan, fetch_programme
from meetings.planning.invitees import meeting_of
from meetings.rules.vocabulary import Format, StepKind
from meetings.services.save_checklist import LinesChanged, save_checklist
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.checklist import (
    ChecklistLine,
    Subject,
    checklist_of_entry,
    checklist_of_month,
    checklist_of_occasion,
)
from meetings.templatetags.labels import month_name
from meetings.views.answers import week_rule
from meetings.views.desk.planners import acting, planners_only

Link = tuple[str, str]
"""An address and the words for it."""


@dataclass(frozen=True, slots=True)
class Head:
    """What the checklist belongs to, and where to go from it; ``back`` is the page it lies under."""

    back: Link
    title: str
    subtitle: str
    links: tuple[Link, ...]
    empty: str = ""


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def of_occasion(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The papers around the meeting of an occasion."""
    occasion, today = fetch_occasion_to_plan(uid, request.user), clock.today()
    lines = checklist_of_occasion(occasion, headquarters_calendar(), week_rule(), today)
    return _answer(request, occasion, lines, _head_of_occasion(occasion), today)


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def of_entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The papers of a meeting itself, such as its agenda."""
    entry = fetch_entry(uid, request.user)
    lines = checklist_of_entry(entry, headquarters_calendar())
    return _answer(request, entry, lines, _head_of_entry(entry), clock.today())


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def of_month(request: HttpRequest, month: date) -> HttpResponse:
    """The papers of a month's forecast and programme."""
    programme = fetch_programme(month, request.user)
    lines = checklist_of_month(programme, headquarters_calendar())
    return _answer(request, programme, lines, _head_of_month(programme), clock.today())


def _answer(
    request: HttpRequest, subject: Subject, lines: Iterable[ChecklistLine], head: Head, today: date
) -> HttpResponse:
    form = ChecklistForm(lines, today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _save(request, subject, form):
        return redirect(request.path)
    return render(request, "meetings/desk/papers.html", {"form": form, "head": head, "today": today})


def _save(request: HttpRequest, subject: Subject, form: ChecklistForm) -> bool:
    """Write what changed; false where others changed the same lines, which the form then shows."""
    try:
        written = save_checklist(subject=subject, edits=form.edits, **acting(request))
    except LinesChanged as changed:
        form.show_changed(changed.states)
        return False
    except ObjectDoesNotExist as gone:  # removed meanwhile
        raise Http404 from gone
    messages.success(request, _said(len(written)))
    return True


def _said(number: int) -> str:
    if not number:
        return gettext("Nothing was changed.")
    return ngettext("%(number)d line saved.", "%(number)d lines saved.", number) % {"number": number}


def _head_of_occasion(occasion: Occasion) -> Head:
    links = []
    for step in occasion.steps.all():
        if step.kind == StepKind.CONTRIBUTORS and step.entry:
            links.append(
                (reverse("invitations", args=[step.entry.uid]), gettext("Invitations to the meeting"))
            )
            links.append(
                (reverse("entry_papers", args=[step.entry.uid]), gettext("Papers of the meeting itself"))
            )
            links.append(_texts_of(step.entry))
    back = (reverse("occasion", args=[occasion.uid]), occasion.label)
    about = f"{occasion.mission.acronym}: {occasion.get_kind_display()}"
    return Head(back, gettext("Papers"), about, tuple(links))


def _head_of_entry(entry: Entry) -> Head:
    links = [(reverse("entry_edit", args=[entry.uid]), gettext("The entry")), _texts_of(entry)]
    steps = list(entry.steps.all())
    kinds = [StepKind(step.kind) for step in steps]
    if meeting_of(Format(entry.format), kinds, about_a_mission=bool(entry.missions.all())):
        links.append((reverse("invitations", args=[entry.uid]), gettext("Invitations")))
    links += [
        (
            reverse("occasion_papers", args=[step.occasion.uid]),
            gettext("Papers of %(occasion)s") % {"occasion": step.occasion.label},
        )
        for step in steps
    ]
    return Head(
        back=_desk_of(entry.programme),
        title=gettext("Papers"),
        subtitle=entry.title,
        links=tuple(links),
        empty=gettext("No rule asks for a paper of its own here."),
    )


def _texts_of(entry: Entry) -> Link:
    return reverse("entry_texts", args=[entry.uid]), gettext("Journal and communiqué")


def _head_of_month(programme: Programme) -> Head:
    back = _desk_of(programme)
    links = ((reverse("forecast", args=[programme.month]), gettext("Tentative forecast")),)
    return Head(back, gettext("Papers of the month"), gettext("Forecast and programme"), links)


def _desk_of(programme: Programme) -> Link:
    words = gettext("Desk, %(month)s") % {"month": month_name(programme.month)}
    return reverse("desk", args=[programme.month]), words
