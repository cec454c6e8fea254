"""The contributors' table: counts by mission and State, and the sums that give a garbled row away."""

from datetime import date

import pytest

from meetings.exchange.kinds.contributions import counts_of
from meetings.exchange.tables.columns import Place, TypedRow
from tests.exchange.kinds.typed import complaints, typed

HEADINGS = (
    "Mission,ISO,Contributing Country,Troops,Staff Officers,Experts on Mission,Individual Police,"
    "Formed Police Units,Police,Total,Last reporting date"
)


def test_a_table_is_read_by_the_headings_of_spreadsheets() -> None:
    rows = typed(
        "contributions",
        HEADINGS,
        'Unifil,gha,Ghana,"1,870",12,0,3,140,143,"2,025",31 October 2026',
    )
    assert rows == [
        {
            "mission": "UNIFIL",
            "iso3": "GHA",
            "country": "Ghana",
            "troops": 1870,
            "staff_officers": 12,
            "experts_on_mission": 0,
            "individual_police": 3,
            "formed_police": 140,
            "police": 143,
            "total": 2025,
            "as_of": date(2026, 10, 31),
        }
    ]


@pytest.mark.parametrize(
    "written", ["2026-10-01", "2026-10", "October 2026", "31 October 2026", "octobre 2026"]
)
def test_figures_relate_to_the_end_of_their_month(written: str) -> None:
    (row,) = typed("contributions", "mission,country,troops,month", f"UNIFIL,Ghana,5,{written}")
    assert row["as_of"] == date(2026, 10, 31)


@pytest.mark.parametrize(
    ("sums", "column", "sum_"),
    [
        ("144,15,762", "police", 147),
        ("147,16,762", "observers_and_staff_officers", 15),
        ("147,15,763", "total", 762),
    ],
)
def test_a_sum_that_is_given_is_that_of_its_parts(sums: str, column: str, sum_: int) -> None:
    found = complaints(
        "contributions",
        "mission,iso3,as_of,troops,staff_officers,experts_on_mission,individual_police,formed_police,"
        "police,observers_and_staff_officers,total",
        "UNISFA,UGA,2026-09-30,600,11,4,7,140,147,15,762",
        f"UNISFA,UGA,2026-10-31,600,11,4,7,140,{sums}",
    )
    assert found == [(3, column, f"This is not the sum of its parts, which come to {sum_}.")]


def test_of_a_count_that_cannot_be_read_no_sum_is_asked() -> None:
    found = complaints(
        "contributions", "mission,iso3,as_of,troops,staff_officers,total", "UNISFA,UGA,2026-10,many,11,762"
    )
    assert found == [(2, "troops", "“many” is no whole number. Write it as 1234.")]


def test_a_row_counts_somebody() -> None:
    found = complaints("contributions", "mission,iso3,as_of,troops,total", "UNISFA,UGA,2026-10,,12")
    assert found == [
        (2, "troops", "Give at least one count: troops, staff officers, experts or police."),
    ]


def test_a_row_names_its_state() -> None:
    found = complaints("contributions", "mission,country,as_of,troops", "UNISFA,,2026-10,5")
    assert found == [(2, "iso3", "Name the State, by its code or by its name.")]


def test_a_state_stands_once_in_a_month_of_a_mission() -> None:
    found = complaints(
        "contributions",
        "mission,country,as_of,troops",
        "UNISFA,Uganda,2026-10,5",
        "UNISFA,Ghana,2026-10,5",
        "UNISFA,Uganda,31 October 2026,6",
    )
    assert found == [(4, "mission", "The same is in the file already: see row 2.")]


def test_beside_a_total_an_empty_count_is_nobody() -> None:
    place, given = Place("", 2), {"troops": 5, "formed_police": 0}
    assert counts_of(TypedRow(place, given)) == given
    assert counts_of(TypedRow(place, {**given, "total": 5})) == {
        "troops": 5,
        "staff_officers": 0,
        "experts_on_mission": 0,
        "individual_police": 0,
        "formed_police": 0,
    }
