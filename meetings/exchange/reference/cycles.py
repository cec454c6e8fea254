"""cycles.csv: renewal cycles, each with its report, meeting with contributors, consultations and adoption."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.table import Place, Row, Table
from meetings.rules.months import FIRST_YEAR

COLUMNS = (
    "mission",
    "cycle_label",
    "report_symbol",
    "report_date",
    "report_date_kind",
    "tcc_meeting_date",
    "tcc_meeting_pv",
    "consultations_date",
    "adoption_date",
    "resolution",
    "previous_expiry",
    "new_expiry",
    "action",
    "source_urls",
    "notes",
)
ACTIONS = ("renewal", "technical rollover", "termination", "change", "creation")
REPORT_IS_ISSUED = {"": False, "document date": False, "issued": True}
"""Unless the file says that it is the day of issue, a report's date is the one printed on it."""

RESOLUTION = r"S/RES/\d{1,5} \(\d{4}\)"
RECORD = re.compile(r"S/PV\.\d{1,6}")
NOTED_RECORD = re.compile(r"(?:consultations:[^;]*?|open briefing )(S/PV\.\d+)")
A_RESOLUTION = 'a resolution (expected as in "S/RES/2808 (2025)")'


@dataclass(frozen=True, slots=True)
class CycleRow:
    """One cycle as the file gives it. ``meeting_records`` may name two, where it is not known which one it was."""

    place: Place
    mission: str
    label: str
    report_symbol: str
    report_on: date | None
    report_issued: bool
    meeting_on: date | None
    meeting_records: tuple[str, ...]
    meeting_inferred: bool
    consultations_on: date | None
    consultations_record: str
    consultations_basis: str
    adopted_on: date | None
    resolution: str
    previous_end: date | None
    new_end: date | None
    end_basis: str
    action: str
    source_url: str
    note: str


def read_cycles(table: Table, missions: Collection[str]) -> tuple[CycleRow, ...]:
    """Read the cycles, in file order."""
    return tuple(_cycle(table, row, missions) for row in table.rows())


def _cycle(table: Table, row: Row, missions: Collection[str]) -> CycleRow:
    mission = row.known("mission", missions, "a mission of missions.csv")
    label = row.text("cycle_label", required=True, longest=90)
    table.once(row, "cycle_label", mission, label)
    notes = row.text("notes")
    stated = dict(re.findall(r"(\w+_basis)=([^;]+)", notes))
    noted = NOTED_RECORD.search(notes)
    resolution = row.shaped("resolution", RESOLUTION, A_RESOLUTION, required=False)
    adopted_on = row.required_day("adoption_date") if resolution else row.day("adoption_date")
    return CycleRow(
        place=row.place,
        mission=mission,
        label=label,
        report_symbol=row.text("report_symbol", longest=40),
        report_on=row.day("report_date"),
        report_issued=row.choice("report_date_kind", REPORT_IS_ISSUED),
        meeting_on=row.day("tcc_meeting_date"),
        meeting_records=tuple(RECORD.findall(row.text("tcc_meeting_pv"))),
        meeting_inferred=stated.get("tcc_basis") == "inferred",
        consultations_on=row.day("consultations_date", since=FIRST_YEAR),
        consultations_record=noted[1] if noted else "",
        consultations_basis=stated.get("cons_basis", "").strip(),
        adopted_on=adopted_on,
        resolution=resolution,
        previous_end=row.day("previous_expiry"),
        new_end=row.day("new_expiry"),
        end_basis=stated.get("expiry_basis", "").strip(),
        action=row.choice("action", {action: action for action in ACTIONS}),
        source_url=row.text("source_urls"),
        note=notes,
    )
