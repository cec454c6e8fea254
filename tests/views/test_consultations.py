"""What is ahead for a delegation, from the published programmes alone."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Sitting
from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StartKind, StepKind
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
    RoomFactory,
)
from tests.views.published import fill, publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

ADDRESS = "/consultations/"
DECEMBER = date(2026, 12, 1)
SECRET = "Kingfisher"


@pytest.fixture
def mission(bangladesh):
    """A mission to which Bangladesh gives 120 troops."""
    mission = MissionFactory(acronym="UNFICYP")
    ContributionFactory(mission=mission, country=bangladesh, troops=120)
    return mission


@pytest.fixture
def meeting(mission):
    return EntryFactory(
        on=date(2026, 12, 10),
        title="Meeting with the contributors to UNFICYP",
        format=Format.TCC_MEETING,
        missions=[mission],
        openness="closed",
        status=EntryStatus.CONFIRMED,
        sitting__starts_at=time(10),
        sitting__room=RoomFactory(name="Security Council Chamber"),
    )


@pytest.fixture
def occasion(mission, meeting):
    consultations = EntryFactory(
        on=date(2026, 12, 15), title="UNFICYP", format=Format.CONSULTATIONS, missions=[mission]
    )
    return OccasionFactory(
        mission=mission,
        mandate=MandateFactory(mission=mission, ends=date(2026, 12, 31)),
        reports=[ReportFactory(symbol="S/2026/901", circulated_on=date(2026, 11, 20), missions=[mission])],
        steps={StepKind.CONTRIBUTORS: meeting, StepKind.CONSULTATIONS: consultations},
    )


def read(person):
    response = person.client.get(ADDRESS)
    assert response.status_code == 200
    return Page(response)


def lines(person):
    """The entries ahead, without the head of their table."""
    return [text for text in read(person).texts("tr") if " days to prepare" in text]


def test_a_visitor_is_asked_to_sign_in(visitor):
    response = visitor.client.get(ADDRESS)
    assert (response.status_code, response["Location"]) == (302, "/account/sign-in/?next=/consultations/")


@pytest.mark.parametrize(
    ("who", "number"),
    [("delegation_of_bangladesh", 2), ("delegation_of_uruguay", 0), ("planner", 2), ("admin", 2)],
)
def test_whom_it_concerns(request, occasion, who, number):
    publish()
    assert len(lines(request.getfixturevalue(who))) == number


def test_a_member_of_the_council_reads_all(occasion, uruguay, delegation_of_uruguay):
    CouncilTermFactory(country=uruguay)
    publish()
    found = lines(delegation_of_uruguay)
    assert len(found) == 2
    assert all("member of the Council" in line for line in found)


def test_a_line_says_what_when_where_why_and_how_long(occasion, delegation_of_bangladesh):
    PaperFactory(occasion=occasion, kind=PaperKind.INFORMAL_PAPER, due_on=date(2026, 12, 3))
    PaperFactory(occasion=occasion, kind=PaperKind.SUMMARY, due_on=date(2026, 12, 14))
    publish()
    meeting, consultations = lines(delegation_of_bangladesh)
    assert meeting == (
        "Thursday 10 December 10 a.m., Security Council Chamber"
        " Meeting with contributors (closed) Meeting with the contributors to UNFICYP"
        " Renewal of mandate, UNFICYP UNFICYP: contributor with 120 persons"
        " S/2026/901 out since 20 Nov Informal paper due 3 Dec"
        " 18 days to prepare"
        " 20 days between the report (20 November) and the meeting (10 December);"
        " more than one week, as the guideline prefers. G7"
        " Short. 5 days between the meeting (10 December) and consultations (15 December);"
        " 2 short of one week, 3 short of the guideline's preference. G13"
    )
    assert "Summary of the meeting due 14 Dec" in consultations
    assert "Informal paper" not in consultations


def test_what_follows_another_meeting_and_what_is_overdue_is_said(occasion, meeting, planner):
    PaperFactory(occasion=occasion, kind=PaperKind.INFORMAL_PAPER, due_on=date(2026, 11, 20))
    meeting.sittings.update(start_kind=StartKind.AFTER_PREVIOUS, starts_at=None)
    publish()
    line = lines(planner)[0]
    assert "Thursday 10 December after the meeting before it, Security Council Chamber" in line
    assert "Informal paper due 20 Nov overdue" in line


def test_only_what_is_published_counts(occasion, meeting, delegation_of_bangladesh, planner):
    assert lines(delegation_of_bangladesh) == lines(planner) == []
    publish()
    Sitting.objects.filter(entry=meeting).update(on=date(2026, 12, 17))
    meeting.title = meeting.internal_note = SECRET
    meeting.save()
    EntryFactory(on=date(2026, 12, 18), format=Format.TCC_MEETING, title=SECRET, missions=[occasion.mission])
    for person in (delegation_of_bangladesh, planner):
        text = person.client.get(ADDRESS).content.decode()
        assert SECRET not in text
        assert "17 December" not in text
        assert len(lines(person)) == 2


def test_a_cancelled_entry_stays_visible_once_published(occasion, meeting, delegation_of_bangladesh):
    meeting.status = EntryStatus.CANCELLED
    meeting.save()
    publish()
    _head, line, _consultations = read(delegation_of_bangladesh).texts("tr")
    assert line == (
        "Thursday 10 December 10 a.m., Security Council Chamber"
        " Meeting with contributors (closed) Meeting with the contributors to UNFICYP cancelled"
        " UNFICYP: contributor with 120 persons"
    )


def test_what_the_latest_version_revised_says_so(occasion, meeting, delegation_of_bangladesh):
    publish()
    assert "Revised" not in " ".join(lines(delegation_of_bangladesh))
    meeting.sittings.update(on=date(2026, 12, 9))
    publish()
    moved, consultations = lines(delegation_of_bangladesh)
    assert moved.startswith("Wednesday 9 December")
    assert "Revised: what changed" in moved
    assert "Revised" not in consultations


def test_it_leads_to_the_feeds_and_the_notices(delegation_of_bangladesh):
    text = read(delegation_of_bangladesh).texts("p")
    assert "Follow these in your own calendar, choose what you are told by e-mail." in text


def test_months_stand_apart_and_what_is_past_is_gone(mission, delegation_of_bangladesh):
    for day in (date(2026, 11, 20), date(2026, 12, 10), date(2027, 1, 14)):
        EntryFactory(on=day, format=Format.TCC_MEETING, missions=[mission])
        publish(day.replace(day=1))
    assert read(delegation_of_bangladesh).texts("h2") == ["December 2026", "January 2027"]


def test_a_day_keeps_its_order(mission, delegation_of_bangladesh):
    after = EntryFactory(on=date(2026, 12, 10), title="A", format=Format.CONSULTATIONS, missions=[mission])
    after.sittings.update(position=2)
    EntryFactory(on=date(2026, 12, 10), title="Z", format=Format.ADOPTION, missions=[mission])
    publish()
    assert [line.split(" ")[3] for line in lines(delegation_of_bangladesh)] == ["Adoption", "Consultations"]


def test_an_entry_without_a_day_is_shown_at_the_end_of_its_month(mission, meeting, delegation_of_bangladesh):
    EntryFactory(title="Vote, day open", format=Format.ADOPTION, missions=[mission])
    publish()
    (*_others, last) = read(delegation_of_bangladesh).texts("tr")
    assert last.startswith("no day yet Adoption Vote, day open")


def test_ends_with_nothing_published(mission, delegation_of_bangladesh, planner):
    MandateFactory(mission=mission, ends=date(2027, 1, 31))
    MandateFactory(mission=MissionFactory(acronym="UNDOF"), ends=date(2026, 12, 31))
    MandateFactory(mission=MissionFactory(acronym="MINUSCA"), ends=date(2027, 11, 15))
    starts = ("UNFICYP ", "UNDOF ", "MINUSCA ")
    own = [row for row in read(delegation_of_bangladesh).texts("tr") if row.startswith(starts)]
    assert [row.split(" S/RES")[0] for row in own] == ["UNFICYP 31 January 2027 70 days"]
    assert own[0].endswith(" 120")
    rows = [row.split()[0] for row in read(planner).texts("tr") if row.startswith(starts)]
    assert rows == ["UNDOF", "UNFICYP"]


def test_an_end_with_something_published_is_not_among_them(occasion, delegation_of_bangladesh):
    publish()
    assert "Mandates that end within 90 days, nothing published yet" not in read(
        delegation_of_bangladesh
    ).texts("h2")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("delegation_of_bangladesh", "Nothing that concerns your delegation is published from today on."),
        ("delegation_of_uruguay", "Your country contributes to no mission"),
        ("planner", "No published programme holds a meeting with contributors"),
    ],
)
def test_it_says_why_it_is_empty(request, mission, who, said):
    (empty,) = read(request.getfixturevalue(who)).texts("div", class_="empty")
    assert empty.startswith(said)


@pytest.mark.parametrize(("who", "most"), [("delegation_of_bangladesh", 13), ("planner", 11)])
def test_it_costs_the_same_at_1_and_at_200(request, mission, bangladesh, who, most):
    person = request.getfixturevalue(who)
    for number in range(20):
        ContributionFactory(mission=MissionFactory(acronym=f"MISSION-{number}"), country=bangladesh)

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert person.client.get(ADDRESS).status_code == 200
        return len(queries)

    fill(DECEMBER, 4)
    publish()
    before = cost()
    fill(DECEMBER, 200)
    publish()
    assert cost() == before <= most
