"""Is the report of the Secretary-General there in time? G7 in calendar days, N1 and N2 in working days."""

from dataclasses import replace
from typing import Final

from meetings.rules.case import Case
from meetings.rules.facts import DateBasis
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, Unit
from meetings.rules.gaps import a_week_after, a_week_before, week_between
from meetings.rules.registry import decides
from meetings.rules.vocabulary import StepKind

NOTICE_WORKING_DAYS: Final = 4
"""Working days a reader has with the report (S/2006/507, para 11)."""

R, T, C = StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS


@decides("G7")
def report_a_week_before_the_meeting(case: Case) -> Finding:
    """``T - R > 7`` calendar days (S/2009/659, attachment II; resolution 1353, annex II.B.5 (b)).

    Not applicable to an urgent occasion (domain decision 9) or without a written report (decision 6).
    """
    if case.urgent:
        return case.finding("G7", Result.NOT_APPLICABLE, reason=Reason.URGENT)
    if reason := case.no_written_report:
        return case.finding("G7", Result.NOT_APPLICABLE, reason=reason)
    if missing := _missing(case, T, Reason.NO_MEETING):
        return case.finding(
            "G7", Result.UNKNOWN, severity=Severity.WARNING, dates=case.dated(R, T), reason=missing
        )
    planned = _report_is_planned(case)
    finding = week_between(case, "G7", R, T, planned=planned)
    if finding.met or case.occasion.concluded:
        return finding
    # A report that is out cannot be earlier: only the meeting can still move.
    mends = (a_week_before(case, R, T),) if planned else ()
    return replace(finding, mend=case.offer(*mends, a_week_after(case, R, T)))


@decides("N1")
def report_four_working_days_before_consultations(case: Case) -> Finding:
    """``C >= wd+(R, 4)`` (S/2006/507, para 11)."""
    return _readers_have_time(case, "N1", C, Reason.NO_CONSULTATIONS)


@decides("N2")
def report_four_working_days_before_the_meeting(case: Case) -> Finding:
    """``T >= wd+(R, 4)`` (S/2006/507, para 11, second sentence)."""
    return _readers_have_time(case, "N2", T, Reason.NO_MEETING)


def _readers_have_time(case: Case, rule_id: str, use: StepKind, no_use: Reason) -> Finding:
    """Whether four working days lie between the report and its use.

    Not applicable without a written report. An unknown date is a note here: G7 and G13 already warn of it.
    """
    if reason := case.no_written_report:
        return case.finding(rule_id, Result.NOT_APPLICABLE, unit=Unit.WORKING, reason=reason)
    if missing := _missing(case, use, no_use):
        return case.finding(
            rule_id, Result.UNKNOWN, unit=Unit.WORKING, dates=case.dated(R, use), reason=missing
        )
    issued, used = case.dates[R], case.dates[use]
    days = case.calendar.between(issued, used)
    result, mend = Result.MET, None
    if used < issued:
        result = Result.OUT_OF_ORDER
    elif used == issued:
        result = Result.SAME_DAY
    elif days < NOTICE_WORKING_DAYS:
        result = Result.SHORT
    planned = _report_is_planned(case)
    if result is not Result.MET:
        mend = _more_notice(case, use, planned=planned)
    return case.finding(
        rule_id,
        result,
        days=days,
        wanted=NOTICE_WORKING_DAYS,
        unit=Unit.WORKING,
        dates=((R, issued), (use, used)),
        mend=mend,
        planned=planned,
    )


def _more_notice(case: Case, use: StepKind, *, planned: bool) -> Mend | None:
    """A report still to come can come earlier; one that is out makes its use wait."""
    wait = Mend(use, case.calendar.add(case.dates[R], NOTICE_WORKING_DAYS))
    if not planned:
        return case.offer(wait)
    # Counting back from the day after a weekend's use would lose a working day, hence from a working day.
    use_day = case.calendar.latest_on_or_before(case.dates[use])
    return case.offer(Mend(R, case.calendar.add(use_day, -NOTICE_WORKING_DAYS)), wait)


def _missing(case: Case, use: StepKind, no_use: Reason) -> Reason:
    """Which of the two dates is not known; empty when both are. The planner's own date is named first."""
    if use not in case.dates:
        return no_use
    return Reason.NONE if R in case.dates else Reason.NO_REPORT_DATE


def _report_is_planned(case: Case) -> bool:
    """Whether the report's due date stands in for its circulation (domain decision 2)."""
    report = case.occasion.report
    return report is not None and report.basis is DateBasis.PLANNED
