"""Occasions: for those whom they concern, with the days these may know."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Sitting
from tests.api.asking import something_for_everyone, told
from tests.factories import CouncilTermFactory
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(bangladesh):
    return something_for_everyone(bangladesh)


def labels(person, asked=""):
    return [one["label"] for one in told(person, f"/occasions{asked}")["items"]]


OURS, OTHERS = "UNFICYP renewal of December 2026", "Of others"


def test_the_list_holds_what_concerns_the_reader(
    everything, visitor, delegation_of_bangladesh, delegation_of_uruguay, planner
):
    assert labels(visitor) == []
    assert labels(delegation_of_bangladesh) == [OURS]
    assert labels(delegation_of_uruguay) == []
    held_in_october = ["Occasion 0", "Occasion 1"]
    assert labels(planner) == [OURS, *held_in_october, OTHERS]


def test_a_member_of_the_council_reads_all(everything, uruguay, delegation_of_uruguay):
    CouncilTermFactory(country=uruguay)
    assert labels(delegation_of_uruguay, "?mission=OTHER") == [OTHERS]


def test_the_list_is_narrowed_down(everything, planner, delegation_of_bangladesh):
    assert labels(planner, "?mission=UNFICYP") == [OURS]
    assert labels(planner, "?mission=UNFICYP&concluded=true") == []
    assert labels(planner, "?mission=UNFICYP&concluded=false") == [OURS]
    assert labels(delegation_of_bangladesh, "?mission=OTHER") == []


def test_it_says_what_its_page_says(everything, delegation_of_bangladesh):
    uid = everything["ours"]
    occasion = told(delegation_of_bangladesh, f"/occasions/{uid}")
    page = Page(delegation_of_bangladesh.client.get(reverse("occasion", args=[uid])))
    facts = dict(zip(page.texts("dt"), page.texts("dd"), strict=True))
    met = sum(finding["met"] for finding in occasion["findings"])
    judged = sum(finding["judged"] for finding in occasion["findings"])
    assert facts["On the whole"].startswith(f"{met} of {judged} met")
    assert facts["Mandate ends"].startswith("31 December 2026")
    assert occasion["mandate_end"] == "2026-12-31"
    said = " ".join(page.texts("main"))
    sentences = [one["sentence"] for one in occasion["findings"] if one["judged"]]
    assert [one for one in sentences if one not in said] == []
    assert [(one["kind"], one["on"], one["basis"]) for one in occasion["steps"]] == [
        ("T", "2026-12-10", "planned"),
        ("C", "2026-12-16", "planned"),
    ]
    (paper,) = occasion["papers"]
    assert (paper["kind"], paper["due_on"], paper["done_on"]) == ("informal_paper", "2026-12-08", None)
    (invitee,) = occasion["invitees"]
    assert (invitee["name"], invitee["answer"], invitee["personnel"]) == ("Bangladesh", "pending", 120)
    (report,) = occasion["reports"]
    assert (report["symbol"], report["issued_on"]) == ("S/2026/901", "2026-12-01")


def test_a_delegation_reads_published_days_and_a_planner_the_plan(
    everything, delegation_of_bangladesh, planner
):
    Sitting.objects.filter(on=date(2026, 12, 16)).update(on=date(2026, 12, 18))
    days = {
        person: [step["on"] for step in told(person, f"/occasions/{everything['ours']}")["steps"]]
        for person in (delegation_of_bangladesh, planner)
    }
    assert days == {
        delegation_of_bangladesh: ["2026-12-10", "2026-12-16"],
        planner: ["2026-12-10", "2026-12-18"],
    }


def test_reasons_given_are_for_planners(everything, delegation_of_bangladesh, planner):
    address = f"/occasions/{everything['ours']}"
    assert told(delegation_of_bangladesh, address)["reasons"] == []
    (reason,) = told(planner, address)["reasons"]
    assert (reason["rule"], reason["reason"], reason["stands"]) == ("G13", "The report came late.", False)
