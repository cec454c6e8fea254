"""Moving an entry: one of its sittings to another day or time, from the undated lines to a day, or back to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Entry, Programme, Sitting, User
from meetings.rules.months import FIRST_DAY, LAST_DAY, first_of, last_of, month_after, month_before
from meetings.rules.vocabulary import EntryStatus, StartKind
from meetings.services.audit import changing
from meetings.services.entry_writing import last_place
from meetings.services.locking import lock_entry
from meetings.services.on_record import refuse_held, refuse_record
from meetings.services.refusals import Refused, Stale, keeping_rooms

Start = tuple[StartKind, time | None]
"""How a sitting starts, with its New York time where that is exact."""

SAID_OF_TITLE: Final = 150
"""So many letters of a title go into the record, which has room for the two days as well."""


def move_entry(
    *,
    entry: Entry,
    sitting: Sitting | None,
    on: date | None,
    start: Start | None,
    seen: int,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    desk: Programme | None = None,
) -> Entry:
    """Put one sitting of an entry on another day, at another time, or on none.

    With its first sitting the entry goes to the programme of a neighbouring month. On its new day the sitting
    stands after those that are there: none of them comes to follow another than before.

    Args:
        sitting: the one to move; ``None`` places an undated entry.
        on: the day in New York; ``None`` takes the sitting away, the last one leaving the entry undated.
        start: ``None`` keeps the start as it is (not set, for an undated entry).
        seen: the revision the planner saw.
        now: an aware instant.
        request: the id of the request this is part of.
        desk: the month on whose desk it is done and can be undone; by default the entry's own, before the move.

    Returns:
        The entry as it stands now, with its new revision.

    Raises:
        Entry.DoesNotExist: it was removed meanwhile.
        Stale: it was changed meanwhile.
        Refused: the move makes no sense; at ``on``, or at the whole.
        RoomTaken: another confirmed sitting holds the room at that time.
    """
    move = _Move(on, start)
    subject = _Subject(entry, sitting, move)
    with changing(
        action="move entry", subject=subject, actor=actor, now=now, request=request,
        programme=desk or entry.programme,
    ):  # fmt: skip
        locked = lock_entry(pk=entry.pk, seen=seen)
        sittings = list(locked.sittings.all())
        moving = _found(sitting, sittings, locked)
        _refuse_settled(locked)
        _refuse_nothing(moving, move, sittings)
        locked.programme = _programme_after(locked, moving, move, sittings)
        with keeping_rooms():
            _write(moving or Sitting(entry=locked), move)
        locked.revision += 1
        locked.save(update_fields=["revision", "programme"])
    return locked


@dataclass(frozen=True, slots=True)
class _Move:
    on: date | None
    start: Start | None


@dataclass(frozen=True, slots=True)
class _Subject:
    """What the audit trail calls it: the title and the two days."""

    entry: Entry
    sitting: Sitting | None
    move: _Move

    def __str__(self) -> str:
        before = self.sitting.on if self.sitting else None
        return f"{self.entry.title[:SAID_OF_TITLE]}: {before or '–'} → {self.move.on or '–'}"


def _found(sitting: Sitting | None, sittings: Iterable[Sitting], entry: Entry) -> Sitting | None:
    """The sitting as it stands in the database now."""
    if sitting is None:
        return None
    found = next((row for row in sittings if row.pk == sitting.pk), None)
    if found is None:
        raise Stale(entry)
    return found


def _refuse_settled(entry: Entry) -> None:
    """Raises ``Refused`` for what is no longer a plan."""
    refuse_held(entry)
    if entry.status == EntryStatus.CANCELLED:
        raise Refused(gettext("This was cancelled. Change its status before you move it."))


def _refuse_nothing(moving: Sitting | None, move: _Move, sittings: list[Sitting]) -> None:
    """Raises ``Refused`` where the move would change nothing, or would hold one sitting twice."""
    if moving is None and sittings:
        raise Refused(gettext("Say which of its sittings is to be moved."), "sitting")
    if move.on is None:
        if moving is None:
            raise Refused(gettext("It has no day already."), "on")
        return
    if moving and moving.on == move.on and _start_of(moving) == (move.start or _start_of(moving)):
        raise Refused(gettext("It is on that day already."), "on")
    number = moving.resumption if moving else 0
    others = (row for row in sittings if row != moving and row.on == move.on)
    if any(row.resumption == number for row in others):
        raise Refused(gettext("Another of its sittings is on that day already."), "on")


def _start_of(sitting: Sitting) -> Start:
    return StartKind(sitting.start_kind), sitting.starts_at


def _programme_after(entry: Entry, moving: Sitting | None, move: _Move, sittings: list[Sitting]) -> Programme:
    """The programme the entry belongs to then: that of its first sitting, if the move takes that to another month.

    Raises:
        Refused: the day is out of reach, or its month is on record or not begun.
    """
    if move.on:
        _refuse_out_of_reach(move.on, entry.programme.month)
    days = [row.on for row in sittings if row != moving] + ([move.on] if move.on else [])
    first = min(days, default=None)
    begun = _begun(first_of(day) for day in (move.on, first) if day)
    stays = {entry.programme.month, *(first_of(row.on) for row in sittings[:1])}
    if first is None or first_of(first) in stays:
        return entry.programme
    if first_of(first) not in begun:
        raise Refused(_not_begun(first_of(first)), "on")
    return begun[first_of(first)]


def _begun(months: Iterable[date]) -> dict[date, Programme]:
    """The programmes of those months that somebody began. Raises ``Refused`` at ``on`` for one on record."""
    begun = {row.month: row for row in Programme.objects.filter(month__in=set(months))}
    for programme in begun.values():
        try:
            refuse_record(programme)
        except Refused as refused:
            raise Refused(refused.message, "on") from refused
    return begun


def _refuse_out_of_reach(on: date, month: date) -> None:
    """Raises ``Refused`` at ``on`` for a day beyond the neighbouring months, or without a page."""
    first = max(month_before(month), FIRST_DAY)
    last = min(last_of(month_after(month)), LAST_DAY)
    if not first <= on <= last:
        message = gettext("An entry of %(month)s can be moved to a day from %(first)s to %(last)s.")
        days = {"first": date_format(first, "j F Y"), "last": date_format(last, "j F Y")}
        raise Refused(message % {"month": _name(month), **days}, "on")


def _not_begun(month: date) -> str:
    return gettext("Nobody has begun %(month)s yet. Begin it, then move.") % {"month": _name(month)}


def _name(month: date) -> str:
    return date_format(month, "F Y")


def _write(sitting: Sitting, move: _Move) -> None:
    """Save the sitting where it is to be, or delete it."""
    if move.on is None:
        sitting.delete()
        return
    follows = move.start is not None and move.start[0] is StartKind.AFTER_PREVIOUS
    if sitting.on != move.on or follows:
        sitting.position = last_place(move.on)
    sitting.on = move.on
    if move.start:
        _start_at(sitting, move.start)
    sitting.save()


def _start_at(sitting: Sitting, start: Start) -> None:
    """Give it another start. It lasts as long as before; without an exact time, it has no end either."""
    ends_at = None
    if sitting.starts_at and sitting.ends_at and start[1]:
        ends_at = _later_by(start[1], sitting.starts_at, sitting.ends_at)
    sitting.start_kind, sitting.starts_at, sitting.ends_at = start[0], start[1], ends_at


def _later_by(starts_at: time, before: time, until: time) -> time | None:
    """The end of as long a sitting; none where that would be after midnight."""
    day = date.min
    lasts = datetime.combine(day, until) - datetime.combine(day, before)
    ends = datetime.combine(day, starts_at) + lasts
    return ends.time() if ends.date() == day else None
