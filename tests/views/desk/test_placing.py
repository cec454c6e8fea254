"""Placing from the page of an occasion and from the desk: one step, all of them, and what the planner is told."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Occasion, Programme, Step
from meetings.rules.vocabulary import EntryStatus, OccasionKind, StepKind
from tests.factories import (
    ContributionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    StepFactory,
)
from tests.views.reading import Page, said

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


@pytest.fixture
def mission(bangladesh):
    mission = MissionFactory(acronym="UNFICYP", agenda_item="The situation in Cyprus")
    ContributionFactory(mission=mission, country=bangladesh)
    return mission


@pytest.fixture
def occasion(mission):
    mandate = MandateFactory(mission=mission, ends=date(2027, 1, 31))
    return OccasionFactory(mission=mission, mandate=mandate, label="UNFICYP 2027-01 renewal")


def place(occasion):
    return reverse("step_place", args=[occasion.uid])


def take(occasion):
    return reverse("occasion_take", args=[occasion.uid])


def its_page(occasion):
    return reverse("occasion", args=[occasion.uid])


def plan_rows(person, occasion):
    """The backward plan as the page has it."""
    page = Page(person.client.get(its_page(occasion)))
    (table,) = page.texts("table", class_="plan")
    return [text for text in page.texts("tr") if text in table and " 2027" in text]


class TestThePlan:
    def test_each_missing_step_has_its_days_its_rule_and_a_button(self, planner, occasion):
        rows = plan_rows(planner, occasion)
        assert [row.split(" January")[0] for row in rows][:2] == [
            "Report of the Secretary-General 4",
            "Invitation 4",
        ]
        (meeting,) = [row for row in rows if row.startswith("Meeting with")]
        assert meeting == (
            "Meeting with contributors 12 January 2027 21 January 2027 not placed G13 "
            "One week before consultations; better more than a week. Place on 12 Jan: Meeting with contributors"
        )

    def test_a_placed_step_tells_where_and_how_late(self, planner, occasion):
        entry = EntryFactory(on=date(2027, 1, 23))
        StepFactory(occasion=occasion, kind=StepKind.CONTRIBUTORS, entry=entry)
        (meeting,) = [row for row in plan_rows(planner, occasion) if row.startswith("Meeting with")]
        assert "21 January 2027 23 January 2027 2 days beyond the latest G13" in meeting
        links = Page(planner.client.get(its_page(occasion))).links(class_="to-do")
        assert ("Edit: Meeting with contributors", reverse("entry_edit", args=[entry.uid])) in links

    def test_a_missing_step_whose_day_is_past_is_late(self, planner, mission):
        mandate = MandateFactory(mission=mission, ends=date(2026, 11, 30))
        occasion = OccasionFactory(mission=mission, mandate=mandate)
        page = Page(planner.client.get(its_page(occasion)))
        (report,) = [row for row in page.texts("tr") if row.startswith("Report of the") and "G7" in row]
        assert "not placed 9 days late G7" in report

    def test_without_a_day_to_count_from_it_says_so(self, planner, mission):
        occasion = OccasionFactory(mission=mission, kind=OccasionKind.CONTRIBUTORS_REQUEST)
        page = Page(planner.client.get(its_page(occasion)))
        assert [text[:35] for text in page.texts("p", class_="notice")] == [
            "There is no day to count from yet: "
        ]
        assert not page.elements("form", action=take(occasion))

    @pytest.mark.parametrize("values", [{"concluded": True}, {"import_key": "cycle:1"}])
    def test_what_is_read_only_has_no_buttons(self, planner, occasion, values):
        Occasion.objects.update(**values)
        page = Page(planner.client.get(its_page(occasion)))
        assert page.elements("form", action=place(occasion)) == []
        assert page.elements("form", action=take(occasion)) == []

    def test_a_delegation_sees_the_plan_and_no_button_and_no_way_to_the_desk(
        self, delegation_of_bangladesh, occasion
    ):
        page = Page(delegation_of_bangladesh.client.get(its_page(occasion)))
        rows = [text for text in page.texts("tr") if text.startswith("Meeting with contributors 12 January")]
        assert rows == [
            "Meeting with contributors 12 January 2027 21 January 2027 not placed G13 "
            "One week before consultations; better more than a week."
        ]
        addresses = [form["attributes"].get("action", "") for form in page.elements("form")]
        assert [address for address in addresses if address.startswith("/desk")] == []
        assert [link for _text, link in page.links() if link.startswith("/desk")] == []


class TestPlacing:
    def test_from_the_page_of_the_occasion_it_leads_back_there(self, planner, occasion):
        response = planner.client.post(place(occasion), {"step": "T", "on": "2027-01-12"})
        assert (response["Location"], said(response)) == (
            its_page(occasion),
            ["Meeting with contributors: placed on Tuesday 12 January. Begun for it: January 2027."],
        )
        assert Entry.objects.get().title == "Meeting with contributors: UNFICYP"

    def test_from_the_desk_it_leads_back_to_the_desk(self, planner, occasion):
        december = ProgrammeFactory(month=DECEMBER)
        given = {"step": "T", "on": "2026-12-10", "month": "2026-12-01"}
        response = planner.client.post(place(occasion), given)
        assert response["Location"].split("#")[0] == reverse("desk", args=[DECEMBER])
        assert AuditRecord.objects.get().programme == december

    def test_by_script_the_day_is_drawn_again(self, planner, occasion):
        ProgrammeFactory(month=DECEMBER)
        given = {"step": "T", "on": "2026-12-10", "half": "pm", "month": "2026-12-01"}
        response = planner.client.post(place(occasion), given, headers={"HX-Request": "true"})
        text = response.content.decode()
        assert response.status_code == 200
        assert "Meeting with contributors: placed on Thursday 10 December." in text
        assert 'id="day-2026-12-10"' in text

    def test_the_second_is_told_who_placed_it(self, planner, admin, occasion):
        given = {"step": "T", "on": "2027-01-12"}
        admin.client.post(place(occasion), given)
        response = planner.client.post(place(occasion), given)
        assert said(response) == ["Meeting with contributors: placed on 12 January 2027 already, by admin."]
        assert Entry.objects.count() == 1

    @pytest.mark.parametrize(
        ("more", "message"),
        [
            ({"on": ""}, "This field is required."),
            ({"on": "12/01/2027"}, "There is no such day. Write it as year, month and day: 2026-12-09."),
            ({"on": "2100-01-01"}, "Days run from 2000 to 2099."),
            ({"half": "midnight"}, "Select a valid choice. midnight is not one of the available choices."),
        ],
    )
    def test_bad_input_is_told_at_the_field_and_stays(self, planner, occasion, more, message):
        response = planner.client.post(place(occasion), {"step": "T", "on": "2027-01-12"} | more)
        page = Page(response)
        assert response.status_code == 200
        assert page.texts("div", class_="invalid-feedback") == [message]
        (on,) = [one for one in page.elements("input", name="on") if one["attributes"].get("id") == "id_on"]
        assert on["attributes"].get("value", "") == ({"on": "2027-01-12"} | more)["on"]
        assert not Entry.objects.exists()

    def test_on_the_desk_bad_input_is_told_there(self, planner, occasion):
        ProgrammeFactory(month=DECEMBER)
        response = planner.client.post(place(occasion), {"step": "T", "on": "soon", "month": "2026-12-01"})
        assert said(response) == ["Day: There is no such day. Write it as year, month and day: 2026-12-09."]

    @pytest.mark.parametrize("step", ["", "Q", "R", "E", "\0"])
    def test_a_step_that_is_not_placed_places_nothing(self, planner, occasion, step):
        planner.client.post(place(occasion), {"step": step, "on": "2027-01-12"})
        assert not Step.objects.exists()

    def test_a_month_on_record_takes_none(self, planner, occasion):
        ProgrammeFactory(month=JANUARY, state=Programme.State.RECORD)
        response = planner.client.post(place(occasion), {"step": "T", "on": "2027-01-12"})
        assert said(response) == ["January 2027 is on record; nothing is planned in it."]

    @pytest.mark.parametrize(
        "back", ["https://example.org/", "//example.org/", "/\\example.org", "javascript:alert(1)"]
    )
    def test_no_other_site_is_led_to(self, planner, occasion, back):
        response = planner.client.post(place(occasion), {"step": "T", "on": "2027-01-12", "next": back})
        assert response["Location"] == its_page(occasion)

    def test_a_page_of_ours_is(self, planner, occasion):
        given = {"step": "T", "on": "2027-01-12", "next": "/missions/UNFICYP/"}
        assert planner.client.post(place(occasion), given)["Location"] == "/missions/UNFICYP/"


class TestBareDays:
    def test_the_invitation_is_given_a_day_another_and_none(self, planner, occasion):
        planner.client.post(place(occasion), {"step": "I", "on": "2027-01-04"})
        for on, seen in (("2027-01-05", "2027-01-04"), ("", "2027-01-05")):
            response = planner.client.post(place(occasion), {"step": "I", "on": on, "seen": seen})
        assert said(response)[-1] == "Invitation: has no day now."
        assert not Step.objects.exists()

    def test_what_somebody_else_changed_is_not_overwritten(self, planner, occasion):
        StepFactory(occasion=occasion, kind="I", on=date(2027, 1, 6))
        response = planner.client.post(place(occasion), {"step": "I", "on": "2027-01-05", "seen": ""})
        assert said(response) == [
            "Somebody else changed it at the same moment. Nothing was saved: look again."
        ]
        assert Step.objects.get().on == date(2027, 1, 6)

    def test_a_day_that_is_none_is_told_at_its_field(self, planner, occasion):
        response = planner.client.post(place(occasion), {"step": "meet1", "on": "soon", "seen": ""})
        page = Page(response)
        assert page.texts("span", class_="invalid-feedback") == [
            "There is no such day. Write it as year, month and day: 2026-12-09."
        ]
        assert not Step.objects.exists()

    def test_a_step_of_the_programme_has_none(self, planner, occasion):
        response = planner.client.post(place(occasion), {"step": "T", "on": "2027-01-05", "seen": ""})
        assert said(response) == ["This step is placed on the programme."]


class TestTaking:
    def test_all_is_placed_and_told(self, planner, occasion):
        RoomFactory(name="Consultations Room")
        response = planner.client.post(take(occasion))
        page = Page(response)
        assert page.texts("p", class_="subtitle") == ["4 steps placed, tentatively."]
        assert page.texts("tr")[1:] == [
            "Politico-military briefing Monday 11 January AM – G8 on it",
            "Meeting with contributors Tuesday 12 January AM – G13 on it",
            "Consultations of the whole Wednesday 20 January AM Consultations Room L7 on it",
            "Adoption Friday 29 January AM – L4 on it",
        ]
        assert page.texts("p", class_="muted") == [
            "Nobody had begun January 2027 yet; its draft was begun for this."
        ]

    def test_what_stands_off_its_day_says_by_how_much(self, planner, occasion):
        room = RoomFactory(name="Security Council Chamber")
        for hour in (10, 15):
            EntryFactory(
                on=date(2027, 1, 29),
                status=EntryStatus.CONFIRMED,
                sitting__starts_at=time(hour),
                sitting__room=room,
            )
        rows = Page(planner.client.post(take(occasion))).texts("tr")
        (adoption,) = [row for row in rows if row.startswith("Adoption")]
        assert adoption.startswith(
            "Adoption Thursday 28 January AM Security Council Chamber L4 1 day away from it: "
        )

    def test_what_is_left_says_why(self, planner, mission):
        mandate = MandateFactory(mission=mission, ends=date(2026, 12, 2))
        occasion = OccasionFactory(mission=mission, mandate=mandate)
        StepFactory(occasion=occasion, kind=StepKind.CONSULTATIONS, entry=EntryFactory(on=date(2026, 11, 25)))
        page = Page(planner.client.post(take(occasion)))
        assert page.texts("p", class_="subtitle") == ["2 steps placed, tentatively. 1 step is left to you."]
        (left,) = [text for text in page.texts("li") if text.startswith("Not placed")]
        assert left.endswith("The first day left is 4 days too late; the latest was 18 November. G13")

    def test_a_second_time_nothing_is_missing(self, planner, occasion):
        planner.client.post(take(occasion))
        page = Page(planner.client.post(take(occasion)))
        assert page.texts("p", class_="subtitle") == ["Nothing is missing on the programme."]
        assert Entry.objects.count() == 4

    def test_without_a_day_to_count_from_nothing_is_changed(self, planner, mission):
        occasion = OccasionFactory(mission=mission, kind=OccasionKind.CONTRIBUTORS_REQUEST)
        page = Page(planner.client.post(take(occasion)))
        assert page.texts("p", class_="subtitle") == [
            "Nothing could be placed, and nothing was changed. 2 steps are left to you."
        ]

    def test_by_script_the_desk_is_told_in_a_few_sentences(self, planner, occasion):
        ProgrammeFactory(month=DECEMBER)
        response = planner.client.post(
            take(occasion), {"month": "2026-12-01"}, headers={"HX-Request": "true"}
        )
        text = response.content.decode()
        assert (
            "UNFICYP 2027-01 renewal: 4 steps placed: Politico-military briefing 11 January AM; Meeting with "
            "contributors 12 January AM; Consultations of the whole 20 January AM; Adoption 29 January AM. "
            "Begun for it: January 2027."
        ) in text
        assert AuditRecord.objects.get(action="take recommended days").programme.month == DECEMBER

    def test_nothing_of_a_concluded_occasion_is_placed(self, planner, occasion):
        Occasion.objects.update(concluded=True)
        response = planner.client.post(take(occasion))
        assert response["Location"] == its_page(occasion)
        assert said(response) == ["This occasion is concluded; nothing of it is planned any more."]

    @pytest.mark.parametrize("month", ["", "x", "1999-12-01", "\0"])
    def test_a_month_that_is_none_is_passed_over(self, planner, occasion, month):
        assert planner.client.post(take(occasion), {"month": month}).status_code == 200
        assert Entry.objects.count() == 4


@pytest.mark.parametrize("name", ["step_place", "occasion_take"])
class TestWhoMay:
    @pytest.mark.parametrize(
        ("who", "status"),
        [("visitor", 302), ("delegation_of_bangladesh", 404), ("delegation_of_uruguay", 404)],
    )
    def test_nobody_else_places_anything(self, request, occasion, name, who, status):
        given = {"step": "T", "on": "2027-01-12"}
        response = request.getfixturevalue(who).client.post(reverse(name, args=[occasion.uid]), given)
        assert (response.status_code, Step.objects.count()) == (status, 0)

    @pytest.mark.parametrize("who", ["planner", "admin"])
    def test_planners_do(self, request, occasion, name, who):
        given = {"step": "T", "on": "2027-01-12"}
        request.getfixturevalue(who).client.post(reverse(name, args=[occasion.uid]), given)
        assert Step.objects.filter(kind="T").count() == 1
