"""The chain of an occasion's steps: their order, the nights between them, the days they fall on (G16, L6-L8)."""

from datetime import date
from itertools import pairwise
from typing import Final

from meetings.rules.case import Case
from meetings.rules.facts import DateBasis
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity
from meetings.rules.gaps import in_order
from meetings.rules.registry import decides
from meetings.rules.vocabulary import StepKind
from meetings.rules.working_days import is_weekend

ORDER: Final = (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END)


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
            result, mend = Result.OUT_OF_ORDER, _move_before(case, first, then, b)
            break
        if a == b and (first, then) != (StepKind.ADOPTION, StepKind.MANDATE_END):
            result = Result.SAME_DAY
    severity = Severity.NOTE if result is Result.SAME_DAY else None
    return case.finding("G16", result, severity=severity, dates=tuple(known), mend=mend)


def _move_before(case: Case, first: StepKind, then: StepKind, day: date) -> Mend:
    """The last working day for ``first``: before ``then``, or on it where that is the mandate's last day."""
    if then is StepKind.MANDATE_END:
        return Mend(first, case.calendar.latest_on_or_before(day))
    return Mend(first, case.calendar.add(day, -1))


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

    A report already out, and all of an occasion that is over, is only noted.
    """
    closed, open_plan = [], False
    report = case.occasion.report
    if report and report.issued_on and not case.calendar.is_working(report.issued_on):
        closed.append((StepKind.REPORT, report.issued_on))
        open_plan = report.basis is DateBasis.PLANNED
    for step in case.occasion.steps:
        if not step.entry and not case.calendar.is_working(step.on) and step.kind is not StepKind.MANDATE_END:
            closed.append((step.kind, step.on))
            open_plan = True
    if not closed:
        return case.finding("L8", Result.MET)
    kind, day = closed[0]
    return case.finding(
        "L8",
        Result.NOT_MET,
        severity=None if open_plan and not case.occasion.concluded else Severity.NOTE,
        dates=tuple(closed),
        reason=Reason.WEEKEND if is_weekend(day) else Reason.HOLIDAY,
        mend=Mend(kind, case.calendar.latest_on_or_before(day)),
    )
