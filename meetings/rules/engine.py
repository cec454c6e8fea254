"""Runs every rule that applies, in the catalogue's order, so that one broken rule hides no other."""

from collections.abc import Collection, Iterator
from datetime import date
from typing import Final

# Imported for their effect: each registers the functions that decide its rules.
from meetings.rules import (  # noqa: F401
    assessment,
    chain,
    checklist,
    conduct,
    consultations,
    mandates,
    programme,
    reports,
    sittings,
)
from meetings.rules.case import Case, PlanCase
from meetings.rules.facts import OccasionFact, PlanFacts
from meetings.rules.findings import Finding, Reason, Result, Severity, SubjectKind
from meetings.rules.guideline import RULES
from meetings.rules.registry import OCCASION_RULES, PLAN_RULES, OccasionRule, PlanRule
from meetings.rules.vocabulary import WeekRule
from meetings.rules.working_days import WorkingDays

_ABOUT_OCCASIONS: Final = tuple(record.id for record in RULES if record.id in OCCASION_RULES)
"""The rules about an occasion, in the catalogue's order."""


def check_occasion(
    occasion: OccasionFact,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    today: date | None = None,
    *,
    only: Collection[str] = _ABOUT_OCCASIONS,
) -> tuple[Finding, ...]:
    """One finding for each rule about an occasion, or for ``only`` some of them, in the catalogue's order.

    Gaps are in calendar days but for N1 and N2, which count working days of ``calendar``. Without ``today``,
    as in a replay of what is past, no line of the checklist is overdue. Never raises for a rule that fails:
    that becomes a finding of its own.
    """
    case = Case.of(occasion, calendar, week_rule, today)
    asked = (rule_id for rule_id in _ABOUT_OCCASIONS if rule_id in only)
    return tuple(_ask_about_occasion(rule_id, OCCASION_RULES[rule_id], case) for rule_id in asked)


def check_plan(plan: PlanFacts, week_rule: WeekRule = WeekRule.AT_LEAST) -> tuple[Finding, ...]:
    """Every finding about a month: its occasions, mandates, sittings and the programme itself.

    Rule by rule in the catalogue's order, and within a rule in the order of the facts. L3 and L5 take the plan
    to hold every mandate of a mission and every occasion whose mandate ends within 90 days of ``today``.
    A finding's ``month`` says which month it belongs to, for an occasion's chain can cross the border.
    """
    month = PlanCase.of(plan)
    cases = [Case.of(occasion, month.calendar, week_rule, plan.today) for occasion in plan.occasions]
    return tuple(_every_answer(month, cases))


def _every_answer(month: PlanCase, cases: list[Case]) -> Iterator[Finding]:
    for record in RULES:
        if about_occasion := OCCASION_RULES.get(record.id):
            yield from (_ask_about_occasion(record.id, about_occasion, case) for case in cases)
        elif about_plan := PLAN_RULES.get(record.id):
            yield from _ask_about_plan(record.id, about_plan, month)


def _ask_about_occasion(rule_id: str, function: OccasionRule, case: Case) -> Finding:
    try:
        return function(case)
    except Exception as error:  # noqa: BLE001  whatever a rule does wrong, the others must still be heard
        return _failed(rule_id, case.occasion.uid, SubjectKind.OCCASION, case.month, error)


def _ask_about_plan(rule_id: str, function: PlanRule, month: PlanCase) -> tuple[Finding, ...]:
    try:
        return tuple(function(month))
    except Exception as error:  # noqa: BLE001  as above
        return (_failed(rule_id, f"{month.first:%Y-%m}", SubjectKind.MONTH, month.first, error),)


def _failed(rule_id: str, subject: str, kind: SubjectKind, month: date | None, error: Exception) -> Finding:
    """A rule that broke says so itself, by the name of what it raised, as an error nobody can overlook."""
    return Finding(
        rule_id,
        Result.UNKNOWN,
        Severity.ERROR,
        subject,
        kind,
        reason=Reason.RULE_FAILED,
        month=month,
        detail=type(error).__name__,
    )
