"""Decisions and mandates, put together from the history, the cycles, the missions and the details.

A value that was read goes before one that was recalled or computed, whichever file it stands in; among read
ones the history's goes first. What another file says instead is kept in the note.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from meetings.exchange.reference.cycles import CycleRow
from meetings.exchange.reference.folder import Reference
from meetings.exchange.reference.history import HistoryRow, MandateDetailRow
from meetings.exchange.reference.missions import MissionRow
from meetings.rules.vocabulary import MandateAction, MandateKind

SYMBOL = re.compile(r"S/RES/(\d+) \(\d{4}\)")
NUMBER_AND_YEAR = re.compile(r"(\d+) \(\d{4}\)")

ACTIONS = {
    "establishment": MandateAction.CREATION,
    "extension": MandateAction.RENEWAL,
    "final extension": MandateAction.RENEWAL,
    "termination": MandateAction.TERMINATION,
    "transfer": MandateAction.TRANSFER,
    "other": MandateAction.OTHER,
}
CYCLE_ACTIONS = {
    "renewal": MandateAction.RENEWAL,
    "technical rollover": MandateAction.TECHNICAL_ROLLOVER,
    "change": MandateAction.CHANGE,
    "creation": MandateAction.CREATION,
    "termination": MandateAction.TERMINATION,
}
REFINED = frozenset({"technical rollover", "change"})
"""What the cycles know more closely than the history, which calls both an extension."""

NOT_READ = frozenset({"inferred or computed", "not read", ""})


@dataclass(frozen=True, slots=True)
class DecisionData:
    """One decision, with the vote where it is known."""

    symbol: str
    adopted_on: date | None
    title: str = ""
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    verified: bool = True
    source_url: str = ""
    source_note: str = ""

    @property
    def vote(self) -> str:
        """For, against, abstaining, as the record prints a vote."""
        if self.votes_for is None:
            return ""
        return f"{self.votes_for}-{self.votes_against}-{self.abstentions}"


@dataclass(frozen=True, slots=True)
class MandateData:
    """One period of one mission's mandate. ``decision`` is a symbol, empty where none is on record."""

    mission: str
    decision: str
    kind: MandateKind
    action: MandateAction
    strand: str = ""
    phase: int = 1
    begins: date | None = None
    ends: date | None = None
    ends_read_from: str = ""
    verified: bool = True
    source_url: str = ""
    source_note: str = ""

    @property
    def key(self) -> tuple[str, str, str, int]:
        """What tells it from all others."""
        return (self.mission, self.decision, self.strand, self.phase)


@dataclass(frozen=True, slots=True)
class Decided:
    """All decisions by symbol, and all mandates."""

    decisions: Mapping[str, DecisionData]
    mandates: tuple[MandateData, ...]

    def missions_of(self) -> dict[str, tuple[str, ...]]:
        """The missions that each decision is about."""
        missions: dict[str, list[str]] = defaultdict(list)
        for mandate in self.mandates:
            if mandate.mission not in missions[mandate.decision]:
                missions[mandate.decision].append(mandate.mission)
        return {symbol: tuple(names) for symbol, names in missions.items()}


@dataclass(frozen=True, slots=True)
class _End:
    """A last day as one source gives it."""

    on: date
    source: str
    read: bool


def put_together(reference: Reference) -> Decided:
    """All decisions on mandates, and the mandates they set."""
    missions = {mission.acronym: mission for mission in reference.missions}
    cycles = {
        (cycle.mission, _number(cycle.resolution)): cycle for cycle in reference.cycles if cycle.resolution
    }
    symbols = _symbols(reference)
    decisions = {decision.symbol: decision for decision in _decisions(reference, symbols)}
    mandates = [
        _mandate(row, symbols[row.number], cycles.get((row.mission, row.number)), missions[row.mission])
        for row in reference.history
    ]
    on_record = {(row.mission, row.number) for row in reference.history}
    mandates += [_from_cycle(cycle) for key, cycle in cycles.items() if key not in on_record]
    return Decided(decisions, tuple(_without_decision(_detailed(mandates, reference), reference.missions)))


def _number(symbol: str) -> str:
    return symbol.removeprefix("S/RES/").split(" ")[0]


def _symbols(reference: Reference) -> dict[str, str]:
    """The full symbol of each resolution by its number: the year is that of its adoption."""
    symbols = {_number(cycle.resolution): cycle.resolution for cycle in reference.cycles if cycle.resolution}
    symbols |= {_number(mission.renewed_by): f"S/RES/{mission.renewed_by}" for mission in reference.missions}
    return symbols | {
        row.number: f"S/RES/{row.number} ({row.adopted_on:%Y})" for row in reference.history if row.adopted_on
    }


def _decisions(reference: Reference, symbols: Mapping[str, str]) -> Iterator[DecisionData]:
    adopted_in_cycles = {cycle.resolution: cycle.adopted_on for cycle in reference.cycles}
    rows: dict[str, list[HistoryRow]] = defaultdict(list)
    for row in reference.history:
        rows[symbols[row.number]].append(row)
    for symbol, about_it in rows.items():
        yield _decision(symbol, about_it, adopted_in_cycles.get(symbol))
    for cycle in reference.cycles:
        if cycle.resolution and cycle.resolution not in rows:
            yield DecisionData(cycle.resolution, cycle.adopted_on, source_url=cycle.source_url)
    for mission in reference.missions:
        founding = f"S/RES/{mission.established_by}"
        if mission.mandate_kind == "open-ended" and SYMBOL.fullmatch(founding) and founding not in rows:
            yield DecisionData(
                founding,
                mission.established_on,
                source_url=mission.source_url,
                source_note=mission.source_note,
            )


