"""Taking a month back to where nothing was said to members yet."""

from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Programme, User
from meetings.services.publishing.stage_writing import write_stage
from meetings.services.refusals import Refused


def back_to_draft(
    *, programme: Programme, actor: User | None, now: datetime, request: UUID | None = None
) -> Programme:
    """Make a month a draft again and forget the days of sharing and adoption.

    Args:
        now: an aware instant.

    Raises:
        Refused: the month is on record, or a version of it stands published.
    """

    def begin_again(row: Programme) -> None:
        latest = row.versions.order_by("-number").values_list("number", "withdraws").first()
        if latest and not latest[1]:
            said = gettext("Version %(number)d stands published: revise it, or withdraw it first.")
            raise Refused(said % {"number": latest[0]})
        row.state, row.shared_on, row.adopted_on = Programme.State.DRAFT, None, None

    return write_stage(
        begin_again, programme=programme, action="back to draft", actor=actor, now=now, request=request
    )
