"""A plan as it would be: one sitting, or one step, on another day. Nothing is written anywhere."""

from dataclasses import replace
from datetime import date

from meetings.rules.facts import (
    DateBasis,
    EntryFact,
    OccasionFact,
    PlanFacts,
    ReportFact,
    SittingFact,
    StepFact,
)
from meetings.rules.vocabulary import StepKind


def moved(plan: PlanFacts, entry_uid: str, sitting: int, on: date) -> PlanFacts:
    """The plan with one sitting of an entry on another day, and the steps the entry carries with it.

    ``sitting`` counts from 0 in ``EntryFact.sittings``; an undated entry gains one. Raises ``LookupError``
    for an entry or a sitting the plan does not hold.
    """
    entry = entry_moved(find_entry(plan, entry_uid), sitting, on)
    return replace(
        plan,
        entries=tuple(entry if other.uid == entry_uid else other for other in plan.entries),
        occasions=tuple(carried_by(entry, occasion) for occasion in plan.occasions),
    )


def find_entry(plan: PlanFacts, uid: str) -> EntryFact:
    """The entry with this uid. Raises ``LookupError`` if the plan does not hold it."""
    for entry in plan.entries:
        if entry.uid == uid:
            return entry
    raise LookupError(f"no entry {uid} in this plan")


def find_occasion(plan: PlanFacts, uid: str) -> OccasionFact:
    """The occasion with this uid. Raises ``LookupError`` if the plan does not hold it."""
    for occasion in plan.occasions:
        if occasion.uid == uid:
            return occasion
    raise LookupError(f"no occasion {uid} in this plan")


def entry_moved(entry: EntryFact, sitting: int, on: date) -> EntryFact:
    """The entry with one sitting on another day. Raises ``LookupError`` for a sitting it does not have."""
    if not entry.sittings and sitting == 0:
        return replace(entry, sittings=(SittingFact(on),))
    if not 0 <= sitting < len(entry.sittings):
        raise LookupError(f"no sitting {sitting} in entry {entry.uid}")
    moved_one = replace(entry.sittings[sitting], on=on)
    return replace(entry, sittings=(*entry.sittings[:sitting], moved_one, *entry.sittings[sitting + 1 :]))


def carried_by(entry: EntryFact, occasion: OccasionFact) -> OccasionFact:
    """The occasion with the steps this entry carries on the entry's first day.

    An entry that was undated gives the occasion steps it did not have; one that is postponed or cancelled
    gives none, nor does it move any.
    """
    on = entry.on
    if on is None or not entry.counts:
        return occasion
    steps = [replace(step, on=on) if step.entry == entry.uid else step for step in occasion.steps]
    known = {step.kind for step in steps if step.entry == entry.uid}
    steps += (
        StepFact(kind, on, entry.uid, entry.format, DateBasis.PLANNED, entry.verified)
        for kind, served in zip(entry.steps, entry.occasions, strict=False)
        if served == occasion.uid and kind not in known
    )
    return replace(occasion, steps=tuple(steps))


def with_step(occasion: OccasionFact, kind: StepKind, on: date, entry: str = "") -> OccasionFact:
    """The occasion with one more step on a day; a bare day it had for the step gives way. A report is due then."""
    if kind is StepKind.REPORT:
        return replace(occasion, reports=(*occasion.reports, ReportFact(due_on=on)))
    kept = tuple(step for step in occasion.steps if step.entry or step.kind is not kind)
    return replace(occasion, steps=(*kept, StepFact(kind, on, entry, basis=DateBasis.PLANNED)))
