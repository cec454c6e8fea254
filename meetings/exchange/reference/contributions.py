"""contributions.csv: uniformed personnel by mission, country and month."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from meetings.exchange.reference.table import Place, Row, Table

COUNTED = ("troops", "staff_officers", "experts_on_mission", "individual_police", "formed_police")
SUMS = {
    "police": ("individual_police", "formed_police"),
    "observers_and_staff_officers": ("staff_officers", "experts_on_mission"),
    "total": COUNTED,
}
"""Columns that hold sums of others: not stored, but a wrong sum says that a row was garbled."""

COLUMNS = ("mission", "iso3", *COUNTED, *SUMS, "as_of", "source_url", "source_note")


@dataclass(frozen=True, slots=True)
class ContributionRow:
    """What one country gave to one mission at the end of one month."""

    place: Place
    mission: str
    country: str
    as_of: date
    troops: int
    staff_officers: int
    experts_on_mission: int
    individual_police: int
    formed_police: int
    source_url: str
    source_note: str


def read_contributions(
    table: Table, missions: Collection[str], countries: Collection[str]
) -> tuple[ContributionRow, ...]:
    """Read the contributions."""
    return tuple(_contribution(table, row, missions, countries) for row in table.rows())


def _contribution(
    table: Table, row: Row, missions: Collection[str], countries: Collection[str]
) -> ContributionRow:
    mission = row.known("mission", missions, "a mission of missions.csv")
    country = row.known("iso3", countries, "a State of countries.csv")
    as_of = row.required_day("as_of")
    table.once(row, "iso3", mission, country, as_of)
    counts = {column: row.required_number(column) for column in COUNTED}
    for column, parts in SUMS.items():
        total = sum(counts[part] for part in parts)
        if row.required_number(column) != total and row.sound:
            row.fail(column, f"the sum of {', '.join(parts)} (expected {total})")
    return ContributionRow(
        row.place,
        mission,
        country,
        as_of,
        **counts,
        source_url=row.text("source_url"),
        source_note=row.text("source_note"),
    )
