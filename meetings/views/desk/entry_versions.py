"""Both versions of an entry, as ``two_versions`` shows them, and what became of the choice."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext

from meetings.forms.entry_input import EntryInput
from meetings.forms.entry_versions import NAMES, EntryChoosingForm, EntryVersions
from meetings.models import Entry, Occasion
from meetings.permissions import fetch_entry
from meetings.services.entry_content import EntryContent, content_of
from meetings.snapshots.last_changes import last_change
from meetings.templatetags.labels import month_name
from meetings.views.desk import two_versions
from meetings.views.desk.entry_words import label_of, words_of
from meetings.views.desk.saved import back_to_desk
from meetings.views.desk.two_versions import About, InWords, Lines


def ask(request: HttpRequest, entry: Entry, *, saw: EntryContent | None, mine: EntryContent) -> HttpResponse:
    """Show how the entry stands now beside what was typed. Where both say the same, nothing is left to choose."""
    now = fetch_entry(entry.uid, request.user)
    versions = EntryVersions(saw, mine, content_of(now), now.revision)
    if not versions.differences:
        return back_to_desk(request, now, gettext("Somebody else has saved the same meanwhile."))
    return page(request, now, EntryChoosingForm(versions))


def page(request: HttpRequest, entry: Entry, form: EntryChoosingForm) -> HttpResponse:
    """Both versions, with the choices made so far."""
    month = entry.programme.month
    about = About(
        title=entry.title,
        within=gettext("Desk, %(month)s") % {"month": month_name(month)},
        within_address=reverse("desk", args=[month]),
        address=reverse("entry_edit", args=[entry.uid]),
        change=last_change(entry),
    )
    return two_versions.page(request, about, form, _in_words(form.versions))


def posted(request: HttpRequest) -> EntryChoosingForm | None:
    """The choices somebody made on this page; ``None`` where another page was posted."""
    if "mine" not in request.POST:
        return None
    versions = EntryVersions.posted(request.POST)
    return EntryChoosingForm(versions, request.POST) if versions else None


def chosen(entry: Entry, form: EntryChoosingForm) -> EntryInput:
    """What was chosen, as if it had been typed by somebody who saw their version."""
    versions = form.versions
    return EntryInput.holding(entry.programme.month, form.merged, versions.seen, saw=versions.theirs)


def _in_words(versions: EntryVersions) -> InWords:
    occasions = _occasions(versions)

    def read(content: EntryContent) -> dict[str, Lines]:
        return {name: words_of(name, getattr(content, name), occasions) for name in NAMES}

    return InWords(
        labels={name: label_of(name) for name in NAMES},
        mine=read(versions.mine),
        theirs=read(versions.theirs),
        saw=read(versions.saw) if versions.saw else None,
    )


def _occasions(versions: EntryVersions) -> dict[UUID, str]:
    """The occasions that any version speaks of: their labels by uid."""
    contents = [content for content in (versions.saw, versions.mine, versions.theirs) if content]
    uids = {step.occasion for content in contents for step in content.steps}
    return dict(Occasion.objects.filter(uid__in=uids).values_list("uid", "label")) if uids else {}
