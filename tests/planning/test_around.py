"""The backward plan around what is placed: worked examples, and what must hold for any occasion."""

from datetime import date

from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.planning.around import OpenStep, days_around, open_steps
from meetings.planning.backplan import plan_from_end
from meetings.rules.findings import Severity
from meetings.rules.guideline import rule
from meetings.rules.vocabulary import OccasionKind, ReportKind, StepKind, WeekRule
from meetings.rules.working_days import DAY
from tests.planning.drawn import (
    Drawn,
    at_random,
    carried_out,
    latest_of,
    recommended_of,
    sound,
    wrong,
)
from tests.rules.chains import NO_HOLIDAYS, chain

R, P, I, T = StepKind.REPORT, StepKind.POLITICO_MILITARY, StepKind.INVITATION, StepKind.CONTRIBUTORS  # noqa: E741
C, A = StepKind.CONSULTATIONS, StepKind.ADOPTION

TODAY = date(2020, 6, 1)


def planned(*days: str | None, today: date = TODAY, **fields: object) -> dict[StepKind, OpenStep]:
    steps = open_steps(days_around(chain(*days, **fields), NO_HOLIDAYS, WeekRule.AT_LEAST, today))  # type: ignore[arg-type]
    return {step.kind: step for step in steps}


def day(text: str) -> date:
    return date.fromisoformat(f"2020-{text}")


def test_nothing_placed_is_the_backward_plan_from_the_end() -> None:
    steps = planned(end="2020-07-31")
    whole = {step.kind: step for step in plan_from_end(date(2020, 7, 31), NO_HOLIDAYS)}
    assert {kind: (step.latest, step.recommended, step.rule) for kind, step in steps.items()} == {
        kind: (step.latest, step.recommended, step.rule)
        for kind, step in whole.items()
        if isinstance(kind, StepKind)
    }


def test_g13_the_meeting_is_counted_from_consultations_that_are_placed() -> None:
    """Consultations stand on Monday 20 July: the meeting's latest day is the 13th, not a week before the end."""
    steps = planned(consultations="2020-07-20", end="2020-07-31")
    assert (steps[T].latest, steps[T].rule) == (day("07-13"), "G13")
    assert steps[T].recommended == day("07-10")
    assert (steps[R].latest, steps[R].rule) == (day("07-06"), "G7")
    assert C not in steps


def test_g7_the_meeting_waits_for_a_report_that_is_out_late() -> None:
    """Recommended would be 10 July; the report of the 6th asks for the 14th, and consultations wait in turn."""
    steps = planned("2020-07-06", end="2020-07-31")
    assert steps[T].earliest == day("07-13")
    assert steps[T].recommended == day("07-14")
    assert steps[C].recommended == day("07-22")
    assert steps[A].recommended == day("07-29")


def test_g7_exactly_a_week_is_recommended_where_eight_days_leave_no_room() -> None:
    steps = planned("2020-07-09", consultations="2020-07-23", end="2020-07-31")
    assert (steps[T].earliest, steps[T].latest) == (day("07-16"), day("07-16"))
    assert steps[T].recommended == day("07-16")


def test_g7_a_report_too_late_leaves_the_recommended_day_and_lets_the_days_tell() -> None:
    steps = planned("2020-07-20", consultations="2020-07-22", end="2020-07-31")
    assert steps[T].earliest == day("07-27")
    assert steps[T].latest == day("07-15")
    assert steps[T].recommended == day("07-14")


def test_l7_consultations_are_counted_from_an_adoption_that_is_placed() -> None:
    steps = planned(adoption="2020-07-28", end="2020-07-31")
    assert (steps[C].latest, steps[C].rule) == (day("07-27"), "L7")
    assert steps[C].recommended == day("07-17")


def test_l4_an_adoption_alone_is_left_the_end_and_waits_for_consultations() -> None:
    steps = planned("2020-07-01", "2020-07-10", "2020-07-29", end="2020-07-31", others={I: "2020-07-01"})
    assert (steps[A].earliest, steps[A].latest, steps[A].rule) == (day("07-30"), day("07-31"), "L4")
    assert steps[A].recommended == day("07-30")


def test_a_day_that_is_past_is_not_recommended_while_there_is_room() -> None:
    steps = planned("2020-06-20", end="2020-07-31", today=day("07-18"))
    assert steps[T].latest == day("07-23")
    assert steps[T].recommended == day("07-21")  # the invitation goes out on Monday the 20th
    assert steps[I].recommended == day("07-20")
    assert steps[C].recommended == day("07-29")


def test_in_urgency_the_weeks_do_not_apply() -> None:
    """Only the order is left, and the four working days of notice."""
    steps = planned(end="2020-07-31", urgent=True, urgent_reason="fighting", report_kind=ReportKind.WRITTEN)
    assert (steps[C].latest, steps[C].rule) == (day("07-30"), "L7")
    assert (steps[T].latest, steps[T].rule) == (day("07-29"), "G16")
    assert (steps[R].latest, steps[R].rule) == (day("07-23"), "N2")


