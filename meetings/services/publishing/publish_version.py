"""Publishing a month as it stands: its entries are frozen as the next version, and those concerned are told."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from meetings.models import Programme, ProgrammeVersion, User
from meetings.services.audit import changing
from meetings.services.locking import lock_programme
from meetings.services.notices import announce
from meetings.services.publishing.write_version import next_number, write_version
from meetings.snapshots.to_publish import ToPublish

TITLES = ProgrammeVersion.Title


def publish_version(
    *,
    programme: Programme,
    actor: User | None,
    now: datetime,
    title_kind: str = TITLES.PROGRAMME,
    note: str = "",
    request: UUID | None = None,
    month: ToPublish | None = None,
    today: date | None = None,
    tell: bool = True,
) -> ProgrammeVersion:
    """Freeze the live entries of a month as its next version, whatever the rules say of them.

    What asks for the reasons first is ``publish_programme``. The row of the programme is locked first, so that two
    who publish at once get two numbers.

    Args:
        now: an aware instant, kept with the version.
        title_kind: *programme*, or *plan* where members did not agree (a plan of work).
        note: in words, what this version is.
        month: what is frozen, where the caller has looked at it under the month's lock.
        today: the New York day from which changes are news to those who are told; that of ``now`` by itself.
        tell: whether those concerned are told, as they are of all but a plan that is made up.
    """
    with transaction.atomic():
        locked = lock_programme(pk=programme.pk)
        number = next_number(locked)
        subject = f"{locked}, {number}"
        with changing(
            action="publish programme", subject=subject, actor=actor, now=now, request=request, reason=note
        ):
            locked.state = (
                Programme.State.NOT_AGREED if title_kind == TITLES.PLAN else Programme.State.PUBLISHED
            )
            locked.save(update_fields=["state"])
            version = write_version(
                programme=locked,
                number=number,
                actor=actor,
                now=now,
                title_kind=title_kind,
                note=note,
                month=month,
            )
            if tell:
                announce(version, now=now, today=today)
            return version
