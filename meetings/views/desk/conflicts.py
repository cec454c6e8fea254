"""Two planners at once: both versions of an entry side by side, to be chosen from field by field.

What the planner at this page wants to find out, in this order:

1. Is what I typed lost? (no: it is one of the two columns; nothing was saved over anybody)
2. Who was faster, and when? (the name, the time)
3. What did they change, what did I, and where do we contradict each other? (a row a field; where only one of us
   changed it, that is chosen already; where both did, I choose)
4. What is the same? (folded away)
"""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.forms.boundfield import BoundWidget
from django.forms.utils import ErrorList
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext

from meetings.forms.conflicts import MINE, Conflict, ConflictForm, Difference
from meetings.forms.entry_input import EntryInput
from meetings.models import Entry, Occasion
from meetings.permissions import fetch_entry
from meetings.services.entry_content import EntryContent, content_of
from meetings.snapshots.entry_changes import last_change
from meetings.views.desk.entry_words import label_of, words_of
from meetings.views.desk.saved import back_to_desk

CHANGED_MEANWHILE = 409


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two: the button that takes it, and what it says."""

    radio: BoundWidget
    words: tuple[str, ...]
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which they differ."""

    label: str
    difference: Difference
    versions: tuple[Version, ...]
    before: tuple[str, ...] | None
    errors: ErrorList


def ask(request: HttpRequest, entry: Entry, *, saw: EntryContent | None, mine: EntryContent) -> HttpResponse:
    """Show how the entry stands now beside what was typed. Where both say the same, nothing is left to choose."""
    now = fetch_entry(entry.uid, request.user)
    conflict = Conflict(saw, mine, content_of(now), now.revision)
    if not conflict.differences:
        return back_to_desk(request, now, gettext("Somebody else has saved the same meanwhile."))
    return page(request, now, ConflictForm(conflict))


def page(request: HttpRequest, entry: Entry, form: ConflictForm) -> HttpResponse:
    """Both versions, with the choices made so far."""
    labels = _labels(form.conflict)
    context = {
        "entry": entry,
        "month": entry.programme.month,
        "form": form,
        "rows": [_row(form, difference, labels) for difference in form.conflict.differences],
        "alike": [
            (label_of(name), words_of(name, getattr(form.conflict.mine, name), labels))
            for name in form.conflict.alike
        ],
        "change": last_change(entry),
    }
    return render(request, "meetings/desk/conflict.html", context, status=CHANGED_MEANWHILE)


def posted(request: HttpRequest) -> ConflictForm | None:
    """The choices somebody made on this page; ``None`` where another page was posted."""
    if "mine" not in request.POST:
        return None
    conflict = Conflict.posted(request.POST)
    return ConflictForm(conflict, request.POST) if conflict else None


def chosen(entry: Entry, form: ConflictForm) -> EntryInput:
    """What was chosen, as if it had been typed by somebody who saw their version."""
    return EntryInput.holding(
        entry.programme.month, form.merged, form.conflict.seen, saw=form.conflict.theirs
    )


def _row(form: ConflictForm, difference: Difference, labels: Mapping[UUID, str]) -> Row:
    name, conflict = difference.name, form.conflict
    field = form[form.choice_of(name)]

    def words(content: EntryContent) -> tuple[str, ...]:
        return words_of(name, getattr(content, name), labels)

    def version(radio: BoundWidget) -> Version:
        is_mine = radio.data["value"] == MINE
        return Version(radio, words(conflict.mine if is_mine else conflict.theirs), is_mine)

    versions = tuple(version(radio) for radio in field)
    before = words(conflict.saw) if conflict.saw else None
    return Row(label_of(name), difference, versions, before, field.errors)


def _labels(conflict: Conflict) -> dict[UUID, str]:
    """The occasions that any version speaks of, by uid."""
    contents = [content for content in (conflict.saw, conflict.mine, conflict.theirs) if content]
    uids = {step.occasion for content in contents for step in content.steps}
    return dict(Occasion.objects.filter(uid__in=uids).values_list("uid", "label")) if uids else {}
