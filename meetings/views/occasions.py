"""One occasion: why contributors are to be heard, and how its dates stand to the guideline.

The person at this page, a planner or a delegation the mission concerns, wants to find out, in this order:

1. Which mission, which decision, by when? And on the whole: is it in order? (heading, one line of counts)
2. How much time lies between the report, the meeting, consultations, adoption and the end? (line to scale)
3. Who still has to do what, and what does the guideline say of each step? (three lanes, then other rules)
4. Where could a step go instead? (backward plan, while it is open; a planner places the steps there)
5. Which papers are out, and who is invited? (checklist, invitees)
6. What is all this based on? (reports and their dates, reasons given, sources)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.clock import today as day_in_new_york
from meetings.models import Invitation, Occasion
from meetings.permissions import fetch_occasion, sight_of
from meetings.planning.backplan import PlannedStep, plan_from_end
from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.vocabulary import PaperKind, ReportKind, StepKind
from meetings.snapshots.one_occasion import Invitee, OccasionSnapshot, occasion_snapshot
from meetings.snapshots.standing_reasons import reason_for
from meetings.views import lanes, timeline
from meetings.views.answers import Answer, Tally, week_rule
from meetings.views.occasion_plan import desk_plan


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One step of the backward plan beside the day the step is placed on."""

    step: PlannedStep
    on: date | None

    @property
    def days_late(self) -> int:
        """Calendar days beyond the latest day; none where it is in time or not placed."""
        return max(0, (self.on - self.step.latest).days) if self.on else 0


@dataclass(frozen=True, slots=True)
class InviteeGroup:
    """All parties of one category of resolution 1353, II.B.3."""

    category: str
    invitees: tuple[Invitee, ...]

    @property
    def personnel(self) -> int:
        return sum(invitee.personnel or 0 for invitee in self.invitees)


@require_safe
def occasion(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Open to planners and to delegations the mission concerns; for anyone else there is no such page."""
    return occasion_page(request, fetch_occasion(uid, request.user, day_in_new_york()))


def occasion_page(request: HttpRequest, row: Occasion, typed: QueryDict | None = None) -> HttpResponse:
    """The page of an occasion that its reader may open; ``typed`` is what a planner's form on it was posted with."""
    today, sight = day_in_new_york(), sight_of(request.user)
    snapshot = occasion_snapshot(row, today, drafts=sight.drafts)
    findings = check_occasion(snapshot.fact, snapshot.calendar, week_rule(), today)
    answers = {finding.rule: Answer.of(finding) for finding in findings}
    by_rule = {finding.rule: finding for finding in findings}
    context = {
        "occasion": row,
        "fact": snapshot.fact,
        "sees_drafts": sight.drafts,
        "shows_notes": sight.drafts or snapshot.fact.concluded,
        "tally": Tally.of(findings),
        "line": timeline.draw(snapshot.fact, by_rule, today),
        "lanes": lanes.LANES,
        "phases": lanes.fill(snapshot.fact, answers),
        "other_answers": lanes.other_answers(answers.values()),
        "plan": None if sight.drafts else _backward_plan(snapshot),
        "desk_plan": desk_plan(row, snapshot.fact, snapshot.calendar, today, typed) if sight.drafts else None,
        "meeting": snapshot.fact.step(StepKind.CONTRIBUTORS) if sight.drafts else None,
        "invitees": _grouped(snapshot.invitees),
        "snapshot": snapshot,
        "reasons": [reason_for(row, by_rule.get(row.rule)) for row in snapshot.justifications],
        "days_left": _days_left(snapshot.fact, today),
        "today": today,
    }
    return render(request, "meetings/occasions/occasion.html", context)


def _days_left(fact: OccasionFact, today: date) -> int | None:
    """Days until the mandate ends; nothing once it is decided or over."""
    if fact.concluded or fact.mandate_end is None or fact.mandate_end < today:
        return None
    return (fact.mandate_end - today).days


def _backward_plan(snapshot: OccasionSnapshot) -> tuple[PlanRow, ...]:
    """From the mandate's end backwards, while there is still something to plan."""
    fact = snapshot.fact
    if fact.concluded or fact.mandate_end is None:
        return ()
    written = fact.report_kind not in (ReportKind.ORAL, ReportKind.NONE)
    steps = plan_from_end(fact.mandate_end, snapshot.calendar, week_rule(), written_report=written)
    return tuple(PlanRow(step, _day_of(step.kind, fact)) for step in steps)


def _day_of(kind: StepKind | PaperKind, fact: OccasionFact) -> date | None:
    """The day a step is placed on, or a paper was done, else is due."""
    if isinstance(kind, StepKind):
        return fact.on(kind)
    paper = fact.paper(kind)
    return (paper.done_on or paper.due_on) if paper else None


def _grouped(invitees: Iterable[Invitee]) -> tuple[InviteeGroup, ...]:
    """By category, in the order of the resolution."""
    by_category: dict[str, list[Invitee]] = {str(category): [] for category in Invitation.Category.values}
    for invitee in invitees:
        by_category[invitee.category].append(invitee)
    return tuple(
        InviteeGroup(str(Invitation.Category(category).label), tuple(group))
        for category, group in by_category.items()
        if group
    )
