"""The named people of the tests, from the stranger at the door to the one who may do everything.

Each page is asked for by all five; what each of them gets is the access table of the application.

A plugin of pytest, read before Django is set up: hence everything of Django is imported late.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client

    from meetings.models import Country, User


PASSWORD = "correct horse battery staple"

all_five_at_the_desk = pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 302),
        ("delegation_of_bangladesh", 404),
        ("delegation_of_uruguay", 404),
        ("planner", 200),
        ("admin", 200),
    ],
)
"""A page of the desk is there for planners and admins; a visitor is led to the door, a delegation finds nothing."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at a browser."""

    user: "User | AnonymousUser"
    client: "Client"


@pytest.fixture
def bangladesh(db) -> "Country":
    """A contributor of troops and police, not on the Council in 2026."""
    return country("BGD", "BD", ar="بنغلاديش", zh="孟加拉国", en="Bangladesh", ru="Бангладеш")


@pytest.fixture
def uruguay(db) -> "Country":
    """A contributor to other missions, not on the Council in 2026."""
    return country("URY", "UY", ar="أوروغواي", zh="乌拉圭", en="Uruguay", ru="Уругвай")


@pytest.fixture
def visitor(db) -> Person:
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client

    return Person(AnonymousUser(), Client())


@pytest.fixture
def delegation_of_bangladesh(bangladesh) -> Person:
    return signed_in("dhaka", role="delegation", country=bangladesh)


@pytest.fixture
def delegation_of_uruguay(uruguay) -> Person:
    return signed_in("montevideo", role="delegation", country=uruguay)


@pytest.fixture
def planner(db) -> Person:
    return signed_in("planner", role="planner")


@pytest.fixture
def admin(db) -> Person:
    return signed_in("admin", role="admin")


def signed_in(username: str, **about: object) -> Person:
    """A person of that role, signed in, whose password is ``PASSWORD``."""
    from django.test import Client

    from tests.factories import UserFactory

    user, client = UserFactory(username=username, password=PASSWORD, **about), Client()
    client.force_login(user)
    return Person(user, client)


def country(iso3: str, iso2: str, *, ar: str, zh: str, en: str, ru: str) -> "Country":
    """A country whose name is the same in English, French and Spanish."""
    from tests.factories import CountryFactory

    names = {"name_ar": ar, "name_zh": zh, "name_en": en, "name_fr": en, "name_ru": ru, "name_es": en}
    return CountryFactory(iso3=iso3, iso2=iso2, **names)
