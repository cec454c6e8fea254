"""Who is invited to which meeting, letter by letter of resolution 1353 (2001), annex II.B.3."""

import pytest

from meetings.planning.invitees import ABOUT, AS_OF_RIGHT, SEATS, Claim, Meeting, Party, meeting_of
from meetings.rules.vocabulary import Format, StepKind

T, C = StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS


@pytest.mark.parametrize(
    ("form", "steps", "about_a_mission", "meeting"),
    [
        (Format.TCC_MEETING, (), True, Meeting.WITH_CONTRIBUTORS),
        (Format.PRIVATE_MEETING, (T,), True, Meeting.WITH_CONTRIBUTORS),
        (Format.VIDEOCONFERENCE, (T,), True, Meeting.WITH_CONTRIBUTORS),
        (Format.PRIVATE_MEETING, (), True, None),
        (Format.SECRETARIAT_MEETING, (), True, Meeting.SECRETARIAT),
        (Format.OTHER, (StepKind.SECRETARIAT_AFTER,), True, Meeting.SECRETARIAT),
        (Format.SUBSIDIARY_BODY, (), True, Meeting.WORKING_GROUP),
        (Format.SUBSIDIARY_BODY, (), False, None),
        (Format.POLITICO_MILITARY, (), True, Meeting.POLITICO_MILITARY),
        (Format.INTERACTIVE_DIALOGUE, (T,), True, Meeting.INFORMAL),
        (Format.INTERACTIVE_DIALOGUE, (), True, None),
        (Format.CONSULTATIONS, (C,), True, None),
        (Format.CONSULTATIONS, (T,), True, None),
        (Format.BRIEFING, (C,), True, None),
        (Format.ADOPTION, (), True, None),
    ],
)
def test_what_an_entry_is_to_those_who_might_be_invited(form, steps, about_a_mission, meeting):
    assert meeting_of(form, steps, about_a_mission=about_a_mission) == meeting


def test_ii_b_3_a_and_b_come_as_of_right_and_the_others_ask():
    seats = SEATS[Meeting.WITH_CONTRIBUTORS]
    assert {party for party, seat in seats.items() if seat.claim is Claim.RIGHT} == AS_OF_RIGHT
    assert {party.value for party, seat in seats.items() if seat.claim is Claim.REQUEST} == set("cdefgh")


def test_ii_b_3_d_f_and_h_only_observe():
    seats = SEATS[Meeting.WITH_CONTRIBUTORS]
    assert {party.value for party, seat in seats.items() if seat.observer} == set("dfh")


@pytest.mark.parametrize("meeting", Meeting)
def test_members_of_the_council_come_to_every_meeting(meeting):
    assert SEATS[meeting][Party.MEMBER].claim is Claim.RIGHT
    assert meeting in ABOUT


@pytest.mark.parametrize("meeting", [Meeting.WORKING_GROUP, Meeting.INFORMAL])
def test_at_informal_meetings_the_convener_chooses_among_contributors(meeting):
    assert SEATS[meeting][Party.CONTRIBUTOR].claim is Claim.CHOICE


def test_a_politico_military_briefing_is_for_members_alone():
    assert set(SEATS[Meeting.POLITICO_MILITARY]) == {Party.MEMBER}
