"""The backward plan as a planner works with it: where each step stands, where it could go, and the buttons."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.forms.occasions import DayForm, PlaceForm
from meetings.models import Occasion
from meetings.planning.backplan import WHY, PlannedStep, plan_from_end
from meetings.planning.to_place import StepToPlace, steps_to_place
from meetings.rules.facts import OccasionFact
from meetings.rules.vocabulary import NOT_WRITTEN, PaperKind, StepKind
from meetings.rules.working_days import WorkingDays
from meetings.services.edit_occasion import is_read_only
from meetings.services.place_step import BARE_DAYS, ON_THE_PROGRAMME
from meetings.views.answers import week_rule


@dataclass(frozen=True, slots=True)
class PlanLine:
    """One step: ``on`` where it stands, and ``entry`` the line that carries it there.

    ``missing`` is what is known of a step that has no day; ``planned``, for one that has, what the mandate's end
    would give it. A line has either, or of an occasion without an end neither.
    """

    kind: StepKind | PaperKind
    rule: str
    why: str
    on: date | None = None
    entry: str = ""
    missing: StepToPlace | None = None
    planned: PlannedStep | None = None

    @property
    def latest(self) -> date | None:
        days = self.missing or self.planned
        return days.latest if days else None

    @property
    def recommended(self) -> date | None:
        days = self.missing or self.planned
        return days.recommended if days else None

    @property
    def days_late(self) -> int:
        """Calendar days beyond the latest: of the day it stands on, or of today for one that has none."""
        if self.missing:
            return self.missing.days_late
        return max(0, (self.on - self.latest).days) if self.on and self.latest else 0

    @property
    def can_be_placed(self) -> bool:
        """Whether one press puts it on its recommended day."""
        return bool(self.missing and self.recommended) and (
            self.kind in ON_THE_PROGRAMME or self.kind in BARE_DAYS
        )


@dataclass(frozen=True, slots=True)
class BareDay:
    """A step that no line carries, with the form that gives it a day, another one, or none."""

    kind: StepKind
    on: date | None
    form: DayForm


@dataclass(frozen=True, slots=True)
class DeskPlan:
    """What a planner sees of the plan, and can do about it."""

    lines: tuple[PlanLine, ...]
    place: PlaceForm | None
    days: tuple[BareDay, ...]

    @property
    def takes_days(self) -> bool:
        """Whether there is any recommended day to take."""
        return any(line.can_be_placed and line.kind in ON_THE_PROGRAMME for line in self.lines)

    @property
    def lacks_a_start(self) -> bool:
        """Whether steps are missing and none of them has a day to be counted from."""
        missing = [line for line in self.lines if line.missing]
        return bool(missing) and not any(line.recommended or line.latest for line in missing)


def desk_plan(
    occasion: Occasion, fact: OccasionFact, calendar: WorkingDays, today: date, typed: Any = None
) -> DeskPlan | None:
    """The plan of an open occasion; nothing of what is concluded. ``typed`` is what a form of it was posted with."""
    if is_read_only(occasion):
        return None
    missing = {step.kind: step for step in steps_to_place(fact, calendar, week_rule(), today)}
    lines = tuple(_lines(fact, missing, _from_end(fact, calendar)))
    return DeskPlan(
        lines, _place_form(lines, typed), tuple(_bare_day(kind, fact, typed) for kind in BARE_DAYS)
    )


def _from_end(fact: OccasionFact, calendar: WorkingDays) -> dict[StepKind | PaperKind, PlannedStep]:
    if fact.mandate_end is None:
        return {}
    try:
        steps = plan_from_end(
            fact.mandate_end, calendar, week_rule(), written_report=fact.report_kind not in NOT_WRITTEN
        )
    except OverflowError:
        return {}
    return {step.kind: step for step in steps}


def _lines(
    fact: OccasionFact,
    missing: Mapping[StepKind | PaperKind, StepToPlace],
    planned: Mapping[StepKind | PaperKind, PlannedStep],
) -> list[PlanLine]:
    """The steps of the backward plan that have a day or need one, in the order of the chain."""
    lines = []
    for kind, (rule, why) in WHY.items():
        if not isinstance(kind, StepKind):
            continue
        on, step = fact.on(kind), fact.step(kind)
        if on:
            plan = planned.get(kind)
            lines.append(
                PlanLine(kind, plan.rule if plan else rule, why, on, step.entry if step else "", planned=plan)
            )
        elif kind in missing:
            lines.append(PlanLine(kind, missing[kind].rule, missing[kind].why, missing=missing[kind]))
    return lines


def _place_form(lines: tuple[PlanLine, ...], typed: Any) -> PlaceForm | None:
    """The form that puts a missing step on any day; none where no step is missing."""
    kinds = [line.kind for line in lines if line.missing and line.kind in ON_THE_PROGRAMME]
    if not kinds and typed is None:
        return None
    form = PlaceForm(typed if typed is not None and "seen" not in typed else None)
    form.offer_steps([kind for kind in kinds if isinstance(kind, StepKind)])
    return form


def _bare_day(kind: StepKind, fact: OccasionFact, typed: Any) -> BareDay:
    step = next((step for step in fact.steps if step.kind is kind and not step.entry), None)
    on = step.on if step else None
    ours = typed is not None and "seen" in typed and typed.get("step") == kind.value
    form = DayForm(
        typed if ours else None, initial={"step": kind.value, "on": on, "seen": on}, auto_id=f"{kind}-%s"
    )
    form.fields["on"].label = ""
    return BareDay(kind, on, form)
