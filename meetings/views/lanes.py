"""The guideline's table (S/2009/659, attachment II) filled with the dates of one case.

Its columns are the lanes of those who act, its two phases the parts of the table, and each step a row.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from meetings.models.labels import PAPER_KINDS, STEP_KINDS, Label
from meetings.rules.facts import DateBasis, OccasionFact
from meetings.rules.findings import Reason, Result, Severity
from meetings.rules.guideline import RULES
from meetings.rules.rule import Lane, Phase, Rule
from meetings.rules.vocabulary import PaperKind, StepKind
from meetings.views.answers import Answer

LANES = (Lane.SECRETARIAT, Lane.CONTRIBUTORS, Lane.COUNCIL)
PHASES = (Phase.PLANNING, Phase.MANDATE_DISCUSSION)

STEPS: Mapping[str, tuple[StepKind | PaperKind, ...]] = {
    "G1": (StepKind.SECRETARIAT_BEFORE,),
    "G2": (StepKind.ASSESSMENT,),
    "G3": (StepKind.BRIEFING_BEFORE,),
    "G4": (StepKind.SECRETARIAT_AFTER,),
    "G5": (StepKind.BRIEFING_AFTER,),
    "G6": (PaperKind.CONTRIBUTORS_INPUT,),
    "G7": (StepKind.REPORT,),
    "G8": (StepKind.POLITICO_MILITARY,),
    "G9": (StepKind.INVITATION, PaperKind.INFORMAL_PAPER),
    "G10": (PaperKind.FACT_SHEET,),
    "G11": (PaperKind.FIELD_BRIEFER,),
    "G12": (PaperKind.REPRESENTATIVE_PRESENT,),
    "G13": (StepKind.CONTRIBUTORS,),
    "G14": (PaperKind.SUMMARY,),
    "G15": (),
    "G16": (StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END),
}
"""What each row of the guideline's table places: steps and papers. The summary has its day in row G14."""

STAND_INS: Mapping[str, tuple[Label, str]] = {
    "open_briefing": (_("Open briefing on the item, for want of consultations on record"), ""),
    "consultations": (STEP_KINDS[StepKind.CONSULTATIONS], ""),
}
"""What the record says it took for the day of the consultations, with the name a reader knows it by."""


@dataclass(frozen=True, slots=True)
class Placed:
    """One step or paper of a row: the day it has, or that it has none."""

    name: Label
    on: date | None
    basis: DateBasis | None = None
    verified: bool = True
    entry: str = ""
    note: str = ""
    not_needed: bool = False
    is_paper: bool = False

    @property
    def planned(self) -> bool:
        return self.basis is DateBasis.PLANNED


@dataclass(frozen=True, slots=True)
class Cell:
    """What a lane has to do with a step: acts, takes part, or neither."""

    lane: Lane
    acts: bool
    takes_part: bool


@dataclass(frozen=True, slots=True)
class LaneRow:
    """One step of the guideline in its lane, with its dates and what the rule says of them."""

    rule: Rule
    answer: Answer
    placed: tuple[Placed, ...]
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether nothing is placed and nothing more is to be said than that."""
        nothing = not any(placed.on or placed.not_needed for placed in self.placed)
        said = self.answer.finding
        return (
            bool(self.placed) and nothing and said.result is Result.UNKNOWN and said.severity <= Severity.NOTE
        )


@dataclass(frozen=True, slots=True)
class LanePhase:
    """One phase. ``left_out`` holds the rows that cannot apply together: no assessment is planned."""

    phase: Phase
    rows: tuple[LaneRow, ...]
    left_out: tuple[LaneRow, ...]


def fill(fact: OccasionFact, answers: Mapping[str, Answer]) -> tuple[LanePhase, ...]:
    """The whole table for one occasion, with its answers by rule."""
    return tuple(_phase(phase, fact, answers) for phase in PHASES)


def _phase(phase: Phase, fact: OccasionFact, answers: Mapping[str, Answer]) -> LanePhase:
    rows = [_row(rule, fact, answers[rule.id]) for rule in RULES if rule.id in STEPS and rule.phase is phase]
    left_out = tuple(row for row in rows if row.answer.finding.reason is Reason.NO_ASSESSMENT)
    return LanePhase(phase, tuple(row for row in rows if row not in left_out), left_out)


def _row(rule: Rule, fact: OccasionFact, answer: Answer) -> LaneRow:
    cells = tuple(Cell(lane, lane is rule.lane, lane in rule.shared_with) for lane in LANES)
    return LaneRow(rule, answer, tuple(_placed(kind, fact) for kind in STEPS[rule.id]), cells)


def _placed(kind: StepKind | PaperKind, fact: OccasionFact) -> Placed:
    if isinstance(kind, PaperKind):
        return _paper(kind, fact)
    if kind is StepKind.REPORT and fact.report:
        report = fact.report
        return Placed(report.symbol or STEP_KINDS[kind], report.issued_on, report.basis, report.verified)
    if kind is StepKind.MANDATE_END:
        return Placed(STEP_KINDS[kind], fact.mandate_end, DateBasis.ON_RECORD, fact.mandate_end_verified)
    step = fact.step(kind)
    if step is None:
        return Placed(STEP_KINDS[kind], None)
    name, note = STAND_INS.get(step.note, (STEP_KINDS[kind], step.note))
    return Placed(name, step.on, step.basis, step.verified, step.entry, note)


def _paper(kind: PaperKind, fact: OccasionFact) -> Placed:
    paper = fact.paper(kind)
    if paper is None:
        return Placed(PAPER_KINDS[kind], None, is_paper=True)
    return Placed(
        PAPER_KINDS[kind],
        paper.done_on or paper.due_on,
        DateBasis.ON_RECORD if paper.done_on else DateBasis.PLANNED,
        note=paper.symbol,
        not_needed=paper.not_needed,
        is_paper=True,
    )


def other_answers(answers: Iterable[Answer]) -> tuple[Answer, ...]:
    """What the notes and our own rules say of the case, in the catalogue's order, where they apply."""
    return tuple(
        answer
        for answer in answers
        if answer.rule.id not in STEPS and answer.finding.result is not Result.NOT_APPLICABLE
    )
