"""What a planner says of an entry, and how it is written: shared by all services that make or change one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from django.db.models import F, Max
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Entry, Mission, Occasion, Programme, Room, Sitting, Step
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind
from meetings.services.locking import lock_occasion
from meetings.services.refusals import Refused, keeping_rooms

USUAL_START: Final = {StartKind.MORNING: time(12, 59), StartKind.AFTERNOON: time(23, 58)}
"""Where a sitting that only names its half stands among the timed ones: at the end of that half."""

OUT_OF_THE_WAY: Final = 10_000
"""Added to the number of a resumption while others take its place: more than any meeting was ever resumed."""


@dataclass(frozen=True, slots=True)
class SittingContent:
    """One sitting in New York time. ``room`` is a room's name; empty for none."""

    on: date
    start_kind: StartKind = StartKind.UNSET
    starts_at: time | None = None
    ends_at: time | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class StepContent:
    """A step that the entry carries, of the occasion with this uid."""

    occasion: UUID
    kind: StepKind


@dataclass(frozen=True, slots=True)
class EntryContent:
    """All that a planner may say of an entry. Without a sitting it is undated.

    Two that say the same are equal, however they were given: missions by acronym, sittings in the order of time.
    """

    format: Format
    title: str
    agenda: str = ""
    missions: tuple[str, ...] = ()
    openness: Openness = Openness.PUBLIC
    status: EntryStatus = EntryStatus.TENTATIVE
    convener: str = ""
    level: str = ""
    briefers: str = ""
    footnote: str = ""
    documents: str = ""
    internal_note: str = ""
    meeting_number: str = ""
    agenda_sent_on: date | None = None
    called_in_urgency: bool = False
    sittings: tuple[SittingContent, ...] = ()
    steps: tuple[StepContent, ...] = ()

    def __post_init__(self) -> None:
        """Bring the parts into one order."""
        object.__setattr__(self, "missions", tuple(sorted(self.missions)))
        object.__setattr__(self, "sittings", in_order(self.sittings))
        steps = sorted(self.steps, key=lambda step: (str(step.occasion), step.kind))
        object.__setattr__(self, "steps", tuple(steps))

    @property
    def on(self) -> date | None:
        """The first day it sits."""
        return self.sittings[0].on if self.sittings else None


PARTS: Final = ("missions", "sittings", "steps")
PLAIN: Final = tuple(field.name for field in fields(EntryContent) if field.name not in PARTS)
"""The fields that are columns of the entry itself."""


def in_order(sittings: Iterable[SittingContent]) -> tuple[SittingContent, ...]:
    """Day by day and by the clock; what follows another sitting stays behind it."""
    placed: list[tuple[date, time, SittingContent]] = []
    for sitting in sorted(sittings, key=lambda sitting: sitting.on):
        before = placed[-1][1] if placed and placed[-1][0] == sitting.on else time.min
        usual = before if sitting.start_kind is StartKind.AFTER_PREVIOUS else time.max
        clock = sitting.starts_at or USUAL_START.get(sitting.start_kind, usual)
        placed.append((sitting.on, clock, sitting))
    return tuple(sitting for *_, sitting in sorted(placed, key=lambda place: place[:2]))


def content_of(entry: Entry) -> EntryContent:
    """An entry fetched ``with_parts``, as it stands."""
    plain: dict[str, Any] = {name: getattr(entry, name) for name in PLAIN}
    return EntryContent(
        **plain
        | {
            "format": Format(entry.format),
            "openness": Openness(entry.openness),
            "status": EntryStatus(entry.status),
        },
        missions=tuple(mission.acronym for mission in entry.missions.all()),
        sittings=tuple(_sitting_content(sitting) for sitting in entry.sittings.all()),
        steps=tuple(StepContent(step.occasion.uid, StepKind(step.kind)) for step in entry.steps.all()),
    )


def _sitting_content(sitting: Sitting) -> SittingContent:
    return SittingContent(
        on=sitting.on,
        start_kind=StartKind(sitting.start_kind),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        room=sitting.room.name if sitting.room else "",
    )


def refuse_record(programme: Programme) -> None:
    """What a month on record holds is public, and loaded from its sources: no desk changes it.

    Raises:
        Refused: the month is on record.
    """
    if programme.state == Programme.State.RECORD:
        month = date_format(programme.month, "F Y")
        raise Refused(gettext("%(month)s is on record; nothing is planned in it.") % {"month": month})


def closed_before(mission: Mission, day: date) -> bool:
    """Whether a mission is known to be closed on a day."""
    return mission.closed_on is not None and mission.closed_on < day


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
    if closed := [mission.acronym for mission in found if closed_before(mission, day)]:
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
        lambda row, sitting: _sitting_content(row) == sitting,
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
    return row._state.adding or row.resumption != number or _sitting_content(row) != sitting


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
