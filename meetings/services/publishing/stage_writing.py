"""Writing how far a month has come with the members: the common part of the four steps."""

from collections.abc import Callable
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Paper, Programme, User
from meetings.rules.months import FIRST_DAY
from meetings.rules.vocabulary import PaperKind
from meetings.services.audit import changing
from meetings.services.locking import lock_programme
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused

FIELDS = ("state", "shared_on", "adopted_on")


def write_stage(
    step: Callable[[Programme], None],
    *,
    programme: Programme,
    action: str,
    actor: User | None,
    now: datetime,
    request: UUID | None,
) -> Programme:
    """Take one step with a month, locked; one that it has taken already leaves no record.

    The line of the month's checklist that asks when the draft was shared (N18) follows the day noted here.

    Args:
        step: changes the row in hand, or refuses to.
        now: an aware instant.

    Raises:
        Refused: the month is on record, or the step makes no sense as it stands.
    """
    with transaction.atomic():
        locked = lock_programme(pk=programme.pk)
        refuse_record(locked)
        before, shared_on = _stage(locked), locked.shared_on
        step(locked)
        if _stage(locked) != before:
            with changing(action=action, subject=locked, actor=actor, now=now, request=request):
                locked.save(update_fields=FIELDS)
                _tick_shared(locked, before=shared_on)
    return locked


def _stage(programme: Programme) -> tuple[object, ...]:
    return tuple(getattr(programme, name) for name in FIELDS)


def _tick_shared(programme: Programme, *, before: date | None) -> None:
    """Bring the line to the day noted now, where it said what was noted before; another day was written by hand."""
    if programme.shared_on == before:
        return
    line = Paper.objects.filter(programme=programme, kind=PaperKind.DRAFT_SHARED).first()
    line = line or Paper(programme=programme, kind=PaperKind.DRAFT_SHARED)
    if line.done_on == before and not line.not_needed:
        line.done_on = programme.shared_on
        line.save()


def refuse_day(on: date, today: date) -> None:
    """What members were told is told of days that have come.

    Raises:
        Refused: the day is still to come, or lies before any month with a page.
    """
    if on > today:
        raise Refused(gettext("That day is still to come."), "on")
    if on < FIRST_DAY:
        raise Refused(gettext("That day lies before the record begins."), "on")
