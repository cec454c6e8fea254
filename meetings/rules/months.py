"""Months as their first day."""

from calendar import monthrange
from datetime import date, timedelta
from typing import Final

FIRST_YEAR: Final = 2000
LAST_YEAR: Final = 2099
"""The years whose months have a page; the record begins in January 2000."""

FIRST_DAY: Final = date(FIRST_YEAR, 1, 1)
LAST_DAY: Final = date(LAST_YEAR, 12, 31)


def first_of(day: date) -> date:
    """The first day of a day's month."""
    return day.replace(day=1)


def last_of(day: date) -> date:
    """The last day of a day's month."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def month_before(month: date) -> date:
    """The first day of the month before."""
    return first_of(first_of(month) - timedelta(days=1))


def month_after(month: date) -> date:
    """The first day of the month after."""
    return last_of(month) + timedelta(days=1)


def page_before(month: date) -> date | None:
    """The month before, if it has a page."""
    return _with_page(month_before(month))


def page_after(month: date) -> date | None:
    """The month after, if it has a page."""
    return _with_page(month_after(month))


def _with_page(month: date) -> date | None:
    return month if FIRST_YEAR <= month.year <= LAST_YEAR else None
