"""Taking the recommended days: all that an occasion still lacks on the programme, placed at once."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID, uuid4

from django.db import transaction

from meetings.models import Entry, Occasion, Programme, Room, User
from meetings.planning.placing import NotPlaced, Placing, take_recommended_days
from meetings.planning.to_place import WINDOW_DAYS
from meetings.rules.facts import EntryFact
from meetings.rules.months import first_of
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.services.audit import changing
from meetings.services.edit_occasion import refuse_read_only
from meetings.services.locking import lock_occasion
from meetings.services.place_step import ON_THE_PROGRAMME, begin_months
from meetings.services.step_line import Month, Place, PlacedStep, usual_room, write_place
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.entries import entry_facts
from meetings.snapshots.occasions import occasion_fact

A_WEEK: Final = timedelta(days=7)
"""Around the days looked at: days of business are counted by the week."""


@dataclass(frozen=True, slots=True)
class TakenStep:
    """One step that was placed: where and why there, and the line that carries it now."""

    placing: Placing
    placed: PlacedStep


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: the steps placed, those left to the planner, and the months begun for them."""

    placed: tuple[TakenStep, ...]
    not_placed: tuple[NotPlaced, ...]
    desk: Programme | None

    @property
    def begun(self) -> tuple[date, ...]:
        """The months that were begun for it, in order."""
        return tuple(sorted({step.placed.begun for step in self.placed if step.placed.begun}))

    @property
    def days(self) -> tuple[date, ...]:
        """The days on which something stands now, in order."""
        return tuple(sorted({step.placing.on for step in self.placed}))


def take_days(
    *,
    occasion: Occasion,
    week_rule: WeekRule,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    desk: Programme | None = None,
) -> Taken:
    """Place every step that an occasion lacks on the programme, tentatively, on its recommended day or near it.

    Where nothing can be placed, nothing is written. Of two who ask at once, the second finds all placed.

    Args:
        today: the day in New York.
        now: an aware instant.
        desk: the month on whose desk it is done and can be undone in one step; by default that of the meeting
            with contributors, else of the first step placed.

    Raises:
        Occasion.DoesNotExist: it was removed meanwhile.
        Stale: an undated line was changed at the same moment.
        Refused: the occasion is concluded, or a month of its days is on record.
    """
    change = request or uuid4()
    with transaction.atomic():
        locked = lock_occasion(pk=occasion.pk, seen=None)
        refuse_read_only(locked)
        placings, not_placed = _worked_out(locked, week_rule, today)
        if not placings:
            return Taken((), not_placed, desk)
        months = begin_months([placing.on for placing in placings], actor=actor, now=now, request=change)
        desk = desk or months[first_of(_day_of_meeting(placings))].programme
        with changing(
            action="take recommended days",
            subject=locked,
            actor=actor,
            now=now,
            request=change,
            programme=desk,
        ):
            taken = tuple(TakenStep(placing, _write(locked, placing, months)) for placing in placings)
    return Taken(taken, not_placed, desk)


def _worked_out(
    occasion: Occasion, week_rule: WeekRule, today: date
) -> tuple[tuple[Placing, ...], tuple[NotPlaced, ...]]:
    """What the planning says of the occasion and of all lines around it, as they stand."""
    fact = occasion_fact(Occasion.objects.with_parts().get(pk=occasion.pk))
    in_house = set(Room.objects.values_list("name", flat=True))
    usual = {kind: usual_room(occasion, kind) for kind in ON_THE_PROGRAMME}
    placings, not_placed = take_recommended_days(
        fact,
        _entries_around(today, fact.mandate_end),
        headquarters_calendar(),
        week_rule,
        today,
        rooms={kind: room if room in in_house else "" for kind, room in usual.items()},
    )
    ours = tuple(placing for placing in placings if placing.kind in ON_THE_PROGRAMME)
    return ours, tuple(left for left in not_placed if left.kind in ON_THE_PROGRAMME)


def _entries_around(today: date, end: date | None) -> tuple[EntryFact, ...]:
    """The lines that hold rooms and days of business from a week before today to a week after the end."""
    last = max(end or today, today + timedelta(days=WINDOW_DAYS)) + A_WEEK
    near = Entry.objects.filter(sittings__on__range=(today - A_WEEK, last)).values("pk")
    return entry_facts(Entry.objects.filter(pk__in=near).with_parts())


def _day_of_meeting(placings: tuple[Placing, ...]) -> date:
    by_kind = {placing.kind: placing.on for placing in placings}
    return by_kind.get(StepKind.CONTRIBUTORS) or min(by_kind.values())


def _write(occasion: Occasion, placing: Placing, months: dict[date, Month]) -> PlacedStep:
    place = Place(placing.kind, placing.on, placing.half, placing.room)
    return write_place(occasion, place, months[first_of(placing.on)])
