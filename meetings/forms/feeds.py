"""What is asked before an address is given up."""

from django import forms


class RenewForm(forms.Form):
    """``seen`` tells which address the person had before their eyes."""

    seen = forms.CharField(max_length=64, widget=forms.HiddenInput)
