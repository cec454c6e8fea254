"""A year drawn to scale: a lane a mission, each date at its place. Pure; numbers come out as the drawing needs them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from meetings.snapshots.year import Mark, MarkKind

LANE_HEIGHT: Final = 36

LEVELS: Final = {
    MarkKind.REPORT_DUE: 7,
    MarkKind.REPORT_ISSUED: 7,
    MarkKind.CONTRIBUTORS: 15,
    MarkKind.CONSULTATIONS: 22,
    MarkKind.ADOPTION: 29,
    MarkKind.MANDATE_END: 18,
}
"""How far down a lane each kind is drawn, so that a chain steps down from its report to its adoption."""


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark at its place; ``lapsed``: the mandate's end is past and nothing later is on record (L3)."""

    mark: Mark
    x: str
    y: int
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Lane:
    mission: str
    marks: tuple[PlacedMark, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A month's column: how many days wide, and where it ends."""

    month: date
    days: int
    ends: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Days of one year as shares of a lane's width; from the right where the language runs that way."""

    year: int
    from_right: bool = False

    @property
    def days(self) -> int:
        return (date(self.year + 1, 1, 1) - date(self.year, 1, 1)).days

    def at(self, day: date) -> str:
        """The middle of a day."""
        return self._share((day - date(self.year, 1, 1)).days + 0.5)

    def columns(self) -> tuple[Column, ...]:
        firsts = [date(self.year + month // 12, month % 12 + 1, 1) for month in range(13)]
        begin = firsts[0]
        return tuple(
            Column(first, (after - first).days, self._share((after - begin).days))
            for first, after in pairwise(firsts)
        )

    def _share(self, days: float) -> str:
        percent = 100 * days / self.days
        return f"{100 - percent if self.from_right else percent:.3f}%"


def lanes(marks: Iterable[Mark], scale: Scale, today: date) -> tuple[Lane, ...]:
    """One lane for each mission that has a mark, in the order of the marks."""
    return tuple(
        Lane(mission, tuple(_placed(mark, scale, today) for mark in group))
        for mission, group in groupby(marks, key=lambda mark: mark.mission)
    )


def _placed(mark: Mark, scale: Scale, today: date) -> PlacedMark:
    lapsed = not mark.settled and mark.on < today
    return PlacedMark(mark, scale.at(mark.on), LEVELS[mark.kind], lapsed)
