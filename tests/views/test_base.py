"""The frame that all pages share: main links for whom they are, and the marks of a page that is well built."""

import pytest
from django.urls import reverse

from tests.factories import EntryFactory
from tests.views.published import DECEMBER, publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

PAGES = [
    ("month", {"month": DECEMBER}),
    ("month_list", {"month": DECEMBER}),
    ("month_print", {"month": DECEMBER}),
    ("year", {"year": 2026}),
    ("sign_in", {}),
]
PUBLIC = ["Programme", "Year", "Missions", "Guideline"]


@pytest.fixture(autouse=True)
def month():
    EntryFactory(on=DECEMBER)
    publish()


def read(client, name, values):
    return Page(client.get(reverse(name, kwargs=values)))


def main_links(page):
    (nav,) = page.elements("nav", class_="site-nav")
    return "".join(nav["text"]).split()


@pytest.mark.parametrize(
    ("who", "more"),
    [
        ("visitor", []),
        ("delegation_of_bangladesh", ["Consultations"]),
        ("delegation_of_uruguay", ["Consultations"]),
        ("planner", ["Consultations", "Desk"]),
        ("admin", ["Consultations", "Desk", "Load"]),
    ],
)
def test_the_main_links_are_those_one_may_follow(request, who, more):
    assert main_links(read(request.getfixturevalue(who).client, "year", {"year": 2026})) == PUBLIC + more


@pytest.mark.parametrize(("name", "values"), PAGES)
def test_a_page_has_one_heading_one_main_part_and_a_way_to_skip_to_it(visitor, name, values):
    page = read(visitor.client, name, values)
    assert len(page.texts("h1")) == 1
    assert [one["attributes"]["id"] for one in page.elements("main")] == ["content"]
    assert ("Skip to content", "#content") in page.links()
    assert page.texts("title")[0].endswith("Security Council, programme of work")


@pytest.mark.parametrize(("name", "values"), PAGES)
def test_no_page_has_script_or_style_within_or_repeats_an_id(visitor, name, values):
    page = read(visitor.client, name, values)
    assert page.elements("style") == []
    assert all("src" in one["attributes"] for one in page.elements("script"))
    assert not [one for one in page.found if "style" in one["attributes"]]
    ids = [one["attributes"]["id"] for one in page.found if "id" in one["attributes"]]
    assert len(ids) == len(set(ids))


def test_the_open_section_is_marked(visitor):
    links = read(visitor.client, "year", {"year": 2026}).links(**{"aria-current": "true"})
    assert [text for text, _address in links] == ["Year"]


def test_those_signed_in_can_sign_out_on_every_page(planner):
    page = read(planner.client, "month", {"month": DECEMBER})
    assert page.elements("form", action=reverse("sign_out"), method="post")


def test_the_way_in_remembers_where_one_was(visitor):
    page = read(visitor.client, "month", {"month": DECEMBER})
    assert ("Sign in", f"{reverse('sign_in')}?next=/programme/2026-12/") in page.links()
