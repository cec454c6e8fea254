"""Editing an entry: all that is said of it, at once."""

from datetime import datetime
from uuid import UUID

from meetings.models import Entry, User
from meetings.services.audit import changing
from meetings.services.entry_content import EntryContent, content_of
from meetings.services.entry_writing import lock_occasions, write_content
from meetings.services.locking import lock_entry
from meetings.services.on_record import refuse_held


def edit_entry(
    *,
    entry: Entry,
    content: EntryContent,
    seen: int,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Entry:
    """Bring an entry to what a planner says. One that says the same already is left alone, with its revision.

    Args:
        seen: the revision the planner saw.
        now: an aware instant.
        request: the id of the request this is part of.

    Returns:
        The entry as it stands now.

    Raises:
        Entry.DoesNotExist: it was removed meanwhile.
        Stale: it was changed meanwhile.
        Refused: it was held, or its month is on record; or a mission, a room or an occasion is not known, at its field.
        RoomTaken: another confirmed sitting holds a room at that time.
    """
    try:
        with changing(
            action="edit entry",
            subject=entry,
            actor=actor,
            now=now,
            request=request,
            programme=entry.programme,
        ):
            occasions = lock_occasions(content)
            locked = lock_entry(pk=entry.pk, seen=seen)
            refuse_held(locked)
            if content_of(Entry.objects.with_parts().get(pk=locked.pk)) == content:
                raise _NothingNew
            locked.revision += 1
            write_content(locked, content, occasions)
    except _NothingNew:
        return entry
    return locked


class _NothingNew(Exception):
    """The entry says all this already, so there is no step to keep."""
