"""The nouns of the field, one file a subject."""

from meetings.models.contributions import Contribution
from meetings.models.countries import CouncilTerm, Country, Presidency
from meetings.models.entries import Entry, Sitting
from meetings.models.loads import Load, LoadedFile, LoadLine
from meetings.models.mandates import Decision, Mandate
from meetings.models.missions import Mission, Penholding
from meetings.models.notices import AuditRecord, Notice
from meetings.models.occasions import Occasion, Step
from meetings.models.papers import Invitation, Justification, Paper
from meetings.models.people import FeedAddress, Subscription, User
from meetings.models.programmes import Placement, Programme, ProgrammeVersion, Scenario
from meetings.models.recurring import ProposalAnswer, RecurringBusiness
from meetings.models.reports import Report, ReportRequirement
from meetings.models.rooms import Holiday, Room

__all__ = [
    "AuditRecord",
    "Contribution",
    "CouncilTerm",
    "Country",
    "Decision",
    "Entry",
    "FeedAddress",
    "Holiday",
    "Invitation",
    "Justification",
    "Load",
    "LoadLine",
    "LoadedFile",
    "Mandate",
    "Mission",
    "Notice",
    "Occasion",
    "Paper",
    "Penholding",
    "Placement",
    "Presidency",
    "Programme",
    "ProgrammeVersion",
    "ProposalAnswer",
    "RecurringBusiness",
    "Report",
    "ReportRequirement",
    "Room",
    "Scenario",
    "Sitting",
    "Step",
    "Subscription",
    "User",
]
