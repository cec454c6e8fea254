"""Missions: the list, and one with its history."""

from datetime import date

import pytest
from django.urls import reverse

from tests.api.asking import something_for_everyone, told
from tests.factories import ContributionFactory, MissionFactory, ReportFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(bangladesh):
    return something_for_everyone(bangladesh)


def test_the_list_tells_when_a_mandate_ends(everything, visitor):
    line = next(one for one in told(visitor, "/missions")["items"] if one["acronym"] == "UNFICYP")
    decision = line.pop("decision")
    assert decision.startswith("S/RES/")
    assert line == {
        "acronym": "UNFICYP",
        "name": "United Nations Peacekeeping Force in Cyprus",
        "kind": "peacekeeping",
        "area": "",
        "region": None,
        "closed_on": None,
        "mandate_ends": "2026-12-31",
        "open_ended": False,
        "days_left": 39,
        "end_passed": False,
        "penholders": ["Greece"],
        "contributors": 1,
    }


def test_one_mission_tells_what_its_page_shows(everything, visitor):
    mission = told(visitor, "/missions/UNFICYP")
    (mandate,) = mission["mandates"]
    assert (mandate["ends"], mandate["kind"], mandate["action"]) == ("2026-12-31", "fixed", "renewal")
    (contributor,) = mission["contributors"]
    assert (contributor["country"], contributor["troops"], contributor["total"]) == (
        {"code": "BGD", "name": "Bangladesh"},
        120,
        120,
    )
    assert mission["contributions_as_of"] == "2026-10-31"
    (requirement,) = mission["requirements"]
    assert (requirement["due_on"], requirement["every"], requirement["unit"]) == ("2026-12-01", None, None)
    (report,) = mission["reports"]
    assert (report["symbol"], report["circulated_on"]) == ("S/2026/901", "2026-12-01")
    assert [one["countries"][0]["name"] for one in mission["penholders"]] == ["Greece"]
    page = visitor.client.get(reverse("mission", args=["UNFICYP"])).content.decode()
    assert [text for text in ("S/2026/901", requirement["wording"], "Bangladesh") if text not in page] == []


def test_who_gives_nobody_is_no_contributor(visitor, bangladesh, uruguay):
    mission = MissionFactory(acronym="FORCE")
    ContributionFactory(mission=mission, country=bangladesh)
    ContributionFactory(mission=mission, country=uruguay, troops=0)
    given = told(visitor, "/missions/FORCE")["contributors"]
    assert [one["country"]["code"] for one in given] == ["BGD"]


def test_by_what_road_a_report_comes_is_not_told(visitor):
    mission = MissionFactory(acronym="FORCE")
    ReportFactory(
        missions=[mission],
        symbol="S/2026/1",
        title="Secret",
        due_on=date(2026, 12, 1),
        advance_on=date(2026, 11, 7),
    )
    (report,) = told(visitor, "/missions/FORCE")["reports"]
    assert report["title"] == ""
    assert {"advance_on", "signed_on"} & report.keys() == set()


@pytest.mark.parametrize(
    "acronym", ["unficyp", "NONE", "UNFICYP/", "A/B", "A%2FB", "%00", "UNFICYP%00", "%F0%9F%98%80"]
)
def test_what_is_no_mission_is_not_there(everything, visitor, acronym):
    told(visitor, f"/missions/{acronym}", 404)
