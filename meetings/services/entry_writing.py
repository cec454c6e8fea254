"""How an entry is written with its sittings, missions and steps: shared by all services that make or change one."""

from collections.abc import Mapping
from datetime import date
from typing import Final
from uuid import UUID

from django.db.models import F, Max
from django.utils.translation import gettext

from meetings.models import Entry, Mission, Occasion, Programme, Room, Sitting, Step
from meetings.rules.vocabulary import StartKind, StepKind
from meetings.services.entry_content import PLAIN, EntryContent, SittingContent, StepContent, sitting_content
from meetings.services.locking import lock_occasion
from meetings.services.refusals import Refused, keeping_rooms

OUT_OF_THE_WAY: Final = 10_000
"""Added to the number of a resumption while others take its place: more than any meeting was ever resumed."""


def lock_occasions(content: EntryContent) -> dict[UUID, Occasion]:
    """The occasions the entry is to serve, locked in one order so that no two planners wait for each other.

    Called before the entry is locked.

    Raises:
        Refused: one of them is no longer there.
    """
    wanted = {step.occasion for step in content.steps}
    keys = dict(Occasion.objects.filter(uid__in=wanted).values_list("uid", "pk"))
    if missing := wanted - keys.keys():
        raise Refused(
            gettext("%(number)d of the occasions are no longer there.") % {"number": len(missing)}, "steps"
        )
    return {
        uid: lock_occasion(pk=pk, seen=None) for uid, pk in sorted(keys.items(), key=lambda item: item[1])
    }


def write_content(entry: Entry, content: EntryContent, occasions: Mapping[UUID, Occasion]) -> None:
    """Save an entry, new or locked, with its parts, as the content says.

    An entry that is to hold its rooms moves its sittings first, and one that is to hold none lets go of them
    first: it never asks for a room at a time it is about to leave.

    Args:
        occasions: by uid, as ``lock_occasions`` gives them.

    Raises:
        RoomTaken: another confirmed sitting holds a room at that time.
        Refused: a mission or a room is not known, or a mission is closed; at its field.
    """
    missions = _missions(content, entry.programme)
    rooms = _rooms(content)
    for name in PLAIN:
        setattr(entry, name, getattr(content, name))
    with keeping_rooms():
        if entry._state.adding or not entry.holds_a_room:
            entry.save()
            _write_sittings(entry, content.sittings, rooms)
        else:
            _write_sittings(entry, content.sittings, rooms)
            entry.save()
    entry.missions.set(missions)
    _write_steps(entry, content.steps, occasions)


def _missions(content: EntryContent, programme: Programme) -> list[Mission]:
    found = list(Mission.objects.filter(acronym__in=content.missions))
    if missing := set(content.missions) - {mission.acronym for mission in found}:
        raise Refused(
            gettext("Not a mission: %(names)s.") % {"names": ", ".join(sorted(missing))}, "missions"
        )
    day = content.on or programme.month
    if closed := [mission.acronym for mission in found if mission.is_closed_on(day)]:
        raise Refused(
            gettext("Closed by then: %(names)s.") % {"names": ", ".join(sorted(closed))}, "missions"
        )
    return found


def _rooms(content: EntryContent) -> dict[str, Room]:
    names = {sitting.room for sitting in content.sittings if sitting.room}
    found = {room.name: room for room in Room.objects.filter(name__in=names)}
    if missing := names - found.keys():
        raise Refused(gettext("Not a room: %(names)s.") % {"names": ", ".join(sorted(missing))}, "sittings")
    return found


def _write_sittings(entry: Entry, wanted: tuple[SittingContent, ...], rooms: Mapping[str, Room]) -> None:
    """Keep the rows that still say the same, change those that do not, take away what is too many.

    Their resumptions are numbered in the order of time. Rows to be changed are put out of the way together, so
    that two of one entry may change places or rooms; each is then saved by itself, and leaves its history.
    """
    kept = _matched(list(entry.sittings.select_related("room")), wanted)
    for row in entry.sittings.exclude(pk__in=[row.pk for row in kept.values()]):
        row.delete()
    rows = [
        (number, kept.get(number) or Sitting(entry=entry), sitting) for number, sitting in enumerate(wanted)
    ]
    changed = [place for place in rows if _differs(*place)]
    out_of_the_way = F("resumption") + OUT_OF_THE_WAY
    entry.sittings.filter(pk__in=[row.pk for _, row, _ in changed]).update(
        resumption=out_of_the_way, room_from=None, room_until=None
    )
    for number, row, sitting in changed:
        _save_sitting(row, number, sitting, rooms)


def _matched(rows: list[Sitting], wanted: tuple[SittingContent, ...]) -> dict[int, Sitting]:
    """Which row is which of the wanted sittings: the one that says the same, else one of its day, else any."""
    found: dict[int, Sitting] = {}
    likeness = (
        lambda row, sitting: sitting_content(row) == sitting,
        lambda row, sitting: row.on == sitting.on,
        lambda _row, _sitting: True,
    )
    for alike in likeness:
        for number, sitting in enumerate(wanted):
            row = None if number in found else next((row for row in rows if alike(row, sitting)), None)
            if row is not None:
                found[number] = row
                rows.remove(row)
    return found


def _differs(number: int, row: Sitting, sitting: SittingContent) -> bool:
    return row._state.adding or row.resumption != number or sitting_content(row) != sitting


def _save_sitting(row: Sitting, number: int, sitting: SittingContent, rooms: Mapping[str, Room]) -> None:
    """On a new day it stands after those that are there, as it does where it is to follow the one before."""
    begins_to_follow = sitting.start_kind is StartKind.AFTER_PREVIOUS and row.start_kind != sitting.start_kind
    if row._state.adding or row.on != sitting.on or begins_to_follow:
        row.position = last_place(sitting.on)
    row.on, row.resumption = sitting.on, number
    row.start_kind, row.starts_at, row.ends_at = sitting.start_kind, sitting.starts_at, sitting.ends_at
    row.room = rooms[sitting.room] if sitting.room else None
    row.save()


def last_place(on: date) -> int:
    """The place after all that stand on a day."""
    last = Sitting.objects.filter(on=on).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def _write_steps(entry: Entry, wanted: tuple[StepContent, ...], occasions: Mapping[UUID, Occasion]) -> None:
    """Keep the steps that stay, with what was noted about them."""
    kept = set()
    for row in entry.steps.select_related("occasion"):
        step = StepContent(row.occasion.uid, StepKind(row.kind))
        if step in wanted:
            kept.add(step)
        else:
            row.delete()
    for step in wanted:
        if step not in kept:
            Step.objects.create(occasion=occasions[step.occasion], kind=step.kind, entry=entry)
