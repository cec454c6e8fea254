"""Which steps of which occasions an entry carries: one row a step."""

from collections.abc import Mapping
from typing import Any, cast
from uuid import UUID

from django import forms
from django.forms import formset_factory
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.forms.rows import MOST_ROWS, Row, Rows
from meetings.models.labels import STEP_KINDS
from meetings.rules.vocabulary import StepKind
from meetings.services.entry_content import StepContent

DATED_BY_THEMSELVES = {StepKind.REPORT, StepKind.MANDATE_END}
"""No entry carries them: a report has its own dates, and a mandate its last day."""

KINDS = [
    ("", "—"),
    *((kind.value, label) for kind, label in STEP_KINDS.items() if kind not in DATED_BY_THEMSELVES),
]


class StepForm(Row):
    occasion = forms.ChoiceField(label=_("Occasion"), required=False)
    kind = forms.ChoiceField(label=_("Step"), required=False, choices=KINDS)

    def __init__(self, *args: Any, occasions: list[tuple[str, str]], **kwargs: Any) -> None:
        """``occasions``: uid and words of those that may be chosen."""
        super().__init__(*args, **kwargs)
        self.fields["occasion"].choices = [("", "—"), *occasions]  # type: ignore[attr-defined]

    def clean(self) -> None:
        given = self.cleaned_data
        if given.get("occasion") and not given.get("kind") and "kind" not in self.errors:
            self.add_error("kind", gettext("Say which step of the occasion it is."))
        if given.get("kind") and not given.get("occasion") and "occasion" not in self.errors:
            self.add_error("occasion", gettext("Say which occasion it is a step of."))

    @property
    def content(self) -> StepContent:
        """The step; of a row without errors that says something."""
        return StepContent(UUID(self.cleaned_data["occasion"]), StepKind(self.cleaned_data["kind"]))


class StepRows(Rows):
    deletion_label = _("Take this step away")

    def clean(self) -> None:
        seen = set()
        for form in self.filled:
            step = (form.cleaned_data.get("occasion"), form.cleaned_data.get("kind"))
            if step in seen:
                form.add_error("kind", gettext("This step is here twice."))
            seen.add(step)


StepFormSet = formset_factory(
    StepForm,
    formset=StepRows,
    extra=1,
    max_num=MOST_ROWS,
    absolute_max=MOST_ROWS,
    validate_max=True,
    can_delete=True,
    can_delete_extra=False,
)


def step_rows(
    data: QueryDict | None, initial: list[Mapping[str, Any]], occasions: list[tuple[str, str]]
) -> StepRows:
    """The rows as posted, or as they are shown at first."""
    made = StepFormSet(data, initial=initial, prefix="steps", form_kwargs={"occasions": occasions})
    return cast("StepRows", made)
