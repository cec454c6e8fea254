"""A delegation and a month that concerns it, for the tests of what it is told."""

from datetime import UTC, date, datetime, time

from meetings.models import Country, ProgrammeVersion, Subscription, User
from meetings.planning.diff import Change
from meetings.rules.vocabulary import Format
from meetings.services.notices.announce import changes_of
from tests.factories import ContributionFactory, CountryFactory, EntryFactory, MissionFactory, UserFactory
from tests.views.published import publish

TODAY = date(2026, 11, 22)
NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
MONDAY, TUESDAY = date(2026, 12, 7), date(2026, 12, 8)


def delegation(country: Country | None = None, **values) -> User:
    """Somebody who speaks for a country and has an address."""
    about = {"country": country or CountryFactory(), "role": "delegation", "email": "mission@example.org"}
    return UserFactory(**about | values)


def contributing(*missions: str, **values) -> User:
    """A delegation whose country contributes to these missions."""
    user = delegation(**values)
    for acronym in missions:
        ContributionFactory(mission=MissionFactory(acronym=acronym), country=user.country)
    return user


def meeting(mission: str = "UNIFIL", on: date | None = MONDAY, title: str = "Middle East", **values):
    """A meeting with the contributors to a mission, at ten."""
    placed = {"sitting__starts_at": time(10)} if on else {}
    return EntryFactory(
        on=on,
        title=title,
        missions=[MissionFactory(acronym=mission)],
        **{"format": Format.TCC_MEETING} | placed | values,
    )


def move(entry, on: date, at: time = time(10)) -> None:
    entry.sittings.update(on=on, starts_at=at)


def wants(user: User, *, missions: tuple[str, ...] = (), **values) -> Subscription:
    subscription = Subscription.objects.create(user=user, **values)
    subscription.missions.set(MissionFactory(acronym=acronym) for acronym in missions)
    return User.objects.get(pk=user.pk).subscription


def published(**options) -> tuple[ProgrammeVersion, tuple[Change, ...]]:
    """Publish December without telling anybody, and what that changed."""
    version = publish(tell=False, **options)
    return version, changes_of(version)
