"""Taking an entry away, or calling it off."""

from typing import Final

from django import forms

from meetings.rules.vocabulary import EntryStatus


class RemovalForm(forms.Form):
    """Which of the three buttons was pressed, and the revision the planner saw."""

    REMOVE: Final = "remove"

    seen = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    what = forms.ChoiceField(
        choices=[
            (REMOVE, REMOVE),
            *((one.value, one.value) for one in (EntryStatus.CANCELLED, EntryStatus.POSTPONED)),
        ]
    )
