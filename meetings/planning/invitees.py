"""Who is invited to which meeting: the table of resolution 1353 (2001), annex II, and of the notes after it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from meetings.rules.rule import gettext_noop
from meetings.rules.vocabulary import FORMAL_MEETINGS, Format, StepKind


class Meeting(StrEnum):
    """The kinds of meeting to which parties are invited (resolution 1353, annex II; S/2002/56; report of 2017)."""

    WITH_CONTRIBUTORS = "with_contributors"
    SECRETARIAT = "secretariat"
    WORKING_GROUP = "working_group"
    INFORMAL = "informal"
    POLITICO_MILITARY = "politico_military"


class Party(StrEnum):
    """The parties by the letters of resolution 1353, annex II.B.3, after the members of the Council."""

    MEMBER = "member"
    CONTRIBUTOR = "a"
    POTENTIAL = "b"
    SPECIFIC_BODY = "c"
    OTHER_BODY = "d"
    SPECIAL_CONTRIBUTOR = "e"
    HOST = "f"
    CONTRIBUTING_ORGANIZATION = "g"
    OTHER_ORGANIZATION = "h"


AS_OF_RIGHT: Final = frozenset({Party.MEMBER, Party.CONTRIBUTOR, Party.POTENTIAL})
"""Nobody decides about these where the meeting is the Council's; all others ask the President (S/2002/964)."""

STATES_ALONE: Final = AS_OF_RIGHT | {Party.HOST}
BODIES_ALONE: Final = frozenset(
    {Party.SPECIFIC_BODY, Party.OTHER_BODY, Party.CONTRIBUTING_ORGANIZATION, Party.OTHER_ORGANIZATION}
)


class Claim(StrEnum):
    """How a party comes to a meeting: of its own right, by the choice of who convenes it, or at its own request."""

    RIGHT = "right"
    CHOICE = "choice"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class Seat:
    """How a party is invited to a kind of meeting, and whether it only observes."""

    claim: Claim
    observer: bool = False


_RIGHT, _CHOICE, _REQUEST = Seat(Claim.RIGHT), Seat(Claim.CHOICE), Seat(Claim.REQUEST)
_OBSERVER: Final = Seat(Claim.REQUEST, observer=True)

_ON_REQUEST: Final = {
    Party.SPECIFIC_BODY: _REQUEST,
    Party.OTHER_BODY: _OBSERVER,
    Party.SPECIAL_CONTRIBUTOR: _REQUEST,
    Party.HOST: _OBSERVER,
    Party.CONTRIBUTING_ORGANIZATION: _REQUEST,
    Party.OTHER_ORGANIZATION: _OBSERVER,
}

SEATS: Final[Mapping[Meeting, Mapping[Party, Seat]]] = {
    Meeting.WITH_CONTRIBUTORS: {
        Party.MEMBER: _RIGHT,
        Party.CONTRIBUTOR: _RIGHT,
        Party.POTENTIAL: _RIGHT,
        **_ON_REQUEST,
    },
    Meeting.SECRETARIAT: {
        Party.MEMBER: _RIGHT,
        Party.CONTRIBUTOR: _RIGHT,
        Party.POTENTIAL: _RIGHT,
        Party.SPECIFIC_BODY: _REQUEST,
    },
    Meeting.WORKING_GROUP: {
        Party.MEMBER: _RIGHT,
        Party.CONTRIBUTOR: _CHOICE,
        Party.POTENTIAL: _CHOICE,
        **_ON_REQUEST,
    },
    Meeting.INFORMAL: {Party.MEMBER: _RIGHT, Party.CONTRIBUTOR: _CHOICE, Party.POTENTIAL: _CHOICE},
    Meeting.POLITICO_MILITARY: {Party.MEMBER: _RIGHT},
}

ABOUT: Final[Mapping[Meeting, tuple[str, str]]] = {
    Meeting.WITH_CONTRIBUTORS: (
        gettext_noop(
            "Contributors and potential contributors are invited as of right; others ask the President."
        ),
        "S/RES/1353 (2001), annex II.B.3; S/2002/964",
    ),
    Meeting.SECRETARIAT: (
        gettext_noop("The Secretariat meets the contributors; members of the Council are invited as well."),
        "S/PRST/1994/62, subpara (f); S/PRST/1996/13, subpara (h)",
    ),
    Meeting.WORKING_GROUP: (
        gettext_noop(
            "The Secretariat names with the Chair the contributors concerned; the Chair may invite others."
        ),
        "S/2002/56, paras 3 to 6",
    ),
    Meeting.INFORMAL: (
        gettext_noop("About ten main contributors, at expert level, and all members of the Council."),
        gettext_noop("Report of the Working Group on Peacekeeping Operations for 2017, paras 62, 66 and 83"),
    ),
    Meeting.POLITICO_MILITARY: (
        gettext_noop("The Secretariat briefs the members of the Council; nobody else is invited."),
        "S/2009/659, attachment II",
    ),
}
"""Who is invited, as one sentence (an English message id), and where that stands."""

_SECRETARIAT_STEPS: Final = {StepKind.SECRETARIAT_BEFORE, StepKind.SECRETARIAT_AFTER}


def meeting_of(form: Format, steps: Collection[StepKind], *, about_a_mission: bool) -> Meeting | None:
    """What an entry is to those who might be invited; ``None`` where nobody is, as to consultations.

    Args:
        form: the format of the entry.
        steps: the steps it serves; an informal meeting is known by serving as the meeting with contributors.
        about_a_mission: whether it is about any mission; a subsidiary body that is meets jointly with contributors.
    """
    heard = StepKind.CONTRIBUTORS in steps
    if form is Format.TCC_MEETING or (heard and form in FORMAL_MEETINGS | {Format.VIDEOCONFERENCE}):
        return Meeting.WITH_CONTRIBUTORS
    if form is Format.SECRETARIAT_MEETING or _SECRETARIAT_STEPS & set(steps):
        return Meeting.SECRETARIAT
    if form is Format.SUBSIDIARY_BODY and (heard or about_a_mission):
        return Meeting.WORKING_GROUP
    if form is Format.POLITICO_MILITARY:
        return Meeting.POLITICO_MILITARY
    return Meeting.INFORMAL if heard and form is not Format.CONSULTATIONS else None
