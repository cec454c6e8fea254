"""Writing the invitations that nobody decides about: members of the Council, and contributors to the mission."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Entry, Invitation, User
from meetings.planning.invitees import SEATS, Claim, Meeting, Party
from meetings.services.audit import changing
from meetings.services.locking import lock_entry
from meetings.services.refusals import Refused
from meetings.snapshots.invitations import Expected, expected_parties, meeting_of_entry

_DERIVED: Final = (Invitation.Category.MEMBER, Invitation.Category.CONTRIBUTOR)


@dataclass(frozen=True, slots=True)
class Derived:
    """What came of it: parties added, parties now listed as something else, and those nothing speaks for any more.

    ``gone`` stay on the list as they are: a planner withdraws an invitation, and says why.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


def derive_invitations(
    *, entry: Entry, today: date, actor: User | None, now: datetime, request: UUID | None = None
) -> Derived:
    """Write an invitation to every country that is to be invited without asking, as of ``today``'s figures.

    Who comes as of right counts as *invited* from the moment the list is written: resolution 1353, annex II.B.3,
    leaves nothing to decide. Where the convener chooses among the contributors (an informal meeting, the Working
    Group), they are *not decided*. Asked again after new contributions, it adds whoever is new; a country that
    was listed on request or as a potential contributor moves up to what it has become, unless it was turned down
    or withdrawn. The entry is locked first: asked twice at once, the second finds nothing left to do, and
    records nothing.

    Args:
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Refused: nobody is invited to such an entry.
    """
    with transaction.atomic():
        lock_entry(pk=entry.pk, seen=None)
        current = Entry.objects.with_parts().get(pk=entry.pk)
        meeting = meeting_of_entry(current)
        if meeting is None:
            raise Refused(gettext("Nobody is invited to an entry of this format."))
        expected, _months = expected_parties(current, meeting, today)
        rows = {row.country_id: row for row in current.invitations.select_related("country")}
        added = [one for pk, one in expected.items() if pk not in rows]
        moved = [(rows[pk], one) for pk, one in expected.items() if pk in rows and _moves_up(rows[pk], one)]
        if added or moved:
            with changing(
                action="derive invitations", subject=current, actor=actor, now=now, request=request
            ):
                for one in added:
                    Invitation.objects.create(
                        entry=current, country=one.country, **_values(meeting, one.party)
                    )
                for row, one in moved:
                    _move_up(row, _values(meeting, one.party))
    return Derived(
        tuple(str(one.country) for one in added),
        tuple(str(row) for row, _one in moved),
        tuple(
            str(row) for row in rows.values() if row.category in _DERIVED and row.country_id not in expected
        ),
    )


def _moves_up(row: Invitation, expected: Expected) -> bool:
    return row.category != expected.party and row.answer != Invitation.Answer.DECLINED


def _values(meeting: Meeting, party: Party) -> dict[str, str]:
    decided = SEATS[meeting][party].claim is Claim.RIGHT
    return {
        "category": party.value,
        "basis": Invitation.Basis.RIGHT,
        "role": Invitation.Role.PARTICIPANT,
        "answer": Invitation.Answer.INVITED if decided else Invitation.Answer.PENDING,
    }


def _move_up(row: Invitation, values: Mapping[str, str]) -> None:
    """It keeps an invitation it has, and the days it asked and was answered on."""
    invited = row.answer == Invitation.Answer.INVITED
    for name, value in values.items():
        if not (invited and name == "answer"):
            setattr(row, name, value)
    row.save()
