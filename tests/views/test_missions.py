"""The list of missions and the page of one."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Mission
from meetings.rules.vocabulary import EntryStatus, Format, MandateAction, MandateKind, StepKind
from tests.factories import (
    ContributionFactory,
    CountryFactory,
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PenholdingFactory,
    ReportFactory,
    ReportRequirementFactory,
)
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
LIST = "/missions/"


def read(person, address, **asked):
    response = person.client.get(address, asked)
    assert response.status_code == 200
    return Page(response)


def mandate(mission, ends, adopted_on, **values):
    decision = DecisionFactory(adopted_on=adopted_on, votes_for=15, votes_against=0, abstentions=0)
    return MandateFactory(mission=mission, ends=ends, decision=decision, **values)


@pytest.fixture
def unficyp():
    mission = MissionFactory(
        acronym="UNFICYP", name_en="United Nations Peacekeeping Force in Cyprus", area="Cyprus"
    )
    mandate(mission, date(2026, 7, 31), date(2026, 1, 30))
    mandate(mission, date(2027, 1, 31), date(2026, 7, 29))
    return mission


@pytest.fixture
def undof():
    """Its last known end has passed, and nothing later was read."""
    mission = MissionFactory(acronym="UNDOF", area="Golan")
    mandate(mission, date(2026, 6, 30), date(2025, 12, 29))
    return mission


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_may_read_both(request, unficyp, who):
    client = request.getfixturevalue(who).client
    assert [client.get(address).status_code for address in (LIST, "/missions/UNFICYP/")] == [200, 200]


def test_a_line_says_what_ends_when(unficyp, visitor):
    country = CountryFactory(name_en="United Kingdom")
    PenholdingFactory(mission=unficyp, countries=[country])
    ContributionFactory(mission=unficyp, country=country)
    (row,) = [text for text in read(visitor, LIST).texts("tr") if text.startswith("UNFICYP")]
    symbol = unficyp.mandates.get(ends=date(2027, 1, 31)).decision.symbol
    assert row == (
        f"UNFICYP United Nations Peacekeeping Force in Cyprus 31 January 2027 70 days {symbol} United Kingdom 1"
    )


def test_a_mandate_left_behind_is_said_to_be_just_that(undof, visitor):
    (row,) = [text for text in read(visitor, LIST).texts("tr") if text.startswith("UNDOF")]
    assert "30 June 2026 mandate end passed; no later decision recorded L3" in row
    head = read(visitor, "/missions/UNDOF/").texts("dd")[0]
    assert "The mandate's end (30 June) has passed and no later decision is recorded. L3" in head


def test_open_ended_missions_say_so(visitor):
    MandateFactory(mission=MissionFactory(acronym="UNTSO"), kind=MandateKind.OPEN_ENDED)
    (row,) = [text for text in read(visitor, LIST).texts("tr") if text.startswith("UNTSO")]
    assert "open-ended" in row


def test_former_missions_stand_apart(unficyp, visitor):
    MissionFactory(acronym="MINUSMA", closed_on=date(2023, 12, 31))
    page = read(visitor, LIST)
    assert page.texts("h2") == ["Peacekeeping operations", "Former missions"]
    assert page.texts("summary") == ["1 mission"]


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["UNDOF", "UNFICYP", "UNSMIL"]),
        ({"q": "cyp"}, ["UNFICYP"]),
        ({"q": "GOLAN"}, ["UNDOF"]),
        ({"kind": "political"}, ["UNSMIL"]),
        ({"kind": "political", "q": "golan"}, []),
        ({"kind": "no such kind"}, ["UNDOF", "UNFICYP", "UNSMIL"]),
    ],
)
def test_the_list_can_be_filtered(unficyp, undof, visitor, asked, found):
    MissionFactory(acronym="UNSMIL", kind=Mission.Kind.POLITICAL)
    page = read(visitor, LIST, **asked)
    links = [text for text, address in page.links() if address.startswith("/missions/U")]
    assert sorted(links) == found
    assert bool(page.elements("div", class_="empty")) == (not found)


def test_an_acronym_may_be_written_small(unficyp, visitor):
    response = visitor.client.get("/missions/unficyp/")
    assert (response.status_code, response["Location"]) == (301, "/missions/UNFICYP/")


def test_an_unknown_acronym_is_not_found(visitor):
    assert visitor.client.get("/missions/NOSUCH/").status_code == 404


def test_the_chain_tells_lengths_and_notice(unficyp, visitor):
    unficyp.mandates.filter(ends=date(2027, 1, 31)).update(verified=False)
    mandate(unficyp, date(2027, 2, 28), date(2027, 1, 29), action=MandateAction.TECHNICAL_ROLLOVER)
    page = read(visitor, "/missions/UNFICYP/")
    rollover, newest, _oldest = [text for text in page.texts("tr") if text.startswith("S/RES/")]
    assert rollover.endswith("technical rollover 1 February 2027 28 February 2027 1 month 2")
    assert newest.endswith("15-0-0 renewal 1 August 2026 31 January 2027 not verified 6 months 2")
    assert len(page.elements("tr", class_="rollover")) == 1


def test_two_strands_have_a_chain_each(unficyp, visitor):
    mandate(unficyp, date(2026, 12, 15), date(2026, 6, 15), strand="support to the joint mechanism")
    page = read(visitor, "/missions/UNFICYP/")
    assert page.texts("h3") == ["support to the joint mechanism"]
    assert page.texts("dd")[0].startswith("15 December 2026 23 days left")


def held(mission, meeting, consultations, **values):
    """A concluded cycle with its two meetings on record."""
    steps = {
        StepKind.CONTRIBUTORS: EntryFactory(
            on=meeting, format=Format.TCC_MEETING, status=EntryStatus.HELD, missions=[mission]
        ),
        StepKind.CONSULTATIONS: EntryFactory(
            on=consultations, format=Format.CONSULTATIONS, status=EntryStatus.HELD, missions=[mission]
        ),
    }
    return OccasionFactory(mission=mission, concluded=True, steps=steps, **values)


def test_lead_times_and_their_medians(unficyp, visitor):
    for number, day in enumerate((8, 11, 20)):
        report = ReportFactory(circulated_on=date(2026, 7, 1), missions=[unficyp])
        held(
            unficyp,
            date(2026, 7, day),
            date(2026, 7, day + 5),
            reports=[report],
            mandate_end=date(2026, 7, 31 - number),
            label=f"Cycle {number}",
        )
    page = read(visitor, "/missions/UNFICYP/")
    said = "Report to meeting: median 10 days over 3 cycles. Meeting to consultations: median 5 days over 3 cycles."
    assert said in page.texts("p")
    rows = [text for text in page.texts("tr") if text.startswith("Cycle ")][1:]
    assert rows == [
        "Cycle 0 not on record 7 days Exactly one week 5 days Short",
        "Cycle 1 not on record 10 days Meets the preference 5 days Short",
        "Cycle 2 not on record 19 days Meets the preference 5 days Short",
    ]


@pytest.mark.parametrize(
    ("who", "links"),
    [
        ("visitor", 0),
        ("delegation_of_bangladesh", 2),
        ("delegation_of_uruguay", 0),
        ("planner", 2),
        ("admin", 2),
    ],
)
def test_only_who_may_open_occasions_is_led_to_them(request, unficyp, bangladesh, who, links):
    ContributionFactory(mission=unficyp, country=bangladesh)
    held(unficyp, date(2026, 7, 10), date(2026, 7, 20))
    OccasionFactory(mission=unficyp, label="Renewal ahead")
    page = read(request.getfixturevalue(who), "/missions/UNFICYP/")
    assert len([1 for _text, address in page.links() if address.startswith("/occasions/")]) == links
    assert ("Renewal ahead" in " ".join(page.texts("li"))) == bool(links)


def test_a_plan_is_no_part_of_the_record(unficyp, visitor):
    """A step that is only planned shows to nobody here, not even of a concluded occasion."""
    planned = EntryFactory(on=date(2026, 12, 17), format=Format.TCC_MEETING, missions=[unficyp])
    OccasionFactory(mission=unficyp, concluded=True, steps={StepKind.CONTRIBUTORS: planned})
    assert "17 December" not in visitor.client.get("/missions/UNFICYP/").content.decode()


def test_contributors_of_the_latest_month_largest_first(unficyp, visitor):
    small, large = CountryFactory(name_en="Andorra"), CountryFactory(name_en="Nepal")
    ContributionFactory(mission=unficyp, country=small, troops=0, experts_on_mission=3)
    ContributionFactory(mission=unficyp, country=large, troops=200, staff_officers=5, formed_police=140)
    ContributionFactory(mission=unficyp, country=small, troops=900, as_of=date(2026, 9, 30))
    page = read(visitor, "/missions/UNFICYP/")
    assert [text for text in page.texts("tr") if text.startswith(("Nepal", "Andorra", "Total"))] == [
        "Nepal 200 5 – – 140 345",
        "Andorra – – 3 – – 3",
        "Total 200 5 3 0 140 348",
    ]


def fill(first, last):
    """One mission with so much of everything, and as many others."""
    mission, _made = Mission.objects.get_or_create(acronym="UNDOF", kind="peacekeeping")
    countries = CountryFactory.create_batch(min(last - first, 20) + 1)
    for index in range(first, last):
        other = MissionFactory()
        for one in (mission, other):
            mandate(one, date(2026, 1 + index % 12, 28), date(2026 - index, 1, 1))
            as_of = date(2026 - index // 20, 10, 31)
            ContributionFactory(mission=one, country=countries[index % 20], as_of=as_of)
            PenholdingFactory(mission=one, countries=countries[:2], begins=date(2026 - index, 1, 1))
        held(
            mission,
            date(2026, 3, 1 + index % 10),
            date(2026, 3, 20),
            reports=[ReportFactory(missions=[mission])],
        )
        ReportRequirementFactory(mission=mission)


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("who", "of_list", "of_one"), [("visitor", 5, 14), ("planner", 7, 17)])
def test_both_cost_the_same_at_1_and_at_200(request, who, of_list, of_one):
    client = request.getfixturevalue(who).client
    fill(0, 1)
    before = [cost(client, LIST), cost(client, "/missions/UNDOF/")]
    fill(1, 200)
    assert [cost(client, LIST), cost(client, "/missions/UNDOF/")] == before
    assert before == [of_list, of_one]
