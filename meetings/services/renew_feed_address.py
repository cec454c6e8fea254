"""Where a person's own calendar feeds are: made once, and made anew when somebody else came to know it."""

import hashlib
from datetime import datetime
from uuid import UUID

from django.db import transaction

from meetings.models import FeedAddress, User
from meetings.models.people import new_secret
from meetings.services.audit import changing


class RenewedMeanwhile(Exception):
    """The address is no longer the one that was to be given up."""


def feed_address(*, user: User, now: datetime, request: UUID | None = None) -> FeedAddress:
    """The address of a person, made now if they have none. Two who ask at once get the same.

    Args:
        now: an aware instant.
        request: the id of the request this is part of.
    """
    known = FeedAddress.objects.filter(user=user).first()
    if known:
        return known
    with transaction.atomic():
        _lock(user)
        made = FeedAddress.objects.filter(user=user).first()
        if made:
            return made
        with changing(action="make feed address", subject=user, actor=user, now=now, request=request):
            return FeedAddress.objects.create(user=user, made_at=now)


def renew_feed_address(
    *, user: User, seen: str, now: datetime, actor: User | None = None, request: UUID | None = None
) -> FeedAddress:
    """Give a person another address; what follows the old one gets nothing from now on.

    The secrets go on no record: who reads the trail learns that it was renewed, and by whom.

    Args:
        seen: the ``fingerprint`` of the address to give up, so that a button pressed twice, or in two windows,
            does not make away with the address that was just handed out.
        now: an aware instant.
        actor: who did it; the person, where nobody else did.
        request: the id of the request this is part of.

    Raises:
        RenewedMeanwhile: the person has another address by now.
    """
    with transaction.atomic():
        _lock(user)
        address = FeedAddress.objects.get(user=user)
        if fingerprint(address) != seen:
            raise RenewedMeanwhile
        with changing(
            action="renew feed address", subject=user, actor=actor or user, now=now, request=request
        ):
            address.secret, address.made_at = new_secret(), now
            address.save(update_fields=["secret", "made_at"])
    return address


def fingerprint(address: FeedAddress) -> str:
    """Tells one address from the next without giving it away."""
    return hashlib.sha256(address.secret.encode()).hexdigest()[:16]


def _lock(user: User) -> None:
    """The person's row is there to wait for, even while there is no address yet."""
    User.objects.select_for_update(no_key=True).get(pk=user.pk)
