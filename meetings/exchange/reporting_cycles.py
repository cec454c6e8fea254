"""The table of mandate and reporting cycles as a document: the same rows on the page and on paper."""

from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import get_language, gettext, ngettext

from meetings.exchange.pdf.compiling import compile_document
from meetings.exchange.wording_forecast import (
    Line,
    decision_text,
    left_to_right,
    read_mark,
    report_mark,
    report_name,
)
from meetings.exchange.written_days import day_in_full, written_day
from meetings.models import Mission
from meetings.models.labels import MANDATE_KINDS, REPORT_KINDS
from meetings.planning.reporting_cycles import (
    CycleLength,
    Cycles,
    CyclesFacts,
    MandateCycle,
    MissionCycle,
    MonthCycle,
    reporting_cycles,
)
from meetings.planning.reports_due import Basis, DueReport, StandingRequest
from meetings.rules.facts import MandateFact
from meetings.rules.mandates import FINAL_KINDS
from meetings.rules.vocabulary import MandateKind


@dataclass(frozen=True, slots=True)
class Cell:
    """Short lines under the head of a column."""

    head: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A mission's row: its mandate's end, the cycle, what is asked, on which basis, and what is due next."""

    acronym: str
    about: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CyclePart:
    """A region's rows."""

    title: str
    rows: tuple[CycleRow, ...]


@dataclass(frozen=True, slots=True)
class MonthRow:
    """A month's row of the monthly cycle."""

    month: str
    iso: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class CyclesDocument:
    """Everything that is printed, ready in the active language."""

    title: str
    day: str
    purpose: str
    parts: tuple[CyclePart, ...]
    heads: tuple[str, ...]
    months_title: str
    months_heads: tuple[str, ...]
    months: tuple[MonthRow, ...]
    abbreviations_title: str
    abbreviations: tuple[tuple[str, str], ...]
    nothing: str
    legend: tuple[str, ...]


def cycles_document(facts: CyclesFacts, today: date, window: tuple[date, date]) -> CyclesDocument:
    """The table in the active language.

    Args:
        facts: what is on record; all of it is public.
        today: the day it is true of, in New York.
        window: the first and the last day of the monthly cycle.
    """
    regions = {region.value: str(region.label) for region in Mission.Region}
    found = reporting_cycles(facts, today, window, tuple(regions))
    rows = [row for _region, group in found.regions for row in group]
    return CyclesDocument(
        title=gettext("Mandate and reporting cycles"),
        day=gettext("As of %(day)s") % {"day": day_in_full(today)},
        purpose=gettext(
            "When each mandate ends, what is to be reported and by which decision: for whoever drafts a decision "
            "and sets its dates."
        ),
        parts=tuple(
            CyclePart(regions.get(code) or gettext("No region on record"), tuple(map(_row, group)))
            for code, group in found.regions
        ),
        heads=_heads(),
        months_title=gettext("Monthly cycle, %(first)s to %(last)s")
        % {"first": _month(window[0]), "last": _month(window[1])},
        months_heads=_months_heads(),
        months=tuple(map(_month_row, found.months)),
        abbreviations_title=gettext("Abbreviations"),
        abbreviations=tuple(
            sorted((row.mission.acronym, row.mission.name) for row in rows if row.mission.name)
        ),
        nothing="" if rows else gettext("No mission is on record."),
        legend=_legend(found, rows),
    )


def cycles_pdf(document: CyclesDocument) -> bytes:
    """The document on A4 portrait, tagged, in the active language."""
    data = asdict(document) | {"foot": document.day}
    return compile_document("reporting_cycles", data, language=get_language() or "en")


def _heads() -> tuple[str, ...]:
    return (
        gettext("Mission"),
        gettext("Mandate ends"),
        gettext("Cycle"),
        gettext("Reporting requirement"),
        gettext("Legal basis"),
        gettext("Next report due"),
    )


def _months_heads() -> tuple[str, ...]:
    return gettext("Month"), gettext("Mandates that end"), gettext("Reports due")


def _row(row: MissionCycle) -> CycleRow:
    cells = (
        tuple(map(_end, row.mandates)) or (Line(gettext("not on record")),),
        tuple(Line(_length(one.length)) for one in row.mandates if one.length),
        tuple(map(_asked, row.requests)),
        tuple(map(Line, _legal_basis(row))),
        (Line(day_in_full(row.next_due.on), report_mark(row.next_due)),) if row.next_due else (),
    )
    return CycleRow(row.mission.acronym, row.mission.agenda_item, tuple(map(Cell, _heads()[1:], cells)))


