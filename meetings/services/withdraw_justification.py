"""Taking a reason back."""

from datetime import datetime
from uuid import UUID

from meetings.models import Justification, Programme, User
from meetings.services.audit import changing


def withdraw_justification(
    *,
    justification: Justification,
    programme: Programme,
    actor: User,
    now: datetime,
    request: UUID | None = None,
) -> None:
    """Take a reason away. Its words stay in the history, and it can be undone on the desk of ``programme``.

    Args:
        programme: the month on whose desk it is done.
        now: an aware instant.

    Raises:
        Justification.DoesNotExist: somebody took it back meanwhile.
    """
    with changing(
        action="withdraw reason",
        subject=justification,
        actor=actor,
        now=now,
        request=request,
        programme=programme,
    ):
        Justification.objects.select_for_update().get(pk=justification.pk).delete()
