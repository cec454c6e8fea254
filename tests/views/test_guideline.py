"""The catalogue of rules and the page of one, with the count over all that is on record."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.rules.guideline import RULES
from meetings.rules.vocabulary import EntryStatus, Format, StepKind
from tests.factories import (
    ContributionFactory,
    EntryFactory,
    HolidayFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
)
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
MOST = 8


def read(person, address):
    response = person.client.get(address)
    assert response.status_code == 200
    return Page(response)


def cycle(days, mission="UNDOF", label="", status=EntryStatus.HELD, **values):
    """A concluded occasion whose meeting was so many days after the report, on 10 June 2025."""
    where = MissionFactory(acronym=mission)
    meeting = EntryFactory(on=date(2025, 6, 10), format=Format.TCC_MEETING, status=status, missions=[where])
    report = ReportFactory(
        circulated_on=date.fromordinal(date(2025, 6, 10).toordinal() - days), missions=[where]
    )
    return OccasionFactory(
        mission=where,
        concluded=True,
        label=label or f"{mission}, {days} days",
        reports=[report],
        steps={StepKind.CONTRIBUTORS: meeting},
        **values,
    )


@pytest.mark.parametrize("address", ["/guideline/", "/guideline/G7/"])
@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_may_read_it(request, who, address):
    assert request.getfixturevalue(who).client.get(address).status_code == 200


def test_every_rule_has_its_place_and_its_page(visitor):
    page = read(visitor, "/guideline/")
    assert [one["attributes"]["id"] for one in page.elements("article")] == [rule.id for rule in RULES]
    for rule in RULES:
        head = read(visitor, f"/guideline/{rule.id}/").texts("h1")
        assert head == [f"{rule.id} {rule.title}"]


def test_an_unknown_rule_is_not_found(visitor):
    assert visitor.client.get("/guideline/G99/").status_code == 404


def test_an_id_may_be_written_small(visitor):
    response = visitor.client.get("/guideline/g7/")
    assert (response.status_code, response["Location"]) == (301, "/guideline/G7/")


def test_it_counts_what_is_known(visitor):
    for days in (3, 7, 12):
        cycle(days)
    OccasionFactory(concluded=True)
    OccasionFactory()
    page = read(visitor, "/guideline/")
    (record,) = page.elements("article", id="G7")
    assert "2 of 3 known met 1 not known" in " ".join("".join(record["text"]).split())
    assert "Counts are over 4 concluded occasions on record." in page.texts("p", class_="notice")[0]


@pytest.mark.parametrize(
    ("week_rule", "said", "met"), [("at_least", "at least one week", 2), ("more_than", "count as short", 1)]
)
def test_the_week_in_force_is_said_and_counts(settings, visitor, week_rule, said, met):
    settings.WEEK_RULE = week_rule
    for days in (3, 7, 12):
        cycle(days)
    page = read(visitor, "/guideline/")
    assert said in page.texts("p", class_="notice")[0]
    assert read(visitor, "/guideline/G7/").texts("dd")[-1] == f"{met} of 3 known met"


def test_the_histogram_has_its_table(visitor):
    for days in (3, 7, 7, 12, 90, -9):
        cycle(days)
    page = read(visitor, "/guideline/G7/")
    rows = [row for row in page.texts("tr") if row.endswith("met")]
    assert rows == ["-2 or fewer 1 not met", "3 1 not met", "7 2 met", "12 1 met", "35 or more 1 met"]
    assert len(page.elements("rect", class_="bar-met")) == 3 + 1  # and the key


def test_missions_and_cases_behind_the_count(visitor):
    for days in (2, 9, 20):
        cycle(days)
    cycle(5, "UNIFIL")
    page = read(visitor, "/guideline/G7/")
    assert [row for row in page.texts("tr") if row.startswith(("UNDOF", "UNIFIL"))] == [
        "UNDOF 2 3 9",
        "UNIFIL 0 1 5",
    ]
    cases = [text for text in page.texts("li") if " days UN" in text]
    assert [case.split(" R ")[0] for case in cases] == [
        "2 days UNDOF, 2 days",
        "5 days UNIFIL, 5 days",
        "20 days UNDOF, 20 days",
        "9 days UNDOF, 9 days",
    ]


def test_cases_lead_to_occasions_only_for_whom_they_concern(
    visitor, delegation_of_bangladesh, planner, bangladesh
):
    ContributionFactory(mission=MissionFactory(acronym="UNIFIL"), country=bangladesh)
    for mission in ("UNDOF", "UNIFIL"):
        cycle(5, mission)
        cycle(9, mission)

    def led(person):
        links = read(person, "/guideline/G7/").links()
        return sorted(text for text, address in links if address.startswith("/occasions/"))

    assert led(visitor) == []
    assert led(delegation_of_bangladesh) == ["UNIFIL, 5 days", "UNIFIL, 9 days"]
    assert len(led(planner)) == 4


def test_what_is_only_planned_is_not_counted(visitor):
    cycle(3, status=EntryStatus.CONFIRMED)
    cycle(3, is_sample=True)
    assert "nothing on record to count" in read(visitor, "/guideline/G7/").texts("dd")[-1]


def test_rules_about_months_are_not_counted_by_occasion(visitor, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = read(visitor, "/guideline/L1/")
    assert "not counted by occasion" in page.texts("dd")[-1]


def test_a_rule_that_is_not_built_says_why(visitor):
    (decided,) = [
        text for text in read(visitor, "/guideline/N23/").texts("dd") if text.startswith("not checked")
    ]
    assert "periodic meetings are not held" in decided


def test_what_was_not_read_is_marked(visitor):
    assert "not verified" in read(visitor, "/guideline/N28/").texts("dd")[0]
    assert "not verified" not in read(visitor, "/guideline/G7/").texts("dd")[0]


def cost(client, address):
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


@pytest.mark.parametrize(("who", "queries"), [("visitor", [5, 5]), ("planner", [7, 8])])
def test_it_costs_the_same_at_1_and_at_200(request, who, queries):
    client = request.getfixturevalue(who).client
    HolidayFactory()
    PaperFactory(occasion=cycle(5))
    before = [cost(client, "/guideline/"), cost(client, "/guideline/G7/")]
    for number in range(199):
        PaperFactory(occasion=cycle(number % 30, f"MISSION-{number % 30}"))
    assert [cost(client, "/guideline/"), cost(client, "/guideline/G7/")] == before == queries
