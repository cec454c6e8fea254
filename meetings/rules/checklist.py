"""What somebody ticks for an occasion: the rule says whether it is done, and in time (G6, G9-G15, N3-N11, N25)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from meetings.rules.case import Case
from meetings.rules.facts import PaperFact
from meetings.rules.findings import Dates, Finding, Reason, Result, Severity
from meetings.rules.guideline import rule
from meetings.rules.registry import decides
from meetings.rules.rule import WEAK
from meetings.rules.vocabulary import PaperKind, StepKind

R, INVITED, T = StepKind.REPORT, StepKind.INVITATION, StepKind.CONTRIBUTORS
C, A = StepKind.CONSULTATIONS, StepKind.ADOPTION


@dataclass(frozen=True, slots=True)
class Tick:
    """What a line of a checklist comes to, before it is said about an occasion or a month."""

    result: Result
    reason: Reason = Reason.NONE
    days: int | None = None
    severity: Severity | None = None
    planned: bool = False


_MET: Final = Tick(Result.MET)
_NOT_NEEDED: Final = Tick(Result.NOT_APPLICABLE, Reason.NOT_NEEDED)


def judge_line(
    rule_id: str,
    paper: PaperFact | None,
    by: date | None,
    *,
    since: date | None = None,
    timed: bool = True,
    today: date | None = None,
) -> Tick:
    """Whether a line is done, and in time.

    ``by`` is the last day that is in time, else the day the line itself is due; ``since`` the first day that
    makes sense. ``timed=False`` is for a plain yes or no, where ``by`` only tells when to begin asking. A line
    not ticked is unknown: a note, unless ``today`` is past ``by``. Without ``today``, as in a replay, nothing
    is overdue, for a line nobody kept at the time is no sign that somebody failed.
    """
    if paper is not None and paper.not_needed:
        return _NOT_NEEDED
    deadline = by or (paper.due_on if paper else None)
    day = (paper.done_on or paper.due_on) if paper else None
    done = paper is not None and paper.done_on is not None
    if day and done and since and day < since:
        return Tick(Result.OUT_OF_ORDER, days=(day - since).days)
    if day and timed and deadline and day > deadline:
        return Tick(Result.NOT_MET, Reason.LATE, days=(day - deadline).days, planned=not done)
    if done:
        return _MET
    if today and deadline and today > deadline:
        weak = rule(rule_id).strength in WEAK
        return Tick(Result.UNKNOWN, Reason.OVERDUE, severity=Severity.HINT if weak else Severity.WARNING)
    return Tick(Result.UNKNOWN, Reason.NOT_DONE if paper else Reason.NOT_RECORDED)


def line_dates(paper: PaperFact | None) -> Dates:
    """The day the line was done, else is due."""
    day = (paper.done_on or paper.due_on) if paper else None
    return ((paper.kind, day),) if paper and day else ()


def _ticked(
    case: Case,
    rule_id: str,
    kind: PaperKind,
    by: date | None,
    step: StepKind,
    *,
    since: date | None = None,
    timed: bool = True,
) -> Finding:
    """Judge a line of the occasion's checklist; ``step`` is the step its deadline hangs on.

    ``since`` is the day of the meeting, for a line that makes no sense before it.
    """
    paper = case.occasion.paper(kind) if case.occasion.papers else None
    today = None if case.occasion.concluded else case.today
    if paper is None and today is None:  # of what is past the checklist was never kept: twenty years of it
        return case.finding(rule_id, Result.UNKNOWN, reason=Reason.NOT_RECORDED)
    tick = judge_line(rule_id, paper, by, since=since, timed=timed, today=today)
    compared = (step,) if since is None or step is T else (T, step)
    return case.finding(
        rule_id,
        tick.result,
        severity=tick.severity,
        days=tick.days,
        wanted=0 if tick.days is not None else None,
        dates=line_dates(paper) + case.dated(*compared),
        reason=tick.reason,
        planned=tick.planned,
    )


def _day_before(dates: Mapping[StepKind, date], step: StepKind) -> date | None:
    """The calendar day before a step."""
    day = dates.get(step)
    return day - timedelta(days=1) if day else None


@decides("G6")
def contributors_views_in_the_report(case: Case) -> Finding:
    """Yes or no, asked once the meeting has come (S/2009/659, attachment II; resolution 1353, annex I.B.2).

    Not applicable without a written report: there is nothing it could be included in.
    """
    if reason := case.no_written_report:
        return case.finding("G6", Result.NOT_APPLICABLE, reason=reason)
    return _ticked(case, "G6", PaperKind.CONTRIBUTORS_INPUT, case.dates.get(T), R, timed=False)


@decides("G9")
def informal_paper_with_the_invitation(case: Case) -> Finding:
    """``paper <= I`` (resolution 1353, annex II.B.5 (a)); while no invitation is dated, by the meeting itself."""
    step = INVITED if INVITED in case.dates else T
    return _ticked(case, "G9", PaperKind.INFORMAL_PAPER, case.dates.get(step), step)


@decides("G10")
def fact_sheets_at_the_meeting(case: Case) -> Finding:
    """``facts <= T`` (resolution 1353, annex II.B.5 (c))."""
    return _ticked(case, "G10", PaperKind.FACT_SHEET, case.dates.get(T), T)


@decides("G11")
def briefer_from_the_field(case: Case) -> Finding:
    """Yes or no, asked once the meeting has come (resolution 1353, annex II.B.5 (d))."""
    return _ticked(case, "G11", PaperKind.FIELD_BRIEFER, case.dates.get(T), T, timed=False)


@decides("G12")
def special_representative_takes_part(case: Case) -> Finding:
    """Yes or no, asked once the meeting has come (S/2009/659, attachment II)."""
    return _ticked(case, "G12", PaperKind.REPRESENTATIVE_PRESENT, case.dates.get(T), T, timed=False)


@decides("G14")
def summary_of_the_meeting(case: Case) -> Finding:
    """``T < summary <= C`` (resolution 1353, annex II.B.6, first bullet).

    A summary made on the day of the meeting itself is noted: dates carry no hours to tell before from after.
    """
    meeting, paper = case.dates.get(T), case.occasion.paper(PaperKind.SUMMARY)
    if meeting and paper and paper.done_on == meeting and not paper.not_needed:
        dates = (*line_dates(paper), (T, meeting))
        return case.finding("G14", Result.SAME_DAY, severity=Severity.NOTE, days=0, wanted=1, dates=dates)
    step = C if C in case.dates else T
    return _ticked(case, "G14", PaperKind.SUMMARY, case.dates.get(C), step, since=meeting)


@decides("G15")
def summary_reaches_members(case: Case) -> Finding:
    """``summary < C`` (resolution 1353, annex II.B.6, second bullet)."""
    return _ticked(case, "G15", PaperKind.SUMMARY, _day_before(case.dates, C), C)


@decides("N3")
def material_without_a_report(case: Case) -> Finding:
    """``facts <= C - 1``, only where no written report is asked for (S/2006/507, para 9)."""
    if not case.no_written_report:
        return case.finding("N3", Result.NOT_APPLICABLE, reason=Reason.WRITTEN_REPORT)
    return _ticked(case, "N3", PaperKind.PRESENTATION_MATERIAL, _day_before(case.dates, C), C)


@decides("N4")
def focus_areas_a_day_ahead(case: Case) -> Finding:
    """``focus <= C - 1`` (S/2006/507, para 20)."""
    return _ticked(case, "N4", PaperKind.FOCUS_AREAS, _day_before(case.dates, C), C)


@decides("N6")
def reporting_interval_laid_down(case: Case) -> Finding:
    """Yes or no, asked once the decision is adopted (S/2006/507, para 12)."""
    return _ticked(case, "N6", PaperKind.REPORTING_INTERVAL, case.dates.get(A), A, timed=False)


@decides("N7")
def meeting_named_in_the_forecast(case: Case) -> Finding:
    """The forecast of the meeting's month names it, so before that month begins (S/PRST/1996/13, subpara (f))."""
    meeting = case.dates.get(T)
    by = meeting.replace(day=1) - timedelta(days=1) if meeting else None
    return _ticked(case, "N7", PaperKind.FORECAST_MENTION, by, T)


@decides("N8")
def announced_in_the_journal(case: Case) -> Finding:
    """``journal < T`` (S/PRST/1996/13, subpara (k))."""
    return _ticked(case, "N8", PaperKind.JOURNAL_NOTICE, _day_before(case.dates, T), T)


@decides("N9")
def background_paper_in_good_time(case: Case) -> Finding:
    """``paper < T`` (S/PRST/1996/13, subparas (i) and (j))."""
    return _ticked(case, "N9", PaperKind.BACKGROUND_PAPER, _day_before(case.dates, T), T)


@decides("N11")
def views_reported_in_consultations(case: Case) -> Finding:
    """``T <= views <= C`` (S/PRST/1996/13, subpara (d))."""
    return _ticked(case, "N11", PaperKind.VIEWS_REPORTED, case.dates.get(C), C, since=case.dates.get(T))


@decides("N25")
def communique_on_the_day(case: Case) -> Finding:
    """``communique = T``: the day of the private meeting (rule 55 of the rules of procedure)."""
    meeting = case.dates.get(T)
    return _ticked(case, "N25", PaperKind.COMMUNIQUE, meeting, T, since=meeting)
