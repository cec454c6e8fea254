"""One occasion with all its page shows: six queries at most, beside those that fetched it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from meetings.models import Contribution, Invitation, Justification, Occasion
from meetings.rules.facts import EntryFact, OccasionFact
from meetings.rules.vocabulary import StepKind
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.invitations import contributions, members_on
from meetings.snapshots.occasions import occasion_fact
from meetings.snapshots.published import published_entries

AROUND_THE_MEETING = (
    StepKind.CONTRIBUTORS,
    StepKind.CONSULTATIONS,
    StepKind.ADOPTION,
    StepKind.MANDATE_END,
)
"""Whose day says who was, or is, to be invited: the meeting's own, else the nearest after it that is known."""

REACH = relativedelta(months=6)
"""How far around an occasion's dates a published month may still hold one of its entries."""


@dataclass(frozen=True, slots=True)
class Invitee:
    """A party to the meeting: invited, or (no ``answer``) to be invited by what is on record."""

    name: str
    category: str
    basis: str
    role: str
    answer: str = ""
    personnel: int | None = None
    attendance: str = ""
    requested_on: date | None = None
    decided_on: date | None = None


@dataclass(frozen=True, slots=True)
class OccasionSnapshot:
    """An occasion as its reader may know it. ``published`` is empty for one who sees the drafts.

    ``invitees_derived`` says that no invitation as of right is on record, so that those are worked out.
    """

    fact: OccasionFact
    calendar: WorkingDays
    published: dict[str, EntryFact]
    invitees: tuple[Invitee, ...]
    invitees_derived: bool
    contributors_as_of: date | None
    justifications: tuple[Justification, ...]


def occasion_snapshot(occasion: Occasion, today: date, *, drafts: bool) -> OccasionSnapshot:
    """An occasion fetched ``with_parts``; without ``drafts``, only what was held or published of it.

    Reasons given for findings name working dates, so they are told only to those who see the drafts.
    """
    published = {} if drafts else _published_around(occasion, today)
    fact = occasion_fact(occasion, None if drafts else published)
    meeting = next(filter(None, map(fact.on, AROUND_THE_MEETING)), today)
    given = _contributions(occasion, min(meeting, today))
    invited = _invited(fact, given)
    derived = all(invitee.basis != Invitation.Basis.RIGHT for invitee in invited)
    return OccasionSnapshot(
        fact=fact,
        calendar=headquarters_calendar(),
        published=published,
        invitees=invited + (_to_be_invited(meeting, given) if derived else ()),
        invitees_derived=derived,
        contributors_as_of=next((row.as_of for row in given.values()), None),
        justifications=tuple(_justifications(occasion)) if drafts else (),
    )


def _published_around(occasion: Occasion, today: date) -> dict[str, EntryFact]:
    """The published months in which an entry of this occasion may stand.

    Taken around days that are no secret (a mandate's end, a decision, today), never around a working date.
    """
    decided = occasion.decision.adopted_on if occasion.decision else None
    middle = occasion.end or decided or today  # type: ignore[attr-defined]
    return published_entries(min(middle, today) - REACH, max(middle, today) + REACH)


def _invited(fact: OccasionFact, given: Mapping[int, Contribution]) -> tuple[Invitee, ...]:
    """The invitations to the meeting with contributors, where the reader knows of that meeting."""
    meeting = fact.step(StepKind.CONTRIBUTORS)
    if meeting is None or not meeting.entry:
        return ()
    rows = Invitation.objects.filter(entry__uid=meeting.entry).select_related("country")
    return tuple(
        Invitee(
            name=str(row),
            category=row.category,
            basis=row.basis,
            role=row.role,
            answer=row.answer,
            personnel=_personnel(row.country_id, given),
            attendance=row.attendance,
            requested_on=row.requested_on,
            decided_on=row.decided_on,
        )
        for row in rows
    )


def _personnel(country_id: int | None, given: Mapping[int, Contribution]) -> int | None:
    """What an invited country gives; nothing for an organization, or a country that gives none."""
    row = given.get(country_id) if country_id else None
    return row.total if row else None


def _to_be_invited(meeting: date, given: Mapping[int, Contribution]) -> tuple[Invitee, ...]:
    """Who is invited as of right: members of the Council on that day, and contributors (1353, II.B.3 (a))."""
    right, participant = Invitation.Basis.RIGHT, Invitation.Role.PARTICIPANT
    members = (
        Invitee(str(country), Invitation.Category.MEMBER, right, participant)
        for country in members_on(meeting)
    )
    contributors = (
        Invitee(str(row.country), Invitation.Category.CONTRIBUTOR, right, participant, personnel=row.total)
        for row in sorted(given.values(), key=lambda row: (-row.total, str(row.country)))
    )
    return (*members, *contributors)


def _contributions(occasion: Occasion, until: date) -> dict[int, Contribution]:
    """By country, those of the last month on record before the meeting that sent anybody at all."""
    return {row.country_id: row for row in contributions([occasion.mission_id], until)}


def _justifications(occasion: Occasion) -> QuerySet[Justification]:
    return Justification.objects.filter(occasion=occasion).select_related("given_by")
