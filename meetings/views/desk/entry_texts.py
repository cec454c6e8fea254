"""An entry's texts for others' papers: its line in the Journal, and a private meeting's communiqué.

What a planner at it wants to find out, in this order:

1. What goes to the Journal for this entry, ready to be copied? (a line a sitting, in the Journal's own fields)
2. What is missing in it? (blanks, "[...]": they are filled on the entry, or by hand where the text goes)
3. If the meeting is private: what does its communiqué say, and on paper? (the draft, its two optional parts, the PDF)
4. Where do I tick that it went out? (the papers)
"""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.exchange.communique import Communique, Invited, communique, communique_pdf, has_communique
from meetings.exchange.item_titles import BLANK
from meetings.exchange.journal import EntryToPrint, journal_lines
from meetings.forms.communique import CommuniqueOptions
from meetings.models import Entry
from meetings.permissions import fetch_entry
from meetings.planning.invitees import Party
from meetings.snapshots.entries import entry_fact
from meetings.snapshots.entry_texts import EntryTextsSnapshot, entry_texts_snapshot
from meetings.snapshots.invitations import meeting_of_entry
from meetings.views.desk.planners import planners_only
from meetings.views.draft_pdf import draft_pdf


@planners_only
@require_safe
def entry_texts(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The texts, to be copied."""
    entry = fetch_entry(uid, request.user)
    known = entry_texts_snapshot(entry)
    given, options = _to_print(entry, known), CommuniqueOptions(request.GET)
    draft = _draft(given, known, options) if has_communique(given.entry) else None
    context = {
        "entry": entry,
        "month": entry.programme.month,
        "lines": journal_lines(given),
        "draft": draft,
        "options": options,
        "blank": BLANK,
    }
    return render(request, "meetings/desk/entry_texts.html", context)


@planners_only
@require_safe
def communique_as_pdf(request: HttpRequest, uid: UUID) -> HttpResponse:
    """The communiqué's draft on paper; nobody on the way keeps it. Only a private meeting has one."""
    entry = fetch_entry(uid, request.user)
    known = entry_texts_snapshot(entry)
    given = _to_print(entry, known)
    if not has_communique(given.entry):
        raise Http404
    draft = _draft(given, known, CommuniqueOptions(request.GET))
    return draft_pdf(communique_pdf(draft), "communique-draft.pdf")


def _to_print(entry: Entry, known: EntryTextsSnapshot) -> EntryToPrint:
    return EntryToPrint(entry_fact(entry), known.missions, known.documents, meeting_of_entry(entry))


def _draft(given: EntryToPrint, known: EntryTextsSnapshot, options: CommuniqueOptions) -> Communique:
    invited = (Invited(Party(category), name) for category, name in known.invited)
    return communique(given, invited, **options.chosen)
