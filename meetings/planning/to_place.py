"""What is still to place: every step an occasion needs and does not have, and every end that nobody has taken up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from meetings.planning.around import Around, OpenStep, days_around, open_steps
from meetings.planning.paper_days import PAPERS, PaperDay, days_of
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.guideline import rule
from meetings.rules.mandates import ends_not_taken_up
from meetings.rules.months import first_of
from meetings.rules.rule import WEAK
from meetings.rules.vocabulary import PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

WINDOW_DAYS: Final = 120
"""Calendar days ahead that the desk looks: two programmes of work beyond the one being drafted."""


@dataclass(frozen=True, slots=True)
class StepToPlace:
    """One step that an occasion needs and does not have. ``why`` is an English message id.

    ``latest`` and ``recommended`` are ``None`` where there is no date to plan from. ``days_late`` are the calendar
    days by which ``latest`` lies before today, 0 while it is in time. ``optional`` says that the source only
    allows the step ("may", "where possible").
    """

    occasion: str
    kind: StepKind | PaperKind
    latest: date | None
    recommended: date | None
    rule: str
    why: str
    days_late: int
    optional: bool = False


_ORDER: Final[tuple[StepKind | PaperKind, ...]] = (
    StepKind.REPORT,
    PaperKind.FORECAST_MENTION,
    PaperKind.INFORMAL_PAPER,
    StepKind.INVITATION,
    PaperKind.BACKGROUND_PAPER,
    PaperKind.JOURNAL_NOTICE,
    StepKind.POLITICO_MILITARY,
    PaperKind.FACT_SHEET,
    StepKind.CONTRIBUTORS,
    PaperKind.COMMUNIQUE,
    PaperKind.SUMMARY,
    PaperKind.FOCUS_AREAS,
    PaperKind.PRESENTATION_MATERIAL,
    StepKind.CONSULTATIONS,
    PaperKind.VIEWS_REPORTED,
    StepKind.ADOPTION,
)

_MOOT_AFTER: Final[Mapping[StepKind, tuple[StepKind, ...]]] = {
    StepKind.REPORT: (StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS),
    StepKind.INVITATION: (StepKind.CONTRIBUTORS,),
    StepKind.POLITICO_MILITARY: (StepKind.CONSULTATIONS,),
}
"""Once all of these are past, nobody waits for the step any more."""


def window(month: date, today: date) -> tuple[date, date]:
    """The first and the last day looked at: from the later of today and the month's first day, 120 days on."""
    first = max(today, first_of(month))
    return first, date.fromordinal(min(first.toordinal() + WINDOW_DAYS, date.max.toordinal()))


def steps_to_place(
    occasion: OccasionFact, calendar: WorkingDays, week_rule: WeekRule, today: date
) -> tuple[StepToPlace, ...]:
    """Every step and paper the occasion needs and does not have, in the order of the chain.

    Days are counted from the steps that are placed, else from the mandate's end; in urgency only by the rules
    that are left (domain decision 9). Of a concluded occasion nothing is left to place, nor is what only
    served a meeting that is past. Lines of the checklist that are a plain yes or no are no steps.
    """
    if occasion.concluded:
        return ()
    around = days_around(occasion, calendar, week_rule, today)
    found = {step.kind: step for step in (*_steps(around, today), *_papers(around, today))}
    return tuple(found[kind] for kind in _ORDER if kind in found)


def ends_without_occasion(
    mandates: Iterable[MandateFact], occasions: Iterable[OccasionFact], first: date, last: date
) -> tuple[MandateFact, ...]:
    """The mandates for which L5 wants an occasion that nobody has opened, by the day they end.

    Args:
        mandates: all of each mission, so that one decided on since is known by its later end.
        occasions: opened ones, concluded or not.
        first: the first day of the window; a mission closed by then needs no occasion.
        last: the last day of the window, inclusive.
    """
    found = ends_not_taken_up(mandates, occasions, first, last)
    return tuple(
        sorted(found, key=lambda mandate: (mandate.ends or date.max, mandate.mission, mandate.strand))
    )


def _steps(around: Around, today: date) -> Iterator[StepToPlace]:
    for step in open_steps(around):
        before = _MOOT_AFTER.get(step.kind, ())
        if not (before and all(_is_past(around.known.get(kind), today) for kind in before)):
            yield _to_place(around, step, today)


def _papers(around: Around, today: date) -> Iterator[StepToPlace]:
    for line in PAPERS:
        moot = line.until and _is_past(around.known.get(line.until), today)
        if not moot and (days := days_of(line, around, today)):
            yield _to_place(around, days, today)


def _is_past(day: date | None, today: date) -> bool:
    return day is not None and day < today


def _to_place(around: Around, step: OpenStep | PaperDay, today: date) -> StepToPlace:
    late = (today - step.latest).days if step.latest else 0
    return StepToPlace(
        occasion=around.case.occasion.uid,
        kind=step.kind,
        latest=step.latest,
        recommended=step.recommended,
        rule=step.rule,
        why=step.why,
        days_late=max(late, 0),
        optional=rule(step.rule).strength in WEAK,
    )
