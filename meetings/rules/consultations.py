"""The meeting with contributors, the politico-military briefing and the Council's consultations (G8, G13)."""

from dataclasses import replace
from datetime import date, timedelta

from meetings.rules.case import Case
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity
from meetings.rules.gaps import in_order, least_days, week_between
from meetings.rules.registry import decides
from meetings.rules.vocabulary import OccasionKind, StepKind

R, T, C, A = StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION


@decides("G8")
def politico_military_briefing_before_consultations(case: Case) -> Finding:
    """``P < C``, for renewals only (S/2009/659, attachment II).

    The President *may* convene it, so none placed is only a note. Once placed, its being ahead of the talks is
    a matter of order: on the same day it warns, and after them it is an error, weak as the verb is.
    """
    if case.occasion.kind is not OccasionKind.RENEWAL:
        return case.finding("G8", Result.NOT_APPLICABLE, reason=Reason.NOT_RENEWAL)
    return in_order(case, "G8", StepKind.POLITICO_MILITARY, C, same_day=Severity.WARNING)


@decides("G13")
def meeting_a_week_before_consultations(case: Case) -> Finding:
    """``C - T > 7`` calendar days (S/2009/659, attachment II).

    Not applicable to an urgent occasion (domain decision 9). Without consultations the answer is unknown, with
    the gap to the adoption beside it (decision 5).
    """
    if case.urgent:
        return case.finding("G13", Result.NOT_APPLICABLE, reason=Reason.URGENT)
    if T not in case.dates or C not in case.dates:
        return _not_both(case)
    finding = week_between(case, "G13", T, C)
    if finding.mend and (later := _later_consultations(case, finding.mend.on)):
        return replace(finding, mend=Mend(C, later))
    return finding


def _not_both(case: Case) -> Finding:
    """The answer when the meeting or the consultations have no date."""
    to_adoption = None
    if T in case.dates and A in case.dates:
        to_adoption = (case.dates[A] - case.dates[T]).days
    return case.finding(
        "G13",
        Result.UNKNOWN,
        severity=Severity.WARNING,
        dates=case.dated(T, C, A),
        reason=Reason.NO_CONSULTATIONS if T in case.dates else Reason.NO_MEETING,
        to_adoption=to_adoption,
    )


def _later_consultations(case: Case, earlier_meeting: date) -> date | None:
    """The day consultations would move to, where moving the meeting would cost the report its week (G7).

    ``None`` when the meeting can well be earlier, or when consultations would run into the adoption.
    """
    wanted = timedelta(days=least_days(case.week_rule))
    report = case.dates.get(R)
    if report is None or earlier_meeting - report >= wanted:
        return None
    later = case.calendar.earliest_on_or_after(case.dates[T] + wanted)
    adoption = case.dates.get(A)
    return later if adoption is None or later < adoption else None
