"""The summary of findings: for whom, over which days."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Sitting
from meetings.rules.vocabulary import Format, StepKind
from tests.factories import EntryFactory, MissionFactory
from tests.views.published import DECEMBER, publish, record, renewal
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


def summary(person, name="month", month=DECEMBER):
    page = Page(person.client.get(reverse(name, args=[month])))
    return page.texts("section", class_="month-findings")


def findings(person):
    return Page(person.client.get(reverse("month", args=[DECEMBER]))).texts("p", class_="finding")


def test_visitors_see_none(undof, visitor):
    assert summary(visitor) == []


def test_a_delegation_whom_nothing_concerns_sees_none(undof, delegation_of_uruguay):
    assert summary(delegation_of_uruguay) == []


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
    page = Page(planner.client.get(reverse("month", args=[DECEMBER])))
    assert ("UNDOF renewal", reverse("occasion", args=[undof.uid])) in page.links()
    assert ("G13", reverse("rule", args=["G13"])) in page.links()


def test_entries_lead_to_the_occasions_one_may_open(undof, visitor, delegation_of_bangladesh, planner):
    def leads(person):
        page = Page(person.client.get(reverse("month", args=[DECEMBER])))
        return reverse("occasion", args=[undof.uid]) in [address for _text, address in page.links()]

    assert leads(delegation_of_bangladesh)
    assert leads(planner)
    assert not leads(visitor)


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


def test_the_list_has_them_and_the_print_has_not(undof, planner):
    assert len(summary(planner, "month_list")) == 1
    assert summary(planner, "month_print") == []


def test_a_record_is_not_judged_here(planner):
    month = date(2026, 4, 1)
    record(month)
    renewal(MissionFactory(acronym="UNMISS"), ends=date(2026, 4, 30))
    EntryFactory(on=month, status="held")
    assert summary(planner, month=month) == []
