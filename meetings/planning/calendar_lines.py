"""What calendar programs are told of published months: one line an entry, so that whoever follows is never behind.

Pure. A program merges what it reads by the uid and the sequence (RFC 5546, 2.1.5), and some never take away what
is not mentioned any more. So whatever was ever published keeps its line, and its sequence never falls.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from meetings.planning.published import CalendarMark, FormerSitting, PublishedMonth
from meetings.planning.timetable import NEW_YORK, CalendarSitting, by_itself, numbered, timetable
from meetings.rules.facts import EntryFact

CANCELLED_FOR: Final = 60
"""So many days what is off stays in a feed (requirement of this product: who looks in every month still sees it)."""


@dataclass(frozen=True, slots=True)
class CalendarLine:
    """One entry with its sittings by the clock, and those it had and has no more."""

    entry: EntryFact
    mark: CalendarMark
    sittings: tuple[CalendarSitting, ...] = ()
    former: tuple[FormerSitting, ...] = ()

    def as_of(self, today: date) -> "CalendarLine":
        """Without what is off for longer than feeds say so.

        Args:
            today: the day in New York.
        """
        kept = tuple(one for one in self.former if _is_recent(one.gone_at, today))
        stands = self.entry.counts or _is_recent(self.mark.changed_at, today)
        return replace(self, sittings=self.sittings if stands else (), former=kept)


@dataclass(frozen=True, slots=True)
class _Published:
    """An entry as it stands in the version of one month."""

    line: CalendarLine
    published_at: datetime
    left: bool

    @property
    def rank(self) -> tuple[bool, int, datetime]:
        """What is later stands before what is earlier, and nothing that was left behind before what was not."""
        return not self.left, self.line.mark.sequence, self.published_at


def calendar_lines(months: Iterable[tuple[PublishedMonth, datetime]]) -> tuple[CalendarLine, ...]:
    """One line for each entry of some versions: of one month, or of the latest of several.

    An entry that moved to another month stands in two of them until both are revised, and then as what was left
    behind in the first. It counts once, where its last change was published, under the highest sequence of all.

    Args:
        months: versions, each with the aware instant it was published at; it stands in for the marks of a version
            of before they were kept.
    """
    found: dict[str, list[_Published]] = defaultdict(list)
    for month, published_at in months:
        for uid, one in _of_one(month, published_at).items():
            found[uid].append(one)
    return tuple(_joined(versions) for versions in found.values())


def _of_one(month: PublishedMonth, published_at: datetime) -> Mapping[str, _Published]:
    times = timetable(month.entries)
    unmarked = CalendarMark(0, published_at)
    return {
        entry.uid: _Published(
            line=CalendarLine(
                entry=entry,
                mark=month.marks.get(entry.uid, unmarked),
                sittings=times.get(entry.uid, ()),
                former=month.former.get(entry.uid, ()),
            ),
            published_at=published_at,
            left=entry.uid in month.left,
        )
        for entry in month.entries
    }


def _joined(versions: list[_Published]) -> CalendarLine:
    """The version that stands, with every sitting that any other of them has beyond it as one that went."""
    first, *others = sorted(versions, key=lambda one: one.rank, reverse=True)
    standing = first.line
    if not others:
        return standing
    gone = [*standing.former, *(one for other in others for one in _gone_from(other, standing))]
    latest = {one.number: one for one in sorted(gone, key=lambda one: one.gone_at)}
    has = {sitting.number for sitting in standing.sittings}
    return replace(
        standing,
        mark=max((one.line.mark for one in versions), key=lambda mark: mark.sequence),
        former=tuple(one for number, one in sorted(latest.items()) if number not in has),
    )


def _gone_from(other: _Published, standing: CalendarLine) -> Iterable[FormerSitting]:
    """What another month's version holds of an entry: off since it says so itself, else since the one that stands."""
    off = other.left or not other.line.entry.counts
    gone_at = other.line.mark.changed_at if off else standing.mark.changed_at
    yield from other.line.former
    for number, sitting in numbered(other.line.entry).items():
        yield FormerSitting(number, sitting, gone_at)


def former_as_placed(one: FormerSitting) -> CalendarSitting:
    """A sitting that went, where it was last."""
    return by_itself(one.number, one.sitting)


def _is_recent(since: datetime, today: date) -> bool:
    return (today - since.astimezone(NEW_YORK).date()).days <= CANCELLED_FOR
