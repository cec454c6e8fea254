"""Sending what waits: one notice after another, none twice and none forgotten, however many send at once."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from django.utils.translation import gettext

from meetings.exchange.mail import MailServer, NoServer, NotTaken, Unanswered, as_email
from meetings.models import Notice, User
from meetings.services.notices import claiming
from meetings.services.notices.audience import subscription_of

Clock = Callable[[], datetime]


class Outcome(StrEnum):
    SENT = "sent"
    PUT_OFF = "put_off"
    GIVEN_UP = "given_up"
    UNCERTAIN = "uncertain"


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one notice; ``why`` is the server's answer, or the reason of the software itself."""

    notice: Notice
    outcome: Outcome
    why: str = ""


def send_waiting(
    *, server: MailServer, clock: Clock, is_stopped: Callable[[], bool], uncertain_too: bool = False
) -> Iterator[Attempt]:
    """Send all that is due, and tell of each as it is done.

    The connection is open before a notice is claimed, and the hand-over is noted before the message is given to
    the server; whoever is killed in between leaves a claim that lapses, or a hand-over that is told of.

    Args:
        clock: tells the instant, aware, each time it is asked.
        is_stopped: asked between two messages; the one in hand is finished.
        uncertain_too: send again what may have arrived.

    Raises:
        NoServer: the mail server takes nothing now. No notice lost an attempt by it.
    """
    token, now = uuid4(), clock()
    take = [(pk, claiming.claim) for pk in claiming.waiting(now).values_list("pk", flat=True)]
    if uncertain_too:
        take = [
            (pk, claiming.claim_again) for pk in claiming.uncertain(now).values_list("pk", flat=True)
        ] + take
    for pk, claim in take:
        if is_stopped():
            return
        server.open()
        notice = claim(pk, token=token, now=clock())
        attempt = notice and _attempt(notice, server, token, clock)
        if attempt:
            yield attempt


def _attempt(notice: Notice, server: MailServer, token: UUID, clock: Clock) -> Attempt | None:
    """``None`` where the claim lapsed meanwhile, and another sender has the notice."""
    if why := _why_not(notice.user):
        claiming.give_up(notice, token=token, now=clock(), error=why)
        return Attempt(notice, Outcome.GIVEN_UP, why)
    notice.to = notice.user.email
    try:
        email = as_email(notice)
        server.offer(email)
        if not claiming.note_hand_over(notice, token=token, now=clock()):
            server.withdraw()
            return None
        server.hand_over(email)
    except NoServer:
        claiming.release(notice, token=token)
        raise
    except (NotTaken, ValueError) as error:  # the latter: a message that cannot be written as one
        server.withdraw()
        again = claiming.set_back(notice, token=token, now=clock(), error=str(error))
        return Attempt(notice, Outcome.PUT_OFF if again else Outcome.GIVEN_UP, str(error))
    except Unanswered as error:
        claiming.note_unanswered(notice, token=token, error=str(error))
        return Attempt(notice, Outcome.UNCERTAIN, str(error))
    claiming.note_sent(notice, token=token, now=clock())
    return Attempt(notice, Outcome.SENT)


def _why_not(user: User) -> str:
    """Why somebody is not to be written to any more, though the notice was made."""
    subscription = subscription_of(user)
    if not user.is_active:
        return gettext("The account is closed.")
    if not user.email:
        return gettext("The account has no e-mail address any more.")
    if subscription is None and user.role == User.Role.DELEGATION:
        return ""
    return (
        "" if subscription and subscription.by_email else gettext("No notices by e-mail are wanted any more.")
    )
