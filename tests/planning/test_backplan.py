"""The backward plan: worked examples, and what must hold for any end, any holidays and either setting."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.backplan import PlannedStep, plan_from_adoption, plan_from_end
from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact, PaperFact, ReportFact, StepFact
from meetings.rules.findings import Finding, Result, Severity
from meetings.rules.guideline import rule
from meetings.rules.vocabulary import PaperKind, ReportKind, StepKind, WeekRule
from meetings.rules.working_days import DAY, WorkingDays

Days = dict[StepKind | PaperKind, date]

EVERY_DAY = WorkingDays()
PREFERENCES = {
    "G7": Result.MEETS_PREFERENCE,
    "G8": Result.IN_ORDER,
    "G9": Result.MET,
    "G13": Result.MEETS_PREFERENCE,
    "G16": Result.IN_ORDER,
    "N1": Result.MET,
    "N2": Result.MET,
    "N10": Result.IN_ORDER,
    "L4": Result.IN_ORDER,
    "L6": Result.IN_ORDER,
    "L7": Result.IN_ORDER,
    "L8": Result.MET,
}

ends = st.dates(date(2000, 1, 1), date(2040, 12, 31))
week_rules = st.sampled_from(WeekRule)


@st.composite
def plans(draw: st.DrawFn) -> tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]]:
    """A mandate's end with up to fifteen holidays in the fifty days before it, far more than any year has."""
    end = draw(ends)
    back = draw(st.frozensets(st.integers(min_value=0, max_value=50), max_size=15))
    calendar = WorkingDays(frozenset(end - timedelta(days=days) for days in back))
    week_rule = draw(week_rules)
    return end, calendar, week_rule, plan_from_end(end, calendar, week_rule)


def latest(plan: Iterable[PlannedStep]) -> Days:
    return {step.kind: step.latest for step in plan}


def recommended(plan: Iterable[PlannedStep]) -> Days:
    return {step.kind: step.recommended for step in plan}


def carried_out(days: Days, end: date | None, *, done: bool = True) -> OccasionFact:
    """An occasion with its steps on these days; its report still to come, its paper done or only due."""
    report, paper = days.get(StepKind.REPORT), days[PaperKind.INFORMAL_PAPER]
    return OccasionFact(
        uid="occasion",
        mission="UNDOF",
        report_kind=ReportKind.WRITTEN if report else ReportKind.ORAL,
        reports=(ReportFact(due_on=report),) if report else (),
        steps=tuple(
            StepFact(kind, day)
            for kind, day in days.items()
            if isinstance(kind, StepKind) and kind is not StepKind.REPORT
        ),
        papers=(PaperFact(PaperKind.INFORMAL_PAPER, due_on=paper, done_on=paper if done else None),),
        mandate_end=end,
    )


