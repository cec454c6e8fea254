"""The field's words and dates as a reader sees them."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import template
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from meetings.exchange.written_days import written_day
from meetings.models import labels
from meetings.models.labels import Label
from meetings.rules.vocabulary import (
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
from meetings.snapshots.year import MarkKind

register = template.Library()

MARKS: Mapping[MarkKind, Label] = {
    MarkKind.REPORT_DUE: _("Report due"),
    MarkKind.REPORT_ISSUED: _("Report issued"),
    MarkKind.CONTRIBUTORS: _("Meeting with contributors"),
    MarkKind.CONSULTATIONS: _("Consultations"),
    MarkKind.ADOPTION: _("Adoption"),
    MarkKind.MANDATE_END: _("Mandate ends"),
}

TABLES: Mapping[type, Mapping[Any, Label]] = {
    EntryStatus: labels.STATUSES,
    Format: labels.FORMATS,
    MandateAction: labels.MANDATE_ACTIONS,
    MandateKind: labels.MANDATE_KINDS,
    OccasionKind: labels.OCCASION_KINDS,
    Openness: labels.OPENNESS,
    PaperKind: labels.PAPER_KINDS,
    ReportKind: labels.REPORT_KINDS,
    StartKind: labels.START_KINDS,
    StepKind: labels.STEP_KINDS,
    MarkKind: MARKS,
}


@register.filter
def label(word: object) -> str:
    """The reader's word for one of the vocabulary's; anything else is shown as it is."""
    table = TABLES.get(type(word), {})
    return str(table.get(word, word))


@register.filter
def narrow_label(word: Format) -> str:
    """The label of a format, short enough for a day's column."""
    return str(labels.NARROW_FORMATS.get(word) or label(word))


@register.filter
def family(word: Format) -> str:
    """The name of a format's shape; many formats share one, and the label beside it tells them apart."""
    return labels.format_family(word)


@register.filter(expects_localtime=True)
def day(on: date | None) -> str:
    """A day in full: 4 December 2026, in the language's own order; the UN's English puts the day first."""
    if on is None:
        return ""
    return written_day(on, "j F Y" if _is_english() else "DATE_FORMAT")


@register.filter(expects_localtime=True)
def weekday(on: date | None) -> str:
    """A day with its weekday and without its year: Friday 4 December."""
    # Translators: a date format (docs.djangoproject.com, "date" filter): weekday, day, month.
    return written_day(on, gettext("l j F")) if on else ""


@register.filter(expects_localtime=True)
def short_day(on: date | None) -> str:
    """A day in a narrow place, without its year: 4 Dec."""
    return written_day(on, f"j {_abbreviated_month()}") if on else ""


@register.filter(expects_localtime=True)
def short_month(on: date | None) -> str:
    """A month in a narrow place: Dec."""
    return written_day(on, _abbreviated_month()) if on else ""


@register.filter(expects_localtime=True)
def month_name(on: date | None) -> str:
    """A month and its year: December 2026."""
    return written_day(on, "YEAR_MONTH_FORMAT") if on else ""


def _is_english() -> bool:
    return (get_language() or "en").startswith("en")


def _abbreviated_month() -> str:
    """Django's letter for it: three letters in English, elsewhere the abbreviation the language itself uses."""
    return "M" if _is_english() else "N"


@register.filter
def iso(on: date) -> str:
    """A day as machines read it, for the ``datetime`` attribute and anchors."""
    return on.isoformat()


@register.filter
def among(uids: Iterable[str], names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Those of some uids that have a name, each once, with it: the occasions of an entry the reader may open."""
    return [(uid, names[uid]) for uid in dict.fromkeys(uids) if uid in names]


@register.filter
def beside(agenda: Iterable[str], title: str) -> list[str]:
    """The items of an agenda that do not merely repeat the title."""
    return [item for item in agenda if item.casefold() != title.casefold()]
