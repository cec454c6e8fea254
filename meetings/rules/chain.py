"""The chain of an occasion's steps: their order, the nights between them, the days they fall on (G16, L6-L8)."""

from datetime import date
from itertools import pairwise
from typing import Final

from meetings.rules.case import Case
from meetings.rules.facts import DateBasis
from meetings.rules.findings import Dates, Finding, Mend, Reason, Result, Severity
from meetings.rules.gaps import in_order
from meetings.rules.registry import decides
from meetings.rules.vocabulary import StepKind
from meetings.rules.working_days import is_weekend

ORDER: Final = (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END)

ANY_DAY: Final = frozenset({StepKind.MANDATE_END, StepKind.ASSESSMENT})
"""Steps that no closed day bears on: a mandate ends when it ends, and an assessment is made away from New York."""


@decides("G16")
def steps_in_their_order(case: Case) -> Finding:
    """``T < C < A <= E``, walked over the dates that are known (S/2009/659, attachment II).

    Two neighbours on one day are a note. Adoption on the mandate's last day is in order: ``A <= E`` is an
    inference of ours, and mandates are renewed on their last day without anyone finding fault.
    """
    known = [(kind, case.dates[kind]) for kind in ORDER if kind in case.dates]
    if not known[1:]:
        return case.finding(
            "G16",
            Result.UNKNOWN,
            severity=case.missing_date,
            dates=tuple(known),
            reason=Reason.TOO_FEW_DATES,
        )
    result, mend = Result.IN_ORDER, None
    for (first, a), (then, b) in pairwise(known):
        if b < a:
            result = Result.OUT_OF_ORDER
            mend = case.offer(*_in_their_order(tuple(known), _moves(case, first, then)))
            break
        if a == b and (first, then) != (StepKind.ADOPTION, StepKind.MANDATE_END):
            result = Result.SAME_DAY
    severity = Severity.NOTE if result is Result.SAME_DAY else None
    return case.finding("G16", result, severity=severity, dates=tuple(known), mend=mend)


def _moves(case: Case, first: StepKind, then: StepKind) -> tuple[Mend, ...]:
    """``first`` before ``then``, or on it where that is the mandate's last day; else ``then`` after ``first``."""
    a, b = case.dates[first], case.dates[then]
    if then is StepKind.MANDATE_END:
        return (Mend(first, case.calendar.latest_on_or_before(b)),)
    return Mend(first, case.calendar.add(b, -1)), Mend(then, case.calendar.add(a, 1))


def _in_their_order(known: Dates, mends: tuple[Mend, ...]) -> tuple[Mend, ...]:
    """Those moves after which the whole chain is in order, not only the two steps that were not."""
    chains = ([mend.on if kind is mend.step else on for kind, on in known] for mend in mends)
    return tuple(mend for mend, days in zip(mends, chains, strict=True) if days == sorted(days))


@decides("L6")
def invitation_before_the_meeting(case: Case) -> Finding:
    """``I < T``: own rule, after the report of 2017, para 79 (b) and (e)."""
    return in_order(case, "L6", StepKind.INVITATION, StepKind.CONTRIBUTORS)


@decides("L7")
def consultations_before_the_day_of_adoption(case: Case) -> Finding:
    """``C < A``: own rule. On one day it warns while it can still be moved, and is a note once it is past."""
    past = Severity.NOTE if case.occasion.concluded else None
    return in_order(case, "L7", StepKind.CONSULTATIONS, StepKind.ADOPTION, same_day=past)


@decides("L8")
def steps_on_working_days(case: Case) -> Finding:
    """Steps without an entry, and a report still to come, fall on working days: own rule.

    What can still be moved is named first and warned of. A report already out, a step already past, and all of
    an occasion that is over, are only noted.
    """
    closed = [day for day in _days(case) if not case.calendar.is_working(day[1])]
    if not closed:
        return case.finding("L8", Result.MET)
    open_plan = [day for day in closed if _still_open(case, *day)]
    (kind, on), *_ = dates = (*open_plan, *(day for day in closed if day not in open_plan))
    return case.finding(
        "L8",
        Result.NOT_MET,
        severity=None if open_plan else Severity.NOTE,
        dates=dates,
        reason=Reason.WEEKEND if is_weekend(on) else Reason.HOLIDAY,
        # Of two days on which the house is closed, moving one mends only half.
        mend=_to_a_working_day(case, kind, on) if len(open_plan) == 1 else None,
    )


def _days(case: Case) -> list[tuple[StepKind, date]]:
    """The days L8 looks at: the report's, and those of steps that have no entry."""
    report = [(StepKind.REPORT, case.dates[StepKind.REPORT])] if StepKind.REPORT in case.dates else []
    steps = (step for step in case.occasion.steps if not step.entry and step.kind not in ANY_DAY)
    return [*report, *((step.kind, step.on) for step in steps)]


def _still_open(case: Case, kind: StepKind, on: date) -> bool:
    report = case.occasion.report
    out = kind is StepKind.REPORT and report is not None and report.basis is not DateBasis.PLANNED
    past = case.today is not None and on < case.today
    return not (case.occasion.concluded or out or past)


def _to_a_working_day(case: Case, kind: StepKind, on: date) -> Mend | None:
    """The last working day before, else, where that is past, the first one after."""
    return case.offer(
        Mend(kind, case.calendar.latest_on_or_before(on)), Mend(kind, case.calendar.earliest_on_or_after(on))
    )
