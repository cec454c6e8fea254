"""Occasions for the tests, written as their dates: report, meeting, consultations, adoption, mandate's end."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact, PaperFact, ReportFact, StepFact
from meetings.rules.findings import Finding
from meetings.rules.vocabulary import PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

NO_HOLIDAYS = WorkingDays()


def day(text: str | None) -> date | None:
    """An ISO date, or ``None`` for an empty cell."""
    return date.fromisoformat(text) if text else None


def chain(
    report: str | None = None,
    meeting: str | None = None,
    consultations: str | None = None,
    adoption: str | None = None,
    end: str | None = None,
    *,
    due: str | None = None,
    others: dict[StepKind, str] | None = None,
    papers: dict[PaperKind, str] | None = None,
    **fields: Any,
) -> OccasionFact:
    """An occasion with these ISO dates; ``report`` is when it was circulated, ``due`` when it only is due."""
    placed = {
        StepKind.CONTRIBUTORS: meeting,
        StepKind.CONSULTATIONS: consultations,
        StepKind.ADOPTION: adoption,
        **(others or {}),
    }
    reports = (ReportFact(due_on=day(due), circulated_on=day(report)),) if report or due else ()
    return OccasionFact(
        **{
            "uid": "occasion",
            "mission": "UNFICYP",
            "reports": reports,
            "steps": tuple(StepFact(kind, date.fromisoformat(on)) for kind, on in placed.items() if on),
            "papers": tuple(PaperFact(kind, done_on=day(on)) for kind, on in (papers or {}).items()),
            "mandate_end": day(end),
            **fields,
        }
    )


def with_paper(occasion: OccasionFact, paper: PaperFact) -> OccasionFact:
    """The occasion with one more line on its checklist."""
    return replace(occasion, papers=(*occasion.papers, paper))


def the(rule_id: str, findings: Iterable[Finding]) -> Finding:
    """The one finding of a rule."""
    (found,) = [finding for finding in findings if finding.rule == rule_id]
    return found


def ask(
    rule_id: str,
    occasion: OccasionFact,
    *,
    calendar: WorkingDays = NO_HOLIDAYS,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    today: date | None = None,
) -> Finding:
    """What one rule says of an occasion."""
    return the(rule_id, check_occasion(occasion, calendar, week_rule, today))
