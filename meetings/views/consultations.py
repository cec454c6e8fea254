"""What is ahead for the reader's delegation, from the published programmes alone.

A delegation wants to find out, in this order: what is the next meeting we are to be heard at, when and where;
why are we concerned; is the report out, and how many days are left to prepare; is the guideline's week kept;
what was revised since; how am I told of it without looking here.
Then: which of our missions' mandates end soon with nothing published yet. Planners read the same for all.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.clock import today as day_in_new_york
from meetings.permissions import missions_concerning, occasions_concerning, sight_of
from meetings.rules.engine import check_occasion
from meetings.rules.facts import EntryFact, OccasionFact, PaperFact, ReportFact, SittingFact
from meetings.rules.findings import Result
from meetings.rules.margin import MarginLine
from meetings.rules.vocabulary import Format, PaperKind
from meetings.snapshots.consultations import Ahead, ahead
from meetings.views.answers import Answer, week_rule

RULES: Mapping[Format, Sequence[str]] = {
    Format.TCC_MEETING: ("G7", "G13"),
    Format.CONSULTATIONS: ("G13", "N1"),
    Format.ADOPTION: ("L4",),
}
"""What tells whether there is time enough around an entry of a format."""


PAPERS: Mapping[Format, frozenset[PaperKind]] = {
    Format.TCC_MEETING: frozenset(
        {PaperKind.INFORMAL_PAPER, PaperKind.BACKGROUND_PAPER, PaperKind.FACT_SHEET, PaperKind.JOURNAL_NOTICE}
    ),
    Format.CONSULTATIONS: frozenset(
        {PaperKind.SUMMARY, PaperKind.PRESENTATION_MATERIAL, PaperKind.FOCUS_AREAS, PaperKind.VIEWS_REPORTED}
    ),
    Format.ADOPTION: frozenset({PaperKind.DRAFT_SHARED}),
}
"""What one who prepares for an entry of a format waits for, beside the report."""


@dataclass(frozen=True, slots=True)
class Concern:
    """One mission of an entry, and how many the reader's country gives to it."""

    mission: str
    personnel: int


@dataclass(frozen=True, slots=True)
class Case:
    """An occasion that an entry serves: its report, its papers, and what the rules say of the time."""

    fact: OccasionFact
    answers: tuple[Answer, ...]
    report: ReportFact | None
    papers: tuple[PaperFact, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One entry ahead. Of one that is cancelled or postponed nothing is left to prepare for."""

    entry: EntryFact
    sitting: SittingFact | None
    days_left: int | None
    concerns: tuple[Concern, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True)
class Month:
    first: date
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Unplanned:
    """A mandate that ends soon, with nothing published about its mission."""

    line: MarginLine
    days_left: int
    personnel: int


@login_required
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """For everyone who has signed in; what it holds is what concerns them."""
    today = day_in_new_york()
    sight = sight_of(request.user)
    found = ahead(
        today,
        missions=missions_concerning(sight, today),
        occasions=occasions_concerning(sight, today),
        country_id=sight.country_id,
    )
    lines = [_line(entry, found, today) for entry in found.entries]
    context = {
        "months": [Month(first, tuple(group)) for first, group in groupby(lines, key=_month)],
        "unplanned": [
            Unplanned(line, (line.on - today).days, found.personnel.get(line.what, 0))
            for line in found.unplanned
        ],
        "personnel": sorted(found.personnel.items()),
        "seated": found.seated,
        "sees_all": sight.drafts,
        "today": today,
        "number": len(lines),
    }
    return render(request, "meetings/consultations/index.html", context)


def _month(line: Line) -> date:
    return (line.entry.on or line.entry.month).replace(day=1)


def _line(entry: EntryFact, found: Ahead, today: date) -> Line:
    served = entry.occasions if entry.counts else ()
    facts = (found.occasions[uid] for uid in served if uid in found.occasions)
    return Line(
        entry=entry,
        sitting=entry.sittings[0] if entry.sittings else None,
        days_left=max(0, (entry.on - today).days) if entry.on and entry.counts else None,
        concerns=tuple(Concern(mission, found.personnel.get(mission, 0)) for mission in entry.missions),
        cases=tuple(_cases(facts, entry.format, found, today)),
    )


def _cases(facts: Iterable[OccasionFact], kind: Format, found: Ahead, today: date) -> Iterable[Case]:
    for fact in facts:
        findings = check_occasion(fact, found.calendar, week_rule(), today)
        told = (finding for finding in findings if finding.rule in RULES[kind])
        yield Case(
            fact=fact,
            answers=tuple(Answer.of(one) for one in told if one.result is not Result.NOT_APPLICABLE),
            report=None if kind is Format.ADOPTION else fact.report,
            papers=tuple(paper for paper in fact.papers if paper.kind in PAPERS[kind] and _is_awaited(paper)),
        )


def _is_awaited(paper: PaperFact) -> bool:
    """Whether it has a day; one that is not needed is nobody's to wait for."""
    return bool(paper.done_on or paper.due_on) and not paper.not_needed
