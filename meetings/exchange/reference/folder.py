"""A whole folder of reference data, read in the order in which its files speak of one another."""

from dataclasses import dataclass
from pathlib import Path

from meetings.exchange.reference import (
    contributions,
    council,
    countries,
    cycles,
    held,
    history,
    missions,
    months,
    recurring,
    reporting,
)
from meetings.exchange.reference.contributions import ContributionRow
from meetings.exchange.reference.council import HolidayRow, PresidencyRow, RoomRow, TermRow
from meetings.exchange.reference.countries import CountryRow
from meetings.exchange.reference.cycles import CycleRow
from meetings.exchange.reference.held import ContributorsMeetingRow, HeldRow
from meetings.exchange.reference.history import HistoryRow, MandateDetailRow
from meetings.exchange.reference.missions import MissionRow
from meetings.exchange.reference.months import MonthRow, PlanHeldRow
from meetings.exchange.reference.recurring import RecurringRow
from meetings.exchange.reference.reporting import RequirementRow
from meetings.exchange.reference.table import ReferenceErrors, RowError, Table


@dataclass(frozen=True, slots=True)
class Reference:
    """All typed rows of a folder, each file in its own order."""

    countries: tuple[CountryRow, ...]
    terms: tuple[TermRow, ...]
    presidencies: tuple[PresidencyRow, ...]
    holidays: tuple[HolidayRow, ...]
    rooms: tuple[RoomRow, ...]
    missions: tuple[MissionRow, ...]
    contributions: tuple[ContributionRow, ...]
    history: tuple[HistoryRow, ...]
    mandate_details: tuple[MandateDetailRow, ...]
    requirements: tuple[RequirementRow, ...]
    cycles: tuple[CycleRow, ...]
    held: tuple[HeldRow, ...]
    contributors_meetings: tuple[ContributorsMeetingRow, ...]
    months: tuple[MonthRow, ...]
    plans_held: tuple[PlanHeldRow, ...]
    recurring: tuple[RecurringRow, ...]


class _Folder:
    """Opens the files of one folder; all of them note their errors in one list."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.errors: list[RowError] = []

    def table(self, name: str, columns: tuple[str, ...]) -> Table:
        return Table(self.path / name, f"{self.path.name}/{name}", columns, self.errors)

    def names(self, pattern: str) -> list[str]:
        return sorted(path.relative_to(self.path).as_posix() for path in self.path.glob(pattern))


def read_reference(path: Path) -> Reference:
    """Read every file of a folder.

    Args:
        path: a folder laid out as ``fixtures/``; errors name its files by the folder's own name.

    Raises:
        ReferenceErrors: some rows cannot be used; it holds an error for each of them.
    """
    folder = _Folder(path)
    states = countries.read_countries(folder.table("countries.csv", countries.COLUMNS))
    known = frozenset(state.iso3 for state in states)
    codes = countries.codes_by_name(states)
    rooms = council.read_rooms(folder.table("rooms.csv", council.ROOMS))
    areas = missions.read_areas(folder.table("areas.csv", missions.AREAS), known)
    operations = missions.read_missions(folder.table("missions.csv", missions.COLUMNS), areas, codes)
    acronyms = frozenset(operation.acronym for operation in operations)
    decided = history.read_history(folder.table("mandate_history.csv", history.COLUMNS), acronyms)
    on_mandates = {(row.mission, row.number) for row in decided}
    reference = Reference(
        countries=states,
        terms=council.read_terms(folder.table("members.csv", council.MEMBERS), known),
        presidencies=council.read_presidencies(
            folder.table("presidencies.csv", council.PRESIDENCIES), known, codes
        ),
        holidays=council.read_holidays(folder.table("holidays.csv", council.HOLIDAYS)),
        rooms=rooms,
        missions=operations,
        contributions=contributions.read_contributions(
            folder.table("contributions.csv", contributions.COLUMNS), acronyms, known
        ),
        history=decided,
        mandate_details=history.read_details(folder.table("mandate_details.csv", history.DETAILS), acronyms),
        requirements=reporting.read_requirements(
            folder.table("reporting_phrases.csv", reporting.COLUMNS), on_mandates
        ),
        cycles=cycles.read_cycles(folder.table("cycles.csv", cycles.COLUMNS), acronyms),
        held=held.read_held(folder.table("held_meetings.csv", held.HELD), acronyms),
        contributors_meetings=held.read_contributors_meetings(
            folder.table("tcc_meetings.csv", held.WITH_CONTRIBUTORS), acronyms
        ),
        months=tuple(
            line
            for name in folder.names("months/[0-9][0-9][0-9][0-9]-[0-9][0-9]*.csv")
            for line in months.read_month(
                folder.table(name, months.COLUMNS), acronyms, council.room_names(rooms)
            )
        ),
        plans_held=months.read_plans_held(folder.table("plans_held.csv", months.PLANS_HELD)),
        recurring=recurring.read_recurring(
            folder.table("recurring.csv", recurring.COLUMNS), acronyms, {room.name for room in rooms}
        ),
    )
    if folder.errors:
        raise ReferenceErrors(folder.errors)
    return reference
