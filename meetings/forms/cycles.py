"""Which twelve months of the mandate and reporting cycles somebody wants to see."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from meetings.planning.reporting_cycles import twelve_months
from meetings.rules.months import FIRST_YEAR, LAST_YEAR


class CyclesYear(forms.Form):
    """A year, January to December; without one, or with one that makes no sense, the twelve months from now on."""

    year = forms.IntegerField(
        label=_("Year of the monthly cycle"), required=False, min_value=FIRST_YEAR, max_value=LAST_YEAR
    )

    def __init__(self, data: QueryDict, *, today: date) -> None:
        super().__init__(data if "year" in data else None)
        self.today = today

    @property
    def chosen(self) -> int | None:
        """The year asked for; none where nothing, or nothing sensible, was asked."""
        return self.cleaned_data.get("year") if self.is_bound and self.is_valid() else None

    @property
    def window(self) -> tuple[date, date]:
        """The first and the last day of the monthly cycle."""
        return twelve_months(date(self.chosen, 1, 1) if self.chosen else self.today)
