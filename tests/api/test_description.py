"""The API does what its own description says: asked at random, rightly and wrongly, and for what there is."""

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings

from meetings.api.site import description
from tests.api.asking import something_for_everyone

pytestmark = pytest.mark.django_db

DESCRIPTION = description()
schema = schemathesis.openapi.from_dict(DESCRIPTION)
schema.app = get_wsgi_application()

READERS = pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner"])

# What there is to be found, by the parameters of the addresses; the occasion is that of Bangladesh.
THERE = {"month": "2026-12", "number": 2, "acronym": "UNFICYP", "rule_id": "G13"}


@pytest.fixture(autouse=True)
def in_one_transaction():
    """A server parts with its connection around each request; here all run in that of the test."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def uids(bangladesh):
    return something_for_everyone(bangladesh)


def session_of(person):
    """The cookie by which a client is known to be signed in; a visitor has none."""
    return {name: cookie.value for name, cookie in person.client.cookies.items()}


@READERS
@schema.parametrize()
@settings(
    max_examples=8,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_whatever_is_asked_is_answered_as_described(case, uids, request, who):
    case.call_and_validate(cookies=session_of(request.getfixturevalue(who)))


@READERS
def test_what_is_there_is_as_described(uids, request, who):
    """Random parameters seldom name anything that is there."""
    cookies = session_of(request.getfixturevalue(who))
    statuses = {}
    for address, operations in DESCRIPTION["paths"].items():
        names = [part["name"] for part in operations["get"]["parameters"] if part["in"] == "path"]
        asked = {"path_parameters": {name: {**THERE, "uid": str(uids["ours"])}[name] for name in names}}
        if address.endswith("/findings"):
            asked["query"] = {"month": "2026-12"}
        case = schema[address]["GET"].Case(**asked)
        statuses[address] = case.call_and_validate(cookies=cookies).status_code
    missing = {"/api/v1/occasions/{uid}"} if who == "visitor" else set()
    assert {address for address, status in statuses.items() if status != 200} == missing


def test_everything_is_described():
    """Each operation and each field of an answer, in words."""
    operations = [methods["get"] for methods in DESCRIPTION["paths"].values()]
    assert [one["operationId"] for one in operations if not (one["summary"] and one["description"])] == []
    undescribed = {
        f"{name}.{field}"
        for name, record in DESCRIPTION["components"]["schemas"].items()
        for field, about in record.get("properties", {}).items()
        if "description" not in about
    }
    assert undescribed == set()


def test_only_reading_is_described():
    assert {method for methods in DESCRIPTION["paths"].values() for method in methods} == {"get"}


def test_it_stands_where_it_is_said_to(visitor):
    answer = visitor.client.get("/api/v1/openapi.json")
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
    assert answer.json() == DESCRIPTION
    assert visitor.client.get("/api/v1/docs").status_code == 404
