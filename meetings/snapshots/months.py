"""One month as its page needs it: as it was published, made of its version alone, or as it was held.

A published month is frozen: one query fetches it with its neighbours, and nothing of their contents is read before
something must be shown. The record is live: five queries more.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.utils.translation import get_language

from meetings.models import Entry, Programme, ProgrammeVersion
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact, HolidayFact, OccasionFact, PlanFacts
from meetings.rules.margin import MarginKind, MarginLine, PresidencyFact
from meetings.rules.months import last_of, month_before
from meetings.snapshots.entries import entry_facts
from meetings.snapshots.latest import LatestVersion, latest_around
from meetings.snapshots.margin import holidays_in, margin
from meetings.snapshots.published import merged

LOOK_AHEAD = timedelta(days=75)
"""How far beyond the month holidays are fetched: a chain of dates crosses two month borders."""


@dataclass(frozen=True, slots=True)
class MonthSnapshot:
    """What anyone may see of a month: one of its versions, or what was held.

    ``published`` also holds the neighbours' entries, whose tails bear on it, and has each entry where it counts: one
    that left for another month stands in ``entries`` postponed, and in ``published`` as planned there. ``holidays``
    are there where rules are asked (``with_holidays``) and in the record. ``by_number`` tells a version that was
    asked for by its number from the month as it stands.
    """

    month: date
    entries: tuple[EntryFact, ...]
    published: Mapping[str, EntryFact]
    margin: tuple[MarginLine, ...]
    presidency: MarginLine | None
    holidays: tuple[HolidayFact, ...] = ()
    is_sample: bool = False
    version: int | None = None
    title_kind: str = ""
    published_at: datetime | None = None
    withdraws: bool = False
    note: str = ""
    by_number: bool = False

    def plan(self, occasions: tuple[OccasionFact, ...], today: date) -> PlanFacts:
        """What the rules are told: the entries of this month and its neighbours, each where it counts."""
        around = {**{entry.uid: entry for entry in self.entries}, **self.published}
        return PlanFacts(
            month=self.month,
            today=today,
            entries=tuple(around.values()),
            occasions=occasions,
            holidays=self.holidays,
        )


@dataclass(frozen=True, slots=True)
class MonthAround:
    """A month and its two neighbours as fetched, nothing of their contents read yet."""

    month: date
    rows: tuple[tuple[Programme, LatestVersion | None], ...]

    @property
    def programme(self) -> Programme | None:
        """The month itself, where it is there."""
        return next((row for row, _version in self.rows if row.month == self.month), None)

    @property
    def version(self) -> LatestVersion | None:
        """The latest version of the month itself."""
        return next((version for row, version in self.rows if row.month == self.month), None)

    @property
    def is_frozen(self) -> bool:
        """Whether all of it that shows is in versions; one of before margins were kept borrows the live margin."""
        return self.version is not None and self.version.has_margin

    @property
    def made_of(self) -> tuple[object, ...]:
        """All that a frozen month is made of, in short: what is the same here is the same month.

        The stage of a draft is not among it: a tag that changes with it would tell that somebody works on the month.
        """
        is_sample = self.programme is not None and self.programme.is_sample
        versions = [(row.month, *version.told_apart_by) for row, version in self.rows if version]
        return (self.month, is_sample, *versions)

    def snapshot(self) -> MonthSnapshot:
        """Read the contents: no query more for a frozen month, else those for what is live."""
        found = merged(
            (version.published_at, row.month, version.published) for row, version in self.rows if version
        )
        if self.programme is None or self.version is None:
            return _held(self.month, self.programme, found)
        snapshot = _published(self.programme, self.version)
        return replace(snapshot, entries=tuple(_own(self.version.published, found)), published=found)


def month_around(month: date) -> MonthAround:
    """Fetch a month with its neighbours: one query."""
    return MonthAround(month, tuple(latest_around(month)))


def month_snapshot(month: date) -> MonthSnapshot:
    """The public face of a month."""
    return month_around(month).snapshot()


def version_snapshot(version: ProgrammeVersion) -> MonthSnapshot:
    """A month as one of its versions has it, whatever was published since.

    No query, if the version was fetched with its programme; one more for a version of before margins were kept.
    """
    return replace(_published(version.programme, version), by_number=True)


def with_holidays(snapshot: MonthSnapshot) -> MonthSnapshot:
    """The same with the holidays that rules ask for, as they are known now: one query."""
    lines = margin(month_before(snapshot.month) - LOOK_AHEAD, last_of(snapshot.month) + LOOK_AHEAD)
    return replace(snapshot, holidays=holidays_in(lines))


def _published(programme: Programme, version: LatestVersion | ProgrammeVersion) -> MonthSnapshot:
    """One version by itself. Whether a mandate's end has lapsed since is nothing it could know (L3)."""
    published = version.published
    lines, presidency = _beside(published, programme.month)
    return MonthSnapshot(
        month=programme.month,
        entries=published.entries,
        published={entry.uid: entry for entry in published.entries},
        margin=tuple(replace(line, settled=True) for line in lines),
        presidency=presidency,
        is_sample=programme.is_sample,
        version=version.number,
        title_kind=version.title_kind,
        published_at=version.published_at,
        withdraws=version.withdraws,
        note=version.note,
    )


def _own(version: PublishedMonth, found: Mapping[str, EntryFact]) -> Iterator[EntryFact]:
    """What a version says of its own month: also that an entry left, wherever that was published since.

    What another month published later, before this one was revised, is that month's.
    """
    for entry in version.entries:
        if entry.uid in version.left:
            yield entry
        elif found[entry.uid].month == entry.month:
            yield found[entry.uid]


def _beside(published: PublishedMonth, month: date) -> tuple[tuple[MarginLine, ...], MarginLine | None]:
    """The margin and who presides, as they were published; as they are now, where they were not kept yet."""
    if published.margin is None:
        return _split(margin(month, last_of(month)))
    return published.margin, _presiding(published.presidency, month)


def _presiding(fact: PresidencyFact | None, month: date) -> MarginLine | None:
    """Who presides, named in the reader's language."""
    if fact is None:
        return None
    name = fact.names.get(get_language() or "en") or fact.names.get("en", fact.country)
    return MarginLine(MarginKind.PRESIDENCY, month, name, fact.country, fact.verified, settled=True)


def _split(lines: Iterable[MarginLine]) -> tuple[tuple[MarginLine, ...], MarginLine | None]:
    """The margin of the days of a month, and who presides it."""
    presiding = [line for line in lines if line.kind is MarginKind.PRESIDENCY]
    beside = tuple(line for line in lines if line.kind is not MarginKind.PRESIDENCY)
    return beside, presiding[0] if presiding else None


def _held(month: date, programme: Programme | None, published: Mapping[str, EntryFact]) -> MonthSnapshot:
    """What was held, of a month of the record; a draft is nobody's business here.

    The note of the month itself is public with the record alone; a draft's is a working note.
    """
    record = programme if programme and programme.state == Programme.State.RECORD else None
    lines, presidency = _split(margin(month, last_of(month)))
    return MonthSnapshot(
        month=month,
        entries=entry_facts(Entry.objects.on_record_in(record).with_parts()) if record else (),
        published=published,
        margin=lines,
        presidency=presidency,
        is_sample=bool(programme and programme.is_sample),
        note=record.note if record else "",
    )
