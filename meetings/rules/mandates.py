"""The decision and the mandate it is about: in time, and none left behind (N10, L3, L4, L5)."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from meetings.rules.case import Case, PlanCase
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind
from meetings.rules.gaps import in_order
from meetings.rules.registry import decides, decides_for_plan
from meetings.rules.vocabulary import MandateAction, MandateKind, StepKind

LOOK_AHEAD: Final = timedelta(days=90)
"""How far ahead L5 looks for mandates that end (own choice: a quarter, three programmes of work)."""

FINAL_KINDS: Final = frozenset({MandateKind.FINAL_EXTENSION, MandateKind.DRAWDOWN})
"""Mandates after which no renewal is foreseen: their passing is noted, not warned of."""

T, A, E = StepKind.CONTRIBUTORS, StepKind.ADOPTION, StepKind.MANDATE_END


@decides("N10")
def meeting_before_the_decision(case: Case) -> Finding:
    """``T < A`` (S/PRST/1996/13, subpara (b))."""
    missing = Reason.NO_ADOPTION if T in case.dates else Reason.NO_MEETING
    return in_order(case, "N10", T, A, missing=missing)


@decides("L4")
def decision_before_the_mandate_lapses(case: Case) -> Finding:
    """``A <= E``: own rule (domain decision 10). On the last day it is in order, and said so in the reason."""
    adopted, end = case.dates.get(A), case.dates.get(E)
    if adopted is None or end is None:
        reason = Reason.NO_ADOPTION if adopted is None else Reason.NO_MANDATE_END
        dates, severity = case.dated(A, E), case.missing_date
        return case.finding("L4", Result.UNKNOWN, severity=severity, dates=dates, reason=reason)
    days, dates = (end - adopted).days, ((A, adopted), (E, end))
    if days < 0:
        mend = case.offer(Mend(A, case.calendar.latest_on_or_before(end)))
        return case.finding("L4", Result.OUT_OF_ORDER, days=days, wanted=0, dates=dates, mend=mend)
    reason = Reason.NONE if days else Reason.LAST_DAY
    return case.finding("L4", Result.IN_ORDER, days=days, wanted=0, dates=dates, reason=reason)


@decides_for_plan("L3")
def no_mandate_left_behind(plan: PlanCase) -> Iterator[Finding]:
    """A mission's last known end has passed and no later decision is recorded: own rule.

    Speaks only when that is so. It takes every mandate of a mission to be handed in, over all its strands.
    """
    for mission, mandates in _by(lambda mandate: mandate.mission, plan.plan.mandates).items():
        last = _left_behind(mandates, plan.plan.today)
        if last is not None and last.ends is not None:
            final = last.kind in FINAL_KINDS
            yield plan.finding(
                "L3",
                Result.NOT_MET,
                mission,
                SubjectKind.MISSION,
                severity=Severity.NOTE if final else None,
                days=(plan.plan.today - last.ends).days,
                dates=((E, last.ends),),
                reason=Reason.FINAL_EXTENSION if final else Reason.END_PASSED,
                detail=last.decision,
            )


def _left_behind(mandates: Sequence[MandateFact], today: date) -> MandateFact | None:
    """The mandate with the mission's latest end, if that end has passed and nothing was decided since."""
    if any(mandate.kind is MandateKind.OPEN_ENDED for mandate in mandates):
        return None
    if any(mandate.mission_closed_on and mandate.mission_closed_on <= today for mandate in mandates):
        return None
    ended = [(mandate.ends, mandate) for mandate in mandates if mandate.ends]
    if not ended:
        return None
    end, last = max(ended, key=lambda pair: pair[0])
    decided_since = any(mandate.decided_on and mandate.decided_on > end for mandate in mandates)
    if end >= today or decided_since or any(_ends_for_good(mandate, last) for mandate in mandates):
        return None
    return last


def _ends_for_good(mandate: MandateFact, last: MandateFact) -> bool:
    """Whether ``last`` was terminated: by its own decision, or by one since that brought its end forward."""
    if mandate.action is not MandateAction.TERMINATION or mandate.strand != last.strand:
        return False
    decided, before = mandate.decided_on, last.decided_on
    return mandate is last or (decided is not None and before is not None and decided > before)


@decides_for_plan("L5")
def occasion_for_each_end(plan: PlanCase) -> Iterator[Finding]:
    """Each mandate that ends within 90 days, where there are contributors, has an occasion: own rule.

    After the report of 2017, para 74 (a). Speaks only when an occasion is missing; whether the meeting itself
    is placed is what G7 and G13 say.
    """
    today = plan.plan.today
    for last in ends_not_taken_up(plan.plan.mandates, plan.plan.occasions, today, today + LOOK_AHEAD):
        if last.ends:
            yield plan.finding(
                "L5",
                Result.NOT_MET,
                f"{last.mission}:{last.strand}",
                SubjectKind.MANDATE,
                days=(last.ends - today).days,
                dates=((E, last.ends),),
                reason=Reason.NO_OCCASION,
            )


def ends_not_taken_up(
    mandates: Iterable[MandateFact], occasions: Iterable[OccasionFact], first: date, last: date
) -> Iterator[MandateFact]:
    """The mandates of L5: each that ends from ``first`` to ``last``, where contributors give personnel, without
    an occasion. Of a mission's strand the last end counts; one closed by ``first`` has none to take up.
    """
    opened = {(occasion.mission, occasion.mandate_end) for occasion in occasions}
    for period in _by(lambda mandate: f"{mandate.mission}:{mandate.strand}", mandates).values():
        latest = max(period, key=lambda mandate: mandate.ends or date.min)
        if _ends_within(latest, first, last) and (latest.mission, latest.ends) not in opened:
            yield latest


def _ends_within(mandate: MandateFact, first: date, last: date) -> bool:
    """Whether contributors are to be heard about an end between two days, both inclusive."""
    closed = mandate.mission_closed_on is not None and mandate.mission_closed_on <= first
    return (
        mandate.has_contributors
        and not closed
        and mandate.kind is not MandateKind.OPEN_ENDED
        and mandate.ends is not None
        and first <= mandate.ends <= last
    )


def _by(key: Callable[[MandateFact], str], mandates: Iterable[MandateFact]) -> dict[str, list[MandateFact]]:
    """Mandates grouped, in the order they came."""
    groups: dict[str, list[MandateFact]] = defaultdict(list)
    for mandate in mandates:
        groups[key(mandate)].append(mandate)
    return groups
