"""An entry's line for the Journal and the draft of its communiqué (N8, N25), for planners alone."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import Invitation
from meetings.rules.vocabulary import Format, Openness, StepKind
from tests.exchange.pdfs import text_of, told
from tests.factories import (
    CountryFactory,
    EntryFactory,
    InvitationFactory,
    MissionFactory,
    OccasionFactory,
    ReportFactory,
    RoomFactory,
)
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

OUTSIDE = (("visitor", 302), ("delegation_of_bangladesh", 404), ("delegation_of_uruguay", 404))
INVITED = Invitation.Answer.INVITED


@pytest.fixture
def meeting():
    """A meeting with contributors, with a report, a briefer's title, and who is invited."""
    mission = MissionFactory(acronym="FORCE", name_en="United Nations Force in Freedonia")
    entry = EntryFactory(
        on=date(2026, 12, 2),
        sitting__starts_at=time(10),
        sitting__room=RoomFactory(name="Security Council Chamber"),
        format=Format.TCC_MEETING,
        openness=Openness.CLOSED,
        title="Meeting with contributors: FORCE",
        briefers="Force Commander of FORCE",
        missions=[mission],
        internal_note="SECRET NOTE",
    )
    OccasionFactory(
        mission=mission,
        label="FORCE renewal",
        reports=[ReportFactory(symbol="S/2026/9"), ReportFactory(symbol="")],
        steps={StepKind.CONTRIBUTORS: entry},
    )
    InvitationFactory(entry=entry, country=CountryFactory(name_en="Uruguay"), answer=INVITED)
    InvitationFactory(entry=entry, country=CountryFactory(name_en="Pending"))
    return entry


def texts(response):
    assert response.status_code == 200
    return ["".join(found["text"]) for found in Page(response).elements("textarea")]


def of(entry, name="entry_texts"):
    return reverse(name, args=[entry.uid])


def test_both_texts_stand_there_to_be_copied(planner, meeting):
    journal, draft = texts(planner.client.get(of(meeting)))
    assert journal.splitlines() == [
        "Wednesday 2 December 2026",
        "10 a.m., [...] meeting (closed), Security Council Chamber",
        "1. Adoption of the agenda",
        "2. Meeting of the Security Council with the troop-contributing countries to the United Nations Force in "
        "Freedonia, pursuant to sections A and B of annex II to resolution 1353 (2001) (S/2026/9)",
        "Note: The countries contributing troops and police to the United Nations Force in Freedonia are invited.",
    ]
    assert (
        "heard a briefing under rule 39 of its provisional rules of procedure by [...], Force Commander"
        in draft
    )
    assert draft.endswith("had an exchange of views.")


def test_what_is_optional_is_chosen(planner, meeting):
    _journal, draft = texts(planner.client.get(of(meeting), {"shown": "on", "parties": "on"}))
    assert "exchange of views" not in draft
    assert draft.endswith("The following were invited:\n\n(a) contributor to the mission: Uruguay")


def test_the_pdf_holds_what_was_chosen_and_is_kept_by_nobody(planner, meeting):
    found = Page(planner.client.get(of(meeting), {"shown": "on", "parties": "on"}))
    ((_words, address),) = [link for link in found.links() if link[0] == "PDF"]
    response = planner.client.get(address)
    said = text_of(response.content)
    assert "contributor to the mission: Uruguay" in said
    assert "exchange of views" not in said
    assert told(response.content)["tagged"]
    assert response["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"
    assert response["Content-Disposition"] == 'inline; filename="communique-draft.pdf"'


@pytest.mark.parametrize(("who", "status"), OUTSIDE)
@pytest.mark.parametrize("name", ["entry_texts", "communique_pdf"])
def test_nobody_else_reads_them(request, meeting, who, status, name):
    response = request.getfixturevalue(who).client.get(of(meeting, name))
    assert response.status_code == status
    assert "FORCE" not in response.content.decode()


def test_the_internal_note_is_in_no_text(planner, meeting):
    assert "SECRET NOTE" not in planner.client.get(of(meeting)).content.decode()


def test_what_is_held_in_public_has_no_communique(planner):
    entry = EntryFactory(on=date(2026, 12, 2))
    assert len(texts(planner.client.get(of(entry)))) == 1
    assert planner.client.get(of(entry, "communique_pdf")).status_code == 404


def test_an_entry_that_is_gone_has_none(planner, meeting):
    address = of(meeting)
    Invitation.objects.all().delete()
    meeting.delete()
    assert planner.client.get(address).status_code == 404


def test_they_are_found_from_the_entry_and_from_the_papers_and_lead_back(planner, meeting):
    link = ("Journal and communiqué", of(meeting))
    occasion = meeting.steps.get().occasion
    for address in (
        of(meeting, "entry_edit"),
        of(meeting, "entry_papers"),
        reverse("occasion_papers", args=[occasion.uid]),
    ):
        assert link in Page(planner.client.get(address)).links()
    back = Page(planner.client.get(of(meeting))).links()
    assert ("Papers of FORCE renewal", reverse("occasion_papers", args=[occasion.uid])) in back


def test_they_cost_the_same_at_1_and_at_200_parties(planner, meeting):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            planner.client.get(of(meeting), {"shown": "on", "parties": "on"})
        return len(queries)

    of_one = cost()
    for number in range(200):
        InvitationFactory(entry=meeting, country=CountryFactory(name_en=f"Country {number}"), answer=INVITED)
    assert cost() == of_one <= 10


def test_what_people_type_is_text(planner, meeting):
    meeting.title = meeting.briefers = meeting.footnote = "</textarea><script>alert(1)</script>"
    meeting.save()
    said = planner.client.get(of(meeting)).content.decode()
    assert said.count("</textarea>") == 2
    assert "<script>alert" not in said
