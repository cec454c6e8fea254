"""Missions as documents print them, and rows of them in the order of the regions."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class MissionFact:
    """A mission with its names, its region's code, and the decision that founded it.

    ``unverified`` names those of its fields that were not read in a source.
    """

    acronym: str
    name: str = ""
    region: str = ""
    agenda_item: str = ""
    founded_by: str = ""
    founded_on: date | None = None
    closed_on: date | None = None
    unverified: frozenset[str] = frozenset()

    def is_open_on(self, day: date) -> bool:
        """Whether it is not known to be closed on a day."""
        return self.closed_on is None or self.closed_on >= day


def by_region(
    rows: Iterable[Row], mission_of: Callable[[Row], MissionFact], regions: Sequence[str]
) -> tuple[tuple[str, tuple[Row, ...]], ...]:
    """Rows by region and acronym. Regions without a row are left out; rows of none of them come last, under ``""``."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: mission_of(row).acronym):
        region = mission_of(row).region
        groups[region if region in regions else ""].append(row)
    return tuple((region, tuple(groups[region])) for region in (*regions, "") if region in groups)
