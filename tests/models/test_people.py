"""Roles, and what follows from them."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from meetings.models import User
from tests.factories import CountryFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "active", "is_planner"),
    [
        (User.Role.DELEGATION, True, False),
        (User.Role.PLANNER, True, True),
        (User.Role.ADMIN, True, True),
        (User.Role.PLANNER, False, False),
        (User.Role.ADMIN, False, False),
    ],
)
def test_planners_and_admins_see_the_draft_while_they_are_active(role, active, is_planner):
    assert UserFactory(role=role, is_active=active).is_planner is is_planner


@pytest.mark.parametrize("role", User.Role)
def test_the_role_alone_decides_who_enters_the_admin(role):
    person = UserFactory(role=role, is_staff=True, is_superuser=True)
    person.refresh_from_db()
    assert (person.is_staff, person.is_superuser) == (role == User.Role.ADMIN,) * 2


def test_who_is_no_admin_any_more_loses_both_flags():
    person = UserFactory(role=User.Role.ADMIN)
    person.role = User.Role.PLANNER
    person.save(update_fields=["role"])
    person.refresh_from_db()
    assert not person.is_staff
    assert not person.is_superuser


def test_the_command_of_django_makes_an_admin():
    call_command("createsuperuser", "--no-input", username="first", email="first@example.org", verbosity=0)
    assert User.objects.get().role == User.Role.ADMIN


@pytest.mark.parametrize("role", [User.Role.PLANNER, User.Role.ADMIN])
def test_nobody_but_a_delegation_speaks_for_a_country(role):
    person = UserFactory.build(role=role, country=CountryFactory())
    with pytest.raises(ValidationError, match="A delegation speaks for one country"):
        person.full_clean()


def test_a_delegation_without_a_country_is_refused():
    with pytest.raises(ValidationError, match="A delegation speaks for one country"):
        UserFactory.build(role=User.Role.DELEGATION, country=None).full_clean()
