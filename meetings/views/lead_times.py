"""How much time the steps of a mission's past cycles left: a small plot, the table behind it, medians."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from statistics import median

from django.utils.translation import get_language_bidi

from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding
from meetings.rules.gaps import WEEK
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

WIDTH = 150
EDGE = 8
MOST_DAYS = 28
"""Gaps beyond four weeks are drawn at the edge: how far they go says nothing about the week."""


@dataclass(frozen=True, slots=True)
class Gap:
    """One gap of a cycle and where it lies on the scale of days; no place where it is not known."""

    finding: Finding
    x: float | None
    beyond: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """One past occasion with its two gaps: report to meeting, meeting to consultations."""

    fact: OccasionFact
    adopted_on: date | None
    report: Gap
    meeting: Gap

    @property
    def on(self) -> date | None:
        """The day it is known by: its adoption, else the mandate's end."""
        return self.adopted_on or self.fact.mandate_end


@dataclass(frozen=True, slots=True)
class Scale:
    """The scale that all the small plots share, in weeks."""

    weeks: tuple[tuple[int, float], ...]
    week_x: float
    width: int = WIDTH


@dataclass(frozen=True, slots=True)
class LeadTimes:
    """A mission's own record. Medians are of the cycles whose two dates are both known."""

    cycles: tuple[Cycle, ...]
    scale: Scale
    median_report: float | None
    median_meeting: float | None
    number_report: int
    number_meeting: int


def lead_times(occasions: Iterable[OccasionFact], calendar: WorkingDays, week_rule: WeekRule) -> LeadTimes:
    """The record of some concluded occasions, newest first."""
    cycles = sorted(
        (_cycle(fact, calendar, week_rule) for fact in occasions),
        key=lambda cycle: cycle.on or date.min,
        reverse=True,
    )
    reports, meetings = _days(cycle.report for cycle in cycles), _days(cycle.meeting for cycle in cycles)
    return LeadTimes(
        cycles=tuple(cycles),
        scale=Scale(tuple((days, _place(days)) for days in range(0, MOST_DAYS + 1, WEEK)), _place(WEEK)),
        median_report=median(reports) if reports else None,
        median_meeting=median(meetings) if meetings else None,
        number_report=len(reports),
        number_meeting=len(meetings),
    )


def _cycle(fact: OccasionFact, calendar: WorkingDays, week_rule: WeekRule) -> Cycle:
    found = {finding.rule: finding for finding in check_occasion(fact, calendar, week_rule)}
    return Cycle(fact, fact.on(StepKind.ADOPTION), _gap(found["G7"]), _gap(found["G13"]))


def _gap(finding: Finding) -> Gap:
    days = finding.days
    return Gap(
        finding, None if days is None else _place(days), days is not None and not 0 <= days <= MOST_DAYS
    )


def _days(gaps: Iterable[Gap]) -> list[int]:
    return [gap.finding.days for gap in gaps if gap.finding.days is not None]


def _place(days: int) -> float:
    """Where a number of days lies; mirrored in a language that runs from right to left."""
    part = min(max(days, 0), MOST_DAYS) / MOST_DAYS
    x = EDGE + part * (WIDTH - 2 * EDGE)
    return round(WIDTH - x if get_language_bidi() else x, 1)
