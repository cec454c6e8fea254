"""Days and months in words and figures, read only where there is one reading of them."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Final

from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from meetings.exchange.reference.table import YEARS
from meetings.exchange.tables.cells import LONGEST_SHOWN, refused, shown

LANGUAGES: Final = ("en", "fr", "es", "ru")
"""Those whose names of months are understood. Arabic and Chinese files give figures."""

SERIALS: Final = range(16_000, 74_000)
"""Numbers of five digits that a spreadsheet would show as a day of our years."""

NOT_A_DAY: Final = "no_day"
NOT_A_MONTH: Final = "no_month"

MONTHS: Final = 12

_DAY = r"([0-9]{1,2})(?:(?:st|nd|rd|th|er|o|°|\.)(?![^\W\d_]))?"
_WORD = r"([^\W\d_]+)\.?"
_YEAR = r"('?[0-9]{2}|[0-9]{4})(?: ?г\.?| года)?"

YEAR_FIRST: Final = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})(?:[t ]0?0:00(?::00(?:\.0+)?)?)?")
WITH_A_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2})[t ][0-9]{1,2}:.*")
IN_FIGURES: Final = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2('?[0-9]{2}|[0-9]{4})")
DAY_FIRST: Final = re.compile(rf"{_DAY}[ .-]? ?(?:of |de )?{_WORD},?[ .-]? ?(?:de |del )?{_YEAR}")
MONTH_FIRST: Final = re.compile(rf"{_WORD}[ -]{_DAY}(?:, ?| |-){_YEAR}")
SERIAL: Final = re.compile(r"[0-9]{5}")
MONTH_IN_FIGURES: Final = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})")
MONTH_BEFORE_YEAR: Final = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
MONTH_IN_WORDS: Final = re.compile(rf"{_WORD},?[ -]?(?:de |del )?{_YEAR}")


def day_of(text: str) -> date:
    """The day that a text gives. Raises ``ValidationError`` where it gives none, or might give two."""
    plain = _plain(text)
    for pattern, reading in READINGS:
        if found := pattern.fullmatch(plain):
            return reading(found, text)
    raise _no_day(text)


def month_of(text: str) -> date | None:
    """The first day of the month that a text gives, ``None`` where it gives none by itself.

    Raises ``ValidationError`` where it gives one that does not exist or is out of our years.
    """
    plain = _plain(text)
    if found := MONTH_IN_FIGURES.fullmatch(plain):
        return _month(int(found[1]), int(found[2]), text)
    if found := MONTH_BEFORE_YEAR.fullmatch(plain):
        return _month(int(found[2]), int(found[1]), text)
    found = MONTH_IN_WORDS.fullmatch(plain)
    if found and (month := month_numbers().get(_letters(found[1]))):
        return _month(_year(found[2], text), month, text)
    return None


@lru_cache(maxsize=1)
def month_numbers() -> dict[str, int]:
    """The months by their names and abbreviations in the languages understood."""
    from babel.dates import get_month_names

    return {
        _letters(name): number
        for language in LANGUAGES
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, context, language).items()
    } | {"sept": 9, "setiembre": 9}


def within_years(day: date) -> date:
    """The day itself. Raises ``ValidationError`` where no file of ours can mean its year."""
    _check_year(day.year, day.isoformat())
    return day


def no_month(text: str) -> Exception:
    """The error for what is no month at all."""
    return refused(
        _("“%(value)s” is no month. Write it as 2026-12 or December 2026."), NOT_A_MONTH, value=shown(text)
    )


def _plain(text: str) -> str:
    """With plain blanks, hyphens and figures; what is longer than any date is cut, and matches nothing."""
    plain = unicodedata.normalize("NFKC", text[: 2 * LONGEST_SHOWN]).casefold()
    return " ".join(re.sub("[‐‑‒–—]", "-", plain).replace("’", "'").split())


def _letters(name: str) -> str:
    """A name without case, points and accents: fevrier is février."""
    apart = unicodedata.normalize("NFKD", name.casefold().rstrip("."))
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _no_day(text: str) -> Exception:
    return refused(
        _("“%(value)s” is no date. Write it as 2026-08-31 or 31 August 2026."), NOT_A_DAY, value=shown(text)
    )


def _year(digits: str, text: str) -> int:
    """The year; two digits of one are none, for 26 may be 1926."""
    if len(digits) < len("2026"):
        raise refused(
            _("“%(value)s” gives only two digits of the year. Write all four, as in 2026-08-31."),
            "short_year",
            value=shown(text),
        )
    return int(digits)


def _check_year(year: int, text: str) -> None:
    if year not in YEARS:
        raise refused(
            _("“%(value)s” lies outside the years %(first)s to %(last)s."),
            "years",
            value=shown(text),
            first=str(YEARS[0]),
            last=str(YEARS[-1]),
        )


def _month(year: int, month: int, text: str) -> date:
    if not 1 <= month <= MONTHS:
        raise no_month(text)
    _check_year(year, text)
    return date(year, month, 1)


def _existing(year: int, month: int, day: int, text: str) -> date:
    """The day, where there is one."""
    if not 1 <= month <= MONTHS:
        raise _no_day(text)
    _check_year(year, text)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise refused(
            _("“%(value)s” does not exist: %(month)s has %(days)d days."),
            "no_such_day",
            value=shown(text),
            month=date_format(date(year, month, 1), "F Y"),
            days=last,
        )
    return date(year, month, day)


def _year_first(found: re.Match[str], text: str) -> date:
    return _existing(int(found[1]), int(found[3]), int(found[4]), text)


def _with_a_time(found: re.Match[str], text: str) -> date:
    raise refused(
        _("“%(value)s” has a time of day in it. Write the day alone, as %(day)s."),
        "time_of_day",
        value=shown(text),
        day=found[1],
    )


def _in_figures(found: re.Match[str], text: str) -> date:
    """A day such as 31/08/2026: the day or the month may stand first, so one of them must be out of the question."""
    first, second, year = int(found[1]), int(found[3]), _year(found[4], text)
    if first > MONTHS or first == second:
        return _existing(year, second, first, text)
    if second > MONTHS:
        return _existing(year, first, second, text)
    raise _ambiguous(_existing(year, second, first, text), _existing(year, first, second, text), text)


def _ambiguous(one: date, other: date, text: str) -> Exception:
    return refused(
        _("“%(value)s” could be %(one)s or %(other)s. Write it as %(first)s or %(second)s."),
        "ambiguous",
        value=shown(text),
        one=date_format(one, "j F"),
        other=date_format(other, "j F"),
        first=one.isoformat(),
        second=other.isoformat(),
    )


def _day_first(found: re.Match[str], text: str) -> date:
    return _in_words(found[1], found[2], found[3], text)


def _month_first(found: re.Match[str], text: str) -> date:
    return _in_words(found[2], found[1], found[3], text)


def _in_words(day: str, word: str, year: str, text: str) -> date:
    month = month_numbers().get(_letters(word))
    if not month:
        raise _no_day(text)
    return _existing(_year(year, text), month, int(day), text)


def _serial(found: re.Match[str], text: str) -> date:
    """A spreadsheet's number of a day that has become text: most likely a copy gone wrong, so it is not trusted."""
    number = int(found[0])
    if number not in SERIALS:
        raise _no_day(text)
    from openpyxl.utils.datetime import from_excel

    raise refused(
        _("“%(value)s” is a spreadsheet’s number for a day, which would be %(day)s. Write the day itself."),
        "serial",
        value=shown(text),
        day=from_excel(number).date().isoformat(),
    )


READINGS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], date]], ...]] = (
    (YEAR_FIRST, _year_first),
    (WITH_A_TIME, _with_a_time),
    (IN_FIGURES, _in_figures),
    (DAY_FIRST, _day_first),
    (MONTH_FIRST, _month_first),
    (SERIAL, _serial),
)
