"""When each sitting of a month begins and ends, as far as a calendar can say so.

Pure. A sitting is known by its entry and its number, which it keeps when it moves to another day.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from meetings.rules.day_order import follows, in_order
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.sittings import ASSUMED_LENGTH
from meetings.rules.vocabulary import StartKind

NEW_YORK: Final = ZoneInfo("America/New_York")
"""Where the Council meets; its days begin and end there."""


@dataclass(frozen=True, slots=True)
class CalendarSitting:
    """One sitting by the clock of New York.

    ``begins`` and ``ends`` are naive and both ``None`` where only the day is known, or which half of it.
    ``ends_assumed``: no end was given, and an hour stands in for it. ``begins_assumed``: it follows a sitting
    whose end is not known either, so that its own beginning is only as good as that.
    """

    number: int
    on: date
    start_kind: StartKind
    begins: datetime | None = None
    ends: datetime | None = None
    begins_assumed: bool = False
    ends_assumed: bool = False
    room: str = ""


def numbered(entry: EntryFact) -> Mapping[int, SittingFact]:
    """The sittings of an entry by number: which resumption each is, whatever its day.

    Where a meeting that went on for days calls none of them a resumption, they count on in the order of time.
    """
    found: dict[int, SittingFact] = {}
    for sitting in sorted(entry.sittings, key=_turn):
        found[max(sitting.resumption, max(found, default=-1) + 1)] = sitting
    return found


def timetable(entries: Iterable[EntryFact]) -> Mapping[str, tuple[CalendarSitting, ...]]:
    """All sittings by the uid of their entry, those of one entry by number; an undated entry has none.

    What follows another sitting begins when that ends, if it is known when that begins, and stays on its own day
    whatever that does. What is cancelled or postponed keeps nobody waiting: the next one follows what is before it.
    """
    found: dict[str, list[CalendarSitting]] = defaultdict(list)
    before: CalendarSitting | None = None
    for entry, sitting in in_order(_with_numbers(entries)):
        if sitting is None:
            continue
        placed = _placed(sitting, before)
        found[entry.uid].append(placed)
        if entry.counts:
            before = placed
        elif not follows(sitting):
            before = None
    return {uid: tuple(sorted(sittings, key=lambda one: one.number)) for uid, sittings in found.items()}


def by_itself(number: int, sitting: SittingFact) -> CalendarSitting:
    """A sitting as a calendar shows it that knows of no other."""
    return _placed(replace(sitting, resumption=number), None)


def _with_numbers(entries: Iterable[EntryFact]) -> Iterable[EntryFact]:
    """Each entry once, as its last, its sittings numbered apart where their resumptions are not."""
    for entry in {entry.uid: entry for entry in entries}.values():
        sittings = (replace(sitting, resumption=number) for number, sitting in numbered(entry).items())
        yield replace(entry, sittings=tuple(sittings))


def _turn(sitting: SittingFact) -> tuple[int, date, time, int]:
    return sitting.resumption, sitting.on, sitting.starts_at or time.min, sitting.position


def _placed(sitting: SittingFact, before: CalendarSitting | None) -> CalendarSitting:
    begins, assumed = _begins(sitting, before)
    return CalendarSitting(
        number=sitting.resumption,
        on=sitting.on,
        start_kind=sitting.start_kind,
        begins=begins,
        ends=_ends(begins, sitting.ends_at) if begins else None,
        begins_assumed=assumed,
        ends_assumed=begins is not None and sitting.ends_at is None,
        room=sitting.room,
    )


def _begins(sitting: SittingFact, before: CalendarSitting | None) -> tuple[datetime | None, bool]:
    """When it begins, and whether that rests on an end nobody gave."""
    if sitting.start_kind is StartKind.EXACT and sitting.starts_at is not None:
        return datetime.combine(sitting.on, sitting.starts_at), False
    if follows(sitting) and before and before.ends and before.on == before.ends.date() == sitting.on:
        return before.ends, before.begins_assumed or before.ends_assumed
    return None, False


def _ends(begins: datetime, ends_at: time | None) -> datetime:
    """An end that is not after the beginning is one of the next day: the sitting runs past midnight."""
    if ends_at is None:
        return begins + ASSUMED_LENGTH
    ends = datetime.combine(begins, ends_at)
    return ends if ends > begins else ends + timedelta(days=1)
