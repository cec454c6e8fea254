"""What is missing in the invitations to a meeting, in one calm line each."""

from collections.abc import Callable, Mapping
from typing import Final

from django.utils.translation import gettext, ngettext

from meetings.planning.invitation_gaps import Gap, GapKind


def gap_text(gap: Gap) -> str:
    """A gap as one sentence, without the names of the parties it is true of."""
    return _WORDED[gap.kind](gap)


def _not_written(gap: Gap) -> str:
    text = ngettext(
        "The invitations are not written yet: %(number)d party is to be invited without asking.",
        "The invitations are not written yet: %(number)d parties are to be invited without asking.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties)}


def _contributor(gap: Gap) -> str:
    text = ngettext(
        "%(number)d contributor is not invited.",
        "%(number)d contributors are not invited.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties)}


def _member(gap: Gap) -> str:
    text = ngettext(
        "%(number)d member of the Council is not invited.",
        "%(number)d members of the Council are not invited.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties)}


def _request(gap: Gap) -> str:
    text = ngettext(
        "%(number)d request is not decided; %(when)s.",
        "%(number)d requests are not decided; %(when)s.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties), "when": _when(gap.days or 0)}


def _when(days: int) -> str:
    if not days:
        return gettext("the meeting is today")
    text = ngettext("the meeting is in %(days)d day", "the meeting is in %(days)d days", days)
    return text % {"days": days}


def _no_longer(gap: Gap) -> str:
    text = ngettext(
        "%(number)d party invited as of right is no longer a member or contributor by what is on record.",
        "%(number)d parties invited as of right are no longer members or contributors by what is on record.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties)}


def _attendance(gap: Gap) -> str:
    text = ngettext(
        "Of %(number)d contributor it is not known that both a military and a political officer come.",
        "Of %(number)d contributors it is not known that both a military and a political officer come.",
        len(gap.parties),
    )
    return text % {"number": len(gap.parties)}


_WORDED: Final[Mapping[GapKind, Callable[[Gap], str]]] = {
    GapKind.NOT_WRITTEN: _not_written,
    GapKind.CONTRIBUTOR: _contributor,
    GapKind.MEMBER: _member,
    GapKind.REQUEST: _request,
    GapKind.NO_LONGER: _no_longer,
    GapKind.ATTENDANCE: _attendance,
}
