"""The month costs the same, whatever it holds and whoever asks, with session and user.

A published month is frozen: three queries at most. The record is live: eight at most.
"""

from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories import ContributionFactory, MissionFactory
from tests.views.published import DECEMBER, fill, held, publish

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
MOST = 8
MOST_PUBLISHED = 3


def cost(client, name, month):
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=[month]))
    assert response.status_code == 200
    return len(queries)


@pytest.fixture
def contributing(bangladesh):
    """Bangladesh is concerned by every mission of the month, so that its page asks for all that a page can."""
    for number in range(20):
        ContributionFactory(mission=MissionFactory(acronym=f"MISSION-{number}"), country=bangladesh)


@pytest.mark.parametrize("name", ["month", "month_list", "month_print"])
@pytest.mark.parametrize("who", EVERYONE)
def test_a_published_month_costs_the_same_at_1_and_at_200_entries_cold_and_warm(
    request, contributing, who, name
):
    client = request.getfixturevalue(who).client
    costs = []
    for more in (1, 199):
        fill(DECEMBER, more)
        publish(date(2026, 11, 1))
        publish(date(2027, 1, 1))
        publish()
        caches["published"].clear()
        costs += [cost(client, name, DECEMBER), cost(client, name, DECEMBER)]
    assert costs == [1 if who == "visitor" else MOST_PUBLISHED] * 4


@pytest.mark.parametrize("name", ["month", "month_list", "month_print"])
@pytest.mark.parametrize("who", EVERYONE)
def test_a_month_on_record_costs_the_same_at_1_and_at_200_entries(request, contributing, who, name):
    client = request.getfixturevalue(who).client
    march, april = date(2026, 3, 1), date(2026, 4, 1)
    held(march, 1)
    held(april, 200)
    assert cost(client, name, march) == cost(client, name, april) <= MOST


@pytest.mark.parametrize(
    ("who", "published", "on_record"),
    [
        ("visitor", 1, 6),
        ("delegation_of_bangladesh", 3, 8),
        ("delegation_of_uruguay", 3, 8),
        ("planner", 3, 8),
        ("admin", 3, 8),
    ],
)
def test_what_each_visitor_costs(request, contributing, who, published, on_record):
    client = request.getfixturevalue(who).client
    held(date(2026, 3, 1), 3)
    fill(DECEMBER, 3)
    publish()
    assert (cost(client, "month", DECEMBER), cost(client, "month", date(2026, 3, 1))) == (
        published,
        on_record,
    )


@pytest.mark.parametrize("who", EVERYONE)
def test_an_empty_month_costs_no_more(request, who):
    publish()
    assert cost(request.getfixturevalue(who).client, "month", date(2026, 5, 1)) <= MOST
