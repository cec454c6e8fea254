"""The checklist of an occasion, an entry or a month: what stands on each line, beside the day it is due."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from typing import Final

from meetings.models import Entry, Occasion, Paper, Programme
from meetings.planning.checklist_days import (
    DueLine,
    lines_of_entry,
    lines_of_month,
    lines_of_occasion,
    on_record,
)
from meetings.rules.vocabulary import PaperKind, WeekRule
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.entries import entry_fact
from meetings.snapshots.occasions import occasion_fact

Subject = Occasion | Entry | Programme
"""What a checklist belongs to."""


@dataclass(frozen=True, slots=True)
class LineState:
    """All that a planner writes on one line."""

    due_on: date | None = None
    done_on: date | None = None
    not_needed: bool = False
    symbol: str = ""
    note: str = ""

    @property
    def fingerprint(self) -> str:
        """Tells this state from any other; it goes out with the page and comes back with what was typed.

        A browser ends its lines in its own way, and spaces at the ends are lost: neither is a change.
        """
        said = asdict(self) | {
            "symbol": self.symbol.strip(),
            "note": "\n".join(self.note.split("\r\n")).strip(),
        }
        return sha256(repr(said).encode()).hexdigest()[:16]


NOTHING: Final = LineState()


@dataclass(frozen=True, slots=True)
class ChecklistLine:
    """One line: what the rules ask, and what is written on it. ``watched``: whether it can be overdue at all."""

    asked: DueLine
    state: LineState
    watched: bool

    @property
    def kind(self) -> PaperKind:
        return self.asked.kind

    @property
    def due(self) -> date | None:
        """The day set by hand, else the one worked out."""
        return self.state.due_on or self.asked.due

    @property
    def open(self) -> bool:
        return not (self.state.done_on or self.state.not_needed)

    def days_overdue(self, today: date) -> int:
        """Calendar days since it was due; 0 while it is in time, done, not needed, or of something concluded."""
        if not (self.watched and self.open and self.due):
            return 0
        return max((today - self.due).days, 0)

    @property
    def days_beyond(self) -> int:
        """Calendar days by which the day set by hand lies after the one worked out; 0 where it does not."""
        if not (self.state.due_on and self.asked.due):
            return 0
        return max((self.state.due_on - self.asked.due).days, 0)


def checklist_of_occasion(
    occasion: Occasion, calendar: WorkingDays, week_rule: WeekRule, today: date
) -> tuple[ChecklistLine, ...]:
    """The lines of an occasion fetched ``with_parts``: no query."""
    asked = lines_of_occasion(occasion_fact(occasion), calendar, week_rule, today)
    return _filled(asked, _states(occasion.papers.all()), watched=not occasion.concluded)


def checklist_of_entry(entry: Entry, calendar: WorkingDays) -> tuple[ChecklistLine, ...]:
    """The lines of an entry fetched ``with_parts``: one query."""
    fact = entry_fact(entry)
    return _filled(lines_of_entry(fact, calendar), states_of(entry), watched=fact.counts)


def checklist_of_month(programme: Programme, calendar: WorkingDays) -> tuple[ChecklistLine, ...]:
    """The lines of a month's forecast and programme: one query."""
    on_the_record = programme.state == Programme.State.RECORD
    asked = lines_of_month(programme.month, programme.adopted_on, calendar)
    return _filled(asked, states_of(programme), watched=not on_the_record)


def _filled(
    asked: Iterable[DueLine], states: Mapping[PaperKind, LineState], *, watched: bool
) -> tuple[ChecklistLine, ...]:
    """Every line asked for, and after them what is written down and no longer asked for."""
    lines = {line.kind: line for line in asked}
    lines |= {kind: on_record(kind) for kind in states if kind not in lines and states[kind] != NOTHING}
    return tuple(ChecklistLine(line, states.get(kind, NOTHING), watched) for kind, line in lines.items())


def states_of(subject: Subject) -> dict[PaperKind, LineState]:
    """What is written on the lines of a subject: one query.

    When the provisional agenda was sent is a field of the entry itself, which the rules read (N22); on the
    checklist it is the day the line was done.
    """
    states = _states(Paper.objects.filter(**owner(subject)))
    if isinstance(subject, Entry) and subject.agenda_sent_on:
        kept = states.get(PaperKind.AGENDA, NOTHING)
        states[PaperKind.AGENDA] = LineState(
            kept.due_on, subject.agenda_sent_on, kept.not_needed, kept.symbol, kept.note
        )
    return states


def _states(papers: Iterable[Paper]) -> dict[PaperKind, LineState]:
    return {
        PaperKind(paper.kind): LineState(
            paper.due_on, paper.done_on, paper.not_needed, paper.symbol, paper.note
        )
        for paper in papers
    }


def owner(subject: Subject) -> dict[str, Subject]:
    """The field of a paper that names its subject, with the subject."""
    return {subject._meta.model_name or "": subject}
