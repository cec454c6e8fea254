"""Two planners changed one row: the fields in which both versions differ, and which of the two shall stand."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

MINE: Final = "mine"
THEIRS: Final = "theirs"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which the two versions differ. ``None``: what stood there before is not known."""

    name: str
    by_me: bool | None
    by_them: bool | None

    @property
    def taken_by_itself(self) -> str:
        """What only one of the two changed is taken from that one; where both did, the planner has to say."""
        if self.by_me and self.by_them is False:
            return MINE
        if self.by_them and self.by_me is False:
            return THEIRS
        return ""


def differences_of(
    mine: Mapping[str, Any], theirs: Mapping[str, Any], saw: Mapping[str, Any] | None
) -> tuple[Difference, ...]:
    """The fields in which two versions differ, in the order of theirs.

    Args:
        saw: the row as it stood when mine was begun; ``None`` where nobody knows.
    """
    return tuple(
        Difference(name, mine[name] != saw[name], theirs[name] != saw[name])
        if saw is not None
        else Difference(name, None, None)
        for name in theirs
        if mine[name] != theirs[name]
    )


def choice_of(name: str) -> str:
    """The name of the choice about a field."""
    return f"take-{name}"


class ChoosingForm(forms.Form):
    """One choice a field that differs."""

    def __init__(self, differences: Iterable[Difference], data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.differences = tuple(differences)
        for difference in self.differences:
            self.fields[choice_of(difference.name)] = forms.ChoiceField(
                choices=[(MINE, _("Yours")), (THEIRS, _("Theirs"))],
                initial=difference.taken_by_itself,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the two.")},
            )

    def taken(self, whose: str) -> tuple[str, ...]:
        """The fields that were chosen from one of the two; of a form without errors."""
        names = [difference.name for difference in self.differences]
        return tuple(name for name in names if self.cleaned_data[choice_of(name)] == whose)
