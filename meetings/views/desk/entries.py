"""One entry of the working draft: adding it, changing all that is said of it, taking it away.

What the planner at these pages wants to find out, in this order:

1. Adding: what have I got to fill in, and what is known already of the step or the day I came from? (format, title
   and day first; of a step everything is filled in)
2. Changing: what stands there now, and did it save? (the same page, filled in; back on the desk at the day)
3. Something is wrong: what, at which field, and is what I typed still there? (the message at its field; everything
   stays; nothing is saved)
4. Somebody else was faster: what did they change, what did I, and what shall stand? (the page of ``two_versions``)
5. Taking away: what goes with it, and may I? (only what nobody outside has seen; the rest is cancelled or postponed)
"""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from meetings.forms.entry_input import EntryInput
from meetings.forms.removing import RemovalForm
from meetings.models import Entry, Programme
from meetings.permissions import fetch_entry, fetch_programme
from meetings.rules.vocabulary import EntryStatus
from meetings.services.add_entry import add_entry
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import content_of
from meetings.services.on_record import refuse_held, refuse_record
from meetings.services.refusals import Refused, Stale
from meetings.services.remove_entry import remove_entry, was_published
from meetings.snapshots.last_changes import last_change, removed_entry
from meetings.views.desk import entry_versions
from meetings.views.desk.new_entries import new_entry
from meetings.views.desk.planners import acting, planners_only
from meetings.views.desk.saved import back_to_desk, hints
from meetings.views.desk.two_versions import CHANGED_MEANWHILE

PAGE = "meetings/desk/entry_form.html"


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, month: date) -> HttpResponse:
    """A new entry; the address may name the day, or the step of an occasion that it is to carry."""
    programme = fetch_programme(month, request.user)
    try:
        refuse_record(programme)
    except Refused as refused:
        return _refused(request, programme, refused)
    if request.method != "POST":
        return _page(request, programme, new_entry(request.GET, month))
    typed = EntryInput(month, data=request.POST)
    if "more" in request.POST:
        return _page(request, programme, typed.with_another_row())
    if not typed.is_valid():
        return _page(request, programme, typed)
    try:
        entry = add_entry(programme=programme, content=typed.content, **acting(request))
    except Refused as refused:
        typed.refuse(refused)
        return _page(request, programme, typed)
    return _saved(request, entry, gettext("Added: %(title)s."))


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """All that is said of an entry, to be changed at once. What was typed outlives even the entry itself."""
    try:
        entry = fetch_entry(uid, request.user)
        refuse_held(entry)
        return _edit(request, entry)
    except Refused as refused:
        return _refused(request, entry.programme, refused)
    except (Http404, Entry.DoesNotExist):
        if request.method != "POST":
            raise
        return _gone(request, uid)


def _edit(request: HttpRequest, entry: Entry) -> HttpResponse:
    month = entry.programme.month
    if request.method != "POST":
        typed = EntryInput.showing(month, content_of(entry), entry.revision)
        return _page(request, entry.programme, typed, entry)
    choice = entry_versions.posted(request)
    if choice is None:
        return _save(request, entry, EntryInput(month, data=request.POST))
    if not choice.is_valid():
        return entry_versions.page(request, entry, choice)
    return _save(request, entry, entry_versions.chosen(entry, choice))


def _save(request: HttpRequest, entry: Entry, typed: EntryInput) -> HttpResponse:
    """Save what was typed, or say at which field it cannot be."""
    if "more" in request.POST:
        return _page(request, entry.programme, typed.with_another_row(), entry)
    if not typed.is_valid():
        return _page(request, entry.programme, typed, entry)
    try:
        saved = edit_entry(entry=entry, content=typed.content, seen=typed.seen, **acting(request))
    except Stale:
        return entry_versions.ask(request, entry, saw=typed.saw, mine=typed.content)
    except Refused as refused:
        typed.refuse(refused, entry)
        return _page(request, entry.programme, typed, entry)
    if saved.revision == typed.seen:
        return back_to_desk(request, saved, gettext("Nothing was changed."))
    return _saved(request, saved, gettext("Saved: %(title)s."))


def _saved(request: HttpRequest, entry: Entry, message: str) -> HttpResponse:
    for hint in hints(entry):
        messages.info(request, hint)
    return back_to_desk(request, entry, message % {"title": entry.title})


def _page(
    request: HttpRequest, programme: Programme, typed: EntryInput, entry: Entry | None = None
) -> HttpResponse:
    context = {"input": typed, "programme": programme, "month": programme.month, "entry": entry}
    return render(request, PAGE, context)


def _refused(request: HttpRequest, programme: Programme, refused: Refused) -> HttpResponse:
    """Of what stands on record nothing is changed here; the way back is shown."""
    messages.error(request, refused.message)
    return redirect("desk", programme.month)


def _gone(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The entry was removed while somebody typed: what was typed is offered as a new one."""
    removed = removed_entry(uid)
    if removed is None:
        raise Http404
    month, choice = removed.programme.month, entry_versions.posted(request)
    typed = (
        EntryInput.showing(month, choice.versions.mine) if choice else EntryInput(month, data=request.POST)
    )
    context = {
        "input": typed,
        "programme": removed.programme,
        "month": month,
        "removed": removed,
        "action": reverse("entry_add", args=[month]),
    }
    return render(request, PAGE, context, status=CHANGED_MEANWHILE)


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Take an entry away for good; or, where it was published, call it off so that it stays visible."""
    entry = fetch_entry(uid, request.user)
    try:
        refuse_held(entry)
    except Refused as refused:
        return _refused(request, entry.programme, refused)
    form = RemovalForm(request.POST if request.method == "POST" else None, initial={"seen": entry.revision})
    if not form.is_valid():
        return _removal_page(request, entry, form)
    try:
        return _take_away(request, entry, form)
    except Stale:
        fresh = fetch_entry(uid, request.user)
        form = RemovalForm(initial={"seen": fresh.revision})
        return _removal_page(request, fresh, form, changed=True)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("entry_remove", uid)


def _take_away(request: HttpRequest, entry: Entry, form: RemovalForm) -> HttpResponse:
    what, seen = form.cleaned_data["what"], form.cleaned_data["seen"]
    if what == RemovalForm.REMOVE:
        remove_entry(entry=entry, seen=seen, **acting(request))
        return back_to_desk(request, entry, gettext("Removed: %(title)s.") % {"title": entry.title})
    content = replace(content_of(entry), status=EntryStatus(what))
    saved = edit_entry(entry=entry, content=content, seen=seen, **acting(request))
    message = (
        gettext("Cancelled: %(title)s.")
        if saved.status == EntryStatus.CANCELLED
        else gettext("Postponed: %(title)s.")
    )
    return back_to_desk(request, saved, message % {"title": saved.title})


def _removal_page(
    request: HttpRequest, entry: Entry, form: RemovalForm, *, changed: bool = False
) -> HttpResponse:
    context = {
        "entry": entry,
        "month": entry.programme.month,
        "form": form,
        "published": was_published(entry),
        "papers": entry.papers.count(),
        "invitations": entry.invitations.count(),
        "changed": last_change(entry) if changed else None,
    }
    return render(request, "meetings/desk/remove.html", context)
