"""What only the table of missions holds in a cell: an acronym, a day of closing, those who hold the pen."""

from datetime import date
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from meetings.exchange.tables.cells import refused, shown
from meetings.exchange.tables.columns import Raw
from meetings.exchange.tables.fields import CountryField, ListField, MissionField, MonthEndField
from meetings.exchange.tables.written_dates import month_of

NOBODY: Final = "none"
JOINTLY: Final = "(joint)"


class AcronymField(MissionField):
    """The acronym of a mission, which need not be on record yet. It stands in the address of its page."""

    expects = _("An acronym, as UNFICYP.")

    def to_python(self, value: Any) -> Any:
        acronym = super().to_python(value)
        if "/" in acronym or " " in acronym:
            raise refused(
                _("“%(value)s” is no acronym. Write it as UNFICYP."), "no_acronym", value=shown(value)
            )
        return acronym


class ClosingField(MonthEndField):
    """The last day of a mission, and how precisely it is known: a tuple of the ``date`` and "2009-06-30" or "2009-06".

    Where only the month is known, the day is its last.
    """

    expects = _("A date, as 2026-12-31 or 31 December 2026; or the month, as 2026-12, where no day is known.")

    def to_python(self, value: Any) -> Any:
        day: date = super().to_python(value)
        month_only = isinstance(value, str) and month_of(value)
        return day, f"{day:%Y-%m}" if month_only else day.isoformat()

    def written(self, value: Any) -> Any:
        return value[1] if value else None


class PenholdersField(ListField):
    """Those who hold the pen on a mission, as a tuple of names; an empty one for "none"."""

    expects = _("One State, or several with a semicolon between them; “none” where nobody does.")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(of=CountryField(), **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = value.removesuffix(JOINTLY).rstrip()
            if value.casefold() == NOBODY:
                return ()
        return super().to_python(value)

    def written(self, value: Any) -> Raw:
        return NOBODY if value == () else None if value is None else super().written(value)
