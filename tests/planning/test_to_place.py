"""What is still to place: which steps and papers, by which day, and which ends nobody has taken up."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from meetings.planning.to_place import (
    StepToPlace,
    ends_without_occasion,
    steps_to_place,
    window,
)
from meetings.rules.engine import check_plan
from meetings.rules.facts import OccasionFact, PaperFact, PlanFacts
from meetings.rules.findings import Finding, Result
from meetings.rules.guideline import rule
from meetings.rules.mandates import LOOK_AHEAD
from meetings.rules.vocabulary import (
    MandateAction,
    MandateKind,
    OccasionKind,
    PaperKind,
    ReportKind,
    StepKind,
    WeekRule,
)
from tests.planning.drawn import Drawn, at_random, mandate, on_day, sound
from tests.rules.chains import NO_HOLIDAYS, ask, chain, with_paper

R, P, I, T = StepKind.REPORT, StepKind.POLITICO_MILITARY, StepKind.INVITATION, StepKind.CONTRIBUTORS  # noqa: E741
C, A = StepKind.CONSULTATIONS, StepKind.ADOPTION

TODAY = date(2020, 6, 1)
PLACED = {"report": "2020-07-01", "meeting": "2020-07-13", "consultations": "2020-07-22", "end": "2020-07-31"}


def day(text: str) -> date:
    return date.fromisoformat(f"2020-{text}")


def to_place(occasion: OccasionFact, today: date = TODAY) -> dict[StepKind | PaperKind, StepToPlace]:
    steps = steps_to_place(occasion, NO_HOLIDAYS, WeekRule.AT_LEAST, today)
    return {step.kind: step for step in steps}


def test_the_window_is_120_days_from_today_or_from_the_month() -> None:
    assert window(day("07-01"), day("06-10")) == (day("07-01"), day("10-29"))
    assert window(day("07-15"), day("06-10")) == (day("07-01"), day("10-29"))
    assert window(day("06-01"), day("06-10")) == (day("06-10"), day("10-08"))
    assert window(date(9999, 12, 1), day("06-10")) == (date(9999, 12, 1), date.max)


def test_an_occasion_with_nothing_placed_needs_everything_in_the_order_of_the_chain() -> None:
    assert list(to_place(chain(end="2020-07-31"))) == [
        R,
        PaperKind.FORECAST_MENTION,
        PaperKind.INFORMAL_PAPER,
        I,
        PaperKind.BACKGROUND_PAPER,
        PaperKind.JOURNAL_NOTICE,
        P,
        PaperKind.FACT_SHEET,
        T,
        PaperKind.COMMUNIQUE,
        PaperKind.SUMMARY,
        PaperKind.FOCUS_AREAS,
        C,
        PaperKind.VIEWS_REPORTED,
        A,
    ]


def test_papers_are_counted_from_the_meeting_that_is_placed() -> None:
    """The meeting stands on Monday 13 July, consultations on Wednesday the 22nd."""
    steps = to_place(chain(**PLACED))
    assert {kind: (s.latest, s.recommended, s.rule) for kind, s in steps.items()} == {
        PaperKind.FORECAST_MENTION: (day("06-30"), day("06-30"), "N7"),
        PaperKind.INFORMAL_PAPER: (day("07-10"), day("07-03"), "G9"),
        I: (day("07-10"), day("07-03"), "L6"),
        PaperKind.BACKGROUND_PAPER: (day("07-10"), day("07-10"), "N9"),
        PaperKind.JOURNAL_NOTICE: (day("07-10"), day("07-10"), "N8"),
        P: (day("07-21"), day("07-10"), "G8"),
        PaperKind.FACT_SHEET: (day("07-13"), day("07-13"), "G10"),
        PaperKind.COMMUNIQUE: (day("07-13"), day("07-13"), "N25"),
        PaperKind.SUMMARY: (day("07-22"), day("07-21"), "G14"),
        PaperKind.FOCUS_AREAS: (day("07-21"), day("07-21"), "N4"),
        PaperKind.VIEWS_REPORTED: (day("07-22"), day("07-22"), "N11"),
        A: (day("07-31"), day("07-29"), "L4"),
    }


def test_what_is_done_or_not_needed_is_not_to_place() -> None:
    occasion = chain(**PLACED, papers={PaperKind.FACT_SHEET: "2020-07-10"})
    occasion = with_paper(occasion, PaperFact(PaperKind.JOURNAL_NOTICE, not_needed=True))
    assert {PaperKind.FACT_SHEET, PaperKind.JOURNAL_NOTICE}.isdisjoint(to_place(occasion))


def test_a_due_day_on_record_is_the_recommended_one_unless_it_is_too_late() -> None:
    soon = with_paper(chain(**PLACED), PaperFact(PaperKind.FACT_SHEET, due_on=day("07-08")))
    late = with_paper(chain(**PLACED), PaperFact(PaperKind.FACT_SHEET, due_on=day("07-20")))
    assert to_place(soon)[PaperKind.FACT_SHEET].recommended == day("07-08")
    assert to_place(late)[PaperKind.FACT_SHEET].recommended == day("07-13")


def test_n3_material_is_asked_for_only_in_place_of_a_report() -> None:
    oral = to_place(chain(meeting="2020-07-13", consultations="2020-07-22", report_kind=ReportKind.ORAL))
    assert (oral[PaperKind.PRESENTATION_MATERIAL].latest, oral[PaperKind.PRESENTATION_MATERIAL].rule) == (
        day("07-21"),
        "N3",
    )
    assert R not in oral
    assert PaperKind.PRESENTATION_MATERIAL not in to_place(chain(**PLACED))


def test_what_the_sources_only_allow_is_marked_optional() -> None:
    optional = {kind for kind, step in to_place(chain(end="2020-07-31")).items() if step.optional}
    assert optional == {P, PaperKind.JOURNAL_NOTICE}


def test_days_late_are_counted_from_the_latest_day() -> None:
    steps = to_place(chain(end="2020-07-31"), today=day("07-25"))
    assert (steps[T].latest, steps[T].days_late) == (day("07-23"), 2)
    assert steps[C].days_late == 0


def test_what_only_served_a_meeting_that_is_past_is_moot() -> None:
    """The communiqué is the only public record, so it is still asked for; the summary until consultations."""
    after_meeting = to_place(chain(**PLACED), today=day("07-14"))
    assert list(after_meeting) == [
        P,
        PaperKind.COMMUNIQUE,
        PaperKind.SUMMARY,
        PaperKind.FOCUS_AREAS,
        PaperKind.VIEWS_REPORTED,
        A,
    ]
    assert after_meeting[PaperKind.COMMUNIQUE].days_late == 1
    assert list(to_place(chain(**PLACED), today=day("07-23"))) == [PaperKind.COMMUNIQUE, A]


def test_a_report_is_asked_for_until_both_its_readers_have_met() -> None:
    missing = {**PLACED, "report": None}
    assert R in to_place(chain(**missing), today=day("07-22"))
    assert R not in to_place(chain(**missing), today=day("07-23"))


def test_of_a_concluded_occasion_nothing_is_left() -> None:
    assert to_place(chain(end="2020-07-31", concluded=True)) == {}


def test_an_event_leaves_its_days_open() -> None:
    steps = to_place(chain(kind=OccasionKind.CRISIS))
    assert {(step.latest, step.recommended, step.days_late) for step in steps.values()} == {(None, None, 0)}
    assert T in steps


@pytest.mark.parametrize(
    "kind",
    [
        PaperKind.FORECAST_MENTION,
        PaperKind.BACKGROUND_PAPER,
        PaperKind.JOURNAL_NOTICE,
        PaperKind.FACT_SHEET,
        PaperKind.COMMUNIQUE,
        PaperKind.SUMMARY,
        PaperKind.FOCUS_AREAS,
        PaperKind.VIEWS_REPORTED,
    ],
)
def test_a_paper_is_in_time_on_its_latest_day_and_late_on_the_next(kind: PaperKind) -> None:
    occasion = chain(**PLACED)
    step = to_place(occasion)[kind]
    assert step.latest
    after = NO_HOLIDAYS.add(step.latest, 1)
    assert judged(step, with_paper(occasion, PaperFact(kind, done_on=step.latest))).result is Result.MET
    assert judged(step, with_paper(occasion, PaperFact(kind, done_on=after))).result is Result.NOT_MET


def judged(step: StepToPlace, occasion: OccasionFact) -> Finding:
    return ask(step.rule, occasion, today=TODAY)


def test_g9_the_paper_goes_with_an_invitation_that_is_dated() -> None:
    occasion = chain(**PLACED, others={I: "2020-07-06"})
    assert to_place(occasion)[PaperKind.INFORMAL_PAPER].latest == day("07-06")


@given(sound(), st.integers(min_value=0, max_value=60))
def test_every_step_has_its_rule_and_its_days_in_order(drawn: Drawn, before: int) -> None:
    today = date.fromordinal(drawn.end.toordinal() - before)
    steps = steps_to_place(drawn.occasion, drawn.calendar, drawn.week_rule, today)
    assert len({step.kind for step in steps}) == len(steps)
    for step in steps:
        assert rule(step.rule)
        assert step.why
        assert step.occasion == "occasion"
        assert step.latest
        assert step.recommended
        assert step.recommended <= step.latest
        assert step.days_late == max(0, (today - step.latest).days)


@given(sound(), st.data())
def test_a_paper_done_by_its_latest_day_is_never_late(drawn: Drawn, data: st.DataObject) -> None:
    """Once every step stands on its latest day."""
    occasion = drawn.occasion
    for step in steps_to_place(occasion, drawn.calendar, drawn.week_rule, drawn.long_ago):
        if isinstance(step.kind, StepKind) and step.latest:
            occasion = on_day(occasion, step.kind, step.latest)
    papers = [
        step
        for step in steps_to_place(occasion, drawn.calendar, drawn.week_rule, drawn.long_ago)
        if isinstance(step.kind, PaperKind)
    ]
    assume(papers)
    paper = data.draw(st.sampled_from(papers))
    assert isinstance(paper.kind, PaperKind)
    assert paper.latest
    for done, result in (
        (paper.latest, {Result.MET}),
        (drawn.calendar.add(paper.latest, 1), {Result.NOT_MET}),
    ):
        finding = ask(
            paper.rule,
            with_paper(occasion, PaperFact(paper.kind, done_on=done)),
            calendar=drawn.calendar,
            week_rule=drawn.week_rule,
            today=drawn.long_ago,
        )
        assert {finding.result} == result


@given(at_random(), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_occasion_is_too_odd(drawn: Drawn, today: date) -> None:
    for step in steps_to_place(drawn.occasion, drawn.calendar, drawn.week_rule, today):
        assert step.days_late >= 0


ENDS = (
    mandate("UNDOF", "2020-12-31"),
    mandate("UNFICYP", "2020-07-31"),
    mandate("UNIFIL", "2020-08-31"),
    mandate("MINURSO", "2020-10-31"),
    mandate("UNTSO", None),
    mandate("MONUSCO", "2020-09-30", kind=MandateKind.OPEN_ENDED),
    mandate("UNMIK", "2020-09-01", has_contributors=False),
    mandate("UNAMID", "2020-08-15", mission_closed_on=date(2020, 6, 1)),
    mandate("UNISFA", "2020-08-15"),
    mandate("UNISFA", "2021-05-15"),
    mandate("UNMIT", "2020-08-31", action=MandateAction.TERMINATION),
)


def test_l5_an_end_in_the_window_is_named_unless_it_needs_no_occasion_or_has_one() -> None:
    """By the day it ends. UNISFA was renewed, UNMIT terminated; UNDOF ends later; the others have none to take up."""
    opened = (chain(end="2020-07-31"),)
    found = ends_without_occasion(ENDS, opened, day("07-01"), day("10-31"))
    assert [(end.mission, end.ends) for end in found] == [
        ("UNIFIL", day("08-31")),
        ("MINURSO", day("10-31")),
    ]
    unopened = ends_without_occasion(ENDS, (), day("07-01"), day("10-31"))
    assert [end.mission for end in unopened] == ["UNFICYP", "UNIFIL", "MINURSO"]


def test_l5_says_the_same_of_its_ninety_days() -> None:
    opened = (chain(end="2020-07-31"),)
    plan = PlanFacts(day("07-01"), day("07-01"), mandates=ENDS, occasions=opened)
    spoken = {finding.subject for finding in check_plan(plan) if finding.rule == "L5"}
    found = ends_without_occasion(ENDS, opened, day("07-01"), day("07-01") + LOOK_AHEAD)
    assert spoken == {f"{end.mission}:{end.strand}" for end in found} == {"UNIFIL:"}


def test_each_strand_of_a_mission_has_its_own_end() -> None:
    strands = tuple(replace(mandate("UNMISS", "2020-08-31"), strand=strand) for strand in ("b", "a"))
    assert [end.strand for end in ends_without_occasion(strands, (), day("07-01"), day("10-31"))] == [
        "a",
        "b",
    ]
