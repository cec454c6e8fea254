"""What the rules are told: plain New York dates in frozen records, free of any database.

A date that is not known is ``None``. All gaps are taken between dates, never instants, so that
neither the hour nor daylight saving can change a finding.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum

from meetings.rules.months import first_of
from meetings.rules.vocabulary import (
    NOT_WRITTEN,
    OFF,
    EntryStatus,
    Format,
    MandateAction,
    MandateKind,
    OccasionKind,
    Openness,
    PaperKind,
    ReportKind,
    StartKind,
    StepKind,
)


class DateBasis(StrEnum):
    """What stands behind a date, so that a planned one is never shown as a fact."""

    ON_RECORD = "on_record"
    CIRCULATED = "circulated"
    DOCUMENT = "document"
    PLANNED = "planned"


@dataclass(frozen=True, slots=True)
class ReportFact:
    """One report of the Secretary-General and the dates it is known by."""

    symbol: str = ""
    kind: ReportKind = ReportKind.WRITTEN
    due_on: date | None = None
    advance_on: date | None = None
    signed_on: date | None = None
    document_on: date | None = None
    circulated_on: date | None = None
    verified: bool = True

    @property
    def issued_on(self) -> date | None:
        """The day it counts as issued: circulated, else the date printed on it, else the day it is due."""
        return self.circulated_on or self.document_on or self.due_on

    @property
    def basis(self) -> DateBasis | None:
        """What stands behind ``issued_on``; a due date is only a plan (domain decision 2)."""
        if self.circulated_on:
            return DateBasis.CIRCULATED
        if self.document_on:
            return DateBasis.DOCUMENT
        return DateBasis.PLANNED if self.due_on else None


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One line of a checklist: what, when it is due, when it was done (both may be open)."""

    kind: PaperKind
    due_on: date | None = None
    done_on: date | None = None
    symbol: str = ""
    not_needed: bool = False


@dataclass(frozen=True, slots=True)
class StepFact:
    """A dated step of an occasion and the entry that carries it, where there is one."""

    kind: StepKind
    on: date
    entry: str = ""
    format: Format | None = None
    basis: DateBasis = DateBasis.ON_RECORD
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class OccasionFact:
    """One reason to hear the contributors, with every date that belongs to its chain."""

    uid: str
    mission: str
    kind: OccasionKind = OccasionKind.RENEWAL
    label: str = ""
    urgent: bool = False
    urgent_reason: str = ""
    report_kind: ReportKind | None = None
    reports: tuple[ReportFact, ...] = ()
    steps: tuple[StepFact, ...] = ()
    papers: tuple[PaperFact, ...] = ()
    mandate_end: date | None = None
    mandate_end_verified: bool = True
    new_end: date | None = None
    decision: str = ""
    concluded: bool = False
    verified: bool = True

    def step(self, kind: StepKind) -> StepFact | None:
        """The first step of this kind, by date; ``None`` when it is not placed.

        Of several consultations, the first after the meeting with contributors (domain decision 5), else the last.
        """
        placed = sorted((step for step in self.steps if step.kind == kind), key=lambda step: step.on)
        if kind is StepKind.CONSULTATIONS and placed[1:] and (meeting := self.step(StepKind.CONTRIBUTORS)):
            return next((step for step in placed if step.on > meeting.on), placed[-1])
        return placed[0] if placed else None

    def on(self, kind: StepKind) -> date | None:
        """The date of a step: the report's issue, the mandate's end, or the day its entry is placed on."""
        if kind is StepKind.REPORT:
            return self.report.issued_on if self.report else None
        if kind is StepKind.MANDATE_END:
            return self.mandate_end
        step = self.step(kind)
        return step.on if step else None

    @property
    def report(self) -> ReportFact | None:
        """The report the meeting waits for: the last to be issued, and not an oral one beside one in writing."""
        reports = [report for report in self.reports if report.kind not in NOT_WRITTEN] or self.reports
        dated = [report for report in reports if report.issued_on]
        if dated:
            return max(dated, key=lambda report: report.issued_on or date.min)
        return reports[0] if reports else None

    def paper(self, kind: PaperKind) -> PaperFact | None:
        """The checklist line of this kind, if one was ever written down."""
        return next((paper for paper in self.papers if paper.kind == kind), None)

    @property
    def month(self) -> date | None:
        """The month its findings belong to: the meeting's, else that of the mandate's end (domain decision 15)."""
        day = self.on(StepKind.CONTRIBUTORS) or self.mandate_end
        return first_of(day) if day else None


@dataclass(frozen=True, slots=True)
class MandateFact:
    """One period of a mission's mandate. ``ends`` is its last day; ``None`` when open-ended or not read."""

    mission: str
    decision: str
    decided_on: date | None
    ends: date | None
    begins: date | None = None
    kind: MandateKind = MandateKind.FIXED
    action: MandateAction = MandateAction.RENEWAL
    strand: str = ""
    verified: bool = True
    mission_closed_on: date | None = None
    has_contributors: bool = False
    """Whether countries give it uniformed personnel; only then does L5 expect a meeting with them."""


@dataclass(frozen=True, slots=True)
class SittingFact:
    """One sitting of an entry, in New York time. ``room`` is the room's name."""

    on: date
    start_kind: StartKind = StartKind.UNSET
    starts_at: time | None = None
    ends_at: time | None = None
    room: str = ""
    shared_room: bool = False
    position: int = 0
    resumption: int = 0


@dataclass(frozen=True, slots=True)
class EntryFact:
    """One line of the programme. No sitting means an undated line (a footnote of the month)."""

    uid: str
    month: date
    format: Format
    title: str
    agenda: tuple[str, ...] = ()
    missions: tuple[str, ...] = ()
    sittings: tuple[SittingFact, ...] = ()
    openness: Openness = Openness.PUBLIC
    status: EntryStatus = EntryStatus.TENTATIVE
    convener: str = ""
    level: str = ""
    briefers: str = ""
    footnote: str = ""
    documents: str = ""
    meeting_number: str = ""
    outcome: str = ""
    vote: str = ""
    revision: int = 1
    steps: tuple[StepKind, ...] = ()
    occasions: tuple[str, ...] = ()
    agenda_sent_on: date | None = None
    called_in_urgency: bool = False
    verified: bool = True
    source_url: str = ""
    revised: bool = False

    @property
    def on(self) -> date | None:
        """The first day it sits; ``None`` for an undated entry."""
        return min((sitting.on for sitting in self.sittings), default=None)

    @property
    def counts(self) -> bool:
        """Whether its dates may be counted: a postponed or cancelled entry only stays visible."""
        return self.status not in OFF


@dataclass(frozen=True, slots=True)
class HolidayFact:
    """An official holiday at New York Headquarters (floating days do not close the house)."""

    on: date
    name: str
    official: bool = True
    verified: bool = True


@dataclass(frozen=True, slots=True)
class ProgrammeFact:
    """One month's programme as a whole, for the rules that speak of the month itself."""

    month: date
    adopted_on: date | None = None
    papers: tuple[PaperFact, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanFacts:
    """All that bears on one month: its entries with the neighbours' tails, occasions, mandates, holidays."""

    month: date
    today: date
    entries: tuple[EntryFact, ...] = ()
    occasions: tuple[OccasionFact, ...] = ()
    mandates: tuple[MandateFact, ...] = ()
    holidays: tuple[HolidayFact, ...] = ()
    programme: ProgrammeFact | None = field(default=None)


def official_days(holidays: Iterable[HolidayFact]) -> frozenset[date]:
    """The days on which Headquarters is closed."""
    return frozenset(holiday.on for holiday in holidays if holiday.official)
