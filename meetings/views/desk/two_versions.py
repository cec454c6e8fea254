"""Both versions of an occasion or a report side by side, where another planner was faster.

What the planner at this page wants to find out is what ``conflicts`` says of entries: is mine lost (no), who was
faster, where do we contradict each other, and what shall stand.
"""

from dataclasses import dataclass
from datetime import datetime

from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.forms.conflicts import MINE, Difference
from meetings.forms.two_versions import CHOOSING, ChoiceForm, Versions, choice_of
from meetings.models import Occasion, User
from meetings.models.history import records
from meetings.views.desk.conflicts import CHANGED_MEANWHILE

PAGE = "meetings/desk/two_versions.html"


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two: the button that takes it, and what it says."""

    radio: BoundWidget
    words: str
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which they differ."""

    label: str
    difference: Difference
    versions: tuple[Version, ...]
    before: str
    errors: list[str]


@dataclass(frozen=True, slots=True)
class About:
    """Which row it is about, with where its page is; ``marks`` are hidden fields that say which state is shown."""

    title: str
    subtitle: str
    back: str
    marks: tuple[tuple[str, str], ...]
    by: User | None = None
    at: datetime | None = None


def ask(
    request: HttpRequest, versions: Versions, about: About, *, again: ChoiceForm | None = None
) -> HttpResponse:
    """Show both, with what only one of the two changed chosen already."""
    differences = versions.differences
    form = again or ChoiceForm(differences)
    context = {
        "about": about,
        "form": form,
        "rows": [_row(versions, form, difference) for difference in differences],
        "hidden": [*versions.hidden(), *about.marks, (CHOOSING, "1")],
    }
    return render(request, PAGE, context, status=CHANGED_MEANWHILE)


def is_choice(request: HttpRequest) -> bool:
    """Whether this page was posted, and not the form it came from."""
    return CHOOSING in request.POST


def seen_state(occasion: Occasion, revision: int) -> object | None:
    """The record of an occasion as it stood with a revision; ``None`` where none was kept."""
    return records(Occasion).filter(id=occasion.pk, revision=revision).order_by("-history_id").first()


def last_change(occasion: Occasion) -> tuple[User | None, datetime | None]:
    """By whom and when an occasion came to be as it stands."""
    rows = records(Occasion).filter(id=occasion.pk).select_related("history_user")
    row = rows.order_by("-history_id").first()
    return (row.history_user, row.history_date) if row else (None, None)


def _row(versions: Versions, form: ChoiceForm, difference: Difference) -> Row:
    name, field = difference.name, form[choice_of(difference.name)]
    sides = {True: versions.mine[name], False: versions.theirs[name]}
    shown = tuple(
        Version(radio, versions.words(name, sides[radio.data["value"] == MINE]), radio.data["value"] == MINE)
        for radio in field
    )
    before = versions.words(name, versions.before[name]) if versions.before else ""
    return Row(
        str(versions.form.fields[name].label),
        difference,
        shown,
        before,
        [str(error) for error in field.errors],
    )
