"""The history of an entry and of an occasion: in words, the latest first, with the way back to each earlier state."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Invitation, Justification, Paper
from meetings.rules.vocabulary import EntryStatus, PaperKind, StepKind
from meetings.services.audit import changing
from meetings.services.edit_occasion import edit_occasion
from meetings.services.entry_content import StepContent
from meetings.services.locking import lock_entry
from meetings.services.occasion_values import OccasionValues
from meetings.services.undo_step import undo_step
from meetings.snapshots.history import read_trail
from tests.factories import CountryFactory, OccasionFactory
from tests.services.desk import FOURTH, NINTH, THIRD, Desk, facts_of, sitting
from tests.views.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk.begun()


@pytest.fixture
def meeting(desk):
    return desk.add_meeting()


def history(person, row, name="entry_history", **query):
    return person.client.get(reverse(name, args=[row.uid]), query)


def told(response):
    """What each change of a page says, line by line."""
    return [[line.text for line in item.lines] for item in response.context["items"]]


def state(row, number):
    """The state after one of its changes, the first being 0."""
    return read_trail(type(row), row.pk).changes[::-1][number].request


def restore_address(row, name="entry_restore"):
    return reverse(name, args=[row.uid])


class TestAnEntryInWords:
    def last(self, planner, entry):
        return told(history(planner, entry))[0]

    def test_how_it_was_added(self, planner, meeting):
        assert told(history(planner, meeting)) == [
            [
                "Added to December 2026",
                "Placed on Thursday 3 December 2026, 10 a.m., Chamber",
                "Mission: MONUSCO",
                "Linked to MONUSCO renewal as: Meeting with contributors",
            ]
        ]

    def test_a_move(self, planner, desk, meeting):
        desk.move(meeting, NINTH)
        assert self.last(planner, meeting) == [
            "Moved from Thursday 3 December 2026 to Wednesday 9 December 2026"
        ]

    def test_taken_off_its_day_and_placed_again(self, planner, desk, meeting):
        desk.move(meeting, None)
        assert self.last(planner, meeting) == [
            "Taken off Thursday 3 December 2026, 10 a.m., Chamber; it has no day now"
        ]
        desk.move(meeting, NINTH)
        assert self.last(planner, meeting) == ["Placed on Wednesday 9 December 2026"]

    def test_another_time_and_room(self, planner, desk, meeting):
        desk.edit(meeting, sittings=(sitting(THIRD, 15, "Consultations Room"),))
        assert self.last(planner, meeting) == [
            "Time changed from 10 a.m. to 3 p.m.",
            "Room changed from Chamber to Consultations Room",
        ]

    def test_a_second_sitting(self, planner, desk, meeting):
        desk.edit(meeting, sittings=(sitting(THIRD, 10, "Chamber"), sitting(NINTH, 15)))
        assert self.last(planner, meeting) == ["Sitting added: Wednesday 9 December 2026, 3 p.m."]
        desk.edit(meeting, sittings=(sitting(THIRD, 10), sitting(NINTH, 15)))
        assert self.last(planner, meeting) == ["Thursday 3 December 2026: Room taken away; it was Chamber"]
        desk.edit(meeting, sittings=(sitting(NINTH, 15),))
        assert self.last(planner, meeting) == ["Sitting taken away: Thursday 3 December 2026, 10 a.m."]

    def test_what_is_said_of_it(self, planner, desk, meeting):
        desk.edit(
            meeting,
            title="Another",
            status=EntryStatus.TENTATIVE,
            convener="France",
            agenda_sent_on=FOURTH,
            called_in_urgency=True,
            missions=("UNMISS",),
            steps=(StepContent(desk.occasion.uid, StepKind.CONSULTATIONS),),
        )
        assert self.last(planner, meeting) == [
            "Title changed from “Meeting with contributors” to “Another”",
            "Tentative; it was confirmed",
            "Convened by: “France”",
            "Provisional agenda sent on: Friday 4 December 2026",
            "Called in urgency: yes",
            "Mission added: UNMISS",
            "Mission taken away: MONUSCO",
            "No longer linked to MONUSCO renewal as: Meeting with contributors",
            "Linked to MONUSCO renewal as: Consultations of the whole",
        ]

    def test_a_long_text_stands_apart_as_it_was_and_as_it_is(self, planner, desk, meeting):
        for agenda in ("First\nSecond", "First", ""):
            desk.edit(meeting, agenda=agenda)
        changes = [item.lines[0] for item in history(planner, meeting).context["items"][:3]]
        assert [(line.text, line.before, line.after) for line in changes] == [
            ("Agenda taken away; it was:", "First", ""),
            ("Agenda changed", "First\nSecond", "First"),
            ("Agenda:", "", "First\nSecond"),
        ]

    def test_papers_parties_and_reasons(self, planner, desk, meeting):
        pakistan = CountryFactory(name_en="Pakistan")
        with changing(action="work", subject=meeting, reason="Asked by phone.", **desk.acting()):
            paper = Paper.objects.create(entry=meeting, kind=PaperKind.AGENDA, due_on=FOURTH)
            party = Invitation.objects.create(
                entry=meeting, country=pakistan, category="e", basis="request", requested_on=THIRD
            )
            reason = Justification.objects.create(
                entry=meeting,
                rule="G7",
                reason="He comes on the 9th.",
                given_by=desk.planner,
                given_at=desk.at(),
            )
        response = history(planner, meeting)
        assert told(response)[0] == [
            "Put on the checklist: Provisional agenda; due on Friday 4 December 2026",
            "Among the parties: Pakistan; (e) special contributor, on request, participant, "
            "asked on Thursday 3 December 2026, not decided",
            "Reason given for G7",
        ]
        assert response.context["items"][0].change.reason == "Asked by phone."
        with changing(action="work", subject=meeting, **desk.acting()):
            paper.done_on = FOURTH
            paper.save()
            party.answer = Invitation.Answer.INVITED
            party.save()
            reason.delete()
        assert self.last(planner, meeting) == [
            "Provisional agenda: Done on: Friday 4 December 2026",
            "Pakistan: Answer changed from not decided to invited",
            "Reason for G7 withdrawn",
        ]

    def test_a_step_taken_back_says_so_on_both(self, planner, desk, meeting):
        desk.move(meeting, NINTH)
        undo_step(step=desk.steps()[0], **desk.acting())
        items = history(planner, meeting).context["items"]
        assert [(item.action, item.change.was_taken_back) for item in items] == [
            ("A step was taken back", False),
            ("", True),
            ("", False),
        ]
        assert told(history(planner, meeting))[0] == [
            "Moved from Wednesday 9 December 2026 to Thursday 3 December 2026"
        ]

    def test_who_made_it(self, planner, desk, meeting):
        desk.edit(meeting, by=desk.other, title="Another")
        items = history(planner, meeting).context["items"]
        assert [item.change.actor for item in items] == [desk.other, desk.planner]

    def test_a_change_of_the_revision_alone_is_no_news(self, planner, desk, meeting):
        with changing(action="nothing", subject=meeting, **desk.acting()):
            lock_entry(pk=meeting.pk, seen=None).save()
        assert len(told(history(planner, meeting))) == 1

    def test_an_occasion_that_is_gone_still_has_its_name(self, planner, desk, meeting):
        desk.edit(meeting, steps=())
        desk.occasion.delete()
        assert self.last(planner, meeting) == [
            "No longer linked to MONUSCO renewal as: Meeting with contributors"
        ]

    def test_what_was_loaded(self, planner, desk):
        (entry,) = Entry.objects.bulk_create(
            [Entry(programme=desk.programme, title="Loaded", format="other")]
        )
        assert "Nobody has changed it here." in history(planner, entry).content.decode()
        desk.edit(entry, title="Changed")
        response = history(planner, entry)
        assert [item.change.is_first for item in response.context["items"]] == [False, True]
        assert "Before anybody changed it here" in response.content.decode()


class TestAnOccasionInWords:
    def test_its_fields_steps_and_reports(self, planner, desk, meeting):
        occasion = desk.occasion
        edit_occasion(
            occasion=occasion,
            seen=1,
            values=OccasionValues(
                kind=occasion.kind, label="Another", mandate_end=date(2026, 12, 31), notes="Ask New York."
            ),
            concluded=False,
            **desk.acting(),
        )
        desk.remove(meeting)
        assert told(history(planner, occasion, "occasion_history"))[:3] == [
            ["Meeting with contributors: no longer carried by “Meeting with contributors”"],
            [
                "Label changed from “MONUSCO renewal” to “Another”",
                "End of mandate, where the mandate itself is not on record: Thursday 31 December 2026",
                "Notes:",
            ],
            ["Meeting with contributors: carried by “Meeting with contributors”"],
        ]


class TestRestoring:
    def test_the_page_before_shows_what_would_change_and_changes_nothing(self, planner, desk, meeting):
        desk.move(meeting, NINTH)
        response = planner.client.get(restore_address(meeting), {"state": state(meeting, 0)})
        assert [line.text for line in response.context["lines"]] == [
            "Moved from Wednesday 9 December 2026 to Thursday 3 December 2026"
        ]
        assert [each.on for each in facts_of(meeting).sittings] == [NINTH]
        assert AuditRecord.objects.count() == 2

    def test_the_button_restores_and_leads_back_to_the_history(self, planner, desk, meeting):
        before = facts_of(meeting)
        desk.move(meeting, NINTH)
        given = {"state": state(meeting, 0), "revision": 2}
        response = planner.client.post(restore_address(meeting), given)
        assert response["Location"] == reverse("entry_history", args=[meeting.uid])
        assert facts_of(meeting) == before
        assert AuditRecord.objects.latest("pk").actor == planner.user
        assert said(response) == [
            "The earlier state was brought back. What it replaced stays on record below."
        ]

    def test_a_stale_press_shows_what_would_change_now(self, planner, desk, meeting):
        desk.move(meeting, NINTH)
        desk.move(meeting, FOURTH, by=desk.other)
        before = facts_of(meeting)
        given = {"state": state(meeting, 0), "revision": 2}
        response = planner.client.post(restore_address(meeting), given)
        assert (response.status_code, response.context["is_stale"]) == (409, True)
        assert [line.text for line in response.context["lines"]] == [
            "Moved from Friday 4 December 2026 to Thursday 3 December 2026"
        ]
        assert response.context["form"].initial["revision"] == 3
        assert facts_of(meeting) == before

    def test_a_room_that_was_taken_says_so_and_changes_nothing(self, planner, desk, meeting):
        desk.move(meeting, NINTH)
        desk.add("Another", status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, "Chamber"),))
        before = facts_of(meeting)
        given = {"state": state(meeting, 0), "revision": 2}
        response = planner.client.post(restore_address(meeting), given)
        assert response.context["refusal"] == ("The room is taken at that time by another confirmed sitting.")
        assert facts_of(meeting) == before

    def test_what_could_not_come_back_is_told(self, planner, desk, meeting):
        desk.edit(meeting, steps=())
        desk.occasion.delete()
        response = planner.client.post(restore_address(meeting), {"state": state(meeting, 0), "revision": 2})
        assert said(response)[1:] == [
            "Left out, since what it was linked to was removed: Meeting with contributors."
        ]

    def test_only_another_state_than_now_can_be_restored(self, planner, desk, meeting):
        desk.edit(meeting, title="Another")
        desk.edit(meeting, title="Meeting with contributors")
        items = history(planner, meeting).context["items"]
        assert [item.change.can_be_restored for item in items] == [False, True, False]

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize(
        "given", [{}, {"state": "nonsense"}, {"state": "00000000-0000-0000-0000-000000000000"}]
    )
    def test_a_state_that_is_none_leads_back_to_the_history(self, planner, meeting, method, given):
        response = getattr(planner.client, method)(restore_address(meeting), given)
        assert response["Location"] == reverse("entry_history", args=[meeting.uid])
        assert said(response) == ["This state is not on record."]

    def test_an_occasion(self, planner, desk):
        occasion = OccasionFactory(label="As it was")
        edit_occasion(
            occasion=occasion,
            seen=1,
            values=OccasionValues(kind=occasion.kind, label="Another"),
            concluded=False,
            **desk.acting(),
        )
        response = planner.client.post(
            restore_address(occasion, "occasion_restore"), {"state": state(occasion, 0), "revision": 2}
        )
        assert response["Location"] == reverse("occasion_history", args=[occasion.uid])
        occasion.refresh_from_db()
        assert (occasion.label, occasion.revision) == ("As it was", 3)


class TestARemovedEntry:
    def test_its_history_is_there_for_planners_alone(self, request, desk, meeting):
        desk.remove(meeting)
        people = ("visitor", "delegation_of_bangladesh", "planner", "admin")
        answers = [history(request.getfixturevalue(who), meeting).status_code for who in people]
        assert answers == [302, 404, 200, 200]

    def test_it_is_brought_back(self, planner, desk, meeting):
        before = facts_of(meeting)
        desk.remove(meeting)
        response = history(planner, meeting)
        assert told(response)[0] == ["Removed"]
        address = f"{restore_address(meeting)}?state={state(meeting, 0)}"
        assert address in response.content.decode()
        page = planner.client.get(address)
        assert [line.text for line in page.context["lines"]][:2] == [
            "Brought back",
            "Placed on Thursday 3 December 2026, 10 a.m., Chamber",
        ]
        planner.client.post(restore_address(meeting), {"state": state(meeting, 0)})
        assert facts_of(meeting) == before

    def test_an_entry_that_never_was_has_no_history(self, planner):
        address = reverse("entry_history", args=["00000000-0000-0000-0000-000000000000"])
        assert planner.client.get(address).status_code == 404


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_it_can_be_read_in_every_official_language(planner, desk, meeting, language):
    desk.edit(meeting, title="Another", sittings=(sitting(NINTH, 15),), missions=("MONUSCO", "UNMISS"))
    planner.client.cookies["django_language"] = language
    response = history(planner, meeting)
    assert (response.status_code, response["Content-Language"]) == (200, language)
    assert "%(" not in response.content.decode()


def test_a_long_history_has_pages(planner, desk, meeting):
    for number in range(35):
        desk.edit(meeting, title=f"Title {number}")
    first, second = (history(planner, meeting, page=page) for page in (1, 2))
    assert [len(told(page)) for page in (first, second)] == [30, 6]
    assert told(first)[0] == ["Title changed from “Title 33” to “Title 34”"]
    assert told(second)[-1][0] == "Added to December 2026"


def change_everything(desk, entry, number):
    """A change that points to a room, to missions and to an occasion, before and after."""
    which = number % 2
    desk.edit(
        entry,
        missions=(("MONUSCO",), ("UNMISS",))[which],
        sittings=(sitting((THIRD, NINTH)[which], 10, ("Chamber", "Consultations Room")[which]),),
        steps=(StepContent(desk.occasion.uid, (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS)[which]),),
    )


def test_it_costs_the_same_at_1_and_at_200_changes(planner, desk, meeting):
    change_everything(desk, meeting, 1)
    of_one = cost(planner, meeting)
    for number in range(200):
        change_everything(desk, meeting, number)
    assert cost(planner, meeting) == of_one <= 20


def cost(person, row):
    with CaptureQueriesContext(connection) as queries:
        assert history(person, row).status_code == 200
    return len(queries)
