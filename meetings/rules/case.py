"""What a rule is handed: one occasion or one month's plan, with its dates worked out once."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.rules.facts import EntryFact, OccasionFact, PlanFacts, official_days
from meetings.rules.findings import (
    Dates,
    Finding,
    Mend,
    Reason,
    Result,
    Severity,
    SubjectKind,
    Unit,
    severity_of,
)
from meetings.rules.guideline import RULES
from meetings.rules.months import first_of, last_of
from meetings.rules.vocabulary import EVENT_DRIVEN, ON_A_MANDATE, ReportKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

_SEVERITIES: Final = {
    record.id: {result: severity_of(record.strength, result) for result in Result} for record in RULES
}
"""The severity of each result under the strength of each rule, worked out once."""


@dataclass(frozen=True, slots=True)
class Case:
    """One occasion under judgement. ``today`` is ``None`` in a replay, where nothing can be overdue."""

    occasion: OccasionFact
    calendar: WorkingDays
    week_rule: WeekRule
    today: date | None
    dates: Mapping[StepKind, date]
    report_kind: ReportKind | None
    month: date | None

    @classmethod
    def of(
        cls, occasion: OccasionFact, calendar: WorkingDays, week_rule: WeekRule, today: date | None
    ) -> "Case":
        """Work out the first date of every step once, for all the rules that will ask."""
        dates: dict[StepKind, date] = {}
        for step in occasion.steps:
            known = dates.get(step.kind)
            if known is None or step.on < known:
                dates[step.kind] = step.on
        report = occasion.report
        fixed = {
            StepKind.REPORT: report.issued_on if report else None,
            StepKind.MANDATE_END: occasion.mandate_end,
            # Of several, which one counts depends on the meeting.
            StepKind.CONSULTATIONS: occasion.on(StepKind.CONSULTATIONS),
        }
        for kind, day in fixed.items():
            dates.pop(kind, None)
            if day:
                dates[kind] = day
        report_kind = occasion.report_kind or (report.kind if report else None)
        return cls(occasion, calendar, week_rule, today, dates, report_kind, occasion.month)

    @property
    def urgent(self) -> bool:
        """Whether nobody could have dated it ahead (domain decision 9)."""
        return self.occasion.urgent or self.occasion.kind in EVENT_DRIVEN

    @property
    def missing_date(self) -> Severity:
        """How loudly a date missing from the chain speaks: only a decision on a mandate needs them all."""
        return Severity.WARNING if self.occasion.kind in ON_A_MANDATE else Severity.NOTE

    @property
    def no_written_report(self) -> Reason:
        """Why no written report is to be waited for; empty when one is (domain decision 6)."""
        if self.report_kind is ReportKind.ORAL:
            return Reason.ORAL_REPORT
        return Reason.NO_REPORT if self.report_kind is ReportKind.NONE else Reason.NONE

    def dated(self, *kinds: StepKind) -> Dates:
        """The known dates of these steps, in the order given."""
        known = [(kind, self.dates[kind]) for kind in kinds if kind in self.dates]
        return tuple(known)

    def offer(self, *mends: Mend) -> Mend | None:
        """The first of these that can still be made: nothing past is moved, and nothing is moved into the past."""
        if self.occasion.concluded:
            return None
        return next((mend for mend in mends if self._can_be_made(mend)), None)

    def _can_be_made(self, mend: Mend) -> bool:
        if self.today is None or mend.step is None:
            return True
        # A report that is due counts by what is to come, however long ago its due day was.
        standing = self.today if mend.step is StepKind.REPORT else self.dates[mend.step]
        return mend.on >= self.today and standing >= self.today

    def finding(
        self,
        rule_id: str,
        result: Result,
        *,
        severity: Severity | None = None,
        days: int | None = None,
        wanted: int | None = None,
        unit: Unit = Unit.CALENDAR,
        dates: Dates = (),
        reason: Reason = Reason.NONE,
        mend: Mend | None = None,
        planned: bool = False,
        to_adoption: int | None = None,
    ) -> Finding:
        """An answer about this occasion. A mend comes from ``offer``."""
        return Finding(
            rule_id,
            result,
            severity or _SEVERITIES[rule_id][result],
            self.occasion.uid,
            SubjectKind.OCCASION,
            days,
            wanted,
            unit,
            dates,
            reason,
            mend,
            planned,
            to_adoption,
            self.month,
        )


@dataclass(frozen=True, slots=True)
class PlanCase:
    """One month's plan under judgement, with the entries that count and the calendar of its holidays."""

    plan: PlanFacts
    calendar: WorkingDays
    counted: tuple[EntryFact, ...]
    first: date
    last: date

    @classmethod
    def of(cls, plan: PlanFacts) -> "PlanCase":
        """Leave out postponed and cancelled entries and find the month's first and last day."""
        return cls(
            plan,
            WorkingDays(official_days(plan.holidays)),
            tuple(entry for entry in plan.entries if entry.counts),
            first_of(plan.month),
            last_of(plan.month),
        )

    def holds(self, day: date) -> bool:
        """Whether ``day`` falls in the month itself, not in a neighbour's tail."""
        return self.first <= day <= self.last

    def finding(
        self,
        rule_id: str,
        result: Result,
        subject: str,
        subject_kind: SubjectKind,
        *,
        severity: Severity | None = None,
        days: int | None = None,
        wanted: int | None = None,
        dates: Dates = (),
        reason: Reason = Reason.NONE,
        mend: Mend | None = None,
        planned: bool = False,
        detail: str = "",
    ) -> Finding:
        """An answer about a part of this month; gaps here are in calendar days."""
        return Finding(
            rule_id,
            result,
            severity or _SEVERITIES[rule_id][result],
            subject,
            subject_kind,
            days=days,
            wanted=wanted,
            dates=dates,
            reason=reason,
            mend=mend,
            planned=planned,
            month=self.first,
            detail=detail,
        )

    def about_month(
        self,
        rule_id: str,
        result: Result,
        *,
        days: int | None = None,
        wanted: int | None = None,
        dates: Dates = (),
        reason: Reason = Reason.NONE,
    ) -> Finding:
        """An answer about the month as a whole."""
        return self.finding(
            rule_id,
            result,
            f"{self.first:%Y-%m}",
            SubjectKind.MONTH,
            days=days,
            wanted=wanted,
            dates=dates,
            reason=reason,
        )
