"""Sharing the draft of a month with the members of the Council."""

from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Programme, User
from meetings.services.publishing.stage_writing import refuse_day, write_stage
from meetings.services.refusals import Refused

STATES = Programme.State


def share_programme(
    *,
    programme: Programme,
    on: date,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Programme:
    """Note the day on which members were given the draft (S/2017/507, programme of work, para 2).

    A month that has come further keeps its stage: only the day is noted.

    Args:
        on: a New York day; ``today`` is the last that it can be.
        now: an aware instant.

    Raises:
        Refused: the month is on record; or, at ``on``, the day is still to come, or after that of the adoption.
    """

    def share(row: Programme) -> None:
        refuse_day(on, today)
        if row.adopted_on and on > row.adopted_on:
            raise Refused(gettext("It was adopted before that day."), "on")
        row.shared_on = on
        if row.state in (STATES.DRAFT, STATES.WITHDRAWN):
            row.state = STATES.SHARED

    return write_stage(
        share, programme=programme, action="share programme", actor=actor, now=now, request=request
    )
