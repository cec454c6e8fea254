"""What a version changes, on the calendar: each day with what comes to it, what leaves it, and how much stays."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext

from meetings.exchange.wording_changes import ShownChange
from meetings.planning.diff import ChangeKind
from meetings.planning.month_grid import month_grid
from meetings.rules.facts import EntryFact
from meetings.templatetags.labels import short_day

MOST_LINES: Final = 6
"""Lines of one day: a cell is there to be glanced at."""


@dataclass(frozen=True, slots=True)
class ChangedLine:
    """What becomes of an entry on one day. ``gone``: it does not stand there any more."""

    change: ShownChange
    words: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """``as_before``: how many lines of this day the version leaves as they are."""

    on: date
    in_month: bool
    lines: tuple[ChangedLine, ...]
    as_before: int

    @property
    def shown(self) -> tuple[ChangedLine, ...]:
        """All of them, or the first few: each stands below in words."""
        return self.lines if len(self.lines) <= MOST_LINES else self.lines[: MOST_LINES - 1]

    @property
    def others(self) -> int:
        return len(self.lines) - len(self.shown)


@dataclass(frozen=True, slots=True)
class ChangedMonth:
    weekdays: tuple[date, ...]
    weeks: tuple[tuple[ChangedDay, ...], ...]


def changed_month(month: date, changes: Iterable[ShownChange], entries: Iterable[EntryFact]) -> ChangedMonth:
    """Lay the changes out on the weeks of a month.

    Args:
        month: its first day.
        changes: of a version that is to come.
        entries: those that the version would hold.
    """
    changes, entries = tuple(changes), tuple(entries)
    lines: dict[date, list[ChangedLine]] = defaultdict(list)
    for change in changes:
        for on, line in _lines(change):
            lines[on].append(line)
    as_before = _as_before(entries, {change.uid for change in changes})
    before = (change.change.before for change in changes)
    grid = month_grid(month, [*entries, *filter(None, before)], (), month)
    weeks = (
        tuple(ChangedDay(day.on, day.in_month, tuple(lines[day.on]), as_before[day.on]) for day in week.days)
        for week in grid.weeks
    )
    return ChangedMonth(grid.weekdays, tuple(weeks))


def _as_before(entries: Iterable[EntryFact], changed: set[str]) -> Counter[date]:
    same = (entry for entry in entries if entry.uid not in changed)
    return Counter(sitting.on for entry in same for sitting in entry.sittings)


def _lines(change: ShownChange) -> Iterable[tuple[date, ChangedLine]]:
    """The days an entry leaves, and those it stands on: each day once."""
    was, will = (_days(entry) for entry in (change.change.before, change.change.after))
    if change.kind is ChangeKind.CANCELLED:
        for on in was | will:
            yield on, ChangedLine(change, change.label, gone=True)
        return
    if change.kind is ChangeKind.MOVED:
        for on in was - will:
            yield on, ChangedLine(change, _gone(was, will), gone=True)
    for on in will:
        came = change.kind is ChangeKind.MOVED and on not in was
        yield on, ChangedLine(change, _came(was, will) if came else change.label)


def _days(entry: EntryFact | None) -> set[date]:
    return {sitting.on for sitting in entry.sittings} if entry else set()


def _gone(was: set[date], will: set[date]) -> str:
    """What is said of a moved entry on a day that it leaves."""
    if new := will - was:
        return gettext("moved to %(days)s") % {"days": _named(new)}
    return gettext("no longer on this day") if will else gettext("no day now")


def _came(was: set[date], will: set[date]) -> str:
    """What is said of a moved entry on a day to which it comes."""
    if old := was - will:
        return gettext("moved from %(days)s") % {"days": _named(old)}
    return gettext("on this day too") if was else gettext("has a day now")


def _named(days: set[date]) -> str:
    return ", ".join(map(short_day, sorted(days)))
