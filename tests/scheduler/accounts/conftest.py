"""Somebody with an account, at the door.

Read before Django is set up, where these tests run by themselves: hence everything of Django is imported late.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.people import PASSWORD

if TYPE_CHECKING:
    from meetings.models import User


@pytest.fixture
def ola(db) -> "User":
    """A planner, not signed in."""
    from tests.factories import UserFactory

    return UserFactory(username="ola", first_name="Ola", email="Ola@Example.org", password=PASSWORD)


@pytest.fixture
def sign_in() -> Callable:
    """Fill in the form as somebody would; with what the site answers."""
    from django.test import Client
    from django.urls import reverse

    def sign_in(client=None, login="ola", password=PASSWORD, **values):
        given = {"login": login, "password": password, **values}
        return (client or Client()).post(reverse("sign_in"), given)

    return sign_in


@pytest.fixture
def secret(ola) -> str:
    """The key in Ola's authenticator app."""
    from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

    secret = generate_totp_secret()
    TOTP.activate(ola, secret)
    return secret


def code_of(secret: str, periods: int = 0) -> str:
    """What the app shows now, or so many periods of half a minute later."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
    from allauth.mfa.totp.internal.auth import yield_hotp_counters_from_time as counters

    now = list(counters())
    return format_hotp_value(hotp_value(secret, now[len(now) // 2] + periods))


@pytest.fixture
def code() -> Callable:
    return code_of


@pytest.fixture
def at_once(monkeypatch) -> None:
    """What waits for the end of the transaction is done when it is said, since a test's own never ends."""
    monkeypatch.setattr("django.db.transaction.on_commit", lambda do, **_: do())
