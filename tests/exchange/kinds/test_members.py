"""The table of the Council's members: seats without days, and terms with both."""

from datetime import date

import pytest

from meetings.exchange.kinds.members import kind_of
from tests.exchange.kinds.typed import complaints, reading, typed


def test_a_table_is_read_by_the_headings_of_spreadsheets() -> None:
    rows = typed(
        "members",
        "Member State,Type,Start,End,Group",
        "China,P5,,,Asia-Pacific Group",
        "Denmark,Non-permanent,2025,31 December 2026,WEOG",
        "Panama,E10,1 January 2025,2026,GRULAC",
    )
    assert rows == [
        {"country": "China", "kind": "permanent", "regional_group": "asia_pacific"},
        {
            "country": "Denmark",
            "kind": "elected",
            "begins": date(2025, 1, 1),
            "ends": date(2026, 12, 31),
            "regional_group": "western_european_others",
        },
        {
            "country": "Panama",
            "kind": "elected",
            "begins": date(2025, 1, 1),
            "ends": date(2026, 12, 31),
            "regional_group": "latin_american_caribbean",
        },
    ]


def test_a_row_with_both_days_is_elected() -> None:
    (row,) = reading("members", "iso3,term_start,term_end", "DNK,2025,2026").rows
    assert kind_of(row) == "elected"


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("FRA,permanent,2025-01-01,", (2, "term_start", "A permanent seat has no first and no last day.")),
        ("FRA,permanent,,2026", (2, "term_end", "A permanent seat has no first and no last day.")),
        ("DNK,elected,,2026", (2, "term_start", "An elected term needs its first and its last day.")),
        ("DNK,elected,2025,", (2, "term_end", "An elected term needs its first and its last day.")),
        ("DNK,elected,2025-01-01,2025-01-01", (2, "term_end", "The term ends before it begins.")),
        (
            "DNK,,2025,",
            (2, "kind", "Say whether the seat is permanent, or give the first and the last day of the term."),
        ),
        (",elected,2025,2026", (2, "iso3", "Name the State, by its code or by its name.")),
        (
            "DNK,elected,soon,2026",
            (2, "term_start", "“soon” is no date. Write it as 2026-08-31 or 31 August 2026."),
        ),
    ],
)
def test_what_does_not_go_together_is_complained_of(line: str, complaint: tuple[int, str, str]) -> None:
    assert complaints("members", "iso3,kind,term_start,term_end", line) == [complaint]


def test_a_term_stands_once() -> None:
    found = complaints("members", "iso3,term_start,term_end", "DNK,2025,2026", "DNK,2025-01-01,2025-12-31")
    assert found == [(3, "iso3", "The same is in the file already: see row 2.")]
