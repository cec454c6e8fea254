"""A month as the Secretariat prints it: weeks, days, and the two halves of each day.

Pure: facts in, rows and cells out. What does not fit a day of the month (undated lines, sittings held in another
month) is kept beside the grid, so that no line of the programme is ever lost from its page.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import groupby
from typing import Final

from meetings.rules.day_order import follows, in_order
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.months import last_of
from meetings.rules.vocabulary import StartKind

WORKING_WEEK: Final = range(5)
AFTERNOON_BEGINS: Final = time(13)


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as it stands on one day; ``note`` is the number of its footnote, 0 for none."""

    entry: EntryFact
    sitting: SittingFact | None = None
    note: int = 0

    @property
    def follows(self) -> bool:
        """Whether it starts when the sitting before it ends."""
        return follows(self.sitting)

    @property
    def sits_again(self) -> bool:
        """Whether this is a later sitting of the same meeting."""
        return self.sitting is not None and self.sitting.resumption > 0


@dataclass(frozen=True, slots=True)
class MarginNote:
    """A line of a day's margin; ``lapsed``: the mandate's end is past and nothing later is on record (L3)."""

    line: MarginLine
    lapsed: bool = False


@dataclass(frozen=True, slots=True)
class Day:
    """One cell. A day of another month only fills its week, and is empty unless its tail is shown."""

    on: date
    in_month: bool = True
    is_today: bool = False
    margin: tuple[MarginNote, ...] = ()
    morning: tuple[Line, ...] = ()
    afternoon: tuple[Line, ...] = ()
    unset: tuple[Line, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        return self.morning + self.afternoon + self.unset

    @property
    def is_closed(self) -> bool:
        """Whether Headquarters is closed: a weekend or an official holiday."""
        holidays = (note.line.kind is MarginKind.HOLIDAY for note in self.margin)
        return self.on.weekday() not in WORKING_WEEK or any(holidays)


@dataclass(frozen=True, slots=True)
class Week:
    """One row. A half that nobody uses in a week takes no room in it."""

    days: tuple[Day, ...]

    @property
    def has_morning(self) -> bool:
        return any(day.morning for day in self.days)

    @property
    def has_afternoon(self) -> bool:
        return any(day.afternoon for day in self.days)


@dataclass(frozen=True, slots=True)
class Footnote:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class MonthGrid:
    """The whole page's lines, each exactly once a sitting."""

    weekdays: tuple[date, ...]
    weeks: tuple[Week, ...]
    undated: tuple[Line, ...] = ()
    elsewhere: tuple[Line, ...] = ()
    footnotes: tuple[Footnote, ...] = ()

    @property
    def days(self) -> tuple[Day, ...]:
        """The days of the month that hold something, in order."""
        return tuple(day for week in self.weeks for day in week.days if day.lines or day.margin)


def month_grid(
    month: date,
    entries: Iterable[EntryFact],
    margin: Iterable[MarginLine],
    today: date,
    *,
    tails: bool = False,
) -> MonthGrid:
    """Lay a month out.

    Args:
        month: its first day.
        entries: its entries, and those of its neighbours that also sit in it.
        margin: mandate ends, reports due and holidays of the month.
        today: an end before this day that nothing has followed is shown as lapsed.
        tails: whether the neighbouring months' days of its weeks are filled too, and a week before and after.
    """
    lines, footnotes = _numbered([Line(entry, sitting) for entry, sitting in in_order(entries)])
    by_day: dict[date, list[Line]] = defaultdict(list)
    for line in lines:
        if line.sitting:
            by_day[line.sitting.on].append(line)
    notes = _margin_by_day(margin, today)
    last = last_of(month)
    used = {day.weekday() for day in (*by_day, *notes) if month <= day <= last}
    columns = [weekday for weekday in range(7) if weekday in WORKING_WEEK or weekday in used]
    own = [line for line in lines if line.entry.month == month]

    def cell(on: date) -> Day:
        in_month = on.replace(day=1) == month
        return _day(on, today, by_day, notes, in_month) if in_month or tails else Day(on, in_month=False)

    return MonthGrid(
        weekdays=tuple(_monday(month) + timedelta(weekday) for weekday in columns),
        weeks=tuple(
            Week(tuple(cell(monday + timedelta(weekday)) for weekday in columns))
            for monday in _around(_mondays(month, last, columns), tails)
        ),
        undated=tuple(line for line in own if line.sitting is None),
        elsewhere=tuple(line for line in own if line.sitting and not month <= line.sitting.on <= last),
        footnotes=footnotes,
    )


def _monday(day: date) -> date:
    return day - timedelta(day.weekday())


def _mondays(month: date, last: date, columns: Sequence[int]) -> Iterable[date]:
    """The weeks of a month that have a shown day in it: a month may begin on a weekend nobody uses."""
    monday = _monday(month)
    while monday <= last:
        if any(month <= monday + timedelta(weekday) <= last for weekday in columns):
            yield monday
        monday += timedelta(weeks=1)


def _around(mondays: Iterable[date], tails: bool) -> list[date]:
    """With ``tails``, also the week before the first of the month's weeks and the one after its last."""
    own, week = list(mondays), timedelta(weeks=1)
    return [own[0] - week, *own, own[-1] + week] if tails else own


def _numbered(lines: list[Line]) -> tuple[list[Line], tuple[Footnote, ...]]:
    """Number the footnotes in reading order; the same words get the same number."""
    numbers: dict[str, int] = {}
    marked = []
    for line in lines:
        text = line.entry.footnote
        number = numbers.setdefault(text, len(numbers) + 1) if text else 0
        marked.append(replace(line, note=number))
    return marked, tuple(Footnote(number, text) for text, number in numbers.items())


def _day(
    on: date,
    today: date,
    by_day: dict[date, list[Line]],
    notes: dict[date, tuple[MarginNote, ...]],
    in_month: bool,
) -> Day:
    morning, afternoon, unset = _halves(by_day.get(on, []))
    return Day(
        on,
        in_month,
        is_today=on == today,
        margin=notes.get(on, ()),
        morning=morning,
        afternoon=afternoon,
        unset=unset,
    )


def _halves(lines: Iterable[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...], tuple[Line, ...]]:
    """Morning, afternoon and neither. What follows a sitting stands in the half of the one before it."""
    halves: tuple[list[Line], list[Line], list[Line]] = ([], [], [])
    half = halves[2]
    for line in lines:
        if not line.follows:
            half = halves[_half_of(line.sitting)]
        half.append(line)
    return tuple(halves[0]), tuple(halves[1]), tuple(halves[2])


def _half_of(sitting: SittingFact | None) -> int:
    match sitting:
        case SittingFact(start_kind=StartKind.MORNING):
            return 0
        case SittingFact(start_kind=StartKind.AFTERNOON):
            return 1
        case SittingFact(start_kind=StartKind.EXACT, starts_at=time() as starts_at):
            return int(starts_at >= AFTERNOON_BEGINS)
        case _:
            return 2


def _margin_by_day(margin: Iterable[MarginLine], today: date) -> dict[date, tuple[MarginNote, ...]]:
    """The margin by day. A report and the request for it are one line: the same mission, the same day."""
    by_day: dict[date, list[MarginNote]] = defaultdict(list)
    for _key, group in groupby(margin, key=lambda line: (line.on, line.kind, line.what)):
        line = _merged(list(group))
        lapsed = line.kind is MarginKind.MANDATE_END and not line.settled and line.on < today
        by_day[line.on].append(MarginNote(line, lapsed))
    return {on: tuple(notes) for on, notes in by_day.items()}


def _merged(lines: list[MarginLine]) -> MarginLine:
    details = dict.fromkeys(line.detail for line in lines if line.detail)
    return replace(
        lines[0],
        detail=", ".join(details),
        verified=all(line.verified for line in lines),
        settled=all(line.settled for line in lines),
    )
