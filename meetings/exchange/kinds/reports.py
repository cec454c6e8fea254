"""Reports of the Secretary-General: when they are due, and when they came."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import (
    DayField,
    DecisionField,
    DocumentField,
    ListField,
    MissionField,
    TextField,
    WordField,
)
from meetings.models.labels import REPORT_KINDS
from meetings.rules.vocabulary import ReportKind

ISSUED: Final = "issued"
ON_DOCUMENT: Final = "document date"
"""What the one date of a table that has only one stands for."""

KIND_WORDS: Final = {
    ReportKind.WRITTEN: ("report", "written report"),
    ReportKind.ORAL: ("oral report", "oral briefing", "oral update"),
    ReportKind.LETTER: ("letter", "letters"),
}

REPORT_KIND: Final = Column(
    "kind",
    WordField(
        KIND_WORDS,
        labels=REPORT_KINDS,
        label=_("kind"),
        required=False,
        help_text=_("Written where left out."),
    ),
    ("report_kind", "type of report", "written or oral"),
    example=ReportKind.WRITTEN,
)

COLUMNS: Final = (
    Column(
        "missions",
        ListField(
            of=MissionField(),
            label=_("missions"),
            help_text=_("The mission it is about; several with a semicolon between them."),
        ),
        ("mission", "operation", "peace operation", "acronym"),
        example=("UNFICYP",),
        names=Names.MISSION,
    ),
    Column(
        "symbol",
        DocumentField(
            label=_("symbol"), required=False, help_text=_("As S/2026/1012, once the report has one.")
        ),
        ("report_symbol", "document", "document symbol", "cote"),
        example="S/2026/1012",
    ),
    Column(
        "title",
        TextField(
            label=_("title"),
            longest=250,
            required=False,
            help_text=_("What it is known by as long as it has no symbol."),
        ),
        ("report", "report title"),
        example="Report on UNFICYP, October 2026",
    ),
    REPORT_KIND,
    Column(
        "due_on",
        DayField(label=_("due on"), required=False, help_text=_("The day by which it was asked for.")),
        ("due", "report_due", "due date", "deadline", "report due"),
        example=date(2026, 10, 5),
    ),
    Column(
        "advance_on",
        DayField(label=_("advance version on"), required=False, help_text=_("When an advance version came.")),
        ("advance", "advance copy", "advance version"),
        past=True,
    ),
    Column(
        "signed_on",
        DayField(label=_("signed on"), required=False, help_text=_("When the Secretary-General signed it.")),
        ("signed",),
        past=True,
    ),
    Column(
        "document_on",
        DayField(label=_("date on the document"), required=False, help_text=_("The date printed on it.")),
        ("document date", "document_date", "date of document"),
        past=True,
    ),
    Column(
        "circulated_on",
        DayField(
            label=_("circulated on"),
            required=False,
            help_text=_("When it was out in all official languages: from this day it counts as issued."),
        ),
        ("circulated", "issued", "issued on", "date of issue", "published"),
        example=date(2026, 10, 6),
        past=True,
    ),
    Column(
        "report_date",
        DayField(
            label=_("date of the report"),
            required=False,
            help_text=_(
                "Its one date, in a table that has no other: the date on the document unless said otherwise."
            ),
        ),
        ("date", "report date"),
        past=True,
    ),
    Column(
        "report_date_kind",
        WordField(
            {ON_DOCUMENT: ("document", "date on the document"), ISSUED: ("circulated",)},
            label=_("what that date is"),
            required=False,
            help_text=_("Of the date of the report."),
        ),
    ),
    Column(
        "asked_by",
        DecisionField(
            label=_("asked by"),
            required=False,
            help_text=_("The decision that asked for it, as S/RES/2771 (2025)."),
        ),
        ("requested_by", "requesting document", "legal basis", "mandated by"),
        example=None,
        names=Names.DECISION,
    ),
    *SOURCE,
)

NAMED_BY: Final = ("symbol", "title", "due_on", "report_date")
"""Any of these tells which report a row is about."""

DAYS: Final = ("due_on", "advance_on", "signed_on", "document_on", "circulated_on")


def check(row: TypedRow) -> Iterator[Complaint]:
    """A report has a name, and its days come one after another. A row may also say nothing of any report."""
    named = any(row.has(name) for name in NAMED_BY)
    if not named and any(row.has(name) for name in (*DAYS, "kind")):
        yield "symbol", gettext("Give its symbol, or its title, or the day it is due.")
    for column in ("advance_on", "signed_on"):
        if row.has(column, "circulated_on") and row.values[column] > row.values["circulated_on"]:
            yield column, gettext("This is later than the day it was circulated.")
    for column, other in (("document_on", ON_DOCUMENT), ("circulated_on", ISSUED)):
        stands_for = row.get("report_date_kind", ON_DOCUMENT)
        both = row.has(column, "report_date") and stands_for == other
        if both and row.values[column] != row.values["report_date"]:
            yield "report_date", gettext("Two dates of the same kind differ.")


REPORTS: Final = Kind(
    name="reports",
    title=_("Reports"),
    about=_("Reports of the Secretary-General: when they are due, signed and circulated, and their symbols."),
    columns=COLUMNS,
    check=check,
    ignored=(
        "cycle_label",
        "tcc_meeting_date",
        "tcc_meeting_pv",
        "consultations_date",
        "adoption_date",
        "resolution",
        "previous_expiry",
        "new_expiry",
        "action",
        "region",
        "mandate_end",
        "cycle_months",
    ),
)
