"""What is missing in the invitations to a meeting, in one calm line each."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext, ngettext, ngettext_lazy

from meetings.planning.invitation_gaps import Gap, GapKind

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

GAPS: Final[Mapping[GapKind, "StrPromise"]] = {
    GapKind.NOT_WRITTEN: ngettext_lazy(
        "The invitations are not written yet: %(number)d party is to be invited without asking.",
        "The invitations are not written yet: %(number)d parties are to be invited without asking.",
        "number",
    ),
    GapKind.CONTRIBUTOR: ngettext_lazy(
        "%(number)d contributor is not invited.",
        "%(number)d contributors are not invited.",
        "number",
    ),
    GapKind.MEMBER: ngettext_lazy(
        "%(number)d member of the Council is not invited.",
        "%(number)d members of the Council are not invited.",
        "number",
    ),
    GapKind.REQUEST: ngettext_lazy(
        "%(number)d request is not decided; %(when)s.",
        "%(number)d requests are not decided; %(when)s.",
        "number",
    ),
    GapKind.NO_LONGER: ngettext_lazy(
        "%(number)d party invited as of right is no longer a member or contributor by what is on record.",
        "%(number)d parties invited as of right are no longer members or contributors by what is on record.",
        "number",
    ),
    GapKind.ATTENDANCE: ngettext_lazy(
        "Of %(number)d contributor it is not known that both a military and a political officer come.",
        "Of %(number)d contributors it is not known that both a military and a political officer come.",
        "number",
    ),
}
"""One sentence a kind of gap; a test holds that none is missing."""


def gap_text(gap: Gap) -> str:
    """A gap as one sentence, without the names of the parties it is true of."""
    return GAPS[gap.kind] % {"number": len(gap.parties), "when": _when(gap.days or 0)}


def _when(days: int) -> str:
    if not days:
        return gettext("the meeting is today")
    text = ngettext("the meeting is in %(days)d day", "the meeting is in %(days)d days", days)
    return text % {"days": days}
