"""The field's own words, as closed lists shared by facts, rules, models and pages."""

from enum import StrEnum


class OccasionKind(StrEnum):
    """Why contributors are to be heard (resolution 1353, annex II; S/2009/659; report of 2017)."""

    PLANNING = "planning"
    CHANGE = "change"
    RENEWAL = "renewal"
    DEVELOPMENT = "development"
    DETERIORATION = "deterioration"
    COMPLETION = "completion"
    COUNCIL_MISSION = "council_mission"
    CONOPS_ROE = "conops_roe"
    STRATEGIC_REVIEW = "strategic_review"
    CRISIS = "crisis"
    CONTRIBUTORS_REQUEST = "contributors_request"
    OTHER = "other"


EVENT_DRIVEN = frozenset({OccasionKind.DEVELOPMENT, OccasionKind.DETERIORATION, OccasionKind.CRISIS})
"""Occasions nobody can date ahead; the guideline's week does not apply to them."""

ON_A_MANDATE = frozenset(
    {OccasionKind.PLANNING, OccasionKind.CHANGE, OccasionKind.RENEWAL, OccasionKind.COMPLETION}
)
"""Occasions that lead to a decision on a mandate, so that an adoption belongs to their chain."""

ONE_FOR_AN_END = frozenset({OccasionKind.RENEWAL, OccasionKind.COMPLETION})
"""The Council decides once what becomes of a mandate at its end; other reasons may come up again and again."""


class StepKind(StrEnum):
    """The steps of one occasion, in the guideline's order."""

    SECRETARIAT_BEFORE = "meet1"
    BRIEFING_BEFORE = "brief1"
    ASSESSMENT = "tam"
    SECRETARIAT_AFTER = "meet2"
    BRIEFING_AFTER = "brief2"
    REPORT = "R"
    POLITICO_MILITARY = "P"
    INVITATION = "I"
    CONTRIBUTORS = "T"
    CONSULTATIONS = "C"
    ADOPTION = "A"
    MANDATE_END = "E"


class Format(StrEnum):
    """What an entry of the programme is. The first seven are the calendar labels of S/2006/507, 35."""

    OPEN_DEBATE = "open_debate"
    DEBATE = "debate"
    BRIEFING = "briefing"
    ADOPTION = "adoption"
    PRIVATE_MEETING = "private_meeting"
    TCC_MEETING = "tcc_meeting"
    CONSULTATIONS = "consultations"
    MEETING = "meeting"
    VIDEOCONFERENCE = "videoconference"
    POLITICO_MILITARY = "politico_military"
    SECRETARIAT_MEETING = "secretariat_meeting"
    ASSESSMENT_MISSION = "assessment_mission"
    INTERACTIVE_DIALOGUE = "interactive_dialogue"
    ARRIA = "arria"
    SUBSIDIARY_BODY = "subsidiary_body"
    COUNCIL_MISSION = "council_mission"
    ELECTION = "election"
    NON_MEMBERS_BRIEFING = "non_members_briefing"
    PRESS_BRIEFING = "press_briefing"
    WRAP_UP = "wrap_up"
    SOCIAL = "social"
    OTHER = "other"


FORMAL_MEETINGS = frozenset(
    {
        Format.OPEN_DEBATE,
        Format.DEBATE,
        Format.BRIEFING,
        Format.ADOPTION,
        Format.PRIVATE_MEETING,
        Format.TCC_MEETING,
        Format.MEETING,
        Format.ELECTION,
    }
)
"""Formats that are meetings of the Council, numbered in its one series."""

COUNCIL_BUSINESS = FORMAL_MEETINGS | {Format.CONSULTATIONS, Format.VIDEOCONFERENCE}
"""Formats that count towards the Council's days of business in a week (S/2017/507)."""

CLOSED_BY_NATURE = frozenset(
    {
        Format.PRIVATE_MEETING,
        Format.TCC_MEETING,
        Format.CONSULTATIONS,
        Format.POLITICO_MILITARY,
        Format.SECRETARIAT_MEETING,
        Format.ASSESSMENT_MISSION,
        Format.INTERACTIVE_DIALOGUE,
    }
)


AWAY = frozenset({Format.COUNCIL_MISSION, Format.ASSESSMENT_MISSION})
"""Formats that are not held at Headquarters, so that its closed days do not bear on them."""


class Openness(StrEnum):
    PUBLIC = "public"
    CLOSED = "closed"


class EntryStatus(StrEnum):
    TENTATIVE = "tentative"
    CONFIRMED = "confirmed"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


OFF = frozenset({EntryStatus.POSTPONED, EntryStatus.CANCELLED})
"""An entry in one of these states stays visible, but holds no date that a rule may count."""


class StartKind(StrEnum):
    """How the programme prints a start: a time, a half day, after the sitting before, or nothing yet."""

    EXACT = "exact"
    MORNING = "am"
    AFTERNOON = "pm"
    AFTER_PREVIOUS = "after_previous"
    UNSET = "unset"


class ReportKind(StrEnum):
    WRITTEN = "written"
    ORAL = "oral"
    LETTER = "letter"
    NONE = "none"


NOT_WRITTEN = frozenset({ReportKind.ORAL, ReportKind.NONE})
"""Kinds for which nothing is circulated that a reader could wait for."""


class MandateKind(StrEnum):
    FIXED = "fixed"
    OPEN_ENDED = "open_ended"
    FINAL_EXTENSION = "final_extension"
    DRAWDOWN = "drawdown"
    TRANSITION = "transition"


class MandateAction(StrEnum):
    CREATION = "creation"
    RENEWAL = "renewal"
    TECHNICAL_ROLLOVER = "technical_rollover"
    CHANGE = "change"
    TERMINATION = "termination"
    TRANSFER = "transfer"
    OTHER = "other"


class PaperKind(StrEnum):
    """What is ticked on a checklist; each serves the rules that name it."""

    CONTRIBUTORS_INPUT = "contributors_input"
    INFORMAL_PAPER = "informal_paper"
    FACT_SHEET = "fact_sheet"
    FIELD_BRIEFER = "field_briefer"
    REPRESENTATIVE_PRESENT = "representative_present"
    SUMMARY = "summary"
    PRESENTATION_MATERIAL = "presentation_material"
    FOCUS_AREAS = "focus_areas"
    FORECAST_MENTION = "forecast_mention"
    JOURNAL_NOTICE = "journal_notice"
    BACKGROUND_PAPER = "background_paper"
    VIEWS_REPORTED = "views_reported"
    MEMBERS_BRIEFED = "members_briefed"
    DRAFT_SHARED = "draft_shared"
    COMMUNIQUE = "communique"
    AGENDA = "agenda"
    REPORTING_INTERVAL = "reporting_interval"
    REPORTS_STATUS = "reports_status"
    FORECAST_PUBLIC = "forecast_public"
    FORECAST_LANGUAGES = "forecast_languages"
    FORECAST_NOTICE = "forecast_notice"
    PROGRAMME_REPUBLISHED = "programme_republished"
    URGENT_NOTICE = "urgent_notice"


class WeekRule(StrEnum):
    """How exactly seven days count: met (at least one week) or short (more than one week)."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
