"""Which two versions of a month somebody wants to compare."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.timezone import localtime
from django.utils.translation import gettext, gettext_lazy

from meetings.exchange.wording_values import clock
from meetings.exchange.written_days import day_in_full
from meetings.snapshots.versions import VersionLine


class TwoVersions(forms.Form):
    """Two versions by their numbers; of either that is not named, the one beside the other, or the latest two."""

    def __init__(self, versions: Sequence[VersionLine], data: Mapping[str, Any]) -> None:
        """``versions``: those there are, the latest first, two at least."""
        numbers = [str(version.number) for version in versions]
        super().__init__(self._completed(data, numbers))
        choices = [(version.number, _named(version)) for version in versions]
        for name, label in (("from", gettext_lazy("Compare")), ("to", gettext_lazy("with"))):
            self.fields[name] = forms.TypedChoiceField(
                label=label,
                choices=choices,
                coerce=int,
                error_messages={"invalid_choice": gettext_lazy("There is no such version of this month.")},
            )

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The numbers as asked for, in that order; none where what was asked for makes no sense."""
        return (self.cleaned_data["from"], self.cleaned_data["to"]) if self.is_valid() else None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("from") is not None and given.get("from") == given.get("to"):
            self.add_error("to", gettext("This is the same version. Choose two that differ."))
        return given

    @staticmethod
    def _completed(data: Mapping[str, Any], numbers: Sequence[str]) -> dict[str, Any]:
        """Latest first: the version before another stands after it in the list."""
        later, earlier = data.get("to"), data.get("from")
        if not later:
            later = numbers[0]
        if not earlier:
            place = numbers.index(later) + 1 if later in numbers else 1
            earlier = numbers[min(place, len(numbers) - 1)]
        return {"from": earlier, "to": later}


def _named(version: VersionLine) -> str:
    at = localtime(version.published_at)
    words = {"number": version.number, "day": day_in_full(at.date()), "time": clock(at.time())}
    if version.withdraws:
        return gettext("%(number)d, %(day)s, %(time)s: withdrawn") % words
    return gettext("%(number)d, %(day)s, %(time)s") % words
