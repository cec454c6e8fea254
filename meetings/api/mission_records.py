"""What is told of a mission."""

from datetime import date
from typing import Self

from pydantic import Field

from meetings import models
from meetings.api.fields import Acronym, Country, Record, Verified, country
from meetings.api.paging import Page
from meetings.models.contributions import PERSONNEL
from meetings.rules.vocabulary import MandateAction, MandateKind, ReportKind


class MissionAbout(Record):
    """What a mission is called and where it is."""

    acronym: Acronym
    name: str = Field(examples=["United Nations Peacekeeping Force in Cyprus"])
    """In English."""
    kind: models.Mission.Kind
    """Contributors are heard about peacekeeping operations."""
    area: str
    """Where it works."""
    region: models.Mission.Region | None
    """By region of the forecast."""
    closed_on: date | None
    """Where only the month is known, its last day."""


class MissionLine(MissionAbout):
    """One mission of the list."""

    mandate_ends: date | None
    """The last day of the mandate that runs; of several at once, of the one that ends first; else of the last."""
    open_ended: bool
    """Whether the mandate has no end."""
    days_left: int | None
    """Calendar days until then; none where the end has passed or there is none."""
    end_passed: bool
    """The end has passed and no later decision is recorded (rule L3)."""
    decision: str = Field(examples=["S/RES/2771 (2025)"])
    """What set it."""
    penholders: list[str]
    """Who drafts, now, in the language of the answer."""
    contributors: int
    """How many countries give uniformed personnel, by the latest month on record."""


class Missions(Page):
    """A page of missions, by acronym."""

    items: list[MissionLine]
    """The missions of this page."""


class Mandate(Record):
    """One period of a mandate, as one decision set it."""

    decision: str
    """Empty where it is not on record."""
    decided_on: date | None
    """When it was adopted."""
    begins: date | None
    """Its first day, where it is on record."""
    ends: date | None
    """The last day; none where it is open-ended or was not read."""
    kind: MandateKind
    """Fixed, open-ended, or on its way out."""
    action: MandateAction
    """What the decision did."""
    strand: str
    """Which of two mandates that run at once; empty for the main one."""
    verified: Verified


class Contributor(Record):
    """Uniformed personnel of one country, in persons."""

    country: Country
    """Who gives them."""
    troops: int
    """Persons."""
    staff_officers: int
    """Persons."""
    experts_on_mission: int
    """Persons."""
    individual_police: int
    """Persons."""
    formed_police: int
    """Persons in formed police units."""
    total: int
    """Persons of all kinds."""
    verified: Verified

    @classmethod
    def of(cls, row: models.Contribution) -> Self:
        """From its row, fetched with the country."""
        persons = {kind: getattr(row, kind) for kind in PERSONNEL}
        return cls(country=country(row.country), total=row.total, verified=row.verified, **persons)


class Requirement(Record):
    """One request of the Council to report."""

    decision: str = Field(examples=["S/RES/2771 (2025)"])
    """What asks for it."""
    kind: ReportKind
    """Written, oral, or a letter."""
    wording: str = Field(examples=["by 5 January 2026"])
    """As the decision words it."""
    due_on: date | None
    """The day, where one is set."""
    within: int | None
    """So many of ``unit`` after the decision."""
    every: int | None
    """Again and again, after so many of ``unit``."""
    unit: models.ReportRequirement.Unit | None
    """Calendar days, or months."""
    jointly_with: str
    """With whom, where it is asked of several."""
    verified: Verified

    @classmethod
    def of(cls, row: models.ReportRequirement) -> Self:
        """From its row, fetched with the decision."""
        return cls(
            decision=row.decision.symbol,
            kind=ReportKind(row.kind),
            wording=row.wording,
            due_on=row.due_on,
            within=row.within,
            every=row.every,
            unit=models.ReportRequirement.Unit(row.unit) if row.unit else None,
            jointly_with=row.jointly_with,
            verified=row.verified,
        )


class Report(Record):
    """A report, letter or oral report."""

    symbol: str = Field(examples=["S/2026/5"])
    """Empty where it has none yet."""
    title: str
    """Only of one that has no symbol."""
    kind: ReportKind
    """Written, oral, or a letter."""
    due_on: date | None
    """The day it is due, where one is known."""
    document_on: date | None
    """The date on the document."""
    circulated_on: date | None
    """The day it was circulated in all official languages: it counts as issued."""
    verified: Verified

    @classmethod
    def of(cls, row: models.Report) -> Self:
        """From its row; by what road it came is for those whom its occasion concerns."""
        return cls(
            symbol=row.symbol,
            title="" if row.symbol else row.title,
            kind=ReportKind(row.kind),
            due_on=row.due_on,
            document_on=row.document_on,
            circulated_on=row.circulated_on,
            verified=row.verified,
        )


class Penholding(Record):
    """Who drafts during a period."""

    countries: list[Country]
    """One, several jointly, or none."""
    begins: date | None
    """None where it is not known."""
    ends: date | None
    """None as long as it lasts."""
    verified: Verified

    @classmethod
    def of(cls, row: models.Penholding) -> Self:
        """From its row, fetched with its countries."""
        countries = [country(one) for one in row.countries.all()]
        return cls(countries=countries, begins=row.begins, ends=row.ends, verified=row.verified)


class HeldMeeting(Record):
    """A meeting with contributors on record."""

    on: date
    """The day, in New York."""
    number: str = Field(examples=["S/PV.10250"])
    """Its record."""
    verified: Verified


class OneMission(MissionAbout):
    """One mission with its history, each list the newest first."""

    acronym_fr: str
    """Empty where it is the same."""
    name_fr: str
    """The name in French."""
    agenda_item: str
    """The Council's agenda item."""
    host_countries: list[Country]
    """Where it is deployed."""
    host_city: str
    """Where its headquarters are."""
    established_on: date | None
    """The day of the decision that made it."""
    established_by: str
    """That decision."""
    mandates: list[Mandate]
    """One a decision and period."""
    contributions_as_of: date | None
    """The last day of the month of which the contributions are."""
    contributors: list[Contributor]
    """The largest first."""
    requirements: list[Requirement]
    """What the Council asked to be reported."""
    reports: list[Report]
    """What was reported, and what is due."""
    penholders: list[Penholding]
    """The earliest first."""
    meetings: list[HeldMeeting]
    """Meetings with its contributors that were held."""
