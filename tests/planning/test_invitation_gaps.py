"""What is missing in the invitations to a meeting."""

from datetime import date

import pytest

from meetings.planning.attendance import Attendance
from meetings.planning.invitation_gaps import Answer, GapKind, PartyFact, invitation_gaps
from meetings.planning.invitees import Meeting, Party
from meetings.rules.findings import Severity

TODAY = date(2026, 11, 22)
FAR, NEAR = date(2026, 12, 10), date(2026, 11, 29)
BOTH = Attendance(military=True, political=True)
NOBODY = Answer.NOT_WRITTEN


def party(name, kind, answer=Answer.INVITED, *, expected=True, attendance=BOTH):
    return PartyFact(name, Party(kind), answer, expected, attendance)


def found(*parties, meeting=Meeting.WITH_CONTRIBUTORS, day=FAR):
    return {gap.kind: (gap.parties, gap.severity) for gap in invitation_gaps(meeting, parties, day, TODAY)}


def test_nothing_is_missing_where_everybody_is_invited():
    assert found(party("France", "member"), party("Nepal", "a"), party("Chad", "b", expected=False)) == {}


@pytest.mark.parametrize("answer", [NOBODY, Answer.PENDING, Answer.DECLINED])
def test_1353_ii_b_3_a_a_contributor_that_is_not_invited(answer):
    gaps = found(party("France", "member"), party("Nepal", "a", answer))
    assert gaps == {GapKind.CONTRIBUTOR: (("Nepal",), Severity.WARNING)}


def test_1353_ii_b_3_b_a_potential_contributor_whose_invitation_was_withdrawn():
    gaps = found(party("France", "member"), party("Chad", "b", Answer.DECLINED, expected=False))
    assert gaps == {GapKind.CONTRIBUTOR: (("Chad",), Severity.WARNING)}


@pytest.mark.parametrize("meeting", [Meeting.INFORMAL, Meeting.WORKING_GROUP])
def test_a_contributor_that_was_not_chosen_is_no_gap(meeting):
    gaps = found(party("France", "member"), party("Nepal", "a", Answer.PENDING), meeting=meeting)
    assert gaps == {}


@pytest.mark.parametrize(
    ("meeting", "severity"),
    [
        (Meeting.INFORMAL, Severity.WARNING),
        (Meeting.WORKING_GROUP, Severity.WARNING),
        (Meeting.SECRETARIAT, Severity.WARNING),
        (Meeting.WITH_CONTRIBUTORS, Severity.NOTE),
        (Meeting.POLITICO_MILITARY, Severity.NOTE),
    ],
)
def test_para_83_a_member_missing_at_a_meeting_that_is_not_the_councils(meeting, severity):
    gaps = found(party("France", "member"), party("Guyana", "member", NOBODY), meeting=meeting)
    assert gaps == {GapKind.MEMBER: (("Guyana",), severity)}


def test_while_nothing_is_written_that_alone_is_said():
    gaps = found(party("France", "member", NOBODY), party("Nepal", "a", NOBODY))
    assert gaps == {GapKind.NOT_WRITTEN: (("France", "Nepal"), Severity.HINT)}


@pytest.mark.parametrize(("day", "number"), [(NEAR, 1), (date(2026, 11, 30), 0), (TODAY, 1), (None, 0)])
def test_s_2002_964_a_request_nobody_decided_within_seven_days_of_the_meeting(day, number):
    parties = (party("France", "member"), party("African Union", "h", Answer.PENDING, expected=False))
    gaps = invitation_gaps(Meeting.WITH_CONTRIBUTORS, parties, day, TODAY)
    assert [gap.kind for gap in gaps] == [GapKind.REQUEST] * number


def test_a_request_is_open_whether_or_not_the_list_is_written():
    gaps = found(
        party("France", "member", NOBODY), party("Lebanon", "f", Answer.PENDING, expected=False), day=NEAR
    )
    assert gaps[GapKind.REQUEST] == (("Lebanon",), Severity.WARNING)


@pytest.mark.parametrize("kind", ["member", "a"])
def test_who_has_left_since_the_list_was_written(kind):
    gaps = found(party("France", "member"), party("Ghana", kind, expected=False))
    assert gaps == {GapKind.NO_LONGER: (("Ghana",), Severity.HINT)}


@pytest.mark.parametrize("attendance", [Attendance(), Attendance(military=True), Attendance(political=True)])
def test_s_2006_507_para_31_one_officer_alone_is_only_a_note(attendance):
    gaps = found(party("France", "member", attendance=attendance), party("Nepal", "a", attendance=attendance))
    assert gaps == {GapKind.ATTENDANCE: (("Nepal",), Severity.NOTE)}


def test_the_gravest_comes_first():
    parties = (
        party("France", "member", NOBODY),
        party("Ghana", "a", expected=False, attendance=Attendance()),
        party("Nepal", "a", NOBODY),
    )
    gaps = invitation_gaps(Meeting.WITH_CONTRIBUTORS, parties, FAR, TODAY)
    assert [gap.kind for gap in gaps] == [
        GapKind.CONTRIBUTOR,
        GapKind.NO_LONGER,
        GapKind.MEMBER,
        GapKind.ATTENDANCE,
    ]


def test_nothing_is_missing_at_a_meeting_that_is_past():
    assert found(party("Nepal", "a", NOBODY), day=date(2026, 11, 21)) == {}
