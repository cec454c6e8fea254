"""People in the admin: the role decides, and a delegation names its country."""

import pytest
from django.urls import reverse

from meetings.models import User

pytestmark = pytest.mark.django_db

PASSWORD = "one-that-nobody-else-would-take"


def add(person, **about):
    data = {
        "username": "new",
        "usable_password": "true",
        "password1": PASSWORD,
        "password2": PASSWORD,
        "subscription-TOTAL_FORMS": 0,
        "subscription-INITIAL_FORMS": 0,
    }
    return person.client.post(reverse("admin:meetings_user_add"), data | about)


def test_a_delegation_is_added_with_its_country(admin, uruguay):
    assert add(admin, role="delegation", country=uruguay.pk).status_code == 302
    added = User.objects.get(username="new")
    assert (added.role, added.country, added.is_staff) == (User.Role.DELEGATION, uruguay, False)


def test_another_admin_is_added(admin):
    assert add(admin, role="admin").status_code == 302
    assert User.objects.get(username="new").is_staff


@pytest.mark.parametrize("role", ["delegation", "planner"])
def test_a_role_that_does_not_fit_the_country_is_an_error(admin, uruguay, role):
    country = "" if role == "delegation" else uruguay.pk
    response = add(admin, role=role, country=country)
    assert response.context["adminform"].form.non_field_errors() == [
        "A delegation speaks for one country; nobody else does."
    ]
