"""One's own account: who one is, how safe it is, and the language."""

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.views.published import publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

NOTICES = "What you are told by e-mail"
FEEDS = "The programme in your calendar"
CHANGE_PASSWORD = "Change the password"
NO_FACTOR = "none: your password alone opens the account Set one up"
NO_EMAIL = "none: a forgotten password could not be replaced; ask an admin to add one"
SESSIONS = "0 browsers Look at them"


def account_of(person):
    return Page(person.client.get(reverse("account")))


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("delegation_of_bangladesh", ["dhaka", "delegation", "Bangladesh"]),
        ("delegation_of_uruguay", ["montevideo", "delegation", "Uruguay"]),
        ("planner", ["planner", "planner"]),
        ("admin", ["admin", "admin"]),
    ],
)
def test_those_signed_in_see_who_they_are(request, who, said):
    page = account_of(request.getfixturevalue(who))
    assert page.texts("h1") == ["Your account"]
    assert page.texts("dd") == [
        *said,
        "English",
        NO_EMAIL,
        NOTICES,
        FEEDS,
        CHANGE_PASSWORD,
        NO_FACTOR,
        SESSIONS,
    ]


def test_the_address_kept_for_the_account_is_shown(planner):
    planner.user.email = "planner@example.org"
    planner.user.save()
    assert account_of(planner).texts("dd")[3] == "planner@example.org"


def test_a_second_factor_is_shown_with_the_codes_that_are_left(planner):
    TOTP.activate(planner.user, generate_totp_secret())
    codes = RecoveryCodes.activate(planner.user)
    page = account_of(planner)
    assert page.texts("dd")[7].startswith("an authenticator app, since ")
    assert page.texts("dd")[8] == "10 left Look at them Make new ones"
    assert codes.validate_code(codes.get_unused_codes()[0])
    assert account_of(planner).texts("dd")[8] == "9 left Look at them Make new ones"


def test_that_no_code_is_left_is_said(planner):
    TOTP.activate(planner.user, generate_totp_secret())
    codes = RecoveryCodes.activate(planner.user)
    for code in codes.get_unused_codes():
        codes.validate_code(code)
    assert account_of(planner).texts("dd")[8] == "none left Look at them Make new ones"


def test_the_name_at_the_head_of_each_page_leads_there(planner):
    page = Page(planner.client.get("/guideline/"))
    assert ("planner", reverse("account")) in page.links()


def test_an_ordinary_page_costs_its_session_and_its_user_and_no_more(planner, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    session = planner.client.session
    session["second_factor"] = True
    session.save()
    with CaptureQueriesContext(connection) as queries:
        assert planner.client.get("/language/").status_code == 302
    assert [query["sql"].split('"')[1] for query in queries] == ["django_session", "meetings_user"]


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
