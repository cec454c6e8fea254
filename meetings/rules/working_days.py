"""Working days at New York Headquarters: Monday to Friday less the official holidays, which are data."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
DAY = timedelta(days=1)


def is_weekend(day: date) -> bool:
    """Whether ``day`` is a Saturday or a Sunday."""
    return day.weekday() >= SATURDAY


def _weekdays_through(ordinal: int) -> int:
    """Weekdays from 1 January of year 1 (a Monday, ordinal 1) through this ordinal."""
    weeks, rest = divmod(ordinal, 7)
    return weeks * 5 + min(rest, 5)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """The house's working days. Every method takes and gives plain New York dates.

    Moving past the first or the last day that ``date`` can hold raises ``OverflowError``.
    """

    holidays: frozenset[date] = frozenset()
    _lost: tuple[date, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Keep, in order, the holidays that take a working day away; one on a Sunday takes none."""
        object.__setattr__(self, "_lost", tuple(sorted(day for day in self.holidays if not is_weekend(day))))

    def is_working(self, day: date) -> bool:
        """Whether Headquarters works on ``day``."""
        return day.weekday() < SATURDAY and day not in self.holidays

    def add(self, day: date, n: int) -> date:
        """The ``n``-th working day after ``day`` (before it when ``n`` is negative); ``day`` itself for 0.

        ``day`` need not be a working day: Friday and Saturday have the same first working day after them.
        This is ``wd+(day, n)`` of the rules N1 and N2 (S/2006/507, para 11).
        """
        step = DAY if n >= 0 else -DAY
        for _ in range(abs(n)):
            day += step
            while not self.is_working(day):
                day += step
        return day

    def between(self, a: date, b: date) -> int:
        """Working days after ``a`` up to and including ``b``; negative when ``b`` comes first.

        It answers how many working days somebody had who received a paper on ``a`` for use on ``b``.
        """
        if b < a:
            return -self.between(b, a)
        weekdays = _weekdays_through(b.toordinal()) - _weekdays_through(a.toordinal())
        return weekdays - (bisect_right(self._lost, b) - bisect_right(self._lost, a))

    def latest_on_or_before(self, day: date) -> date:
        """``day`` if it is a working day, else the last one before it."""
        return day if self.is_working(day) else self.add(day, -1)

    def earliest_on_or_after(self, day: date) -> date:
        """``day`` if it is a working day, else the first one after it."""
        return day if self.is_working(day) else self.add(day, 1)

    def nearest(self, day: date) -> date:
        """The working day closest to ``day``; of two as close, the earlier (a plan can rather wait than hurry)."""
        before, after = self.latest_on_or_before(day), self.earliest_on_or_after(day)
        return before if day - before <= after - day else after
