"""What is missing in the invitations, in words: a sentence for every kind of gap, in the singular and the plural."""

import pytest

from meetings.exchange.wording_invitations import GAPS, gap_text
from meetings.planning.invitation_gaps import Gap, GapKind
from meetings.rules.findings import Severity


def gap(kind, *parties, days=None):
    return Gap(kind, parties, Severity.WARNING, "", days)


def test_every_kind_of_gap_has_its_sentence():
    assert set(GAPS) == set(GapKind)


def test_one_party_is_told_in_the_singular_and_several_in_the_plural():
    assert gap_text(gap(GapKind.CONTRIBUTOR, "Nepal")) == "1 contributor is not invited."
    assert gap_text(gap(GapKind.CONTRIBUTOR, "Nepal", "Chad")) == "2 contributors are not invited."


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (0, "1 request is not decided; the meeting is today."),
        (1, "1 request is not decided; the meeting is in 1 day."),
        (5, "1 request is not decided; the meeting is in 5 days."),
    ],
)
def test_an_open_request_tells_when_the_meeting_is(days, told):
    assert gap_text(gap(GapKind.REQUEST, "Lebanon", days=days)) == told
