"""Who is told of what a version changes, and who is not, and why: five queries, however many there are to tell."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import QuerySet

from meetings.models import Contribution, CouncilTerm, Country, Subscription, User
from meetings.models.contributions import TOTAL
from meetings.planning.diff import Change, ChangeKind
from meetings.services.notices.news import missions_of, news

WISHES: Final[Mapping[ChangeKind, str]] = {
    ChangeKind.ADDED: "of_new",
    ChangeKind.MOVED: "of_moved",
    ChangeKind.CHANGED: "of_changed",
    ChangeKind.CANCELLED: "of_cancelled",
    ChangeKind.RESTORED: "of_cancelled",
}
"""The field of a subscription that speaks of each kind of change."""


class Channel(StrEnum):
    EMAIL = "email"


class Why(StrEnum):
    """Why somebody whom changes concern is not told."""

    NO_ADDRESS = "no_address"
    ASKED_FOR_NONE = "asked_for_none"
    NOTHING_WANTED = "nothing_wanted"


@dataclass(frozen=True, slots=True)
class Told:
    """One person who will be told. ``has_feed``: their own calendar feed follows by itself as well."""

    user: User
    country: Country | None
    channel: Channel
    changes: tuple[Change, ...]
    has_feed: bool


@dataclass(frozen=True, slots=True)
class NotTold:
    """One person whom changes concern, and who will not be told by mail."""

    user: User
    country: Country | None
    why: Why
    changes: tuple[Change, ...]
    has_feed: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """Who hears of a version. ``no_account`` are countries it concerns for whom nobody can sign in: by no channel
    of this site can they be told. ``not_concerned`` counts the delegations whom nothing of it touches.
    """

    told: tuple[Told, ...]
    not_told: tuple[NotTold, ...]
    no_account: tuple[Country, ...]
    not_concerned: int


@dataclass(frozen=True, slots=True)
class Concern:
    """What concerns which country: the missions it contributes to, or all where it sits on the Council."""

    missions: Mapping[int, frozenset[str]]
    seated: frozenset[int]

    def is_of(self, country_id: int, missions: frozenset[str]) -> bool:
        """Whether what is about these missions concerns a country."""
        return country_id in self.seated or not missions.isdisjoint(self.missions.get(country_id, ()))

    def touches(self, country_id: int, change: Change) -> bool:
        return self.is_of(country_id, missions_of(change))

    @property
    def countries(self) -> frozenset[int]:
        return self.seated | self.missions.keys()


def who_is_told(changes: Iterable[Change], *, today: date) -> Telling:
    """Sort all who may be told by whether these changes reach them.

    A delegation is concerned by entries about missions its country contributes to, a member of the Council by
    all. What somebody chose in their subscription takes the place of that. Planners and admins are told only
    where they asked to be.

    Args:
        changes: between the version before and this one.
        today: a day in New York; what passed before it is no news, and who sits on the Council that day counts.
    """
    fresh = news(changes, today)
    concern = concern_of({mission for change in fresh for mission in missions_of(change)}, today)
    told, not_told, not_concerned = [], [], 0
    users = people()
    for user in users:
        answer = _answer(user, fresh, concern)
        if isinstance(answer, Told):
            told.append(answer)
        elif answer:
            not_told.append(answer)
        else:
            not_concerned += user.role == User.Role.DELEGATION
    reached = {user.country_id for user in users}
    without = concern.countries - reached if fresh else frozenset()
    return Telling(tuple(told), tuple(not_told), _countries(without), not_concerned)


def people() -> list[User]:
    """All who may be told, with their wishes: active delegations, and planners and admins who asked to be."""
    rows = User.objects.filter(is_active=True).select_related("country", "subscription", "feed_address")
    rows = rows.prefetch_related("subscription__missions").order_by("country__name_en", "username")
    return [user for user in rows if user.role == User.Role.DELEGATION or subscription_of(user)]


def subscription_of(user: User) -> Subscription | None:
    """What somebody set; ``None`` where they never set anything."""
    try:
        return user.subscription
    except ObjectDoesNotExist:
        return None


def concern_of(missions: Collection[str], today: date) -> Concern:
    """Which countries contribute to any of these missions, by the latest month on record, and who sits: two queries.

    Args:
        missions: acronyms.
    """
    given: dict[int, set[str]] = defaultdict(set)
    rows = Contribution.objects.latest_of_each_mission().annotate(given=TOTAL).filter(given__gt=0)
    about = rows.filter(mission__acronym__in=missions).values_list("country", "mission__acronym")
    for country_id, mission in about:
        given[country_id].add(mission)
    seated = CouncilTerm.objects.sitting_on(today).values_list("country", flat=True)
    return Concern({country: frozenset(names) for country, names in given.items()}, frozenset(seated))


def chosen_missions(subscription: Subscription | None) -> frozenset[str]:
    """The acronyms of missions that somebody asked to be told of, in place of those that concern their country."""
    return (
        frozenset(mission.acronym for mission in subscription.missions.all()) if subscription else frozenset()
    )


def concerns(user: User, change: Change, concern: Concern) -> bool:
    """Whether a change is of something this person follows, whatever the kind of change."""
    subscription = subscription_of(user)
    if subscription and subscription.everything:
        return True
    if chosen := chosen_missions(subscription):
        return not missions_of(change).isdisjoint(chosen)
    return user.country_id is None or concern.touches(user.country_id, change)


def _answer(user: User, changes: Iterable[Change], concern: Concern) -> Told | NotTold | None:
    followed = tuple(change for change in changes if concerns(user, change, concern))
    subscription = subscription_of(user)
    wanted = tuple(change for change in followed if _is_wanted(subscription, change))
    touched = followed or tuple(change for change in changes if _touches_country(user, change, concern))
    if not touched:
        return None
    has_feed = _has_feed(user)
    if subscription and not subscription.by_email:
        return NotTold(user, user.country, Why.ASKED_FOR_NONE, touched, has_feed)
    if not wanted:
        return NotTold(user, user.country, Why.NOTHING_WANTED, touched, has_feed)
    if not user.email:
        return NotTold(user, user.country, Why.NO_ADDRESS, wanted, has_feed)
    return Told(user, user.country, Channel.EMAIL, wanted, has_feed)


def _is_wanted(subscription: Subscription | None, change: Change) -> bool:
    return subscription is None or bool(getattr(subscription, WISHES[change.kind]))


def _touches_country(user: User, change: Change, concern: Concern) -> bool:
    """Whether it concerns the country of somebody who chose to follow something else."""
    return user.country_id is not None and concern.touches(user.country_id, change)


def _has_feed(user: User) -> bool:
    try:
        return bool(user.feed_address)
    except ObjectDoesNotExist:
        return False


def _countries(pks: Collection[int]) -> tuple[Country, ...]:
    rows: QuerySet[Country] = Country.objects.filter(pk__in=pks)
    return tuple(rows.order_by("name_en"))
