"""The calendar of the desk: the month's own grid, with what a planner needs at each line."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from typing import Any

from meetings.planning.month_grid import Day, Line, MonthGrid, Week, month_grid
from meetings.rules.facts import EntryFact
from meetings.rules.findings import Finding
from meetings.rules.margin import MarginKind
from meetings.rules.months import last_of
from meetings.rules.vocabulary import EntryStatus
from meetings.snapshots.desk import DeskSnapshot
from meetings.views.addresses import address_of
from meetings.views.desk.desk_marks import Mark

MARKS_SHOWN = 2
SETTLED = frozenset({EntryStatus.HELD, EntryStatus.CANCELLED})
REACH = timedelta(days=13)
"""How far beyond the month a shown week can reach: to the end of its own, and one week more."""


@dataclass(frozen=True, slots=True)
class DeskLine(Line):
    """An entry on one day of the desk. ``sitting_pk`` is what a move names; none for an undated entry."""

    sitting_pk: int | None = None
    first: bool = True
    of_month: bool = True
    marks: tuple[Mark, ...] = ()

    @property
    def anchor(self) -> str:
        """The id of the line; the entry's own at its first sitting, where its findings lead."""
        return f"entry-{self.entry.uid}" if self.first else f"entry-{self.entry.uid}-{self.sitting_pk}"

    @property
    def address(self) -> str:
        """Where the entry is changed."""
        return address_of("entry_edit", self.entry.uid)

    @property
    def move_address(self) -> str:
        """Where another day is chosen for it."""
        return address_of("entry_move", self.entry.uid)

    @property
    def movable(self) -> bool:
        """Whether this desk can move it: its neighbours' lines have a desk of their own, what is over stays."""
        return self.of_month and self.entry.status not in SETTLED

    @property
    def shown(self) -> tuple[Mark, ...]:
        return self.marks[:MARKS_SHOWN]

    @property
    def others(self) -> int:
        return len(self.marks) - len(self.shown)


@dataclass(frozen=True, slots=True)
class DeskWeek(Week):
    """``load`` is what N17 says of it, if it has any business; ``is_tail``: no day of it is of this month."""

    load: Finding | None = None
    is_tail: bool = False


@dataclass(frozen=True, slots=True)
class DeskGrid(MonthGrid):
    """The month's grid, its lines and weeks dressed for the desk."""

    def day(self, on: date) -> Day | None:
        """The shown cell of this day."""
        return next((day for week in self.weeks for day in week.days if day.on == on), None)


@dataclass(frozen=True, slots=True)
class Dresser:
    """Adds to plain lines what this desk knows of them."""

    snapshot: DeskSnapshot
    marks: Mapping[str, tuple[Mark, ...]]

    def line(self, line: Line) -> DeskLine:
        entry = line.entry
        return DeskLine(
            entry,
            line.sitting,
            line.note,
            sitting_pk=self.snapshot.sitting_key(entry, line.sitting),
            first=line.sitting is None or line.sitting == entry.sittings[0],
            of_month=entry.month == self.snapshot.month,
            marks=self.marks.get(entry.uid, ()),
        )

    def lines(self, lines: tuple[Line, ...]) -> tuple[DeskLine, ...]:
        return tuple(map(self.line, lines))

    def day(self, day: Day) -> Day:
        return replace(
            day,
            morning=self.lines(day.morning),
            afternoon=self.lines(day.afternoon),
            unset=self.lines(day.unset),
        )


def desk_grid(
    snapshot: DeskSnapshot, marks: Mapping[str, tuple[Mark, ...]], loads: Mapping[date, Finding]
) -> DeskGrid:
    """The month with its neighbours' tails, each line dressed, each week with its load."""
    margin = [line for line in snapshot.margin if line.kind is not MarginKind.PRESIDENCY]
    plain = month_grid(snapshot.month, _near(snapshot), margin, snapshot.today, tails=True)
    dresser = Dresser(snapshot, marks)
    shown = {day.on for week in plain.weeks for day in week.days}
    about: dict[str, Any] = {field.name: getattr(plain, field.name) for field in fields(MonthGrid)}
    about["weeks"] = tuple(_week(week, dresser, loads) for week in plain.weeks)
    about["undated"] = dresser.lines(plain.undated)
    elsewhere = (line for line in plain.elsewhere if line.sitting and line.sitting.on not in shown)
    about["elsewhere"] = dresser.lines(tuple(elsewhere))
    return DeskGrid(**about)


def _week(week: Week, dresser: Dresser, loads: Mapping[date, Finding]) -> DeskWeek:
    days = tuple(map(dresser.day, week.days))
    is_tail = not any(day.in_month for day in days)
    return DeskWeek(days, None if is_tail else loads.get(days[0].on), is_tail)


def _near(snapshot: DeskSnapshot) -> tuple[EntryFact, ...]:
    """The month's entries, and those of its neighbours that may sit in its weeks or the one beside them."""
    first, last = snapshot.month - REACH, last_of(snapshot.month) + REACH
    return tuple(
        entry
        for entry in snapshot.entries
        if entry.month == snapshot.month or any(first <= sitting.on <= last for sitting in entry.sittings)
    )
