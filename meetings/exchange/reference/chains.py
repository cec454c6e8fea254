"""Renewal cycles as occasions: the chain of dates from the report to the decision, tied to what carries them.

The dates of ``cycles.csv`` are kept to the day. A step is tied to an entry of the programme only where that
entry sits on the very day the file gives; otherwise the step has its day alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from meetings.exchange.reference.cycles import CycleRow
from meetings.exchange.reference.decisions import Decided, MandateData
from meetings.exchange.reference.entries import EntryData
from meetings.rules.vocabulary import OccasionKind, ReportKind, StepKind

KINDS = {
    "renewal": OccasionKind.RENEWAL,
    "technical rollover": OccasionKind.RENEWAL,
    "termination": OccasionKind.COMPLETION,
    "change": OccasionKind.CHANGE,
    "creation": OccasionKind.PLANNING,
}
"""Why contributors are heard, by what a cycle decides on the mandate."""

MandateKey = tuple[str, str, str, int]


@dataclass(frozen=True, slots=True)
class StepData:
    """One step: the key of the entry that carries it, or its day."""

    kind: StepKind
    entry: str = ""
    on: date | None = None
    verified: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReportData:
    """One report. ``title`` stands in for a symbol that was not read; one of the two names it."""

    symbol: str
    title: str
    kind: ReportKind
    missions: tuple[str, ...]
    document_on: date | None
    circulated_on: date | None
    source_url: str

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.symbol or self.title


@dataclass(frozen=True, slots=True)
class OccasionData:
    """One cycle, ready to be stored. It has a mandate, or the day one ended, or neither."""

    key: str
    mission: str
    kind: OccasionKind
    label: str
    mandate: MandateKey | None
    mandate_end: date | None
    decision: str
    report_kind: ReportKind | None
    technical_rollover: bool
    report: str
    steps: tuple[StepData, ...]
    verified: bool
    source_url: str
    source_note: str


class Entries:
    """The entries of the programme by what a cycle knows of them."""

    def __init__(self, entries: Iterable[EntryData]) -> None:
        self._by_key = {entry.key: entry for entry in entries}
        self._by_number = {e.meeting_number: e for e in self._by_key.values() if e.meeting_number}
        self._deciding = {outcome: entry for entry in self._by_key.values() for outcome in entry.outcomes}

    def carrying(self, records: Iterable[str], day: date, *, key: str = "") -> str:
        """The key of the entry that has one of these records (or this key) and sits on that day, or nothing."""
        found = (self._by_number.get(record) for record in records)
        return next((entry.key for entry in (*found, self._by_key.get(key)) if entry and entry.on == day), "")

    def deciding(self, resolution: str, day: date) -> str:
        """The key of the entry of that day at which a resolution was adopted, or nothing."""
        entry = self._deciding.get(resolution)
        return entry.key if entry and entry.on == day else ""


def occasions(cycles: Iterable[CycleRow], decided: Decided, entries: Entries) -> Iterator[OccasionData]:
    """One occasion for each cycle, in file order."""
    mandates: dict[tuple[str, date], list[MandateData]] = {}
    for mandate in decided.mandates:
        if mandate.ends:
            mandates.setdefault((mandate.mission, mandate.ends), []).append(mandate)
    return (_occasion(cycle, mandates, decided, entries) for cycle in cycles)


def _occasion(
    cycle: CycleRow,
    mandates: Mapping[tuple[str, date], list[MandateData]],
    decided: Decided,
    entries: Entries,
) -> OccasionData:
    ending = mandates.get((cycle.mission, cycle.previous_end), []) if cycle.previous_end else []
    mandate = _ending_mandate(ending, cycle, decided)
    report = report_of(cycle)
    return OccasionData(
        key=f"cycle:{cycle.mission}:{cycle.label}",
        mission=cycle.mission,
        kind=KINDS[cycle.action],
        label=cycle.label,
        mandate=mandate.key if mandate else None,
        mandate_end=None if mandate else cycle.previous_end,
        decision=cycle.resolution,
        report_kind=report.kind if report else None,
        technical_rollover=cycle.action == "technical rollover",
        report=report.key if report else "",
        steps=tuple(_steps(cycle, entries)),
        verified=bool(cycle.resolution),
        source_url=cycle.source_url,
        source_note=cycle.note,
    )


def _ending_mandate(ending: Iterable[MandateData], cycle: CycleRow, decided: Decided) -> MandateData | None:
    """The mandate the cycle is about: the main one before a strand, then the one decided last before it."""

    def decided_on(mandate: MandateData) -> date:
        decision = decided.decisions.get(mandate.decision)
        return (decision and decision.adopted_on) or date.min

    earlier = [mandate for mandate in ending if decided_on(mandate) < (cycle.adopted_on or date.max)]
    return max(earlier, key=lambda mandate: (not mandate.strand, decided_on(mandate)), default=None)


def report_of(cycle: CycleRow) -> ReportData | None:
    """The report of a cycle, if anything is known of it."""
    if not (cycle.report_symbol or cycle.report_on):
        return None
    letter = "SG letter" in cycle.note and (
        "document is the SG" in cycle.note or "date is of the SG" in cycle.note
    )
    kind = ReportKind.LETTER if letter else ReportKind.WRITTEN
    what = "letter" if letter else "report"
    title = "" if cycle.report_symbol else f"{cycle.mission}: {what} of {cycle.report_on}, symbol not read"
    return ReportData(
        symbol=cycle.report_symbol,
        title=title,
        kind=kind,
        missions=(cycle.mission,),
        document_on=None if cycle.report_issued else cycle.report_on,
        circulated_on=cycle.report_on if cycle.report_issued else None,
        source_url=cycle.source_url,
    )


def reports(cycles: Iterable[CycleRow]) -> dict[str, ReportData]:
    """All reports by key; one may serve several cycles."""
    found: dict[str, ReportData] = {}
    for report in filter(None, map(report_of, cycles)):
        known = found.get(report.key, report)
        missions = tuple(dict.fromkeys((*known.missions, *report.missions)))
        found[report.key] = replace(known, missions=missions)
    return found


def _steps(cycle: CycleRow, entries: Entries) -> Iterator[StepData]:
    if cycle.meeting_on:
        records = cycle.meeting_records
        note = " or ".join(records) if len(records) > 1 else ""
        entry = entries.carrying(records, cycle.meeting_on)
        yield _step(StepKind.CONTRIBUTORS, cycle.meeting_on, entry, not cycle.meeting_inferred, note)
    if cycle.consultations_on:
        key = f"consultations:{cycle.mission}:{cycle.consultations_on}"
        entry = entries.carrying([cycle.consultations_record], cycle.consultations_on, key=key)
        note = cycle.consultations_basis
        yield _step(StepKind.CONSULTATIONS, cycle.consultations_on, entry, verified=True, note=note)
    if cycle.adopted_on:
        entry = entries.deciding(cycle.resolution, cycle.adopted_on)
        yield _step(StepKind.ADOPTION, cycle.adopted_on, entry, verified=bool(cycle.resolution))


def _step(kind: StepKind, day: date, entry: str, verified: bool, note: str = "") -> StepData:
    return StepData(kind, entry, None if entry else day, verified, note)
