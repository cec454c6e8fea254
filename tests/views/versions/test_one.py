"""One version of a month: as it was published, and plainly not the latest where it is not."""

import pytest
from django.urls import reverse

from meetings.models import Entry, ProgrammeVersion
from meetings.models.frozen import freeze
from tests.factories import HolidayFactory, ProgrammeFactory, ProgrammeVersionFactory
from tests.views.published import DECEMBER
from tests.views.reading import Page
from tests.views.versions.lives import entry, planned, published, revise, withdrawn

pytestmark = pytest.mark.django_db

VIEWS = ["version", "version_list", "version_print"]


def asked(person, number, name="version", month=DECEMBER):
    return person.client.get(reverse(name, args=[month, number]))


def notices(page):
    return page.texts("p", class_="notice")


@pytest.fixture
def two():
    entries = planned()
    published(note="First of all.")
    revise(entries)
    published()


@pytest.mark.parametrize("name", VIEWS)
def test_an_earlier_version_is_as_it_was_and_leads_to_the_latest(visitor, two, name):
    page = Page(asked(visitor, 1, name))
    assert notices(page) == [
        "This is version 1. It no longer stands: the latest is version 2 of 21 November 2026. Go to version 2"
    ]
    assert ("Go to version 2", "/programme/2026-12/versions/2/") in page.links()
    text = " ".join(page.texts("main"))
    assert "First of all." in text
    assert "Version 1, published 20 November 2026, 4:30 p.m." in text
    assert "Colombia" in text
    assert "Climate" not in text


@pytest.mark.parametrize("name", VIEWS)
def test_the_latest_needs_no_such_word(visitor, two, name):
    page = Page(asked(visitor, 2, name))
    assert notices(page) == []
    assert "Climate" in " ".join(page.texts("main"))


@pytest.mark.parametrize("name", VIEWS)
def test_what_is_revised_is_marked_in_the_version_that_revised_it(visitor, two, name):
    def revised(number):
        return sum(
            text.endswith("revised")
            for text in Page(asked(visitor, number, name)).texts("p", class_="entry-title")
        )

    assert (revised(1), revised(2)) == (0, 10)


def test_a_version_is_one_of_its_month_in_every_link(visitor, two):
    addresses = {address for _text, address in Page(asked(visitor, 1)).links()}
    ways = {f"/programme/2026-12/versions/1/{rest}" for rest in ("", "list/", "print/")}
    assert ways | {"/programme/2026-12/versions/", "/programme/2026-12/changes/?from=1&to=2"} <= addresses


def test_a_withdrawal_says_what_it_is(visitor):
    entry("Libya", 7)
    published()
    withdrawn()
    assert notices(Page(asked(visitor, 1))) == [
        "This is version 1. It no longer stands: the month was withdrawn on 21 November 2026 with version 2. "
        "Go to version 2"
    ]
    page = Page(asked(visitor, 2))
    assert notices(page) == []
    assert "Withdrawn on 21 November 2026, 4:30 p.m." in page.texts("div", class_="month-withdrawn")[0]
    assert page.texts("s") == ["Libya"]


@pytest.mark.parametrize("name", VIEWS)
@pytest.mark.parametrize("number", [0, 3, 32768, 2**63, "9" * 5000])
def test_a_number_that_is_none_is_not_found(visitor, planner, two, name, number):
    address = f"/programme/2026-12/versions/{number}/{name.removeprefix('version').replace('_', '')}"
    for person in (visitor, planner):
        response = person.client.get(f"{address.rstrip('/')}/")
        assert response.status_code == 404


def test_a_draft_has_no_versions_even_for_those_who_plan_it(planner):
    planned()
    assert asked(planner, 1).status_code == 404


def test_the_versions_of_another_month_are_that_months(visitor, two):
    november = ProgrammeFactory(month=DECEMBER.replace(month=11))
    published(3, month=november.month)
    assert asked(visitor, 3).status_code == 404
    assert asked(visitor, 3, month=november.month).status_code == 200


@pytest.mark.parametrize("name", VIEWS)
def test_an_unchanged_visit_is_told_so_until_another_version_comes(visitor, two, name):
    tag = asked(visitor, 1, name)["ETag"]
    address = reverse(name, args=[DECEMBER, 1])
    again = visitor.client.get(address, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    Entry.objects.update(title="Changed on the desk")
    assert visitor.client.get(address, headers={"if-none-match": tag}).status_code == 304
    published()
    later = visitor.client.get(address, headers={"if-none-match": tag})
    assert later.status_code == 200
    assert "the latest is version 3" in later.content.decode()


def test_a_version_of_before_margins_were_kept_shows_the_margin_as_it_is(visitor):
    content = freeze(published().published)
    old = ProgrammeVersion.objects.get().programme
    ProgrammeVersionFactory(programme=old, number=2, content={"form": 1, "entries": content["entries"]})
    for holiday in ("First name", "Second name"):
        HolidayFactory(on=DECEMBER.replace(day=25), name=holiday)
        assert holiday in asked(visitor, 2).content.decode()
        assert holiday not in asked(visitor, 1).content.decode()


def test_a_holiday_named_since_is_not_in_what_was_published(visitor):
    published()
    HolidayFactory(on=DECEMBER.replace(day=25), name="Christmas Day")
    assert "Christmas Day" not in asked(visitor, 1).content.decode()
