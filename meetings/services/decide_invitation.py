"""Deciding about a party that asked, and withdrawing an invitation."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Invitation, User
from meetings.services.audit import changing
from meetings.services.invitation_rows import lock_invitation
from meetings.services.refusals import Refused


def decide_invitation(
    *,
    invitation: Invitation,
    seen: str,
    answer: Invitation.Answer,
    decided_on: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Invitation:
    """Record what the President, or whoever convenes the meeting, decided about a party, and on which day.

    The decision itself is taken after consulting members (S/2002/964); here it is only written down.

    Args:
        seen: the answer as the planner saw it, from ``seen_of``.
        answer: invited, or not.
        decided_on: a day in New York, not before the one on which the party asked.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Invitation.DoesNotExist: it was removed meanwhile.
        AnswerChanged: it was answered meanwhile.
        Refused: it would be decided before it was asked.
    """
    with transaction.atomic():
        row = lock_invitation(pk=invitation.pk, seen=seen)
        if row.requested_on and decided_on < row.requested_on:
            raise Refused(gettext("That is before the day on which the party asked."), field="decided_on")
        with changing(
            action="decide invitation", subject=_subject(row), actor=actor, now=now, request=request
        ):
            row.answer, row.decided_on = answer, decided_on
            row.save()
    return row


def withdraw_invitation(
    *,
    invitation: Invitation,
    seen: str,
    on: date,
    reason: str,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Invitation:
    """Take an invitation back, with the reason, which stays on record beside it. The party stays on the list.

    Args:
        seen: the answer as the planner saw it, from ``seen_of``.
        on: the day in New York on which it is withdrawn.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Invitation.DoesNotExist: it was removed meanwhile.
        AnswerChanged: it was answered meanwhile.
        Refused: it is no invitation that could be withdrawn, or no reason is given.
    """
    with transaction.atomic():
        row = lock_invitation(pk=invitation.pk, seen=seen)
        if row.answer != Invitation.Answer.INVITED:
            raise Refused(gettext("Only an invitation that stands can be withdrawn."))
        if not reason.strip():
            raise Refused(gettext("Say why it is withdrawn."), field="reason")
        with changing(
            action="withdraw invitation",
            subject=_subject(row),
            actor=actor,
            now=now,
            request=request,
            reason=reason.strip(),
        ):
            # Nothing is decided before it was asked: the database holds to that.
            row.answer, row.decided_on = Invitation.Answer.DECLINED, max(on, row.requested_on or on)
            row.save()
    return row


def _subject(row: Invitation) -> str:
    return f"{row.entry}: {row}"
