"""Which function decides which rule: filled by the subject files, read by the engine."""

from collections.abc import Callable, Iterable
from typing import Final

from meetings.rules.case import Case, PlanCase
from meetings.rules.findings import Finding
from meetings.rules.guideline import rule

OccasionRule = Callable[[Case], Finding]
PlanRule = Callable[[PlanCase], Iterable[Finding]]

OCCASION_RULES: Final[dict[str, OccasionRule]] = {}
PLAN_RULES: Final[dict[str, PlanRule]] = {}


def decides(rule_id: str) -> Callable[[OccasionRule], OccasionRule]:
    """Register a function as the one that decides ``rule_id`` for an occasion.

    Raises ``KeyError`` for a rule the catalogue does not hold and ``ValueError`` for one already decided.
    """

    def register(function: OccasionRule) -> OccasionRule:
        _claim(rule_id)
        OCCASION_RULES[rule_id] = function
        return function

    return register


def decides_for_plan(rule_id: str) -> Callable[[PlanRule], PlanRule]:
    """Register a function as the one that decides ``rule_id`` for a whole month. Raises as ``decides`` does."""

    def register(function: PlanRule) -> PlanRule:
        _claim(rule_id)
        PLAN_RULES[rule_id] = function
        return function

    return register


def _claim(rule_id: str) -> None:
    rule(rule_id)
    if rule_id in OCCASION_RULES or rule_id in PLAN_RULES:
        raise ValueError(f"{rule_id} is decided twice")
