"""Removing an entry that nobody outside has ever seen."""

from datetime import datetime
from uuid import UUID

from django.db.models import TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext

from meetings.models import Entry, ProgrammeVersion, User
from meetings.services.audit import changing
from meetings.services.locking import lock_entry
from meetings.services.on_record import refuse_held
from meetings.services.refusals import Refused


def remove_entry(
    *, entry: Entry, seen: int, actor: User | None, now: datetime, request: UUID | None = None
) -> None:
    """Delete an entry with its sittings, its steps and its papers.

    Cancelled stays visible: what stands in a published version is never removed, only cancelled or postponed.

    Args:
        seen: the revision the planner saw.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Entry.DoesNotExist: it was removed already.
        Stale: it was changed meanwhile.
        Refused: it was published or held.
    """
    with changing(
        action="remove entry", subject=entry, actor=actor, now=now, request=request, programme=entry.programme
    ):
        locked = lock_entry(pk=entry.pk, seen=seen)
        refuse_held(locked)
        if was_published(locked):
            raise Refused(gettext("This was published. It can be cancelled or postponed, and stays visible."))
        locked.delete()


def was_published(entry: Entry) -> bool:
    """Whether any published version holds the entry, in whichever month it stood then.

    Asked of the frozen content as text: a uid stands nowhere by chance.
    """
    versions = ProgrammeVersion.objects.annotate(text=Cast("content", TextField()))
    return versions.filter(text__contains=str(entry.uid)).exists()
