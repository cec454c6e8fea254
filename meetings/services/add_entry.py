"""Adding an entry to a month."""

from datetime import datetime
from uuid import UUID

from meetings.models import Entry, Programme, User
from meetings.services.audit import changing
from meetings.services.entry_content import EntryContent
from meetings.services.entry_writing import lock_occasions, write_content
from meetings.services.on_record import refuse_record


def add_entry(
    *,
    programme: Programme,
    content: EntryContent,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Entry:
    """Make a new entry in a month, with its sittings and the steps it carries.

    Args:
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Refused: the month is on record; or a mission, a room or an occasion is not known, at its field.
        RoomTaken: another confirmed sitting holds a room at that time.
    """
    entry = Entry(programme=programme)
    with changing(
        action="add entry", subject=entry, actor=actor, now=now, request=request, programme=programme
    ):
        occasions = lock_occasions(content)
        refuse_record(programme)
        write_content(entry, content, occasions)
    return entry
