"""Published lines as an iCalendar file (RFC 5545, 5546, 7986), for the calendar programs of those who follow them.

The same lines always make the same bytes in a language: no stamp is of the moment of making.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parseaddr
from typing import Final

from django.conf import settings
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from icalendar import Calendar, Component, Event, Timezone, vCalAddress, vDuration, vText

from meetings.exchange.wording_standing import provisional_text
from meetings.exchange.wording_values import about, begins_with
from meetings.models.labels import FORMATS, OPENNESS, START_KINDS, STATUSES
from meetings.planning.calendar_lines import CalendarLine, former_as_placed
from meetings.planning.timetable import NEW_YORK, CalendarSitting
from meetings.rules.facts import EntryFact
from meetings.rules.sittings import ASSUMED_LENGTH
from meetings.rules.vocabulary import EntryStatus, Openness, StartKind

PRODUCT: Final = "-//Security Council programme of work//Calendar 1//EN"

LOOK_AGAIN: Final = timedelta(hours=1)
"""How soon a program that follows is asked to look again; an unchanged file costs it an empty answer."""

HALVES: Final = (StartKind.MORNING, StartKind.AFTERNOON)

ALL_DAY: Final = timedelta(days=1)

CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")

ZONE: Final = """\
BEGIN:VTIMEZONE
TZID:America/New_York
BEGIN:DAYLIGHT
DTSTART:19870405T020000
RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=1SU;UNTIL=20060402T070000Z
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19871025T020000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU;UNTIL=20061029T060000Z
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
END:VTIMEZONE
"""
"""New York's clock as two pairs of rules: programs that do not know the zone by name understand rules best.

