"""Who may open an occasion."""

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from meetings.models import User
from meetings.permissions import fetch_occasion, missions_concerning, occasions_concerning, sight_of
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    CountryFactory,
    MissionFactory,
    OccasionFactory,
    UserFactory,
)

TODAY = date(2026, 11, 22)

pytestmark = pytest.mark.django_db


def delegation(country) -> User:
    return UserFactory(role=User.Role.DELEGATION, country=country)


@pytest.fixture
def people() -> dict:
    """Everyone, with two missions: Bangladesh gives to the first, Uruguay did once, Latvia sits."""
    first, second = MissionFactory(acronym="FIRST"), MissionFactory(acronym="SECOND")
    bangladesh, uruguay, latvia, idle = (CountryFactory(iso3=code) for code in ("BGD", "URY", "LVA", "AND"))
    ContributionFactory(mission=first, country=bangladesh, as_of=date(2026, 10, 31))
    ContributionFactory(mission=first, country=uruguay, as_of=date(2025, 10, 31))
    ContributionFactory(mission=second, country=uruguay, as_of=date(2024, 10, 31))
    CouncilTermFactory(country=latvia, begins=date(2026, 1, 1), ends=date(2027, 12, 31))
    CouncilTermFactory(country=idle, begins=date(2020, 1, 1), ends=date(2021, 12, 31))
    return {
        "visitor": AnonymousUser(),
        "a contributor": delegation(bangladesh),
        "a contributor of one mission, once of the other": delegation(uruguay),
        "a member of the Council": delegation(latvia),
        "a delegation with no part in it": delegation(idle),
        "a planner": UserFactory(role=User.Role.PLANNER),
        "an admin": UserFactory(role=User.Role.ADMIN),
        "a planner who left": UserFactory(role=User.Role.PLANNER, is_active=False),
    }


def test_who_sees_which_missions(people: dict) -> None:
    seen = {
        name: set(missions_concerning(sight_of(person), TODAY).values_list("acronym", flat=True))
        for name, person in people.items()
    }
    assert seen == {
        "visitor": set(),
        "a contributor": {"FIRST"},
        "a contributor of one mission, once of the other": {"SECOND"},
        "a member of the Council": {"FIRST", "SECOND"},
        "a delegation with no part in it": set(),
        "a planner": {"FIRST", "SECOND"},
        "an admin": {"FIRST", "SECOND"},
        "a planner who left": set(),
    }


def test_an_occasion_is_fetched_by_those_it_concerns_and_unknown_to_others(people: dict) -> None:
    occasion = OccasionFactory(mission=MissionFactory(acronym="FIRST"))
    opened = set()
    for name, person in people.items():
        try:
            assert fetch_occasion(occasion.uid, person, TODAY) == occasion
            opened.add(name)
        except Http404:
            pass
    assert opened == {"a contributor", "a member of the Council", "a planner", "an admin"}


def test_an_occasion_that_is_not_there_is_unknown_to_all(people: dict) -> None:
    for person in people.values():
        with pytest.raises(Http404):
            fetch_occasion(uuid4(), person, TODAY)


def test_asking_takes_one_query(people: dict, django_assert_num_queries) -> None:
    sight = sight_of(people["a member of the Council"])
    with django_assert_num_queries(1):
        assert list(occasions_concerning(sight, TODAY)) == []
