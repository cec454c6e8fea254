"""What each day would do to the plan, before anything is dropped on it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date

from meetings.planning.mark import Mark, Told, gravest_first
from meetings.planning.marks_of_days import OtherEntries
from meetings.planning.marks_of_gaps import told_of_occasion
from meetings.planning.step_defaults import StepMission, step_defaults
from meetings.planning.what_if import (
    carried_by,
    entry_moved,
    find_entry,
    find_occasion,
    moved,
    with_step,
)
from meetings.rules.facts import EntryFact, OccasionFact, PlanFacts, SittingFact
from meetings.rules.findings import Severity
from meetings.rules.months import first_of
from meetings.rules.vocabulary import StepKind, WeekRule

__all__ = ["DayMark", "Mark", "Told", "mark_days", "mark_days_for_step", "moved"]

NEW = "new"
"""The uid of the entry that a step would become."""


@dataclass(frozen=True, slots=True)
class DayMark:
    """One day: the gravest thing it would do, with its rule (empty for ``FREE``), and what else, gravest first.

    ``days`` are the days missing from what counts as met, or the days late: calendar days, but working days
    under N1 and N2. ``severity`` is the gravest that moving there would cause. ``step`` is the step the mark
    is about and ``other`` the one it is compared with; ``name`` is a holiday's, or that of the entry which has
    the room. ``each`` tells of every occasion it bears on the gravest thing, gravest first, what is met too.
    """

    on: date
    mark: Mark
    days: int | None
    rule: str
    severity: Severity
    also: tuple[tuple[Mark, int | None, str], ...] = ()
    step: StepKind | None = None
    other: StepKind | None = None
    name: str = ""
    each: tuple[Told, ...] = ()


def mark_days(
    plan: PlanFacts, entry_uid: str, sitting: int, days: Iterable[date], week_rule: WeekRule
) -> tuple[DayMark, ...]:
    """Each of the days with what it would do to the entry and the occasions it serves.

    Args:
        plan: with every occasion the entry serves, and the entries of the weeks the days lie in.
        entry_uid: the entry that would move.
        sitting: which of its sittings, from 0; an undated entry gains one.
        days: any days, in any order.
        week_rule: how exactly seven days count.

    Raises:
        LookupError: the plan does not hold the entry, or the entry not the sitting.
    """
    entry = find_entry(plan, entry_uid)
    others = OtherEntries.of(plan, leaving=entry_uid)
    served = [occasion for occasion in plan.occasions if _serves(entry, occasion)]

    def told(on: date) -> Iterable[Told]:
        there = entry_moved(entry, sitting, on)
        yield from others.told(there, on)
        # A later sitting moves no step: those stand on the first day.
        if there.on and there.counts and (there.on == on or there.on != entry.on):
            for occasion in served:
                then = carried_by(there, occasion)
                kinds = {step.kind for step in then.steps if step.entry == entry_uid}
                yield from _of_occasion(others, then, kinds, there.on, week_rule)

    return _mark_each(days, told, plan.today)


def mark_days_for_step(
    plan: PlanFacts, occasion_uid: str, kind: StepKind, days: Iterable[date], week_rule: WeekRule
) -> tuple[DayMark, ...]:
    """Each of the days with what it would do to an occasion if a step without an entry were placed there.

    A step that an entry carries counts as the entry it would become, without a time or a room; the report and
    the invitation are only dated. Raises ``LookupError`` if the plan does not hold the occasion.
    """
    occasion, others = find_occasion(plan, occasion_uid), OtherEntries.of(plan)
    usual = step_defaults(kind, StepMission(occasion.mission, ""))

    def told(on: date) -> Iterable[Told]:
        if usual:
            sitting = (SittingFact(on),)
            entry = EntryFact(NEW, first_of(on), usual.format, usual.title, sittings=sitting)
            yield from others.told(entry, on)
        then = with_step(occasion, kind, on, NEW if usual else "")
        yield from _of_occasion(others, then, {kind}, on, week_rule, bare=not usual)

    return _mark_each(days, told, plan.today)


def _serves(entry: EntryFact, occasion: OccasionFact) -> bool:
    return occasion.uid in entry.occasions or any(step.entry == entry.uid for step in occasion.steps)


def _of_occasion(
    others: OtherEntries,
    occasion: OccasionFact,
    kinds: Collection[StepKind],
    on: date,
    week_rule: WeekRule,
    *,
    bare: bool = False,
) -> tuple[Told, ...]:
    return told_of_occasion(
        occasion,
        kinds,
        on,
        calendar=others.calendar,
        week_rule=week_rule,
        today=others.plan.today,
        bare=bare,
    )


def _mark_each(
    days: Iterable[date], told: Callable[[date], Iterable[Told]], today: date
) -> tuple[DayMark, ...]:
    return tuple(_mark(on, told(on), today) for on in days)


def _mark(on: date, told: Iterable[Told], today: date) -> DayMark:
    """The day's one mark. That a gap is met is told, by one rule, where no other gap is wrong."""
    past = (Told(Mark.PAST, "", Severity.NOTE),) if on < today else ()
    found = gravest_first((*past, *told))
    wrong = [one for one in found if one.mark is not Mark.MEETS]
    met = [one for one in found if one.mark is Mark.MEETS and not any(other.step for other in wrong)][:1]
    if not found:
        return DayMark(on, Mark.FREE, None, "", Severity.OK)
    first, *rest = *wrong, *met
    return DayMark(
        on,
        first.mark,
        first.days,
        first.rule,
        max(one.severity for one in found),
        tuple((one.mark, one.days, one.rule) for one in rest),
        first.step,
        first.other,
        first.name,
        _of_each_occasion(found),
    )


def _of_each_occasion(found: Iterable[Told]) -> tuple[Told, ...]:
    gravest: dict[str, Told] = {}
    for one in found:
        if one.occasion:
            gravest.setdefault(one.occasion, one)
    return tuple(gravest.values())
