"""Presidencies of the Council, month by month."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.kinds.states import STATE
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import CountryField, MonthField, NumberField, WordField
from meetings.exchange.tables.written_dates import month_of
from meetings.rules.months import FIRST_YEAR, LAST_YEAR

READ: Final = "read"
BY_RULE: Final = "rule_only"
MONTHS: Final = 12


class MonthOrItsNumberField(MonthField):
    """A month as its first day; or, where the year stands in a column of its own, its number, 1 to 12."""

    expects = _("A month, as 2026-12 or December 2026; or 12 or December, with the year in its own column.")

    def to_python(self, value: Any) -> Any:
        return _number_of(value) or super().to_python(value)

    def written(self, value: Any) -> Any:
        return value if isinstance(value, int) else super().written(value)


def _number_of(value: Any) -> int | None:
    """The number of a month that is given without a year."""
    if isinstance(value, str) and value.isalpha():
        try:
            month = month_of(f"{value} {FIRST_YEAR}")
        except ValidationError:
            return None
        return month.month if month else None
    if isinstance(value, str):
        value = int(value) if value.isdecimal() and value.isascii() and len(value) <= len("12") else None
    whole = isinstance(value, int | float) and not isinstance(value, bool) and 1 <= value <= MONTHS
    return int(value) if whole and value == int(value) else None


COLUMNS: Final = (
    Column(
        "month",
        MonthOrItsNumberField(label=_("month"), help_text=_("The month of the presidency.")),
        ("presidency month", "date", "period", "mois", "mes"),
        example=date(2027, 1, 1),
    ),
    Column(
        "year",
        NumberField(
            label=_("year"),
            required=False,
            least=FIRST_YEAR,
            most=LAST_YEAR,
            help_text=_("Needed only where the month stands without it."),
        ),
        ("année", "año"),
    ),
    *STATE,
    Column(
        "basis",
        WordField(
            {READ: ("yes", "verified", "announced"), BY_RULE: ("rule", "by rule", "no", "computed")},
            label=_("basis"),
            required=False,
            help_text=_("Read, or by the rule only: then it is kept, and shown, as not verified."),
        ),
        ("verified",),
        example=READ,
    ),
    Column(
        "country_by_rule",
        CountryField(
            label=_("country by the rule"),
            required=False,
            help_text=_(
                "Who would preside in English alphabetical order. Taken, as not verified, where no country is named."
            ),
        ),
        ("by rule",),
        names=Names.COUNTRY,
    ),
    *(column for column in SOURCE if column.name != "verified"),
)


def first_day_of(row: TypedRow) -> date:
    """The first day of the month that a checked row is about."""
    month = row.values["month"]
    return month if isinstance(month, date) else date(row.values["year"], month, 1)


def state_of(row: TypedRow) -> str:
    """The State that presides, once names are looked up: who is named, or else who would by the rule."""
    return str(row.get("iso3", row.get("country_by_rule")))


def is_read(row: TypedRow) -> bool:
    """Whether the president was read somewhere, not worked out."""
    return bool(row.get("basis", READ if row.fills("iso3", "country") else BY_RULE) == READ)


def check(row: TypedRow) -> Iterator[Complaint]:
    """The month has a year, one only, and a president; a president who was read is named as such."""
    month = row.values["month"]
    if not isinstance(month, date) and not row.fills("year"):
        yield (
            "month",
            gettext("Give the year as well: write the month as 2026-12, or add a column for the year."),
        )
    if isinstance(month, date) and row.get("year", month.year) != month.year:
        yield "year", gettext("This is not the year of the month in the same row.")
    if row.fills("iso3", "country"):
        return
    if not row.fills("country_by_rule"):
        yield "iso3", gettext("Name the State that presides, by its code or by its name.")
    elif row.get("basis") == READ:
        yield "basis", gettext("Only who would preside by the rule is named here, so it was not read.")


PRESIDENCIES: Final = Kind(
    name="presidencies",
    title=_("Presidencies"),
    about=_("Which member of the Council presides in which month."),
    columns=COLUMNS,
    key=("month", "year"),
    check=check,
    bears_on_findings=False,
)
