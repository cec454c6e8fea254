"""When an entry sits, in words: one day or several, a time, a half of the day, or no day at all."""

from collections.abc import Iterable
from datetime import date

from django.utils.text import get_text_list
from django.utils.translation import gettext

from meetings.exchange.wording_values import clock, weekday
from meetings.exchange.written_days import written_day
from meetings.models.labels import START_KINDS
from meetings.planning.diff import When
from meetings.rules.vocabulary import StartKind


def whens_text(whens: Iterable[When], *, years: bool = False) -> str:
    """All sittings of an entry in one line: "Monday 7 December, 10 a.m."; empty without a day.

    Args:
        years: whether the days are written with their year.
    """
    *earlier, last = [when_text(one, years=years) for one in whens] or [""]
    return get_text_list(["; ".join(earlier), last] if earlier else [last], gettext("and"))


def when_text(one: When, *, years: bool = False) -> str:
    """One sitting: its day, and its time or half of the day where either is set."""
    on, kind, starts_at, _resumption = one
    start = start_text(one)
    if StartKind(kind) is StartKind.UNSET and starts_at is None:
        return day_text(on, year=years)
    return gettext("%(day)s, %(time)s") % {"day": day_text(on, year=years), "time": start}


def start_text(one: When) -> str:
    """How a sitting starts: a time, a half of the day, after the sitting before it, or that it is not set."""
    _on, kind, starts_at, _resumption = one
    if starts_at is not None:
        return clock(starts_at)
    if kind == StartKind.AFTER_PREVIOUS:
        return gettext("after the sitting before it")
    return str(START_KINDS[StartKind(kind)])


def day_text(on: date, *, year: bool = False) -> str:
    """A day with its weekday, in the order of the active language."""
    # Translators: a date format (docs.djangoproject.com, "date" filter): weekday, day, month.
    return weekday(on) if year else written_day(on, gettext("l j F"))


def month_text(first: date, *, year: bool = True) -> str:
    """A month by its first day."""
    # Translators: a date format (docs.djangoproject.com, "date" filter): the month alone, in full.
    return written_day(first, "YEAR_MONTH_FORMAT" if year else gettext("F"))
