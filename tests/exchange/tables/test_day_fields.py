"""Days and months: what has one reading is read, and all else is told why not."""

from datetime import date, time
from typing import Any

import pytest
from django.utils import translation

from meetings.exchange.tables.columns import Serial
from meetings.exchange.tables.fields import DayField, MonthEndField, MonthField
from meetings.exchange.tables.written_dates import month_numbers
from tests.exchange.tables.drawn_cells import answer, at

LAST_OF_AUGUST = date(2026, 8, 31)


@pytest.mark.parametrize(
    "raw",
    [
        "2026-08-31",
        "2026-8-31",
        "2026/08/31",
        "2026-08-31 00:00:00",
        "2026-08-31T00:00",
        "31 August 2026",
        "31 AUGUST 2026",
        "31 Aug 2026",
        "31-Aug-2026",
        "31st of August, 2026",
        "August 31, 2026",
        "Aug. 31, 2026",
        "31 août 2026",
        "31 aout 2026",
        "31 de agosto de 2026",
        "31 августа 2026 г.",
        "31.08.2026",
        "31/08/2026",
        "31/8/2026",
        "08/31/2026",
        "31\u00a0August\u00a02026",
        "31‑08‑2026",
        LAST_OF_AUGUST,
        at(2026, 8, 31),
        46265,
        46265.0,
        Serial(46265 - 1462, at(1904, 1, 1)),
    ],
)
def test_days_with_one_reading(raw: Any) -> None:
    assert DayField().clean(raw) == LAST_OF_AUGUST


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("1er janvier 2027", date(2027, 1, 1)),
        ("1º de enero de 2027", date(2027, 1, 1)),
        ("1 сентября 2026", date(2026, 9, 1)),
        ("3 dec 2026", date(2026, 12, 3)),
        ("29 February 2028", date(2028, 2, 29)),
        ("04/04/2026", date(2026, 4, 4)),
        ("01/01/1945", date(1945, 1, 1)),
        ("31 December 2099", date(2099, 12, 31)),
    ],
)
def test_other_days(raw: str, day: date) -> None:
    assert DayField().clean(raw) == day


NO_DATE = "“{}” is no date. Write it as 2026-08-31 or 31 August 2026."
SHORT_YEAR = "“{}” gives only two digits of the year. Write all four, as in 2026-08-31."
YEARS = "“{}” lies outside the years 1945 to 2099."


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("31 Febuary 2026", NO_DATE.format("31 Febuary 2026")),
        ("next Monday", NO_DATE.format("next Monday")),
        ("August 2026", NO_DATE.format("August 2026")),
        ("2026-13-01", NO_DATE.format("2026-13-01")),
        ("13/13/2026", NO_DATE.format("13/13/2026")),
        ("2026-08/31", NO_DATE.format("2026-08/31")),
        ("31/08/026", NO_DATE.format("31/08/026")),
        ("٣١/٠٨/٢٠٢٦", NO_DATE.format("٣١/٠٨/٢٠٢٦")),
        ("x" * 200, NO_DATE.format("x" * 60 + "…")),
        (2026, NO_DATE.format("2026")),
        (20260831, NO_DATE.format("20260831")),
        (True, NO_DATE.format("TRUE")),
        (time(15), NO_DATE.format("15:00")),
        ("99999", NO_DATE.format("99999")),
        (
            "03/04/2026",
            "“03/04/2026” could be 3 April or 4 March. Write it as 2026-04-03 or 2026-03-04.",
        ),
        ("3.4.2026", "“3.4.2026” could be 3 April or 4 March. Write it as 2026-04-03 or 2026-03-04."),
        ("31/08/26", SHORT_YEAR.format("31/08/26")),
        ("03/04/26", SHORT_YEAR.format("03/04/26")),
        ("31-Aug-26", SHORT_YEAR.format("31-Aug-26")),
        ("August 31, ’26", SHORT_YEAR.format("August 31, ’26")),
        ("31 June 2026", "“31 June 2026” does not exist: June 2026 has 30 days."),
        ("30/02/2028", "“30/02/2028” does not exist: February 2028 has 29 days."),
        ("2027-02-29", "“2027-02-29” does not exist: February 2027 has 28 days."),
        ("0 June 2026", "“0 June 2026” does not exist: June 2026 has 30 days."),
        (
            "45678",
            "“45678” is a spreadsheet’s number for a day, which would be 2025-01-21. Write the day itself.",
        ),
        (
            "2026-08-31 15:00",
            "“2026-08-31 15:00” has a time of day in it. Write the day alone, as 2026-08-31.",
        ),
        (
            at(2026, 8, 31, 15),
            "“2026-08-31 15:00” has a time of day in it. Write the day alone, as 2026-08-31.",
        ),
        (46265.5, "“2026-08-31 12:00” has a time of day in it. Write the day alone, as 2026-08-31."),
        ("1944-12-31", YEARS.format("1944-12-31")),
        ("1 January 2100", YEARS.format("1 January 2100")),
        (date(1900, 1, 1), YEARS.format("1900-01-01")),
        (date(2100, 1, 1), YEARS.format("2100-01-01")),
        (float("nan"), "The cell holds no number that can be written down."),
        (10**400, "The cell holds a number of too many digits."),
    ],
)
def test_what_is_no_day_is_told_why(raw: Any, message: str) -> None:
    assert answer(DayField(), raw) == message


