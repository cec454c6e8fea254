"""Editing an occasion, concluding it, and taking a conclusion back."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Occasion, User
from meetings.services.audit import changing
from meetings.services.locking import lock_occasion
from meetings.services.occasion_values import (
    OccasionValues,
    check_only_one,
    check_values,
    lock_mission,
    write_values,
)
from meetings.services.reference.occasions import PREFIX as OF_THE_RECORD
from meetings.services.refusals import Refused


def is_read_only(occasion: Occasion) -> bool:
    """Whether nothing of it is planned any more: it is concluded, or was loaded with the record."""
    return occasion.concluded or (occasion.import_key or "").startswith(OF_THE_RECORD)


def refuse_read_only(occasion: Occasion) -> None:
    """Raises ``Refused`` where nothing of an occasion is planned any more."""
    if is_read_only(occasion):
        raise Refused(gettext("This occasion is concluded; nothing of it is planned any more."))


def edit_occasion(
    *,
    occasion: Occasion,
    seen: int,
    values: OccasionValues | None,
    concluded: bool,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Occasion:
    """Write what an occasion says of itself; the mission stays.

    Args:
        seen: the revision the planner saw.
        values: ``None`` leaves them as they are, as they are for what is concluded or of the record.
        concluded: whether the Council has dealt with it.
        now: an aware instant.

    Returns:
        The occasion with its new revision.

    Raises:
        Occasion.DoesNotExist: it was removed meanwhile.
        Stale: it was changed meanwhile.
        AlreadyOpen: the Council's decision at that end has another occasion.
        Refused: at the field that makes no sense, or at the whole of what is read only.
    """
    with changing(action="edit occasion", subject=occasion, actor=actor, now=now, request=request):
        locked = lock_occasion(pk=occasion.pk, seen=seen)
        if values is not None:
            refuse_read_only(locked)
            mission = lock_mission(locked.mission)
            check_values(mission, values)
            check_only_one(mission, values, but=locked)
            write_values(locked, values)
        locked.concluded = concluded
        locked.revision += 1
        locked.save()
    return locked
