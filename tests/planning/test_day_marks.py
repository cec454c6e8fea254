"""Days marked before the drop: named cases by rule."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.planning.day_marks import (
    DayMark,
    Mark,
    mark_days,
    mark_days_for_step,
)
from meetings.rules.facts import (
    EntryFact,
    HolidayFact,
    OccasionFact,
    PlanFacts,
    ReportFact,
    SittingFact,
    StepFact,
)
from meetings.rules.findings import Severity
from meetings.rules.vocabulary import (
    EntryStatus,
    Format,
    StepKind,
    WeekRule,
)
from tests.rules.months import entry, july, on_days, sitting

R, I, T = StepKind.REPORT, StepKind.INVITATION, StepKind.CONTRIBUTORS  # noqa: E741
C, A, E = StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END

END = date(2020, 7, 31)
HOLIDAYS = (HolidayFact(date(2020, 7, 3), "Independence Day (observed)"),)


def day(number: int) -> date:
    return date(2020, 7, number)


def served(*steps: tuple[StepKind, int, str], report: int | None = 1, **fields: object) -> OccasionFact:
    """An occasion whose mandate ends on 31 July, with steps on days of July and the entries that carry them."""
    return OccasionFact(
        uid="occasion",
        mission="UNFICYP",
        reports=(ReportFact(circulated_on=day(report)),) if report else (),
        steps=tuple(StepFact(kind, day(on), uid) for kind, on, uid in steps),
        mandate_end=END,
        **fields,  # type: ignore[arg-type]
    )


CHAIN = served((T, 14, "meeting"), (C, 22, "consultations"), (A, 29, "adoption"))
MEETING = entry(
    "meeting",
    sitting("2020-07-14", "10:00", "12:00"),
    format=Format.TCC_MEETING,
    steps=(T,),
    occasions=("occasion",),
)
CONSULTATIONS = entry(
    "consultations",
    sitting("2020-07-22", "10:00", "12:00", room="Consultations Room"),
    format=Format.CONSULTATIONS,
    steps=(C,),
    occasions=("occasion",),
)
ADOPTION = entry(
    "adoption",
    sitting("2020-07-29", "10:00", "10:30"),
    format=Format.ADOPTION,
    steps=(A,),
    occasions=("occasion",),
)


def plan_with(*entries: EntryFact, occasion: OccasionFact = CHAIN) -> PlanFacts:
    return july(MEETING, CONSULTATIONS, ADOPTION, *entries, occasions=(occasion,), holidays=HOLIDAYS)


def mark(
    plan: PlanFacts, uid: str, on: date, index: int = 0, week_rule: WeekRule = WeekRule.AT_LEAST
) -> DayMark:
    (found,) = mark_days(plan, uid, index, [on], week_rule)
    return found


def said(found: DayMark) -> tuple[Mark, int | None, str, Severity]:
    return found.mark, found.days, found.rule, found.severity


def test_g13_a_day_that_leaves_more_than_a_week_meets() -> None:
    assert said(mark(plan_with(), "meeting", day(13))) == (Mark.MEETS, None, "G13", Severity.OK)


def test_g13_exactly_a_week_is_met_and_noted_or_short_by_the_setting() -> None:
    met = mark(plan_with(), "meeting", day(15))
    short = mark(plan_with(), "meeting", day(15), week_rule=WeekRule.MORE_THAN)
    assert said(met) == (Mark.AT_MINIMUM, None, "G13", Severity.NOTE)
    assert said(short) == (Mark.SHORT, 1, "G13", Severity.WARNING)


def test_g13_short_by_the_days_missing_from_what_counts_as_met() -> None:
    found = mark(plan_with(), "meeting", day(20))
    assert said(found) == (Mark.SHORT, 5, "G13", Severity.WARNING)
    assert (found.step, found.other) == (T, C)


def test_g7_too_near_the_report_is_short_in_calendar_and_in_working_days() -> None:
    found = mark(plan_with(), "meeting", day(6))
    assert said(found) == (Mark.SHORT, 2, "G7", Severity.WARNING)
    assert found.also == ((Mark.SHORT, 2, "N2"),)


def test_before_the_report_and_after_consultations_are_out_of_order() -> None:
    before = mark(plan_with(occasion=replace(CHAIN, reports=(ReportFact(due_on=day(9)),))), "meeting", day(8))
    assert (*said(before), before.other) == (Mark.OUT_OF_ORDER, None, "G7", Severity.ERROR, R)
    after = mark(plan_with(), "meeting", day(23))
    assert (*said(after), after.other) == (Mark.OUT_OF_ORDER, None, "G13", Severity.ERROR, C)


def test_of_each_occasion_the_gravest_is_told_and_what_is_met_too() -> None:
    other = replace(served((T, 14, "meeting"), (C, 29, "others")), uid="other")
    plan = plan_with(occasion=CHAIN)
    found = mark(replace(plan, occasions=(*plan.occasions, other)), "meeting", day(20))
    assert [(told.occasion, told.mark, told.days, told.rule) for told in found.each] == [
        ("occasion", Mark.SHORT, 5, "G13"),
        ("other", Mark.MEETS, None, "G13"),
    ]


def test_l7_on_the_day_of_the_adoption() -> None:
    found = mark(plan_with(), "consultations", day(29))
    assert (*said(found), found.other) == (Mark.SAME_DAY, None, "L7", Severity.WARNING, A)
    assert found.also == ()


def test_l4_after_the_end_is_late_by_its_days() -> None:
    plan = plan_with()
    late = mark(plan, "adoption", date(2020, 8, 3))
    assert said(late) == (Mark.LATE, 3, "L4", Severity.ERROR)
    assert said(mark(plan, "adoption", END))[:3] == (Mark.FRIDAY, None, "N17")


def test_g16_a_meeting_after_the_end_is_late_too() -> None:
    found = mark(plan_with(), "meeting", date(2020, 8, 4))
    assert (found.mark, found.days, found.rule, found.step, found.other) == (Mark.LATE, 4, "G16", T, E)
    assert [kind for kind, _days, _rule in found.also] == [Mark.OUT_OF_ORDER, Mark.OUT_OF_ORDER]


def test_in_urgency_only_the_order_is_asked() -> None:
    plan = plan_with(occasion=replace(CHAIN, urgent=True, urgent_reason="fighting"))
    assert said(mark(plan, "meeting", day(21)))[:3] == (Mark.MEETS, None, "N10")
    assert said(mark(plan, "meeting", day(22))) == (Mark.SAME_DAY, None, "G16", Severity.NOTE)
    assert said(mark(plan, "meeting", day(23))) == (Mark.OUT_OF_ORDER, None, "G16", Severity.ERROR)


def test_l1_the_room_is_taken_at_that_time_only() -> None:
    other = entry("other", sitting("2020-07-13", "11:00", "13:00"))
    later = entry("other", sitting("2020-07-13", "12:00", "13:00"))
    taken = mark(plan_with(other), "meeting", day(13))
    assert (*said(taken), taken.name) == (Mark.CLASH, None, "L1", Severity.WARNING, "other")
    assert taken.also == ((Mark.MEETS, None, "G13"),)
    assert mark(plan_with(later), "meeting", day(13)).mark is Mark.MEETS


def test_l1_a_clash_that_is_there_already_is_not_this_days_doing() -> None:
    """The entry itself clashes where it stands; the day it would go to is free."""
    other = entry("other", sitting("2020-07-14", "11:00", "13:00"))
    assert mark(plan_with(other), "meeting", day(13)).mark is Mark.MEETS
    assert mark(plan_with(other), "meeting", day(14)).mark is Mark.CLASH


def test_l2_a_holiday_is_named_and_a_weekend_is_told() -> None:
    plan = july(entry("alone", sitting("2020-07-14")), holidays=HOLIDAYS)
    holiday = mark(plan, "alone", day(3))
    assert (*said(holiday), holiday.name) == (
        Mark.HOLIDAY,
        None,
        "L2",
        Severity.WARNING,
        "Independence Day (observed)",
    )
    assert said(mark(plan, "alone", day(4))) == (Mark.WEEKEND, None, "L2", Severity.WARNING)


def test_l2_is_asked_in_the_tails_of_the_neighbouring_months_too() -> None:
    plan = july(entry("alone", sitting("2020-07-14")), holidays=(HolidayFact(date(2020, 8, 3), "A holiday"),))
    assert mark(plan, "alone", date(2020, 8, 3)).mark is Mark.HOLIDAY


def test_n17_the_fifth_day_of_a_week_and_the_friday() -> None:
    plan = july(entry("alone", sitting("2020-07-22")), *on_days((6, 7, 8, 10)))
    days = mark_days(plan, "alone", 0, [day(number) for number in range(6, 11)], WeekRule.AT_LEAST)
    assert [(found.mark, found.rule) for found in days] == [
        (Mark.FREE, ""),
        (Mark.FREE, ""),
        (Mark.FREE, ""),
        (Mark.FIFTH_DAY, "N17"),
        (Mark.FRIDAY, "N17"),
    ]
    assert days[3].severity is Severity.HINT


def test_n17_a_day_that_leaves_one_of_five_free_is_no_fifth() -> None:
    """What moves within its week does not count twice."""
    plan = july(entry("alone", sitting("2020-07-06")), *on_days((7, 8, 9)))
    assert mark(plan, "alone", day(7)).mark is Mark.FREE
    assert mark(plan, "alone", day(6)).mark is Mark.FREE


def test_n17_a_day_that_is_used_already_adds_no_fifth() -> None:
    """Business stands on all five days: one more line on any of them adds no day."""
    plan = july(entry("alone", sitting("2020-07-22")), *on_days((6, 7, 8, 9, 10)))
    days = mark_days(plan, "alone", 0, [day(number) for number in range(6, 11)], WeekRule.AT_LEAST)
    assert [found.mark for found in days] == [Mark.FREE] * 4 + [Mark.FRIDAY]


def test_n17_other_business_than_the_councils_does_not_count() -> None:
    plan = july(entry("alone", sitting("2020-07-22"), format=Format.SOCIAL), *on_days((6, 7, 8, 9)))
    assert mark(plan, "alone", day(10)).mark is Mark.FREE


def test_nothing_is_planned_into_the_past() -> None:
    plan = replace(plan_with(), today=day(14))
    past = mark(plan, "meeting", day(10))
    assert (past.mark, past.severity) == (Mark.PAST, Severity.HINT)
    assert past.also == ((Mark.FRIDAY, None, "N17"), (Mark.MEETS, None, "G13"))
    assert mark(plan, "meeting", day(14)).mark is Mark.MEETS


def test_an_undated_entry_is_marked_as_if_it_gained_a_sitting() -> None:
    undated = replace(MEETING, sittings=())
    occasion = served((C, 22, "consultations"), (A, 29, "adoption"))
    plan = july(undated, CONSULTATIONS, ADOPTION, occasions=(occasion,))
    assert said(mark(plan, "meeting", day(20))) == (Mark.SHORT, 5, "G13", Severity.WARNING)


def test_a_later_sitting_moves_no_step() -> None:
    two = replace(MEETING, sittings=(*MEETING.sittings, SittingFact(day(15))))
    plan = july(two, CONSULTATIONS, ADOPTION, occasions=(CHAIN,))
    assert mark(plan, "meeting", day(23), index=1).mark is Mark.FREE
    assert mark(plan, "meeting", day(23), index=0).mark is Mark.AT_MINIMUM  # the 15th is now the first day
    assert mark(plan, "meeting", day(13), index=1).mark is Mark.MEETS


def test_a_postponed_entry_bears_on_nothing() -> None:
    off = replace(MEETING, status=EntryStatus.POSTPONED)
    plan = july(off, CONSULTATIONS, occasions=(replace(CHAIN, steps=CHAIN.steps[1:]),))
    assert mark(plan, "meeting", day(25)).mark is Mark.FREE


def test_an_entry_that_serves_two_occasions_answers_for_both() -> None:
    other = replace(
        served((T, 14, "meeting"), (C, 20, "c")), uid="other", mission="UNDOF", mandate_end=date(2020, 8, 31)
    )
    plan = july(MEETING, CONSULTATIONS, ADOPTION, occasions=(CHAIN, other))
    found = mark(plan, "meeting", day(16))
    assert said(found) == (Mark.SHORT, 3, "G13", Severity.WARNING)
    assert found.also == ((Mark.SHORT, 1, "G13"),)


def test_a_step_that_is_no_entry_yet_is_marked_as_the_entry_it_would_become() -> None:
    occasion = served((C, 22, "consultations"))
    plan = july(CONSULTATIONS, occasions=(occasion,), holidays=HOLIDAYS)
    days = [day(number) for number in (3, 4, 10, 13, 16, 23)]
    found = mark_days_for_step(plan, "occasion", T, days, WeekRule.AT_LEAST)
    assert [(one.mark, one.days, one.rule) for one in found] == [
        (Mark.HOLIDAY, None, "L2"),
        (Mark.WEEKEND, None, "L2"),
        (Mark.FRIDAY, None, "N17"),
        (Mark.MEETS, None, "G13"),
        (Mark.SHORT, 1, "G13"),
        (Mark.OUT_OF_ORDER, None, "G13"),
    ]


def test_l8_a_report_and_an_invitation_are_only_dated() -> None:
    plan = july(MEETING, occasions=(served((T, 14, "meeting"), report=None),), holidays=HOLIDAYS)
    for kind, gap in ((R, "G7"), (I, "L6")):
        on_holiday, on_monday = mark_days_for_step(
            plan, "occasion", kind, [day(3), day(6)], WeekRule.AT_LEAST
        )
        assert (on_holiday.mark, on_holiday.rule) == (Mark.HOLIDAY, "L8")
        assert (on_monday.mark, on_monday.rule) == (Mark.MEETS, gap)


def test_what_the_plan_does_not_hold_cannot_be_marked() -> None:
    with pytest.raises(LookupError):
        mark_days(plan_with(), "nobody", 0, [END], WeekRule.AT_LEAST)
    with pytest.raises(LookupError):
        mark_days(plan_with(), "meeting", 1, [END], WeekRule.AT_LEAST)
    with pytest.raises(LookupError):
        mark_days_for_step(plan_with(), "nobody", T, [END], WeekRule.AT_LEAST)
