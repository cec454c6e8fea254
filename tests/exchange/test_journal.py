"""The Journal's line of an entry (N8): every field the Journal prints, and blanks where nothing is on record."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exchange.item_titles import numbered, official_item
from meetings.exchange.journal import EntryToPrint, journal_lines
from meetings.planning.invitees import Meeting
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind

DECEMBER = date(2026, 12, 1)
SITTING = SittingFact(date(2026, 12, 7), StartKind.EXACT, time(10), room="Security Council Chamber")
NAME = "United Nations Force in Freedonia"


def entry(form=Format.BRIEFING, **about):
    values = {"title": "The situation in Freedonia", "sittings": (SITTING,)} | about
    return EntryFact("e", DECEMBER, form, **values)


def text(given_entry, **about):
    (line,) = journal_lines(EntryToPrint(given_entry, **about))
    return line.text.splitlines()


def test_n8_a_meeting_with_contributors_has_its_official_item_and_says_who_is_invited():
    meeting = entry(Format.TCC_MEETING, title="Meeting with contributors: FORCE", openness=Openness.CLOSED)
    assert text(meeting, missions=(NAME,), meeting=Meeting.WITH_CONTRIBUTORS) == [
        "Monday 7 December 2026",
        "10 a.m., [...] meeting (closed), Security Council Chamber",
        "1. Adoption of the agenda",
        "2. Meeting of the Security Council with the troop-contributing countries to the United Nations Force in "
        "Freedonia, pursuant to sections A and B of annex II to resolution 1353 (2001)",
        "Note: The countries contributing troops and police to the United Nations Force in Freedonia are invited.",
    ]


def test_an_agenda_that_cites_resolution_1353_is_kept_as_it_is():
    own = "Meeting with countries under resolution 1353 (2001), annex II"
    assert official_item(["Other matters", own], [NAME]) == own
    assert official_item(["Resolution 13530"], [NAME]).startswith(
        "Meeting of the Security Council with the troop-"
    )
    assert "[...]" in official_item([], [])


def test_consultations_are_no_meeting_and_have_no_number():
    consultations = entry(
        Format.CONSULTATIONS,
        openness=Openness.CLOSED,
        agenda=("The situation in Freedonia", "Other matters"),
        meeting_number="S/PV.7965",
        sittings=(
            replace(SITTING, start_kind=StartKind.AFTER_PREVIOUS, starts_at=None, room="Consultations Room"),
        ),
    )
    assert text(consultations, documents=("S/2017/473",)) == [
        "Monday 7 December 2026",
        "Following the adjournment of the meeting before, Consultations of the whole (closed), Consultations Room",
        "1. The situation in Freedonia (S/2017/473)",
        "2. Other matters",
    ]


def test_a_public_meeting_has_its_number_item_and_documents():
    assert text(entry(meeting_number="S/PV.7964"), documents=("S/2017/473", "S/2017/474")) == [
        "Monday 7 December 2026",
        "10 a.m., 7964th meeting, Security Council Chamber",
        "1. Adoption of the agenda",
        "2. The situation in Freedonia (S/2017/473 and S/2017/474)",
    ]


def test_a_subsidiary_body_that_meets_with_contributors():
    """As printed in the Journal of 21 March 2015: a closed meeting, with a note that contributors are invited."""
    body = entry(
        Format.SUBSIDIARY_BODY, title="Working Group on Peacekeeping Operations", openness=Openness.CLOSED
    )
    assert text(body, meeting=Meeting.WORKING_GROUP) == [
        "Monday 7 December 2026",
        "10 a.m., Working Group on Peacekeeping Operations: Closed meeting, Security Council Chamber",
        "Note: The troop- and police-contributing countries concerned are invited.",
    ]
    assert "Open meeting" in text(replace(body, openness=Openness.PUBLIC))[1]


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (StartKind.MORNING, "Morning"),
        (StartKind.AFTERNOON, "Afternoon"),
        (StartKind.AFTER_PREVIOUS, "Following the adjournment of the meeting before"),
        (StartKind.UNSET, "[...]"),
    ],
)
def test_a_start_without_a_time(kind, said):
    without = entry(sittings=(replace(SITTING, start_kind=kind, starts_at=None),))
    assert text(without)[1].startswith(f"{said}, ")


def test_what_is_not_on_record_is_a_blank():
    assert text(entry(sittings=()))[:2] == ["[...]", "[...], [...] meeting, [...]"]


def test_each_sitting_has_its_line():
    again = replace(SITTING, on=date(2026, 12, 8), resumption=1)
    lines = journal_lines(EntryToPrint(entry(sittings=(SITTING, again), meeting_number="7964")))
    assert [(line.day, line.what) for line in lines] == [
        ("Monday 7 December 2026", "7964th meeting"),
        ("Tuesday 8 December 2026", "7964th meeting (resumption 1)"),
    ]


def test_what_is_off_and_what_is_in_the_footnote_are_notes():
    off = entry(status=EntryStatus.POSTPONED, footnote="Moved to the 21st.")
    assert text(off)[-2:] == ["Note: Postponed.", "Note: Moved to the 21st."]
    assert text(replace(off, status=EntryStatus.CANCELLED, footnote=""))[-1] == "Note: Cancelled."


@pytest.mark.parametrize(
    ("record", "said"),
    [
        ("S/PV.7964", "7964th"),
        ("S/PV.7964 (Resumption 1)", "7964th"),
        ("5582", "5582nd"),
        ("", "[...]"),
        ("S/2026/12", "[...]"),
    ],
)
def test_the_number_of_a_meeting(record, said):
    assert numbered(record) == said


TEXT = st.text(max_size=40)


ENTRIES = st.builds(
    lambda form, title, agenda, footnote, room: entry(
        form, title=title, agenda=tuple(agenda), footnote=footnote, sittings=(replace(SITTING, room=room),)
    ),
    form=st.sampled_from(Format),
    title=TEXT,
    agenda=st.lists(TEXT, max_size=3),
    footnote=TEXT,
    room=TEXT,
)


@given(typed=ENTRIES, documents=st.lists(TEXT, max_size=2))
def test_whatever_was_typed_is_only_text(typed, documents):
    """Percent signs, braces and line breaks of people are printed, and break nothing."""
    for meeting in (None, *Meeting):
        (line,) = journal_lines(EntryToPrint(typed, (typed.title,), tuple(documents), meeting))
        assert line.room == (typed.sittings[0].room or "[...]")
        assert typed.footnote in line.text
