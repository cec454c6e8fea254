"""Long lists come in pages that lead to one another, and cost the same however long they are."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.api.asking import API, told
from tests.factories import (
    ContributionFactory,
    CountryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ReportFactory,
    ReportRequirementFactory,
)
from tests.views.published import DECEMBER, fill, publish, record

pytestmark = pytest.mark.django_db

LISTS = [
    "/months",
    "/missions",
    "/occasions",
    "/rules",
    "/months/2026-12/versions",
    "/findings?month=2026-12",
]


def test_pages_lead_through_the_whole_list(visitor):
    for number in range(7):
        MissionFactory(acronym=f"M{number}")
    seen, turned, address = [], [], "/missions?limit=3"
    while address:
        page = told(visitor, address)
        assert page["total"] == 7
        seen += [one["acronym"] for one in page["items"]]
        turned.append((page["previous"], page["next"]))
        address = page["next"] and page["next"].removeprefix(API)
    assert seen == [f"M{number}" for number in range(7)]
    at = "/api/v1/missions?limit=3&offset={}".format
    assert turned == [(None, at(3)), (at(0), at(6)), (at(3), None)]


def test_a_page_keeps_what_was_asked_for(planner):
    mission = MissionFactory(acronym="FORCE")
    for _ in range(3):
        OccasionFactory(mission=mission, concluded=True)
    OccasionFactory()
    page = told(planner, "/occasions?mission=FORCE&concluded=true&limit=2")
    assert page["total"] == 3
    assert page["next"] == "/api/v1/occasions?mission=FORCE&concluded=true&limit=2&offset=2"


@pytest.mark.parametrize("address", LISTS)
def test_behind_the_last_page_there_is_nothing(planner, address):
    fill(DECEMBER, 1)
    publish()
    mark = "&" if "?" in address else "?"
    page = told(planner, f"{address}{mark}offset=1000000")
    assert (page["items"], page["next"]) == ([], None)
    last = told(planner, page["previous"].removeprefix(API))
    assert (len(last["items"]), last["next"]) == (min(50, last["total"]), None)


@pytest.mark.parametrize("address", LISTS)
@pytest.mark.parametrize(
    "asked",
    [
        "limit=0",
        "limit=101",
        "limit=-1",
        "offset=-1",
        "offset=1000001",
        "limit=x",
        "limit=",
        f"offset={'9' * 5000}",
        "limit=%00",
    ],
)
def test_a_page_that_cannot_be_is_refused_by_name(planner, address, asked):
    mark = "&" if "?" in address else "?"
    problem = told(planner, f"{address}{mark}{asked}", 422)
    assert [(one["name"], one["where"]) for one in problem["parameters"]] == [
        (asked.partition("=")[0], "query")
    ]


def cost(person, address):
    with CaptureQueriesContext(connection) as queries:
        told(person, address)
    return len(queries)


def one_more(number, country):
    """Another mission with all that there is to know of one, and a month on record with a meeting."""
    mission = MissionFactory(acronym=f"MISSION-{number}")
    ContributionFactory(mission=mission, country=country)
    ContributionFactory(mission=mission)
    mandate = MandateFactory(mission=mission, ends=date(2026, 12, 31))
    ReportRequirementFactory(mission=mission, decision=mandate.decision)
    report = ReportFactory(missions=[mission], due_on=date(2026, 12, 1))
    OccasionFactory(mission=mission, mandate=mandate, reports=[report])


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner"])
def test_answers_cost_the_same_at_1_and_at_200(request, bangladesh, who):
    person = request.getfixturevalue(who)
    lists = [f"{address}{'&' if '?' in address else '?'}limit=100" for address in LISTS]

    def costs(version):
        of_version = (f"/months/2026-12/versions/{version}", f"/months/2026-12/differences?to={version}")
        return [cost(person, address) for address in (*lists, "/months/2026-12", *of_version)]

    one_more(0, bangladesh)
    record(date(2020, 1, 1))
    fill(DECEMBER, 1)
    publish()
    few = costs(1)
    for number in range(1, 60):
        one_more(number, bangladesh)
        record(
            date(2020 + number // 12, number % 12 + 1, 1) if number % 12 else date(2000, 1 + number // 12, 1)
        )
    fill(DECEMBER, 199)
    publish()
    assert costs(2) == few
    assert max(few) <= 10


def test_one_mission_and_one_occasion_cost_the_same_however_long_their_history(planner, bangladesh):
    mission, country = MissionFactory(acronym="FORCE"), CountryFactory()
    costs = []
    for number in (1, 40):
        for _ in range(number):
            mandate = MandateFactory(mission=mission, ends=date(2026, 12, 31))
            ReportRequirementFactory(mission=mission, decision=mandate.decision)
            reports = [ReportFactory(missions=[mission]), ReportFactory(missions=[mission])]
            occasion = OccasionFactory(mission=mission, mandate=mandate, reports=reports)
        ContributionFactory(mission=mission, country=country if number == 1 else bangladesh)
        costs.append((cost(planner, "/missions/FORCE"), cost(planner, f"/occasions/{occasion.uid}")))
    assert costs[0] == costs[1]
