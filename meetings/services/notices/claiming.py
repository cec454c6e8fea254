"""A notice on its way out: each step is one conditional update, so that of two senders only one takes it.

It is claimed, handed over, and sent. A claim that led to nothing lapses, and another sender takes the notice up. A
hand-over without an end is uncertain: the message may have arrived, so nobody sends it again unless told to.
"""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from meetings.models import Notice

LAPSE: Final = timedelta(minutes=10)
"""No sender needs so long for one message: each answer of the mail server is waited for half a minute."""

PAUSES: Final = (
    timedelta(minutes=10),
    timedelta(hours=1),
    timedelta(hours=6),
    timedelta(hours=24),
)
"""How long to wait after each refusal; after one more, the notice is given up."""

ERROR_LENGTH: Final = 300

OPEN: Final = Q(sent_at=None, given_up_at=None)


def waiting(now: datetime) -> QuerySet[Notice]:
    """Notices that anybody may claim, the oldest first."""
    free = Q(claimed_at=None) | Q(claimed_at__lte=now - LAPSE)
    due = Q(not_before=None) | Q(not_before__lte=now)
    return Notice.objects.filter(OPEN, free, due, handed_at=None).order_by("created_at", "pk")


def put_off(now: datetime) -> QuerySet[Notice]:
    """Notices that were refused, and wait for another attempt."""
    return Notice.objects.filter(OPEN, handed_at=None, not_before__gt=now)


def uncertain(now: datetime) -> QuerySet[Notice]:
    """Notices that were handed over, and of which nobody knows whether they arrived."""
    ended = Q(handed_at__lte=now - LAPSE) | ~Q(error="")
    return Notice.objects.filter(OPEN, ended, handed_at__isnull=False).order_by("created_at", "pk")


def claim(pk: int, *, token: UUID, now: datetime) -> Notice | None:
    """Take a waiting notice; ``None`` where another sender was quicker."""
    return _taken(waiting(now), pk, token, now)


def claim_again(pk: int, *, token: UUID, now: datetime) -> Notice | None:
    """Take an uncertain notice, to send it though it may have arrived."""
    return _taken(uncertain(now), pk, token, now)


def note_hand_over(notice: Notice, *, token: UUID, now: datetime) -> bool:
    """Whether the claim still holds; from here on the message may arrive."""
    mine = Notice.objects.filter(OPEN, pk=notice.pk, claimed_by=token, handed_at=None)
    return mine.update(handed_at=now, to=notice.to, error="") == 1


def note_sent(notice: Notice, *, token: UUID, now: datetime) -> None:
    """The server took the message over."""
    handed = Notice.objects.filter(pk=notice.pk, claimed_by=token, handed_at__isnull=False)
    handed.update(sent_at=now, attempts=F("attempts") + 1)


def note_arrived(pk: int, *, now: datetime) -> bool:
    """An uncertain notice did arrive, as somebody found out: it counts as sent when it was handed over."""
    return uncertain(now).filter(pk=pk).update(sent_at=F("handed_at"), error="") == 1


def note_unanswered(notice: Notice, *, token: UUID, error: str) -> None:
    """Nobody knows whether it arrived; the sender lives to say so at once."""
    handed = Notice.objects.filter(OPEN, pk=notice.pk, claimed_by=token, handed_at__isnull=False)
    handed.update(error=error[:ERROR_LENGTH] or "no answer", attempts=F("attempts") + 1)


def release(notice: Notice, *, token: UUID) -> None:
    """Give a notice back as it was: nothing was tried with it."""
    Notice.objects.filter(OPEN, pk=notice.pk, claimed_by=token, handed_at=None).update(
        claimed_at=None, claimed_by=None
    )


def set_back(notice: Notice, *, token: UUID, now: datetime, error: str) -> bool:
    """The server does not take it: try again later, or give it up. Return whether it will be tried again."""
    mine = Notice.objects.filter(OPEN, pk=notice.pk, claimed_by=token)
    if notice.attempts >= len(PAUSES):
        give_up(notice, token=token, now=now, error=error)
        return False
    mine.update(
        claimed_at=None,
        claimed_by=None,
        handed_at=None,
        attempts=F("attempts") + 1,
        not_before=now + PAUSES[notice.attempts],
        error=error[:ERROR_LENGTH],
    )
    return True


def give_up(notice: Notice, *, token: UUID, now: datetime, error: str) -> None:
    """It will not be sent, and the reason is kept."""
    Notice.objects.filter(OPEN, pk=notice.pk, claimed_by=token).update(
        given_up_at=now, handed_at=None, attempts=F("attempts") + 1, error=error[:ERROR_LENGTH]
    )


def _taken(rows: QuerySet[Notice], pk: int, token: UUID, now: datetime) -> Notice | None:
    if not rows.filter(pk=pk).update(claimed_at=now, claimed_by=token, handed_at=None):
        return None
    found = Notice.objects.filter(pk=pk, claimed_by=token)
    return found.select_related("user__subscription").first()
