"""held_meetings.csv: the meetings the Council held; tcc_meetings.csv: those with contributors."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.table import Place, Row, Table
from meetings.rules.months import FIRST_YEAR

HELD = (
    "date",
    "record",
    "resumption",
    "closed",
    "format_from_outcome",
    "topic",
    "mission",
    "outcome",
    "vote",
    "press_release",
    "note",
)
WITH_CONTRIBUTORS = ("date", "mission", "pv", "source_url", "basis")

RECORD = r"S/PV\.\d{1,6}"
A_RECORD = 'a meeting record (expected as in "S/PV.7964")'
FORMATS = (
    "",
    "adoption",
    "vote",
    "presidential statement",
    "TCC/PCC meeting",
    "private meeting",
    "videoconference",
)
BY_VIDEOCONFERENCE = "held by videoconference (no S/PV number)"
IN_BRACKETS = re.compile(r"\s*\[(closed|private meeting|resumed meeting)\]")
OUTCOME = re.compile(r"S/RES/\d+(?: \(\d{4}\))?|S/PRST/\d{4}/\d+")
PRESS_RELEASE = re.compile(r"SC/\d+")


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One sitting of one meeting. ``resumption`` is 0 for the first; ``mission`` is empty or an acronym."""

    place: Place
    on: date
    record: str
    resumption: int
    closed: bool
    format: str
    topic: str
    mission: str
    outcomes: tuple[str, ...]
    vote: str
    press_release: str
    by_videoconference: bool


@dataclass(frozen=True, slots=True)
class ContributorsMeetingRow:
    """A meeting with contributors. ``missions`` names two where it is not known which one it was about.

    ``held`` is off where it was only planned; ``inferred`` tells that the mission follows from the calendar.
    """

    place: Place
    on: date
    missions: tuple[str, ...]
    record: str
    held: bool
    inferred: bool
    basis: str
    source_url: str


def read_held(table: Table, missions: Collection[str]) -> tuple[HeldRow, ...]:
    """Read the sittings, in file order. There must be some: the last one tells how far the record goes."""
    rows = tuple(_held(row, missions) for row in table.rows())
    if not rows:
        table.note(0, "a record of at least one meeting")
    return rows


def _held(row: Row, missions: Collection[str]) -> HeldRow:
    topic = row.text("topic", required=True, longest=300)
    on = row.required_day("date", since=FIRST_YEAR)
    return HeldRow(
        place=row.place,
        on=on,
        record=row.shaped("record", RECORD, A_RECORD, required=False),
        resumption=row.number("resumption", most=99) or 0,
        closed=row.choice("closed", {"yes": True, "": False}) or "closed" in remarks_in_brackets(topic),
        format=row.choice("format_from_outcome", {format_: format_ for format_ in FORMATS}),
        topic=clean(topic),
        mission=row.known("mission", {"", *missions}, "a mission of missions.csv"),
        outcomes=outcomes_in(row.text("outcome"), on),
        vote=row.text("vote", longest=30),
        press_release=press_release_in(row.text("press_release")),
        by_videoconference=row.choice("note", {"": False, BY_VIDEOCONFERENCE: True}),
    )


def outcomes_in(text: str, on: date) -> tuple[str, ...]:
    """The documents a meeting of that day brought; some tables leave the year off a resolution."""
    found = OUTCOME.findall(text)
    return tuple(f"{symbol} ({on.year})" if _lacks_year(symbol) else symbol for symbol in found)


def _lacks_year(symbol: str) -> bool:
    return symbol.startswith("S/RES/") and not symbol.endswith(")")


def press_release_in(text: str) -> str:
    """The number of the press release among what is printed of it; empty where none was issued."""
    found = PRESS_RELEASE.search(text)
    return found[0] if found else ""


def remarks_in_brackets(topic: str) -> list[str]:
    """What a topic says in square brackets of the meeting, such as that it was closed."""
    return IN_BRACKETS.findall(topic)


def clean(topic: str) -> str:
    """A topic without remarks in brackets, footnote marks, stray blanks, and letters decoded wrongly."""
    if any("\x80" <= letter <= "\x9f" for letter in topic):
        topic = topic.encode("latin-1", errors="replace").decode("utf-8", errors="replace")
    unmarked = IN_BRACKETS.sub("", topic).rstrip("*")
    return re.sub(r"\(\s+(\S+)\s+\)", r"(\1)", re.sub(r"\s+", " ", unmarked)).strip()


def read_contributors_meetings(table: Table, missions: Collection[str]) -> tuple[ContributorsMeetingRow, ...]:
    """Read the meetings with contributors, in file order."""
    return tuple(_contributors_meeting(table, row, missions) for row in table.rows())


def _contributors_meeting(table: Table, row: Row, missions: Collection[str]) -> ContributorsMeetingRow:
    about = tuple(row.text("mission", required=True).split(" or "))
    for mission in about:
        if mission not in missions:
            row.fail("mission", "a mission of missions.csv", mission)
    on, basis = row.required_day("date", since=FIRST_YEAR), row.text("basis", required=True)
    record = row.shaped("pv", RECORD, A_RECORD, required=False)
    table.once(row, "pv", record or on, about)
    return ContributorsMeetingRow(
        place=row.place,
        on=on,
        missions=about,
        record=record,
        held=bool(record),
        inferred="inferred" in basis,
        basis=basis,
        source_url=row.text("source_url"),
    )
