"""One record for each use of a service, and one id for all that it changes."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import transaction

from meetings.models import AuditRecord, Programme, User
from meetings.models.history import Change, recorded_as


def record(
    *,
    action: str,
    subject: object,
    actor: User | None,
    now: datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    request: UUID | None = None,
    programme: Programme | None = None,
    can_be_undone: bool = False,
    undoes: AuditRecord | None = None,
) -> AuditRecord:
    """Write down who did what to what, inside the caller's transaction.

    Args:
        actor: who did it; ``None`` for the software itself (loading, the sample plan).
        now: an aware instant.
        request: one id for all records of one request; a new one where none is given.
        programme: the month on whose desk it was done.
        can_be_undone: whether the actor may take it back there.
        undoes: the record of the step that this one takes back.
    """
    return AuditRecord.objects.create(
        request=request or uuid4(),
        actor=actor,
        at=now,
        action=action,
        subject=str(subject)[:200],
        reason=reason,
        changes=changes or {},
        programme=programme,
        can_be_undone=can_be_undone,
        undoes=undoes,
    )


@contextmanager
def changing(
    *,
    action: str,
    subject: object,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    reason: str = "",
    programme: Programme | None = None,
    undoes: AuditRecord | None = None,
    changes: dict[str, Any] | None = None,
) -> Iterator[Change]:
    """One use of a service: one transaction, whose rows and whose record all bear the same id.

    A step on the desk of a ``programme`` by an ``actor`` can be taken back there, unless it takes back another.
    A service that is used inside another is a part of that step: it leaves a record of the same id, and is taken
    back with the whole. The ``subject`` is put into words at the end, when a new row has its name.

    Args:
        now: an aware instant.
        request: the id of the request this is part of; a new one where none is given.
        changes: what stood there before and after, of rows that keep no history of their own; it may be filled
            until the end.
    """
    change = Change(actor=actor, now=now, request=request or uuid4(), reason=reason)
    with transaction.atomic(), recorded_as(change) as current:
        is_whole = current is change
        yield current
        record(
            action=action,
            subject=subject,
            actor=actor,
            now=now,
            reason=reason,
            changes=changes,
            request=current.request,
            programme=programme,
            can_be_undone=is_whole and programme is not None and actor is not None and undoes is None,
            undoes=undoes,
        )
