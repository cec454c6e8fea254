"""The meeting with contributors, the politico-military briefing and the Council's consultations (G8, G13)."""

from dataclasses import replace
from datetime import timedelta

from meetings.rules.case import Case
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity
from meetings.rules.gaps import a_week_after, a_week_before, in_order, least_days, week_between
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
    if finding.met or case.occasion.concluded:
        return finding
    return replace(finding, mend=_mend(case))


def _not_both(case: Case) -> Finding:
    """The answer when the meeting or the consultations have no date."""
    to_adoption = None
    # An adoption before the meeting leaves no gap to speak of: N10 and G16 say that the order is reversed.
    if T in case.dates and A in case.dates and case.dates[A] >= case.dates[T]:
        to_adoption = (case.dates[A] - case.dates[T]).days
    return case.finding(
        "G13",
        Result.UNKNOWN,
        severity=Severity.WARNING,
        dates=case.dated(T, C, A),
        reason=Reason.NO_CONSULTATIONS if T in case.dates else Reason.NO_MEETING,
        to_adoption=to_adoption,
    )


def _mend(case: Case) -> Mend | None:
    """The meeting earlier; or consultations later, where that would cost the report its week (G7).

    Consultations are never moved into the adoption.
    """
    earlier, later = a_week_before(case, T, C), a_week_after(case, T, C)
    report, adoption = case.dates.get(R), case.dates.get(A)
    if adoption and later.on >= adoption:
        return case.offer(earlier)
    if report and earlier.on - report < timedelta(days=least_days(case.week_rule)):
        return case.offer(later, earlier)
    return case.offer(earlier, later)
