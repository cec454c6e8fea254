"""What is told of an occasion to those whom it concerns."""

from datetime import date
from typing import Self
from uuid import UUID

from pydantic import Field

from meetings.api.fields import Acronym, Instant, Record, Verified
from meetings.api.findings import Finding
from meetings.api.paging import Page
from meetings.models import Invitation
from meetings.rules.facts import DateBasis, StepFact
from meetings.rules.vocabulary import Format, OccasionKind, PaperKind, ReportKind, StepKind
from meetings.snapshots.one_occasion import Invitee as InviteeFact
from meetings.snapshots.standing_reasons import Reason


class OccasionLine(Record):
    """One reason to hear the contributors of one mission."""

    uid: UUID
    """By which it is asked for."""
    mission: Acronym
    kind: OccasionKind
    """Why contributors are to be heard."""
    label: str = Field(examples=["UNFICYP renewal of January 2027"])
    """What it is called."""
    mandate_end: date | None
    """The last day of the mandate it decides about."""
    decision: str
    """What concluded it; empty as long as nothing has."""
    new_end: date | None
    """The last day of what that decision set."""
    technical_rollover: bool
    """Whether the decision only gave more time."""
    urgent: bool
    """Of what is urgent the guideline asks no week."""
    concluded: bool
    """Whether it is over."""
    is_sample: bool
    """Made up to show the software at work."""
    verified: Verified


class Occasions(Page):
    """A page of occasions."""

    items: list[OccasionLine]
    """The occasions of this page."""


class Step(Record):
    """A step that has a day. Of several of one kind each is listed."""

    kind: StepKind
    """Which step, by its letter or short name."""
    on: date
    """The day, in New York."""
    entry: str
    """The uid of the line of the programme that carries it; empty where none does."""
    format: Format | None
    """What that line is."""
    basis: DateBasis
    """On record: it was held. Planned: it stands in the plan, or in the published programme."""
    verified: Verified
    note: str
    """Empty for those who may not read working notes."""

    @classmethod
    def of(cls, fact: StepFact, *, with_note: bool) -> Self:
        """From its fact; a note on a step still to come is a working note."""
        known = {name: getattr(fact, name) for name in ("kind", "on", "entry", "format", "basis", "verified")}
        return cls(**known, note=fact.note if with_note else "")


class ReportDates(Record):
    """A report and the days it is known by."""

    symbol: str = Field(examples=["S/2026/5"])
    """Empty where it has none yet."""
    kind: ReportKind
    """Written, oral, or a letter."""
    due_on: date | None
    """The day it is due."""
    advance_on: date | None
    """The day of its advance version."""
    signed_on: date | None
    """The day it was signed."""
    document_on: date | None
    """The date on the document."""
    circulated_on: date | None
    """In all official languages."""
    issued_on: date | None
    """The day it counts as issued: circulated, else the date on the document, else the day it is due."""
    verified: Verified


class Paper(Record):
    """One line of the checklist."""

    kind: PaperKind
    """Which paper."""
    due_on: date | None
    """The day it is due."""
    done_on: date | None
    """The day it was done."""
    symbol: str
    """Its symbol, if it has one."""
    not_needed: bool
    """Whether it was found not to be needed."""


class Invitee(Record):
    """A party to the meeting with contributors: invited, or to be invited by what is on record."""

    name: str
    """In the language of the answer."""
    category: Invitation.Category
    """Who it is, by resolution 1353 (2001), II.B.3, and S/2002/964."""
    role: Invitation.Role
    """Participant or observer."""
    answer: Invitation.Answer | None
    """None: no invitation is recorded, but one is due as of right."""
    personnel: int | None
    """Uniformed personnel that a country gives to the mission, in persons."""
    decided_on: date | None
    """When the answer was given."""

    @classmethod
    def of(cls, fact: InviteeFact) -> Self:
        """What the page of the occasion shows of it."""
        return cls(
            name=fact.name,
            category=Invitation.Category(fact.category),
            role=Invitation.Role(fact.role),
            answer=Invitation.Answer(fact.answer) if fact.answer else None,
            personnel=fact.personnel,
            decided_on=fact.decided_on if fact.answer else None,
        )


class ReasonGiven(Record):
    """Why a finding is accepted, for planners."""

    rule: str = Field(examples=["G13"])
    """Of which rule."""
    reason: str
    """In words."""
    given_by: str
    """Who gave it."""
    given_at: Instant
    """When."""
    stands: bool
    """False once the days it was given for have changed."""

    @classmethod
    def of(cls, given: Reason) -> Self:
        """With its standing."""
        row = given.row
        return cls(
            rule=row.rule,
            reason=row.reason,
            given_by=str(row.given_by),
            given_at=row.given_at,
            stands=given.stands,
        )


class OneOccasion(OccasionLine):
    """An occasion with its dates, as its reader may know them."""

    urgent_reason: str
    """Why it is urgent."""
    report_kind: ReportKind | None
    """What kind of report was asked for."""
    steps: list[Step]
    """Those that have a day their reader may know."""
    reports: list[ReportDates]
    """What it waits for."""
    papers: list[Paper]
    """The checklist."""
    invitees: list[Invitee]
    """Parties to the meeting with contributors."""
    invitees_derived: bool
    """No invitation as of right is on record, so those that are due as of right are worked out."""
    contributors_as_of: date | None
    """The month by which contributors are known, as its last day."""
    findings: list[Finding]
    """What each rule says of it, in the order of the catalogue."""
    reasons: list[ReasonGiven]
    """For planners; none for others."""
    notes: str
    """For planners, and for all whom it concerns once it is concluded."""
    source_note: str
    """What was noted of its source."""
    source_url: str
    """Where it was read."""
