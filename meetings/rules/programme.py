"""What somebody ticks for a month's forecast and programme (N5, N12-N16, N18, N19)."""

from collections.abc import Iterator
from datetime import date, timedelta

from meetings.rules.case import PlanCase
from meetings.rules.checklist import judge_line, line_dates
from meetings.rules.facts import PaperFact, ProgrammeFact
from meetings.rules.findings import Finding, Reason, Result, SubjectKind
from meetings.rules.registry import decides_for_plan
from meetings.rules.vocabulary import PaperKind


def _line(programme: ProgrammeFact, kind: PaperKind) -> PaperFact | None:
    return next((paper for paper in programme.papers if paper.kind is kind), None)


def _ticked(
    plan: PlanCase,
    rule_id: str,
    kind: PaperKind,
    by: date | None,
    *,
    since: date | None = None,
    timed: bool = True,
    only_if_called_for: bool | None = None,
) -> Iterator[Finding]:
    """Judge a line of the month's checklist; nothing is said of a month that has no programme.

    ``only_if_called_for`` is for what an event calls for: without the event, and without a line written down,
    the rule does not apply. ``since`` is the day the programme was adopted, for what makes no sense before it.
    """
    programme = plan.plan.programme
    if programme is None:
        return
    paper = _line(programme, kind)
    if only_if_called_for is False and paper is None:
        yield plan.about_month(rule_id, Result.NOT_APPLICABLE, reason=Reason.NO_EVENT)
        return
    tick = judge_line(rule_id, paper, by, since=since, timed=timed, today=plan.plan.today)
    yield plan.finding(
        rule_id,
        tick.result,
        f"{plan.first:%Y-%m}",
        SubjectKind.MONTH,
        severity=tick.severity,
        days=tick.days,
        wanted=0 if tick.days is not None else None,
        dates=line_dates(paper) + ((("adopted", since),) if since else ()),
        reason=tick.reason,
        planned=tick.planned,
    )


def _eve(plan: PlanCase) -> date:
    """The last day of the month before."""
    return plan.first - timedelta(days=1)


@decides_for_plan("N5")
def how_reports_stand(plan: PlanCase) -> Iterator[Finding]:
    """Before the month begins (S/2006/507, para 18)."""
    return _ticked(plan, "N5", PaperKind.REPORTS_STATUS, _eve(plan))


@decides_for_plan("N12")
def forecast_public(plan: PlanCase) -> Iterator[Finding]:
    """As soon as members have the forecast: the day the line is due (S/2006/507, para 37)."""
    return _ticked(plan, "N12", PaperKind.FORECAST_PUBLIC, None)


@decides_for_plan("N13")
def forecast_in_all_languages(plan: PlanCase) -> Iterator[Finding]:
    """Yes or no, asked once the month has begun (S/2006/507, para 38)."""
    return _ticked(plan, "N13", PaperKind.FORECAST_LANGUAGES, _eve(plan), timed=False)


@decides_for_plan("N14")
def forecast_in_the_journal(plan: PlanCase) -> Iterator[Finding]:
    """Yes or no, once a month (S/2006/507, para 39)."""
    return _ticked(plan, "N14", PaperKind.FORECAST_NOTICE, plan.last, timed=False)


@decides_for_plan("N15")
def programme_published_again(plan: PlanCase) -> Iterator[Finding]:
    """When an entry was revised: the day the line is due (S/2006/507, para 40)."""
    revised = any(entry.revised and entry.month == plan.first for entry in plan.counted)
    return _ticked(plan, "N15", PaperKind.PROGRAMME_REPUBLISHED, None, only_if_called_for=revised)


@decides_for_plan("N16")
def all_members_briefed(plan: PlanCase) -> Iterator[Finding]:
    """``brief >= adopted`` (S/2006/507, para 4). The next day is practice, not a deadline: it only starts asking."""
    programme = plan.plan.programme
    adopted = programme.adopted_on if programme else None
    by = plan.calendar.add(adopted, 1) if adopted else None
    return _ticked(plan, "N16", PaperKind.MEMBERS_BRIEFED, by, since=adopted, timed=False)


@decides_for_plan("N18")
def draft_shared(plan: PlanCase) -> Iterator[Finding]:
    """``draft_shared < month`` (S/2017/507, programme of work, para 2)."""
    return _ticked(plan, "N18", PaperKind.DRAFT_SHARED, _eve(plan))


@decides_for_plan("N19")
def word_of_unexpected_meetings(plan: PlanCase) -> Iterator[Finding]:
    """Where a meeting was called in urgency (S/2006/507, para 34)."""
    urgent = any(entry.called_in_urgency and entry.on and plan.holds(entry.on) for entry in plan.counted)
    return _ticked(plan, "N19", PaperKind.URGENT_NOTICE, None, only_if_called_for=urgent)
