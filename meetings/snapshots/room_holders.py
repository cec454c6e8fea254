"""Who holds a room at a time: to be told to whoever was refused it."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings

from meetings.models import Entry, Sitting
from meetings.rules.sittings import ASSUMED_LENGTH


def holder_of(
    room: str, on: date, starts_at: time, ends_at: time | None, besides: Entry | None = None
) -> Sitting | None:
    """The sitting, with its entry, that keeps others out of a room at a time; ``None`` where nobody does: one query.

    Args:
        room: the room's name.
        ends_at: where it is not given, an hour after the start is taken.
        besides: an entry whose own sittings do not count.
    """
    zone = ZoneInfo(settings.TIME_ZONE)
    begin = datetime.combine(on, starts_at, zone)
    end = datetime.combine(on, ends_at, zone) if ends_at else begin + ASSUMED_LENGTH
    holding = Sitting.objects.filter(room__name=room, room_from__lt=end, room_until__gt=begin)
    others = holding.exclude(entry=besides) if besides and besides.pk else holding
    return others.select_related("entry").order_by("room_from").first()
