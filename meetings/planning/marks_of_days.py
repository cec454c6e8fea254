"""What a day would do to the programme: rooms, closed days, days of business in a week (L1, L2, N17)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.planning.mark import Mark, Told
from meetings.rules.case import PlanCase
from meetings.rules.facts import EntryFact, PlanFacts, official_days
from meetings.rules.findings import Reason, Severity
from meetings.rules.months import first_of, last_of
from meetings.rules.sittings import (
    FRIDAY,
    entries_on_working_days,
    four_days_a_week,
    one_sitting_in_a_room,
)
from meetings.rules.vocabulary import COUNCIL_BUSINESS
from meetings.rules.working_days import DAY, WorkingDays

WEEK: Final = range(7)


@dataclass(frozen=True, slots=True)
class OtherEntries:
    """The entries that stay where they are, by the days on which they sit, so that a day asks only its own week."""

    plan: PlanFacts
    calendar: WorkingDays
    holidays: Mapping[date, str]
    by_day: Mapping[date, Collection[EntryFact]]

    @classmethod
    def of(cls, plan: PlanFacts, leaving: str = "") -> "OtherEntries":
        """All that count, but for the one that is about to move."""
        by_day: dict[date, list[EntryFact]] = defaultdict(list)
        for entry in plan.entries:
            if entry.counts and entry.uid != leaving:
                for on in {sitting.on for sitting in entry.sittings}:
                    by_day[on].append(entry)
        names = {holiday.on: holiday.name for holiday in plan.holidays if holiday.official}
        return cls(plan, WorkingDays(official_days(plan.holidays)), names, dict(by_day))

    def on(self, days: Iterable[date]) -> tuple[EntryFact, ...]:
        """The entries that sit on any of these days, each once."""
        found = {entry.uid: entry for day in days for entry in self.by_day.get(day, ())}
        return tuple(found.values())

    def told(self, entry: EntryFact, on: date) -> Iterator[Told]:
        """What the programme's rules would say of ``entry``, which already sits on ``on``, about that day."""
        if entry.counts:
            yield from self._clashes(entry, on)
            yield from self._closed(entry, on)
            yield from self._business(entry, on)

    def _case(self, entry: EntryFact, on: date, others: Collection[EntryFact]) -> PlanCase:
        """The day's own month with no more in it than the question needs."""
        return PlanCase(self.plan, self.calendar, (*others, entry), first_of(on), last_of(on))

    def _clashes(self, entry: EntryFact, on: date) -> Iterator[Told]:
        rooms = {sitting.room for sitting in entry.sittings}
        others = [  # of the day before and after too, for a sitting may run past midnight
            other
            for other in self.on((on - DAY, on, on + DAY))
            if not rooms.isdisjoint(sitting.room for sitting in other.sittings)
        ]
        titles = {other.uid: other.title for other in (*others, entry)}
        for finding in one_sitting_in_a_room(self._case(entry, on, others)):
            uids = (finding.detail, finding.subject)
            if (entry.uid, on) in finding.dates:
                other = uids[0] if uids[1] == entry.uid else uids[1]
                yield Told(Mark.CLASH, finding.rule, finding.severity, name=titles[other])

    def _closed(self, entry: EntryFact, on: date) -> Iterator[Told]:
        for finding in entries_on_working_days(self._case(entry, on, ())):
            if (entry.uid, on) in finding.dates:
                name = self.holidays.get(on, "")
                mark = Mark.HOLIDAY if on.weekday() <= FRIDAY else Mark.WEEKEND
                yield Told(mark, finding.rule, finding.severity, name=name)

    def _business(self, entry: EntryFact, on: date) -> Iterator[Told]:
        if entry.format not in COUNCIL_BUSINESS:
            return
        monday = on - on.weekday() * DAY
        case = self._case(entry, on, self.on(monday + n * DAY for n in WEEK))
        for finding in four_days_a_week(case):
            if finding.subject != monday.isoformat():
                continue
            used = any(other.format in COUNCIL_BUSINESS for other in self.by_day.get(on, ()))
            if finding.reason is Reason.FIFTH_DAY and not used:
                yield Told(Mark.FIFTH_DAY, finding.rule, Severity.HINT)
            elif on.weekday() == FRIDAY:
                yield Told(Mark.FRIDAY, finding.rule, Severity.HINT)
