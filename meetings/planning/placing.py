"""Take the recommended days: a day, a half and a room for each step an occasion lacks, or why there is none."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final, TypeVar

from meetings.planning.around import Around, OpenStep, days_around, open_steps
from meetings.planning.half_days import HalfDays
from meetings.planning.step_defaults import DEFAULTS, StepMission
from meetings.planning.what_if import with_step
from meetings.rules.facts import EntryFact, OccasionFact
from meetings.rules.vocabulary import Format, StartKind, StepKind, WeekRule
from meetings.rules.working_days import DAY, WorkingDays

FORMATS: Final[Mapping[StepKind, Format]] = {
    kind: DEFAULTS[kind](StepMission("", "")).format
    for kind in (
        StepKind.CONTRIBUTORS,
        StepKind.CONSULTATIONS,
        StepKind.ADOPTION,
        # Last, though it is held first: the source only allows it, and it is to put off nothing else.
        StepKind.POLITICO_MILITARY,
    )
}
"""The steps that become entries, in the order in which they are placed, and what kind of entry."""

SEARCH_DAYS: Final = 14
"""Calendar days beyond its recommended day within which a step is placed that has no latest one (own choice)."""


class WhyNot(StrEnum):
    """Why a step could not be placed."""

    NO_FREE_SITTING = "no_free_sitting"
    CLOSED = "closed"
    TOO_LATE = "too_late"
    NO_DATE = "no_date"


@dataclass(frozen=True, slots=True)
class Placing:
    """A day and a half day in a room. ``differs_by`` are calendar days from the recommended day, 0 on it."""

    kind: StepKind
    on: date
    half: StartKind
    room: str
    differs_by: int
    rule: str


@dataclass(frozen=True, slots=True)
class NotPlaced:
    """A step left to the planner. ``days`` are the calendar days it is too late by, else 0."""

    kind: StepKind
    why: WhyNot
    days: int
    latest: date | None
    recommended: date | None
    rule: str


_Answer = TypeVar("_Answer", Placing, NotPlaced)


def take_recommended_days(
    occasion: OccasionFact,
    entries: Iterable[EntryFact],
    calendar: WorkingDays,
    week_rule: WeekRule,
    today: date,
    *,
    rooms: Mapping[StepKind, str],
) -> tuple[tuple[Placing, ...], tuple[NotPlaced, ...]]:
    """Place every missing step that becomes an entry, or tell why it could not be placed.

    One after the other, each counted from those placed before it: on its recommended day, else on the nearest
    working day no earlier than the steps before it allow and no later than its latest. Of two as near, one that
    is no Friday and no fifth day of its week, then the emptier, then the earlier. What is too late even so is
    told and left to the planner: nothing is placed short, out of order, past or on a closed day.

    Args:
        occasion: with its steps as placed so far.
        entries: all that may take a room on the days in question; postponed and cancelled ones take none.
        calendar: Headquarters' working days.
        week_rule: how exactly seven days count.
        today: nothing is placed before it.
        rooms: the room's name for each step; a step without one needs none.
    """
    taken = HalfDays.of(entries)
    placed: list[Placing] = []
    left: list[NotPlaced] = []
    for kind in FORMATS:
        around = days_around(occasion, calendar, week_rule, today)
        step = next((step for step in open_steps(around) if step.kind is kind), None)
        if step is None or occasion.concluded:
            continue
        answer = _place(step, around, taken, rooms.get(kind, ""), today)
        if isinstance(answer, NotPlaced):
            left.append(answer)
        else:
            placed.append(answer)
            occasion = with_step(occasion, kind, answer.on)
            taken.take(answer.room, answer.on, (answer.half,), FORMATS[kind])
    return _in_order_of_the_chain(placed), _in_order_of_the_chain(left)


def _in_order_of_the_chain(answers: Iterable[_Answer]) -> tuple[_Answer, ...]:
    steps = tuple(StepKind)
    return tuple(sorted(answers, key=lambda answer: steps.index(answer.kind)))


def _place(step: OpenStep, around: Around, taken: HalfDays, room: str, today: date) -> Placing | NotPlaced:
    if step.recommended is None:
        return _not_placed(step, WhyNot.NO_DATE)
    first = max(step.earliest or today, today)
    last = step.latest or _search_until(step.recommended)
    if first > last:
        closed = around.chain.all_closed(step.kind, today)
        return (
            _not_placed(step, WhyNot.CLOSED) if closed else _not_placed(step, WhyNot.TOO_LATE, first - last)
        )
    best = min(max(step.recommended, first), last)
    for on in _nearest(best, _working(first, last, around.case.calendar), taken, FORMATS[step.kind]):
        for half in taken.free(room, on)[:1]:
            away = abs((on - step.recommended).days)
            return Placing(step.kind, on, half, room, away, step.rule)
    return _not_placed(step, WhyNot.NO_FREE_SITTING)


def _search_until(recommended: date) -> date:
    return date.fromordinal(min(recommended.toordinal() + SEARCH_DAYS, date.max.toordinal()))


def _not_placed(step: OpenStep, why: WhyNot, late: timedelta = timedelta()) -> NotPlaced:
    return NotPlaced(step.kind, why, late.days, step.latest, step.recommended, step.rule)


def _working(first: date, last: date, calendar: WorkingDays) -> Iterator[date]:
    days = (first + n * DAY for n in range((last - first).days + 1))
    return (day for day in days if calendar.is_working(day))


def _nearest(best: date, days: Iterable[date], taken: HalfDays, form: Format) -> list[date]:
    """The days by how near they are; among equals, clear of Fridays and fifth days, then emptier, then earlier."""
    return sorted(
        days,
        key=lambda on: (abs((on - best).days), taken.hints_against(on, form), taken.sittings_on(on), on),
    )
