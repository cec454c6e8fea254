"""Holidays at New York Headquarters."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.tables.columns import Column, Complaint, Kind, TypedRow
from meetings.exchange.tables.fields import DayField, NumberField, TextField, WordField
from meetings.models import Holiday
from meetings.rules.months import LAST_YEAR

READ: Final = "read"
NOT_READ: Final = "not_read"
INDIRECT: Final = "indirect"

LONGEST_NAME: Final = 80
EARLIEST: Final = 1946

COLUMNS: Final = (
    Column(
        "date",
        DayField(
            label=_("day"),
            required=False,
            help_text=_("The day as a circular or the Journal gives it."),
        ),
        ("on", "holiday date", "observed on", "date observed", "jour", "fecha"),
        example=date(2027, 9, 6),
    ),
    Column(
        "name",
        TextField(label=_("name"), longest=LONGEST_NAME, help_text=_("The name of the holiday.")),
        ("holiday", "holiday name", "title", "jour férié", "nom", "nombre"),
        example="Labour Day",
    ),
    Column(
        "kind",
        WordField(
            {
                Holiday.Kind.OFFICIAL.value: ("official holiday", "closed", "officiel"),
                Holiday.Kind.FLOATING.value: (
                    "floating (each staff member picks one)",
                    "floating holiday",
                    "flottant",
                ),
            },
            labels=dict(Holiday.Kind.choices),
            label=_("kind"),
            required=False,
            help_text=_("Official, if not given. Only official holidays close the house."),
        ),
        ("type", "type of holiday"),
        example=Holiday.Kind.OFFICIAL.value,
    ),
    Column(
        "year",
        NumberField(
            label=_("year"),
            required=False,
            least=EARLIEST,
            most=LAST_YEAR,
            help_text=_("Not stored: it must be the year of the day."),
        ),
        ("année", "año"),
    ),
    Column(
        "basis",
        WordField(
            {
                READ: ("yes", "verified"),
                NOT_READ: ("no", "recalled", "computed"),
                INDIRECT: ("indirect (an empty Journal day)",),
            },
            label=_("basis"),
            required=False,
            help_text=_("Where the day itself was not read, it is kept, and shown, as not verified."),
        ),
        ("verified",),
        example=READ,
    ),
    Column(
        "recalled_date",
        DayField(
            label=_("recalled day"),
            required=False,
            help_text=_(
                "The day as it was recalled or computed. Taken, as not verified, where no day is given."
            ),
        ),
        ("computed date", "expected date"),
    ),
    *(column for column in SOURCE if column.name != "verified"),
)


def day_of(row: TypedRow) -> date | None:
    """The day of the holiday, read or else recalled."""
    day: date | None = row.get("date", row.get("recalled_date"))
    return day


def is_read(row: TypedRow) -> bool:
    """Whether the day itself was read."""
    return row.has("date") and bool(row.get("basis", READ) == READ)


def check(row: TypedRow) -> Iterator[Complaint]:
    """There is a day, and it lies in the year that is given."""
    day = day_of(row)
    if not row.fills("date", "recalled_date"):
        yield "date", gettext("Give the day of the holiday.")
    if day and row.get("year", day.year) != day.year:
        yield "year", gettext("This is not the year of the day, which is %(year)s.") % {"year": day.year}


HOLIDAYS: Final = Kind(
    name="holidays",
    title=_("Holidays"),
    about=_(
        "The days on which Headquarters is closed, and the floating holidays that each staff member picks from."
    ),
    columns=COLUMNS,
    key=("date", "recalled_date", "name"),
    check=check,
    ignored=("day of the week", "weekday", "day"),
)
