"""What an officer says who puts a month out: reasons, stages, the version itself, a withdrawal."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from meetings.forms.justifications import LONGEST
from meetings.forms.papers import day_field
from meetings.models import ProgrammeVersion
from meetings.models.labels import Label

LONGEST_NOTE: Final = 1000
"""Letters of a version's note: it stands at the head of the month, and in every notice."""

LONGEST_LIST: Final = 20_000
"""Letters of a hidden list: a month of a thousand changes."""


class PublishForm(forms.Form):
    """The version to come. ``seen`` and ``shown`` say what the page showed when it was made."""

    title_kind = forms.ChoiceField(
        label=_("Title"), choices=ProgrammeVersion.Title.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What this version is, in a sentence. Everybody reads it, also in the notices."),
    )
    seen = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    shown = forms.CharField(required=False, max_length=LONGEST_LIST, widget=forms.HiddenInput)

    @property
    def tokens_shown(self) -> frozenset[str]:
        return frozenset(self.cleaned_data.get("shown", "").split())


class TicksField(forms.MultipleChoiceField):
    """Findings that are ticked, each by its token. A box may stand for several: their tokens, parted by spaces."""

    def to_python(self, value: Any) -> list[str]:
        return [token for box in super().to_python(value) for token in box.split()]


class ReasonsForm(forms.Form):
    """One reason for the findings that are ticked; or, ``again``, for one of them the reason that lapsed."""

    findings = TicksField(
        label=_("Findings"),
        required=False,
        error_messages={
            "invalid_choice": _(
                "Some of them have changed, or are answered already. Look at the list again: nothing is kept yet."
            )
        },
    )
    reason = forms.CharField(
        label=_("One reason for all that is ticked"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "It is kept with each finding and its dates, under your name, and lapses when the dates change."
        ),
    )
    again = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, tokens: Iterable[str] = (), **kwargs: Any) -> None:
        """``tokens``: those of the findings that wait for a reason now."""
        super().__init__(*args, **kwargs)
        self.fields["findings"].choices = [(token, token) for token in tokens]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("again") or self.errors:
            return given
        if not given.get("findings"):
            self.add_error("findings", _("Tick what the reason is for."))
        if not given.get("reason"):
            self.add_error("reason", _("Write down why the plan stays as it is."))
        return given

    @property
    def ticked(self) -> frozenset[str]:
        """What is ticked, to be ticked again where something is to be mended."""
        if not self.is_bound:
            return frozenset()
        values = self.fields["findings"].widget.value_from_datadict(
            self.data, self.files, self.add_prefix("findings")
        )
        return frozenset(token for box in values for token in str(box).split())


class Step(StrEnum):
    """What was said to members of the Council, or by them."""

    SHARE = "share"
    ADOPT = "adopt"
    NOT_AGREED = "not_agreed"
    DRAFT = "draft"


DAYS: Final[Mapping[str, Label]] = {
    Step.SHARE: _("Shared with members on"),
    Step.ADOPT: _("Adopted on"),
}
"""The steps that were taken on a day, and what the day is called."""


class StageForm(forms.Form):
    """A step, and the day on which it was taken where it has one."""

    step = forms.ChoiceField(choices=[(step.value, step.value) for step in Step], widget=forms.HiddenInput)
    on = day_field(_("Day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self["step"].value()
        if asked in DAYS:
            self.fields["on"].label = str(DAYS[asked])

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("step") in DAYS and not given.get("on") and "on" not in self.errors:
            self.add_error("on", ValidationError(_("Say on which day."), code="required"))
        return given

    @property
    def day(self) -> date | None:
        day: date | None = self.cleaned_data.get("on")
        return day


class WithdrawForm(forms.Form):
    """Why a month is withdrawn. ``seen`` is the number of the version the page spoke of."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST_NOTE,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It becomes the note of the new version: everybody reads it, also in the notices."),
        error_messages={"required": _("Say why the month is withdrawn: everybody reads it.")},
    )
    seen = forms.IntegerField(required=False, min_value=1, max_value=2**15 - 1, widget=forms.HiddenInput)


class ReaderAsked(forms.Form):
    """Whose notice is to be shown."""

    to = forms.IntegerField(required=False, min_value=1, max_value=2**63 - 1)
    withdraws = forms.BooleanField(required=False)

    @property
    def pk(self) -> int | None:
        """The key of the person; none where nobody, or nothing sensible, is asked for."""
        key: int | None = self.cleaned_data["to"] if self.is_valid() else None
        return key

    @property
    def of_withdrawal(self) -> bool:
        """Whether the notice is that of a withdrawal."""
        return bool(self.is_valid() and self.cleaned_data["withdraws"])
