"""Signing in, signing out, the language, and who one is."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.views.published import publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PASSWORD = "correct horse battery staple"


@pytest.fixture
def account():
    user = UserFactory(username="ola", first_name="Ola", last_name="Nordmann")
    user.set_password(PASSWORD)
    user.save()
    return user


def sign_in(client, **values):
    data = {"username": "ola", "password": PASSWORD, **values}
    return client.post(reverse("sign_in"), data)


def test_signing_in_leads_back_to_where_one_was(account, visitor):
    response = sign_in(visitor.client, next="/year/2026/")
    assert response.headers["Location"] == "/year/2026/"


def test_signing_in_leads_to_no_other_site(account, visitor):
    assert sign_in(visitor.client, next="https://example.org/").headers["Location"] == "/"


def test_a_wrong_password_is_told_and_nothing_else_is(account, visitor):
    page = Page(sign_in(visitor.client, password="wrong"))
    assert len(page.texts("p", role="alert")) == 1
    assert page.elements("input", name="password")[0]["attributes"].get("value") is None


def test_the_form_names_its_fields_and_helps_the_browser_fill_them(visitor):
    page = Page(visitor.client.get(reverse("sign_in")))
    assert page.texts("h1") == ["Sign in"]
    fields = {
        one["attributes"]["name"]: one["attributes"].get("autocomplete") for one in page.elements("input")
    }
    assert (fields["username"], fields["password"]) == ("username", "current-password")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("delegation_of_bangladesh", ["dhaka", "delegation", "Bangladesh", "English"]),
        ("delegation_of_uruguay", ["montevideo", "delegation", "Uruguay", "English"]),
        ("planner", ["planner", "planner", "English"]),
        ("admin", ["admin", "admin", "English"]),
    ],
)
def test_those_signed_in_see_who_they_are(request, who, said):
    page = Page(request.getfixturevalue(who).client.get(reverse("sign_in")))
    assert page.texts("h1") == ["Your account"]
    assert page.texts("dd") == said


def test_signing_out_needs_a_form(planner):
    assert planner.client.get(reverse("sign_out")).status_code == 405
    planner.client.post(reverse("sign_out"))
    assert Page(planner.client.get(reverse("sign_in"))).texts("h1") == ["Sign in"]


def test_the_language_is_chosen_and_kept(visitor):
    publish()
    visitor.client.post(reverse("set_language"), {"language": "ar"})
    page = Page(visitor.client.get("/programme/2026-12/"))
    (html,) = page.elements("html")
    assert (html["attributes"]["lang"], html["attributes"]["dir"]) == ("ar", "rtl")
    assert page.texts("h1") == ["ديسمبر 2026"]
    assert any("rtl" in one["attributes"]["href"] for one in page.elements("link", rel="stylesheet"))


def test_a_form_out_of_date_is_explained():
    response = Client(enforce_csrf_checks=True).post(reverse("sign_in"), {})
    assert response.status_code == 403
    assert Page(response).texts("h1") == ["The form was out of date"]
