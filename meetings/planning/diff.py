"""What changed between two versions of a month: keyed on each entry's uid, never on its place."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, Final

from meetings.rules.day_order import in_order
from meetings.rules.facts import EntryFact, SittingFact

When = tuple[date, str, time | None, int]
"""A sitting as far as it moves: its day, how its start is given, the time, and which resumption it is."""


class ChangeKind(StrEnum):
    ADDED = "added"
    MOVED = "moved"
    CHANGED = "changed"
    CANCELLED = "cancelled"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One thing that is said otherwise. ``when`` is a tuple of ``When``, ``rooms`` and ``ends`` go by sitting."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one entry. Without ``before`` it is new; without ``after`` it is there no more.

    ``kind`` is what matters most of it; ``fields`` has all that is said otherwise, the days among it, of an entry
    that is in both.
    """

    kind: ChangeKind
    before: EntryFact | None
    after: EntryFact | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def entry(self) -> EntryFact:
        """The entry as it is now, else as it was."""
        if entry := self.after or self.before:
            return entry
        raise ValueError("a change is of an entry")

    @property
    def uid(self) -> str:
        return self.entry.uid


PLAIN_FIELDS: Final = (
    "title",
    "format",
    "openness",
    "status",
    "agenda",
    "missions",
    "convener",
    "level",
    "briefers",
    "documents",
    "footnote",
    "meeting_number",
    "outcome",
    "vote",
)
"""What is compared beside days, times and rooms: all of an entry that a reader of the programme sees."""


def difference(before: Iterable[EntryFact], after: Iterable[EntryFact]) -> tuple[Change, ...]:
    """All that changed, in the programme's order: by day and by the clock, what has no day last.

    An entry that is the same in both is not mentioned.

    An entry that is left out of ``after`` is cancelled, unless it was cancelled or postponed already. The same
    uid twice in one version counts as its last.
    """
    old, new = _by_uid(before), _by_uid(after)
    changes = (_change(old.get(uid), new.get(uid)) for uid in _in_turn({**old, **new}))
    return tuple(change for change in changes if change)


def when(entry: EntryFact) -> tuple[When, ...]:
    """The days and times of an entry, in order; none for one without a day."""
    sittings = ((one.on, str(one.start_kind), one.starts_at, one.resumption) for one in entry.sittings)
    return tuple(sorted(sittings, key=lambda one: (one[0], one[3], one[2] or time.min, one[1])))


def _by_uid(entries: Iterable[EntryFact]) -> Mapping[str, EntryFact]:
    return {entry.uid: entry for entry in entries}


def _change(before: EntryFact | None, after: EntryFact | None) -> Change | None:
    if before is None:
        return Change(ChangeKind.ADDED, None, after)
    if after is None:
        return Change(ChangeKind.CANCELLED, before, None) if before.counts else None
    fields = tuple(_fields(before, after))
    return Change(_kind(before, after, fields), before, after, fields) if fields else None


def _kind(before: EntryFact, after: EntryFact, fields: Iterable[FieldChange]) -> ChangeKind:
    """What is off both before and after moves nobody: its days are one more thing that is said otherwise."""
    if before.counts != after.counts:
        return ChangeKind.RESTORED if after.counts else ChangeKind.CANCELLED
    moved = after.counts and any(field.name in ("when", "month") for field in fields)
    return ChangeKind.MOVED if moved else ChangeKind.CHANGED


def _fields(before: EntryFact, after: EntryFact) -> Iterable[FieldChange]:
    """An entry's month says something only while the entry has no day."""
    pairs: list[tuple[str, Any, Any]] = [
        ("when", when(before), when(after)),
        ("rooms", _rooms(before), _rooms(after)),
        ("ends", _ends(before), _ends(after)),
    ]
    pairs += [(name, getattr(before, name), getattr(after, name)) for name in PLAIN_FIELDS]
    if not (before.sittings and after.sittings):
        pairs.append(("month", before.month, after.month))
    return (FieldChange(name, old, new) for name, old, new in pairs if old != new)


def _rooms(entry: EntryFact) -> tuple[str, ...]:
    """The rooms of an entry in the order of its sittings; several sittings in one room name it once."""
    rooms = tuple(one.room for one in _in_order(entry))
    if len(set(rooms)) == 1:
        rooms = rooms[:1]
    return rooms if any(rooms) else ()


def _ends(entry: EntryFact) -> tuple[time | None, ...]:
    ends = tuple(one.ends_at for one in _in_order(entry))
    return ends if any(ends) else ()


def _in_order(entry: EntryFact) -> list[SittingFact]:
    """The sittings by day; a day's first before its resumption."""
    return sorted(entry.sittings, key=lambda one: (one.on, one.resumption))


def _in_turn(entries: Mapping[str, EntryFact]) -> Iterable[str]:
    """Their uids in the programme's order, whatever order they are given in; each where it first sits."""
    alike = sorted(entries.values(), key=lambda entry: (entry.month, entry.title, entry.uid))
    return dict.fromkeys(entry.uid for entry, _sitting in in_order(alike))
