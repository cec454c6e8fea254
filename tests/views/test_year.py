"""The year by mission: what is drawn, to what scale, at what cost."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.rules.vocabulary import EntryStatus, Format
from meetings.snapshots.year import Mark, MarkKind, MonthLoad, year_snapshot
from meetings.views.year_lanes import Scale, lanes
from tests.factories import (
    EntryFactory,
    MandateFactory,
    MissionFactory,
    ProgrammeFactory,
    ReportFactory,
    SittingFactory,
)
from tests.views.published import DECEMBER, fill, held, publish, record
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]


def read(client, year=2026):
    response = client.get(reverse("year", args=[year]))
    assert response.status_code == 200
    return Page(response)


@pytest.fixture
def undof():
    """A whole chain: report, meeting with contributors, consultations, adoption, end."""
    mission = MissionFactory(acronym="UNDOF")
    ReportFactory(
        symbol="S/2026/901", due_on=date(2026, 12, 1), document_on=date(2026, 11, 30), missions=[mission]
    )
    for day, format_ in [(9, Format.TCC_MEETING), (17, Format.CONSULTATIONS), (22, Format.ADOPTION)]:
        EntryFactory(on=DECEMBER.replace(day=day), format=format_, title=format_, missions=[mission])
    EntryFactory(
        on=date(2026, 12, 18), format=Format.ADOPTION, missions=[mission], status=EntryStatus.CANCELLED
    )
    EntryFactory(on=date(2026, 12, 3), format=Format.BRIEFING, missions=[mission])
    MandateFactory(mission=mission, decision__symbol="S/RES/2782 (2025)", ends=date(2026, 12, 31))
    publish()
    return mission


def test_a_chain_is_drawn_from_its_report_to_its_end(undof):
    assert year_snapshot(2026).marks == (
        Mark("UNDOF", date(2026, 11, 30), MarkKind.REPORT_ISSUED, "S/2026/901"),
        Mark("UNDOF", date(2026, 12, 1), MarkKind.REPORT_DUE, "S/2026/901"),
        Mark("UNDOF", date(2026, 12, 9), MarkKind.CONTRIBUTORS, "tcc_meeting"),
        Mark("UNDOF", date(2026, 12, 17), MarkKind.CONSULTATIONS, "consultations"),
        Mark("UNDOF", date(2026, 12, 22), MarkKind.ADOPTION, "adoption"),
        Mark("UNDOF", date(2026, 12, 31), MarkKind.MANDATE_END, "S/RES/2782 (2025)", settled=False),
    )


def test_the_load_counts_what_is_on(undof):
    december = year_snapshot(2026).loads[11]
    assert december == MonthLoad(DECEMBER, meetings=3, with_contributors=1, consultations=1)


def test_a_record_counts_a_resumed_meeting_of_several_missions_once():
    march = date(2026, 3, 1)
    record(march)
    missions = [MissionFactory(acronym="UNISFA"), MissionFactory(acronym="UNMISS")]
    entry = EntryFactory(
        on=march, format=Format.TCC_MEETING, title="Abyei", missions=missions, status=EntryStatus.HELD
    )
    SittingFactory(entry=entry, on=date(2026, 3, 4), resumption=1)
    snapshot = year_snapshot(2026)
    assert snapshot.marks == tuple(
        Mark(acronym, march, MarkKind.CONTRIBUTORS, "Abyei") for acronym in ("UNISFA", "UNMISS")
    )
    assert snapshot.loads[2] == MonthLoad(march, meetings=1, with_contributors=1, consultations=None)


def test_a_month_of_which_nothing_is_known_is_not_said_to_be_empty(undof, visitor):
    assert year_snapshot(2026).loads[4] == MonthLoad(date(2026, 5, 1))
    page = read(visitor.client)
    assert "not on record" in page.texts("td")[4]


def test_what_the_record_lacks_is_told_once(visitor):
    for month in (date(2026, 1, 1), date(2026, 2, 1)):
        ProgrammeFactory(month=month, state="record", note="Not complete.")
    MandateFactory(mission=MissionFactory(), ends=date(2026, 8, 31))
    assert read(visitor.client).texts("p", class_="measure") == ["Not complete."]


def test_days_stand_where_they_fall():
    scale = Scale(2026)
    assert scale.at(date(2026, 1, 1)) == "0.137%"
    assert scale.at(date(2026, 7, 2)) == "50.000%"
    assert scale.at(date(2026, 12, 31)) == "99.863%"
    assert [column.days for column in scale.columns()][:3] == [31, 28, 31]
    assert scale.columns()[-1].ends == "100.000%"


def test_a_leap_year_has_its_day():
    assert [column.days for column in Scale(2028).columns()][1] == 29


def test_from_right_to_left_the_year_begins_at_the_right():
    assert Scale(2026, from_right=True).at(date(2026, 12, 31)) == "0.137%"


def test_a_past_end_that_nothing_followed_is_drawn_as_lapsed():
    def lapsed(on, *, settled):
        mark = Mark("UNISFA", on, MarkKind.MANDATE_END, settled=settled)
        ((placed,),) = (lane.marks for lane in lanes([mark], Scale(2026), today=date(2026, 11, 22)))
        return placed.lapsed

    assert lapsed(date(2026, 11, 15), settled=False)
    assert not lapsed(date(2026, 11, 15), settled=True)
    assert not lapsed(date(2026, 11, 22), settled=False)


def test_the_page_has_a_lane_a_mission_and_the_dates_as_a_table(undof, visitor):
    MissionFactory(acronym="UNTSO")  # nothing happens to it this year
    page = read(visitor.client)
    assert page.texts("h1") == ["2026"]
    lanes_ = [one["attributes"]["aria-label"] for one in page.elements("svg", role="img")]
    assert lanes_ == ["UNDOF: 6 dates, in the table below"]
    assert ("UNDOF", reverse("mission", args=["UNDOF"])) in page.links()
    assert ("Dec", "/programme/2026-12/") in page.links()
    (table,) = page.elements("table", class_="ruled")
    assert "UNDOF 9 December 2026 Meeting with contributors tcc_meeting" in " ".join(
        "".join(table["text"]).split()
    )


def test_a_draft_shows_to_nobody(planner):
    EntryFactory(on=DECEMBER, format=Format.ADOPTION, title="draft-word", missions=[MissionFactory()])
    assert "draft-word" not in planner.client.get(reverse("year", args=[2026])).content.decode()


def test_an_empty_year_says_so(visitor):
    (text,) = read(visitor.client, 2050).texts("div", class_="empty")
    assert text.startswith("Nothing is published or on record for 2050")


@pytest.mark.parametrize("year", [0, 1999, 2100, 99999])
def test_years_without_an_address_are_not_found(visitor, year):
    assert visitor.client.get(reverse("year", args=[year])).status_code == 404


@pytest.mark.parametrize(("year", "rel"), [(2000, "prev"), (2099, "next")])
def test_the_years_have_two_ends(visitor, year, rel):
    assert read(visitor.client, year).links(rel=rel) == []


def test_the_current_year_is_the_one_of_today(visitor):
    assert visitor.client.get(reverse("year_current")).headers["Location"] == "/year/2026/"


@pytest.mark.parametrize("who", EVERYONE)
def test_the_year_costs_the_same_at_2_and_at_400_entries(request, who):
    client = request.getfixturevalue(who).client

    def cost():
        with CaptureQueriesContext(connection) as queries:
            read(client)
        return len(queries)

    fill(DECEMBER, 1)
    publish()
    held(date(2026, 3, 1), 1)
    of_few = cost()
    fill(DECEMBER, 199)
    publish()
    held(date(2026, 4, 1), 199)
    assert cost() == of_few == (4 if who == "visitor" else 6)
