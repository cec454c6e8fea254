"""Rows of a form that the planner may have as many of as wanted: a spare one is always there."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.formsets import DELETION_FIELD_NAME, BaseFormSet
from django.utils.translation import gettext_lazy as _

MOST_ROWS = 30

# Generic for the type checker alone.
if TYPE_CHECKING:
    FormRows = BaseFormSet[Any]
else:
    FormRows = BaseFormSet


class Row(forms.Form):
    """One row. It may be left empty, which is the same as not being there."""

    use_required_attribute = False

    @property
    def says_something(self) -> bool:
        """Whether the planner filled it in and did not take it away."""
        cleaned = getattr(self, "cleaned_data", {})
        return bool(self.is_bound and not cleaned.get(DELETION_FIELD_NAME) and self._filled(cleaned))

    def _filled(self, cleaned: dict[str, Any]) -> bool:
        return bool(self.errors) or any(
            value for name, value in cleaned.items() if name != DELETION_FIELD_NAME
        )


class Rows(FormRows):
    """All rows of one kind."""

    deletion_label = _("Take away")

    def add_fields(self, form: forms.Form, index: int | None) -> None:
        super().add_fields(form, index)
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = self.deletion_label

    @property
    def filled(self) -> list[Any]:
        """The rows that say something, in the order of the page."""
        return [form for form in self.forms if form.says_something]


def typed_in(form: forms.BaseForm) -> dict[str, Any]:
    """What stands in the fields of a posted form, right or wrong, to be shown again without a word on it."""
    return {
        name: field.widget.value_from_datadict(form.data, form.files, form.add_prefix(name))
        for name, field in form.fields.items()
    }


def typed_in_rows(rows: Rows) -> list[dict[str, Any]]:
    """The same of each row that is not empty and was not taken away."""
    found = []
    for form in rows.forms:
        typed = typed_in(form)
        if not typed.pop(DELETION_FIELD_NAME, False) and any(
            value for value in typed.values() if value != "unset"
        ):
            found.append(typed)
    return found
