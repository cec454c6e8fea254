"""Withdrawing a month: what it does, who is told, and why."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Notice, ProgrammeVersion
from meetings.rules.vocabulary import Format
from tests.factories import ContributionFactory, EntryFactory, MissionFactory, ProgrammeFactory, UserFactory
from tests.people import all_five_at_the_desk
from tests.views.desk.publishing.months import DESK, NOTICE, PUBLISH, SECOND, WITHDRAW, push, read
from tests.views.published import DECEMBER, fill, publish
from tests.views.reading import Page, said, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def december():
    return ProgrammeFactory(month=DECEMBER)


@pytest.fixture
def dhaka(bangladesh):
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    EntryFactory(on=SECOND, format=Format.TCC_MEETING, title="Contributors", missions=[mission])
    return UserFactory(username="dhaka", role="delegation", country=bangladesh, email="dhaka@example.org")


def withdraw(person, reason="It was a mistake.", seen=1):
    return person.client.post(WITHDRAW, {"reason": reason, "seen": seen})


@all_five_at_the_desk
def test_who_may_see_it(request, who, status):
    publish()
    assert request.getfixturevalue(who).client.get(WITHDRAW).status_code == status


def test_what_it_does_and_who_is_told(planner, dhaka):
    EntryFactory(on=SECOND, title="Cyprus")
    publish()
    page = read(planner, WITHDRAW)
    does, told, _why = (text_of(one) for one in page.elements("section"))
    assert "Version 2 says that nothing of version 1 (20 November 2026) stands any more." in does
    assert "2 entries show as cancelled, on the page and in every calendar that follows it." in does
    assert "1 person is told by e-mail" in told
    (way,) = [address for text, address in page.links() if text == "Read: Bangladesh, dhaka"]
    assert way == f"{NOTICE}?to={dhaka.pk}&withdraws=on"
    assert "December 2026: the programme is withdrawn" in text_of(read(planner, way).elements("main")[0])


def test_it_is_withdrawn_and_those_concerned_are_told(planner, dhaka):
    publish(tell=False)
    response = withdraw(planner)
    assert response["Location"] == DESK
    version = ProgrammeVersion.objects.get(number=2)
    assert (version.withdraws, version.note) == (True, "It was a mistake.")
    assert list(Notice.objects.values_list("to", "version__number")) == [("dhaka@example.org", 2)]
    (message,) = said(response)
    assert message.startswith(
        "December 2026 is withdrawn: version 2 says so. 1 person is told by e-mail. <a href="
    )
    (about,) = Page(planner.client.get(DESK)).elements("p", class_="month-about")
    assert text_of(about).startswith("withdrawn Withdrawn by version 2, ")


def test_publishing_again_puts_it_on_again(planner):
    EntryFactory(on=SECOND, title="Cyprus")
    publish()
    withdraw(planner)
    page = read(planner)
    assert "The month was withdrawn by version 2" in text_of(page.elements("section", id="changes")[0])
    assert page.texts("p", class_="verdict") == ["Version 3 can be published."]
    assert push(planner).status_code == 302
    assert [one.counts for one in ProgrammeVersion.objects.get(number=3).entries] == [True]


def test_without_a_reason_nothing_is_withdrawn(planner):
    publish()
    response = withdraw(planner, " ")
    assert "Say why the month is withdrawn: everybody reads it." in text_of(
        Page(response).elements("main")[0]
    )
    assert ProgrammeVersion.objects.count() == 1


@pytest.mark.parametrize("seen", ["", "0", "x", "99999999999999999999", "2"])
def test_another_version_than_the_one_seen(planner, seen):
    publish()
    response = withdraw(planner, "Kept words", seen)
    assert response.status_code == 200
    assert Page(response).texts("textarea", name="reason") == ["Kept words"]
    assert ProgrammeVersion.objects.count() == 1


@pytest.mark.parametrize("ask", ["get", "post"])
def test_where_nothing_stands_there_is_nothing_to_withdraw(planner, ask):
    response = getattr(planner.client, ask)(WITHDRAW, {"reason": "Why not", "seen": 1})
    assert (response.status_code, response["Location"]) == (302, PUBLISH)
    assert said(response) == ["No version stands published: there is nothing to withdraw."]
    assert not ProgrammeVersion.objects.exists()


def test_it_costs_the_same_at_1_and_at_200_entries(planner, dhaka):
    publish()
    costs = [_cost(planner)]
    fill(DECEMBER, 199)
    publish()
    costs.append(_cost(planner))
    assert len(set(costs)) == 1


def _cost(planner):
    with CaptureQueriesContext(connection) as queries:
        read(planner, WITHDRAW)
    return len(queries)