def _end(one: MandateCycle) -> Line:
    mandate = one.mandate
    if mandate.kind is MandateKind.OPEN_ENDED:
        text = gettext("without an end")
    else:
        text = day_in_full(mandate.ends) or gettext("not on record")
    if one.passed:
        text = gettext("%(day)s; no later decision is on record") % {"day": text}
    elif one.for_good or mandate.kind in FINAL_KINDS:
        text = gettext("%(day)s; no renewal is foreseen") % {"day": text}
    if mandate.strand:
        text = gettext("%(strand)s: %(text)s") % {"strand": mandate.strand, "text": text}
    return Line(text, read_mark(verified=mandate.verified))


def _length(length: CycleLength) -> str:
    months = ngettext("%(number)d month", "%(number)d months", length.months) % {"number": length.months}
    days = ngettext("%(number)d day", "%(number)d days", length.days) % {"number": length.days}
    if not length.days:
        return months
    return gettext("%(months)s, %(days)s") % {"months": months, "days": days} if length.months else days


def _asked(one: StandingRequest) -> Line:
    """The wording of a request with its kind, and whether it is known to stand."""
    request = one.request
    words = {"kind": REPORT_KINDS[request.kind], "wording": request.wording, "by": request.decision}
    text = gettext("%(kind)s, %(wording)s") % words
    if request.jointly_with:
        text = gettext("%(text)s, jointly with %(party)s") % {"text": text, "party": request.jointly_with}
    mark = read_mark(verified=request.verified)
    return Line(text, mark if one.stands else gettext("not known to stand"))


def _legal_basis(row: MissionCycle) -> tuple[str, ...]:
    """The decisions behind the row, each once: that of the mandate, with its day, then those of the requests."""
    mandates = [decision_text(one.mandate) for one in row.mandates]
    named = {one.mandate.decision for one in row.mandates}
    asked = [one.request.decision for one in row.requests if one.request.decision not in named]
    return tuple(dict.fromkeys(text for text in (*mandates, *asked) if text))


def _month_row(row: MonthCycle) -> MonthRow:
    cells = (tuple(map(_ending, row.ends)), tuple(map(_reporting, row.reports)))
    return MonthRow(_month(row.month), f"{row.month:%Y-%m}", tuple(map(Cell, _months_heads()[1:], cells)))


def _ending(mandate: MandateFact) -> Line:
    words = {
        "day": _day(mandate.ends),
        "mission": mandate.mission,
        "decision": left_to_right(mandate.decision),
    }
    text = (
        gettext("%(day)s: %(mission)s (%(decision)s)")
        if mandate.decision
        else gettext("%(day)s: %(mission)s")
    )
    if mandate.kind in FINAL_KINDS:
        text = f"{text}, {MANDATE_KINDS[mandate.kind]}"
    return Line(text % words, read_mark(verified=mandate.verified))


def _reporting(due: DueReport) -> Line:
    words = {
        "day": _day(due.on),
        "mission": due.mission,
        "by": left_to_right(due.asked_by),
        "what": report_name(due),
    }
    if due.mission in words["what"]:
        text = gettext("%(day)s: %(what)s (%(by)s)") if due.asked_by else gettext("%(day)s: %(what)s")
    elif due.asked_by:
        text = gettext("%(day)s: %(mission)s, %(what)s (%(by)s)")
    else:
        text = gettext("%(day)s: %(mission)s, %(what)s")
    return Line(text % words, report_mark(due))


def _day(on: date | None) -> str:
    # Translators: a date format (docs.djangoproject.com, "date" filter): day, month.
    return written_day(on, gettext("j F")) if on else ""


def _month(first: date) -> str:
    return written_day(first, "YEAR_MONTH_FORMAT")


def _legend(found: Cycles, rows: list[MissionCycle]) -> tuple[str, ...]:
    """What the words in the cells mean, where they stand there."""
    said = [gettext("Current missions only. Days are days in New York.")]
    worked_out = any(due.basis is Basis.WORKED_OUT for month in found.months for due in month.reports)
    if worked_out or any(row.next_due and row.next_due.basis is Basis.WORKED_OUT for row in rows):
        said.append(
            gettext("“Worked out”: from the interval that the decision sets; the decision names no day.")
        )
    if any(not one.stands for row in rows for one in row.requests):
        said.append(
            gettext(
                "“Not known to stand”: the last request on record, made before the mandate that runs; "
                "no days are worked out from it."
            )
        )
    if any("region" in row.mission.unverified for row in rows):
        said.append(gettext("The regions are our own grouping; not read in a source."))
    return tuple(said)