def _decision(symbol: str, rows: list[HistoryRow], adopted_in_cycles: date | None) -> DecisionData:
    """One decision from all rows about it; a row on a second mission has a shorter title."""
    row = max(rows, key=lambda row: len(row.title))
    misnumbered = f"The title in the source begins with {row.number_in_title}." if row.number_in_title else ""
    return DecisionData(
        symbol=symbol,
        adopted_on=row.adopted_on or adopted_in_cycles,
        title=row.title,
        votes_for=row.votes_for,
        votes_against=row.votes_against,
        abstentions=row.abstentions,
        verified=row.adopted_on is not None,
        source_url=row.source_url,
        source_note=_sentences(row.note, misnumbered),
    )


def _mandate(row: HistoryRow, symbol: str, cycle: CycleRow | None, mission: MissionRow) -> MandateData:
    ends = list(_ends(row, cycle, mission))
    first = max(ends, key=lambda end: end.read, default=None)
    others = [f"Otherwise {end.on} ({end.source})." for end in ends if first and end.on != first.on]
    action = CYCLE_ACTIONS[cycle.action] if cycle and cycle.action in REFINED else ACTIONS[row.action]
    return MandateData(
        mission=row.mission,
        decision=symbol,
        kind=_kind(row, cycle, mission),
        action=action,
        ends=first.on if first else None,
        ends_read_from=first.source if first else "",
        verified=first.read if first else True,
        source_url=row.source_url,
        source_note=_sentences(row.note, *others),
    )


def _ends(row: HistoryRow, cycle: CycleRow | None, mission: MissionRow) -> Iterator[_End]:
    """Every last day that some file gives; of those equally well founded, the first counts."""
    if row.end:
        yield _End(row.end, row.end_read_from, "inferred" not in row.end_read_from)
    if row.recalled_end:
        yield _End(row.recalled_end, "recalled, not read", read=False)
    if cycle and cycle.new_end:
        yield _End(cycle.new_end, f"cycles.csv: {cycle.end_basis}", cycle.end_basis not in NOT_READ)
    if mission.current_end and _number(mission.renewed_by) == row.number and not row.end:
        yield _End(mission.current_end, "missions.csv: derived, not printed", read=False)


def _kind(row: HistoryRow, cycle: CycleRow | None, mission: MissionRow) -> MandateKind:
    if mission.mandate_kind == "open-ended":
        return MandateKind.OPEN_ENDED
    last = row.action == "extension" and cycle is not None and cycle.action == "termination"
    return MandateKind.FINAL_EXTENSION if last or row.action == "final extension" else MandateKind.FIXED


def _from_cycle(cycle: CycleRow) -> MandateData:
    """A mandate whose decision the history does not list for this mission."""
    return MandateData(
        mission=cycle.mission,
        decision=cycle.resolution,
        kind=MandateKind.FIXED,
        action=CYCLE_ACTIONS[cycle.action],
        ends=cycle.new_end,
        ends_read_from=f"cycles.csv: {cycle.end_basis}",
        verified=cycle.end_basis not in NOT_READ,
        source_url=cycle.source_url,
        source_note="Not listed in mandate_history.csv; taken from cycles.csv.",
    )


def _detailed(mandates: Iterable[MandateData], reference: Reference) -> Iterator[MandateData]:
    """Mandates with their details, and those that only the details know."""
    details: dict[tuple[str, str], list[MandateDetailRow]] = defaultdict(list)
    for detail in reference.mandate_details:
        details[detail.mission, f"S/RES/{detail.resolution}"].append(detail)
    for mandate in mandates:
        phases = details.pop((mandate.mission, mandate.decision), [])
        yield from (_with_detail(mandate, detail) for detail in phases) if phases else (mandate,)
    sources = {mission.acronym: mission.source_url for mission in reference.missions}
    for (mission, symbol), phases in details.items():
        plain = MandateData(
            mission, symbol, MandateKind.FIXED, MandateAction.CREATION, source_url=sources[mission]
        )
        yield from (_with_detail(plain, detail) for detail in phases)


def _with_detail(mandate: MandateData, detail: MandateDetailRow) -> MandateData:
    """A mandate as a detail has it; the end read for the decision belongs to its first phase."""
    ends = detail.ends or (mandate.ends if detail.phase == 1 else None)
    return replace(
        mandate,
        kind=detail.kind,
        strand=detail.strand,
        phase=detail.phase,
        begins=detail.begins,
        ends=ends,
        ends_read_from="missions.csv" if detail.ends else mandate.ends_read_from if ends else "",
        verified=mandate.verified and detail.verified,
        source_note=_sentences(mandate.source_note, detail.note),
    )


def _without_decision(
    mandates: Iterable[MandateData], missions: Iterable[MissionRow]
) -> Iterator[MandateData]:
    """All mandates, and one for each open mission that has a kind of mandate but no decision in the history."""
    known = set()
    for mandate in mandates:
        known.add(mandate.mission)
        yield mandate
    for mission in missions:
        if mission.mandate_kind and not mission.closed_on and mission.acronym not in known:
            open_ended = mission.mandate_kind == "open-ended"
            founded_by = NUMBER_AND_YEAR.fullmatch(mission.established_by) if open_ended else None
            yield MandateData(
                mission=mission.acronym,
                decision=f"S/RES/{founded_by[0]}" if founded_by else "",
                kind=MandateKind.OPEN_ENDED if open_ended else MandateKind.FIXED,
                action=MandateAction.CREATION if open_ended else MandateAction.RENEWAL,
                begins=mission.established_on if open_ended else None,
                source_url=mission.source_url,
                source_note=mission.source_note,
            )


def _sentences(*parts: str) -> str:
    """Remarks one after another, each with a full stop."""
    return " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
