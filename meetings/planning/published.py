"""A month as it is published, and what its next version holds.

Pure: the entries as they stand and what was published before go in, the next version comes out.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from meetings.planning.diff import difference
from meetings.rules.facts import EntryFact
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
class PublishedMonth:
    """One version of a month: all of it that anyone may read.

    What was on an earlier version and is no longer planned stays, cancelled, or postponed where it is planned in
    another month; ``left`` names the latter. ``margin`` is ``None`` in versions of before it was kept.
    """

    entries: tuple[EntryFact, ...]
    left: frozenset[str] = frozenset()
    marks: Mapping[str, CalendarMark] = field(default_factory=dict)
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
        live: the entries of the month as planned.
        last: what was published of the month before; ``None`` for its first version.
        elsewhere: uids of entries that are planned in another month.
        sequences: the highest sequence under which each entry was published, in whichever month.
        now: an aware instant, from which what changed is changed.
        withdraws: nothing of the month stands any more, whatever is planned.
    """
    planned = () if withdraws else tuple(live)
    kept = _no_longer_planned(last, {entry.uid for entry in planned}, () if withdraws else elsewhere)
    entries = planned + kept
    changed = {change.uid for change in difference(last.entries if last else (), entries)}
    return PublishedMonth(
        entries=tuple(replace(entry, revised=last is not None and entry.uid in changed) for entry in entries),
        left=frozenset(entry.uid for entry in kept if entry.uid in elsewhere),
        marks={
            entry.uid: _mark(entry.uid, last, sequences, now, changed=entry.uid in changed)
            for entry in entries
        },
    )


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
    """As it was, where nothing changed; else one higher than anybody has ever seen."""
    known = last.marks.get(uid) if last else None
    if known and not changed:
        return known
    return CalendarMark(sequences.get(uid, -1) + 1, now)
