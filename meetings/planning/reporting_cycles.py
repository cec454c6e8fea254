"""Mandate and reporting cycles: how long each mandate runs, what is to be reported, and the twelve months ahead.

After the Secretariat's reference document "Reporting and mandate cycles": by region, each item's mandate end,
reporting requirement and legal basis; then the monthly cycle, January to December. Pure.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from meetings.planning.by_region import MissionFact, by_region
from meetings.planning.reports_due import (
    DueReport,
    ExpectedReport,
    RequestFact,
    StandingRequest,
    Stands,
    current_strands,
    reports_due,
    requests_that_stand,
    standing_by_mission,
)
from meetings.rules.facts import MandateFact
from meetings.rules.mandates import Standing, day_decided
from meetings.rules.months import LAST_DAY, first_of, last_of, month_after

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class CycleLength:
    """From one end of a mandate to the next, in whole months and the days beyond."""

    months: int
    days: int


@dataclass(frozen=True, slots=True)
class MandateCycle:
    """What stands in one strand of a mission's mandate. ``passed``: its end has, and nothing followed."""

    mandate: MandateFact
    length: CycleLength | None
    for_good: bool
    passed: bool


@dataclass(frozen=True, slots=True)
class MissionCycle:
    """A mission's row of the table. ``next_due`` is the first report due within the window."""

    mission: MissionFact
    mandates: tuple[MandateCycle, ...]
    requests: tuple[StandingRequest, ...]
    next_due: DueReport | None


@dataclass(frozen=True, slots=True)
class MonthCycle:
    """One month of the monthly cycle: the mandates that end in it, and the reports due."""

    month: date
    ends: tuple[MandateFact, ...]
    reports: tuple[DueReport, ...]


@dataclass(frozen=True, slots=True)
class Cycles:
    """The whole table on a day."""

    on: date
    regions: tuple[tuple[str, tuple[MissionCycle, ...]], ...]
    months: tuple[MonthCycle, ...]


@dataclass(frozen=True, slots=True)
class CyclesFacts:
    """Everything on record of the missions that are open, and the reports due in the window."""

    missions: tuple[MissionFact, ...] = ()
    mandates: tuple[MandateFact, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    expected: tuple[ExpectedReport, ...] = ()


def twelve_months(first: date) -> tuple[date, date]:
    """The first and last day of the twelve months that begin with a day's month, as far as months have pages."""
    begins = first_of(first)
    return begins, min(begins + relativedelta(months=12) - ONE_DAY, LAST_DAY)


def reporting_cycles(
    facts: CyclesFacts, on: date, window: tuple[date, date], regions: Sequence[str]
) -> Cycles:
    """The cycles of all missions that are open.

    Args:
        on: the day it is true of; a mandate that ended before is said to have passed.
        window: the first and the last day of the monthly cycle.
        regions: the codes of the regions in the order of print; missions of no region come last.
    """
    first, last = window
    current = [one for one in facts.missions if one.is_open_on(on)]
    names = {one.acronym for one in current}
    strands = _strands(facts.mandates)
    stands = standing_by_mission(facts.mandates)
    due = [
        one
        for one in reports_due(facts.expected, facts.requests, stands, min(first, on), max(last, on))
        if one.mission in names
    ]
    rows = [_mission(one, facts, strands, stands.get(one.acronym, ()), due, on=on) for one in current]
    ends = [one for one in _in_the_table(facts.mandates, stands, on) if one.mission in names]
    return Cycles(on, by_region(rows, lambda row: row.mission, regions), tuple(_months(window, ends, due)))


def cycle_length(mandate: MandateFact, strand: Iterable[MandateFact]) -> CycleLength | None:
    """How long a mandate runs: from its first day, or the end before it, to its last day.

    An end long before the decision says that the record lacks what lay between: then it counts from the decision.
    Counted from day after to day after, so that 31 December to 30 June is six months. ``None`` without two days.
    """
    begins = _begins(mandate, strand)
    if begins is None or mandate.ends is None or mandate.ends < begins or mandate.ends == date.max:
        return None
    length = relativedelta(mandate.ends + ONE_DAY, begins)
    return CycleLength(length.years * 12 + length.months, length.days)


def _begins(mandate: MandateFact, strand: Iterable[MandateFact]) -> date | None:
    decided = day_decided(mandate)
    before = [one.ends for one in strand if one.ends and mandate.ends and one.ends < mandate.ends]
    if mandate.begins:
        return mandate.begins
    since = [day for day in (max(before, default=None), decided) if day]
    return max(since) + ONE_DAY if since else None


Strands = Mapping[tuple[str, str], Sequence[MandateFact]]


def _strands(mandates: Iterable[MandateFact]) -> Strands:
    found: dict[tuple[str, str], list[MandateFact]] = defaultdict(list)
    for one in mandates:
        found[one.mission, one.strand].append(one)
    return found


def _mission(
    mission: MissionFact,
    facts: CyclesFacts,
    strands: Strands,
    standing: Iterable[Standing],
    due: Iterable[DueReport],
    *,
    on: date,
) -> MissionCycle:
    stands = current_strands(standing, on)
    asked = (one for one in facts.requests if one.mission == mission.acronym)
    ahead = (one for one in due if one.mission == mission.acronym and one.on >= on and not one.issued_on)
    return MissionCycle(
        mission=mission,
        mandates=tuple(_mandate(one, strands[one.mandate.mission, one.mandate.strand], on) for one in stands),
        requests=requests_that_stand(asked, stands),
        next_due=next(ahead, None),
    )


def _mandate(standing: Standing, strand: Sequence[MandateFact], on: date) -> MandateCycle:
    mandate = standing.mandate
    passed = mandate.ends is not None and mandate.ends < on
    return MandateCycle(mandate, cycle_length(mandate, strand), standing.for_good, passed)


def _in_the_table(mandates: Iterable[MandateFact], stands: Stands, on: date) -> list[MandateFact]:
    """The ends of the monthly cycle: of those ahead, the ones that stand; of those past, all."""
    standing = {one.mandate for strands in stands.values() for one in strands}
    return [one for one in mandates if one.ends and (one in standing or one.ends < on)]


def _months(
    window: tuple[date, date], mandates: Iterable[MandateFact], due: Iterable[DueReport]
) -> Iterator[MonthCycle]:
    ending, reports = list(mandates), list(due)
    month, last = window
    while month <= last:
        inside = [one for one in ending if one.ends and month <= one.ends <= last_of(month)]
        inside.sort(key=lambda one: (one.ends or month, one.mission))
        yield MonthCycle(
            month, tuple(inside), tuple(one for one in reports if month <= one.on <= last_of(month))
        )
        if month.year == LAST_DAY.year and month.month == LAST_DAY.month:
            return
        month = month_after(month)
