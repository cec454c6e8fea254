"""Publishing a month: its entries are frozen as the next version."""

from datetime import datetime

from django.db import transaction

from meetings.models import Programme, ProgrammeVersion, User
from meetings.models.frozen import freeze
from meetings.services.audit import record
from meetings.snapshots.entries import entry_facts


@transaction.atomic
def publish_programme(
    *,
    programme: Programme,
    actor: User | None,
    now: datetime,
    title_kind: str = ProgrammeVersion.Title.PROGRAMME,
    note: str = "",
) -> ProgrammeVersion:
    """Freeze the live entries of a month as its next version.

    The row of the programme is locked first, so that two who publish at once get two numbers.

    Args:
        now: an aware instant, kept with the version.
        title_kind: *programme*, or *plan* where members did not agree (a plan of work).
        note: in words, what this version is.
    """
    locked = Programme.objects.select_for_update().get(pk=programme.pk)
    last = locked.versions.order_by("-number").values_list("number", flat=True).first() or 0
    version = ProgrammeVersion.objects.create(
        programme=locked,
        number=last + 1,
        title_kind=title_kind,
        content=freeze(entry_facts(locked.entries.with_parts())),
        published_at=now,
        published_by=actor,
        note=note,
    )
    locked.state = (
        Programme.State.NOT_AGREED if title_kind == ProgrammeVersion.Title.PLAN else Programme.State.PUBLISHED
    )
    locked.save(update_fields=["state"])
    record(action="publish programme", subject=version, actor=actor, now=now, reason=note)
    return version
