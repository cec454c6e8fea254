"""The calendar file beside a message: the entries it speaks of, as they stand now, and what went of them."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext

from meetings.exchange.ical import programme_calendar
from meetings.planning.calendar_lines import CalendarLine


def calendar_file(lines: Iterable[CalendarLine], uids: Collection[str]) -> str:
    """An iCalendar text in the active language; empty where nothing of it has, or ever had, a day.

    Args:
        lines: of whole versions, as ``calendar_lines`` makes them, that of every month an entry may have moved to.
        uids: of the entries that are told of.
    """
    told = [line for line in lines if line.entry.uid in uids]
    if not any(line.sittings or line.former for line in told):
        return ""
    return programme_calendar(told, name=gettext("Programme of work")).decode()
