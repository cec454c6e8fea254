"""How far a notice has come, as its receiver is told."""

from datetime import datetime
from enum import StrEnum

from meetings.models import Notice
from meetings.services.notices.claiming import LAPSE


class State(StrEnum):
    WAITING = "waiting"
    PUT_OFF = "put_off"
    UNCERTAIN = "uncertain"
    SENT = "sent"
    GIVEN_UP = "given_up"


def state_of(notice: Notice, now: datetime) -> State:
    """One that is being sent at this moment counts as waiting; it becomes uncertain when it stays there."""
    if notice.sent_at:
        return State.SENT
    if notice.given_up_at:
        return State.GIVEN_UP
    if notice.handed_at and (notice.error or notice.handed_at <= now - LAPSE):
        return State.UNCERTAIN
    return State.PUT_OFF if notice.not_before and notice.not_before > now else State.WAITING
