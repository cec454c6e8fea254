"""Writing what a file says of the sittings of entries, and what follows for their rooms and revisions."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field
from datetime import date
from itertools import count
from typing import Any, Final

from django.db.models import Max, Q

from meetings.exchange.tables.columns import Place, Problem
from meetings.models import Entry, Load, Sitting
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus
from meetings.services.first_state import keep_first_states
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.in_bulk import Written, write_in_bulk
from meetings.services.loads.lines import Line, Wanted
from meetings.services.loads.steps import Steps
from meetings.services.reference.writing import ROWS_AT_ONCE
from meetings.services.refusals import RoomTaken, keeping_rooms

FREE: Final = {"room_from": None, "room_until": None}
"""What a sitting has that holds no room."""


@dataclass(frozen=True, slots=True)
class Said:
    """One sitting as a file speaks of it.

    ``resumption`` is ``None`` where the file does not number the sittings of a meeting. ``values`` are the columns
    it speaks of: how it starts and ends, the room.
    """

    place: Place
    on: date
    resumption: int | None
    values: Mapping[str, Any]


@dataclass(slots=True)
class Brought:
    """An entry that a file brings, with what it says of the entry's sittings, and which of those on record it means.

    ``known`` are the sittings on record by their place among ``said``. ``line`` is that of an entry that is new:
    it tells of its first sitting too. ``taken_off`` says that somebody took the entry off its day by hand.
    """

    place: Place
    entry: Entry
    label: str
    said: Sequence[Said]
    known: Mapping[int, Sitting] = field(default_factory=dict)
    line: Line | None = None
    taken_off: bool = False


def bring_sittings(bringing: Bringing, brought: Sequence[Brought]) -> Steps[None]:
    """Write the sittings, raise the revisions of entries that only sit otherwise now, and settle the rooms.

    The entries are written already, and locked, for entries come before sittings and rooms come last.
    """
    standing = [one for one in brought if one.entry.pk]
    wanted = list(_wanted(standing))
    known = [sitting for one in standing for sitting in one.known.values()]
    yield from bringing.bring(Sitting, wanted, key=["id"], stored=known)
    by_pk = {one.entry.pk: one for one in standing}
    _raise_revisions(bringing, by_pk)
    settle_rooms(bringing, by_pk)


def _wanted(brought: Iterable[Brought]) -> Iterator[Wanted]:
    """New ones stand after all that are there on their day, in the order of the file."""
    brought = list(brought)
    places = _Places.of(
        said.on
        for one in brought
        for number, said in enumerate(one.said)
        if number not in one.known or one.known[number].on != said.on
    )
    made = count(1)
    for one in brought:
        for number, said in enumerate(one.said):
            row = one.known.get(number)
            yield _one(one, said, row, places, row.pk if row else -next(made))


def _one(one: Brought, said: Said, row: Sitting | None, places: "_Places", known_as: int) -> Wanted:
    values = {"on": said.on, **said.values}
    if said.resumption and (row is None or row.resumption == said.resumption):
        values["resumption"] = said.resumption
    new: dict[str, Any] = {}
    follows: dict[str, dict[str, Any]] = {}
    if row is None:
        new = {"entry_id": one.entry.pk, "position": places.last(said.on)}
    elif row.room_from:
        follows = {column: {**FREE} for column in values}
    if row and row.on != said.on:
        follows["on"] = {**follows.get("on", {}), "position": places.last(said.on)}
    return Wanted(
        place=said.place,
        values=values,
        label=one.label,
        new=new,
        follows=follows,
        within=one.line if row is None and said is one.said[0] else None,
        taken_away=one.taken_off and row is None,
        known_as={"id": known_as},
    )


class _Places:
    """The places of sittings in their day, by which "followed by" is understood."""

    def __init__(self, taken: Mapping[date, int]) -> None:
        self.taken = dict(taken)

    @classmethod
    def of(cls, days: Iterable[date]) -> "_Places":
        """One query for some hundred days."""
        taken: dict[date, int] = {}
        for some in in_chunks(sorted(set(days))):
            last = Sitting.objects.filter(on__in=some).order_by().values("on").annotate(last=Max("position"))
            taken |= {row["on"]: row["last"] for row in last}
        return cls(taken)

    def last(self, on: date) -> int:
        """The next place at the end of a day."""
        self.taken[on] = self.taken.get(on, -1) + 1
        return self.taken[on]


def _raise_revisions(bringing: Bringing, brought: Mapping[int, Brought]) -> None:
    """An entry that sits otherwise has changed, for whoever has it open."""
    written = [line for line in bringing.lines if line.is_written]
    raised = {line.instance.pk for line in written if line.noun is Entry and line.instance}
    moved = {line.instance.entry_id for line in written if isinstance(line.instance, Sitting)} - raised
    for some in in_chunks(sorted(moved & brought.keys())):
        work = [
            Written(Wanted(brought[pk].place, {}, brought[pk].label), brought[pk].entry, frozenset())
            for pk in some
        ]
        bringing.problems += write_in_bulk(Entry, work)


def settle_rooms(bringing: Bringing, brought: Mapping[int, Brought]) -> None:
    """Let sittings leave rooms they hold no more, then take those they are to hold, in the order of the rooms.

    Only now, when all are where they are to be: two may have changed places. A room that another holds is a
    problem of the row.
    """
    for some in in_chunks(sorted(_touched(bringing) & brought.keys())):
        for sitting in _to_settle(some):
            if problem := _settle(sitting, brought[sitting.entry_id]):
                bringing.problems.append(problem)


def _touched(bringing: Bringing) -> set[int]:
    """The entries that are new or changed, themselves or in one of their sittings."""
    rows = [line.instance for line in bringing.lines if line.is_written]
    entries = {row.pk for row in rows if isinstance(row, Entry)}
    return entries | {row.entry_id for row in rows if isinstance(row, Sitting)}


def _to_settle(entries: Collection[int]) -> list[Sitting]:
    rows = Sitting.objects.filter(entry__in=entries).select_related("entry", "room").order_by("room_id", "pk")
    may = rows.filter(Q(entry__status=EntryStatus.CONFIRMED, room__isnull=False) | Q(room_from__isnull=False))
    changed = [sitting for sitting in may if copy(sitting).claim_room(sitting.entry)]
    keep_first_states(changed)
    for sitting in changed:
        sitting.claim_room(sitting.entry)
    return sorted(changed, key=lambda sitting: sitting.room_from is not None)


def _settle(sitting: Sitting, brought: Brought) -> Problem | None:
    try:
        with keeping_rooms():
            sitting.save(update_fields=["room_from", "room_until"])
    except RoomTaken as error:
        return Problem(brought.place.sheet, brought.place.row, "room", str(sitting.room), error.message)
    return None


def taken_off_by_hand(entries: Collection[int]) -> set[int]:
    """Those of some entries that somebody took off a day by hand, and no load."""
    if not entries:
        return set()
    loads = Load.objects.exclude(request=None)
    gone = records(Sitting).filter(entry_id__in=entries, history_type="-", history_user__isnull=False)
    gone = gone.exclude(request__in=loads.values("request"))
    taken_back = loads.exclude(taken_back_request=None).values("taken_back_request")
    return set(gone.exclude(request__in=taken_back).values_list("entry_id", flat=True))


def in_chunks(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Some hundred at a time: what one query may ask for."""
    for start in range(0, len(values), ROWS_AT_ONCE):
        yield values[start : start + ROWS_AT_ONCE]
