"""Who is answered what, by each address of the API, for all five kinds of visitor.

To add an operation: add its name with what a GET answers to each of the five. An operation without a row fails
the tests, and so does a row without an operation.
"""

import pytest
from django.test import Client

from meetings.api.site import urls
from tests.api.asking import API, something_for_everyone

pytestmark = pytest.mark.django_db

PEOPLE = ("visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin")

EVERYONE = (200, 200, 200, 200, 200)
NOBODY = (404, 404, 404, 404, 404)

# Bangladesh contributes to the mission of the occasion, Uruguay does not.
ACCESS = {
    "front": (302, 302, 302, 302, 302),
    "openapi": EVERYONE,
    "months": EVERYONE,
    "month": EVERYONE,
    "versions": EVERYONE,
    "version": EVERYONE,
    "differences": EVERYONE,
    "missions": EVERYONE,
    "mission": EVERYONE,
    "occasions": EVERYONE,
    "occasion": (404, 200, 404, 200, 200),
    "findings": EVERYONE,
    "rules": EVERYONE,
    "rule": EVERYONE,
    "nowhere": NOBODY,
}

ADDRESSES = {
    "front": "/",
    "openapi": "/openapi.json",
    "months": "/months",
    "month": "/months/2026-12",
    "versions": "/months/2026-12/versions",
    "version": "/months/2026-12/versions/1",
    "differences": "/months/2026-12/differences?from=1&to=2",
    "missions": "/missions",
    "mission": "/missions/UNFICYP",
    "occasions": "/occasions",
    "occasion": "/occasions/{ours}",
    "findings": "/findings?month=2026-12",
    "rules": "/rules",
    "rule": "/rules/G13",
    "nowhere": "/nowhere/at/all",
}


@pytest.fixture
def uids(bangladesh):
    return something_for_everyone(bangladesh)


@pytest.fixture
def address(uids):
    return lambda name: API + ADDRESSES[name].format_map(uids)


def test_every_operation_has_its_row():
    patterns, _app, _namespace = urls
    named = {pattern.name for pattern in patterns} - {
        "api-root"
    }  # stands behind "front", and is never reached
    assert named == ACCESS.keys() == ADDRESSES.keys()


@pytest.mark.parametrize("name", ACCESS)
def test_who_may_read_it(request, address, name):
    given = tuple(request.getfixturevalue(who).client.get(address(name)).status_code for who in PEOPLE)
    assert given == ACCESS[name]


def test_it_leads_to_the_page_about_it(visitor):
    assert visitor.client.get(f"{API}/")["Location"] == "/data/"


@pytest.mark.parametrize("name", ACCESS)
def test_nothing_is_written(address, planner, name):
    for method in ("post", "put", "patch", "delete", "options", "trace"):
        answer = getattr(planner.client, method)(address(name))
        assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
        assert answer["Content-Type"] == "application/problem+json"
        assert answer.json()["status"] == 405


def test_who_writes_without_a_token_learns_the_same(address):
    assert Client(enforce_csrf_checks=True).post(address("months")).status_code == 405


@pytest.mark.parametrize("name", [name for name, given in ACCESS.items() if given[3] == 200])
def test_who_asks_for_the_head_alone_gets_it(address, planner, name):
    whole, head = planner.client.get(address(name)), planner.client.head(address(name))
    assert (head.status_code, head.content) == (200, b"")
    assert head["ETag"] == whole["ETag"]


def test_an_occasion_of_others_is_answered_as_if_there_were_none(uids, delegation_of_bangladesh):
    """Bangladesh, whom another occasion concerns."""
    others, none = uids["others"], "00000000-0000-0000-0000-000000000000"
    answers = [delegation_of_bangladesh.client.get(f"{API}/occasions/{uid}") for uid in (others, none)]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_who_has_left_is_a_stranger(uids, delegation_of_bangladesh):
    occasion = f"{API}/occasions/{uids['ours']}"
    assert delegation_of_bangladesh.client.get(occasion).status_code == 200
    delegation_of_bangladesh.user.is_active = False
    delegation_of_bangladesh.user.save()
    assert delegation_of_bangladesh.client.get(occasion).status_code == 404
