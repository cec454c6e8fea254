"""What a person wants to be told, as they set it themselves."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from meetings.models import Mission, Subscription, User
from meetings.services.audit import changing
from meetings.services.notices.audience import subscription_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """All that one person can set. ``language`` is one of the site's, or empty for the site's own.

    ``everything`` and ``missions`` exclude each other: whoever wants the whole programme wants all missions of it.
    """

    by_email: bool
    of_new: bool
    of_moved: bool
    of_changed: bool
    of_cancelled: bool
    everything: bool
    reminders: bool
    days_before: int
    language: str = ""


SWITCHES = tuple(name for name in Wishes.__dataclass_fields__ if name != "language")


def save_subscription(
    *,
    user: User,
    wishes: Wishes,
    missions: Collection[Mission],
    now: datetime,
    actor: User | None = None,
    request: UUID | None = None,
) -> Subscription:
    """Keep what somebody wants to be told, from the next version on. Where nothing changed, nothing is recorded.

    Args:
        missions: told of these alone; empty for all that concern the person.
        actor: who set it; the person, where nobody else did.
        now: an aware instant.
        request: the id of the request this is part of.
    """
    chosen = () if wishes.everything else tuple(missions)
    with transaction.atomic():
        # Two windows of one person: the row of the person is there to wait for, that of the wishes may not be yet.
        locked = User.objects.select_for_update(no_key=True, of=("self",)).get(pk=user.pk)
        before = _said(subscription_of(locked), locked)
        after = asdict(wishes) | {"missions": sorted(mission.acronym for mission in chosen)}
        if before == after:
            return locked.subscription
        with changing(
            action="set notices",
            subject=locked,
            actor=actor or user,
            now=now,
            request=request,
            changes=_differences(before, after),
        ):
            return _write(locked, wishes, chosen)


def _write(user: User, wishes: Wishes, chosen: Collection[Mission]) -> Subscription:
    values = {name: getattr(wishes, name) for name in SWITCHES}
    subscription, _made = Subscription.objects.update_or_create(user=user, defaults=values)
    subscription.missions.set(chosen)
    if user.language != wishes.language:
        user.language = wishes.language
        user.save(update_fields=["language"])
    return subscription


def _said(subscription: Subscription | None, user: User) -> dict[str, Any] | None:
    if subscription is None:
        return None
    values = {name: getattr(subscription, name) for name in SWITCHES}
    missions = sorted(mission.acronym for mission in subscription.missions.all())
    return values | {"language": user.language, "missions": missions}


def _differences(before: dict[str, Any] | None, after: dict[str, Any]) -> dict[str, Any]:
    known = before or {}
    return {name: [known.get(name), value] for name, value in after.items() if known.get(name) != value}
