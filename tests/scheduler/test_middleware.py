"""What holds for every answer of the site."""

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from scheduler.middleware import keep_what_is_personal_out_of_caches

pytestmark = pytest.mark.django_db


def test_what_was_made_for_somebody_is_kept_by_no_cache(planner):
    kept = planner.client.get("/guideline/").headers["Cache-Control"]
    assert kept == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_what_anyone_may_read_may_be_kept(visitor):
    assert "Cache-Control" not in visitor.client.get("/guideline/").headers


class Session:
    """A session that was looked at, or was not."""

    def __init__(self, *, accessed):
        self.accessed = accessed


def kept_where(person, *, accessed=True, **headers):
    """What is said of keeping an answer with these headers."""
    request = RequestFactory().get("/")
    request.user, request.session = person.user, Session(accessed=accessed)
    middleware = keep_what_is_personal_out_of_caches(lambda _request: HttpResponse("", headers=headers))
    said = middleware(request).headers.get("Cache-Control")
    return set(said.split(", ")) if said else None


def test_what_says_what_it_is_made_of_is_kept_by_the_readers_own_browser(planner, visitor):
    assert kept_where(planner, ETag='"1"') == {"no-cache", "private"}
    assert kept_where(planner, **{"ETag": '"1"', "Cache-Control": "no-cache"}) == {"no-cache", "private"}
    assert kept_where(planner, **{"ETag": '"1"', "Cache-Control": "public"}) == {"no-cache", "private"}
    assert kept_where(visitor, ETag='"1"') is None


def test_an_answer_made_for_nobody_in_particular_is_left_as_it_is(planner):
    assert kept_where(planner, accessed=False) is None


def test_who_signs_out_leaves_nothing_behind_in_the_browser(planner, visitor):
    name = "Clear-Site-Data"
    assert name not in planner.client.post(reverse("set_language"), {"language": "fr"}).headers
    assert name not in visitor.client.post(reverse("sign_out")).headers
    assert planner.client.post(reverse("sign_out")).headers[name] == '"cache"'
    assert name not in planner.client.post(reverse("sign_out")).headers


def test_a_visitors_form_costs_no_query(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        visitor.client.post(reverse("set_language"), {"language": "fr"})


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("/guideline/", "testserver", 200),
        ("/nowhere/", "testserver", 404),
        ("/guideline/", "elsewhere.example", 400),
    ],
)
def test_every_answer_carries_the_policy(address, host, status):
    response = Client(raise_request_exception=False).get(address, headers={"host": host})
    policy = {
        f"{name} {' '.join(sources)}"
        for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
    }
    assert response.status_code == status
    assert set(response.headers["Content-Security-Policy"].split("; ")) == policy
    assert response.headers["X-Frame-Options"] == "DENY"
