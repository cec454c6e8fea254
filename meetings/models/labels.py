"""The words a reader sees for the vocabulary of ``meetings.rules``, ready for translation."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any, TypeVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.rules.vocabulary import (
    COUNCIL_BUSINESS,
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

Label = str | Promise
Word = TypeVar("Word", bound=StrEnum)

OCCASION_KINDS: Mapping[OccasionKind, Label] = {
    OccasionKind.PLANNING: _("Planning of a mission"),
    OccasionKind.CHANGE: _("Change of mandate"),
    OccasionKind.RENEWAL: _("Renewal of mandate"),
    OccasionKind.DEVELOPMENT: _("Significant development"),
    OccasionKind.DETERIORATION: _("Rapid deterioration on the ground"),
    OccasionKind.COMPLETION: _("Completion or scaling down"),
    OccasionKind.COUNCIL_MISSION: _("Before or after a Council mission"),
    OccasionKind.CONOPS_ROE: _("Change in the concept of operations or rules of engagement"),
    OccasionKind.STRATEGIC_REVIEW: _("Before or after a strategic review"),
    OccasionKind.CRISIS: _("Crisis linked to the mission"),
    OccasionKind.CONTRIBUTORS_REQUEST: _("Request of the contributors"),
    OccasionKind.OTHER: _("Other reason"),
}

STEP_KINDS: Mapping[StepKind, Label] = {
    StepKind.SECRETARIAT_BEFORE: _("Secretariat meets contributors before the assessment"),
    StepKind.BRIEFING_BEFORE: _("Secretariat briefs the Council before the assessment"),
    StepKind.ASSESSMENT: _("Technical assessment mission"),
    StepKind.SECRETARIAT_AFTER: _("Secretariat meets contributors after the assessment"),
    StepKind.BRIEFING_AFTER: _("Secretariat briefs the Council after the assessment"),
    StepKind.REPORT: _("Report of the Secretary-General"),
    StepKind.POLITICO_MILITARY: _("Politico-military briefing"),
    StepKind.INVITATION: _("Invitation"),
    StepKind.CONTRIBUTORS: _("Meeting with contributors"),
    StepKind.CONSULTATIONS: _("Consultations of the whole"),
    StepKind.ADOPTION: _("Adoption"),
    StepKind.MANDATE_END: _("End of mandate"),
}

FORMATS: Mapping[Format, Label] = {
    Format.OPEN_DEBATE: _("Open debate"),
    Format.DEBATE: _("Debate"),
    Format.BRIEFING: _("Briefing"),
    Format.ADOPTION: _("Adoption"),
    Format.PRIVATE_MEETING: _("Private meeting"),
    Format.TCC_MEETING: _("Meeting with contributors"),
    Format.CONSULTATIONS: _("Consultations"),
    Format.MEETING: _("Meeting"),
    Format.VIDEOCONFERENCE: _("Videoconference"),
    Format.POLITICO_MILITARY: _("Politico-military briefing"),
    Format.SECRETARIAT_MEETING: _("Secretariat with contributors"),
    Format.ASSESSMENT_MISSION: _("Technical assessment mission"),
    Format.INTERACTIVE_DIALOGUE: _("Informal interactive dialogue"),
    Format.ARRIA: _("Arria-formula meeting"),
    Format.SUBSIDIARY_BODY: _("Subsidiary body"),
    Format.COUNCIL_MISSION: _("Council mission"),
    Format.ELECTION: _("Election"),
    Format.NON_MEMBERS_BRIEFING: _("Briefing to non-members"),
    Format.PRESS_BRIEFING: _("Press briefing"),
    Format.WRAP_UP: _("Wrap-up"),
    Format.SOCIAL: _("Working breakfast or luncheon"),
    Format.OTHER: _("Other"),
}

NARROW_FORMATS: Mapping[Format, Label] = {
    Format.TCC_MEETING: pgettext_lazy("narrow column", "TCC/PCC meeting"),
    Format.POLITICO_MILITARY: pgettext_lazy("narrow column", "Politico-military"),
    Format.ASSESSMENT_MISSION: pgettext_lazy("narrow column", "Assessment mission"),
    Format.INTERACTIVE_DIALOGUE: pgettext_lazy("narrow column", "Interactive dialogue"),
    Format.ARRIA: pgettext_lazy("narrow column", "Arria-formula"),
    Format.SECRETARIAT_MEETING: pgettext_lazy("narrow column", "Secretariat, TCC/PCC"),
    Format.SOCIAL: pgettext_lazy("narrow column", "Breakfast or luncheon"),
}
"""Labels of formats as the calendar prints them, where the full one does not fit a day's column."""

