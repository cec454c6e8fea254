"""Lines that somebody ticks: done, late, too early, not on record, overdue."""

from datetime import date

import pytest

from meetings.rules.facts import PaperFact
from meetings.rules.findings import Finding, Reason, Result, Severity
from meetings.rules.guideline import rule
from meetings.rules.rule import WEAK
from meetings.rules.vocabulary import PaperKind, ReportKind, StepKind
from tests.rules.chains import ask, chain, with_paper

R, INVITED, T, C, A = "2020-06-30", "2020-07-01", "2020-07-10", "2020-07-20", "2020-07-29"
CASE = chain(R, T, C, A, "2020-07-31", others={StepKind.INVITATION: INVITED})
ORAL = chain(None, T, C, A, "2020-07-31", report_kind=ReportKind.ORAL)

# Rule, its line, the last day in time and the first day too late.
TIMED = [
    ("G9", PaperKind.INFORMAL_PAPER, "2020-07-01", "2020-07-02"),
    ("G10", PaperKind.FACT_SHEET, "2020-07-10", "2020-07-11"),
    ("G14", PaperKind.SUMMARY, "2020-07-20", "2020-07-21"),
    ("G15", PaperKind.SUMMARY, "2020-07-19", "2020-07-20"),
    ("N3", PaperKind.PRESENTATION_MATERIAL, "2020-07-19", "2020-07-20"),
    ("N4", PaperKind.FOCUS_AREAS, "2020-07-19", "2020-07-20"),
    ("N7", PaperKind.FORECAST_MENTION, "2020-06-30", "2020-07-01"),
    ("N8", PaperKind.JOURNAL_NOTICE, "2020-07-09", "2020-07-10"),
    ("N9", PaperKind.BACKGROUND_PAPER, "2020-07-09", "2020-07-10"),
    ("N11", PaperKind.VIEWS_REPORTED, "2020-07-20", "2020-07-21"),
    ("N25", PaperKind.COMMUNIQUE, "2020-07-10", "2020-07-11"),
]
YES_OR_NO = [
    ("G6", PaperKind.CONTRIBUTORS_INPUT),
    ("G11", PaperKind.FIELD_BRIEFER),
    ("G12", PaperKind.REPRESENTATIVE_PRESENT),
    ("N6", PaperKind.REPORTING_INTERVAL),
]
LINES = [(rule_id, kind) for rule_id, kind, *_ in TIMED] + YES_OR_NO


def asked(rule_id: str, paper: PaperFact | None = None, today: date | None = None, **fields: bool) -> Finding:
    occasion = ORAL if rule_id == "N3" else CASE
    if fields:
        occasion = chain(R, T, C, A, report_kind=occasion.report_kind, **fields)
    return ask(rule_id, with_paper(occasion, paper) if paper else occasion, today=today)


@pytest.mark.parametrize(("rule_id", "kind", "in_time", "late"), TIMED)
def test_done_in_time_and_a_day_late(rule_id: str, kind: PaperKind, in_time: str, late: str) -> None:
    assert asked(rule_id, PaperFact(kind, done_on=date.fromisoformat(in_time))).result is Result.MET
    finding = asked(rule_id, PaperFact(kind, done_on=date.fromisoformat(late)))
    assert (finding.result, finding.reason, finding.days) == (Result.NOT_MET, Reason.LATE, 1)
    weak = rule(rule_id).strength in WEAK
    assert finding.severity is (Severity.HINT if weak else Severity.WARNING)
    assert finding.dates[0] == (kind, date.fromisoformat(late))


@pytest.mark.parametrize(("rule_id", "kind"), YES_OR_NO)
def test_a_yes_or_no_is_never_late(rule_id: str, kind: PaperKind) -> None:
    assert asked(rule_id, PaperFact(kind, done_on=date(2020, 12, 1))).result is Result.MET


