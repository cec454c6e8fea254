"""The demonstration's accounts: made once, never reset."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from meetings.models import AuditRecord, Country, User
from meetings.services.create_demo_accounts import ACCOUNTS, PASSWORD, create_demo_accounts

NOW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("America/New_York"))

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def test_one_account_for_each_kind_of_person() -> None:
    users = create_demo_accounts(now=NOW)
    assert [
        (
            user.username,
            user.role,
            user.country.iso3 if user.country else "",
            user.is_staff,
            user.is_superuser,
        )
        for user in users
    ] == [
        ("planner", "planner", "", False, False),
        ("delegation-bangladesh", "delegation", "BGD", False, False),
        ("delegation-uruguay", "delegation", "URY", False, False),
        ("admin", "admin", "", True, True),
    ]
    assert all(user.check_password(PASSWORD) for user in users)
    assert AuditRecord.objects.filter(action="create demonstration accounts").count() == 1


def test_a_second_time_nothing_is_reset() -> None:
    planner, *_ = create_demo_accounts(now=NOW)
    planner.set_password("something else entirely")
    planner.is_active = False
    planner.save()
    planner, *_ = create_demo_accounts(now=NOW)
    assert planner.check_password("something else entirely")
    assert not planner.is_active
    assert User.objects.count() == len(ACCOUNTS)
    assert AuditRecord.objects.filter(action="create demonstration accounts").count() == 1


def test_an_account_that_is_missing_is_made_again() -> None:
    create_demo_accounts(now=NOW)
    User.objects.filter(username="admin").delete()
    create_demo_accounts(now=NOW)
    assert User.objects.filter(username="admin", is_superuser=True).exists()


def test_delegations_need_their_countries() -> None:
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        Country.objects.get(iso3="URY").delete()