(What the library makes of its own time zone data lists each change of the clock, which some of them ignore.)
"""


def programme_calendar(lines: Iterable[CalendarLine], *, name: str, method: str = "PUBLISH") -> bytes:
    """One VEVENT a sitting, in the active language, by day.

    An undated entry has no day on a calendar and is left out; a day it had before is cancelled. The lines are made
    by ``planning.calendar_lines.calendar_lines`` from whole versions, since what follows another sitting begins
    when that ends; then any of them may be left out, and ``CalendarLine.as_of`` takes off what is off for long.

    Args:
        name: what the calendar is called in the reader's program.
        method: of iTIP (RFC 5546, 3.2); published, it needs no answer.
    """
    calendar = new_calendar(name, method)
    calendar.add_component(Timezone.from_ical(ZONE))
    placed = [pair for line in lines for pair in _sittings(line)]
    for line, sitting, stands in sorted(placed, key=lambda one: (one[1].on, one[0].entry.uid, one[1].number)):
        calendar.add_component(_event(line, sitting, stands=stands))
    return bytes(calendar.to_ical())


def new_calendar(name: str, method: str = "PUBLISH") -> Calendar:
    """An empty calendar with all that a program wants to know of it."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", method)
    for called in ("name", "x-wr-calname"):  # the library escapes what it takes for a text, and knows neither
        calendar.add(called, vText(plain_text(name)))
    calendar.add("x-wr-timezone", str(NEW_YORK))
    calendar.add("refresh-interval", vDuration(LOOK_AGAIN), parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", vDuration(LOOK_AGAIN))
    return calendar


def new_event(uid: str, sequence: int, changed_at: datetime, *, access: str = "PUBLIC") -> Event:
    """An event with what tells it from others and its states from each other.

    Args:
        sequence: raised with every change.
        changed_at: an aware instant.
        access: who should see it, as far as the program that reads it cares (RFC 5545, 3.8.1.3).
    """
    stamp = changed_at.astimezone(UTC)
    event = Event()
    event.add("uid", uid)
    event.add("sequence", sequence)
    event.add("dtstamp", stamp)
    event.add("last-modified", stamp)
    event.add("organizer", _organizer())
    event.add("class", access)
    return event


def all_day(event: Component, on: object) -> None:
    """Put an event on a whole day (a date); its end is the day after, which is not part of it."""
    event.add("dtstart", on)
    event.add("dtend", on + ALL_DAY)  # type: ignore[operator]


def plain_text(text: str) -> str:
    """A text as a value may hold it: lines end one way, and no control characters (RFC 5545, 3.1)."""
    return CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def sitting_uid(entry: EntryFact, number: int) -> str:
    """By which programs know a sitting, for good. The first has the entry's own uid (a UUID, as RFC 7986 asks)."""
    return f"{entry.uid}.{number}" if number else entry.uid


def _sittings(line: CalendarLine) -> Iterator[tuple[CalendarLine, CalendarSitting, bool]]:
    """The sittings of a line, and whether each is still one."""
    yield from ((line, sitting, True) for sitting in line.sittings)
    yield from ((line, former_as_placed(one), False) for one in line.former)


def _event(line: CalendarLine, sitting: CalendarSitting, *, stands: bool) -> Event:
    entry = line.entry
    on = stands and entry.counts
    event = new_event(sitting_uid(entry, sitting.number), line.mark.sequence, line.mark.changed_at)
    _place(event, sitting)
    event.add("status", _status(entry) if on else "CANCELLED")
    event.add("transp", "OPAQUE" if on and sitting.begins else "TRANSPARENT")
    event.add("summary", plain_text(_summary(entry, sitting, stands=stands)))
    event.add("description", plain_text("\n".join(_description(entry, sitting, stands=stands))))
    event.add("categories", [str(FORMATS[entry.format]), *map(plain_text, entry.missions)])
    event.add("url", _page(entry, sitting))
    if sitting.room:
        event.add("location", plain_text(sitting.room))
    return event


def _organizer() -> vCalAddress:
    """What is published must name whom it is from (RFC 5546, 3.2.1): the site, under the address of its messages."""
    address = vCalAddress(f"mailto:{parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    address.params["CN"] = gettext("Programme of work")
    return address


def _status(entry: EntryFact) -> str:
    return "TENTATIVE" if entry.status is EntryStatus.TENTATIVE else "CONFIRMED"


def _place(event: Event, sitting: CalendarSitting) -> None:
    if sitting.begins is None or sitting.ends is None:
        all_day(event, sitting.on)
        return
    begins, ends = _instant(sitting.begins), _instant(sitting.ends)
    if ends <= begins:  # an end in the hour that the clock leaves out in March
        ends = begins + ASSUMED_LENGTH
    event.add("dtstart", begins.astimezone(NEW_YORK))
    event.add("dtend", ends.astimezone(NEW_YORK))


def _instant(local: datetime) -> datetime:
    return local.replace(tzinfo=NEW_YORK).astimezone(UTC)


def _summary(entry: EntryFact, sitting: CalendarSitting, *, stands: bool) -> str:
    """What a month view shows: whether it is on, which half of the day, what kind of meeting, and on what."""
    kind = str(FORMATS[entry.format])
    closed = f" ({OPENNESS[entry.openness]})" if entry.openness is Openness.CLOSED else ""
    said = begins_with(entry.title, kind)
    text = f"{entry.title}{closed}" if said else about(f"{kind}{closed}", entry.title)
    if sitting.number:
        text = f"{text} ({gettext('resumed')})"
    if sitting.start_kind in HALVES:
        text = about(str(START_KINDS[sitting.start_kind]), text)
    elif sitting.start_kind is StartKind.AFTER_PREVIOUS and sitting.begins is None:
        text = about(capfirst(str(START_KINDS[sitting.start_kind])), text)
    if not entry.counts:
        return about(capfirst(str(STATUSES[entry.status])), text)
    return text if stands else about(gettext("No longer on this day"), text)


def _description(entry: EntryFact, sitting: CalendarSitting, *, stands: bool) -> Iterator[str]:
    """Line by line: what is taken up and by whom, how sure the time is, and what all of it is worth."""
    yield from entry.agenda
    yield from _people(entry)
    for label, value in (
        (gettext("Documents"), entry.documents),
        (gettext("Missions"), ", ".join(entry.missions)),
        (gettext("Note"), entry.footnote),
    ):
        if value:
            yield about(label, value)
    if stands and entry.counts:
        yield from _about_time(sitting)
    yield provisional_text()
    yield _page(entry, sitting)


def _about_time(sitting: CalendarSitting) -> Iterator[str]:
    """What a block of time on a calendar would otherwise say without anybody having said it."""
    if sitting.start_kind is StartKind.AFTER_PREVIOUS:
        yield gettext("It begins when the sitting before it ends.")
    elif sitting.start_kind is StartKind.UNSET:
        yield gettext("The time of day is not set.")
    if sitting.begins_assumed:
        yield gettext("That end is not set either: the time shown is assumed.")
    if sitting.ends_assumed:
        yield gettext("Its end is not set: one hour is assumed.")


def _people(entry: EntryFact) -> Iterator[str]:
    for label, value in (
        (gettext("Convened by"), entry.convener),
        (gettext("Level"), entry.level),
        (gettext("Briefers"), entry.briefers),
    ):
        if value:
            yield about(label, value)


def _page(entry: EntryFact, sitting: CalendarSitting) -> str:
    return f"{settings.SITE_URL}{reverse('month_list', args=[entry.month])}#day-{sitting.on.isoformat()}"
