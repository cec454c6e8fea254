"""What a planner makes of the proposals of a month: one button each, and one for all."""

from django import forms


class AnswerForm(forms.Form):
    """The button that was pressed, with the business it stands beside."""

    accept = forms.IntegerField(required=False, min_value=1)
    leave = forms.IntegerField(required=False, min_value=1)
    again = forms.IntegerField(required=False, min_value=1)
    accept_all = forms.BooleanField(required=False)

    def given(self, name: str) -> int | None:
        """The business such a button was pressed for, if it was."""
        number: int | None = self.cleaned_data.get(name) if self.is_valid() else None
        return number
