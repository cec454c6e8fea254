"""The table of holidays: days that were read, and days that are only expected."""

from datetime import date

import pytest

from meetings.exchange.kinds.holidays import day_of, is_read
from tests.exchange.kinds.typed import complaints, reading, typed


def test_a_table_is_read_by_the_headings_of_spreadsheets() -> None:
    assert typed(
        "holidays",
        "Holiday,Date,Type,Remarks",
        "Good Friday,26 March 2027,Official holiday,From the circular",
    ) == [
        {
            "name": "Good Friday",
            "date": date(2027, 3, 26),
            "kind": "official",
            "source_note": "From the circular",
        }
    ]


@pytest.mark.parametrize(
    ("line", "day", "read"),
    [
        ("2027-03-26,,", date(2027, 3, 26), True),
        ("2027-03-26,2027-03-27,read", date(2027, 3, 26), True),
        ("2027-03-26,,indirect (an empty Journal day)", date(2027, 3, 26), False),
        (",2027-03-27,not read", date(2027, 3, 27), False),
        (",2027-03-27,", date(2027, 3, 27), False),
        (",2027-03-27,read", date(2027, 3, 27), False),
    ],
)
def test_a_recalled_day_stands_in_for_one_that_was_not_read(line: str, day: date, read: bool) -> None:
    (row,) = reading("holidays", "name,date,recalled_date,basis", f"Good Friday,{line}").rows
    assert (day_of(row), is_read(row)) == (day, read)


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("2026,2027-03-26,Good Friday", (2, "year", "This is not the year of the day, which is 2027.")),
        ("2027,,Good Friday", (2, "date", "Give the day of the holiday.")),
        ("2027,2027-03-26,", (2, "name", "The cell is empty, but every row needs a value here.")),
    ],
)
def test_what_does_not_go_together_is_complained_of(line: str, complaint: tuple[int, str, str]) -> None:
    assert complaints("holidays", "year,date,name", line) == [complaint]


def test_a_holiday_stands_once_on_its_day() -> None:
    found = complaints("holidays", "date,name", "2027-03-26,Good Friday", "26 March 2027,Good Friday")
    assert found == [(3, "date", "The same is in the file already: see row 2.")]
