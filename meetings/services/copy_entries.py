"""Copying entries of another month: the same business on the same weekdays, as tentative lines."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Entry, Programme, User
from meetings.planning.recurring import months_between, same_day_in
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.rules.vocabulary import EntryStatus
from meetings.services.audit import changing
from meetings.services.entry_content import EntryContent, content_of
from meetings.services.entry_writing import write_content
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused


def copy_entries(
    *,
    entries: Collection[UUID],
    source: Programme,
    programme: Programme,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> list[Entry]:
    """Make tentative entries of a month from those of another: one step, to be taken back as one.

    Args:
        entries: the uids of those to copy.
        source: the month they are of.
        programme: the month the copies are for.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Refused: the month is on record, or one of the entries is no longer in the source.
    """
    rows = sorted(source.entries.filter(uid__in=entries).with_parts(), key=_place)
    if len(rows) != len(set(entries)):
        raise Refused(gettext("Some of them are no longer there. Look at the list again."), "entries")
    refuse_record(programme)
    with changing(
        action="copy entries", subject=source, actor=actor, now=now, request=request, programme=programme
    ):
        return [_copied(row, programme) for row in rows]


def copied_content(entry: Entry, month: date) -> EntryContent:
    """What the copy of an entry says in another month, given by its first day: all but what belongs to its own.

    Each sitting goes to the same weekday of its month, the second Tuesday to the second Tuesday; holidays are not
    avoided, the findings speak of them. A mission that is closed by then is left out.

    Args:
        entry: fetched ``with_parts``.
    """
    content, months = content_of(entry), months_between(entry.programme.month, month)
    moved = [replace(one, on=same_day_in(one.on, months)) for one in content.sittings]
    sittings = tuple(one for one in moved if FIRST_DAY <= one.on <= LAST_DAY)
    day = min((one.on for one in sittings), default=month)
    missions = tuple(one.acronym for one in entry.missions.all() if not one.is_closed_on(day))
    return replace(
        content,
        status=EntryStatus.TENTATIVE,
        documents="",
        internal_note="",
        meeting_number="",
        agenda_sent_on=None,
        called_in_urgency=False,
        sittings=sittings,
        missions=missions,
        steps=(),
    )


def _place(entry: Entry) -> tuple[date, int]:
    """Where it first stands, so that what follows another is copied after it."""
    first = next(iter(entry.sittings.all()), None)
    return (first.on, first.position) if first else (date.max, 0)


def _copied(entry: Entry, programme: Programme) -> Entry:
    copy = Entry(programme=programme)
    write_content(copy, copied_content(entry, programme.month), {})
    return copy
