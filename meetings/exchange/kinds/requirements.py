"""Reporting requirements: what a decision asked the Secretary-General to report, and when."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.kinds.reports import REPORT_KIND
from meetings.exchange.kinds.sources import SOURCE
from meetings.exchange.tables.columns import Column, Complaint, Kind, Names, TypedRow
from meetings.exchange.tables.fields import (
    DayField,
    DecisionField,
    ListField,
    MissionField,
    NumberField,
    TextField,
    WordField,
)

LONGEST_WORDING: Final = 200

COLUMNS: Final = (
    Column(
        "mission",
        MissionField(label=_("mission"), help_text=_("The mission to be reported on.")),
        ("operation", "peace operation", "acronym"),
        example="UNFICYP",
        names=Names.MISSION,
    ),
    Column(
        "decision",
        DecisionField(
            label=_("asked by"), help_text=_("The decision that asked for it, as S/RES/2771 (2025).")
        ),
        ("resolution", "requested_by", "asked by", "legal basis", "requesting document"),
        example="S/RES/2771 (2025)",
        names=Names.DECISION,
    ),
    Column(
        "wording",
        ListField(
            of=TextField(longest=LONGEST_WORDING),
            commas=False,
            label=_("as worded"),
            help_text=_(
                "The words of the decision, as “by 4 January 2027”, “within 90 days” or “every six months”: the day "
                "or the interval is read from them. Several with a vertical bar between them."
            ),
        ),
        ("reporting_phrases_found", "reporting requirement", "requirement", "phrase"),
        example=("by 4 January 2027",),
    ),
    REPORT_KIND,
    Column(
        "due_on",
        DayField(label=_("due on"), required=False, help_text=_("The day, where the words do not say it.")),
        ("due", "report_due", "due date"),
    ),
    Column(
        "within",
        NumberField(
            label=_("within"),
            least=1,
            most=999,
            required=False,
            help_text=_("So many days or months of adoption."),
        ),
    ),
    Column(
        "every",
        NumberField(
            label=_("every"),
            least=1,
            most=999,
            required=False,
            help_text=_("Again after so many days or months."),
        ),
        ("interval",),
    ),
    Column(
        "unit",
        WordField(
            {"days": ("day",), "months": ("month",)},
            label=_("unit"),
            required=False,
            help_text=_("What the two columns before count."),
        ),
    ),
    Column(
        "jointly_with",
        TextField(
            label=_("jointly with"), longest=100, required=False, help_text=_("With whom the report is made.")
        ),
        ("joint report with",),
    ),
    *SOURCE,
)


def check(row: TypedRow) -> Iterator[Complaint]:
    """A requirement is dated in one way; of several in one cell, by their words alone."""
    dated = [name for name in ("due_on", "within", "every") if row.has(name)]
    if len(dated) > 1:
        yield (
            dated[1],
            gettext("A requirement is due on a day, within a span, or at an interval: one of them."),
        )
    if ("within" in dated or "every" in dated) and not row.has("unit"):
        yield "unit", gettext("Say whether days or months are meant.")
    if dated and len(row.get("wording", ())) > 1:
        yield "wording", gettext("Several requirements in one cell are dated by their words alone.")


REQUIREMENTS: Final = Kind(
    name="requirements",
    title=_("Reporting requirements"),
    about=_(
        "What decisions asked the Secretary-General to report: by a day, within a span, or again and again."
    ),
    columns=COLUMNS,
    check=check,
    ignored=("adopted", "adopted_on", "mandate_expiry", "mandate_end", "region", "cycle_months"),
    bears_on_findings=False,
)
