"""Times of day, and how a meeting starts."""

from datetime import time
from typing import Any

import pytest

from meetings.exchange.tables.fields import ClockField, StartField
from meetings.rules.vocabulary import StartKind
from tests.exchange.tables.drawn_cells import answer, at


@pytest.mark.parametrize(
    "raw",
    ["15:00", "15:00:00", "15.00", "15h", "15 h 00", "15h00", "3 p.m.", "3pm", "3:00 P.M.", time(15), 0.625],
)
def test_times(raw: Any) -> None:
    assert ClockField().clean(raw) == time(15)


@pytest.mark.parametrize(
    ("raw", "at"),
    [
        ("12 a.m.", time(0)),
        ("12 p.m.", time(12)),
        ("9:05", time(9, 5)),
        ("0:00", time(0)),
        ("23:59", time(23, 59)),
        (0.0, time(0)),
        (time(10, 9, 59, 999_990), time(10, 10)),
    ],
)
def test_other_times(raw: Any, at: time) -> None:
    assert ClockField().clean(raw) == at


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("15", "15"),
        (15, "15"),
        (1.0, "1"),
        ("24:00", "24:00"),
        ("15:60", "15:60"),
        ("13 p.m.", "13 p.m."),
        ("0 a.m.", "0 a.m."),
        ("3 to 6 p.m.", "3 to 6 p.m."),
        (time(15, 0, 30), "15:00"),
        (True, "TRUE"),
        (at(2026, 8, 31, 15), "2026-08-31 15:00"),
    ],
)
def test_what_is_no_time(raw: Any, shown: str) -> None:
    assert answer(ClockField(), raw) == f"“{shown}” is no time of day. Write it as 15:00 or 3 p.m."
    assert answer(StartField(), raw) == (
        f"“{shown}” is no start. Write a time as 15:00, or AM, PM, Followed By or TBC."
    )


@pytest.mark.parametrize(
    ("raw", "start"),
    [
        ("15:00", (StartKind.EXACT, time(15))),
        (time(15), (StartKind.EXACT, time(15))),
        ("3 p.m.", (StartKind.EXACT, time(15))),
        ("AM", (StartKind.MORNING, None)),
        ("a.m.", (StartKind.MORNING, None)),
        ("PM", (StartKind.AFTERNOON, None)),
        ("Followed By", (StartKind.AFTER_PREVIOUS, None)),
        ("followed-by", (StartKind.AFTER_PREVIOUS, None)),
        ("TBC", (StartKind.UNSET, None)),
        ("time not set", (StartKind.UNSET, None)),
    ],
)
def test_starts(raw: Any, start: tuple[StartKind, time | None]) -> None:
    assert StartField().clean(raw) == start


@pytest.mark.parametrize(
    ("start", "raw"),
    [
        ((StartKind.EXACT, time(15)), time(15)),
        ((StartKind.MORNING, None), "AM"),
        ((StartKind.AFTERNOON, None), "PM"),
        ((StartKind.AFTER_PREVIOUS, None), "Followed By"),
        ((StartKind.UNSET, None), "TBC"),
    ],
)
def test_starts_are_written_as_the_programme_prints_them(start: tuple[StartKind, Any], raw: Any) -> None:
    assert StartField().written(start) == raw
