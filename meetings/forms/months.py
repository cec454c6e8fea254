"""Which month or year somebody wants to see."""

from datetime import date

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from meetings.rules.months import FIRST_YEAR, LAST_YEAR


class MonthChoice(forms.Form):
    """A month by its name and year."""

    month = forms.TypedChoiceField(label=_("Month"), choices=list(MONTHS.items()), coerce=int)
    year = forms.IntegerField(label=_("Year"), min_value=FIRST_YEAR, max_value=LAST_YEAR)

    @property
    def chosen(self) -> date | None:
        """The first day of the month asked for; none where nothing, or nothing sensible, was asked."""
        if not self.is_valid():
            return None
        return date(self.cleaned_data["year"], self.cleaned_data["month"], 1)
