"""The decision and the mandate it is about: in time, and none left behind (N10, L3, L4, L5)."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple, TypeVar

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
    ended = [(at.mandate.ends, at) for at in standing_by_strand(mandates).values() if at.mandate.ends]
    if not ended:
        return None
    end, last = max(ended, key=lambda pair: pair[0])
    decided_since = any(mandate.decided_on and mandate.decided_on > end for mandate in mandates)
    return None if end >= today or decided_since or last.for_good else last.mandate


class Standing(NamedTuple):
    """The mandate whose end stands, and whether the Council has terminated it, so that nothing follows."""

    mandate: MandateFact
    for_good: bool


def standing(strand: Iterable[MandateFact]) -> Standing | None:
    """Which mandate's end stands after all decisions on one strand of a mission; ``None`` without any.

    The latest end, but a termination brings it forward or leaves it the last, and what is decided after a
    termination stands again. Of a mandate with no end on record nothing is taken, but for one without an end.
    Decisions count in the order of their days, whatever order they come in; those without a day come first.
    """
    now: Standing | None = None
    for mandate in sorted(strand, key=_in_order):
        if now is None or _takes_over(mandate, now):
            now = Standing(mandate, mandate.action is MandateAction.TERMINATION)
        elif mandate.action is MandateAction.TERMINATION:
            # It ends when it would have ended: the day of the termination itself was not read.
            now = Standing(now.mandate, for_good=True)
    return now


def standing_by_strand(mandates: Iterable[MandateFact]) -> dict[tuple[str, str], Standing]:
    """What stands in each strand, by mission and strand."""
    strands = _by(lambda mandate: (mandate.mission, mandate.strand), mandates)
    return {key: stands for key, strand in strands.items() if (stands := standing(strand))}


def day_decided(mandate: MandateFact) -> date | None:
    """The day a mandate was decided; where that is not on record, the day it begins."""
    return mandate.decided_on or mandate.begins


def _in_order(mandate: MandateFact) -> tuple[date, bool, date, str, str]:
    """Of what was decided on one day, a termination comes last."""
    return (
        day_decided(mandate) or date.min,
        mandate.action is MandateAction.TERMINATION,
        mandate.ends or date.min,
        mandate.decision,
        mandate.kind,
    )


def _takes_over(mandate: MandateFact, now: Standing) -> bool:
    """Whether what was decided later stands in the place of what stood until then."""
    if mandate.kind is MandateKind.OPEN_ENDED:
        return True
    if mandate.ends is None:
        return False
    end = now.mandate.ends
    return end is None or now.for_good or mandate.action is MandateAction.TERMINATION or mandate.ends >= end


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
    an occasion. Of a mission's strand the end that stands counts, unless it was terminated: nothing is left to
    decide then. A mission closed by ``first`` has no end to take up.
    """
    opened = {(occasion.mission, occasion.mandate_end) for occasion in occasions}
    for stands in standing_by_strand(mandates).values():
        mandate = stands.mandate
        taken_up = stands.for_good or (mandate.mission, mandate.ends) in opened
        if not taken_up and _ends_within(mandate, first, last):
            yield mandate


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


Key = TypeVar("Key", bound=Hashable)


def _by(key: Callable[[MandateFact], Key], mandates: Iterable[MandateFact]) -> dict[Key, list[MandateFact]]:
    """Mandates grouped, in the order they came."""
    groups: dict[Key, list[MandateFact]] = defaultdict(list)
    for mandate in mandates:
        groups[key(mandate)].append(mandate)
    return groups
