"""Bringing back an earlier state of an entry, or an entry that was removed, as a change of its own."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Entry, Occasion, Programme, Sitting, Step, User
from meetings.services.audit import changing
from meetings.services.locking import lock_entry, lock_those_there
from meetings.services.on_record import refuse_held, refuse_record
from meetings.services.put_back import Target, lock_place_of, put_back
from meetings.services.refusals import Refused, Stale
from meetings.snapshots.history import State, Trail, read_trail
from meetings.snapshots.records import Noun, Record

PARTS: Final[frozenset[Noun]] = frozenset({Sitting, Step})
"""What belongs to a state of an entry. The rest of its parts comes back only with an entry that was removed."""


@dataclass(frozen=True, slots=True)
class RestoredEntry:
    """The entry as it stands now, and the steps that could not come back since their occasion is gone."""

    entry: Entry
    left_out: tuple[Record, ...]


def restore_entry(
    *, pk: int, state: UUID, seen: int | None, actor: User, now: datetime, request: UUID | None = None
) -> RestoredEntry:
    """Put an entry back as it was after an earlier change: its fields, month, missions, sittings and steps.

    Args:
        pk: the entry's key, which it keeps when it is removed.
        state: the request whose change left it as it is to be.
        seen: the revision the planner saw; ``None`` who saw it removed.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Entry.DoesNotExist: it was removed meanwhile.
        Stale: it was changed, or brought back, meanwhile.
        Refused: no such state is on record, something that belongs to it is gone, the entry was held, or its
            month is on record.
        RoomTaken: another confirmed sitting holds a room that it would need.
    """
    trail = read_trail(Entry, pk)
    wanted = state_to_restore(trail, state)
    own = wanted[Entry, pk]
    desk = _month_of(own)
    with changing(
        action="restore entry", subject=trail.name, actor=actor, now=now, request=request, programme=desk
    ):
        occasions = _lock(pk, wanted, own, seen)
        rows = _rows(pk, wanted, is_removed=seen is None)
        left_out = [row for row in rows if row.noun is Step and row.values["occasion_id"] not in occasions]
        put_back([*_targets(rows, left_out), *_to_go(pk, wanted)])
    return RestoredEntry(Entry.objects.get(pk=pk), tuple(left_out))


def state_to_restore(trail: Trail, state: UUID) -> State:
    """The rows of an earlier state. Raises ``Refused`` where there is none, or the row itself was not in it."""
    if not trail.can_restore(state):
        raise Refused(gettext("This state is not on record."))
    return trail.states[state]


def _month_of(entry: Record) -> Programme:
    """The month it goes to. Raises ``Refused`` where that is gone, or is on record by now."""
    month = Programme.objects.filter(pk=entry.values["programme_id"]).first()
    if month is None:
        raise Refused(gettext("The month it stood in is no longer on record."))
    refuse_record(month)
    return month


def _lock(pk: int, wanted: State, own: Record, seen: int | None) -> set[int]:
    """Lock the occasions of its steps, then the entry; return the keys of those occasions that are there."""
    pks = {record.values["occasion_id"] for record in wanted.values() if record.noun is Step}
    pks |= set(Step.objects.filter(entry=pk).values_list("occasion", flat=True))
    there = lock_those_there(Occasion, pks)
    if seen is not None:
        refuse_held(lock_entry(pk=pk, seen=seen))
        return there
    lock_place_of(Entry, [own])
    if back := Entry.objects.filter(pk=pk).first():
        raise Stale(back)
    return there


def _rows(pk: int, wanted: State, *, is_removed: bool) -> list[Record]:
    """The rows of that state that are to come back with it."""
    rows = wanted.values()
    return [row for row in rows if row.key == (Entry, pk) or row.noun in PARTS or is_removed]


def _targets(rows: Iterable[Record], left_out: Iterable[Record]) -> list[Target]:
    gone = {row.key for row in left_out}
    return [Target(row.noun, row.pk, row) for row in rows if row.key not in gone]


def _to_go(pk: int, wanted: State) -> list[Target]:
    """Sittings and steps that the entry has now and had not then."""
    parts = [*Sitting.objects.filter(entry=pk), *Step.objects.filter(entry=pk)]
    return [Target(type(row), row.pk, None) for row in parts if (type(row), row.pk) not in wanted]
