"""What the guideline says of a month, on its own page: for whom, over which days."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Sitting
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import ContributionFactory, EntryFactory, MissionFactory, ProgrammeFactory
from tests.views.published import DECEMBER, fill, publish, renewal
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def undof(bangladesh):
    """A renewal whose meeting leaves five days to the consultations: Bangladesh contributes, Uruguay does not."""
    mission = MissionFactory(acronym="UNDOF")
    placed = {
        StepKind.CONTRIBUTORS: EntryFactory(
            on=date(2026, 12, 9), format=Format.TCC_MEETING, missions=[mission]
        ),
        StepKind.CONSULTATIONS: EntryFactory(on=date(2026, 12, 14), format=Format.CONSULTATIONS),
    }
    occasion = renewal(mission, contributor=bangladesh, steps=placed)
    publish()
    return occasion


def read(person, month=DECEMBER):
    return Page(person.client.get(reverse("month_standing", args=[month])))


def summary(person):
    return read(person).texts("section", class_="month-findings")


def findings(person):
    return read(person).texts("p", class_="finding")


def test_visitors_are_led_to_the_door(undof, visitor):
    address = reverse("month_standing", args=[DECEMBER])
    assert visitor.client.get(address).headers["Location"] == f"{reverse('sign_in')}?next={address}"


def test_a_delegation_is_told_that_nothing_concerns_it(undof, delegation_of_uruguay):
    assert summary(delegation_of_uruguay) == ["Time for contributors Nothing of this month concerns you."]


@pytest.mark.parametrize("who", ["delegation_of_bangladesh", "planner", "admin"])
def test_those_concerned_see_the_count_and_the_gravest_line(request, undof, who):
    person = request.getfixturevalue(who)
    (text,) = summary(person)
    assert "of" in text
    assert "UNDOF renewal" in text
    assert findings(person)[0].startswith(
        "5 days between the meeting (9 December) and consultations (14 December)"
    )


def test_lines_lead_to_the_occasion_and_to_the_rule(undof, planner):
    page = read(planner)
    assert ("UNDOF renewal", reverse("occasion", args=[undof.uid])) in page.links()
    assert ("G13", reverse("rule", args=["G13"])) in page.links()


def test_the_days_of_an_occasion_lead_to_the_calendar(undof, delegation_of_bangladesh):
    page, month = read(delegation_of_bangladesh), reverse("month", args=[DECEMBER])
    assert page.texts("ul", class_="findings-days") == ["9 Dec TCC/PCC meeting 14 Dec Consultations"]
    assert ("9 Dec", f"{month}#day-2026-12-09") in page.links()


def test_an_occasion_judged_in_another_month_is_named_by_its_days(bangladesh, delegation_of_bangladesh):
    """The meeting is in November, so its findings count there; the consultations are in December."""
    mission = MissionFactory(acronym="UNDOF")
    placed = {
        StepKind.CONTRIBUTORS: EntryFactory(on=date(2026, 11, 27), format=Format.TCC_MEETING),
        StepKind.CONSULTATIONS: EntryFactory(on=date(2026, 12, 14), format=Format.CONSULTATIONS),
    }
    renewal(mission, contributor=bangladesh, steps=placed)
    publish(date(2026, 11, 1))
    publish()
    (text,) = read(delegation_of_bangladesh).texts("ul", class_="findings-occasions")
    assert text == "UNDOF renewal 14 Dec Consultations"


@pytest.mark.parametrize("name", ["month", "month_list"])
@pytest.mark.parametrize(
    ("who", "leads"),
    [
        ("visitor", False),
        ("delegation_of_bangladesh", True),
        ("delegation_of_uruguay", True),
        ("planner", True),
        ("admin", True),
    ],
)
def test_the_month_leads_there_and_takes_it_in(request, undof, who, leads, name):
    client = request.getfixturevalue(who).client
    page, address = (
        Page(client.get(reverse(name, args=[DECEMBER]))),
        reverse("month_standing", args=[DECEMBER]),
    )
    assert (("What the guideline says of this month", address) in page.links()) == leads
    assert bool(page.elements("div", **{"hx-get": address})) == leads
    assert bool([one for one in page.elements("script") if "htmx" in one["attributes"]["src"]]) == leads


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "planner"])
def test_no_entry_of_a_published_month_leads_to_an_occasion(request, undof, who):
    page = Page(request.getfixturevalue(who).client.get(reverse("month", args=[DECEMBER])))
    assert not [address for _text, address in page.links() if (address or "").startswith("/occasions/")]


def test_as_a_part_it_is_the_section_alone(undof, planner, visitor):
    address = reverse("month_standing", args=[DECEMBER])
    part = Page(planner.client.get(address, headers={"HX-Request": "true"}))
    assert part.elements("html") == []
    assert part.texts("section") == summary(planner)
    assert visitor.client.get(address, headers={"HX-Request": "true"}).status_code == 204


def test_it_is_kept_by_no_cache(undof, planner):
    kept = planner.client.get(reverse("month_standing", args=[DECEMBER])).headers["Cache-Control"]
    assert "no-store" in kept


def test_an_unpublished_change_of_day_is_known_to_planners_only(undof, planner, delegation_of_bangladesh):
    Sitting.objects.filter(on=date(2026, 12, 14)).update(on=date(2026, 12, 10))
    assert findings(planner)[0].startswith(
        "1 day between the meeting (9 December) and consultations (10 December)"
    )
    assert findings(delegation_of_bangladesh)[0].startswith(
        "5 days between the meeting (9 December) and consultations (14 December)"
    )


def test_what_concerns_the_month_itself_is_for_planners_and_names_the_entry(
    undof, planner, delegation_of_bangladesh
):
    EntryFactory(on=date(2026, 12, 12), title="Saturday matters")
    publish()
    assert any(line.startswith("Saturday matters: ") for line in findings(planner))
    assert not any("Saturday" in line for line in findings(delegation_of_bangladesh))


def test_a_planner_is_told_of_the_month_without_any_occasion(planner):
    EntryFactory(on=date(2026, 12, 12), title="Saturday matters")
    publish()
    assert any(line.startswith("Saturday matters: ") for line in findings(planner))


@pytest.mark.parametrize("state", ["record", "draft"])
@pytest.mark.parametrize("who", ["delegation_of_bangladesh", "planner"])
def test_what_is_not_published_is_not_judged_here(request, bangladesh, who, state):
    month = date(2026, 4, 1)
    ProgrammeFactory(month=month, state=state)
    renewal(MissionFactory(acronym="UNMISS"), contributor=bangladesh, ends=date(2026, 4, 30))
    EntryFactory(on=month, status="held")
    client = request.getfixturevalue(who).client
    assert client.get(reverse("month_standing", args=[month])).status_code == 404


@pytest.mark.parametrize("who", ["planner", "delegation_of_bangladesh"])
def test_it_costs_the_same_at_1_and_at_200_entries(request, bangladesh, who, django_assert_num_queries):
    client, address = request.getfixturevalue(who).client, reverse("month_standing", args=[DECEMBER])
    for number in range(20):
        ContributionFactory(mission=MissionFactory(acronym=f"MISSION-{number}"), country=bangladesh)
    for more in (1, 199):
        fill(DECEMBER, more)
        publish()
        with django_assert_num_queries(8):
            assert client.get(address).status_code == 200
