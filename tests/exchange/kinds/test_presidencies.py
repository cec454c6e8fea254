"""The table of presidencies: a month in one column or in two, and a president who was read or follows the rule."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from meetings.exchange.kinds.presidencies import MonthOrItsNumberField, first_day_of, is_read
from tests.exchange.kinds.typed import complaints, reading, typed


def test_a_table_is_read_by_the_headings_of_spreadsheets() -> None:
    assert typed("presidencies", "Month,Presidency,Link", "January 2027,Somalia,https://un.org") == [
        {"month": date(2027, 1, 1), "country": "Somalia", "source_url": "https://un.org"}
    ]


@pytest.mark.parametrize(
    "line", ["2027,1,SOM", "2027,01,SOM", "2027,January,SOM", ",2027-01,SOM", "2027,2027-01,SOM"]
)
def test_a_month_stands_with_its_year_or_beside_it(line: str) -> None:
    found = reading("presidencies", "year,month,iso3", line)
    assert (found.problems, [first_day_of(row) for row in found.rows]) == ([], [date(2027, 1, 1)])


@pytest.mark.parametrize("written", ["13", "Smarch", "0", 1.5])
def test_what_is_no_month_is_said_to_be_none(written: object) -> None:
    with pytest.raises(ValidationError):
        MonthOrItsNumberField().clean(written)


@pytest.mark.parametrize("month", [3, date(2027, 3, 1)])
def test_a_month_is_written_as_it_is_read(month: object) -> None:
    field = MonthOrItsNumberField()
    assert field.clean(field.written(month)) == month


def test_a_month_without_a_year_is_none() -> None:
    message = "Give the year as well: write the month as 2026-12, or add a column for the year."
    assert complaints("presidencies", "month,iso3", "12,SOM") == [(2, "month", message)]


def test_the_year_beside_a_whole_month_is_its_own() -> None:
    message = "This is not the year of the month in the same row."
    assert complaints("presidencies", "year,month,iso3", "2026,2027-01,SOM") == [(2, "year", message)]


def test_somebody_presides() -> None:
    message = "Name the State that presides, by its code or by its name."
    assert complaints("presidencies", "month,iso3,country", "2027-01,,") == [(2, "iso3", message)]


def test_one_presides_a_month() -> None:
    found = complaints("presidencies", "month,iso3", "2027-01,SOM", "January 2027,FRA")
    assert found == [(3, "month", "The same is in the file already: see row 2.")]


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("2027-01,SOM,,", True),
        ("2027-01,SOM,Somalia,read", True),
        ("2027-01,SOM,,rule only", False),
        ("2027-01,,Somalia,rule only", False),
        ("2027-01,,Somalia,", False),
    ],
)
def test_who_presides_by_the_rule_alone_was_not_read(line: str, read: bool) -> None:
    (row,) = reading("presidencies", "month,iso3,country_by_rule,basis", line).rows
    assert is_read(row) is read


def test_who_presides_by_the_rule_alone_cannot_be_called_read() -> None:
    message = "Only who would preside by the rule is named here, so it was not read."
    found = complaints("presidencies", "month,country_by_rule,basis", "2027-01,Somalia,read")
    assert found == [(2, "basis", message)]
