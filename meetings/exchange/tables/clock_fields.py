"""Times of day in New York, and how the programme prints a start."""

import re
import unicodedata
from datetime import time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import CellField, refused, shown
from meetings.exchange.tables.columns import Raw
from meetings.exchange.tables.word_fields import WordField
from meetings.models.labels import START_KINDS
from meetings.rules.vocabulary import StartKind

WITH_MINUTES: Final = re.compile(r"([0-9]{1,2}) ?[:.h] ?([0-9]{2})(?::00)? ?([ap]m)?")
BY_THE_HOUR: Final = re.compile(r"([0-9]{1,2})() ?([ap]m|h)")
NOON: Final = 12
HOURS: Final = 24
MINUTES: Final = 60
SECONDS: Final = 60
LONGEST_TIME: Final = 40

STARTS: Final = {
    StartKind.MORNING: ("AM", "a.m.", "morning", "matin"),
    StartKind.AFTERNOON: ("PM", "p.m.", "afternoon", "après-midi"),
    StartKind.AFTER_PREVIOUS: ("Followed By", "after the previous", "following", "suivie de", "suivi de"),
    StartKind.UNSET: ("TBC", "TBD", "not set", "to be confirmed", "to be determined"),
}
WRITTEN_STARTS: Final = {kind: words[0] for kind, words in STARTS.items()}


class ClockField(CellField):
    """A time of day in hours and minutes: a ``time``, New York."""

    expects = _("A time, as 15:00 or 3 p.m.")
    cell_format = "hh:mm"

    def to_python(self, value: Any) -> Any:
        at = _of_text(value) if isinstance(value, str) else _of_a_cell(value)
        if at is None:
            raise refused(
                _("“%(value)s” is no time of day. Write it as 15:00 or 3 p.m."), "no_time", value=shown(value)
            )
        return at

    def written(self, value: Any) -> Raw:
        return None if value is None else time(value.hour, value.minute)


class StartField(CellField):
    """How a meeting starts: a tuple of ``StartKind`` and, where that is exact, the ``time``, else ``None``."""

    expects = _("A time, as 15:00 or 3 p.m., or else AM, PM, Followed By or TBC.")
    cell_format = "hh:mm"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kinds = WordField(STARTS, labels=START_KINDS)
        self.clock = ClockField()

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            try:
                return self.kinds.clean(value), None
            except ValidationError:
                pass
        try:
            return StartKind.EXACT, self.clock.clean(value)
        except ValidationError:
            raise refused(
                _("“%(value)s” is no start. Write a time as 15:00, or AM, PM, Followed By or TBC."),
                "no_start",
                value=shown(value),
            ) from None

    def written(self, value: Any) -> Raw:
        if value is None:
            return None
        kind, at = value
        return self.clock.written(at) if kind == StartKind.EXACT else WRITTEN_STARTS[kind]


def _of_text(text: str) -> time | None:
    plain = unicodedata.normalize("NFKC", text[:LONGEST_TIME]).casefold()
    plain = " ".join(re.sub(r"([ap])\.? ?m\b\.?", r"\1m", plain).split())
    found = WITH_MINUTES.fullmatch(plain) or BY_THE_HOUR.fullmatch(plain)
    return _time(int(found[1]), int(found[2] or 0), found[3]) if found else None


def _time(hour: int, minute: int, half: str | None) -> time | None:
    if half in {"am", "pm"}:
        if not 1 <= hour <= NOON:
            return None
        hour = hour % NOON + (NOON if half == "pm" else 0)
    return time(hour, minute) if hour < HOURS and minute < MINUTES else None


def _of_a_cell(value: Any) -> time | None:
    """A time of a workbook, as such or as a part of a day; a spreadsheet may be off by a fraction of a second."""
    if isinstance(value, time):
        seconds = value.hour * 3600 + value.minute * SECONDS + value.second + value.microsecond / 1_000_000
    elif isinstance(value, float) and 0 <= value < 1:
        seconds = value * HOURS * 3600
    else:
        return None
    minutes = round(seconds / SECONDS)
    exact = abs(seconds - minutes * SECONDS) < 1 and minutes < HOURS * MINUTES
    return time(*divmod(minutes, MINUTES)) if exact else None
