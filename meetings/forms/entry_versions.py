"""Two versions of an entry, carried signed within the page from which the planner chooses between them."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Final

from django import forms

from meetings.forms.choosing import MINE, ChoosingForm, Difference, differences_of
from meetings.forms.kept import keep, kept
from meetings.services.entry_content import EntryContent

DIGITS: Final = 9
"""As many as any revision has."""

NAMES: Final = tuple(field.name for field in fields(EntryContent))


@dataclass(frozen=True, slots=True)
class EntryVersions:
    """An entry as the planner saw it, as the planner wants it, and as somebody else has saved it meanwhile.

    ``seen`` is the revision of ``theirs``.
    """

    saw: EntryContent | None
    mine: EntryContent
    theirs: EntryContent
    seen: int

    @classmethod
    def posted(cls, data: Mapping[str, str]) -> "EntryVersions | None":
        """The versions a page was about; ``None`` where the page does not tell."""
        saw, mine, theirs = (kept(data.get(name, "")) for name in ("saw", "mine", "theirs"))
        seen = data.get("seen", "")
        if (
            mine is None
            or theirs is None
            or not (seen.isascii() and seen.isdecimal() and len(seen) <= DIGITS)
        ):
            return None
        return cls(saw, mine, theirs, int(seen))

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The fields that differ, in the order of the form."""
        saw = _by_name(self.saw) if self.saw else None
        return differences_of(_by_name(self.mine), _by_name(self.theirs), saw)

    def merged(self, mine: tuple[str, ...]) -> EntryContent:
        """Their version, with these fields of mine."""
        return replace(self.theirs, **{name: getattr(self.mine, name) for name in mine})


def _by_name(content: EntryContent) -> dict[str, Any]:
    return {name: getattr(content, name) for name in NAMES}


class EntryChoosingForm(ChoosingForm):
    """What each version says travels with the page, signed."""

    saw = forms.CharField(required=False, widget=forms.HiddenInput)
    mine = forms.CharField(widget=forms.HiddenInput)
    theirs = forms.CharField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, versions: EntryVersions, data: Mapping[str, Any] | None = None) -> None:
        initial = {"mine": keep(versions.mine), "theirs": keep(versions.theirs), "seen": versions.seen}
        if versions.saw:
            initial["saw"] = keep(versions.saw)
        super().__init__(versions.differences, data, initial=initial)
        self.versions = versions

    @property
    def merged(self) -> EntryContent:
        """The entry as chosen; of a form without errors."""
        return self.versions.merged(self.taken(MINE))
