"""Adding a party by hand: a potential contributor, or one that asks to be invited."""

from datetime import date, datetime
from typing import Final
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext

from meetings.models import Country, Entry, Invitation, User
from meetings.planning.invitees import (
    BODIES_ALONE,
    SEATS,
    STATES_ALONE,
    Claim,
    Meeting,
    Party,
    Seat,
)
from meetings.services.audit import changing
from meetings.services.locking import lock_entry
from meetings.services.refusals import Refused
from meetings.snapshots.invitations import meeting_of_entry

BY_HAND: Final = frozenset(Party) - {Party.MEMBER, Party.CONTRIBUTOR}
"""Members and contributors are derived from what is on record, and never typed in."""


def parties_by_hand(meeting: Meeting) -> tuple[Party, ...]:
    """The parties that can be added to a kind of meeting, in the order of the resolution."""
    return tuple(party for party in SEATS[meeting] if party in BY_HAND)


def add_party(
    *,
    entry: Entry,
    party: Party,
    country: Country | None,
    organization: str,
    requested_on: date | None,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Invitation:
    """Put a party on the list of a meeting: invited where it comes as of right, else not decided.

    Whether it takes part or observes follows the table of resolution 1353, annex II.B.3. The entry is locked
    first, so that a party added twice at once is on the list once.

    Args:
        country: the state that is to come; ``None`` for an organization.
        organization: the body that is to come; empty for a state.
        requested_on: the day in New York on which it asked; not kept of one that need not ask.
        now: an aware instant.
        request: the id of the request this is part of.

    Raises:
        Refused: no such party is invited to this meeting, it is a state where a body is meant or the other way
            round, or it is on the list already.
    """
    with transaction.atomic():
        lock_entry(pk=entry.pk, seen=None)
        current = Entry.objects.with_parts().get(pk=entry.pk)
        seat = _seat(meeting_of_entry(current), party)
        _refuse_the_wrong_kind(party, country, organization)
        _refuse_twice(current, country, organization)
        asks = seat.claim is Claim.REQUEST
        with changing(action="add party", subject=current, actor=actor, now=now, request=request):
            return Invitation.objects.create(
                entry=current,
                country=country,
                organization=organization,
                category=party.value,
                basis=Invitation.Basis.REQUEST if asks else Invitation.Basis.RIGHT,
                role=Invitation.Role.OBSERVER if seat.observer else Invitation.Role.PARTICIPANT,
                requested_on=requested_on if asks else None,
                answer=Invitation.Answer.INVITED if seat.claim is Claim.RIGHT else Invitation.Answer.PENDING,
            )


def _seat(meeting: Meeting | None, party: Party) -> Seat:
    seat = SEATS[meeting].get(party) if meeting else None
    if seat is None or party not in BY_HAND:
        raise Refused(gettext("Nobody is invited to this meeting as that."), field="party")
    return seat


def _refuse_the_wrong_kind(party: Party, country: Country | None, organization: str) -> None:
    if bool(country) == bool(organization):
        raise Refused(gettext("Give either a country or an organization."), field="organization")
    if organization and party in STATES_ALONE:
        raise Refused(gettext("Only a country can be invited as that."), field="organization")
    if country and party in BODIES_ALONE:
        raise Refused(gettext("Only a body or organization can be invited as that."), field="country")


def _refuse_twice(entry: Entry, country: Country | None, organization: str) -> None:
    rows = entry.invitations.all()
    if country and rows.filter(country=country).exists():
        raise Refused(gettext("It is on the list already."), field="country")
    if organization and rows.filter(organization__iexact=organization).exists():
        raise Refused(gettext("It is on the list already."), field="organization")
