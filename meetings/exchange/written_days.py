"""Days in words, each worked out once: a page of a month writes the same thirty days hundreds of times."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format
from django.utils.translation import get_language


def written_day(on: date, form: str) -> str:
    """A day as the active language writes it.

    Args:
        on: a date, or a time of which only the day is written.
        form: letters of Django's "date" filter, or the name of one of its formats, for a day without a time.
    """
    return _written(date(on.year, on.month, on.day), form, get_language())


def day_in_full(on: date | None) -> str:
    """A day with its year: 4 December 2026, in the language's own order; the UN's English puts the day first."""
    if on is None:
        return ""
    english = (get_language() or "en").startswith("en")
    return written_day(on, "j F Y" if english else "DATE_FORMAT")


@lru_cache(maxsize=4096)
def _written(on: date, form: str, language: str | None) -> str:
    """``language`` is the active one, in which it is written: it only tells the texts apart."""
    return date_format(on, form)
