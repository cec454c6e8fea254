"""Values in words: a day, a time, a choice, and one in place of another, in the active language."""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.db.models import BooleanField, Field, TextField
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext

from meetings.models.labels import START_KINDS
from meetings.rules.vocabulary import StartKind
from meetings.snapshots.records import Record


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a change. A text of several lines stands apart from it, as it was and as it is."""

    text: str
    before: str = ""
    after: str = ""


def about(what: str, text: str) -> str:
    """A line that speaks of one of several: its name goes before; of none, nothing does."""
    return gettext("%(what)s: %(text)s") % {"what": what, "text": text} if what else text


def titled(kind: str, title: str) -> str:
    """A title behind what kind of meeting it is of, unless it begins with that already."""
    return title if begins_with(title, kind) else about(kind, title)


def begins_with(title: str, kind: str) -> bool:
    """Whether a title begins with these words, however they are written; not with a longer one."""
    begin, behind = title[: len(kind)], title[len(kind) : len(kind) + 1]
    return begin.casefold() == kind.casefold() and not behind.isalnum()


def from_to(text: str, before: str, after: str) -> str:
    """A sentence with a value and the one that came in its place."""
    return text % {"before": before, "after": after}


def difference(what: str, before: str, after: str) -> str:
    """One value in place of another, of none, or by none."""
    words = {"what": what, "before": before, "after": after}
    if before and after:
        return gettext("%(what)s changed from %(before)s to %(after)s") % words
    return (
        gettext("%(what)s: %(after)s") if after else gettext("%(what)s taken away; it was %(before)s")
    ) % words


def text_difference(what: str, before: str, after: str) -> Line:
    """A text in place of another, of none, or by none: it stands under the line."""
    if before and after:
        text = gettext("%(what)s changed")
    else:
        text = gettext("%(what)s:") if after else gettext("%(what)s taken away; it was:")
    return Line(text % {"what": what}, before, after)


def plain(field: "Field[Any, Any]", value: Any) -> str:
    """A value that points to nothing, as a reader says it."""
    labels = dict(field.flatchoices or ())
    if value in labels:
        return str(labels[value])
    if isinstance(field, BooleanField):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return date_format(value, "DATETIME_FORMAT")
    if isinstance(value, date):
        return weekday(value)
    return f"“{value}”" if isinstance(value, str) and not isinstance(field, TextField) else str(value)


def time_of(record: Record) -> str:
    """When a sitting starts, and ends where that is known; empty where nothing is set."""
    kind, starts, ends = (record.values[name] for name in ("start_kind", "starts_at", "ends_at"))
    if starts is None:
        return "" if kind == StartKind.UNSET else str(START_KINDS[StartKind(kind)])
    if ends is None:
        return clock(starts)
    return gettext("%(start)s–%(end)s") % {"start": clock(starts), "end": clock(ends)}


def clock(at: time) -> str:
    """A New York time as the active language writes it."""
    return date_format(datetime.combine(date.min, at), "TIME_FORMAT")


def weekday(on: date) -> str:
    """A day with its weekday and its year: a history may reach back."""
    english = (get_language() or "en").startswith("en")
    # Translators: a date format (docs.djangoproject.com, "date" filter): weekday, day, month, year.
    return date_format(on, "l j F Y" if english else gettext("l j F Y"))


def month_name(first: date) -> str:
    """A month and its year, by its first day."""
    return date_format(first, "YEAR_MONTH_FORMAT")
