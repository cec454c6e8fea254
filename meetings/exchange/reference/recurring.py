"""recurring.csv: business that comes back every month or so, with what in the record shows it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.exchange.reference.entries import openness
from meetings.exchange.reference.table import YES_OR_NO, Place, Row, Table
from meetings.rules.months import FIRST_YEAR
from meetings.rules.vocabulary import Format, Openness

COLUMNS = (
    "title",
    "format",
    "agenda",
    "missions",
    "room",
    "every",
    "since",
    "nth",
    "weekday",
    "verified",
    "source_url",
    "source_note",
)

NTH = {"": None, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}
WEEKDAYS = {"": None, "Monday": 0, "Tuesday": 1, "Wednesday": 2, "Thursday": 3, "Friday": 4}

LONGEST_INTERVAL: Final = 24
"""In months."""


@dataclass(frozen=True, slots=True)
class RecurringRow:
    """One thing that comes back; ``since`` is the first day of a month it came up in."""

    place: Place
    title: str
    format: Format
    openness: Openness
    agenda: str
    missions: tuple[str, ...]
    room: str
    every: int
    since: date
    nth: int | None
    weekday: int | None
    verified: bool
    source_url: str
    source_note: str


def read_recurring(
    table: Table, missions: Collection[str], rooms: Collection[str]
) -> tuple[RecurringRow, ...]:
    """Read the business that comes back.

    Args:
        missions: known acronyms.
        rooms: known names.
    """
    return tuple(_business(table, row, missions, rooms) for row in table.rows())


def _business(table: Table, row: Row, missions: Collection[str], rooms: Collection[str]) -> RecurringRow:
    title = row.text("title", longest=300, required=True)
    table.once(row, "title", title)
    kind = row.choice("format", {word.value: word for word in Format})
    nth, weekday = row.choice("nth", NTH), row.choice("weekday", WEEKDAYS)
    if (nth is None) != (weekday is None):
        row.fail("weekday", "given with the column nth, and only with it")
    return RecurringRow(
        place=row.place,
        title=title,
        format=kind,
        openness=openness(kind),
        agenda=row.text("agenda").replace(" | ", "\n"),
        missions=_missions(row, missions),
        room=row.known("room", {"", *rooms}, "a room of rooms.csv"),
        every=_months(row),
        since=_first(row),
        nth=nth,
        weekday=weekday,
        verified=row.choice("verified", YES_OR_NO),
        source_url=row.text("source_url"),
        source_note=row.text("source_note", required=True),
    )


def _missions(row: Row, known: Collection[str]) -> tuple[str, ...]:
    names = tuple(row.text("missions").split())
    for name in names:
        if name not in known:
            row.fail("missions", "a mission of missions.csv", name)
    return names


def _months(row: Row) -> int:
    every = row.required_number("every", most=LONGEST_INTERVAL)
    if row.sound and every < 1:
        row.fail("every", "a number of months (expected 1 to 24)")
    return every


def _first(row: Row) -> date:
    since = row.required_day("since", since=FIRST_YEAR)
    if row.sound and since.day != 1:
        row.fail("since", "the first day of a month")
    return since
