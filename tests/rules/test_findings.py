"""Results and severities: how loud each may be, and what a gap of days comes to."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.findings import Result, Severity, severity_of
from meetings.rules.gaps import judge_week, least_days
from meetings.rules.rule import WEAK, Strength
from meetings.rules.vocabulary import WeekRule

FROM_WORST_TO_BEST = [
    Result.OUT_OF_ORDER,
    Result.SAME_DAY,
    Result.SHORT,
    Result.AT_MINIMUM,
    Result.MEETS_PREFERENCE,
]
gaps = st.integers(min_value=-400, max_value=400)
week_rules = st.sampled_from(WeekRule)


@pytest.mark.parametrize(
    ("gap", "result"),
    [
        (-1, Result.OUT_OF_ORDER),
        (0, Result.SAME_DAY),
        (1, Result.SHORT),
        (6, Result.SHORT),
        (7, Result.AT_MINIMUM),
        (8, Result.MEETS_PREFERENCE),
        (40, Result.MEETS_PREFERENCE),
    ],
)
def test_what_a_gap_comes_to(gap: int, result: Result) -> None:
    assert judge_week(gap, WeekRule.AT_LEAST) is result


def test_exactly_seven_days_turns_over_with_the_setting() -> None:
    assert judge_week(7, WeekRule.AT_LEAST) is Result.AT_MINIMUM
    assert judge_week(7, WeekRule.MORE_THAN) is Result.SHORT
    assert (least_days(WeekRule.AT_LEAST), least_days(WeekRule.MORE_THAN)) == (7, 8)


@given(gaps)
def test_nothing_but_seven_depends_on_the_setting(gap: int) -> None:
    same = judge_week(gap, WeekRule.AT_LEAST) is judge_week(gap, WeekRule.MORE_THAN)
    assert same == (gap != 7)


@given(gaps, gaps, week_rules)
def test_a_longer_gap_is_never_worse(a: int, b: int, week_rule: WeekRule) -> None:
    shorter, longer = sorted((a, b))
    rank = FROM_WORST_TO_BEST.index
    assert rank(judge_week(shorter, week_rule)) <= rank(judge_week(longer, week_rule))
    as_loud = [severity_of(Strength.PREFERABLY, judge_week(gap, week_rule)) for gap in (shorter, longer)]
    assert as_loud[0] >= as_loud[1]


def test_severities_compare_by_loudness_not_by_letters() -> None:
    assert list(Severity) == sorted(Severity)
    assert all(quieter < louder and louder > quieter for quieter, louder in pairwise(Severity))
    assert max(Severity.WARNING, Severity.ERROR, Severity.NOTE) is Severity.ERROR
    assert Severity.HINT <= Severity.HINT <= "warning"
    assert Severity.HINT >= "note"


@pytest.mark.parametrize("strength", sorted(WEAK))
@pytest.mark.parametrize("result", Result)
def test_a_weak_wish_never_rises_above_a_hint_unless_an_order_is_reversed(
    strength: Strength, result: Result
) -> None:
    severity = severity_of(strength, result)
    if result is Result.OUT_OF_ORDER:
        assert severity is Severity.ERROR
    else:
        assert severity <= Severity.HINT


@pytest.mark.parametrize(
    ("result", "severity"),
    [
        (Result.MEETS_PREFERENCE, Severity.OK),
        (Result.IN_ORDER, Severity.OK),
        (Result.MET, Severity.OK),
        (Result.NOT_APPLICABLE, Severity.OK),
        (Result.AT_MINIMUM, Severity.NOTE),
        (Result.SHORT, Severity.WARNING),
        (Result.SAME_DAY, Severity.WARNING),
        (Result.NOT_MET, Severity.WARNING),
        (Result.OUT_OF_ORDER, Severity.ERROR),
    ],
)
def test_the_usual_severity(result: Result, severity: Severity) -> None:
    assert severity_of(Strength.SHOULD, result) is severity
