"""Occasions at the desk: opening, editing with what somebody else saved meanwhile, and their reports."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Occasion, Report
from meetings.rules.vocabulary import OccasionKind, StepKind
from tests.factories import (
    ContributionFactory,
    DecisionFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
    StepFactory,
)
from tests.people import all_five_at_the_desk
from tests.views.reading import Page, said

pytestmark = pytest.mark.django_db

OPEN = reverse("occasion_open")
END = date(2026, 12, 31)
OTHER_END = "Or the last day of that mandate, where it is not on record"
NO_CHOICE = "Select a valid choice. That choice is not one of the available choices."
NO_KIND = "Select a valid choice. quarrel is not one of the available choices."
DELEGATIONS = ["delegation_of_bangladesh", "delegation_of_uruguay"]


@pytest.fixture
def mission(bangladesh):
    """Bangladesh contributes to it: that alone opens none of these pages."""
    mission = MissionFactory(acronym="UNDOF")
    ContributionFactory(mission=mission, country=bangladesh)
    return mission


@pytest.fixture
def mandate(mission):
    return MandateFactory(mission=mission, decision=DecisionFactory(symbol="S/RES/2812 (2026)"), ends=END)


@pytest.fixture
def occasion(mission, mandate):
    return OccasionFactory(mission=mission, mandate=mandate, label="UNDOF 2026-12 renewal")


def edit_address(occasion):
    return reverse("occasion_edit", args=[occasion.uid])


def reports_address(occasion):
    return reverse("occasion_reports", args=[occasion.uid])


def error_lines(response):
    """What the box above the form says, field by field."""
    boxes = Page(response).texts("div", class_="form-errors")
    return [box.removeprefix("Nothing was saved. ") for box in boxes]


class TestOneClick:
    def test_it_opens_and_goes_back_to_its_place_on_the_desk(self, planner, mandate):
        december = ProgrammeFactory()
        response = planner.client.post(OPEN, {"mandate": mandate.pk, "month": "2026-12-01"})
        occasion, desk = Occasion.objects.get(), reverse("desk", args=[date(2026, 12, 1)])
        place = f"to-place-{occasion.uid}"
        assert response["Location"] == f"{desk}#{place}"
        assert len(Page(planner.client.get(desk)).elements("details", id=place)) == 1
        assert said(response) == ["Opened: UNDOF 2026-12 renewal."]
        assert (occasion.mandate, AuditRecord.objects.get().programme) == (mandate, december)

    def test_from_elsewhere_it_leads_to_its_page(self, planner, mandate):
        response = planner.client.post(OPEN, {"mandate": mandate.pk})
        assert response["Location"] == reverse("occasion", args=[Occasion.objects.get().uid])

    @pytest.mark.parametrize("more", [{}, {"month": "2026-12-01"}])
    def test_the_second_is_told_and_led_to_it(self, planner, occasion, mandate, more):
        response = planner.client.post(OPEN, {"mandate": mandate.pk} | more)
        assert response["Location"] == reverse("occasion", args=[occasion.uid])
        assert said(response) == ["There is an occasion for this end already: UNDOF 2026-12 renewal."]
        assert Occasion.objects.count() == 1

    def test_on_the_desk_itself_the_second_is_told_there(self, planner, occasion, mandate):
        ProgrammeFactory()
        given = {"mandate": mandate.pk, "month": "2026-12-01"}
        response = planner.client.post(OPEN, given, headers={"HX-Request": "true"})
        assert response.status_code == 200
        assert (
            "There is an occasion for this end already: UNDOF 2026-12 renewal." in response.content.decode()
        )

    @pytest.mark.parametrize("given", ["", "0", "999999", "x", "\0"])
    def test_a_mandate_that_is_none_opens_nothing(self, planner, given):
        response = planner.client.post(OPEN, {"mandate": given, "month": "x"})
        assert (response["Location"], Occasion.objects.count()) == (OPEN, 0)
        assert said(response) == ["There is no such mandate. Choose one of the list."]

    def test_a_mandate_without_an_end_opens_nothing(self, planner, mission):
        open_ended = MandateFactory(mission=mission, kind="open_ended")
        response = planner.client.post(OPEN, {"mandate": open_ended.pk})
        assert said(response) == ["This mandate has no last day to decide about."]

    @pytest.mark.parametrize("who", DELEGATIONS)
    def test_a_delegation_opens_nothing(self, request, mandate, who):
        response = request.getfixturevalue(who).client.post(OPEN, {"mandate": mandate.pk})
        assert (response.status_code, Occasion.objects.count()) == (404, 0)

    def test_a_visitor_is_led_to_the_door(self, visitor, mandate):
        response = visitor.client.post(OPEN, {"mandate": mandate.pk})
        assert (response.status_code, Occasion.objects.count()) == (302, 0)


class TestAnotherReason:
    def typed(self, mission, **more):
        return {"mission": mission.pk, "kind": OccasionKind.CHANGE} | more

    def test_it_is_opened_with_a_name_made_of_the_rest(self, planner, mission, mandate):
        response = planner.client.post(OPEN, self.typed(mission, mandate=mandate.pk, notes="A\r\nB"))
        occasion = Occasion.objects.get()
        assert response["Location"] == reverse("occasion", args=[occasion.uid])
        assert (occasion.label, occasion.notes) == ("UNDOF 2026-12 change of mandate", "A\nB")

    def test_without_an_end_the_name_bears_the_month_of_today(self, planner, mission):
        planner.client.post(OPEN, self.typed(mission, kind="crisis", urgent_reason="Shelling."))
        occasion = Occasion.objects.get()
        assert (occasion.label, occasion.urgent, occasion.urgent_reason) == (
            "UNDOF 2026-11 crisis",
            True,
            "Shelling.",
        )

    def test_a_name_that_was_typed_stands(self, planner, mission):
        planner.client.post(OPEN, self.typed(mission, label="Visit to the Golan", mandate_end="2026-12-24"))
        occasion = Occasion.objects.get()
        assert (occasion.label, occasion.mandate_end) == ("Visit to the Golan", date(2026, 12, 24))

    @pytest.mark.parametrize(
        ("more", "line"),
        [
            ({"mission": ""}, "Mission: This field is required."),
            (
                {"kind": "quarrel"},
                f"Reason to hear the contributors: {NO_KIND}",
            ),
            (
                {"kind": "crisis"},
                "What makes it urgent: Say what makes it urgent: the guideline's week is not asked of it.",
            ),
            (
                {"urgent": "on", "urgent_reason": " "},
                "What makes it urgent: Say what makes it urgent: the guideline's week is not asked of it.",
            ),
            (
                {"mandate_end": "31.12.2026"},
                f"{OTHER_END}: There is no such day. Write it as year, month and day: 2026-12-09.",
            ),
            (
                {"mandate_end": "2100-01-01"},
                f"{OTHER_END}: Days run from 2000 to 2099.",
            ),
            ({"label": "x" * 201}, "Name: Ensure this value has at most 200 characters (it has 201)."),
        ],
    )
    def test_the_message_is_at_the_field_and_what_was_typed_stays(self, planner, mission, more, line):
        response = planner.client.post(OPEN, self.typed(mission, notes="Kept here.") | more)
        assert (response.status_code, Occasion.objects.count()) == (200, 0)
        assert error_lines(response) == [line]
        assert [text.strip() for text in Page(response).texts("textarea", name="notes")] == ["Kept here."]

    def test_a_closed_mission_is_told_so_at_the_field(self, planner):
        closed = MissionFactory(acronym="UNMIL", closed_on=date(2018, 3, 30))
        response = planner.client.post(OPEN, self.typed(closed))
        assert (error_lines(response), Occasion.objects.count()) == (
            ["Mission: UNMIL closed on 30 March 2018."],
            0,
        )

    def test_a_mandate_of_another_mission_is_told_so_at_the_field(self, planner, mandate):
        response = planner.client.post(OPEN, self.typed(MissionFactory(), mandate=mandate.pk))
        assert error_lines(response) == ["Mandate it decides about: This mandate is of UNDOF."]

    def test_an_end_that_is_taken_up_leads_to_its_occasion(self, planner, mission, mandate, occasion):
        response = planner.client.post(OPEN, self.typed(mission, kind="renewal", mandate=mandate.pk))
        assert ("Go to UNDOF 2026-12 renewal", reverse("occasion", args=[occasion.uid])) in Page(
            response
        ).links()
        assert Occasion.objects.count() == 1

    def test_closed_missions_and_old_mandates_are_not_offered(self, planner, mission, mandate):
        MissionFactory(acronym="UNMIL", closed_on=date(2018, 3, 30))
        MandateFactory(mission=mission, ends=date(2026, 6, 30))
        page = Page(planner.client.get(OPEN))
        options = page.texts("option")
        assert [text for text in options if text.startswith("UN")] == [
            "UNDOF",
            "UNDOF, ends 31 December 2026 · S/RES/2812 (2026)",
        ]

    def test_the_address_may_name_the_mission(self, planner, mission):
        page = Page(planner.client.get(f"{OPEN}?mission=UNDOF"))
        assert page.texts("option", selected="")[0] == "UNDOF"
        assert planner.client.get(f"{OPEN}?mission=%00").status_code == 200


class TestEditing:
    def typed(self, occasion, **more):
        return {
            "kind": occasion.kind,
            "label": occasion.label,
            "mandate": occasion.mandate_id or "",
            "revision": occasion.revision,
        } | more

    def test_what_was_typed_is_saved(self, planner, occasion):
        given = self.typed(occasion, kind="change", label="UNDOF change", urgent="on", urgent_reason="Why.")
        response = planner.client.post(edit_address(occasion), given)
        assert (response["Location"], said(response)) == (
            reverse("occasion", args=[occasion.uid]),
            ["Saved: UNDOF change."],
        )
        row = Occasion.objects.get()
        assert (row.kind, row.label, row.mandate, row.urgent, row.revision) == (
            "change",
            "UNDOF change",
            occasion.mandate,
            True,
            2,
        )

    def test_the_form_shows_what_stands(self, planner, occasion):
        page = Page(planner.client.get(edit_address(occasion)))
        assert page.texts("option", selected="")[:3] == [
            "Renewal of mandate",
            "UNDOF, ends 31 December 2026 · S/RES/2812 (2026)",
            "not known yet",
        ]
        (revision,) = page.elements("input", name="revision")
        assert revision["attributes"]["value"] == "1"

    @pytest.mark.parametrize(
        ("more", "line"),
        [
            ({"label": " "}, "Name: This field is required."),
            (
                {"mandate": "x"},
                f"Mandate it decides about: {NO_CHOICE}",
            ),
            (
                {"mandate_end": "2026-12-30"},
                f"{OTHER_END}: The mandate has its own last day. Give either the mandate or a day.",
            ),
        ],
    )
    def test_the_message_is_at_the_field_and_nothing_is_saved(self, planner, occasion, more, line):
        response = planner.client.post(edit_address(occasion), self.typed(occasion, notes="Kept.") | more)
        assert error_lines(response) == [line]
        assert (Occasion.objects.get().revision, Occasion.objects.get().notes) == (1, "")

    def test_another_occasion_for_that_end_is_told_at_the_field(self, planner, mission, mandate, occasion):
        change = OccasionFactory(mission=mission, mandate=mandate, kind="change", label="A change")
        response = planner.client.post(edit_address(change), self.typed(change, kind="renewal"))
        assert error_lines(response) == [
            "Mandate it decides about: There is an occasion for this end already: UNDOF 2026-12 renewal."
        ]

    def test_of_a_concluded_one_only_that_can_be_changed(self, planner, occasion):
        Occasion.objects.update(concluded=True)
        page = Page(planner.client.get(edit_address(occasion)))
        fields = page.elements("input") + page.elements("select") + page.elements("textarea")
        open_ones = {
            one["attributes"]["name"]
            for one in fields
            if "disabled" not in one["attributes"]
            and one["attributes"].get("name") not in {None, "csrfmiddlewaretoken"}
        }
        assert {"concluded", "revision"} <= open_ones
        assert not open_ones & {"kind", "label", "mandate", "notes", "urgent", "report_kind"}
        planner.client.post(edit_address(occasion), {"revision": 1})
        assert not Occasion.objects.get().concluded

    def test_what_is_typed_into_one_concluded_is_refused_and_kept(self, planner, occasion):
        Occasion.objects.update(concluded=True)
        response = planner.client.post(edit_address(occasion), self.typed(occasion, label="Mine"))
        assert error_lines(response) == ["This occasion is concluded; nothing of it is planned any more."]
        (label,) = Page(response).elements("input", name="label")
        assert (label["attributes"]["value"], Occasion.objects.get().label) == (
            "Mine",
            "UNDOF 2026-12 renewal",
        )


class TestTwoPlanners:
    def typed(self, **more):
        return {"kind": "renewal", "label": "UNDOF 2026-12 renewal", "revision": 1} | more

    @pytest.fixture
    def changed(self, admin, occasion):
        """Somebody else has given it another name and a note meanwhile."""
        given = self.typed(mandate=occasion.mandate_id, label="Theirs", notes="From them.")
        assert admin.client.post(edit_address(occasion), given).status_code == 302
        return occasion

    def chosen(self, page, **take):
        """The page of both versions, posted with what is chosen."""
        hidden = {
            one["attributes"]["name"]: one["attributes"].get("value", "")
            for one in page.elements("input", type="hidden")
            if one["attributes"]["name"] != "csrfmiddlewaretoken" and one["attributes"]["name"] != "next"
        }
        return hidden | {f"take-{name}": whose for name, whose in take.items()}

    def test_both_versions_are_shown_and_nothing_is_saved(self, planner, changed):
        mine = self.typed(mandate=changed.mandate_id, label="Mine", report_kind="oral")
        response = planner.client.post(edit_address(changed), mine)
        page = Page(response)
        assert response.status_code == 409
        assert page.texts("legend") == [
            "Name both changed it",
            "Report asked for only you changed it",
            "Notes only they changed it",
        ]
        assert page.texts("label", class_="version") == [
            "Yours Mine",
            "admin Theirs",
            "Yours oral report",
            "admin nothing",
            "Yours nothing",
            "admin From them.",
        ]
        checked = [
            (one["attributes"]["name"], one["attributes"]["value"])
            for one in page.elements("input", checked="")
        ]
        assert checked == [("take-report_kind", "mine"), ("take-notes", "theirs")]
        assert page.texts("summary")[-1:] == ["7 fields say the same in both"]
        assert Occasion.objects.values_list("label", "notes", "report_kind", "revision").get() == (
            "Theirs",
            "From them.",
            "",
            2,
        )

    def test_what_is_chosen_is_saved(self, planner, changed):
        mine = self.typed(mandate=changed.mandate_id, label="Mine", report_kind="oral")
        page = Page(planner.client.post(edit_address(changed), mine))
        given = self.chosen(page, label="mine", report_kind="mine", notes="theirs")
        assert planner.client.post(edit_address(changed), given).status_code == 302
        assert Occasion.objects.values_list("label", "notes", "report_kind", "mandate", "revision").get() == (
            "Mine",
            "From them.",
            "oral",
            changed.mandate_id,
            3,
        )

    def test_where_both_changed_it_one_has_to_be_chosen(self, planner, changed):
        mine = self.typed(mandate=changed.mandate_id, label="Mine", report_kind="oral")
        page = Page(planner.client.post(edit_address(changed), mine))
        response = planner.client.post(
            edit_address(changed), self.chosen(page, report_kind="mine", notes="theirs")
        )
        assert response.status_code == 409
        assert Page(response).texts("p", class_="field-errors") == ["Choose one of the two."]
        assert Occasion.objects.get().label == "Theirs"

    def test_a_third_who_was_faster_is_shown_in_turn(self, planner, admin, changed):
        mine = self.typed(mandate=changed.mandate_id, label="Mine")
        page = Page(planner.client.post(edit_address(changed), mine))
        given = self.typed(mandate=changed.mandate_id, label="Theirs again", notes="From them.", revision=2)
        assert admin.client.post(edit_address(changed), given).status_code == 302
        response = planner.client.post(edit_address(changed), self.chosen(page, label="mine", notes="theirs"))
        assert response.status_code == 409
        assert Occasion.objects.get().label == "Theirs again"

    def test_that_both_said_the_same_is_no_conflict(self, planner, changed):
        same = self.typed(mandate=changed.mandate_id, label="Theirs", notes="From them.")
        response = planner.client.post(edit_address(changed), same)
        assert said(response) == ["Somebody else has saved the same meanwhile."]
        assert Occasion.objects.get().revision == 2

    @pytest.mark.parametrize(
        ("revision", "status"), [("", 200), ("0", 200), ("-1", 200), ("x", 200), ("9" * 40, 409)]
    )
    def test_a_revision_that_is_none_breaks_nothing(self, planner, occasion, revision, status):
        response = planner.client.post(
            edit_address(occasion), self.typed(mandate=occasion.mandate_id, label="Mine", revision=revision)
        )
        assert response.status_code == status
        assert Occasion.objects.get().label == "UNDOF 2026-12 renewal"


class TestReports:
    @pytest.fixture
    def report(self, mission, occasion):
        report = ReportFactory(symbol="S/2026/901", due_on=date(2026, 12, 1), missions=[mission])
        occasion.reports.add(report)
        return report

    def fields(self, prefix, **days):
        return {f"{prefix}-kind": "written", f"{prefix}-revision": 1} | {
            f"{prefix}-{name}": value for name, value in days.items()
        }

    def seen(self, planner, occasion, report):
        page = Page(planner.client.get(reports_address(occasion)))
        (one,) = page.elements("input", name=f"report-{report.pk}-seen")
        return {f"report-{report.pk}-seen": one["attributes"]["value"]}

    def test_its_days_are_shown(self, planner, occasion, report):
        page = Page(planner.client.get(reports_address(occasion)))
        assert page.texts("p", class_="form-about") == ["Expected: due on 1 December 2026."]
        (due,) = page.elements("input", name=f"report-{report.pk}-due_on")
        assert due["attributes"]["value"] == "2026-12-01"

    def test_a_new_day_is_saved_and_leads_to_the_findings(self, planner, occasion, report):
        StepFactory(occasion=occasion, kind=StepKind.CONTRIBUTORS, on=date(2026, 12, 10))
        given = self.fields(f"report-{report.pk}", symbol="S/2026/901", due_on="2026-12-05")
        given |= self.seen(planner, occasion, report) | {"do": f"edit-{report.pk}", "revision": 1}
        response = planner.client.post(reports_address(occasion), given, follow=True)
        assert response.redirect_chain == [(reverse("occasion", args=[occasion.uid]), 302)]
        assert "R–T: 5 days, wanted 7: Short." in Page(response).texts("desc")[0]
        assert Report.objects.get().due_on == date(2026, 12, 5)

    def test_a_day_that_makes_no_sense_is_told_at_its_field(self, planner, occasion, report):
        given = self.fields(f"report-{report.pk}", symbol="S/2026/901", circulated_on="2026-11-23")
        given |= self.seen(planner, occasion, report) | {"do": f"edit-{report.pk}", "revision": 1}
        response = planner.client.post(reports_address(occasion), given)
        assert error_lines(response) == [
            "Circulated in all languages: This day is still to come. What is only expected is a day it is due."
        ]
        (circulated,) = Page(response).elements("input", name=f"report-{report.pk}-circulated_on")
        assert circulated["attributes"]["value"] == "2026-11-23"
        assert Report.objects.get().circulated_on is None

    def test_two_who_date_it_at_once_see_both_versions(self, planner, occasion, report):
        seen = self.seen(planner, occasion, report)
        Report.objects.update(due_on=date(2026, 12, 5))
        given = self.fields(f"report-{report.pk}", symbol="S/2026/901", due_on="2026-12-08") | seen
        given |= {"do": f"edit-{report.pk}", "revision": 1}
        response = planner.client.post(reports_address(occasion), given)
        page = Page(response)
        assert (response.status_code, page.texts("legend")) == (409, ["Due both changed it"])
        assert page.texts("label", class_="version") == ["Yours 8 December 2026", "Theirs 5 December 2026"]
        hidden = {
            one["attributes"]["name"]: one["attributes"].get("value", "")
            for one in page.elements("input", type="hidden")
            if one["attributes"]["name"] not in {"csrfmiddlewaretoken", "next"}
        }
        planner.client.post(reports_address(occasion), hidden | {"take-due_on": "mine"})
        assert Report.objects.get().due_on == date(2026, 12, 8)

    def test_one_on_record_is_attached_and_taken_off(self, planner, mission, occasion):
        report = ReportFactory(symbol="S/2026/850", missions=[mission])
        ReportFactory(symbol="S/2026/851", missions=[MissionFactory()])
        page = Page(planner.client.get(reports_address(occasion)))
        offered = [text for text in page.texts("option") if text.startswith("S/")]
        assert offered == ["S/2026/850 · written report · no day known"]
        planner.client.post(reports_address(occasion), {"do": "attach", "report": report.pk, "revision": 1})
        assert list(occasion.reports.all()) == [report]
        planner.client.post(reports_address(occasion), {"do": f"detach-{report.pk}", "revision": 2})
        assert list(occasion.reports.all()) == []

    def test_a_new_one_is_recorded(self, planner, mission, occasion):
        given = self.fields("new", symbol=" S/2026/950 ", due_on="2026-12-03") | {
            "do": "record",
            "revision": 1,
        }
        response = planner.client.post(reports_address(occasion), given)
        report = occasion.reports.get()
        assert said(response) == ["Recorded: S/2026/950."]
        assert (report.symbol, report.due_on, list(report.missions.all())) == (
            "S/2026/950",
            date(2026, 12, 3),
            [mission],
        )

    def test_a_new_one_without_anything_is_told_at_the_field(self, planner, occasion):
        response = planner.client.post(
            reports_address(occasion), self.fields("new") | {"do": "record", "revision": 1}
        )
        assert error_lines(response) == ["Due: Give the day it is due, or its symbol."]
        assert not Report.objects.exists()

    def test_whoever_saw_an_earlier_state_is_told_and_keeps_what_was_typed(self, planner, occasion):
        Occasion.objects.update(revision=2)
        given = self.fields("new", symbol="S/2026/950") | {"do": "record", "revision": 1}
        response = planner.client.post(reports_address(occasion), given)
        (symbol,) = Page(response).elements("input", name="new-symbol")
        assert (symbol["attributes"]["value"], Report.objects.count()) == ("S/2026/950", 0)
        assert (
            "Somebody else changed the reports meanwhile." in Page(response).texts("ul", class_="messages")[0]
        )

    @pytest.mark.parametrize(
        "do", ["", "edit-", "edit-999999", "edit-x", "detach-999999", "attach-1", "burn", "\0"]
    )
    def test_a_button_that_is_none_breaks_nothing(self, planner, occasion, report, do):
        response = planner.client.post(reports_address(occasion), {"do": do})
        assert response.status_code == 200
        assert list(occasion.reports.all()) == [report]

    def test_of_a_concluded_occasion_they_are_only_shown(self, planner, occasion, report):
        Occasion.objects.update(concluded=True)
        page = Page(planner.client.get(reports_address(occasion)))
        assert page.elements("button", name="do") == []
        response = planner.client.post(
            reports_address(occasion), {"do": f"detach-{report.pk}", "revision": 1}
        )
        assert (response.status_code, list(occasion.reports.all())) == (200, [report])


@pytest.mark.parametrize("name", ["occasion_edit", "occasion_reports"])
class TestWhoMayOpenThem:
    @all_five_at_the_desk
    def test_planners_alone(self, request, occasion, name, who, status):
        client, address = request.getfixturevalue(who).client, reverse(name, args=[occasion.uid])
        assert (client.get(address).status_code, client.post(address).status_code) == (status, status)


@pytest.mark.parametrize("name", ["occasion_open", "occasion_edit", "occasion_reports"])
def test_they_cost_the_same_however_much_is_on_record(planner, mission, occasion, name):
    address = reverse(name, args=[] if name == "occasion_open" else [occasion.uid])

    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(address).status_code == 200
        return len(queries)

    ReportFactory(missions=[mission])
    occasion.reports.add(ReportFactory(missions=[mission]))
    before = cost()
    for number in range(40):
        other = MissionFactory()
        MandateFactory(mission=other, ends=END)
        MandateFactory(mission=mission, ends=date(2027, 1, 1 + number % 28))
        OccasionFactory(mission=mission)
        ReportFactory(missions=[mission])
        if number < 5:
            occasion.reports.add(ReportFactory(missions=[mission]))
    assert cost() == before <= 13
