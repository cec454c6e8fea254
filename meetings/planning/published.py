"""A month as it is published, and what its next version holds.

Pure: the entries as they stand and what was published before go in, the next version comes out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from meetings.planning.diff import difference
from meetings.planning.timetable import numbered, timetable
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import MarginLine, PresidencyFact
from meetings.rules.vocabulary import EntryStatus


@dataclass(frozen=True, slots=True)
class CalendarMark:
    """What a calendar program needs of an entry: how often it changed since it was first published, and when last.

    ``sequence`` is iCalendar's (RFC 5545, 3.8.7.4); ``changed_at`` is an aware instant.
    """

    sequence: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class FormerSitting:
    """A sitting that an entry had on an earlier version and has no more, by its number, with when it went.

    Calendar programs are to take it away: that a sitting is not mentioned any more tells them nothing.
    """

    number: int
    sitting: SittingFact
    gone_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedMonth:
    """One version of a month: all of it that anyone may read.

    What was on an earlier version and is no longer planned stays, cancelled, or postponed where it is planned in
    another month; ``left`` names the latter. ``former`` has the sittings that went, by the uid of their entry.
    ``margin`` is ``None`` in versions of before it was kept.
    """

    entries: tuple[EntryFact, ...]
    left: frozenset[str] = frozenset()
    marks: Mapping[str, CalendarMark] = field(default_factory=dict)
    former: Mapping[str, tuple[FormerSitting, ...]] = field(default_factory=dict)
    margin: tuple[MarginLine, ...] | None = None
    presidency: PresidencyFact | None = None


def next_version(
    live: Iterable[EntryFact],
    *,
    last: PublishedMonth | None,
    elsewhere: Collection[str],
    sequences: Mapping[str, int],
    now: datetime,
    withdraws: bool = False,
) -> PublishedMonth:
    """The entries of the next version, those marked that are revised (S/2006/507, 40), without its margin.

    Args:
        live: the entries of the month as planned; of the same uid twice, the last.
        last: what was published of the month before; ``None`` for its first version.
        elsewhere: uids of entries that are planned in another month.
        sequences: the highest sequence under which each entry was published, in whichever month.
        now: an aware instant, from which what changed is changed.
        withdraws: nothing of the month stands any more, whatever is planned.
    """
    planned = () if withdraws else tuple({entry.uid: entry for entry in live}.values())
    kept = _no_longer_planned(last, {entry.uid for entry in planned}, () if withdraws else elsewhere)
    entries = planned + kept
    left = _left(kept, last, elsewhere)
    changed = {change.uid for change in difference(last.entries if last else (), entries)}
    restated = changed | _retimed(last, entries) | _overtaken(planned, last, sequences)
    restated |= left ^ (last.left if last else frozenset())
    return PublishedMonth(
        entries=tuple(replace(entry, revised=last is not None and entry.uid in changed) for entry in entries),
        left=left,
        marks={
            entry.uid: _mark(entry.uid, last, sequences, now, changed=entry.uid in restated)
            for entry in entries
        },
        former=dict(_former(last, entries, now)),
    )


def _left(
    kept: Iterable[EntryFact], last: PublishedMonth | None, elsewhere: Collection[str]
) -> frozenset[str]:
    """What went to another month is that month's from then on, even if it is removed there later."""
    gone_before = last.left if last else frozenset()
    return frozenset(entry.uid for entry in kept if entry.uid in elsewhere or entry.uid in gone_before)


def _retimed(last: PublishedMonth | None, entries: Iterable[EntryFact]) -> set[str]:
    """What stands at another time on a calendar, though nothing is said of it otherwise: it follows what moved."""
    before, after = timetable(last.entries if last else ()), timetable(entries)
    return {uid for uid in {**before, **after} if before.get(uid) != after.get(uid)}


def _overtaken(
    planned: Iterable[EntryFact], last: PublishedMonth | None, sequences: Mapping[str, int]
) -> set[str]:
    """What came back from another month, where it was published since: what is said here is the newer word."""
    marks = last.marks if last else {}
    return {
        entry.uid
        for entry in planned
        if entry.uid in marks and marks[entry.uid].sequence < sequences.get(entry.uid, -1)
    }


def _former(
    last: PublishedMonth | None, entries: Iterable[EntryFact], now: datetime
) -> Iterable[tuple[str, tuple[FormerSitting, ...]]]:
    """Each sitting that the last version had, or had lost, and that its entry has no more."""
    had = {entry.uid: numbered(entry) for entry in last.entries} if last else {}
    lost = last.former if last else {}
    for entry in entries:
        has = numbered(entry).keys()
        before = {one.number: one for one in lost.get(entry.uid, ())}
        went = {number: FormerSitting(number, one, now) for number, one in had.get(entry.uid, {}).items()}
        gone = tuple(one for number, one in sorted({**before, **went}.items()) if number not in has)
        if gone:
            yield entry.uid, gone


def _no_longer_planned(
    last: PublishedMonth | None, planned: Collection[str], elsewhere: Collection[str]
) -> tuple[EntryFact, ...]:
    """What the last version held and the plan does not: it stays visible, so that nobody waits for it."""
    gone = (entry for entry in last.entries if entry.uid not in planned) if last else ()
    return tuple(_put_off(entry, moved=entry.uid in elsewhere) for entry in gone)


def _put_off(entry: EntryFact, *, moved: bool) -> EntryFact:
    if moved:
        return replace(entry, status=EntryStatus.POSTPONED)
    return replace(entry, status=EntryStatus.CANCELLED) if entry.counts else entry


def _mark(
    uid: str, last: PublishedMonth | None, sequences: Mapping[str, int], now: datetime, *, changed: bool
) -> CalendarMark:
    """As it was, where nothing changed; else one higher than anybody has ever seen.

    What stands unchanged since before marks were kept gets its mark now, without being raised.
    """
    if last and not changed:
        return last.marks.get(uid) or CalendarMark(sequences.get(uid, 0), now)
    return CalendarMark(sequences.get(uid, -1) + 1, now)
