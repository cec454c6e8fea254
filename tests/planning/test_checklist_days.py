"""Checklists with their due days, each held against the rule that will judge the line."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.checklist_days import lines_of_entry, lines_of_month, lines_of_occasion
from meetings.rules.engine import check_occasion, check_plan
from meetings.rules.facts import (
    EntryFact,
    OccasionFact,
    PaperFact,
    PlanFacts,
    ProgrammeFact,
    ReportFact,
    SittingFact,
    StepFact,
)
from meetings.rules.findings import Result
from meetings.rules.vocabulary import (
    EntryStatus,
    Format,
    OccasionKind,
    Openness,
    PaperKind,
    ReportKind,
    StepKind,
    WeekRule,
)
from meetings.rules.working_days import WorkingDays

CALENDAR = WorkingDays(frozenset({date(2026, 12, 25)}))
TODAY = date(2026, 11, 22)
DECEMBER = date(2026, 12, 1)
AT_LEAST = WeekRule.AT_LEAST
UNTIMED = {"G6", "G11", "G12", "N6", "N13", "N14", "N16"}


def renewal(**values):
    """Report on 24 November, meeting on 3 December, consultations on the 14th, adoption on the 23rd."""
    chain = {
        StepKind.INVITATION: date(2026, 11, 24),
        StepKind.CONTRIBUTORS: date(2026, 12, 3),
        StepKind.CONSULTATIONS: date(2026, 12, 14),
        StepKind.ADOPTION: date(2026, 12, 23),
    }
    given = {
        "uid": "1",
        "mission": "FORCE",
        "reports": (ReportFact(circulated_on=date(2026, 11, 24)),),
        "steps": tuple(StepFact(kind, on) for kind, on in chain.items()),
        "mandate_end": date(2026, 12, 31),
    }
    return OccasionFact(**given | values)


def due(lines):
    return {line.kind: (line.rules[0], line.due) for line in lines}


def of_renewal(**values):
    return lines_of_occasion(renewal(**values), CALENDAR, AT_LEAST, TODAY)


def test_every_line_of_a_renewal_has_its_day_and_rule():
    assert due(of_renewal()) == {
        PaperKind.CONTRIBUTORS_INPUT: ("G6", date(2026, 11, 24)),
        PaperKind.FORECAST_MENTION: ("N7", date(2026, 11, 30)),
        PaperKind.INFORMAL_PAPER: ("G9", date(2026, 11, 24)),
        PaperKind.BACKGROUND_PAPER: ("N9", date(2026, 12, 2)),
        PaperKind.JOURNAL_NOTICE: ("N8", date(2026, 12, 2)),
        PaperKind.FIELD_BRIEFER: ("G11", date(2026, 12, 3)),
        PaperKind.REPRESENTATIVE_PRESENT: ("G12", date(2026, 12, 3)),
        PaperKind.FACT_SHEET: ("G10", date(2026, 12, 3)),
        PaperKind.COMMUNIQUE: ("N25", date(2026, 12, 3)),
        PaperKind.SUMMARY: ("G14", date(2026, 12, 14)),
        PaperKind.FOCUS_AREAS: ("N4", date(2026, 12, 11)),
        PaperKind.VIEWS_REPORTED: ("N11", date(2026, 12, 14)),
        PaperKind.REPORTING_INTERVAL: ("N6", date(2026, 12, 23)),
    }


def test_n3_comes_in_place_of_g6_where_no_written_report_is_asked_for():
    kinds = set(due(of_renewal(report_kind=ReportKind.ORAL)))
    assert PaperKind.CONTRIBUTORS_INPUT not in kinds
    assert due(of_renewal(report_kind=ReportKind.ORAL))[PaperKind.PRESENTATION_MATERIAL] == (
        "N3",
        date(2026, 12, 11),
    )


def test_n6_is_only_asked_of_a_decision_on_a_mandate():
    assert PaperKind.REPORTING_INTERVAL not in due(of_renewal(kind=OccasionKind.CRISIS))


def test_lines_already_done_stay_on_the_list():
    done = tuple(PaperFact(line.kind, done_on=TODAY) for line in of_renewal())
    assert due(of_renewal(papers=done)) == due(of_renewal())


def test_without_a_step_the_last_day_it_can_stand_on_is_counted_from():
    """Nothing is placed: consultations by 30 December, so the meeting by the 23rd, and its paper before."""
    lines = due(of_renewal(steps=(), reports=()))
    assert lines[PaperKind.VIEWS_REPORTED] == ("N11", date(2026, 12, 30))
    assert lines[PaperKind.FACT_SHEET] == ("G10", date(2026, 12, 23))
    assert lines[PaperKind.INFORMAL_PAPER] == ("G9", date(2026, 12, 22))


def test_without_any_date_no_day_is_made_up():
    lines = of_renewal(steps=(), reports=(), mandate_end=None)
    assert {line.due for line in lines} == {None}


def test_weak_wishes_are_told_from_the_others():
    optional = {line.rules[0] for line in of_renewal() if line.optional}
    assert optional == {"G11", "G12", "N8", "N6"}


def answers(occasion):
    return {finding.rule: finding.result for finding in check_occasion(occasion, CALENDAR, AT_LEAST, TODAY)}


@given(st.integers(0, 6), st.integers(1, 20), st.sampled_from([ReportKind.WRITTEN, ReportKind.ORAL]))
def test_a_line_done_on_its_due_day_is_met_and_on_the_next_working_day_is_late(shift, gap, report):
    """Whatever the working days of the steps: the rule is asked itself."""
    meeting = CALENDAR.add(date(2026, 12, 2), shift)
    steps = (
        StepFact(StepKind.CONTRIBUTORS, meeting),
        StepFact(StepKind.CONSULTATIONS, CALENDAR.add(meeting, gap)),
        StepFact(StepKind.ADOPTION, CALENDAR.add(meeting, gap + 5)),
    )
    occasion = renewal(steps=steps, report_kind=report)
    for line in lines_of_occasion(occasion, CALENDAR, AT_LEAST, TODAY):
        met = answers(replace(occasion, papers=(PaperFact(line.kind, done_on=line.due),)))
        late = PaperFact(line.kind, done_on=CALENDAR.add(line.due, 1))
        missed = answers(replace(occasion, papers=(late,)))
        rule_id = line.rules[0]
        assert met[rule_id] is Result.MET, line
        # While no invitation is dated its paper is only judged by the meeting itself.
        if rule_id not in UNTIMED | {"G9"}:
            assert missed[rule_id] is Result.NOT_MET, line


def meeting(form=Format.TCC_MEETING, on=date(2026, 12, 10), **values):
    sittings = (SittingFact(on),) if on else ()
    return EntryFact(uid="e", month=DECEMBER, format=form, title="A", sittings=sittings, **values)


def of_meeting(*args, **values):
    return due(lines_of_entry(meeting(*args, **values), CALENDAR))


def test_n22_wants_the_agenda_three_days_before_on_a_working_day():
    assert of_meeting(Format.BRIEFING) == {PaperKind.AGENDA: ("N22", date(2026, 12, 7))}
    assert of_meeting(Format.BRIEFING, date(2026, 12, 9)) == {PaperKind.AGENDA: ("N22", date(2026, 12, 4))}


def test_n22_has_no_day_in_urgency():
    assert of_meeting(Format.BRIEFING, called_in_urgency=True) == {PaperKind.AGENDA: ("N22", None)}


@pytest.mark.parametrize("form", [Format.BRIEFING, Format.ADOPTION, Format.OPEN_DEBATE])
def test_n25_wants_a_communique_of_what_is_held_in_private_alone(form):
    day = date(2026, 12, 10)
    assert of_meeting(Format.PRIVATE_MEETING, openness=Openness.CLOSED)[PaperKind.COMMUNIQUE] == ("N25", day)
    assert PaperKind.COMMUNIQUE not in of_meeting(form)


def test_a_meeting_with_contributors_without_an_occasion_has_all_that_hangs_on_it():
    assert of_meeting() == {
        PaperKind.AGENDA: ("N22", date(2026, 12, 7)),
        PaperKind.FORECAST_MENTION: ("N7", date(2026, 11, 30)),
        PaperKind.INFORMAL_PAPER: ("G9", date(2026, 12, 9)),
        PaperKind.BACKGROUND_PAPER: ("N9", date(2026, 12, 9)),
        PaperKind.JOURNAL_NOTICE: ("N8", date(2026, 12, 9)),
        PaperKind.FIELD_BRIEFER: ("G11", date(2026, 12, 10)),
        PaperKind.REPRESENTATIVE_PRESENT: ("G12", date(2026, 12, 10)),
        PaperKind.FACT_SHEET: ("G10", date(2026, 12, 10)),
        PaperKind.COMMUNIQUE: ("N25", date(2026, 12, 10)),
    }


def test_what_is_on_the_occasions_checklist_is_not_repeated():
    assert set(of_meeting(steps=(StepKind.CONTRIBUTORS,), occasions=("1",))) == {PaperKind.AGENDA}
    assert of_meeting(Format.CONSULTATIONS, steps=(StepKind.CONSULTATIONS,), occasions=("1",)) == {}


def test_n4_is_asked_of_consultations_that_serve_no_occasion():
    assert of_meeting(Format.CONSULTATIONS) == {PaperKind.FOCUS_AREAS: ("N4", date(2026, 12, 9))}


def test_a_press_briefing_has_no_papers():
    assert of_meeting(Format.PRESS_BRIEFING) == {}


@pytest.mark.parametrize("values", [{"on": None}, {"status": EntryStatus.CANCELLED}])
def test_what_is_off_or_undated_has_lines_without_a_day(values):
    found = of_meeting(**values)
    assert len(found) == 9
    assert {day for _rule, day in found.values()} == {None}


def test_every_line_of_a_month_has_its_day_and_rule():
    lines = lines_of_month(DECEMBER, date(2026, 12, 1), CALENDAR)
    assert due(lines) == {
        PaperKind.FORECAST_PUBLIC: ("N12", None),
        PaperKind.FORECAST_LANGUAGES: ("N13", date(2026, 11, 30)),
        PaperKind.DRAFT_SHARED: ("N18", date(2026, 11, 30)),
        PaperKind.REPORTS_STATUS: ("N5", date(2026, 11, 30)),
        PaperKind.MEMBERS_BRIEFED: ("N16", date(2026, 12, 2)),
        PaperKind.FORECAST_NOTICE: ("N14", date(2026, 12, 31)),
        PaperKind.PROGRAMME_REPUBLISHED: ("N15", None),
        PaperKind.URGENT_NOTICE: ("N19", None),
    }


def test_n16_has_no_day_before_the_programme_is_adopted():
    lines = lines_of_month(DECEMBER, None, CALENDAR)
    assert due(lines)[PaperKind.MEMBERS_BRIEFED] == ("N16", None)


def test_the_months_lines_done_on_their_days_are_met():
    lines = lines_of_month(DECEMBER, DECEMBER, CALENDAR)
    papers = tuple(PaperFact(line.kind, done_on=line.due) for line in lines if line.due)
    plan = PlanFacts(DECEMBER, TODAY, programme=ProgrammeFact(DECEMBER, DECEMBER, papers))
    found = {finding.rule: finding.result for finding in check_plan(plan)}
    assert {found[line.rules[0]] for line in lines if line.due} == {Result.MET}