def test_a_field_may_begin_later() -> None:
    field = DayField(since=2000)
    assert field.clean("2000-01-01") == date(2000, 1, 1)
    assert answer(field, "31 December 1999") == "“31 December 1999” lies before the year 2000."


def test_the_two_readings_are_named_in_the_readers_language() -> None:
    with translation.override("fr"):
        assert "3 avril" in answer(DayField(), "03/04/2026")


def test_a_month_has_one_number_in_all_languages() -> None:
    """Names that two languages share, such as mar, must mean the same month in both."""
    assert sorted(set(month_numbers().values())) == list(range(1, 13))
    samples = {"mar": 3, "mars": 3, "mai": 5, "juin": 6, "jul": 7, "ago": 8, "sept": 9, "мая": 5, "дек": 12}
    assert {name: month_numbers()[name] for name in samples} == samples


@pytest.mark.parametrize(
    "raw",
    [
        "2026-12",
        "2026/12",
        "12/2026",
        "December 2026",
        "Dec 2026",
        "Dec-2026",
        "décembre 2026",
        "diciembre de 2026",
        "декабрь 2026 г.",
        "2026-12-15",
        "15 December 2026",
        "12/12/2026",
        date(2026, 12, 31),
        at(2026, 12, 1),
        46357,
    ],
)
def test_months_are_their_first_day(raw: Any) -> None:
    assert MonthField().clean(raw) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("Decembre", "“Decembre” is no month. Write it as 2026-12 or December 2026."),
        ("2026-13", "“2026-13” is no month. Write it as 2026-12 or December 2026."),
        ("2026", "“2026” is no month. Write it as 2026-12 or December 2026."),
        ("1944-12", YEARS.format("1944-12")),
        ("Dec-26", SHORT_YEAR.format("Dec-26")),
        ("03/04/2026", "“03/04/2026” could be 3 April or 4 March. Write it as 2026-04-03 or 2026-03-04."),
    ],
)
def test_what_is_no_month_is_told_why(raw: str, message: str) -> None:
    assert answer(MonthField(), raw) == message
    assert answer(MonthEndField(), raw) == message


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("2026-10", date(2026, 10, 31)),
        ("February 2028", date(2028, 2, 29)),
        ("2026-10-31", date(2026, 10, 31)),
        ("2026-10-30", date(2026, 10, 30)),
        (date(2026, 10, 1), date(2026, 10, 1)),
    ],
)
def test_figures_of_a_month_relate_to_its_last_day_unless_a_day_is_given(raw: Any, day: date) -> None:
    assert MonthEndField().clean(raw) == day
