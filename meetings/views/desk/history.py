"""The history of an entry or an occasion, and the way back to an earlier state.

What a planner at it wants to find out, in this order:

1. What was changed last, by whom, when, and why? (the first item)
2. What stood there before? (in the same sentence; longer texts side by side under it)
3. Is it gone, and can I have it back? (a notice at the head, with the button)
4. What would change if I took that earlier state, and is that what I want? (the page before the last button)
5. Did it work, and what could not come back? (messages on the history, where the restoring stands first)
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from meetings.exchange.wording_history import action_text, describe
from meetings.exchange.wording_values import Line
from meetings.forms.history import StateForm
from meetings.models import Entry, Occasion
from meetings.models.labels import STEP_KINDS
from meetings.permissions import fetch_trail
from meetings.rules.vocabulary import StepKind
from meetings.services import restore_entry as entries
from meetings.services import restore_occasion as occasions
from meetings.services.refusals import Refused, Stale
from meetings.snapshots.history import Change, Names, Trail, names_in, preview
from meetings.snapshots.records import Noun
from meetings.views.desk.planners import acting, planners_only

CHANGES_A_PAGE = 30


@dataclass(frozen=True, slots=True)
class Item:
    """One change as the page tells it."""

    change: Change
    action: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """What differs between the history of an entry and that of an occasion."""

    noun: Noun
    history: str
    restore: str
    edit: str
    restoring: Callable[..., Any]


ENTRY = Kind(Entry, "entry_history", "entry_restore", "entry_edit", entries.restore_entry)
OCCASION = Kind(Occasion, "occasion_history", "occasion_restore", "occasion_edit", occasions.restore_occasion)


@planners_only
@require_safe
def of_entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _history(request, uid, ENTRY)


@planners_only
@require_safe
def of_occasion(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _history(request, uid, OCCASION)


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def restore_entry(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _restore(request, uid, ENTRY)


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def restore_occasion(request: HttpRequest, uid: UUID) -> HttpResponse:
    return _restore(request, uid, OCCASION)


def _history(request: HttpRequest, uid: UUID, kind: Kind) -> HttpResponse:
    trail = fetch_trail(kind.noun, uid, request.user)
    shown = [change for change in trail.changes if change.shows]
    page = Paginator(shown, CHANGES_A_PAGE).get_page(request.GET.get("page"))
    names = names_in(page.object_list)
    items = [_item(change, names, kind) for change in page.object_list]
    context = {**_about(trail, kind), "page": page, "items": items, "removed": _removal(trail)}
    return render(request, "meetings/desk/history.html", context)


def _item(change: Change, names: Names, kind: Kind) -> Item:
    return Item(change, action_text(change), describe(change, names, kind.noun))


def _about(trail: Trail, kind: Kind) -> dict[str, object]:
    """Whose history it is, and where to go from it."""
    return {
        "trail": trail,
        "is_entry": kind.noun is Entry,
        "history": reverse(kind.history, args=[trail.uid]),
        "restore": reverse(kind.restore, args=[trail.uid]),
        "edit": reverse(kind.edit, args=[trail.uid]) if trail.row else "",
        "month": trail.row.programme.month if trail.row and kind.noun is Entry else None,
    }


def _removal(trail: Trail) -> Change | None:
    """The change that took it away; none of one that is there."""
    return trail.changes[0] if trail.changes and trail.row is None else None


def _restore(request: HttpRequest, uid: UUID, kind: Kind) -> HttpResponse:
    """Show what would change; with the button pressed there, change it."""
    trail = fetch_trail(kind.noun, uid, request.user)
    form = StateForm(request.POST if request.method == "POST" else request.GET)
    if not form.is_valid() or not trail.can_restore(form.cleaned_data["state"]):
        messages.error(request, gettext("This state is not on record."))
        return redirect(kind.history, uid)
    state = form.cleaned_data["state"]
    if request.method != "POST":
        return _confirm(request, trail, kind, state)
    seen = form.cleaned_data["revision"]
    try:
        restored = kind.restoring(pk=trail.pk, state=state, seen=seen, **acting(request))
    except (Stale, ObjectDoesNotExist):
        return _confirm(request, fetch_trail(kind.noun, uid, request.user), kind, state, is_stale=True)
    except Refused as refused:
        return _confirm(request, trail, kind, state, refusal=refused.message)
    _tell(request, restored.left_out)
    return redirect(kind.history, uid)


def _confirm(
    request: HttpRequest, trail: Trail, kind: Kind, state: UUID, *, is_stale: bool = False, refusal: str = ""
) -> HttpResponse:
    """The page before the last button. A stale press shows it anew, with what would change now."""
    would = preview(trail, state)
    seen = trail.row.revision if trail.row else None
    context = {
        **_about(trail, kind),
        "change": trail.change(state),
        "lines": describe(would, names_in([would]), kind.noun),
        "form": StateForm(initial={"state": state, "revision": seen}),
        "is_stale": is_stale,
        "refusal": refusal,
    }
    return render(request, "meetings/desk/restore.html", context, status=409 if is_stale else 200)


def _tell(request: HttpRequest, left_out: tuple[Any, ...]) -> None:
    messages.success(
        request, gettext("The earlier state was brought back. What it replaced stays on record below.")
    )
    for step in left_out:
        said = gettext("Left out, since what it was linked to was removed: %(step)s.")
        messages.warning(request, said % {"step": STEP_KINDS[StepKind(step.values["kind"])]})
