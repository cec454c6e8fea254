"""One record for each use of a service."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from meetings.models import AuditRecord, User


def record(
    *,
    action: str,
    subject: object,
    actor: User | None,
    now: datetime,
    reason: str = "",
    changes: dict[str, Any] | None = None,
    request: UUID | None = None,
) -> AuditRecord:
    """Write down who did what to what, inside the caller's transaction.

    Args:
        actor: who did it; ``None`` for the software itself (loading, the sample plan).
        now: an aware instant.
        request: one id for all records of one request; a new one where none is given.
    """
    return AuditRecord.objects.create(
        request=request or uuid4(),
        actor=actor,
        at=now,
        action=action,
        subject=str(subject)[:200],
        reason=reason,
        changes=changes or {},
    )
