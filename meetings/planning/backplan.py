"""From a mandate's end backwards: the latest and the recommended day for each step, and the rule behind it.

*Latest* days together leave nothing at warning or above, and any one step later than its latest day does.
*Recommended* days together meet every preference of the guideline. All are working days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.planning.chain_days import Chain, least_gaps, preferred_gaps
from meetings.rules.rule import gettext_noop
from meetings.rules.vocabulary import PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a backward plan. ``rule`` fixes the latest day; ``why`` is an English message id."""

    kind: StepKind | PaperKind
    latest: date
    recommended: date
    rule: str
    why: str


WHY: Final[Mapping[StepKind | PaperKind, tuple[str, str]]] = {
    StepKind.REPORT: (
        "G7",
        gettext_noop("One week before the meeting, and four working days; better more than a week."),
    ),
    PaperKind.INFORMAL_PAPER: ("G9", gettext_noop("With the invitation.")),
    StepKind.INVITATION: (
        "L6",
        gettext_noop(
            "Before the day of the meeting; better more than a week ahead, with the report if there is one."
        ),
    ),
    StepKind.CONTRIBUTORS: ("G13", gettext_noop("One week before consultations; better more than a week.")),
    StepKind.POLITICO_MILITARY: (
        "G8",
        gettext_noop("Before consultations; better on the day before the meeting, as the guideline has it."),
    ),
    StepKind.CONSULTATIONS: (
        "L7",
        gettext_noop("On a day before the adoption; talks on a draft take a week or two."),
    ),
    StepKind.ADOPTION: (
        "L4",
        gettext_noop(
            "No later than the mandate's last day, or the day chosen; two days before the end is usual."
        ),
    ),
}
"""Each step in the order of the chain, with the rule that fixes its latest day and why."""


def plan_from_end(
    mandate_end: date,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    *,
    written_report: bool = True,
) -> tuple[PlannedStep, ...]:
    """The backward plan for a mandate whose last day is ``mandate_end``, in the order of the chain.

    Without a written report no step is planned for one. Gaps are in calendar days, but for the report's four
    working days. The mandate's end itself need not be a working day. Raises ``OverflowError`` where the chain
    would begin before the calendar does.
    """
    return _plan({StepKind.MANDATE_END: mandate_end}, calendar, week_rule, written_report=written_report)


def plan_from_adoption(
    adoption: date,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    *,
    written_report: bool = True,
) -> tuple[PlannedStep, ...]:
    """The backward plan for an adoption on a chosen day, as ``plan_from_end`` gives it.

    A day on which Headquarters is closed is moved to the working day before it. Whether the chosen day is in
    time for the mandate is not asked here: rule L4 does.
    """
    known = {StepKind.ADOPTION: calendar.latest_on_or_before(adoption)}
    return _plan(known, calendar, week_rule, written_report=written_report)


def _plan(
    known: Mapping[StepKind, date], calendar: WorkingDays, week_rule: WeekRule, *, written_report: bool
) -> tuple[PlannedStep, ...]:
    """The chain back from the one day that is known; that day itself is its step's latest and recommended."""
    needed = frozenset(kind for kind in WHY if isinstance(kind, StepKind))
    chain = Chain(known, needed, calendar, least_gaps(week_rule), preferred_gaps())
    bounds = chain.latest()
    latest = {**known, **{kind: bound.on for kind, bound in bounds.items()}}
    recommended = {**known, **chain.recommended()}
    steps = []
    for kind, (rule_id, why) in WHY.items():
        # The informal paper goes with the invitation.
        step = kind if isinstance(kind, StepKind) else StepKind.INVITATION
        binding = bounds[kind].rule if kind is StepKind.REPORT else rule_id
        if written_report or kind is not StepKind.REPORT:
            steps.append(PlannedStep(kind, latest[step], recommended[step], binding, why))
    return tuple(steps)
