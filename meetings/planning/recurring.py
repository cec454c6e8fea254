"""When recurring business comes up, and which day of another month answers to a day of this one."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Final

from dateutil.relativedelta import relativedelta
from dateutil.rrule import MONTHLY, rrule, weekday

from meetings.rules.months import first_of, last_of

LAST: Final = -1
"""The last of its weekday in a month, whether that is the fourth or the fifth."""


@dataclass(frozen=True, slots=True)
class Recurrence:
    """How often something comes up, and on which day.

    ``every`` is a number of months, counted from ``since``, the first day of a month it came up in. ``nth`` (1 to 4,
    or -1 for the last) and ``weekday`` (0 is Monday) are both given or both ``None``: then it keeps to no day.
    """

    every: int
    since: date
    nth: int | None = None
    weekday: int | None = None


def comes_up_in(recurrence: Recurrence, month: date) -> bool:
    """Whether it comes up in a month, given by its first day; never before ``since``."""
    first, wanted = _midnight(recurrence.since), _midnight(month)
    return bool(
        rrule(MONTHLY, interval=recurrence.every, dtstart=first, until=wanted).between(
            wanted, wanted, inc=True
        )
    )


def day_in(recurrence: Recurrence, month: date) -> date | None:
    """The day it usually takes in a month, holidays or not; ``None`` where it keeps to none."""
    if recurrence.nth is None or recurrence.weekday is None:
        return None
    return nth_weekday(month, recurrence.nth, recurrence.weekday)


def nth_weekday(month: date, nth: int, on: int) -> date:
    """The second Tuesday of a month, or the like.

    Args:
        month: its first day.
        nth: 1 to 5, or -1 for the last; the last too where a month has no fifth.
        on: the weekday, 0 for Monday.
    """
    first, last = _midnight(month), _midnight(last_of(month))
    found = rrule(MONTHLY, dtstart=first, until=last, byweekday=weekday(on)(nth))
    day = next(iter(found), None)
    return day.date() if day else nth_weekday(month, LAST, on)


def same_day_in(day: date, months: int) -> date:
    """The day some months later (earlier, where negative) that is the same weekday of its month.

    The second Tuesday answers to the second Tuesday; a fifth, where there is none, to the last.
    """
    nth = (day.day - 1) // 7 + 1
    return nth_weekday(first_of(day) + relativedelta(months=months), nth, day.weekday())


def months_between(earlier: date, later: date) -> int:
    """How many months lie between the months of two days; negative when ``later`` comes first."""
    return (later.year - earlier.year) * 12 + later.month - earlier.month


def _midnight(day: date) -> datetime:
    """As the library wants it; the hour means nothing."""
    return datetime.combine(day, time.min)
