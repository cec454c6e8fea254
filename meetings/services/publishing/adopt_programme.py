"""Noting that the members of the Council adopted a month's programme."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Programme, User
from meetings.services.publishing.stage_writing import refuse_day, write_stage
from meetings.services.refusals import Refused

STATES = Programme.State


def adopt_programme(
    *,
    programme: Programme,
    on: date,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Programme:
    """Note the day of the adoption, from which other Member States are to be briefed (S/2006/507, para 4).

    A month that is published stays so. One that stands as a plan of work is agreed now: its next version is a
    provisional programme again.

    Args:
        on: a New York day; ``today`` is the last that it can be.
        now: an aware instant.

    Raises:
        Refused: the month is on record; or, at ``on``, the day is still to come, or before that of the sharing.
    """

    def adopt(row: Programme) -> None:
        refuse_day(on, today)
        if row.shared_on and on < row.shared_on:
            raise Refused(gettext("It was shared with members after that day."), "on")
        row.adopted_on = on
        if row.state != STATES.PUBLISHED:
            row.state = STATES.ADOPTED

    return write_stage(
        adopt, programme=programme, action="adopt programme", actor=actor, now=now, request=request
    )
