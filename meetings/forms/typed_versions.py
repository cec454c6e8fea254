"""Two versions of what one form says of a row: as it was typed, and as the row stands.

What was typed stays as it was posted, in hidden fields; what is chosen from the other version is put in its place.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django import forms
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.forms.choosing import THEIRS, ChoosingForm, Difference, differences_of

Raw = Mapping[str, str]
"""The fields of one version as a browser would post them."""


@dataclass(frozen=True, slots=True)
class TypedVersions:
    """The bound form with what was typed, how the row stands now, and (where known) as it stood when it was seen."""

    form: forms.Form
    theirs: Raw
    saw: Raw | None = None

    @property
    def mine(self) -> Raw:
        """What was typed."""
        return {name: _typed(self.form, name) for name in self.theirs}

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that differ, in their order."""
        return differences_of(self.mine, self.theirs, self.saw)

    def hidden(self) -> tuple[tuple[str, str], ...]:
        """What was typed, for hidden fields of the same names."""
        return tuple((self.form.add_prefix(name), raw) for name, raw in self.mine.items() if raw)

    def label(self, name: str) -> str:
        """What the form calls a field."""
        return str(self.form.fields[name].label)

    def words(self, name: str, raw: str) -> tuple[str, ...]:
        """What stands in a field, to be read line by line."""
        return tuple(_words(self.form.fields[name], raw).splitlines()) or (gettext("nothing"),)


class TypedChoosingForm(ChoosingForm):
    """What was typed travels with the page as it was posted."""

    def merged(self, versions: TypedVersions, data: QueryDict) -> QueryDict:
        """What was posted, with those fields of theirs that were chosen; of a form without errors."""
        merged = data.copy()
        for name in self.taken(THEIRS):
            merged[versions.form.add_prefix(name)] = versions.theirs[name]
        return merged


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
