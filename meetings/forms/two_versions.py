"""Two planners changed the fields of one row: which of both versions shall stand, field by field.

What was typed stays as it was posted, in hidden fields; what is chosen from the other version is put in its place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.conflicts import MINE, THEIRS, Difference

CHOOSING: Final = "choosing"
"""The name of the hidden field that tells this page's answers from the form's."""

Raw = Mapping[str, str]
"""The fields of one version as a browser would post them."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The bound form with what was typed, how the row stands now, and (where known) as it stood when it was seen."""

    form: forms.Form
    theirs: Raw
    before: Raw | None = None

    @property
    def mine(self) -> Raw:
        """What was typed."""
        return {name: _typed(self.form, name) for name in self.theirs}

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that differ, in their order."""
        mine = self.mine
        return tuple(
            self._difference(name, mine[name]) for name in self.theirs if mine[name] != self.theirs[name]
        )

    def words(self, name: str, raw: str) -> str:
        """What stands in a field, to be read."""
        return _words(self.form.fields[name], raw) or gettext("nothing")

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What was typed, for hidden fields of the same names."""
        return tuple((self.form.add_prefix(name), raw) for name, raw in self.mine.items() if raw)

    def _difference(self, name: str, mine: str) -> Difference:
        if self.before is None:
            return Difference(name, None, None)
        before = self.before[name]
        return Difference(name, mine != before, self.theirs[name] != before)


class ChoiceForm(forms.Form):
    """One choice a field that differs."""

    def __init__(self, differences: Iterable[Difference], data: Any = None) -> None:
        super().__init__(data)
        for difference in differences:
            self.fields[choice_of(difference.name)] = forms.ChoiceField(
                choices=[(MINE, _("Yours")), (THEIRS, _("Theirs"))],
                initial=difference.taken_by_itself,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the two.")},
            )

    def merged(self, versions: Versions, data: QueryDict) -> QueryDict:
        """What was posted, with those fields of theirs that were chosen; of a form without errors."""
        merged = data.copy()
        for name, raw in versions.theirs.items():
            if self.cleaned_data.get(choice_of(name)) == THEIRS:
                merged[versions.form.add_prefix(name)] = raw
        return merged


def choice_of(name: str) -> str:
    """The name of the choice about a field."""
    return f"take-{name}"


def _typed(form: forms.Form, name: str) -> str:
    """A field as it was posted; a box that is ticked as ``on``."""
    field = form.fields[name]
    raw = field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
    if isinstance(field, forms.BooleanField):
        return "on" if raw else ""
    return str(raw or "").replace("\r\n", "\n").strip()


def _words(field: forms.Field, raw: str) -> str:
    """A posted value in words; one that is no value of the field as it was typed."""
    match field:
        case forms.BooleanField():
            return gettext("yes") if raw else gettext("no")
        case forms.ModelChoiceField():
            return _chosen(field, raw)
        case forms.ChoiceField():
            return str(dict(field.choices).get(raw, raw)) if raw else ""  # type: ignore[arg-type]
        case forms.DateField():
            return _day(raw)
    return raw


def _chosen(field: forms.ModelChoiceField, raw: str) -> str:
    try:
        row = field.to_python(raw)
    except forms.ValidationError:
        return raw
    return field.label_from_instance(row) if row else ""


def _day(raw: str) -> str:
    try:
        return date_format(date.fromisoformat(raw), "j F Y")
    except ValueError:
        return raw
