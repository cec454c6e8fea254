"""What all tests share: the environment of the run, and the reference data.

The settings under test are the real ones. They are read when Django starts, so the environment is set here,
before that: nothing of a developer's own environment reaches a test. TEST_DATABASE_URL chooses the database.
"""

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker

pytest_plugins = ["tests.people"]
TODAY = date(2026, 11, 22)

# How long an example takes says something of the machine, not of the code.
hypothesis.settings.register_profile(
    "untimed", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("untimed")

os.environ.update(
    DJANGO_SETTINGS_MODULE="scheduler.settings",
    ALLOWED_HOSTS="testserver,localhost,127.0.0.1",
    CSRF_TRUSTED_ORIGINS="",
    DATABASE_URL=os.environ.get("TEST_DATABASE_URL", "sqlite://:memory:"),
    DEBUG="false",
    EMAIL_URL="memory://",
    LOG_LEVEL="WARNING",
    SECRET_KEY="a-key-for-tests-only-which-guards-nothing-at-all-anywhere",
    SECOND_FACTOR_REQUIRED="false",
    SECURE="false",
    SITE_URL="",
    STATIC_ROOT="",
    TODAY=TODAY.isoformat(),
    TRUSTED_PROXIES="",
    WEEK_RULE="",
)

TESTS = Path(__file__).parent
MARKS_BY_FOLDER = {"rules": "pure", "planning": "pure", "browser": "browser"}


def pytest_configure() -> None:
    """Make the two settings cheap that cost time and are not under test here."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark what follows from where a test lies."""
    folder = item.path.relative_to(TESTS).parts[0]
    if folder in MARKS_BY_FOLDER:
        item.add_marker(MARKS_BY_FOLDER[folder])


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put last what stands on the reference data: no other test may meet it (see ``reference``)."""
    items.sort(key=_needs_reference)


def _needs_reference(item: pytest.Item) -> bool:
    return "reference" in getattr(item, "fixturenames", ())


@pytest.fixture(scope="session")
def today() -> date:
    """The day on which the tests take place; the site under test takes it for today as well."""
    return TODAY


@pytest.fixture(scope="session")
def reference(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """All reference data and the sample plan, loaded once for all tests that ask for it.

    They run inside this one transaction, each rolled back to a savepoint, so a test that asks for real
    transactions (``transaction=True``) cannot have it. Ask for ``db`` beside it.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_reference", "--quiet")
        call_command("load_sample", "--quiet")
        if connection.vendor == "postgresql":
            # Nothing is committed, so no autovacuum counts these rows: the planner would take the tables for empty.
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        with django_db_blocker.block():
            yield
        transaction.set_rollback(True)
