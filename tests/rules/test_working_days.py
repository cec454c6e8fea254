"""Working days: the worked examples of the domain reference, then what must hold for any calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.facts import HolidayFact, official_days
from meetings.rules.working_days import WorkingDays, is_weekend

CHRISTMAS_2026 = WorkingDays(frozenset({date(2026, 12, 25)}))
EVERY_DAY = WorkingDays()

days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
calendars = st.builds(WorkingDays, st.frozensets(st.dates(date(2019, 1, 1), date(2021, 12, 31)), max_size=40))
nearby = st.dates(date(2019, 6, 1), date(2021, 6, 30))
steps = st.integers(min_value=0, max_value=30)


@pytest.mark.parametrize(
    ("report", "earliest"),
    [
        (date(2026, 3, 2), date(2026, 3, 6)),  # Monday, Friday
        (date(2026, 3, 5), date(2026, 3, 11)),  # Thursday, Wednesday
        (date(2026, 3, 6), date(2026, 3, 12)),  # Friday, Thursday
        (date(2026, 3, 7), date(2026, 3, 12)),  # Saturday, the same Thursday
        (date(2026, 12, 22), date(2026, 12, 28)),  # Tuesday, Monday
    ],
)
def test_fourth_working_day_without_holidays(report: date, earliest: date) -> None:
    assert EVERY_DAY.add(report, 4) == earliest
    assert EVERY_DAY.between(report, earliest) == 4


def test_a_holiday_puts_the_fourth_day_off() -> None:
    assert CHRISTMAS_2026.add(date(2026, 12, 22), 4) == date(2026, 12, 29)


def test_a_holiday_on_a_sunday_takes_no_working_day_away() -> None:
    calendar = WorkingDays(frozenset({date(2026, 3, 8)}))
    assert calendar.between(date(2026, 3, 6), date(2026, 3, 9)) == 1


def test_only_official_holidays_close_the_house() -> None:
    holidays = [
        HolidayFact(date(2017, 11, 23), "Thanksgiving Day"),
        HolidayFact(date(2017, 5, 10), "Day of Vesak", official=False),
    ]
    calendar = WorkingDays(official_days(holidays))
    assert not calendar.is_working(date(2017, 11, 23))
    assert calendar.is_working(date(2017, 5, 10))


def test_nearest_takes_the_earlier_of_two_as_close() -> None:
    assert EVERY_DAY.nearest(date(2026, 3, 7)) == date(2026, 3, 6)  # Saturday
    assert EVERY_DAY.nearest(date(2026, 3, 8)) == date(2026, 3, 9)  # Sunday
    wednesday_off = WorkingDays(frozenset({date(2026, 3, 4)}))
    assert wednesday_off.nearest(date(2026, 3, 4)) == date(2026, 3, 3)


def test_the_calendar_ends_somewhere() -> None:
    with pytest.raises(OverflowError):
        EVERY_DAY.add(date.max, 1)


@given(calendars, nearby, st.integers(min_value=1, max_value=30))
def test_adding_lands_on_a_working_day(calendar: WorkingDays, start: date, n: int) -> None:
    assert calendar.is_working(calendar.add(start, n))
    assert calendar.is_working(calendar.add(start, -n))


@given(calendars, nearby, steps)
def test_between_undoes_add(calendar: WorkingDays, start: date, n: int) -> None:
    assert calendar.between(start, calendar.add(start, n)) == n


@given(calendars, nearby, steps)
def test_there_and_back_again(calendar: WorkingDays, start: date, n: int) -> None:
    start = calendar.earliest_on_or_after(start)
    assert calendar.add(calendar.add(start, n), -n) == start


@given(calendars, nearby, st.integers(min_value=0, max_value=120))
def test_between_counts_what_a_walk_counts(calendar: WorkingDays, start: date, length: int) -> None:
    walked = sum(calendar.is_working(start + timedelta(days=i)) for i in range(1, length + 1))
    assert calendar.between(start, start + timedelta(days=length)) == walked
    assert calendar.between(start + timedelta(days=length), start) == -walked


@given(calendars, nearby)
def test_on_or_before_and_after_enclose(calendar: WorkingDays, start: date) -> None:
    before, after = calendar.latest_on_or_before(start), calendar.earliest_on_or_after(start)
    assert before <= start <= after
    assert (before == start == after) == calendar.is_working(start)
    assert calendar.nearest(start) in {before, after}


@given(days)
def test_seven_days_hold_five_weekdays(start: date) -> None:
    week = timedelta(days=7)
    assert EVERY_DAY.between(start, start + week) == 5
    assert EVERY_DAY.is_working(start) is not is_weekend(start)
