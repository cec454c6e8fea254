"""Which earlier state is to come back."""

from django import forms


class StateForm(forms.Form):
    """A state by the request that left it, and the revision that was seen; none of a row that was removed."""

    state = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(min_value=1, required=False, widget=forms.HiddenInput)