def loud(findings: Iterable[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.severity >= Severity.WARNING]


def test_unficyp_july_2020_as_it_could_have_been() -> None:
    """The mandate ended on Friday 31 July 2020; 3 July was a holiday at Headquarters, and so was the 31st."""
    calendar = WorkingDays(frozenset({date(2020, 7, 3), date(2020, 7, 31)}))
    steps = {step.kind: step for step in plan_from_end(date(2020, 7, 31), calendar)}
    assert latest(steps.values()) == {
        StepKind.REPORT: date(2020, 7, 15),
        PaperKind.INFORMAL_PAPER: date(2020, 7, 21),
        StepKind.INVITATION: date(2020, 7, 21),
        StepKind.CONTRIBUTORS: date(2020, 7, 22),
        StepKind.POLITICO_MILITARY: date(2020, 7, 28),
        StepKind.CONSULTATIONS: date(2020, 7, 29),
        StepKind.ADOPTION: date(2020, 7, 30),
    }
    assert recommended(steps.values()) == {
        StepKind.REPORT: date(2020, 7, 2),
        PaperKind.INFORMAL_PAPER: date(2020, 7, 2),
        StepKind.INVITATION: date(2020, 7, 2),
        StepKind.CONTRIBUTORS: date(2020, 7, 10),
        StepKind.POLITICO_MILITARY: date(2020, 7, 9),
        StepKind.CONSULTATIONS: date(2020, 7, 20),
        StepKind.ADOPTION: date(2020, 7, 29),
    }
    assert [step.rule for step in steps.values()] == ["G7", "G9", "L6", "G13", "G8", "L7", "L4"]


def test_members_are_briefed_before_the_meeting() -> None:
    """The guideline's table has the politico-military briefing ahead of the meeting with contributors."""
    days = recommended(plan_from_end(date(2026, 9, 30), EVERY_DAY))
    assert days[StepKind.REPORT] < days[StepKind.POLITICO_MILITARY] < days[StepKind.CONTRIBUTORS]


def test_more_than_a_week_takes_a_day_more_each_time() -> None:
    """Without holidays; the mandate ends on Wednesday 30 September 2026."""
    at_least = latest(plan_from_end(date(2026, 9, 30), EVERY_DAY, WeekRule.AT_LEAST))
    more_than = latest(plan_from_end(date(2026, 9, 30), EVERY_DAY, WeekRule.MORE_THAN))
    assert at_least[StepKind.CONSULTATIONS] == more_than[StepKind.CONSULTATIONS] == date(2026, 9, 29)
    assert at_least[StepKind.CONTRIBUTORS] == date(2026, 9, 22)
    assert more_than[StepKind.CONTRIBUTORS] == date(2026, 9, 21)
    assert at_least[StepKind.REPORT] == date(2026, 9, 15)
    # Eight days before the 21st is Sunday the 13th.
    assert more_than[StepKind.REPORT] == date(2026, 9, 11)


def test_two_holidays_in_one_week_let_the_working_days_rule() -> None:
    calendar = WorkingDays(frozenset({date(2026, 9, 16), date(2026, 9, 17)}))
    steps = {step.kind: step for step in plan_from_end(date(2026, 9, 30), calendar)}
    assert steps[StepKind.REPORT].rule == "N2"
    assert steps[StepKind.REPORT].latest == date(2026, 9, 14)


def test_the_report_is_recommended_about_24_days_before_the_adoption() -> None:
    days = recommended(plan_from_end(date(2026, 9, 30), EVERY_DAY))
    assert days[StepKind.ADOPTION] == date(2026, 9, 28)
    assert (days[StepKind.ADOPTION] - days[StepKind.REPORT]).days >= 24


def test_a_chosen_day_is_both_the_latest_and_the_recommended() -> None:
    steps = {step.kind: step for step in plan_from_adoption(date(2020, 7, 29), EVERY_DAY)}
    adoption = steps[StepKind.ADOPTION]
    assert adoption.latest == adoption.recommended == date(2020, 7, 29)
    saturday = plan_from_adoption(date(2020, 8, 1), EVERY_DAY)
    assert saturday[-1].latest == date(2020, 7, 31)


def test_without_a_written_report_none_is_planned() -> None:
    plan = plan_from_end(date(2020, 7, 31), EVERY_DAY, written_report=False)
    assert StepKind.REPORT not in latest(plan)
    assert loud(check_occasion(carried_out(latest(plan), date(2020, 7, 31)), EVERY_DAY)) == []


def test_the_calendar_begins_somewhere() -> None:
    with pytest.raises(OverflowError):
        plan_from_end(date(1, 1, 20), EVERY_DAY)


@given(plans())
def test_every_day_is_a_working_day_and_in_the_order_of_the_chain(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]],
) -> None:
    end, calendar, _, plan = drawn
    for step in plan:
        assert calendar.is_working(step.latest)
        assert calendar.is_working(step.recommended)
        assert step.recommended <= step.latest <= end
        assert rule(step.rule)
        assert step.why
    for days in (latest(plan), recommended(plan)):
        chain = [StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION]
        in_order = [days[kind] for kind in chain]
        assert in_order == sorted(set(in_order))


@given(plans())
def test_the_recommended_days_meet_every_preference(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]],
) -> None:
    end, calendar, week_rule, plan = drawn
    findings = check_occasion(carried_out(recommended(plan), end), calendar, week_rule)
    assert {f.rule: f.result for f in findings if f.rule in PREFERENCES} == PREFERENCES
    assert loud(findings) == []


@given(plans(), st.booleans())
def test_the_latest_days_leave_nothing_at_warning_or_above(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]], done: bool
) -> None:
    end, calendar, week_rule, plan = drawn
    occasion = carried_out(latest(plan), end, done=done)
    assert loud(check_occasion(occasion, calendar, week_rule)) == []


@given(
    plans(),
    st.integers(min_value=0, max_value=6),
    st.integers(min_value=1, max_value=60),
    st.booleans(),
)
def test_any_one_step_later_than_its_latest_day_is_warned_of(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]], index: int, later: int, done: bool
) -> None:
    end, calendar, week_rule, plan = drawn
    days = latest(plan)
    days[plan[index].kind] += later * DAY
    assert loud(check_occasion(carried_out(days, end, done=done), calendar, week_rule)) != []


@given(plans(), st.integers(min_value=0, max_value=6))
def test_the_rule_named_is_the_one_that_speaks_on_the_next_working_day(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]], index: int
) -> None:
    end, calendar, week_rule, plan = drawn
    step, days = plan[index], latest(plan)
    days[step.kind] = calendar.add(step.latest, 1)
    speaking = {finding.rule for finding in loud(check_occasion(carried_out(days, end), calendar, week_rule))}
    assert step.rule in speaking


@given(plans())
def test_a_chosen_adoption_plans_as_an_end_on_that_day_at_the_latest(
    drawn: tuple[date, WorkingDays, WeekRule, tuple[PlannedStep, ...]],
) -> None:
    end, calendar, week_rule, plan = drawn
    chosen = plan_from_adoption(end, calendar, week_rule)
    assert latest(chosen) == latest(plan)
    findings = check_occasion(carried_out(recommended(chosen), end), calendar, week_rule)
    assert {f.rule: f.result for f in findings if f.rule in PREFERENCES} == PREFERENCES


@given(ends, st.integers(min_value=1, max_value=90), week_rules)
def test_a_later_end_never_asks_for_anything_earlier(end: date, later: int, week_rule: WeekRule) -> None:
    for days in (latest, recommended):
        sooner = days(plan_from_end(end, EVERY_DAY, week_rule))
        after = days(plan_from_end(end + later * DAY, EVERY_DAY, week_rule))
        assert all(sooner[kind] <= after[kind] for kind in sooner)
