"""Recurring business: the months it comes up in, the day it takes, and days that answer to one another."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.recurring import (
    Recurrence,
    comes_up_in,
    day_in,
    months_between,
    nth_weekday,
    same_day_in,
)

QUARTERLY = Recurrence(every=3, since=date(2014, 1, 1))
MONTHS = st.dates(date(2000, 1, 1), date(2098, 12, 31)).map(lambda day: day.replace(day=1))


def test_the_quarterly_open_debate_comes_up_in_january_april_july_and_october():
    months = [date(2026, number, 1) for number in range(1, 13)]
    assert [month.month for month in months if comes_up_in(QUARTERLY, month)] == [1, 4, 7, 10]


def test_nothing_comes_up_before_the_month_it_began():
    assert [comes_up_in(QUARTERLY, date(2013, 10, 1)), comes_up_in(QUARTERLY, date(2014, 1, 1))] == [
        False,
        True,
    ]


@given(every=st.integers(1, 24), since=MONTHS, later=st.integers(0, 300))
def test_it_comes_up_every_so_many_months_and_in_no_other(every, since, later):
    year, month = divmod(since.year * 12 + since.month - 1 + later, 12)
    asked = date(year, month + 1, 1)
    assert comes_up_in(Recurrence(every=every, since=since), asked) is (later % every == 0)


@pytest.mark.parametrize(
    ("nth", "weekday", "day"),
    [
        (1, 0, date(2026, 12, 7)),
        (2, 1, date(2026, 12, 8)),
        (4, 4, date(2026, 12, 25)),
        (5, 1, date(2026, 12, 29)),
        (5, 0, date(2026, 12, 28)),
        (-1, 0, date(2026, 12, 28)),
        (-1, 3, date(2026, 12, 31)),
    ],
)
def test_a_weekday_of_a_month(nth, weekday, day):
    assert nth_weekday(date(2026, 12, 1), nth, weekday) == day


def test_the_day_it_takes():
    on_a_day = Recurrence(every=1, since=date(2026, 1, 1), nth=3, weekday=2)
    assert [day_in(on_a_day, date(2026, 12, 1)), day_in(QUARTERLY, date(2026, 12, 1))] == [
        date(2026, 12, 16),
        None,
    ]


@pytest.mark.parametrize(
    ("day", "months", "answers"),
    [
        (date(2026, 11, 10), 1, date(2026, 12, 8)),  # the second Tuesday
        (date(2026, 11, 30), 1, date(2026, 12, 28)),  # a fifth Monday, where there is none
        (date(2026, 12, 31), 2, date(2027, 2, 25)),  # a fifth Thursday, where there is none
        (date(2026, 12, 7), -1, date(2026, 11, 2)),
    ],
)
def test_the_same_day_of_another_month(day, months, answers):
    assert same_day_in(day, months) == answers


@given(day=st.dates(date(2000, 1, 1), date(2098, 12, 31)), months=st.integers(-60, 60))
def test_it_keeps_its_weekday_and_month(day, months):
    found = same_day_in(day, months)
    assert found.weekday() == day.weekday()
    assert months_between(day, found) == months


@given(day=st.dates(date(2000, 1, 1), date(2098, 12, 31)))
def test_two_days_of_one_month_keep_their_order(day):
    later = day + timedelta(days=7)
    if later.month == day.month:
        assert same_day_in(day, 1) <= same_day_in(later, 1)
