"""The table of missions: when they close, and who holds the pen."""

from datetime import date

import pytest

from meetings.exchange.kinds.mission_fields import ClosingField, PenholdersField
from tests.exchange.kinds.typed import complaints, typed


def test_a_table_is_read_by_the_headings_of_spreadsheets() -> None:
    rows = typed(
        "missions",
        "Mission,Name,Type,Region,Host country,HQ,Established,Closing date,Pen holder,Agenda item",
        "UNMHA,United Nations Mission to support the Hudaydah Agreement,Special political mission,"
        "Middle East,Yemen,Hudaydah,16 January 2019,31 March 2026,United Kingdom,The situation in the Middle East",
    )
    assert rows == [
        {
            "acronym": "UNMHA",
            "name_en": "United Nations Mission to support the Hudaydah Agreement",
            "kind": "political",
            "region": "asia_middle_east",
            "host_countries": ("Yemen",),
            "host_city": "Hudaydah",
            "established_on": date(2019, 1, 16),
            "closed_on": (date(2026, 3, 31), "2026-03-31"),
            "penholders": ("United Kingdom",),
            "agenda_item": "The situation in the Middle East",
        }
    ]


@pytest.mark.parametrize(
    ("written", "closing"),
    [
        ("2009-06", (date(2009, 6, 30), "2009-06")),
        ("June 2009", (date(2009, 6, 30), "2009-06")),
        ("15 June 2009", (date(2009, 6, 15), "2009-06-15")),
        (date(2009, 6, 30), (date(2009, 6, 30), "2009-06-30")),
    ],
)
def test_a_closing_says_how_precisely_it_is_known(written: object, closing: tuple[date, str]) -> None:
    field = ClosingField()
    assert field.clean(written) == closing
    assert field.clean(field.written(closing)) == closing


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("France", ("France",)),
        ("United States and Russian Federation (joint)", ("United States", "Russian Federation")),
        ("USA; Trinidad and Tobago", ("USA", "Trinidad and Tobago")),
        ("None", ()),
    ],
)
def test_one_member_several_or_none_hold_the_pen(written: str, names: tuple[str, ...]) -> None:
    field = PenholdersField()
    assert field.clean(written) == names
    assert field.clean(field.written(names)) == names


def test_nobody_holding_the_pen_is_something_that_a_row_says() -> None:
    assert typed("missions", "acronym,penholder", "UNTSO,none") == [{"acronym": "UNTSO", "penholders": ()}]


def test_a_mission_closes_after_it_was_established() -> None:
    found = complaints(
        "missions",
        "acronym,established_date,closed_date",
        "UNTEST,2010-05-03,2010-05-03",
        "UNMADE,2010-05-03,2010-04",
    )
    assert found == [(3, "closed_date", "It closes before it was established.")]


def test_a_recalled_day_of_closing_exists() -> None:
    found = complaints("missions", "acronym,recalled_other", "UNMIN,closed 31 February 2011")
    assert found == [(2, "recalled_other", "The day of closing in it does not exist.")]


@pytest.mark.parametrize("acronym", ["UN/TEST", "UN TEST"])
def test_an_acronym_can_stand_in_an_address(acronym: str) -> None:
    found = complaints("missions", "acronym,name", f"{acronym},A mission")
    assert found == [(2, "acronym", f"“{acronym}” is no acronym. Write it as UNFICYP.")]


def test_a_mission_stands_once() -> None:
    found = complaints("missions", "acronym,area", "UNTSO,Middle East", "untso,Golan")
    assert found == [(3, "acronym", "The same is in the file already: see row 2.")]
