"""Noting that the members of the Council did not agree on a month's programme."""

from datetime import datetime
from uuid import UUID

from meetings.models import Programme, User
from meetings.services.publishing.stage_writing import write_stage


def mark_not_agreed(
    *, programme: Programme, actor: User | None, now: datetime, request: UUID | None = None
) -> Programme:
    """The month goes on as a plan of work by the presidency (domain decision 13), and is not adopted.

    What is published stays as it is; the next version bears the other title.

    Args:
        now: an aware instant.

    Raises:
        Refused: the month is on record.
    """

    def disagree(row: Programme) -> None:
        row.state, row.adopted_on = Programme.State.NOT_AGREED, None

    return write_stage(
        disagree, programme=programme, action="mark not agreed", actor=actor, now=now, request=request
    )
