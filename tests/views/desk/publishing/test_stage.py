"""The stage of a month, noted at the side of the page before the button."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Programme
from tests.factories import ProgrammeFactory
from tests.views.desk.publishing.months import DESK, PUBLISH, STAGE, WITHDRAW, read
from tests.views.published import DECEMBER, publish
from tests.views.reading import Page, said, text_of

pytestmark = pytest.mark.django_db

STATES = Programme.State


@pytest.fixture(autouse=True)
def december():
    return ProgrammeFactory(month=DECEMBER)


def stage():
    return Programme.objects.values_list("state", "shared_on", "adopted_on").get(month=DECEMBER)


def aside(page):
    (found,) = page.elements("aside", id="stage")
    return text_of(found)


def steps(page):
    return [one["attributes"]["value"] for one in page.elements("input", name="step")]


def take(person, **data):
    return person.client.post(STAGE, data)


def test_a_month_is_shared_then_adopted(planner):
    response = take(planner, step="share", on="2026-11-10")
    assert response["Location"] == f"{PUBLISH}#stage"
    assert said(response) == ["It is noted that the draft was shared with members."]
    take(planner, step="adopt", on="2026-11-20")
    assert stage() == (STATES.ADOPTED, date(2026, 11, 10), date(2026, 11, 20))
    text = aside(read(planner))
    assert "Now adopted Shared with members 10 November 2026 Adopted 20 November 2026" in text


def test_not_agreed_and_back_to_draft(planner):
    take(planner, step="not_agreed")
    assert stage()[0] == STATES.NOT_AGREED
    take(planner, step="draft")
    assert stage()[0] == STATES.DRAFT


def test_only_what_can_be_done_is_offered(planner):
    assert steps(read(planner)) == ["share", "adopt", "not_agreed"]
    take(planner, step="share", on="2026-11-10")
    assert steps(read(planner)) == ["share", "adopt", "not_agreed", "draft"]
    take(planner, step="not_agreed")
    assert steps(read(planner)) == ["share", "adopt", "draft"]
    publish()
    page = read(planner)
    assert steps(page) == ["share", "adopt", "not_agreed"]
    assert ("Withdraw the month", WITHDRAW) in page.links()


def test_the_day_offered_is_today(planner):
    (first, _second) = read(planner).elements("input", name="on")
    assert first["attributes"]["value"] == "2026-11-22"


@pytest.mark.parametrize(
    ("on", "words"),
    [
        ("", "Say on which day."),
        ("2026-11-23", "That day is still to come."),
        ("31/11/2026", "There is no such day. Write it as year, month and day: 2026-12-09."),
        ("1999-12-31", "Days run from 2000 to 2099."),
        ("\0", "There is no such day. Write it as year, month and day: 2026-12-09."),
    ],
    ids=repr,
)
def test_a_day_that_cannot_be_is_told_at_its_field(planner, on, words):
    response = take(planner, step="adopt", on=on)
    assert response.status_code == 200
    page = Page(response)
    assert words in aside(page)
    typed = [one["attributes"].get("value", "") for one in page.elements("input", name="on")]
    assert typed[0] == "2026-11-22"
    assert typed[1] in (on, "\ufffd")
    assert stage() == (STATES.DRAFT, None, None)


@pytest.mark.parametrize("step", ["", "publish", "\0", "x" * 500])
def test_a_step_there_is_not(planner, step):
    assert take(planner, step=step).status_code == 200
    assert stage() == (STATES.DRAFT, None, None)


def test_what_stands_published_does_not_go_back(planner):
    publish()
    response = take(planner, step="draft")
    assert response.status_code == 200
    assert stage()[0] == STATES.PUBLISHED


@pytest.mark.parametrize(
    "step", [{"step": "share", "on": "2026-11-10"}, {"step": "adopt", "on": "2026-11-20"}]
)
def test_the_desk_opens_on_a_month_that_is_still_to_go_out(planner, step):
    take(planner, **step)
    assert planner.client.get(reverse("desk_front"))["Location"] == DESK
    publish()
    assert planner.client.get(reverse("desk_front"))["Location"] == reverse("desk", args=[date(2027, 1, 1)])


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_refused_page_that_is_loaded_again_leads_to_the_page_before_the_button(planner, method):
    response = getattr(planner.client, method)(STAGE)
    assert (response.status_code, response["Location"]) == (302, PUBLISH)


def test_anything_else_is_not_answered_there(planner):
    assert planner.client.put(STAGE).status_code == 405