def test_an_event_without_a_date_has_none_to_plan_from() -> None:
    steps = planned(kind=OccasionKind.DETERIORATION)
    assert {kind: (step.latest, step.recommended, step.rule) for kind, step in steps.items()} == {
        I: (None, None, "L6"),
        T: (None, None, "G16"),
        C: (None, None, "L7"),
    }


def test_n2_after_an_event_the_meeting_waits_four_working_days_for_its_report() -> None:
    steps = planned("2020-07-06", kind=OccasionKind.CRISIS)
    assert (steps[T].latest, steps[T].recommended) == (None, day("07-10"))


def test_n2_notice_for_a_meeting_on_a_sunday_is_counted_from_the_friday() -> None:
    """From Tuesday to Sunday there would be three working days only."""
    steps = planned(None, "2020-07-12", urgent=True, report_kind=ReportKind.WRITTEN)
    assert (steps[R].latest, steps[R].rule) == (day("07-06"), "N2")


def test_what_is_needed_goes_by_the_kind_and_the_report() -> None:
    assert list(planned(end="2020-07-31")) == [R, I, T, P, C, A]
    assert list(planned(kind=OccasionKind.COMPLETION, end="2020-07-31")) == [R, I, T, C, A]
    assert list(planned(kind=OccasionKind.COUNCIL_MISSION, report_kind=ReportKind.ORAL)) == [I, T, C]
    assert list(planned(due="2020-07-01", end="2020-07-31")) == [I, T, P, C, A]
    assert list(planned(kind=OccasionKind.CRISIS)) == [I, T, C]


def test_g16_without_an_adoption_consultations_come_before_the_end() -> None:
    steps = planned(kind=OccasionKind.OTHER, end="2020-07-31", report_kind=ReportKind.NONE)
    assert (steps[C].latest, steps[C].rule) == (day("07-30"), "G16")
    assert steps[C].recommended == day("07-20")


def test_the_calendar_ends_somewhere() -> None:
    first = open_steps(days_around(chain(end="0001-01-20"), NO_HOLIDAYS, WeekRule.AT_LEAST, date(1, 1, 1)))
    last = open_steps(
        days_around(chain("9999-12-30", end="9999-12-31"), NO_HOLIDAYS, WeekRule.AT_LEAST, date(9999, 12, 31))
    )
    assert {step.latest for step in (*first, *last)} == {None}


@given(sound())
def test_the_latest_days_leave_nothing_wrong(drawn: Drawn) -> None:
    steps = open_steps(days_around(drawn.occasion, drawn.calendar, drawn.week_rule, drawn.long_ago))
    assert wrong(carried_out(drawn, latest_of(steps))) == []


@given(sound(), st.data())
def test_the_rule_named_speaks_one_working_day_later(drawn: Drawn, data: st.DataObject) -> None:
    steps = open_steps(days_around(drawn.occasion, drawn.calendar, drawn.week_rule, drawn.long_ago))
    assume(steps)
    step = data.draw(st.sampled_from(steps))
    assert step.latest
    assert rule(step.rule)
    assert step.why
    days = {**latest_of(steps), step.kind: drawn.calendar.add(step.latest, 1)}
    assert step.rule in {finding.rule for finding in wrong(carried_out(drawn, days))}


@given(sound(), st.integers(min_value=0, max_value=60))
def test_the_recommended_days_leave_nothing_wrong_while_there_is_room(drawn: Drawn, before: int) -> None:
    today = drawn.end - before * DAY
    steps = open_steps(days_around(drawn.occasion, drawn.calendar, drawn.week_rule, today))
    assume(all(step.latest and step.latest >= max(today, step.earliest or today) for step in steps))
    recommended = recommended_of(steps)
    assert set(recommended) == {step.kind for step in steps}
    assert all(drawn.calendar.is_working(on) and on >= today for on in recommended.values())
    assert [f for f in wrong(carried_out(drawn, recommended)) if f.severity >= Severity.WARNING] == []


@given(sound(), st.integers(min_value=0, max_value=60))
def test_a_recommended_day_is_never_later_than_the_latest(drawn: Drawn, before: int) -> None:
    today = drawn.end - before * DAY
    for step in open_steps(days_around(drawn.occasion, drawn.calendar, drawn.week_rule, today)):
        assert step.latest
        assert step.recommended
        assert step.recommended <= step.latest


@given(at_random(), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_occasion_is_too_odd_to_plan(drawn: Drawn, today: date) -> None:
    for step in open_steps(days_around(drawn.occasion, drawn.calendar, drawn.week_rule, today)):
        assert drawn.occasion.on(step.kind) is None or step.kind is R
        assert step.latest is None or drawn.calendar.is_working(step.latest)
