"""Where somebody is signed in, and how all of it but one's own browser ends."""

import pytest
from allauth.usersessions.models import UserSession
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.templatetags.sessions import browser
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Firefox/128.0"
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1 Version/18.0 Safari/604.1"


@pytest.fixture
def two(ola, sign_in):
    """Ola's two browsers, both signed in."""
    clients = [Client(headers={"user-agent": agent}) for agent in (FIREFOX, SAFARI)]
    for client in clients:
        sign_in(client)
    return clients


def test_each_is_listed_with_one_s_own_marked(two):
    page = Page(two[0].get(reverse("usersessions_list")))
    assert page.texts("th", scope="row") == ["Firefox, Windows this one", "Safari, iPhone"]


def test_nobody_sees_those_of_others(two, planner):
    assert Page(planner.client.get(reverse("usersessions_list"))).texts("th", scope="row") == []


def test_all_but_one_s_own_are_ended(two, planner):
    here, there = two
    assert here.post(reverse("usersessions_list")).status_code == 302
    page = Page(here.get(reverse("usersessions_list")))
    assert page.texts("th", scope="row") == ["Firefox, Windows this one"]
    assert page.texts("li", class_="message") == ["You are signed out everywhere else."]
    opened = [client.get(reverse("account")).status_code for client in (here, there, planner.client)]
    assert opened == [200, 302, 200]


def test_who_signs_out_is_no_longer_listed(two):
    two[1].post(reverse("sign_out"))
    assert Page(two[0].get(reverse("account"))).texts("dd")[-1] == "1 browser Look at them"


def test_an_admin_ends_a_session_by_removing_it(two, admin):
    session = UserSession.objects.get(user_agent=SAFARI)
    address = f"/admin/usersessions/usersession/{session.pk}/delete/"
    assert admin.client.post(address, {"post": "yes"}).status_code == 302
    assert [client.get(reverse("account")).status_code for client in two] == [200, 302]


def test_an_ordinary_page_writes_no_session_down(two):
    with CaptureQueriesContext(connection) as queries:
        two[0].get("/guideline/")
    assert [query["sql"] for query in queries if not query["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize(
    ("user_agent", "said"),
    [
        (FIREFOX, "Firefox, Windows"),
        (SAFARI, "Safari, iPhone"),
        (f"{FIREFOX} Chrome/130 Safari/537 Edg/130".replace("Firefox/128.0", ""), "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/130.0 Mobile Safari/537.36", "Chrome, Android"),
        ("curl/8.5", "not known"),
        ("", "not known"),
    ],
)
def test_a_browser_is_named_in_words(user_agent, said):
    assert browser(user_agent) == said
