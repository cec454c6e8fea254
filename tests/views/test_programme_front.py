"""Where the front door leads: never to an empty page."""

from datetime import date

import pytest

from tests.views.published import held, publish, record
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


def leads_to(client, address="/"):
    return client.get(address).headers["Location"]


def test_to_the_current_month_where_it_has_something(visitor):
    for month in (date(2026, 10, 1), date(2026, 11, 1), date(2026, 12, 1)):
        held(month, 1)
    assert leads_to(visitor.client) == leads_to(visitor.client, "/programme/") == "/programme/2026-11/"


def test_else_to_the_next_month_that_has(visitor):
    held(date(2026, 10, 1), 1)
    publish(date(2026, 12, 1))
    publish(date(2027, 1, 1))
    assert leads_to(visitor.client) == "/programme/2026-12/"


def test_else_to_the_latest_that_has(visitor):
    held(date(2019, 11, 1), 1)
    held(date(2022, 6, 1), 1)
    assert leads_to(visitor.client) == "/programme/2022-06/"


def test_never_to_a_month_of_which_nothing_was_read(visitor):
    record(date(2026, 11, 1))
    held(date(2026, 4, 1), 1)
    assert leads_to(visitor.client) == "/programme/2026-04/"


def test_an_empty_database_says_how_to_load_it(visitor):
    response = visitor.client.get("/")
    assert response.status_code == 200
    assert Page(response).texts("pre") == ["python manage.py load_reference python manage.py load_sample"]


def test_a_month_can_be_picked(visitor):
    assert leads_to(visitor.client, "/programme/?month=3&year=2019") == "/programme/2019-03/"


@pytest.mark.parametrize("asked", ["month=13&year=2019", "month=3&year=1999", "month=x&year=y", "year=2019"])
def test_nonsense_leads_to_the_usual_month(visitor, asked):
    publish(date(2026, 12, 1))
    assert leads_to(visitor.client, f"/programme/?{asked}") == "/programme/2026-12/"
