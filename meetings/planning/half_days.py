"""Which half days of which rooms the programme has taken, and how busy a day or a week already is."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Final

from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.sittings import ASSUMED_LENGTH, DAYS_A_WEEK, FRIDAY
from meetings.rules.vocabulary import COUNCIL_BUSINESS, Format, StartKind
from meetings.rules.working_days import DAY

NOON_BREAK: Final = time(13)
"""Where the morning ends: meetings are held from 10 to 13 and from 15 to 18 o'clock."""

HALVES: Final = (StartKind.MORNING, StartKind.AFTERNOON)


@dataclass(slots=True)
class HalfDays:
    """The half days that are taken, by room, and the days of Council business, by week."""

    _taken: set[tuple[str, date, StartKind]] = field(default_factory=set)
    _sittings: Counter[date] = field(default_factory=Counter)
    _halves: Counter[tuple[date, StartKind]] = field(default_factory=Counter)
    _business: dict[date, set[date]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, entries: Iterable[EntryFact]) -> "HalfDays":
        """As the counted entries leave them. A sitting without a time takes none, but makes its day busier."""
        days = cls()
        for entry in entries:
            if entry.counts:
                for sitting in entry.sittings:
                    room = "" if sitting.shared_room else sitting.room
                    days.take(room, sitting.on, _halves_of(sitting), entry.format)
        return days

    def take(self, room: str, on: date, halves: Iterable[StartKind], form: Format) -> None:
        """Note one sitting; without a room, it only makes its day busier."""
        self._sittings[on] += 1
        for half in halves:
            self._halves[on, half] += 1
            if room:
                self._taken.add((room, on, half))
        if form in COUNCIL_BUSINESS:
            self._business[_monday(on)].add(on)

    def free(self, room: str, on: date) -> list[StartKind]:
        """The halves of a day that a room is free, the one with fewer sittings first; morning before afternoon."""
        halves = [half for half in HALVES if (room, on, half) not in self._taken]
        return sorted(halves, key=lambda half: self._halves[on, half])

    def hints_against(self, on: date, form: Format) -> int:
        """1 where Council business on a day would be on a Friday or on the fifth day of its week (N17), else 0."""
        if form not in COUNCIL_BUSINESS:
            return 0
        week = self._business.get(_monday(on), set()) | {on}
        return int(on.weekday() == FRIDAY or len(week) > DAYS_A_WEEK)

    def sittings_on(self, on: date) -> int:
        """How many sittings a day has already."""
        return self._sittings[on]


def _monday(on: date) -> date:
    return on - on.weekday() * DAY


def _halves_of(sitting: SittingFact) -> Iterator[StartKind]:
    """The halves a sitting takes; one at an exact time may take both."""
    if sitting.start_kind in HALVES:
        yield sitting.start_kind
    elif sitting.start_kind is StartKind.EXACT and sitting.starts_at:
        start = sitting.starts_at
        end = sitting.ends_at or (datetime.combine(date(2000, 1, 1), start) + ASSUMED_LENGTH).time()
        if start < NOON_BREAK:
            yield StartKind.MORNING
        if start >= NOON_BREAK or end > NOON_BREAK or end <= start:
            yield StartKind.AFTERNOON
