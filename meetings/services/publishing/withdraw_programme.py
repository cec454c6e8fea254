"""Withdrawing a month: a version that says that nothing of it stands any more."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Programme, ProgrammeVersion, User
from meetings.services.audit import changing
from meetings.services.locking import lock_programme
from meetings.services.notices import announce
from meetings.services.on_record import refuse_record
from meetings.services.publishing.write_version import write_version
from meetings.services.refusals import Refused


def withdraw_programme(
    *,
    programme: Programme,
    seen: int,
    reason: str,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    today: date | None = None,
) -> ProgrammeVersion:
    """Publish that what was published does not stand: a version of its own, in which everything is cancelled.

    The draft is left as it is, so that publishing it again restores the month. Every earlier version can still be
    read. The month is locked, so that of two who withdraw at once one does.

    Args:
        seen: the number of the version that the officer wants withdrawn.
        reason: the note of the new version, which everybody reads.
        now: an aware instant.
        today: the New York day from which it is news to those who are told; that of ``now`` by itself.

    Raises:
        Refused: the month is on record, was never published, is withdrawn already, or another version was published
            meanwhile; or, at ``reason``, there is none.
    """
    if not reason:
        raise Refused(gettext("Say why the month is withdrawn: everybody reads it."), "reason")
    with transaction.atomic():
        locked = lock_programme(pk=programme.pk)
        refuse_record(locked)
        latest = _to_withdraw(locked, seen)
        number = latest.number + 1
        with changing(
            action="withdraw programme",
            subject=f"{locked}, {number}",
            actor=actor,
            now=now,
            request=request,
            reason=reason,
        ):
            locked.state = Programme.State.WITHDRAWN
            locked.save(update_fields=["state"])
            version = write_version(
                programme=locked,
                number=number,
                actor=actor,
                now=now,
                title_kind=latest.title_kind,
                note=reason,
                withdraws=True,
            )
            announce(version, now=now, today=today)
            return version


def _to_withdraw(programme: Programme, seen: int) -> ProgrammeVersion:
    latest = programme.versions.defer("content").order_by("-number").first()
    if latest is None:
        raise Refused(gettext("It was never published: there is nothing to withdraw."))
    if latest.withdraws:
        raise Refused(gettext("It is withdrawn already."))
    if latest.number != seen:
        said = gettext("Version %(number)d was published meanwhile. Nothing was withdrawn: look at it again.")
        raise Refused(said % {"number": latest.number})
    return latest
