"""What changed from one version of a month to another, laid out on the later one's calendar."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from meetings.exchange.wording_changes import ShownChange
from meetings.exchange.wording_whens import day_text
from meetings.planning.diff import Change, ChangeKind
from meetings.planning.month_grid import MonthGrid, month_grid
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.months import last_of
from meetings.rules.vocabulary import StartKind

LAST_OF_ITS_TIME = 10_000
"""A place in the day behind all others, so that nothing which follows a sitting follows what has left."""


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What stands beside a line of the calendar: a word, and what it was for a line that left this day."""

    uid: str
    kind: str
    text: str

    @property
    def has_left(self) -> bool:
        return self.kind == "left"


@dataclass(frozen=True, slots=True)
class ChangedMonth:
    """A calendar with its changes, by the uid of the line's entry.

    A line that left its day has a uid of its own: its entry stands elsewhere in the same calendar.
    """

    grid: MonthGrid
    marks: Mapping[str, CalendarChange]
    title: str
    is_record: bool = False


def changed_month(
    month: date, later: PublishedMonth, shown: Sequence[ShownChange], today: date, title: str
) -> ChangedMonth:
    """The later version's calendar, with what left a day of the month also on that day."""
    marks = {change.uid: CalendarChange(change.uid, change.kind, _what(change)) for change in shown}
    left: list[EntryFact] = []
    for change in shown:
        if behind := _left_behind(month, change.change):
            left.append(behind)
            marks[behind.uid] = CalendarChange(change.uid, "left", _where_to(change.change))
    margin = [replace(line, settled=True) for line in later.margin or ()]  # what lapsed since, it cannot know
    grid = month_grid(month, [*later.entries, *left], margin, today)
    return ChangedMonth(grid, marks, title)


def _left_behind(month: date, change: Change) -> EntryFact | None:
    """The entry as it was on the days of this month that it has left; none where it left none."""
    if change.before is None or change.kind is ChangeKind.CHANGED:
        return None
    stays = _days(change.after)
    gone = tuple(
        _last(sitting)
        for sitting in change.before.sittings
        if sitting.on not in stays and month <= sitting.on <= last_of(month)
    )
    uid = f"{change.uid}:left"
    return replace(change.before, uid=uid, sittings=gone, footnote="") if gone else None


def _last(sitting: SittingFact) -> SittingFact:
    follows = sitting.start_kind is StartKind.AFTER_PREVIOUS
    start = StartKind.UNSET if follows else sitting.start_kind
    return replace(sitting, start_kind=start, position=LAST_OF_ITS_TIME)


def _what(change: ShownChange) -> str:
    """A word, and the day from which it came, where that is one."""
    before, after = _days(change.change.before), _days(change.change.after)
    if change.kind is ChangeKind.MOVED and len(before) == 1 and before != after:
        return gettext("Moved from %(day)s") % {"day": day_text(*before)}
    return change.label


def _where_to(change: Change) -> str:
    """The day to which it went, where that is one; else that it left."""
    after = _days(change.after)
    return (
        gettext("now %(day)s") % {"day": day_text(*after)} if len(after) == 1 else gettext("no longer here")
    )


def _days(entry: EntryFact | None) -> set[date]:
    return {sitting.on for sitting in entry.sittings} if entry else set()
