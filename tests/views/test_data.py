"""The page of what can be had as data: it names every operation of the API, and its links lead somewhere."""

import pytest
from django.urls import reverse

from meetings.api.site import description
from tests.api.asking import something_for_everyone
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(bangladesh, visitor):
    something_for_everyone(bangladesh)
    return Page(visitor.client.get(reverse("data")))


def test_every_operation_of_the_description_is_named(page):
    operations = {address: methods["get"]["summary"] for address, methods in description()["paths"].items()}
    assert sorted(page.texts("th", scope="row")) == sorted(operations.values())
    assert [address for address in operations if address not in page.texts("code")] == []


def test_every_example_leads_somewhere(page, visitor):
    examples = [address for _text, address in page.links(class_="address")]
    assert len(examples) == len(description()["paths"]) - 1  # an occasion is for those whom it concerns
    answers = {address: visitor.client.get(address).status_code for address in examples}
    assert {address for address, status in answers.items() if status != 200} == set()


def test_every_link_of_the_page_leads_somewhere(page, visitor):
    addresses = {address for _text, address in page.links() if address.startswith("/")}
    answers = {address: visitor.client.get(address).status_code for address in addresses}
    assert {address for address, status in answers.items() if status not in (200, 302)} == set()
    assert {"/programme/2026-12/programme.csv", "/api/v1/openapi.json"} <= addresses


def test_before_anything_is_published_it_says_so(visitor):
    page = Page(visitor.client.get(reverse("data")))
    assert page.texts("p", class_="empty") == ["No month has been published yet."]
    assert "/api/v1/months" in page.texts("code")


def test_every_page_leads_there(visitor):
    assert ("Data", "/data/") in Page(visitor.client.get(reverse("guideline"))).links()
