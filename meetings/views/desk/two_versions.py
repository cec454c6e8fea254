"""Two planners at once: both versions of a row side by side, to be chosen from field by field.

What the planner at this page wants to find out, in this order:

1. Is what I typed lost? (no: it is one of the two columns; nothing was saved over anybody)
2. Who was faster, and when? (the name, the time)
3. What did they change, what did I, and where do we contradict each other? (a row a field; where only one of us
   changed it, that is chosen already; where both did, I choose)
4. What is the same? (folded away)

``entry_versions`` asks it about entries, ``occasions`` and ``reports`` about theirs.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from django.forms.boundfield import BoundWidget
from django.forms.utils import ErrorList
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.forms.choosing import MINE, ChoosingForm, Difference, choice_of
from meetings.snapshots.last_changes import ChangeMade

PAGE: Final = "meetings/desk/two_versions.html"
CHANGED_MEANWHILE: Final = 409

Lines = tuple[str, ...]
"""What stands in a field, to be read."""


@dataclass(frozen=True, slots=True)
class About:
    """Which row it is about, and where its own page is. ``hidden`` travels with the page beside the form's own."""

    title: str
    within: str
    within_address: str
    address: str
    change: ChangeMade | None = None
    hidden: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class InWords:
    """Both versions by the name of the field, and the one that was seen, where it is known."""

    labels: Mapping[str, str]
    mine: Mapping[str, Lines]
    theirs: Mapping[str, Lines]
    saw: Mapping[str, Lines] | None


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two: the button that takes it, and what it says."""

    radio: BoundWidget
    words: Lines
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which they differ."""

    label: str
    difference: Difference
    versions: tuple[Version, ...]
    before: Lines | None
    errors: ErrorList


def page(request: HttpRequest, about: About, form: ChoosingForm, words: InWords) -> HttpResponse:
    """Both versions, with the choices made so far."""
    differing = {difference.name for difference in form.differences}
    context = {
        "about": about,
        "form": form,
        "rows": [_row(form, difference, words) for difference in form.differences],
        "alike": [(label, words.mine[name]) for name, label in words.labels.items() if name not in differing],
    }
    return render(request, PAGE, context, status=CHANGED_MEANWHILE)


def _row(form: ChoosingForm, difference: Difference, words: InWords) -> Row:
    name = difference.name
    field = form[choice_of(name)]
    before = words.saw[name] if words.saw is not None else None
    versions = tuple(_version(radio, name, words) for radio in field)
    return Row(words.labels[name], difference, versions, before, field.errors)


def _version(radio: BoundWidget, name: str, words: InWords) -> Version:
    is_mine = radio.data["value"] == MINE
    return Version(radio, (words.mine if is_mine else words.theirs)[name], is_mine)
