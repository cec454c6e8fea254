"""Days and months as cells give them: real dates of a workbook, or text with one reading."""

from datetime import date, datetime, time
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.exchange.reference.table import YEARS
from meetings.exchange.tables.cells import CellField, refused, shown, text_of
from meetings.exchange.tables.written_dates import (
    NOT_A_DAY,
    SERIALS,
    day_of,
    month_of,
    no_month,
    within_years,
)
from meetings.rules.months import first_of, last_of

DAYS_BETWEEN_EPOCHS: Final = 1462
"""A workbook of the older kind counts its days from 1904 instead of 1900."""


class DayField(CellField):
    """A day, from the year ``since`` on: a ``date``."""

    expects = _("A date, as 2026-08-31 or 31 August 2026, or a date of the spreadsheet.")
    cell_format = "yyyy-mm-dd"

    def __init__(self, *, since: int = YEARS[0], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.since = since

    def to_python(self, value: Any) -> Any:
        day = self._of_text(value) if isinstance(value, str) else _of_a_cell(value)
        if day.year < self.since:
            raise refused(
                _("“%(value)s” lies before the year %(since)s."),
                "before",
                value=shown(value),
                since=str(self.since),
            )
        return day

    def _of_text(self, text: str) -> date:
        return day_of(text)

    def written(self, value: Any) -> date | None:
        return value if value is None else date(value.year, value.month, value.day)


class MonthField(DayField):
    """A month, as its first day. Any day of it will do."""

    expects = _("A month, as 2026-12 or December 2026.")
    cell_format = "yyyy-mm"

    def to_python(self, value: Any) -> Any:
        return first_of(super().to_python(value))

    def _of_text(self, text: str) -> date:
        return month_of(text) or _day_where_no_month(text)


class MonthEndField(DayField):
    """The day to which figures of a month relate: its last, unless another day is given."""

    expects = _(
        "A month, as 2026-10 or October 2026, which stands for its last day; or a day, as 2026-10-31."
    )

    def _of_text(self, text: str) -> date:
        month = month_of(text)
        return last_of(month) if month else _day_where_no_month(text)


def _day_where_no_month(text: str) -> date:
    try:
        return day_of(text)
    except ValidationError as error:
        raise no_month(text) if error.code == NOT_A_DAY else error from None


def _of_a_cell(value: Any) -> date:
    """A day of a workbook, as a date or as the number that stands for one."""
    if isinstance(value, datetime):
        if value.time() != time():
            raise refused(
                _("“%(value)s” has a time of day in it. Write the day alone, as %(day)s."),
                "time_of_day",
                value=shown(value),
                day=value.date().isoformat(),
            )
        return within_years(value.date())
    if isinstance(value, date):
        return within_years(value)
    return _of_a_number(value)


def _of_a_number(value: Any) -> date:
    number = value if isinstance(value, int | float) and not isinstance(value, bool) else -1
    if not SERIALS[0] - DAYS_BETWEEN_EPOCHS <= number <= SERIALS[-1]:
        return day_of(text_of(value))  # which says why not
    from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel

    found = from_excel(number, getattr(value, "epoch", WINDOWS_EPOCH))
    return _of_a_cell(found)
