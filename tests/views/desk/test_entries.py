"""Adding and changing entries: every field, several sittings, the steps they carry, and what comes back."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Programme
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind
from meetings.services.entry_content import content_of
from tests.factories import (
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    SittingFactory,
)
from tests.views.desk.typed import kept, page_of, typed
from tests.views.published import DECEMBER, publish
from tests.views.reading import Page, said

pytestmark = pytest.mark.django_db

ADD = reverse("entry_add", args=[DECEMBER])


@pytest.fixture
def december():
    return ProgrammeFactory(month=DECEMBER)


class TestAdding:
    def test_every_field_is_kept(self, planner, december):
        MissionFactory(acronym="UNFICYP")
        MissionFactory(acronym="UNIFIL")
        RoomFactory(name="Security Council Chamber", short_name="Chamber")
        RoomFactory(name="Consultations Room")
        occasion = OccasionFactory()
        given = typed(
            format=Format.TCC_MEETING,
            title="Meeting with contributors: UNFICYP",
            agenda="First item\r\n\r\n  Second item ",
            missions=["UNIFIL", "UNFICYP"],
            status=EntryStatus.CONFIRMED,
            convener="President of the Council",
            level="Experts",
            briefers="Force Commander",
            footnote="If needed.",
            documents="S/2026/1",
            internal_note="Call back.\r\nTwice.",
            agenda_sent_on="2026-12-04",
            called_in_urgency="on",
            meeting_number="S/PV.10300",
            sittings=[
                {"on": "2027-01-04", "start_kind": "after_previous", "room": "Consultations Room"},
                {
                    "on": "2026-12-08",
                    "start_kind": "exact",
                    "starts_at": "10:00",
                    "ends_at": "11:30",
                    "room": "chamber",
                },
                {"on": "", "start_kind": "unset"},
            ],
            steps=[{"occasion": str(occasion.uid), "kind": "T"}, {"occasion": "", "kind": ""}],
        )
        response = planner.client.post(ADD, given)
        entry = Entry.objects.get()
        assert response["Location"] == f"{reverse('desk', args=[DECEMBER])}#day-2026-12-08"
        assert (entry.format, entry.openness, entry.status) == ("tcc_meeting", Openness.CLOSED, "confirmed")
        assert (entry.agenda, entry.internal_note) == ("First item\nSecond item", "Call back.\nTwice.")
        assert (entry.level, entry.briefers, entry.footnote) == ("Experts", "Force Commander", "If needed.")
        assert (entry.convener, entry.documents) == ("President of the Council", "S/2026/1")
        assert (entry.agenda_sent_on, entry.called_in_urgency) == (date(2026, 12, 4), True)
        assert entry.meeting_number == "S/PV.10300"
        assert [mission.acronym for mission in entry.missions.all()] == ["UNFICYP", "UNIFIL"]
        assert [(step.occasion, step.kind) for step in entry.steps.all()] == [(occasion, "T")]
        first, second = entry.sittings.all()
        assert (first.on, first.start_kind, first.starts_at, first.ends_at, first.room.name, first.resumption) == (
            date(2026, 12, 8), "exact", time(10), time(11, 30), "Security Council Chamber", 0,
        )  # fmt: skip
        assert (second.on, second.start_kind, second.room.name, second.resumption) == (
            date(2027, 1, 4), "after_previous", "Consultations Room", 1,
        )  # fmt: skip
        assert first.room_from is not None
        assert said(response) == [
            "It is resumed on 4 January 2027, in the month after.",
            "It follows the previous sitting, but is the first on 4 January 2027.",
            "Added: Meeting with contributors: UNFICYP.",
        ]

    def test_without_a_sitting_it_is_an_undated_line(self, planner, december):
        response = planner.client.post(ADD, typed(footnote="May come up."))
        assert response["Location"].endswith("#desk-undated")
        assert list(Entry.objects.get().sittings.all()) == []

    def test_a_time_alone_is_an_exact_start(self, planner, december):
        planner.client.post(
            ADD, typed(sittings=[{"on": "2026-12-08", "start_kind": "unset", "starts_at": "15:00"}])
        )
        sitting = Entry.objects.get().sittings.get()
        assert (sitting.start_kind, sitting.starts_at) == (StartKind.EXACT, time(15))

    @pytest.mark.parametrize(
        ("kind", "usual"),
        [(Format.CONSULTATIONS, "closed"), (Format.OPEN_DEBATE, "public"), (Format.ARRIA, "public")],
    )
    def test_the_format_says_whether_it_is_closed_unless_the_planner_does(
        self, planner, december, kind, usual
    ):
        planner.client.post(ADD, typed(format=kind))
        planner.client.post(ADD, typed(format=kind, openness="closed"))
        assert [entry.openness for entry in Entry.objects.order_by("pk")] == [usual, "closed"]

    def test_it_is_one_step_that_can_be_taken_back(self, planner, december):
        planner.client.post(ADD, typed(sittings=[{"on": "2026-12-08"}]))
        [step] = AuditRecord.objects.steps_of(planner.user, december)
        assert (step.action, step.subject) == ("add entry", "The situation in Cyprus")
        entry = Entry.objects.get()
        assert {row.request for row in records(Entry).all()} == {step.request}
        assert {row.request for row in records(type(entry.sittings.get())).all()} == {step.request}

    def test_the_day_and_the_half_come_from_the_address(self, planner, december):
        page = planner.client.get(f"{ADD}?on=2026-12-15&half=pm").context["input"]
        assert [(row.initial.get("on"), row.initial.get("start_kind")) for row in page.sittings.forms] == [
            (date(2026, 12, 15), StartKind.AFTERNOON),
            (None, None),
        ]

    @pytest.mark.parametrize(
        "query",
        [
            "on=2027-01-05",
            "on=soon",
            "half=noon",
            "occasion=1",
            "occasion=x&step=T",
            "step=E",
            "on=\0&step=\0",
        ],
    )
    def test_an_address_that_makes_no_sense_opens_an_empty_page(self, planner, december, query):
        page = planner.client.get(f"{ADD}?{query}").context["input"]
        assert (page.form.initial, [row.initial for row in page.sittings.forms]) == ({}, [{}])

    def test_a_step_brings_all_that_is_usual(self, planner, december):
        mission = MissionFactory(acronym="UNIFIL", name_en="United Nations Interim Force in Lebanon")
        occasion = OccasionFactory(mission=mission)
        response = planner.client.get(f"{ADD}?occasion={occasion.uid}&step=T&on=2026-12-03")
        page = response.context["input"]
        assert page.form.initial == {
            "format": Format.TCC_MEETING,
            "title": "Meeting with contributors: UNIFIL",
            "agenda": "Meeting of the Security Council with the troop-contributing countries to the United Nations "
            "Interim Force in Lebanon, pursuant to sections A and B of annex II to resolution 1353 (2001)",
            "openness": Openness.CLOSED,
            "convener": "President of the Council",
            "missions": ["UNIFIL"],
        }
        assert page.sittings.forms[0].initial["room"] == "Security Council Chamber"
        RoomFactory(name="Security Council Chamber")
        planner.client.post(ADD, page_of(response))
        entry = Entry.objects.get()
        assert (entry.title, entry.sittings.get().on) == (
            "Meeting with contributors: UNIFIL",
            date(2026, 12, 3),
        )
        assert [(step.occasion, step.kind) for step in entry.steps.all()] == [
            (occasion, StepKind.CONTRIBUTORS)
        ]

    def test_closed_missions_are_not_offered(self, planner, december):
        MissionFactory(acronym="UNIFIL", closed_on=date(2026, 12, 31))
        MissionFactory(acronym="UNMIL", closed_on=date(2026, 11, 30))
        page = planner.client.get(ADD).context["input"]
        assert [[box.data["value"] for box in boxes] for _, boxes in page.mission_boxes] == [["UNIFIL"]]

    def test_occasions_that_are_open_and_near_are_offered(self, planner, december):
        near = OccasionFactory(label="near", mandate_end=date(2027, 1, 31))
        OccasionFactory(label="over", mandate_end=date(2027, 1, 31), concluded=True)
        OccasionFactory(label="far", mandate_end=date(2028, 1, 31))
        endless = OccasionFactory(label="endless")
        page = planner.client.get(ADD).context["input"]
        assert sorted(words for _, words in page.offered.occasion_choices) == [
            "endless",
            "near, ends 31 January 2027",
        ]
        assert {uid for uid, _ in page.offered.occasion_choices} == {str(near.uid), str(endless.uid)}


class TestAnotherRow:
    @pytest.mark.parametrize("which", ["sittings", "steps"])
    def test_all_that_was_typed_stays_and_nothing_is_said_of_it_yet(self, planner, december, which):
        before = kept()
        row = {"on": "2026-13-40", "start_kind": "exact", "starts_at": "", "ends_at": "9", "room": "Nowhere"}
        given = typed(title="", convener="France", missions=["UNMARS"], sittings=[row], more=which)
        response = planner.client.post(ADD, given)
        page, again = response.context["input"], page_of(response)
        assert [again[f"sittings-0-{name}"] for name in ("on", "start_kind", "ends_at", "room")] == [
            "2026-13-40", "exact", "9", "Nowhere",
        ]  # fmt: skip
        assert (again["convener"], again["missions"], again["sittings-TOTAL_FORMS"]) == (
            "France",
            ["UNMARS"],
            "2",
        )
        assert Page(response).elements("div", class_="invalid-feedback") == []
        assert not page.has_errors
        assert kept() == before

    def test_a_row_that_was_taken_away_is_gone(self, planner, december):
        rows = [{"on": "2026-12-08", "DELETE": "on"}, {"on": "2026-12-09"}]
        given = typed(sittings=rows, more="sittings") | {"sittings-INITIAL_FORMS": 2}
        again = page_of(planner.client.post(ADD, given))
        assert (again["sittings-0-on"], again["sittings-TOTAL_FORMS"]) == ("2026-12-09", "2")

    def test_of_one_that_is_there_too(self, planner, december):
        entry = EntryFactory(on=date(2026, 12, 8))
        address = reverse("entry_edit", args=[entry.uid])
        shown = page_of(planner.client.get(address))
        again = page_of(planner.client.post(address, shown | {"title": "Typed", "more": "sittings"}))
        assert (again["title"], again["seen"], again["saw"]) == ("Typed", "1", shown["saw"])


class TestChanging:
    @pytest.fixture
    def entry(self, december):
        room = RoomFactory(name="Security Council Chamber")
        entry = EntryFactory(
            on=date(2026, 12, 8),
            title="The situation in Cyprus",
            agenda="One\nTwo",
            openness=Openness.CLOSED,
            missions=[MissionFactory(acronym="UNFICYP")],
            sitting__starts_at=time(10),
            sitting__room=room,
        )
        OccasionFactory(steps={StepKind.CONSULTATIONS: entry})
        return entry

    @pytest.fixture
    def address(self, entry):
        return reverse("entry_edit", args=[entry.uid])

    def test_what_is_posted_as_it_was_shown_changes_nothing(self, planner, entry, address):
        before = kept()
        response = planner.client.post(address, page_of(planner.client.get(address)))
        assert said(response) == ["Nothing was changed."]
        assert kept() == before

    def test_one_field_alone(self, planner, entry, address):
        before = content_of(entry)
        response = planner.client.post(address, page_of(planner.client.get(address)) | {"level": "Ministers"})
        entry.refresh_from_db()
        assert (entry.level, entry.revision) == ("Ministers", 2)
        assert {
            name: (getattr(before, name), getattr(content_of(entry), name))
            for name in before.__dataclass_fields__
            if getattr(before, name) != getattr(content_of(entry), name)
        } == {"level": ("", "Ministers")}
        assert response["Location"].endswith("#day-2026-12-08")
        assert said(response) == ["Saved: The situation in Cyprus."]

    def test_a_mission_that_closed_since_is_still_shown(self, planner, entry, address):
        MissionFactory(acronym="UNFICYP").__class__.objects.update(closed_on=date(2026, 11, 30))
        shown = page_of(planner.client.get(address))
        assert shown["missions"] == ["UNFICYP"]

    def test_what_was_held_is_not_changed_here(self, planner, entry, address):
        Entry.objects.update(status=EntryStatus.HELD)
        before = kept()
        for response in (planner.client.get(address), planner.client.post(address, typed(seen=1))):
            assert response["Location"] == reverse("desk", args=[DECEMBER])
            assert said(response)[-1] == "This was held, and is on record as it was."
        assert kept() == before

    @pytest.mark.parametrize(
        "name", ["entry_edit", "entry_remove", "entry_add", "desk_copy", "desk_proposals"]
    )
    def test_a_month_on_record_is_not_planned(self, planner, entry, name):
        Programme.objects.update(state=Programme.State.RECORD)
        argument = entry.uid if name in ("entry_edit", "entry_remove") else DECEMBER
        before = kept()
        for answer in (planner.client.get, planner.client.post):
            response = answer(reverse(name, args=[argument]))
            assert response["Location"] == reverse("desk", args=[DECEMBER])
            assert said(response)[-1] == "December 2026 is on record; nothing is planned in it."
        assert kept() == before


class TestRemovedMeanwhile:
    def test_what_was_typed_is_offered_as_a_new_entry(self, planner, december):
        entry = EntryFactory(on=date(2026, 12, 8), title="The situation in Cyprus")
        address = reverse("entry_edit", args=[entry.uid])
        shown = page_of(planner.client.get(address))
        planner.client.post(reverse("entry_remove", args=[entry.uid]), {"seen": 1, "what": "remove"})
        response = planner.client.post(address, shown | {"title": "Typed for an hour"})
        assert response.status_code == 409
        again = page_of(response)
        assert again["title"] == "Typed for an hour"
        assert "“The situation in Cyprus” was removed by planner" in response.content.decode()
        assert Page(response).elements("form", action=ADD) != []
        planner.client.post(ADD, again)
        assert [entry.title for entry in Entry.objects.all()] == ["Typed for an hour"]

    def test_an_entry_that_never_was_is_nowhere(self, planner, december):
        address = reverse("entry_edit", args=["11111111-1111-4111-8111-111111111111"])
        assert [planner.client.get(address).status_code, planner.client.post(address).status_code] == [
            404,
            404,
        ]


class TestRemoving:
    @pytest.fixture
    def entry(self, december):
        entry = EntryFactory(on=date(2026, 12, 8), title="The situation in Cyprus")
        OccasionFactory(label="UNFICYP renewal", steps={StepKind.CONSULTATIONS: entry})
        return entry

    @pytest.fixture
    def address(self, entry):
        return reverse("entry_remove", args=[entry.uid])

    def test_the_page_says_what_goes_with_it(self, planner, address):
        page = Page(planner.client.get(address))
        assert "Consultations of the whole: UNFICYP renewal" in page.texts("li")
        assert page.texts("button", name="what") == [
            "Remove it",
            "Mark as postponed",
            "Mark as cancelled",
        ]

    def test_what_was_never_published_is_removed_for_good(self, planner, entry, address):
        response = planner.client.post(address, {"seen": 1, "what": "remove"})
        assert response["Location"] == f"{reverse('desk', args=[DECEMBER])}#day-2026-12-08"
        assert said(response) == ["Removed: The situation in Cyprus."]
        assert list(Entry.objects.all()) == []

    def test_what_was_published_can_only_be_called_off(self, planner, entry, address):
        publish()
        assert Page(planner.client.get(address)).texts("button", name="what") == [
            "Mark as postponed",
            "Mark as cancelled",
        ]
        response = planner.client.post(address, {"seen": 1, "what": "remove"})
        assert (
            said(response)[-1] == "This was published. It can be cancelled or postponed, and stays visible."
        )
        assert list(Entry.objects.all()) == [entry]

    @pytest.mark.parametrize(("what", "message"), [("cancelled", "Cancelled"), ("postponed", "Postponed")])
    def test_calling_it_off(self, planner, entry, address, what, message):
        publish()
        response = planner.client.post(address, {"seen": 1, "what": what})
        entry.refresh_from_db()
        assert (entry.status, entry.revision) == (what, 2)
        assert said(response)[-1] == f"{message}: The situation in Cyprus."

    def test_who_saw_another_version_looks_again(self, planner, entry, address):
        Entry.objects.update(revision=2)
        response = planner.client.post(address, {"seen": 1, "what": "remove"})
        assert "It was changed meanwhile, and nothing was done." in response.content.decode()
        assert response.context["form"]["seen"].value() == 2
        assert list(Entry.objects.all()) == [entry]

    @pytest.mark.parametrize("given", [{}, {"seen": "x", "what": "remove"}, {"seen": 1, "what": "burn"}])
    def test_a_post_that_says_nothing_does_nothing(self, planner, entry, address, given):
        assert planner.client.post(address, given).status_code == 200
        assert list(Entry.objects.all()) == [entry]


class TestQueries:
    def cost(self, planner, entry):
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(reverse("entry_edit", args=[entry.uid])).status_code == 200
        return len(queries)

    def test_an_entry_of_many_parts_costs_no_more_than_a_bare_one(self, planner, december):
        bare = EntryFactory(on=date(2026, 12, 8), missions=[MissionFactory()])
        SittingFactory(entry=bare, on=date(2026, 12, 9), resumption=1, room=RoomFactory())
        OccasionFactory(steps={StepKind.CONTRIBUTORS: bare})
        at_one = self.cost(planner, bare)
        full = EntryFactory(on=date(2026, 12, 8), missions=MissionFactory.create_batch(40))
        for number in range(1, 20):
            SittingFactory(entry=full, on=date(2026, 12, 9), resumption=number, room=RoomFactory())
            OccasionFactory(steps={StepKind.CONTRIBUTORS: full})
        assert self.cost(planner, full) == at_one <= 12
