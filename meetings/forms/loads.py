"""What to load, and which of two values stands where a file and a person differ."""

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.columns import Kind
from meetings.exchange.tables.opening import plain_name

DIGITS: Final = 18
"""A key of so many digits fits every database."""


def file_name_of(given: str) -> str:
    """The name of a file as it is kept and shown: no folders, and nothing in it that is not seen.

    Marks that turn the direction of the text would make one name look like another, "fdp.exe" like "exe.pdf".
    """
    seen = (character for character in given if unicodedata.category(character) != "Cf")
    return plain_name("".join(seen)).lstrip(".") or "table"


class UploadForm(forms.Form):
    """One file, and what its rows are."""

    kind = forms.ChoiceField(
        label=_("What the file holds"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose what the file holds."),
            "invalid_choice": _("Choose one of these."),
        },
    )
    file = forms.FileField(
        label=_("File"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file, at most 10 MB and 50,000 rows."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv"}),
        error_messages={
            "required": _("Choose a file."),
            "invalid": _("Choose a file."),
            "missing": _("Choose a file."),
            "empty": _("This file is empty: it holds no byte at all."),
        },
    )
    sheet = forms.CharField(
        label=_("Sheet"),
        required=False,
        max_length=60,
        help_text=_(
            "Only where one of several is meant. Otherwise every sheet that has the headings is read."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.name, kind.title) for kind in KINDS.values()]  # type: ignore[attr-defined]

    @property
    def kinds(self) -> Sequence[tuple[Any, Kind]]:
        """Each choice with what it stands for."""
        return list(zip(self["kind"].subwidgets, KINDS.values(), strict=True))

    @property
    def lost_the_file(self) -> bool:
        """Whether a file came along with a form that has to be mended: no browser sends it again by itself."""
        return self.is_bound and bool(self.files.get("file")) and bool(self.errors)

    @property
    def file_name(self) -> str:
        """The name that is kept; of a form without errors."""
        return file_name_of(str(self.cleaned_data["file"].name))


class KeysField(forms.Field):
    """Keys of rows. Those that are none of the page's are no harm: the service asks for those of its load."""

    widget = forms.MultipleHiddenInput

    def to_python(self, value: Iterable[str] | None) -> frozenset[int]:
        given = [str(key) for key in value or ()]
        if not all(key.isdecimal() and len(key) <= DIGITS for key in given):
            raise ValidationError(_("Some of these lines are no longer there. Look at them again."))
        return frozenset(map(int, given))


class ChoosingForm(forms.Form):
    """Lines in conflict that stood on the page, and those of them that are decided for the file."""

    shown = KeysField(required=False)
    take = KeysField(required=False)


class OpenNextForm(forms.Form):
    """The mandate whose end wants an occasion, and whether the meeting before a technical rollover counts for it."""

    mandate = forms.IntegerField(min_value=1, max_value=10**DIGITS)
    count_earlier_meeting = forms.BooleanField(required=False)
