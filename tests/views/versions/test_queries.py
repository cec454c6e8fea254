"""The pages of versions cost the same, whatever a month holds and however often it was published."""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.views.published import DECEMBER, fill
from tests.views.versions.lives import published

pytestmark = pytest.mark.django_db

MARCH = date(2026, 3, 1)
FRAME = {"visitor": 0, "planner": 2}
"""The session and the user."""


@pytest.fixture(autouse=True)
def nothing_kept():
    """Each test counts what it costs to make an answer, not to find it."""
    caches["published"].clear()


def cost(client, name, *arguments):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name, args=arguments)).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", FRAME)
@pytest.mark.parametrize(
    ("name", "numbers", "own"),
    [
        ("versions", [], 2),
        ("version", [1], 2),
        ("version_list", [1], 2),
        ("version_print", [1], 2),
        ("changes", [], 2),
    ],
)
def test_it_costs_the_same_with_few_and_with_many(request, who, name, numbers, own):
    client = request.getfixturevalue(who).client
    fill(DECEMBER, 1)
    published(2)
    fill(MARCH, 200)
    published(5, month=MARCH)
    few, many = cost(client, name, DECEMBER, *numbers), cost(client, name, MARCH, *numbers)
    assert few == many == own + FRAME[who]


def test_thirty_three_versions_are_listed_by_two_queries_and_then_by_one(visitor):
    published(33)
    assert [cost(visitor.client, "versions", DECEMBER) for _ in range(2)] == [2, 1]


def test_what_is_kept_costs_no_more_than_the_question_whether_it_still_holds(visitor):
    published(2)
    costs = {
        name: [cost(visitor.client, name, DECEMBER, *numbers) for _ in range(2)]
        for name, numbers in (("version", [1]), ("changes", []))
    }
    assert costs == {"version": [2, 2], "changes": [2, 1]}
