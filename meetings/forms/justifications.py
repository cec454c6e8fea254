"""Which finding a reason is given for, and the reason."""

from typing import Any

from django import forms
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

from meetings.rules.findings import SubjectKind

LONGEST = 2000
"""Letters of a reason: a page at most. It is read beside its finding."""


class FindingAsked(forms.Form):
    """What tells one finding of a month apart from all others."""

    rule = forms.CharField(max_length=4, widget=forms.HiddenInput)
    subject_kind = forms.ChoiceField(
        choices=[(kind.value, kind.value) for kind in SubjectKind], widget=forms.HiddenInput
    )
    subject = forms.CharField(max_length=80, widget=forms.HiddenInput)
    detail = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)

    @property
    def asked(self) -> tuple[str, ...] | None:
        """Rule, kind of subject, subject and detail; none where the address was made up."""
        if not self.is_valid():
            return None
        return tuple(self.cleaned_data[name] for name in ("rule", "subject_kind", "subject", "detail"))


class KeptDates(forms.JSONField):
    """Dates that a page kept in itself. Where somebody wrote there what no reader of JSON can take, it is no JSON."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error

    def bound_data(self, data: Any, initial: Any) -> Any:
        try:
            return super().bound_data(data, initial)
        except (RecursionError, ValueError):
            return InvalidJSONInput(data)


class JustificationForm(forms.Form):
    """A written reason. ``seen`` are the dates of the finding as its writer saw them."""

    reason = forms.CharField(
        label=_("Reason"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_(
            "It is kept with the finding and with its dates, under your name, and lapses when they change."
        ),
        error_messages={"required": _("Write down why the plan stays as it is.")},
    )
    seen = KeptDates(required=False, widget=forms.HiddenInput)

    def sees(self, dates: dict[str, str]) -> bool:
        """Whether these are the dates its writer saw."""
        return (self.cleaned_data["seen"] or {}) == dates

    def now_seeing(self, dates: dict[str, str]) -> "JustificationForm":
        """The same words beside other dates, for their writer to look at them again."""
        given: dict[str, Any] = {"reason": self.data.get("reason", ""), "seen": dates}
        return JustificationForm(initial=given)


class Withdrawal(forms.Form):
    """Which reason is taken back."""

    justification = forms.IntegerField(min_value=1, max_value=2**63 - 1)
