"""Which entries of another month to copy."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.models import Entry


class CopyForm(forms.Form):
    entries = forms.TypedMultipleChoiceField(
        label=_("Entries"),
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Tick at least one entry."),
            "invalid_choice": _("Some of them are no longer there. Look at the list again."),
        },
    )

    def __init__(self, *args: Any, entries: Iterable[Entry], **kwargs: Any) -> None:
        """``entries``: those of the other month, in the order they are shown."""
        super().__init__(*args, **kwargs)
        choices = [(str(entry.uid), entry.title) for entry in entries]
        self.fields["entries"].choices = choices  # type: ignore[attr-defined]
