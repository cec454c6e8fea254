"""Answering proposals: business that comes back is accepted into a month, or left out of it this once.

Each proposal is answered once a month, whoever is first; the month is locked, so that of two who accept at once one
makes the entry and the other finds it made.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from meetings.models import Entry, Programme, ProposalAnswer, RecurringBusiness, User
from meetings.planning.recurring import Recurrence, comes_up_in, day_in
from meetings.rules.vocabulary import Format, Openness, StartKind
from meetings.services.audit import changing
from meetings.services.entry_content import EntryContent, SittingContent
from meetings.services.entry_writing import write_content
from meetings.services.locking import lock_programme
from meetings.services.on_record import refuse_record


def accept_proposals(
    *,
    businesses: Collection[int],
    programme: Programme,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> list[Entry]:
    """Make a tentative entry of each business that nobody has answered in that month: one step to take back.

    Args:
        businesses: their primary keys.
        now: an aware instant.
        request: the id of the request this is part of.

    Returns:
        The entries made; none where others answered all of them first.

    Raises:
        Refused: the month is on record.
    """
    refuse_record(programme)
    try:
        with changing(
            action="accept proposals",
            subject=programme,
            actor=actor,
            now=now,
            request=request,
            programme=programme,
        ):
            open_ones = _unanswered(businesses, programme)
            if not open_ones:
                raise _AllAnswered
            return [_accepted(business, programme) for business in open_ones]
    except _AllAnswered:
        return []


class _AllAnswered(Exception):
    """Others were faster, so there is no step to keep."""


def leave_out(
    *,
    business: RecurringBusiness,
    programme: Programme,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> bool:
    """Answer a proposal with no, for this month.

    It changes no plan and is no step to be undone: ``propose_again`` takes it back.

    Returns:
        Whether it was open; not so where somebody had answered it.

    Raises:
        Refused: the month is on record.
    """
    refuse_record(programme)
    with changing(action="leave out proposal", subject=business, actor=actor, now=now, request=request):
        open_ones = _unanswered([business.pk], programme)
        for one in open_ones:
            ProposalAnswer.objects.create(business=one, programme=programme)
    return bool(open_ones)


def propose_again(
    *,
    business: RecurringBusiness,
    programme: Programme,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> bool:
    """Take back that a business was left out of a month; one that was accepted stays accepted.

    Returns:
        Whether it was left out.
    """
    with changing(action="propose again", subject=business, actor=actor, now=now, request=request):
        lock_programme(pk=programme.pk)
        number, _ = ProposalAnswer.objects.filter(business=business, programme=programme, entry=None).delete()
    return bool(number)


def _unanswered(businesses: Collection[int], programme: Programme) -> list[RecurringBusiness]:
    """Those that nobody has answered, with the month locked until the transaction ends."""
    lock_programme(pk=programme.pk)
    answered = ProposalAnswer.objects.filter(programme=programme).values("business")
    rows = RecurringBusiness.objects.filter(pk__in=businesses, active=True).exclude(pk__in=answered)
    known = rows.select_related("room").prefetch_related("missions")
    return [row for row in known if comes_up_in(recurrence_of(row), programme.month)]


def _accepted(business: RecurringBusiness, programme: Programme) -> Entry:
    entry = Entry(programme=programme)
    write_content(entry, proposed_content(business, programme), {})
    ProposalAnswer.objects.create(business=business, programme=programme, entry=entry)
    return entry


def proposed_content(business: RecurringBusiness, programme: Programme) -> EntryContent:
    """What the entry says if the proposal is accepted; without a sitting where the business keeps to no day.

    Args:
        business: fetched with its room and its missions.
    """
    on = day_in(recurrence_of(business), programme.month)
    room = business.room.name if business.room else ""
    sitting = on and SittingContent(on, StartKind(business.start_kind), business.starts_at, room=room)
    missions = (one for one in business.missions.all() if not one.is_closed_on(on or programme.month))
    return EntryContent(
        format=Format(business.format),
        title=business.title,
        agenda=business.agenda,
        openness=Openness(business.openness),
        missions=tuple(mission.acronym for mission in missions),
        sittings=(sitting,) if sitting else (),
    )


def recurrence_of(business: RecurringBusiness) -> Recurrence:
    """How often it comes up, as the planning takes it."""
    return Recurrence(business.every, business.since, business.nth, business.weekday)
