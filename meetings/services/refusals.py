"""Why a change was not made. Whoever raises one of these has written nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext

from meetings.models import Entry, Occasion

ROOM_CONSTRAINT = "sitting_room_free"


class Refused(Exception):
    """The change makes no sense as the plan stands. ``field`` names the field to mend; empty for the whole."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


class RoomTaken(Refused):
    """Another confirmed sitting holds the room at that time."""

    def __init__(self) -> None:
        super().__init__(
            gettext("The room is taken at that time by another confirmed sitting."), field="room"
        )


class Stale(Exception):
    """Somebody changed the row since the reader saw it; ``row`` is how it stands now."""

    def __init__(self, row: Entry | Occasion) -> None:
        super().__init__(str(row))
        self.row = row


@contextmanager
def keeping_rooms() -> Iterator[None]:
    """Undo what was written inside and say so in words, where the database refuses a room held twice.

    Raises:
        RoomTaken: a sitting written inside overlaps one that holds the room.
    """
    try:
        with transaction.atomic():
            yield
    except (IntegrityError, ValidationError) as error:
        if ROOM_CONSTRAINT not in str(error):
            raise
        raise RoomTaken from error
