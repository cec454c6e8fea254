"""Whole numbers and votes as cells hold them."""

from datetime import date
from typing import Any

import pytest

from meetings.exchange.tables.fields import NumberField, VoteField
from tests.exchange.tables.drawn_cells import answer


@pytest.mark.parametrize("raw", ["1234", "1,234", "1 234", "1\u202f234", "1234.0", "1,234.00", 1234, 1234.0])
def test_numbers(raw: Any) -> None:
    assert NumberField().clean(raw) == 1234


@pytest.mark.parametrize(
    "raw", ["12.5", "1.234", "1,23", "12,34", "1 23", "about 12", "0x12", "1e3", "٣", "- 5"]
)
def test_what_is_no_whole_number(raw: str) -> None:
    assert answer(NumberField(), raw) == f"“{raw}” is no whole number. Write it as 1234."


def test_yes_is_no_number_though_python_counts_with_it() -> None:
    assert answer(NumberField(), True) == "“TRUE” is no whole number. Write it as 1234."


def test_numbers_keep_within_their_bounds() -> None:
    field = NumberField(least=-5, most=31)
    assert [field.clean(raw) for raw in ("-5", 0, "31")] == [-5, 0, 31]
    assert answer(field, "-6") == "-6 is out of bounds. Expected -5 to 31."
    assert answer(field, 32) == "32 is out of bounds. Expected -5 to 31."
    assert answer(field, 10**6000) == "… is out of bounds. Expected -5 to 31."
    assert answer(NumberField(), -1) == "-1 is out of bounds. Expected 0 to 999999999."


@pytest.mark.parametrize("raw", ["14-0-1", "14 - 0 - 1", "14–0–1", "14/0/1"])
def test_votes(raw: str) -> None:
    assert VoteField().clean(raw) == (14, 0, 1)


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("14-1", "“14-1” is no vote. Write those for, against and abstaining as 14-0-1."),
        ("unanimous", "“unanimous” is no vote. Write those for, against and abstaining as 14-0-1."),
        ("14-1-1", "14-1-1 comes to more than the Council’s 15 members."),
        (
            date(2002, 12, 1),
            "The spreadsheet made a date of this vote (2002-12-01). Format the cell as text and type it anew.",
        ),
    ],
)
def test_what_is_no_vote(raw: Any, message: str) -> None:
    assert answer(VoteField(), raw) == message
