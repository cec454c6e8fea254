"""The day of a step that no line of the programme carries: the invitation, or what belongs to an assessment."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Occasion, Step, User
from meetings.rules.vocabulary import StepKind
from meetings.services.audit import changing
from meetings.services.edit_occasion import refuse_read_only
from meetings.services.locking import lock_occasion
from meetings.services.place_step import BARE_DAYS, StepSubject, refuse_day
from meetings.services.refusals import Refused, Stale


def set_step_day(
    *,
    occasion: Occasion,
    kind: StepKind,
    seen: date | None,
    on: date | None,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> None:
    """Give a step that no entry carries another day, or take its day away.

    Args:
        seen: the day the planner saw; ``None`` for none.
        on: the day in New York; ``None`` for none.
        now: an aware instant.

    Raises:
        Stale: the step has another day by now.
        Refused: it is a step of the programme, the occasion is concluded, or the day is out of reach.
    """
    with changing(
        action="set day of step",
        subject=StepSubject(occasion, kind, on),
        actor=actor,
        now=now,
        request=request,
    ):
        locked = lock_occasion(pk=occasion.pk, seen=None)
        refuse_read_only(locked)
        if kind not in BARE_DAYS:
            raise Refused(gettext("This step is placed on the programme."), "step")
        if on:
            refuse_day(on)
        step = locked.steps.filter(kind=kind, entry=None).order_by("on").first()
        if (step.on if step else None) != seen:
            raise Stale(locked)
        _write_day(locked, kind, step, on)


def _write_day(occasion: Occasion, kind: StepKind, step: Step | None, on: date | None) -> None:
    if step is None:
        if on:
            Step.objects.create(occasion=occasion, kind=kind, on=on)
    elif on is None:
        step.delete()
    elif occasion.steps.filter(kind=kind, entry=None, on=on).exclude(pk=step.pk).exists():
        raise Refused(gettext("The step has this day already."), "on")
    else:
        step.on = on
        step.save(update_fields=["on"])
