"""A year as its page needs it: four queries, whatever it holds."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from django.db.models import Q

from meetings.models import Programme, Report, Sitting
from meetings.models.frozen import thaw
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.vocabulary import FORMAL_MEETINGS, OFF, Format
from meetings.snapshots.margin import margin


class MarkKind(StrEnum):
    """What is drawn on a mission's lane, in the order of a chain of dates."""

    REPORT_DUE = "report_due"
    REPORT_ISSUED = "report_issued"
    CONTRIBUTORS = "contributors"
    CONSULTATIONS = "consultations"
    ADOPTION = "adoption"
    MANDATE_END = "mandate_end"


DRAWN = {
    Format.TCC_MEETING: MarkKind.CONTRIBUTORS,
    Format.CONSULTATIONS: MarkKind.CONSULTATIONS,
    Format.ADOPTION: MarkKind.ADOPTION,
}
"""Formats with a mark of their own; other meetings only add to the month's load."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One date of one mission. ``settled`` tells of a mandate's end whether a later decision is on record."""

    mission: str
    on: date
    kind: MarkKind
    detail: str = ""
    verified: bool = True
    settled: bool = True


@dataclass(frozen=True, slots=True)
class MonthLoad:
    """How much one month holds; nothing known is ``None``, not zero.

    A record that names no consultations at all does not say that there were none: tables of meetings held
    leave them out, since they are no meetings.
    """

    month: date
    meetings: int | None = None
    with_contributors: int | None = None
    consultations: int | None = None


@dataclass(frozen=True, slots=True)
class YearSnapshot:
    """What anyone may see of a year: by month its latest version, or what was held."""

    year: int
    marks: tuple[Mark, ...]
    loads: tuple[MonthLoad, ...]
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.marks and all(load.meetings is None for load in self.loads)


@dataclass(frozen=True, slots=True)
class _Held:
    """As much of an entry as the year needs, on the first day it sits."""

    uid: str
    on: date
    format: Format
    missions: tuple[str, ...]
    detail: str
    verified: bool


def year_snapshot(year: int) -> YearSnapshot:
    """The public face of a year: versions, record, margin and reports, one query each."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    programmes = list(Programme.objects.filter(month__range=(first, last)).with_latest_version())
    held = [*_published(programmes, year), *_on_record(first, last)]
    marks = {*_entry_marks(held), *_margin_marks(margin(first, last)), *_reports_issued(first, last)}
    published = {row.month for row in programmes if row.version_number}  # type: ignore[attr-defined]
    return YearSnapshot(
        year=year,
        marks=tuple(sorted(marks, key=lambda mark: (mark.mission, mark.on, mark.kind, mark.detail))),
        loads=tuple(_load(date(year, month, 1), held, published) for month in range(1, 13)),
        notes=tuple(dict.fromkeys(row.note for row in programmes if row.note and _is_record(row))),
    )


def _is_record(programme: Programme) -> bool:
    return programme.state == Programme.State.RECORD


def _published(programmes: Iterable[Programme], year: int) -> Iterator[_Held]:
    for programme in programmes:
        content = programme.version_content  # type: ignore[attr-defined]
        for entry in thaw(content).entries if content else ():
            if entry.on and entry.on.year == year and entry.counts:
                detail = entry.outcome or entry.title
                yield _Held(entry.uid, entry.on, entry.format, entry.missions, detail, entry.verified)


def _on_record(first: date, last: date) -> Iterator[_Held]:
    """What was held in months that were never published here: a row a sitting and mission."""
    rows = (
        Sitting.objects.between(first, last)
        .filter(entry__programme__state=Programme.State.RECORD, entry__programme__versions__isnull=True)
        .exclude(entry__status__in=OFF)
        .order_by("entry", "on", "entry__missions__acronym")
        .values_list(
            "entry__uid",
            "on",
            "entry__format",
            "entry__outcome",
            "entry__title",
            "entry__verified",
            "entry__missions__acronym",
        )
    )
    for uid, group in groupby(rows, key=lambda row: row[0]):
        sittings = list(group)
        _uid, on, format_, outcome, title, verified, _mission = sittings[0]
        missions = dict.fromkeys(row[-1] for row in sittings if row[-1])
        yield _Held(str(uid), on, Format(format_), tuple(missions), outcome or title, verified)


def _entry_marks(held: Iterable[_Held]) -> Iterator[Mark]:
    for entry in held:
        kind = DRAWN.get(entry.format)
        if kind:
            for mission in entry.missions:
                yield Mark(mission, entry.on, kind, entry.detail, entry.verified)


def _margin_marks(lines: Iterable[MarginLine]) -> Iterator[Mark]:
    for line in lines:
        if line.kind is MarginKind.MANDATE_END:
            yield Mark(line.what, line.on, MarkKind.MANDATE_END, line.detail, line.verified, line.settled)
        elif line.kind is MarginKind.REPORT_DUE and line.what:
            yield Mark(line.what, line.on, MarkKind.REPORT_DUE, line.detail, line.verified)


def _reports_issued(first: date, last: date) -> Iterator[Mark]:
    """Reports by the day they count as issued: circulated, else the date on the document."""
    circulated = Q(circulated_on__range=(first, last))
    dated = Q(circulated_on__isnull=True, document_on__range=(first, last))
    rows = Report.objects.filter(circulated | dated, missions__isnull=False).values_list(
        "missions__acronym", "circulated_on", "document_on", "symbol", "verified"
    )
    for mission, circulated_on, document_on, symbol, verified in rows:
        if issued_on := circulated_on or document_on:
            yield Mark(mission, issued_on, MarkKind.REPORT_ISSUED, symbol, verified)


def _load(month: date, held: Iterable[_Held], published: set[date]) -> MonthLoad:
    formats = [entry.format for entry in held if entry.on.month == month.month]
    if not formats and month not in published:
        return MonthLoad(month)
    consultations = formats.count(Format.CONSULTATIONS)
    return MonthLoad(
        month,
        meetings=sum(format_ in FORMAL_MEETINGS for format_ in formats),
        with_contributors=formats.count(Format.TCC_MEETING),
        consultations=consultations if consultations or month in published else None,
    )
