"""Two planners changed one entry: what differs, who changed it, and which of the two shall stand."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from meetings.forms.kept import keep, kept
from meetings.services.entry_content import EntryContent

MINE: Final = "mine"
THEIRS: Final = "theirs"

DIGITS: Final = 9
"""As many as any revision has."""


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


@dataclass(frozen=True, slots=True)
class Conflict:
    """An entry as the planner saw it, as the planner wants it, and as somebody else has saved it meanwhile.

    ``seen`` is the revision of ``theirs``.
    """

    saw: EntryContent | None
    mine: EntryContent
    theirs: EntryContent
    seen: int

    @classmethod
    def posted(cls, data: Mapping[str, str]) -> "Conflict | None":
        """The conflict a page was about; ``None`` where the page does not tell."""
        saw, mine, theirs = (kept(data.get(name, "")) for name in ("saw", "mine", "theirs"))
        seen = data.get("seen", "")
        if mine is None or theirs is None or not (seen.isascii() and seen.isdecimal() and len(seen) <= DIGITS):
            return None
        return cls(saw, mine, theirs, int(seen))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that differ, in the order of the form."""
        return tuple(self._difference(name) for name in NAMES if not self._alike(name))

    @property
    def alike(self) -> tuple[str, ...]:
        """The names of the fields that say the same in both."""
        return tuple(name for name in NAMES if self._alike(name))

    def merged(self, taken: Mapping[str, str]) -> EntryContent:
        """Their version with those fields of mine that were chosen."""
        mine = {name: getattr(self.mine, name) for name, choice in taken.items() if choice == MINE}
        return replace(self.theirs, **mine)

    def _alike(self, name: str) -> bool:
        return bool(getattr(self.mine, name) == getattr(self.theirs, name))

    def _difference(self, name: str) -> Difference:
        if self.saw is None:
            return Difference(name, None, None)
        before = getattr(self.saw, name)
        return Difference(name, getattr(self.mine, name) != before, getattr(self.theirs, name) != before)


NAMES: Final = tuple(field.name for field in fields(EntryContent))


class ConflictForm(forms.Form):
    """One choice a field that differs; what each version says travels with the page, signed."""

    saw = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.CharField(widget=forms.HiddenInput)
    theirs = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, conflict: Conflict, data: Mapping[str, Any] | None = None) -> None:
        versions = {"mine": keep(conflict.mine), "theirs": keep(conflict.theirs), "seen": conflict.seen}
        saw = {"saw": keep(conflict.saw)} if conflict.saw else {}
        super().__init__(data, initial=versions | saw)
        self.conflict = conflict
        for difference in conflict.differences:
            self.fields[self.choice_of(difference.name)] = forms.ChoiceField(
                choices=[(MINE, _("Yours")), (THEIRS, _("Theirs"))],
                initial=difference.taken_by_itself,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose one of the two.")},
            )

    @staticmethod
    def choice_of(name: str) -> str:
        """The name of the choice about a field."""
        return f"take-{name}"

    @property
    def merged(self) -> EntryContent:
        """The entry as chosen; of a form without errors."""
        names = [difference.name for difference in self.conflict.differences]
        return self.conflict.merged({name: self.cleaned_data[self.choice_of(name)] for name in names})
