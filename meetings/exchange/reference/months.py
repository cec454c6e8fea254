"""months/*.csv: single months as planned, as announced in the Journal, or as held."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from meetings.exchange.reference.table import Place, Row, Table
from meetings.rules.vocabulary import Format, StartKind

COLUMNS = (
    "date",
    "time",
    "room",
    "format",
    "item",
    "mission",
    "footnotes",
    "source_url",
    "basis",
    "outcome",
    "vote",
    "document",
)
PLANS_HELD = ("file", "format", "item", "held_as")

FORMATS = {
    "": Format.MEETING,
    "open debate": Format.OPEN_DEBATE,
    "debate": Format.DEBATE,
    "briefing": Format.BRIEFING,
    "adoption": Format.ADOPTION,
    "consultations": Format.CONSULTATIONS,
    "private meeting": Format.PRIVATE_MEETING,
    "TCC/PCC meeting": Format.TCC_MEETING,
    "other": Format.OTHER,
}
OTHER_FORMATS = {
    "Press briefing": Format.PRESS_BRIEFING,
    "Briefing to States not members": Format.NON_MEMBERS_BRIEFING,
    "Military Staff Committee": Format.SUBSIDIARY_BODY,
    "Wrap-up": Format.WRAP_UP,
}
"""What an entry of format "other" is, by the words it begins with."""

STARTS = {
    "": StartKind.UNSET,
    "AM": StartKind.MORNING,
    "PM": StartKind.AFTERNOON,
    "Followed By": StartKind.AFTER_PREVIOUS,
}
NOT_STATED = "(not stated)"
FILE_NAME = re.compile(r"(20[0-9]{2})-(0[1-9]|1[0-2])")


class Basis(StrEnum):
    """What a line of a month rests on."""

    HELD = "held"
    JOURNAL = "journal"
    PLANNED = "planned"


BASES = {
    "held": Basis.HELD,
    "UN Journal of the day": Basis.JOURNAL,
    "planned (programme of work page)": Basis.PLANNED,
    "planned (SCR What's in Blue)": Basis.PLANNED,
    "planned (day not stated in the readable text)": Basis.PLANNED,
}


@dataclass(frozen=True, slots=True)
class MonthRow:
    """One line of a month; ``on`` is empty for a line whose day is not stated. ``record`` is its meeting record."""

    place: Place
    file: str
    month: date
    on: date | None
    start_kind: StartKind
    starts_at: time | None
    room: str
    format: Format
    printed_format: str
    item: str
    mission: str
    remarks: str
    basis: Basis
    record: str
    outcome: str
    vote: str
    source_url: str


@dataclass(frozen=True, slots=True)
class PlanHeldRow:
    """Which meeting or resolution a planned line without a day turned into."""

    place: Place
    file: str
    format: str
    item: str
    held_as: str


def read_month(table: Table, missions: Collection[str], rooms: Mapping[str, str]) -> tuple[MonthRow, ...]:
    """Read one month; its file name begins with the month.

    Args:
        rooms: the names of rooms by the names sources print.
    """
    name = table.path.name
    named_after = FILE_NAME.match(name)
    if not named_after:
        table.note(0, "named after its month (expected as in 2026-12.csv)")
        return ()
    month = date(int(named_after[1]), int(named_after[2]), 1)
    return tuple(_line(row, name, month, missions, {"": "", **rooms}) for row in table.rows())


def _line(row: Row, file: str, month: date, missions: Collection[str], rooms: Mapping[str, str]) -> MonthRow:
    on = row.day("date")
    if on and on.replace(day=1) != month:
        row.fail("date", f"a day of the file's month (expected {month:%Y-%m})")
    start_kind, starts_at = read_start(row)
    printed, item = row.text("format"), row.text("item", required=True, longest=300)
    return MonthRow(
        place=row.place,
        file=file,
        month=month,
        on=on,
        start_kind=start_kind,
        starts_at=starts_at,
        room=row.choice("room", rooms),
        format=_format(row.choice("format", FORMATS), item),
        printed_format=printed,
        item="" if item == NOT_STATED else item,
        mission=row.known("mission", {"", *missions}, "a mission of missions.csv"),
        remarks=row.text("footnotes"),
        basis=row.choice("basis", BASES),
        record=_record(row.text("document")),
        outcome=row.text("outcome", longest=120),
        vote=row.text("vote", longest=30),
        source_url=row.text("source_url"),
    )


def read_start(row: Row) -> tuple[StartKind, time | None]:
    """The start in the column ``time``: its kind, and the time where that is exact."""
    printed = row.text("time")
    if not re.fullmatch(r"([01][0-9]|2[0-3]):[0-5][0-9]", printed):
        return row.choice("time", {**STARTS, "a time as 15:00": StartKind.UNSET}), None
    return StartKind.EXACT, time.fromisoformat(printed)


def _format(format_: Format, item: str) -> Format:
    if format_ is not Format.OTHER:
        return format_
    return next((found for words, found in OTHER_FORMATS.items() if item.startswith(words)), Format.OTHER)


def _record(document: str) -> str:
    """The record of a meeting, which the Journal names by its number alone ("10128 mtg")."""
    numbered = re.fullmatch(r"(?:S/PV\.)?(\d{1,6})(?: mtg)?", document)
    return f"S/PV.{numbered[1]}" if numbered else ""


def read_plans_held(table: Table) -> tuple[PlanHeldRow, ...]:
    """Read which planned lines without a day are known to have been held, and as what."""
    plans = []
    for row in table.rows():
        file, format_, item = (row.text(column, required=True) for column in ("file", "format", "item"))
        table.once(row, "item", file, format_, item)
        held_as = row.shaped("held_as", r"S/PV\.\d+|S/RES/\d+ \(\d{4}\)", "a meeting record or a resolution")
        plans.append(PlanHeldRow(row.place, file, format_, item, held_as))
    return tuple(plans)
