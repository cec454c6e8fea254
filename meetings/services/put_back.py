"""Putting rows back to what they were: the common part of undo and of restoring an earlier state.

Whoever calls has locked the entries and occasions, and has asked whether the rows may be put back at all. What is
written here are changes like any other: they are recorded, rooms are claimed, and revisions move on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Max, Model
from django.utils.translation import gettext

from meetings.models import (
    Entry,
    Invitation,
    Mission,
    Occasion,
    Paper,
    Programme,
    Room,
    Sitting,
    Step,
)
from meetings.models.entries import HOLDS_A_ROOM
from meetings.models.history import records
from meetings.services.refusals import Refused, keeping_rooms
from meetings.snapshots.records import DERIVED, MEMBERS, TRACKED, Key, Noun, Record, state_of

PLACES: Final[Mapping[Noun, tuple[str, ...]]] = {
    Sitting: ("entry_id", "on", "resumption"),
    Step: ("occasion_id", "kind", "entry_id", "on"),
    Paper: ("kind", "occasion_id", "entry_id", "programme_id"),
    Invitation: ("entry_id", "country_id", "organization"),
}
"""What only one row of a model may be: two that change places cannot be written one after the other."""

HOLDERS: Final[Mapping[Noun, tuple[Noun, str]]] = {
    Occasion: (Mission, "mission_id"),
    Entry: (Programme, "programme_id"),
}


@dataclass(frozen=True, slots=True)
class Target:
    """One row, and what it is to be: as in that record, or (``None``) not there at all."""

    noun: Noun
    pk: int
    record: Record | None

    @property
    def key(self) -> Key:
        return self.noun, self.pk


def lock_place_of(noun: Noun, removed: Iterable[Record]) -> None:
    """Lock what removed rows belong to, so that of two who bring one back the second finds it there.

    Args:
        noun: entries, whose months are locked after occasions and before entries; or occasions, whose missions
            are locked first of all.
        removed: records of rows; those of other models are passed over.
    """
    place, column = HOLDERS[noun]
    pks = {row.values[column] for row in removed if row.noun is noun}
    if pks:
        list(place._default_manager.select_for_update(no_key=True).filter(pk__in=pks).order_by("pk"))


def put_back(targets: Iterable[Target]) -> None:
    """Write, delete and create rows until all of them are as they are to be.

    An entry or occasion that is changed, and an entry whose sittings or steps are, gets its next revision.

    Raises:
        RoomTaken: another confirmed sitting holds a room that one of them would need.
        Refused: something one of them points to is gone, or another row has taken its place.
    """
    wanted = {target.key: target for target in targets}
    live = _live(wanted)
    touched = _touched(wanted, live)
    _lock_rooms(wanted.values())
    with keeping_rooms():
        for noun in reversed(TRACKED):
            for target in _of(noun, wanted):
                if target.record is None and target.key in live:
                    live[target.key].delete()
        _Writing(wanted, {key: row for key, row in live.items() if wanted[key].record}).write()
        _raise_revisions(touched)


def _live(wanted: Mapping[Key, Target]) -> dict[Key, Model]:
    """Those of the rows that are there now."""
    found: dict[Key, Model] = {}
    for noun in TRACKED:
        pks = [target.pk for target in _of(noun, wanted)]
        if pks:
            found |= {(noun, row.pk): row for row in noun._default_manager.filter(pk__in=pks)}
    return found


def _of(noun: Noun, wanted: Mapping[Key, Target]) -> list[Target]:
    return [target for target in wanted.values() if target.noun is noun]


def _lock_rooms(targets: Iterable[Target]) -> None:
    """All of them at once and in their order, so that two who want the same two do not wait for each other."""
    rooms = {
        target.record.values["room_id"] for target in targets if target.noun is Sitting and target.record
    }
    if rooms - {None}:
        list(Room.objects.select_for_update(no_key=True).filter(pk__in=rooms).order_by("pk"))


@dataclass(frozen=True, slots=True)
class _Writing:
    """One pass over the rows that are to be there.

    ``live`` are those still to be written that stand somewhere; it shrinks as they are, and when one makes room
    for another.
    """

    wanted: Mapping[Key, Target]
    live: dict[Key, Model]

    def write(self) -> None:
        for target in self._in_order():
            row = self.live.pop(target.key, None)
            if target.record and state_of(row) != target.record.state:
                _refuse_lost(target.record, row)
                self._take_place(target.record)
                _write(target.record, row)

    def _in_order(self) -> Sequence[Target]:
        """What is pointed to comes before what points to it.

        But an entry that is to hold its rooms takes them last, when its sittings are where they are to be.
        """
        later = [target for target in _of(Entry, self.wanted) if self._holds_a_room(target)]
        early = [target for noun in TRACKED[:3] for target in _of(noun, self.wanted) if target not in later]
        parts = [target for noun in TRACKED[4:] for target in _of(noun, self.wanted)]
        return [*early, *_of(Sitting, self.wanted), *later, *parts]

    def _holds_a_room(self, target: Target) -> bool:
        record = target.record
        return bool(record and record.values["status"] in HOLDS_A_ROOM and target.key in self.live)

    def _take_place(self, record: Record) -> None:
        """Whoever stands where this row is to stand makes room, if it is to stand elsewhere itself."""
        names = PLACES.get(record.noun)
        if not names:
            return
        place = {name: record.values[name] for name in names}
        for holder in record.noun._default_manager.filter(**place).exclude(pk=record.pk):
            if (record.noun, holder.pk) not in self.live:
                raise Refused(gettext("Something else has been put in its place since; see its history."))
            self.live.pop((record.noun, holder.pk)).delete()


def _write(record: Record, row: Model | None) -> None:
    """Save one row as it was, with its relation."""
    is_new = row is None
    made: Any = row or record.noun(pk=record.pk)
    for name, value in record.values.items():
        if name not in DERIVED:
            setattr(made, name, value)
    if is_new and "revision" in record.values:
        made.revision = _last_revision(record)
    made.save(force_insert=is_new)
    if record.noun in MEMBERS:
        _write_members(made, record)


def _last_revision(record: Record) -> int:
    """Of a row that was deleted: nobody who saw it then may take the new one for the same state."""
    last = records(record.noun).filter(id=record.pk).aggregate(last=Max("revision"))["last"]
    return int(last)


def _write_members(row: Any, record: Record) -> None:
    """The missions or reports it was about, or the like; one that is no longer on record at all cannot come back."""
    members = getattr(row, MEMBERS[record.noun])
    members.set(members.model._default_manager.filter(pk__in=record.members))


def _refuse_lost(record: Record, row: Model | None) -> None:
    """Raises ``Refused`` where the row would point to something that is gone."""
    for field in record.noun._meta.concrete_fields:
        value = record.values[field.attname]
        if not field.is_relation or value is None or (row and getattr(row, field.attname) == value):
            continue
        noun: Any = field.related_model
        if not noun._base_manager.filter(pk=value).exists():
            said = gettext("It cannot be put back: the %(what)s it had is no longer on record.")
            raise Refused(said % {"what": field.verbose_name})


def _touched(wanted: Mapping[Key, Target], live: Mapping[Key, Model]) -> dict[Noun, set[int]]:
    """The entries and occasions whose revision rises: those named, and entries whose sittings or steps change."""
    touched: dict[Noun, set[int]] = {
        noun: {target.pk for target in _of(noun, wanted)} for noun in (Occasion, Entry)
    }
    for target in (*_of(Sitting, wanted), *_of(Step, wanted)):
        states = [state_of(live.get(target.key)), target.record and target.record.state]
        if states[0] != states[1]:
            touched[Entry] |= {state["entry_id"] for state in states if state} - {None}
    return touched


def _raise_revisions(touched: Mapping[Noun, set[int]]) -> None:
    """Revisions move on, never back: whoever has the row open is told."""
    for noun, pks in touched.items():
        for row in noun._default_manager.filter(pk__in=pks).order_by("pk"):
            row.revision += 1  # type: ignore[attr-defined]  # entries and occasions have one
            row.save(update_fields=["revision"])
