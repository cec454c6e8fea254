"""What the guideline says of a month: as the month's own page of it says, to the same reader."""

from datetime import date

import pytest
from django.urls import reverse

from tests.api.asking import something_for_everyone, told
from tests.factories import EntryFactory
from tests.views.published import publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db


@pytest.fixture
def everything(bangladesh):
    return something_for_everyone(bangladesh)


def findings(person, month="2026-12"):
    return told(person, f"/findings?month={month}&limit=100")["items"]


@pytest.mark.parametrize("who", ["delegation_of_bangladesh", "planner"])
def test_they_count_as_the_month_says(request, everything, who):
    person = request.getfixturevalue(who)
    found = [one for one in findings(person) if one["subject_kind"] == "occasion"]
    page = Page(person.client.get(reverse("month_standing", args=[date(2026, 12, 1)])))
    (count,) = page.texts("p", class_="findings-count")
    met, judged = (sum(one[name] for one in found) for name in ("met", "judged"))
    assert (met, judged) != (0, 0)
    assert count.startswith(f"{met} of {judged} met")


def test_each_names_what_it_is_about(everything, delegation_of_bangladesh):
    found = findings(delegation_of_bangladesh)
    assert {(one["subject"], one["about"]) for one in found} == {
        (str(everything["ours"]), "UNFICYP renewal of December 2026")
    }
    gap = next(one for one in found if one["rule"] == "G13")
    assert (gap["result"], gap["days"], gap["wanted"], gap["unit"]) == ("SHORT", 6, 7, "calendar")
    assert gap["dates"] == [{"what": "T", "on": "2026-12-10"}, {"what": "C", "on": "2026-12-16"}]
    assert gap["mend"] == {"step": "T", "on": "2026-12-09"}
    assert gap["month"] == "2026-12"
    assert gap["sentence"].startswith("6 days between the meeting (10 December) and consultations")


@pytest.mark.parametrize("who", ["visitor", "delegation_of_uruguay"])
def test_whom_nothing_concerns_is_told_of_nothing(request, everything, who):
    assert findings(request.getfixturevalue(who)) == []


def test_the_month_itself_is_for_planners(everything, delegation_of_bangladesh, planner):
    EntryFactory(on=date(2026, 12, 6), title="On a Sunday")
    publish()
    of_month = [one for one in findings(planner) if one["subject_kind"] != "occasion"]
    assert ("L2", "On a Sunday") in {(one["rule"], one["about"]) for one in of_month}
    told_to_others = findings(delegation_of_bangladesh)
    assert [one for one in told_to_others if one["subject_kind"] != "occasion"] == []


def test_of_a_month_on_record_there_are_none_and_a_draft_is_not_there(everything, planner):
    assert findings(planner, "2026-10") == []
    told(planner, "/findings?month=2027-02", 404)
