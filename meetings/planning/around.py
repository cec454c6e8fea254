"""The backward plan of an occasion as it stands: what is missing, counted from what is placed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.planning.backplan import WHY
from meetings.planning.chain_days import Bound, Chain, least_gaps, preferred_gaps
from meetings.rules.case import Case
from meetings.rules.facts import OccasionFact
from meetings.rules.rule import gettext_noop
from meetings.rules.vocabulary import ON_A_MANDATE, OccasionKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

R, T, C = StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS

ORDER: Final = tuple(kind for kind in WHY if isinstance(kind, StepKind))
"""The steps that are planned, in the order in which the backward plan shows them."""

_WHY_OTHERWISE: Final[Mapping[tuple[StepKind, str], str]] = {
    (R, "N2"): gettext_noop("Four working days before the meeting."),
    (R, "N1"): gettext_noop("Four working days before consultations."),
    (T, "N10"): gettext_noop("On a day before the adoption."),
    (T, "G16"): gettext_noop("On a day before consultations, and before the mandate's last day."),
    (C, "G16"): gettext_noop("On a day before the mandate's last day."),
}
"""Why, where another rule than the usual one fixes the latest day."""


@dataclass(frozen=True, slots=True)
class OpenStep:
    """A step that an occasion needs and does not have. ``why`` is an English message id.

    ``earliest`` is the first working day that the steps already placed leave, ``latest`` the last that ``rule``
    allows, ``recommended`` the best one. Each is ``None`` where there is no date to count from.
    """

    kind: StepKind
    earliest: date | None
    latest: date | None
    recommended: date | None
    rule: str
    why: str


@dataclass(frozen=True, slots=True)
class Around:
    """The days of an occasion's chain, those that are known with those that are worked out."""

    case: Case
    chain: Chain
    earliest: Mapping[StepKind, date]
    latest: Mapping[StepKind, Bound]
    recommended: Mapping[StepKind, date]

    @property
    def known(self) -> Mapping[StepKind, date]:
        """The days that are placed or on record."""
        return self.chain.known

    def last_day(self, kind: StepKind) -> date | None:
        """The day a step stands on, else the last it can stand on."""
        return self.known.get(kind) or (self.latest[kind].on if kind in self.latest else None)

    def best_day(self, kind: StepKind) -> date | None:
        """The day a step stands on, else the one recommended."""
        return self.known.get(kind) or self.recommended.get(kind)


def days_around(occasion: OccasionFact, calendar: WorkingDays, week_rule: WeekRule, today: date) -> Around:
    """Every day of an occasion's chain, counted from what is placed.

    In urgency G7 and G13 do not apply (domain decision 9): only the order and the four working days of notice
    are left to count. Where a day would lie outside what ``date`` can hold, none is worked out.
    """
    case = Case.of(occasion, calendar, week_rule, today)
    chain = _chain(case)
    try:
        earliest, latest, recommended = chain.earliest(), chain.latest(), chain.recommended(today)
    except OverflowError:
        earliest, latest, recommended = {}, {}, {}
    return Around(case, chain, earliest, latest, recommended)


def open_steps(around: Around) -> tuple[OpenStep, ...]:
    """The steps that are needed and have no day, in the order of the backward plan.

    Latest days are counted from the steps that are placed, else from the mandate's end. A recommended day leaves
    the placed steps before it their time, and is not past, if that leaves it in time; else it stays where the
    guideline would have it.
    """
    return tuple(
        _open_step(kind, around) for kind in ORDER if kind in around.chain.needed and kind not in around.known
    )


def _open_step(kind: StepKind, around: Around) -> OpenStep:
    bound = around.latest.get(kind)
    rule_id = bound.rule if bound else _usual_rule(kind, urgent=around.case.urgent)
    return OpenStep(
        kind,
        around.earliest.get(kind),
        bound.on if bound else None,
        around.recommended.get(kind),
        rule_id,
        _WHY_OTHERWISE.get((kind, rule_id), WHY[kind][1]),
    )


def _usual_rule(kind: StepKind, *, urgent: bool) -> str:
    """The rule that would fix the latest day, were there anything to count from."""
    return next(gap.rule for gap in least_gaps(WeekRule.AT_LEAST, urgent=urgent) if gap.first is kind)


def _chain(case: Case) -> Chain:
    needed = _needed(case)
    decided = StepKind.ADOPTION in needed or StepKind.ADOPTION in case.dates
    known = dict(case.dates)
    if case.no_written_report:  # nothing is circulated that anyone would wait for
        known.pop(R, None)
    least = least_gaps(case.week_rule, urgent=case.urgent)
    preferred = preferred_gaps(urgent=case.urgent, decided=decided)
    return Chain(known, needed, case.calendar, least, preferred)


def _needed(case: Case) -> frozenset[StepKind]:
    """The steps of this occasion. Of an urgent one no report is expected unless one was asked for."""
    kind = case.occasion.kind
    needed = {StepKind.INVITATION, T, C}
    if not case.no_written_report and (case.report_kind or not case.urgent):
        needed.add(R)
    if kind is OccasionKind.RENEWAL:
        needed.add(StepKind.POLITICO_MILITARY)
    if kind in ON_A_MANDATE:
        needed.add(StepKind.ADOPTION)
    return frozenset(needed)
