"""What the files say of one another must agree, or they cannot be put together."""

from collections.abc import Iterator
from datetime import date

from meetings.exchange.reference.cycles import CycleRow
from meetings.exchange.reference.folder import Reference
from meetings.exchange.reference.table import Place, RowError


def disagreements(reference: Reference) -> Iterator[RowError]:
    """Every place where one file cannot be brought together with another, or with itself."""
    yield from _years(reference)
    yield from _details(reference)
    yield from _reports(reference.cycles)
    yield from _plans(reference)


def _error(place: Place, column: str, value: str, expected: str) -> RowError:
    return RowError(place.file, place.line, column, value, expected)


def _years(reference: Reference) -> Iterator[RowError]:
    """A resolution's symbol needs the year of its adoption, from whichever file."""
    dated = {row.number for row in reference.history if row.adopted_on}
    dated |= {cycle.resolution.removeprefix("S/RES/").split(" ")[0] for cycle in reference.cycles}
    dated |= {mission.renewed_by.split(" ")[0] for mission in reference.missions}
    for row in reference.history:
        if row.number not in dated:
            expected = "a date (expected YYYY-MM-DD, since neither cycles.csv nor missions.csv has the year)"
            yield _error(row.place, "adopted", "", expected)


def _details(reference: Reference) -> Iterator[RowError]:
    numbers = {row.number for row in reference.history}
    for detail in reference.mandate_details:
        if detail.resolution.split(" ")[0] not in numbers:
            expected = "a resolution in mandate_history.csv"
            yield _error(detail.place, "resolution", detail.resolution, expected)


def _reports(cycles: tuple[CycleRow, ...]) -> Iterator[RowError]:
    """A report that serves two cycles has one date."""
    dates: dict[str, tuple[date | None, int]] = {}
    for cycle in cycles:
        if cycle.report_symbol:
            first = dates.setdefault(cycle.report_symbol, (cycle.report_on, cycle.place.line))
            if first[0] != cycle.report_on:
                expected = f"the date of the same report on line {first[1]} (expected {first[0]})"
                yield _error(cycle.place, "report_date", str(cycle.report_on or ""), expected)


def _plans(reference: Reference) -> Iterator[RowError]:
    """What says how a planned line was held names a line that is there."""
    lines = {(row.file, row.printed_format, row.item) for row in reference.months if not row.on}
    for plan in reference.plans_held:
        if (plan.file, plan.format, plan.item) not in lines:
            yield _error(plan.place, "item", plan.item, f"a line without a day in months/{plan.file}")
