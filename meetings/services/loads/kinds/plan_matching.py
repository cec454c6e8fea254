"""Which entry of a month a line of a plan is: so that a revised plan moves entries and does not double them."""

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final
from uuid import uuid4

from meetings.exchange.kinds.programme import format_of, title_of
from meetings.exchange.tables.checks import folded
from meetings.exchange.tables.columns import Place, TypedRow
from meetings.models import Entry, Sitting
from meetings.rules.vocabulary import Format

OF_A_PLAN: Final = "plan:"


@dataclass(slots=True)
class Planned:
    """One entry as a plan has it: its rows, one a sitting, and the entry on record that it is.

    ``entry`` is ``None`` where it is new. ``known`` are the sittings on record by their place among the rows.
    """

    month: date
    rows: list[TypedRow]
    entry: Entry | None = None
    known: dict[int, Sitting] = field(default_factory=dict)

    @property
    def row(self) -> TypedRow:
        return self.rows[0]

    @property
    def place(self) -> Place:
        return self.row.place

    @property
    def on(self) -> date | None:
        """The day of its first row; ``None`` for an undated entry."""
        day: date | None = self.row.get("date")
        return day

    @property
    def record(self) -> str:
        record: str = self.row.get("record", "")
        return record

    @property
    def label(self) -> str:
        """What a reader knows it by, in every language."""
        return f"{self.on or format(self.month, '%Y-%m')} {title_of(self.row)}"

    @property
    def format(self) -> Format | None:
        return format_of(self.row)

    @property
    def missions(self) -> frozenset[str] | None:
        """By acronym; ``None`` where the row says nothing of them."""
        return frozenset(self.row.values["missions"]) if self.row.has("missions") else None


def planned_in(rows: Iterable[tuple[date, TypedRow]]) -> list[Planned]:
    """The entries of a plan, in its order, from rows with their months; rows of one meeting record are its sittings."""
    found: list[Planned] = []
    by_record: dict[tuple[date, str], Planned] = {}
    for month, row in rows:
        known = by_record.get((month, row.get("record", "")))
        if known and row.has("record", "date"):
            known.rows.append(row)
            continue
        found.append(Planned(month, [row]))
        if row.has("record"):
            by_record[month, row.values["record"]] = found[-1]
    return found


def key_for(planned: Planned) -> str:
    """A key for a new entry, by which later plans know it though planners call it otherwise by then.

    It tells what the plan calls the entry. The rest sets it apart from others of the same name, also from one that
    was removed and may come back.
    """
    name = _name(
        planned.month, planned.format or Format.MEETING, title_of(planned.row), planned.missions or ()
    )
    return f"{OF_A_PLAN}{name}:{uuid4().hex[:12]}"


def _name(month: date, format_: str, title: str, missions: Iterable[str]) -> str:
    said = "\n".join((f"{month:%Y-%m}", format_, folded(title), *sorted(missions)))
    return hashlib.sha256(said.encode()).hexdigest()[:24]


def find_planned(plan: Sequence[Planned], entries: Iterable[Entry]) -> None:
    """Give each line of a plan the entry that it is, and the sittings that its rows mean.

    Args:
        entries: all of the months of the plan, with sittings and missions.
    """
    slots: dict[date, list[_Slot]] = {}
    for entry in entries:
        slots.setdefault(entry.programme.month, []).extend(_slots(entry))
    for alike in LIKENESS:
        for planned in plan:
            if planned.entry is None:
                _take(planned, alike, slots.get(planned.month, []))


@dataclass(frozen=True, slots=True)
class _Slot:
    """An entry where it stands: on the day of one of its sittings, or without a day."""

    entry: Entry
    sitting: Sitting | None
    missions: frozenset[str]

    @property
    def on(self) -> date | None:
        return self.sitting.on if self.sitting else None


def _slots(entry: Entry) -> list[_Slot]:
    missions = frozenset(mission.acronym for mission in entry.missions.all())
    sittings: list[Sitting | None] = [*entry.sittings.all()] or [None]
    return [_Slot(entry, sitting, missions) for sitting in sittings]


def _take(planned: Planned, alike: "Likeness", slots: list[_Slot]) -> None:
    """The first in the order of the month. An entry of several sittings may be several rows of the plan."""
    found = next((slot for slot in slots if alike(planned, slot)), None)
    if found is None:
        return
    slots.remove(found)
    planned.entry = found.entry
    if found.sitting and planned.on:
        planned.known[0] = found.sitting
    for number, row in list(enumerate(planned.rows))[1:]:
        further = [slot for slot in slots if slot.entry.pk == found.entry.pk and slot.sitting]
        same = next((slot for slot in further if slot.on == row.values["date"]), next(iter(further), None))
        if same and same.sitting:
            slots.remove(same)
            planned.known[number] = same.sitting


Likeness = Callable[[Planned, _Slot], bool]


def _has_the_number(planned: Planned, slot: _Slot) -> bool:
    return bool(planned.record) and planned.record == slot.entry.meeting_number


def _is_called_the_same(planned: Planned, slot: _Slot) -> bool:
    """By format, title and missions; what the plan leaves out is as a new entry would have it."""
    return (
        (planned.format or Format.MEETING) == slot.entry.format
        and (planned.missions or frozenset()) == slot.missions
        and folded(title_of(planned.row)) == folded(slot.entry.title)
        and not _are_other_meetings(planned, slot)
    )


def _may_be_called_so(planned: Planned, slot: _Slot) -> bool:
    """The same, as far as the plan says anything of it."""
    return (
        planned.format in {None, slot.entry.format}
        and planned.missions in {None, slot.missions}
        and folded(title_of(planned.row)) == folded(slot.entry.title)
        and not _are_other_meetings(planned, slot)
    )


def _was_called_the_same(planned: Planned, slot: _Slot) -> bool:
    """By what an earlier plan called it, whatever planners have made of that."""
    name = _name(
        planned.month, planned.format or Format.MEETING, title_of(planned.row), planned.missions or ()
    )
    key = slot.entry.import_key or ""
    return key.startswith(f"{OF_A_PLAN}{name}:") and not _are_other_meetings(planned, slot)


def _are_other_meetings(planned: Planned, slot: _Slot) -> bool:
    """Two numbers are two meetings."""
    numbers = {planned.record, slot.entry.meeting_number} - {""}
    return len(numbers) > 1


def _is_about_other_missions(planned: Planned, slot: _Slot) -> bool:
    """The same line, to which a mission was added, or whose mission was mended."""
    return (
        planned.format in {None, slot.entry.format}
        and folded(title_of(planned.row)) == folded(slot.entry.title)
        and not _are_other_meetings(planned, slot)
    )


def _on_its_day(alike: Likeness) -> Likeness:
    return lambda planned, slot: planned.on == slot.on and alike(planned, slot)


LIKENESS: Final[tuple[Likeness, ...]] = (
    _on_its_day(_has_the_number),
    _has_the_number,
    _on_its_day(_is_called_the_same),
    _on_its_day(_was_called_the_same),
    _is_called_the_same,
    _was_called_the_same,
    _on_its_day(_may_be_called_so),
    _may_be_called_so,
    _on_its_day(_is_about_other_missions),
)
"""The closest first."""
