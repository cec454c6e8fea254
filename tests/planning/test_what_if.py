"""A plan as it would be: only what moves is moved, and it takes its steps along."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.planning.day_marks import moved
from meetings.planning.what_if import with_step
from meetings.rules.facts import DateBasis, OccasionFact, PlanFacts, ReportFact, StepFact
from meetings.rules.vocabulary import EntryStatus, Format, StartKind, StepKind
from tests.rules.chains import chain
from tests.rules.months import entry, july, sitting

T, C = StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS
TENTH, TWENTIETH = date(2020, 7, 10), date(2020, 7, 20)


def plan_of(*sittings_of_meeting: str) -> PlanFacts:
    """A meeting that serves one of two occasions, and an entry beside it."""
    meeting = entry(
        "meeting",
        *(sitting(on, "10:00", "12:00") for on in sittings_of_meeting),
        format=Format.TCC_MEETING,
        steps=(T,),
        occasions=("served",),
    )
    first = meeting.on
    steps = (StepFact(T, first, "meeting"), StepFact(C, date(2020, 7, 22))) if first else ()
    served = OccasionFact("served", "UNDOF", steps=steps)
    return july(
        meeting, entry("other", sitting("2020-07-10")), occasions=(served, chain(meeting="2020-07-13"))
    )


def days_of(plan: PlanFacts, uid: str) -> list[date]:
    return next([s.on for s in found.sittings] for found in plan.entries if found.uid == uid)


def step_days(plan: PlanFacts) -> list[tuple[StepKind, date]]:
    return [(step.kind, step.on) for step in plan.occasions[0].steps]


def test_the_entry_and_its_step_move_and_nothing_else_does() -> None:
    before = plan_of("2020-07-13")
    after = moved(before, "meeting", 0, TENTH)
    assert days_of(after, "meeting") == [TENTH]
    assert step_days(after) == [(T, TENTH), (C, date(2020, 7, 22))]
    assert after.entries[0].sittings[0].starts_at == before.entries[0].sittings[0].starts_at
    assert (after.entries[1], after.occasions[1]) == (before.entries[1], before.occasions[1])
    assert days_of(before, "meeting") == [date(2020, 7, 13)]


def test_the_step_stands_on_the_first_of_several_days() -> None:
    plan = plan_of("2020-07-13", "2020-07-14")
    assert step_days(moved(plan, "meeting", 1, TWENTIETH))[0] == (T, date(2020, 7, 13))
    assert step_days(moved(plan, "meeting", 1, TENTH))[0] == (T, TENTH)
    assert step_days(moved(plan, "meeting", 0, TWENTIETH))[0] == (T, date(2020, 7, 14))


def test_an_undated_entry_gains_a_sitting_and_its_occasion_a_step() -> None:
    after = moved(plan_of(), "meeting", 0, TENTH)
    (gained,) = after.entries[0].sittings
    assert (gained.on, gained.start_kind, gained.room) == (TENTH, StartKind.UNSET, "")
    assert after.occasions[0].steps == (StepFact(T, TENTH, "meeting", Format.TCC_MEETING, DateBasis.PLANNED),)


def test_a_postponed_entry_moves_no_step() -> None:
    plan = plan_of()
    postponed = replace(plan.entries[0], status=EntryStatus.POSTPONED)
    after = moved(replace(plan, entries=(postponed,)), "meeting", 0, TENTH)
    assert days_of(after, "meeting") == [TENTH]
    assert after.occasions == plan.occasions


@pytest.mark.parametrize(("uid", "index"), [("nobody", 0), ("meeting", 1), ("meeting", -1)])
def test_what_the_plan_does_not_hold_cannot_move(uid: str, index: int) -> None:
    with pytest.raises(LookupError):
        moved(plan_of("2020-07-13"), uid, index, TENTH)


def test_a_bare_day_gives_way_to_a_new_one_and_an_entry_does_not() -> None:
    bare = with_step(chain(meeting="2020-07-13"), T, TENTH)
    assert [step.on for step in bare.steps] == [TENTH]
    carried = with_step(plan_of("2020-07-13").occasions[0], T, TENTH)
    assert sorted(step.on for step in carried.steps if step.kind is T) == [TENTH, date(2020, 7, 13)]


def test_a_report_is_due_on_its_day() -> None:
    assert with_step(chain(), StepKind.REPORT, TENTH).reports == (ReportFact(due_on=TENTH),)
