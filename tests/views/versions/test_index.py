"""All versions of a month: what each is, what changed in it, and who published it, for those who may know."""

import pytest
from django.urls import reverse

from tests.factories import UserFactory
from tests.views.published import DECEMBER
from tests.views.reading import Page
from tests.views.versions.lives import planned, published, revise, withdrawn

pytestmark = pytest.mark.django_db


def listed(person):
    response = person.client.get(reverse("versions", args=[DECEMBER]))
    assert response.status_code == 200
    return Page(response)


@pytest.fixture
def officer():
    return UserFactory(username="officer", first_name="Ana", last_name="Silva")


@pytest.fixture
def life(officer):
    entries = planned()
    published(actor=officer, note="First of all.")
    revise(entries)
    published(actor=officer)
    withdrawn(actor=officer, note="Published by mistake.")
    published(title_kind="plan")
    published()


def test_the_latest_comes_first_with_what_changed_in_it(visitor, life):
    page = listed(visitor)
    assert page.texts("h2") == ["Version 5 latest", *(f"Version {number}" for number in (4, 3, 2, 1))]
    assert page.texts("p", class_="listed-version-changes") == [
        "No entry changed What changed in version 5",
        "7 on again What changed in version 4",
        "7 cancelled or postponed What changed in version 3",
        "3 moved, 4 cancelled or postponed, 1 on again, 1 added, 1 changed in other ways "
        "What changed in version 2",
        "First version, 10 entries",
    ]


def test_each_says_when_what_it_is_and_what_was_said_of_it(visitor, life):
    page = listed(visitor)
    assert page.texts("time") == [f"{day} November 2026, 4:30 p.m." for day in (24, 23, 22, 21, 20)]
    bodies = page.texts("div", class_="listed-version-body")
    assert [text.split(" What")[0] for text in bodies] == [
        "Provisional programme of work No entry changed",
        "Plan of work 7 on again",
        "Withdrawn: nothing of the month stood any more. Published by mistake. 7 cancelled or postponed",
        "Provisional programme of work 3 moved, 4 cancelled or postponed, 1 on again, 1 added, "
        "1 changed in other ways",
        "Provisional programme of work First of all. First version, 10 entries",
    ]


@pytest.mark.parametrize(
    ("who", "names"),
    [
        ("visitor", []),
        ("delegation_of_bangladesh", []),
        ("delegation_of_uruguay", []),
        ("planner", ["the software itself", "the software itself", *["Ana Silva"] * 3]),
        ("admin", ["the software itself", "the software itself", *["Ana Silva"] * 3]),
    ],
)
def test_who_published_it_is_for_planners_and_admins(request, life, who, names):
    person = request.getfixturevalue(who)
    page = listed(person)
    assert page.texts("span", class_="listed-version-who") == names
    assert any("Silva" in text for text in page.texts("main")) == bool(names)


def test_each_version_can_be_had_in_each_form(visitor, life):
    addresses = [address for _text, address in listed(visitor).links()]
    for number in range(1, 6):
        for name in ("version", "version_list", "version_print", "version_pdf", "version_feed"):
            assert reverse(name, args=[DECEMBER, number]) in addresses
        for file_format in ("csv", "xlsx"):
            assert reverse("version_table", args=[DECEMBER, number, file_format]) in addresses
        if number > 1:
            assert f"/programme/2026-12/changes/?from={number - 1}&to={number}" in addresses


def test_any_two_can_be_chosen_to_be_compared(visitor, life):
    page = listed(visitor)
    (form,) = page.elements("form", class_="compare")
    assert (form["attributes"]["method"], form["attributes"]["action"]) == (
        "get",
        "/programme/2026-12/changes/",
    )
    first, second = page.elements("select", id="id_from"), page.elements("select", id="id_to")
    assert len(first) == len(second) == 1
    chosen = [one["attributes"]["value"] for one in page.elements("option", selected="")]
    assert chosen[:2] == ["4", "5"]
    assert page.texts("option", value="3")[:2] == ["3, 22 November 2026, 4:30 p.m.: withdrawn"] * 2
    assert page.texts("option", value="2")[:2] == ["2, 21 November 2026, 4:30 p.m."] * 2


def test_one_version_is_compared_with_nothing(visitor):
    published()
    page = listed(visitor)
    assert page.elements("form", class_="compare") == []
    assert page.texts("p", class_="listed-version-changes") == ["First version, 0 entries"]


@pytest.mark.parametrize("begun", [True, False])
def test_a_draft_is_like_a_month_nobody_began(visitor, planner, begun):
    if begun:
        planned()
    for person in (visitor, planner):
        assert "No version of December 2026 has been published." in listed(person).texts("p")


def test_what_is_counted_once_stays_counted_and_what_is_new_is_counted(visitor, life):
    first = listed(visitor).texts("p", class_="listed-version-changes")
    again = listed(visitor).texts("p", class_="listed-version-changes")
    published()
    assert again == first
    assert listed(visitor).texts("p", class_="listed-version-changes") == [
        "No entry changed What changed in version 6",
        *first,
    ]
