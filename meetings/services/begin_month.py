"""Beginning the draft of a month."""

from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from meetings.models import Programme, User
from meetings.services.audit import changing


def begin_month(*, month: date, actor: User | None, now: datetime, request: UUID | None = None) -> Programme:
    """Open a month for planning, empty. A month that is there already is left as it is.

    Two who begin it at once get the same one: a month has one programme (unique in the database), and whoever
    comes second is told of the first.

    Args:
        month: its first day.
        now: an aware instant.
    """
    try:
        with transaction.atomic():
            return _begin(month, actor, now, request)
    except IntegrityError:
        return Programme.objects.get(month=month)


def _begin(month: date, actor: User | None, now: datetime, request: UUID | None) -> Programme:
    known = Programme.objects.filter(month=month).first()
    if known:
        return known
    programme = Programme(month=month, state=Programme.State.DRAFT)
    with changing(action="begin month", subject=programme, actor=actor, now=now, request=request):
        programme.save()
    return programme
