"""With the whole history loaded the month and the year cost what they cost with nothing else there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


@pytest.mark.parametrize(
    ("address", "most"),
    [
        ("/programme/2026-12/", 3),
        ("/programme/2026-12/list/", 3),
        ("/programme/2017-06/", 8),
        ("/programme/2026-11/", 8),
        ("/year/2018/", 6),
        ("/year/2026/", 6),
    ],
)
@pytest.mark.parametrize(
    "who", ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
)
def test_the_whole_history_costs_no_more(request, who, address, most):
    client = request.getfixturevalue(who).client
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    assert len(queries) <= most


def test_the_front_door_opens_on_the_sample_plan(visitor):
    assert visitor.client.get(reverse("front")).headers["Location"] == "/programme/2026-12/"
