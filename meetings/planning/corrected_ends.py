"""What a corrected end of a mandate does to the days that are counted back from it."""

from dataclasses import dataclass
from datetime import date

from meetings.planning.backplan import PlannedStep, plan_from_end
from meetings.rules.facts import MandateFact
from meetings.rules.vocabulary import PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

Plan = dict[StepKind | PaperKind, PlannedStep]


@dataclass(frozen=True, slots=True)
class CorrectedStep:
    """One step of the backward plan by the end as it was and by the end as it is: ``None`` where none is known.

    ``rule`` fixes the latest day, and its paragraph says why.
    """

    kind: StepKind | PaperKind
    rule: str
    latest_before: date | None
    latest_after: date | None
    recommended_before: date | None
    recommended_after: date | None


def corrected(
    before: MandateFact,
    after: MandateFact,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    *,
    written_report: bool = True,
) -> tuple[CorrectedStep, ...]:
    """The latest and the recommended days of each step before and after a correction, in the order of the chain.

    Empty where the end stayed. All are working days, as ``plan_from_end`` counts them; it raises ``OverflowError``
    where the chain would begin before the calendar does.
    """
    if before.ends == after.ends:
        return ()
    old, new = (_plan(one.ends, calendar, week_rule, written=written_report) for one in (before, after))
    return tuple(_step(told, old.get(kind), new.get(kind)) for kind, told in (new or old).items())


def _plan(end: date | None, calendar: WorkingDays, week_rule: WeekRule, *, written: bool) -> Plan:
    steps = plan_from_end(end, calendar, week_rule, written_report=written) if end else ()
    return {step.kind: step for step in steps}


def _step(told: PlannedStep, before: PlannedStep | None, after: PlannedStep | None) -> CorrectedStep:
    return CorrectedStep(
        told.kind,
        told.rule,
        latest_before=before.latest if before else None,
        latest_after=after.latest if after else None,
        recommended_before=before.recommended if before else None,
        recommended_after=after.recommended if after else None,
    )
