"""What is missing in the invitations to a meeting: who should be there by the table and is not invited."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from meetings.planning.attendance import Attendance
from meetings.planning.invitees import AS_OF_RIGHT, SEATS, Claim, Meeting, Party
from meetings.rules.findings import Severity

TO_DECIDE_DAYS: Final = 7
"""Calendar days before a meeting from which an open request is pointed out: our own choice."""

_NOT_THE_COUNCILS: Final = frozenset({Meeting.SECRETARIAT, Meeting.WORKING_GROUP, Meeting.INFORMAL})
"""Meetings that are no meetings of the Council, so that its members come only if invited."""


class Answer(StrEnum):
    """How it stands with a party; ``NOT_WRITTEN``: it is to be invited, and no invitation is on record."""

    NOT_WRITTEN = ""
    PENDING = "pending"
    INVITED = "invited"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class PartyFact:
    """A party to a meeting. ``expected``: it sits on the Council that day, or contributes by the latest month."""

    name: str
    party: Party
    answer: Answer
    expected: bool = False
    attendance: Attendance = field(default_factory=Attendance)


class GapKind(StrEnum):
    NOT_WRITTEN = "not_written"
    CONTRIBUTOR = "contributor"
    MEMBER = "member"
    REQUEST = "request"
    NO_LONGER = "no_longer"
    ATTENDANCE = "attendance"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing, with all the parties it is true of, and the document that asks for it."""

    kind: GapKind
    parties: tuple[str, ...]
    severity: Severity
    source: str
    days: int | None = None


def invitation_gaps(
    meeting: Meeting, parties: Iterable[PartyFact], day: date | None, today: date
) -> tuple[Gap, ...]:
    """The gaps of a meeting, the gravest first; none for one that is past.

    A contributor not invited is a gap where contributors come as of right (resolution 1353, annex II.B.3 (a) and
    (b)); a member of the Council not invited is one at a meeting that is not the Council's own (report of 2017,
    para 83). While nothing at all is written down, that alone is said. Days are calendar days.

    Args:
        day: the day of the meeting; ``None`` while it has none.
    """
    if day and day < today:
        return ()
    facts = tuple(parties)
    if not any(fact.answer for fact in facts if fact.party in AS_OF_RIGHT):
        found = [_not_written(facts), _open_requests(facts, day, today)]
    else:
        found = [
            _contributors_left_out(meeting, facts),
            _members_left_out(meeting, facts),
            _open_requests(facts, day, today),
            _no_longer_expected(facts),
            _officers_missing(facts),
        ]
    return tuple(sorted((gap for gap in found if gap), key=lambda gap: -gap.severity.rank))


def _gap(
    kind: GapKind,
    facts: Sequence[PartyFact],
    is_one: Callable[[PartyFact], bool],
    severity: Severity,
    *,
    source: str = "",
    days: int | None = None,
) -> Gap | None:
    """The gap, if it is true of any party."""
    names = tuple(fact.name for fact in facts if is_one(fact))
    return Gap(kind, names, severity, source, days) if names else None


def _not_written(facts: Sequence[PartyFact]) -> Gap | None:
    return _gap(GapKind.NOT_WRITTEN, facts, lambda fact: fact.expected, Severity.HINT)


def _contributors_left_out(meeting: Meeting, facts: Sequence[PartyFact]) -> Gap | None:
    """A contributor by the latest month, or one that the Secretary-General named, without an invitation."""
    seats = SEATS[meeting]

    def left_out(fact: PartyFact) -> bool:
        seat = seats.get(fact.party)
        due = fact.party is Party.POTENTIAL or (fact.party is Party.CONTRIBUTOR and fact.expected)
        return due and bool(seat and seat.claim is Claim.RIGHT) and fact.answer is not Answer.INVITED

    source = "S/RES/1353 (2001), annex II.B.3 (a), (b)"
    return _gap(GapKind.CONTRIBUTOR, facts, left_out, Severity.WARNING, source=source)


def _members_left_out(meeting: Meeting, facts: Sequence[PartyFact]) -> Gap | None:
    """To the Council's own meetings its members come uninvited, so there it is only noted."""
    severity = Severity.WARNING if meeting in _NOT_THE_COUNCILS else Severity.NOTE

    def left_out(fact: PartyFact) -> bool:
        return fact.party is Party.MEMBER and fact.expected and fact.answer is not Answer.INVITED

    source = "Report of the Working Group on Peacekeeping Operations for 2017, para 83"
    return _gap(GapKind.MEMBER, facts, left_out, severity, source=source)


def _open_requests(facts: Sequence[PartyFact], day: date | None, today: date) -> Gap | None:
    days = (day - today).days if day else None
    if days is None or days > TO_DECIDE_DAYS:
        return None

    def is_open(fact: PartyFact) -> bool:
        return fact.party not in AS_OF_RIGHT and fact.answer is Answer.PENDING

    return _gap(GapKind.REQUEST, facts, is_open, Severity.WARNING, source="S/2002/964", days=days)


def _no_longer_expected(facts: Sequence[PartyFact]) -> Gap | None:
    """Invited as member or contributor, and neither by what is now on record; nobody is struck off silently."""

    def is_one(fact: PartyFact) -> bool:
        derived = fact.party in (Party.MEMBER, Party.CONTRIBUTOR)
        return derived and not fact.expected and fact.answer is Answer.INVITED

    return _gap(GapKind.NO_LONGER, facts, is_one, Severity.HINT)


def _officers_missing(facts: Sequence[PartyFact]) -> Gap | None:
    """Of each contributor both a military and a political officer are asked for (S/2006/507, para 31)."""

    def is_one(fact: PartyFact) -> bool:
        contributes = fact.party in (Party.CONTRIBUTOR, Party.POTENTIAL)
        return contributes and fact.answer is Answer.INVITED and not fact.attendance.whole

    return _gap(GapKind.ATTENDANCE, facts, is_one, Severity.NOTE, source="S/2006/507, para 31")
