"""Two ways to judge two dates: the guideline's week between them, and their plain order."""

from datetime import timedelta

from meetings.rules.case import Case
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity
from meetings.rules.vocabulary import StepKind, WeekRule

WEEK = 7
"""Calendar days in the guideline's week. It prefers *more than* one (S/2009/659, attachment II)."""


def least_days(week_rule: WeekRule) -> int:
    """The least number of calendar days that counts as met: 7, or 8 under ``more_than``."""
    return WEEK if week_rule is WeekRule.AT_LEAST else WEEK + 1


def judge_week(days: int, week_rule: WeekRule) -> Result:
    """The result of a gap of ``days`` calendar days. Only exactly seven depends on the setting (decision 1)."""
    if days > WEEK:
        return Result.MEETS_PREFERENCE
    if days < 0:
        return Result.OUT_OF_ORDER
    if days == 0:
        return Result.SAME_DAY
    return Result.AT_MINIMUM if days >= least_days(week_rule) else Result.SHORT


def in_order(
    case: Case,
    rule_id: str,
    first: StepKind,
    then: StepKind,
    *,
    missing: Reason = Reason.NOT_PLACED,
    same_day: Severity | None = None,
    move_then: bool = False,
) -> Finding:
    """Whether ``first`` comes on an earlier day than ``then``.

    ``missing`` is the reason given when either has no date; ``same_day`` is the severity of one day for both.
    The mend moves ``first`` earlier, or with ``move_then`` the other one later.
    """
    a, b = case.dates.get(first), case.dates.get(then)
    if a is None or b is None:
        return case.finding(rule_id, Result.UNKNOWN, dates=case.dated(first, then), reason=missing)
    days, dates = (b - a).days, ((first, a), (then, b))
    if days > 0:
        return case.finding(rule_id, Result.IN_ORDER, days=days, wanted=1, dates=dates)
    result = Result.OUT_OF_ORDER if days < 0 else Result.SAME_DAY
    mend = Mend(then, case.calendar.add(a, 1)) if move_then else Mend(first, case.calendar.add(b, -1))
    severity = same_day if days == 0 else None
    return case.finding(
        rule_id, result, severity=severity, days=days, wanted=1, dates=dates, mend=case.offer(mend)
    )


def week_between(
    case: Case, rule_id: str, first: StepKind, then: StepKind, *, planned: bool = False
) -> Finding:
    """Whether the guideline's week lies between two dates that are both known. Which one moves, the rule says."""
    a, b = case.dates[first], case.dates[then]
    days, wanted = (b - a).days, least_days(case.week_rule)
    result = judge_week(days, case.week_rule)
    return case.finding(
        rule_id, result, days=days, wanted=wanted, dates=((first, a), (then, b)), planned=planned
    )


def a_week_before(case: Case, first: StepKind, then: StepKind) -> Mend:
    """``first`` on the last working day that leaves the guideline's week before ``then``."""
    day = case.dates[then] - timedelta(days=least_days(case.week_rule))
    return Mend(first, case.calendar.latest_on_or_before(day))


def a_week_after(case: Case, first: StepKind, then: StepKind) -> Mend:
    """``then`` on the first working day that leaves the guideline's week after ``first``."""
    day = case.dates[first] + timedelta(days=least_days(case.week_rule))
    return Mend(then, case.calendar.earliest_on_or_after(day))
