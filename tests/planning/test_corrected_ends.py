"""What a corrected end does to the days that are counted back from it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.backplan import plan_from_end
from meetings.planning.corrected_ends import CorrectedStep, corrected
from meetings.rules.facts import MandateFact
from meetings.rules.guideline import rule
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays
from tests.planning.drawn import calendars, ends, week_rules

NO_HOLIDAYS = WorkingDays()


def ending(on: date | None) -> MandateFact:
    return MandateFact("UNDOF", "S/RES/2503 (2019)", date(2019, 12, 19), on)


def test_a_month_later_moves_every_step():
    """The end of 30 June 2020 was 31 July: with the days of the example of the backward plan."""
    found = {
        step.kind: step
        for step in corrected(ending(date(2020, 6, 30)), ending(date(2020, 7, 31)), NO_HOLIDAYS)
    }
    assert found[StepKind.ADOPTION] == CorrectedStep(
        StepKind.ADOPTION,
        "L4",
        latest_before=date(2020, 6, 30),
        latest_after=date(2020, 7, 31),
        recommended_before=date(2020, 6, 26),
        recommended_after=date(2020, 7, 29),
    )
    moved = [(step.recommended_after - step.recommended_before).days for step in found.values()]
    assert min(moved) > 0


def test_an_end_that_stayed_moves_nothing():
    end = ending(date(2020, 6, 30))
    assert corrected(end, replace(end, verified=False), NO_HOLIDAYS) == ()
    assert corrected(ending(None), ending(None), NO_HOLIDAYS) == ()


@pytest.mark.parametrize("known", ["before", "after"])
def test_an_end_that_is_known_on_one_side_only_gives_its_days_there(known):
    sides = {"before": ending(None), "after": ending(None), known: ending(date(2020, 6, 30))}
    for step in corrected(**sides, calendar=NO_HOLIDAYS):
        given = {
            "before": (step.latest_before, step.recommended_before),
            "after": (step.latest_after, step.recommended_after),
        }
        assert None not in given.pop(known)
        assert list(given.values()) == [(None, None)]


def test_without_a_written_report_there_is_no_day_for_one():
    sides = ending(date(2020, 6, 30)), ending(date(2020, 7, 31))
    kinds = {step.kind for step in corrected(*sides, NO_HOLIDAYS)}
    assert kinds - {step.kind for step in corrected(*sides, NO_HOLIDAYS, written_report=False)} == {
        StepKind.REPORT
    }


@given(st.data(), ends, st.integers(-400, 400), week_rules)
def test_the_days_are_those_of_the_two_backward_plans(data, end, moved, week_rule: WeekRule):
    calendar = data.draw(calendars(end))
    sides = end, end + timedelta(days=moved or 1)
    found = corrected(*map(ending, sides), calendar, week_rule)
    before, after = (plan_from_end(side, calendar, week_rule) for side in sides)
    assert [(step.kind, step.latest_before, step.recommended_before) for step in found] == [
        (step.kind, step.latest, step.recommended) for step in before
    ]
    assert [(step.kind, step.rule, step.latest_after, step.recommended_after) for step in found] == [
        (step.kind, step.rule, step.latest, step.recommended) for step in after
    ]
    assert all(rule(step.rule).id == step.rule for step in found)