@pytest.mark.parametrize(("rule_id", "kind"), LINES)
def test_not_needed_and_not_ticked(rule_id: str, kind: PaperKind) -> None:
    not_needed = asked(rule_id, PaperFact(kind, not_needed=True), date(2020, 12, 1))
    assert (not_needed.result, not_needed.reason) == (Result.NOT_APPLICABLE, Reason.NOT_NEEDED)
    open_line = asked(rule_id, PaperFact(kind), date(2020, 6, 1))
    assert (open_line.result, open_line.severity) == (Result.UNKNOWN, Severity.NOTE)
    assert open_line.reason is Reason.NOT_DONE


@pytest.mark.parametrize(("rule_id", "kind"), LINES)
def test_overdue_only_once_its_day_has_passed(rule_id: str, kind: PaperKind) -> None:
    before, after = date(2020, 6, 30), date(2020, 8, 1)
    early = asked(rule_id, None, before)
    assert (early.result, early.reason, early.severity) == (
        Result.UNKNOWN,
        Reason.NOT_RECORDED,
        Severity.NOTE,
    )
    for paper in (None, PaperFact(kind)):
        finding = asked(rule_id, paper, after)
        assert (finding.result, finding.reason) == (Result.UNKNOWN, Reason.OVERDUE)
        weak = rule(rule_id).strength in WEAK
        assert finding.severity is (Severity.HINT if weak else Severity.WARNING)


@pytest.mark.parametrize(("rule_id", "kind"), LINES)
def test_what_is_over_is_not_on_record_and_nobodys_failure(rule_id: str, kind: PaperKind) -> None:
    finding = asked(rule_id, None, date(2026, 1, 1), concluded=True)
    assert (finding.result, finding.severity) == (Result.UNKNOWN, Severity.NOTE)
    assert finding.reason is Reason.NOT_RECORDED
    assert asked(rule_id, PaperFact(kind), None).severity is Severity.NOTE


def test_a_line_planned_too_late_says_so_before_it_is() -> None:
    finding = asked("G9", PaperFact(PaperKind.INFORMAL_PAPER, due_on=date(2020, 7, 3)))
    assert (finding.result, finding.days, finding.planned) == (Result.NOT_MET, 2, True)
    in_time = asked("G9", PaperFact(PaperKind.INFORMAL_PAPER, due_on=date(2020, 7, 1)))
    assert (in_time.result, in_time.reason) == (Result.UNKNOWN, Reason.NOT_DONE)


@pytest.mark.parametrize(("rule_id", "kind"), [("G14", PaperKind.SUMMARY), ("N11", PaperKind.VIEWS_REPORTED)])
def test_nothing_of_a_meeting_can_be_told_before_it(rule_id: str, kind: PaperKind) -> None:
    finding = asked(rule_id, PaperFact(kind, done_on=date(2020, 7, 9)))
    assert (finding.result, finding.severity) == (Result.OUT_OF_ORDER, Severity.ERROR)


def test_a_summary_on_the_day_of_the_meeting_is_noted() -> None:
    finding = asked("G14", PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 10)))
    assert (finding.result, finding.severity) == (Result.SAME_DAY, Severity.NOTE)


def test_without_an_invitation_the_informal_paper_is_there_by_the_meeting() -> None:
    occasion = chain(meeting=T, papers={PaperKind.INFORMAL_PAPER: "2020-07-10"})
    assert ask("G9", occasion).result is Result.MET
    late = chain(meeting=T, papers={PaperKind.INFORMAL_PAPER: "2020-07-11"})
    assert ask("G9", late).result is Result.NOT_MET


def test_without_any_date_a_line_is_measured_by_its_own_due_day() -> None:
    line = PaperFact(PaperKind.FOCUS_AREAS, due_on=date(2020, 7, 1), done_on=date(2020, 7, 4))
    finding = ask("N4", with_paper(chain(), line))
    assert (finding.result, finding.days) == (Result.NOT_MET, 3)
