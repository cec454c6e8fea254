"""Lines of the programme as they are loaded, whichever file they come from."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, time

from meetings.rules.vocabulary import CLOSED_BY_NATURE, EntryStatus, Format, Openness, StartKind

OFFICIAL_ITEM = (
    "Meeting of the Security Council with the troop- and police-contributing countries "
    "pursuant to resolution 1353 (2001), annex II, sections A and B - {}"
)

DOCUMENT = re.compile(r"S/RES/\d+ \(\d{4}\)|S/PRST/\d{4}/\d+")


@dataclass(frozen=True, slots=True)
class SittingData:
    """One sitting. ``position`` is its place in the day, by which "followed by" is understood."""

    on: date
    resumption: int = 0
    start_kind: StartKind = StartKind.UNSET
    starts_at: time | None = None
    room: str = ""
    position: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryData:
    """One line of a month. ``key`` names it from one loading to the next; no sitting means no day was stated."""

    key: str
    month: date
    format: Format
    title: str
    agenda: str = ""
    missions: tuple[str, ...] = ()
    openness: Openness = Openness.PUBLIC
    status: EntryStatus = EntryStatus.HELD
    documents: str = ""
    meeting_number: str = ""
    outcome: str = ""
    vote: str = ""
    press_release: str = ""
    verified: bool = True
    source_url: str = ""
    source_note: str = ""
    sittings: tuple[SittingData, ...] = ()

    @property
    def outcomes(self) -> tuple[str, ...]:
        """The documents it brought, one by one."""
        return tuple(DOCUMENT.findall(self.outcome))

    @property
    def on(self) -> date | None:
        """The first day it sits."""
        return min((sitting.on for sitting in self.sittings), default=None)


def openness(format_: Format, *, said_to_be_closed: bool = False) -> Openness:
    """Closed where the source says so, and where meetings of that format always are."""
    closed = said_to_be_closed or format_ in CLOSED_BY_NATURE
    return Openness.CLOSED if closed else Openness.PUBLIC


def contributors_title(missions: Iterable[str]) -> str:
    """A title that can be read at a glance; the official item goes into the agenda."""
    return f"Meeting with contributors: {' or '.join(missions)}"


def in_order_of_the_day(entries: Iterable[EntryData]) -> Iterator[EntryData]:
    """The same entries, their sittings numbered through each day in the order given."""
    places: dict[date, int] = {}
    for entry in entries:
        sittings = []
        for sitting in entry.sittings:
            places[sitting.on] = places.get(sitting.on, -1) + 1
            sittings.append(replace(sitting, position=places[sitting.on]))
        yield replace(entry, sittings=tuple(sittings))
