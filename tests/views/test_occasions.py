"""The page of one occasion: who may open it, and what it says to whom."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Invitation, Sitting
from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StepKind
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    CountryFactory,
    EntryFactory,
    InvitationFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
)
from tests.views.published import publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

SECRET = "Kingfisher"


@pytest.fixture
def mission():
    return MissionFactory(acronym="UNFICYP", name_en="United Nations Peacekeeping Force in Cyprus")


@pytest.fixture
def meeting(mission):
    return EntryFactory(on=date(2026, 12, 10), format=Format.TCC_MEETING, missions=[mission])


@pytest.fixture
def occasion(mission, meeting, bangladesh):
    """A renewal in December: the meeting is 9 days after the report, 5 days before consultations."""
    ContributionFactory(mission=mission, country=bangladesh, troops=120)
    consultations = EntryFactory(on=date(2026, 12, 15), format=Format.CONSULTATIONS, missions=[mission])
    return OccasionFactory(
        mission=mission,
        label="UNFICYP renewal of December 2026",
        mandate=MandateFactory(mission=mission, ends=date(2026, 12, 31)),
        reports=[ReportFactory(symbol="S/2026/901", circulated_on=date(2026, 12, 1), missions=[mission])],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations},
    )


def address(occasion):
    return reverse("occasion", args=[occasion.uid])


def read(person, occasion):
    response = person.client.get(address(occasion))
    assert response.status_code == 200
    return Page(response)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("visitor", 404),
        ("delegation_of_bangladesh", 200),
        ("delegation_of_uruguay", 404),
        ("planner", 200),
        ("admin", 200),
    ],
)
def test_who_may_open_it(request, occasion, who, status):
    assert request.getfixturevalue(who).client.get(address(occasion)).status_code == status


def test_a_member_of_the_council_may_open_it(occasion, uruguay, delegation_of_uruguay):
    CouncilTermFactory(country=uruguay)
    assert delegation_of_uruguay.client.get(address(occasion)).status_code == 200


def test_it_is_read_only(occasion, planner):
    assert planner.client.post(address(occasion)).status_code == 405


def test_the_head_says_what_by_when_and_how_it_stands(occasion, planner):
    page = read(planner, occasion)
    assert page.texts("h1") == ["UNFICYP: Renewal of mandate"]
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    assert facts["Mandate ends"].startswith("31 December 2026 39 days left")
    assert facts["On the whole"].split(" met")[0] == "5 of 6"


def test_each_gap_is_said_in_the_drawing(occasion, planner):
    page = read(planner, occasion)
    (words,) = page.texts("desc")
    assert "R–T: 9 days, wanted 7: Meets the preference." in words
    assert "T–C: 5 days, wanted 7: Short." in words


def test_each_row_of_the_guideline_is_in_its_lane(occasion, planner):
    page = read(planner, occasion)
    assert page.texts("th", scope="col")[:3] == ["Secretariat", "Contributors", "Council"]
    acting = [text for text in page.texts("td", class_="acts") if "G13" in text]
    assert len(acting) == 1
    assert acting[0].startswith("Council Meeting a week before consultations G13 10 December 2026")
    assert "2 short of one week" in acting[0]


def test_steps_link_to_their_day_in_the_programme(occasion, planner):
    addresses = [address for _text, address in read(planner, occasion).links()]
    assert "/programme/2026-12/#day-2026-12-10" in addresses


def test_the_backward_plan_stands_beside_the_days_placed(occasion, planner):
    rows = read(planner, occasion).texts("tr")
    (adoption,) = [row for row in rows if row.startswith("Adoption ") and "L4" in row]
    assert adoption.startswith("Adoption 29 December 2026 31 December 2026 not placed L4")


def invited(page):
    return page.texts("ul", class_="invitees")


def test_without_invitations_the_parties_are_derived(occasion, planner, uruguay):
    CouncilTermFactory(country=uruguay)
    page = read(planner, occasion)
    assert invited(page) == ["Uruguay", "Bangladesh 120"]
    assert page.texts("summary") == [
        "Place a missing step on another day",
        "Steps that are no line of the programme",
        "Council member 1",
        "(a) contributor to the mission 1, 120 persons",
    ]


def test_requests_stand_beside_them(occasion, meeting, planner):
    host = CountryFactory(name_en="Cyprus")
    InvitationFactory(
        entry=meeting,
        country=host,
        category=Invitation.Category.HOST,
        basis=Invitation.Basis.REQUEST,
        role=Invitation.Role.OBSERVER,
        answer=Invitation.Answer.INVITED,
    )
    assert invited(read(planner, occasion)) == ["Bangladesh 120", "Cyprus invited, observer"]


def test_recorded_invitations_as_of_right_take_the_place_of_derived_ones(occasion, meeting, planner):
    InvitationFactory(
        entry=meeting, country=CountryFactory(name_en="Nepal"), answer=Invitation.Answer.PENDING
    )
    assert invited(read(planner, occasion)) == ["Nepal not decided"]


def test_an_open_change_never_shows_to_a_delegation(occasion, meeting, delegation_of_bangladesh, planner):
    publish()
    Sitting.objects.filter(entry=meeting).update(on=date(2026, 12, 17))
    meeting.title = meeting.internal_note = SECRET
    meeting.save()
    meeting.steps.update(note=SECRET)
    occasion.notes = SECRET
    occasion.save()
    JustificationFactory(occasion=occasion, reason=SECRET, given_at=datetime(2026, 11, 20, tzinfo=UTC))
    text = delegation_of_bangladesh.client.get(address(occasion)).content.decode()
    assert SECRET not in text
    assert "17 December" not in text
    assert "2026-12-17" not in text
    assert "10 December 2026" in text
    assert "17 December 2026" in planner.client.get(address(occasion)).content.decode()


def test_an_unpublished_day_is_not_placed_for_a_delegation(occasion, delegation_of_bangladesh, planner):
    assert "Meeting with contributors: 10 December 2026." in read(planner, occasion).texts("desc")[0]
    (known,) = read(delegation_of_bangladesh, occasion).texts("desc")
    assert known == "Report of the Secretary-General: 1 December 2026. End of mandate: 31 December 2026."


def test_a_reason_lapses_with_its_dates(occasion, planner):
    given = {"T": "2026-12-10", "C": "2026-12-15"}
    JustificationFactory(occasion=occasion, reason="A full week.", rule="G13", dates=given)
    JustificationFactory(occasion=occasion, reason="Before it moved.", rule="G13", dates={"T": "2026-12-09"})
    rows = [text for text in read(planner, occasion).texts("li") if text.startswith("G13 ")]
    assert ["lapsed" in row for row in rows if "A full week." in row] == [False]
    assert ["lapsed" in row for row in rows if "Before it moved." in row] == [True]


def test_the_checklist_is_shown(occasion, delegation_of_bangladesh):
    PaperFactory(occasion=occasion, kind=PaperKind.FACT_SHEET, due_on=date(2026, 12, 10))
    rows = read(delegation_of_bangladesh, occasion).texts("tr")
    assert "Fact sheet 10 December 2026 not yet" in rows


def test_a_paper_whose_day_is_past_is_overdue(occasion, planner):
    PaperFactory(occasion=occasion, kind=PaperKind.FACT_SHEET, due_on=date(2026, 11, 20))
    rows = read(planner, occasion).texts("tr")
    assert "Fact sheet 20 November 2026 not yet overdue" in rows


def test_a_briefing_that_stands_for_consultations_is_named_as_one(occasion, planner):
    occasion.steps.filter(kind=StepKind.CONSULTATIONS).update(note="open_briefing")
    text = " ".join(read(planner, occasion).texts("td"))
    assert "Open briefing on the item, for want of consultations on record" in text
    assert "open_briefing" not in text


def test_an_occasion_of_which_nothing_is_known(mission, planner):
    page = read(planner, OccasionFactory(mission=mission))
    assert not page.elements("desc")
    assert "Fewer than two of its dates are known, so there is no line to draw." in page.texts("p")


def cost(person, occasion):
    with CaptureQueriesContext(connection) as queries:
        assert person.client.get(address(occasion)).status_code == 200
    return len(queries)


@pytest.mark.parametrize("who", ["delegation_of_bangladesh", "planner"])
def test_it_costs_the_same_however_much_is_on_record(request, mission, occasion, meeting, who):
    person = request.getfixturevalue(who)
    publish()
    before = cost(person, occasion)
    countries = CountryFactory.create_batch(20)
    for number in range(200):
        as_of = date(2026 - number // 20, 10, 31)
        ContributionFactory(mission=mission, country=countries[number % 20], as_of=as_of)
        held = EntryFactory(
            on=date(2026, 12, number % 28 + 1), status=EntryStatus.HELD, format=Format.TCC_MEETING
        )
        OccasionFactory(mission=mission, steps={StepKind.CONTRIBUTORS: held})
        JustificationFactory(occasion=occasion)
        if number:
            occasion.reports.add(ReportFactory(missions=[mission]))
    assert cost(person, occasion) == before <= 13