FORMAT_FAMILIES: Mapping[Format, str] = {
    Format.TCC_MEETING: "contributors",
    Format.SECRETARIAT_MEETING: "contributors",
    Format.CONSULTATIONS: "consultations",
    Format.ADOPTION: "adoption",
    Format.PRIVATE_MEETING: "private",
}
"""Formats with a shape of their own; the other meetings of the Council share one, and all else another."""

OPENNESS: Mapping[Openness, Label] = {Openness.PUBLIC: _("public"), Openness.CLOSED: _("closed")}

STATUSES: Mapping[EntryStatus, Label] = {
    EntryStatus.TENTATIVE: _("tentative"),
    EntryStatus.CONFIRMED: _("confirmed"),
    EntryStatus.HELD: _("held"),
    EntryStatus.POSTPONED: _("postponed"),
    EntryStatus.CANCELLED: _("cancelled"),
}

START_KINDS: Mapping[StartKind, Label] = {
    StartKind.EXACT: _("exact time"),
    StartKind.MORNING: pgettext_lazy("half of the day", "AM"),
    StartKind.AFTERNOON: pgettext_lazy("half of the day", "PM"),
    StartKind.AFTER_PREVIOUS: _("followed by"),
    StartKind.UNSET: _("time not set"),
}

REPORT_KINDS: Mapping[ReportKind, Label] = {
    ReportKind.WRITTEN: _("written report"),
    ReportKind.ORAL: _("oral report"),
    ReportKind.LETTER: _("letter"),
    ReportKind.NONE: _("no report"),
}

MANDATE_KINDS: Mapping[MandateKind, Label] = {
    MandateKind.FIXED: _("fixed term"),
    MandateKind.OPEN_ENDED: _("open-ended"),
    MandateKind.FINAL_EXTENSION: _("final extension"),
    MandateKind.DRAWDOWN: _("drawdown and liquidation"),
    MandateKind.TRANSITION: _("phase of a transition"),
}

MANDATE_ACTIONS: Mapping[MandateAction, Label] = {
    MandateAction.CREATION: _("creation"),
    MandateAction.RENEWAL: _("renewal"),
    MandateAction.TECHNICAL_ROLLOVER: _("technical rollover"),
    MandateAction.CHANGE: _("change"),
    MandateAction.TERMINATION: _("termination"),
    MandateAction.TRANSFER: _("transfer"),
    MandateAction.OTHER: _("other decision"),
}

PAPER_KINDS: Mapping[PaperKind, Label] = {
    PaperKind.CONTRIBUTORS_INPUT: _("Contributors' input in the report"),
    PaperKind.INFORMAL_PAPER: _("Informal paper"),
    PaperKind.FACT_SHEET: _("Fact sheet"),
    PaperKind.FIELD_BRIEFER: _("Senior briefer from the field"),
    PaperKind.REPRESENTATIVE_PRESENT: _("Special Representative takes part, or video link"),
    PaperKind.SUMMARY: _("Summary of the meeting"),
    PaperKind.PRESENTATION_MATERIAL: _("Fact sheet or presentation material in place of a report"),
    PaperKind.FOCUS_AREAS: _("Focus areas suggested by the President"),
    PaperKind.FORECAST_MENTION: _("Mention in the tentative forecast"),
    PaperKind.JOURNAL_NOTICE: _("Notice in the Journal"),
    PaperKind.BACKGROUND_PAPER: _("Background paper and agenda"),
    PaperKind.VIEWS_REPORTED: _("Contributors' views reported in consultations"),
    PaperKind.MEMBERS_BRIEFED: _("President's briefing to all Member States"),
    PaperKind.DRAFT_SHARED: _("Draft programme shared with members"),
    PaperKind.COMMUNIQUE: _("Communiqué"),
    PaperKind.AGENDA: _("Provisional agenda"),
    PaperKind.REPORTING_INTERVAL: _("Reporting interval set in the resolution"),
    PaperKind.REPORTS_STATUS: _("Word on how next month's reports stand"),
    PaperKind.FORECAST_PUBLIC: _("Tentative forecast on the website"),
    PaperKind.FORECAST_LANGUAGES: _("Tentative forecast in all official languages"),
    PaperKind.FORECAST_NOTICE: _("Notice of the tentative forecast in the Journal"),
    PaperKind.PROGRAMME_REPUBLISHED: _("Revised programme published again"),
    PaperKind.URGENT_NOTICE: _("Member States told of an unexpected meeting"),
}


def format_family(word: Format) -> str:
    """The name of a format's shape; many formats share one, and the label beside it tells them apart."""
    return FORMAT_FAMILIES.get(word, "public" if word in COUNCIL_BUSINESS else "other")


def choices(labels: Mapping[Word, Label]) -> list[tuple[str, Any]]:
    """A field's choices from a table of labels."""
    return [(word.value, label) for word, label in labels.items()]
