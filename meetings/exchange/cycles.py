"""A file of renewal cycles, with the columns of fixtures/cycles.csv, as occasions for the rules."""

from dataclasses import dataclass
from pathlib import Path

from meetings.exchange.reference.chains import KINDS
from meetings.exchange.reference.cycles import REPORT_IS_ISSUED
from meetings.exchange.reference.table import Row, RowError, Table
from meetings.rules.facts import OccasionFact, ReportFact, StepFact
from meetings.rules.vocabulary import OccasionKind, StepKind

COLUMNS = (
    "mission",
    "report_symbol",
    "report_date",
    "report_date_kind",
    "tcc_meeting_date",
    "consultations_date",
    "adoption_date",
    "resolution",
    "previous_expiry",
    "new_expiry",
    "action",
)
"""What a replay needs of the file; further columns are left alone."""

STEPS = {
    "tcc_meeting_date": StepKind.CONTRIBUTORS,
    "consultations_date": StepKind.CONSULTATIONS,
    "adoption_date": StepKind.ADOPTION,
}
ACTIONS = {"": OccasionKind.RENEWAL, **KINDS}


@dataclass(frozen=True, slots=True)
class CycleOnFile:
    """One readable row of the file: where it stands, and the chain of dates it holds."""

    line: int
    occasion: OccasionFact


@dataclass(frozen=True, slots=True)
class CyclesFile:
    """What a file held: the rows that could be read, in file order, and what was wrong with the others."""

    rows: tuple[CycleOnFile, ...]
    errors: tuple[RowError, ...]


def read_cycles(path: Path) -> CyclesFile:
    """Read a file; a row with an error is left out and named, and never stops the reading.

    A file that is not there, or lacks a column, has errors and no rows.
    """
    errors: list[RowError] = []
    rows = tuple(
        CycleOnFile(row.place.line, occasion)
        for row in Table(path, path.name, COLUMNS, errors).rows()
        if (occasion := _occasion(row))
    )
    return CyclesFile(rows, tuple(errors))


def _occasion(row: Row) -> OccasionFact | None:
    """The chain of one row, or nothing where any of its cells cannot be used."""
    steps = ((kind, row.day(column)) for column, kind in STEPS.items())
    occasion = OccasionFact(
        uid=f"{row.place.file}:{row.place.line}",
        mission=row.text("mission", required=True),
        kind=row.choice("action", ACTIONS),
        reports=_reports(row),
        steps=tuple(StepFact(kind, day) for kind, day in steps if day),
        mandate_end=row.day("previous_expiry"),
        new_end=row.day("new_expiry"),
        decision=row.text("resolution"),
        concluded=True,
    )
    return occasion if row.sound else None


def _reports(row: Row) -> tuple[ReportFact, ...]:
    issued = row.choice("report_date_kind", REPORT_IS_ISSUED)
    day, symbol = row.day("report_date"), row.text("report_symbol")
    if day is None:
        return ()
    if issued:
        return (ReportFact(symbol=symbol, circulated_on=day),)
    return (ReportFact(symbol=symbol, document_on=day),)
