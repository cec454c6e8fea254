"""Which half days of a room are taken, and how busy a day is."""

from datetime import date

import pytest

from meetings.planning.half_days import HalfDays
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from tests.rules.months import entry, on_days, sitting

MORNING, AFTERNOON = StartKind.MORNING, StartKind.AFTERNOON
MONDAY = date(2020, 7, 13)


def free(*entries: EntryFact, room: str = "Chamber", on: date = MONDAY) -> list[StartKind]:
    return HalfDays.of(entries).free(room, on)


@pytest.mark.parametrize(
    ("start", "end", "left"),
    [
        ("10:00", "12:59", [AFTERNOON]),
        ("10:00", "13:00", [AFTERNOON]),
        ("10:00", "13:01", []),
        ("12:30", None, []),
        ("12:00", None, [AFTERNOON]),
        ("13:00", "14:00", [MORNING]),
        ("23:30", "00:30", [MORNING]),
        ("10:00", "00:30", []),
    ],
)
def test_an_exact_time_takes_the_halves_it_touches(
    start: str, end: str | None, left: list[StartKind]
) -> None:
    assert free(entry("one", sitting("2020-07-13", start, end))) == left


def test_a_sitting_takes_its_own_room_and_day_only() -> None:
    one = entry("one", sitting("2020-07-13", "10:00", "11:00"))
    assert free(one, room="Consultations Room") == [AFTERNOON, MORNING]  # the quieter half first
    assert free(one, on=date(2020, 7, 14)) == [MORNING, AFTERNOON]
    assert free(one) == [AFTERNOON]


def test_a_half_day_takes_its_half() -> None:
    assert free(entry("one", SittingFact(MONDAY, AFTERNOON, room="Chamber"))) == [MORNING]


@pytest.mark.parametrize("start", [StartKind.UNSET, StartKind.AFTER_PREVIOUS])
def test_a_sitting_without_a_time_takes_nothing_but_makes_the_day_busier(start: StartKind) -> None:
    days = HalfDays.of([entry("one", SittingFact(MONDAY, start, room="Chamber"))])
    assert days.free("Chamber", MONDAY) == [MORNING, AFTERNOON]
    assert days.sittings_on(MONDAY) == 1


def test_what_is_off_or_in_a_shared_room_takes_nothing() -> None:
    off = entry("off", sitting("2020-07-13", "10:00", "11:00"), status=EntryStatus.CANCELLED)
    shared = entry("shared", sitting("2020-07-13", "10:00", "11:00", shared_room=True))
    assert free(off) == [MORNING, AFTERNOON]
    assert sorted(free(shared)) == [MORNING, AFTERNOON]


def test_a_step_without_a_room_needs_none() -> None:
    assert free(entry("one", sitting("2020-07-13", "10:00", "18:00", room="")), room="") == [
        MORNING,
        AFTERNOON,
    ]


def test_n17_fridays_and_fifth_days_are_hinted_against_for_business_alone() -> None:
    days = HalfDays.of(on_days((13, 14, 15, 16)))
    friday, before = date(2020, 7, 17), date(2020, 7, 16)
    assert days.hints_against(friday, Format.ADOPTION) == 1
    assert days.hints_against(before, Format.ADOPTION) == 0
    assert days.hints_against(friday, Format.POLITICO_MILITARY) == 0
    full = HalfDays.of(on_days((13, 14, 15, 17)))
    assert full.hints_against(before, Format.ADOPTION) == 1
