"""What the entry for a step is before a planner says otherwise."""

import pytest

from meetings.planning.step_defaults import StepMission, step_defaults
from meetings.rules.vocabulary import Format, Openness, StepKind

UNIFIL = StepMission("UNIFIL", "United Nations Interim Force in Lebanon", "The situation in the Middle East")


def test_the_meeting_with_contributors_bears_the_item_of_resolution_1353():
    meeting = step_defaults(StepKind.CONTRIBUTORS, UNIFIL)
    assert (meeting.format, meeting.openness, meeting.room) == (
        Format.TCC_MEETING,
        Openness.CLOSED,
        "Security Council Chamber",
    )
    assert meeting.agenda == (
        "Meeting of the Security Council with the troop-contributing countries to the United Nations Interim Force "
        "in Lebanon, pursuant to sections A and B of annex II to resolution 1353 (2001)",
    )


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (StepKind.CONSULTATIONS, (Format.CONSULTATIONS, Openness.CLOSED, "Consultations Room")),
        (StepKind.ADOPTION, (Format.ADOPTION, Openness.PUBLIC, "Security Council Chamber")),
        (StepKind.POLITICO_MILITARY, (Format.POLITICO_MILITARY, Openness.CLOSED, "")),
        (StepKind.SECRETARIAT_BEFORE, (Format.SECRETARIAT_MEETING, Openness.CLOSED, "")),
        (StepKind.ASSESSMENT, (Format.ASSESSMENT_MISSION, Openness.CLOSED, "")),
    ],
)
def test_each_step_has_its_format_and_room(kind, expected):
    made = step_defaults(kind, UNIFIL)
    assert (made.format, made.openness, made.room) == expected


def test_what_no_entry_carries_has_none():
    dated = [kind for kind in StepKind if step_defaults(kind, UNIFIL) is None]
    assert dated == [StepKind.REPORT, StepKind.INVITATION, StepKind.MANDATE_END]


def test_a_mission_without_an_item_of_its_own_is_named():
    assert step_defaults(StepKind.ADOPTION, StepMission("UNSOS", "Support Office")).title == "UNSOS"
