"""Signing in and out by name and password."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.people import PASSWORD
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def test_the_form_names_its_fields_and_helps_the_browser_fill_them(visitor):
    page = Page(visitor.client.get(reverse("sign_in")))
    assert page.texts("h1") == ["Sign in"]
    fields = {
        one["attributes"]["name"]: one["attributes"].get("autocomplete") for one in page.elements("input")
    }
    assert (fields["login"], fields["password"]) == ("username", "current-password")
    assert not [one for one in page.elements("input") if "placeholder" in one["attributes"]]


def test_it_leads_back_to_where_one_was(ola, sign_in):
    assert sign_in(next="/year/2026/").headers["Location"] == "/year/2026/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/"])
def test_it_leads_to_no_other_site_not_even_a_trusted_one(ola, sign_in, settings, elsewhere):
    settings.ALLOWED_HOSTS = ["testserver", "example.org"]
    settings.CSRF_TRUSTED_ORIGINS = ["https://example.org"]
    assert sign_in(next=elsewhere).headers["Location"] == "/"


@pytest.mark.parametrize("login", ["ola", "OLA", " ola "])
def test_a_name_is_one_name_however_it_is_written(ola, sign_in, login):
    assert sign_in(login=login).status_code == 302


def test_a_wrong_password_is_told_and_the_name_stays(ola, sign_in):
    response = sign_in(password="wrong")
    page = Page(response)
    assert response.status_code == 200
    assert page.texts("p", role="alert") == ["The username and/or password you specified are not correct."]
    assert page.elements("input", name="login")[0]["attributes"]["value"] == "ola"
    assert "value" not in page.elements("input", name="password")[0]["attributes"]


def test_an_unknown_name_is_answered_like_a_wrong_password(ola, sign_in):
    told = [Page(sign_in(login=login, password="wrong")) for login in ("ola", "nobody")]
    assert told[0].texts("p", role="alert") == told[1].texts("p", role="alert")


@pytest.mark.parametrize("login", ["", "\0", "x" * 5000, "ola\0"])
def test_a_name_that_cannot_be_is_told_at_its_field(sign_in, login):
    page = Page(sign_in(login=login))
    assert len(page.texts("ul", class_="errorlist")) == 1


def test_a_closed_account_is_told_to_be_closed_and_opens_nothing(ola, sign_in):
    ola.is_active = False
    ola.save()
    client = Client()
    response = sign_in(client)
    assert response.headers["Location"] == reverse("account_inactive")
    assert Page(client.get(response.headers["Location"])).texts("h1") == ["This account is closed"]
    assert client.get(reverse("account")).status_code == 302


def test_the_address_of_an_email_is_no_name(ola, sign_in):
    assert sign_in(login=ola.email).status_code == 200


def test_who_is_signed_in_is_led_on(planner):
    assert planner.client.get(reverse("sign_in")).headers["Location"] == "/"


def test_nobody_can_make_an_account(visitor):
    for address in ("/account/signup/", "/account/sign-up/", "/accounts/signup/", "/account/email/"):
        assert visitor.client.get(address).status_code == 404


def test_signing_out_needs_a_form_and_says_so_afterwards(planner):
    assert planner.client.get(reverse("sign_out")).status_code == 405
    response = planner.client.post(reverse("sign_out"), follow=True)
    assert Page(response).texts("li", class_="message") == ["You are signed out."]
    assert planner.client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("accepted", ["application/json", "text/html"])
def test_every_answer_is_a_page(ola, accepted):
    given = {"login": "ola", "password": "wrong"}
    headers = {"accept": accepted, "x-requested-with": "XMLHttpRequest"}
    response = Client().post(reverse("sign_in"), given, headers=headers)
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"


def test_the_door_of_the_admin_is_the_same(sign_in, visitor):
    UserFactory(username="keeper", role="admin", password=PASSWORD)
    response = visitor.client.get("/admin/meetings/room/", follow=True)
    assert response.redirect_chain[-1][0] == f"{reverse('sign_in')}?next=/admin/meetings/room/"
    response = sign_in(visitor.client, login="keeper", next="/admin/meetings/room/")
    assert response.headers["Location"] == "/admin/meetings/room/"
    assert visitor.client.get("/admin/meetings/room/").status_code == 200


def test_the_door_of_the_admin_takes_no_password_itself(visitor):
    keeper = UserFactory(username="keeper", role="admin", password=PASSWORD)
    given = {"username": keeper.username, "password": PASSWORD, "next": "/admin/"}
    assert visitor.client.post("/admin/login/", given).status_code == 405


def test_behind_the_door_of_the_admin_there_is_nothing_for_others(planner):
    assert planner.client.get("/admin/", follow=True).status_code == 404
