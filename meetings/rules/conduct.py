"""How a formal meeting is called, announced, opened to the public and listed (N21, N22, N24, N27)."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final

from meetings.rules.case import PlanCase
from meetings.rules.facts import EntryFact
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind
from meetings.rules.registry import decides_for_plan
from meetings.rules.vocabulary import CLOSED_BY_NATURE, FORMAL_MEETINGS, EntryStatus, Format, Openness

AGENDA_DAYS: Final = 3
"""Calendar days between the provisional agenda and the meeting (provisional rules of procedure, rule 8)."""


def _formal_meetings(plan: PlanCase) -> Iterator[tuple[EntryFact, date]]:
    """The month's formal meetings with their first day."""
    for entry in plan.counted:
        if entry.format in FORMAL_MEETINGS and entry.on is not None and plan.holds(entry.on):
            yield entry, entry.on


@decides_for_plan("N21")
def on_whose_call(plan: PlanCase) -> Iterator[Finding]:
    """A meeting called in urgency says on whose call (rules 1 to 3 of the rules of procedure)."""
    for entry, day in _formal_meetings(plan):
        if entry.called_in_urgency:
            result, reason = (
                (Result.MET, Reason.NONE) if entry.convener else (Result.UNKNOWN, Reason.NO_CONVENER)
            )
            yield plan.finding(
                "N21", result, entry.uid, SubjectKind.ENTRY, dates=((entry.uid, day),), reason=reason
            )


@decides_for_plan("N22")
def agenda_three_days_before(plan: PlanCase) -> Iterator[Finding]:
    """``agenda <= meeting - 3`` calendar days, or with the notice in urgency (rules 7 and 8)."""
    for entry, day in _formal_meetings(plan):
        yield _agenda(plan, entry, day)


def _agenda(plan: PlanCase, entry: EntryFact, day: date) -> Finding:
    sent, meeting = entry.agenda_sent_on, (entry.uid, day)
    if entry.called_in_urgency:
        return plan.finding(
            "N22", Result.NOT_APPLICABLE, entry.uid, SubjectKind.ENTRY, dates=(meeting,), reason=Reason.URGENT
        )
    if sent is None:
        return plan.finding(
            "N22",
            Result.UNKNOWN,
            entry.uid,
            SubjectKind.ENTRY,
            dates=(meeting,),
            reason=Reason.NO_AGENDA_DATE,
        )
    days = (day - sent).days
    over = entry.status is EntryStatus.HELD or day < plan.plan.today
    return plan.finding(
        "N22",
        _judge_agenda(days),
        entry.uid,
        SubjectKind.ENTRY,
        days=days,
        wanted=AGENDA_DAYS,
        dates=(("agenda", sent), meeting),
        mend=None if over or days >= AGENDA_DAYS else Mend(None, _day_for(plan, sent)),
    )


def _judge_agenda(days: int) -> Result:
    if days >= AGENDA_DAYS:
        return Result.MET
    if days < 0:
        return Result.OUT_OF_ORDER
    return Result.SHORT if days else Result.SAME_DAY


def _day_for(plan: PlanCase, sent: date) -> date:
    """The first working day on which a meeting would have had its agenda in time."""
    return plan.calendar.earliest_on_or_after(sent + timedelta(days=AGENDA_DAYS))


@decides_for_plan("N24")
def public_unless_decided_otherwise(plan: PlanCase) -> Iterator[Finding]:
    """A formal meeting of a public format is marked closed (rule 48). Speaks only when one is."""
    for entry, day in _formal_meetings(plan):
        if entry.openness is Openness.CLOSED and entry.format not in CLOSED_BY_NATURE:
            yield plan.finding(
                "N24",
                Result.NOT_MET,
                entry.uid,
                SubjectKind.ENTRY,
                # The Council may so decide; whether it did is not among the facts, hence no warning.
                severity=Severity.HINT,
                dates=((entry.uid, day),),
                reason=Reason.CLOSED_MEETING,
            )


@decides_for_plan("N27")
def listed_in_the_annual_report(plan: PlanCase) -> Iterator[Finding]:
    """A meeting with contributors that was held has its number on record (S/PRST/1996/13, subpara (l))."""
    for entry, day in _formal_meetings(plan):
        if entry.format is Format.TCC_MEETING and entry.status is EntryStatus.HELD:
            known = bool(entry.meeting_number)
            yield plan.finding(
                "N27",
                Result.MET if known else Result.UNKNOWN,
                entry.uid,
                SubjectKind.ENTRY,
                dates=((entry.uid, day),),
                reason=Reason.NONE if known else Reason.NO_MEETING_NUMBER,
            )
