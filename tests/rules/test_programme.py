"""Lines ticked for a month's forecast and programme (N5, N12-N16, N18, N19)."""

from datetime import date

import pytest

from meetings.rules.facts import PaperFact, ProgrammeFact
from meetings.rules.findings import Finding, Reason, Result, Severity, SubjectKind
from meetings.rules.vocabulary import PaperKind
from tests.rules.months import JULY, entry, july, on_days, say, sitting


def line(rule_id: str, *papers: PaperFact, today: date = JULY, adopted: date | None = None) -> Finding:
    programme = ProgrammeFact(JULY, adopted_on=adopted, papers=papers)
    (finding,) = say(rule_id, july(programme=programme, today=today))
    return finding


TIMED = [("N5", PaperKind.REPORTS_STATUS), ("N18", PaperKind.DRAFT_SHARED)]
YES_OR_NO = [("N13", PaperKind.FORECAST_LANGUAGES), ("N14", PaperKind.FORECAST_NOTICE)]
EVENTS = [("N15", PaperKind.PROGRAMME_REPUBLISHED), ("N19", PaperKind.URGENT_NOTICE)]


@pytest.mark.parametrize(("rule_id", "kind"), TIMED)
def test_done_before_the_month_begins(rule_id: str, kind: PaperKind) -> None:
    done = line(rule_id, PaperFact(kind, done_on=date(2020, 6, 30)))
    assert (done.result, done.subject, done.subject_kind) == (Result.MET, "2020-07", SubjectKind.MONTH)
    late = line(rule_id, PaperFact(kind, done_on=date(2020, 7, 1)))
    assert (late.result, late.reason, late.days) == (Result.NOT_MET, Reason.LATE, 1)


@pytest.mark.parametrize(("rule_id", "kind"), TIMED)
def test_overdue_once_the_month_has_begun(rule_id: str, kind: PaperKind) -> None:
    assert line(rule_id, today=date(2020, 6, 30)).severity is Severity.NOTE
    finding = line(rule_id, PaperFact(kind), today=date(2020, 7, 1))
    assert (finding.result, finding.reason) == (Result.UNKNOWN, Reason.OVERDUE)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(("rule_id", "kind"), YES_OR_NO)
def test_a_yes_or_no_is_never_late(rule_id: str, kind: PaperKind) -> None:
    assert line(rule_id, PaperFact(kind, done_on=date(2020, 12, 1))).result is Result.MET


def test_the_forecast_is_public_when_members_have_it() -> None:
    sent = date(2020, 6, 29)
    same_day = PaperFact(PaperKind.FORECAST_PUBLIC, due_on=sent, done_on=sent)
    assert line("N12", same_day).result is Result.MET
    next_day = PaperFact(PaperKind.FORECAST_PUBLIC, due_on=sent, done_on=date(2020, 6, 30))
    assert line("N12", next_day).days == 1


def test_all_states_are_briefed_once_the_programme_is_adopted() -> None:
    briefed = PaperFact(PaperKind.MEMBERS_BRIEFED, done_on=date(2020, 7, 10))
    assert line("N16", briefed, adopted=date(2020, 7, 1)).result is Result.MET
    assert line("N16", briefed, adopted=date(2020, 7, 13)).result is Result.OUT_OF_ORDER
    asked = line("N16", adopted=date(2020, 7, 1), today=date(2020, 7, 3))
    assert asked.reason is Reason.OVERDUE


@pytest.mark.parametrize(("rule_id", "kind"), EVENTS)
def test_what_no_event_calls_for_does_not_apply(rule_id: str, kind: PaperKind) -> None:
    assert line(rule_id).reason is Reason.NO_EVENT
    assert line(rule_id, PaperFact(kind, done_on=JULY)).result is Result.MET


def test_an_event_calls_for_its_line() -> None:
    programme = ProgrammeFact(JULY)
    revised = july(*on_days([8], revised=True), programme=programme)
    assert [finding.reason for finding in say("N15", revised)] == [Reason.NOT_RECORDED]
    next_month = july(entry("tail", sitting("2020-08-03"), revised=True), programme=programme)
    assert [finding.reason for finding in say("N15", next_month)] == [Reason.NO_EVENT]
    urgent = july(*on_days([8], called_in_urgency=True), programme=programme)
    assert [finding.reason for finding in say("N19", urgent)] == [Reason.NOT_RECORDED]
    elsewhere = july(entry("tail", sitting("2020-08-03"), called_in_urgency=True), programme=programme)
    assert [finding.reason for finding in say("N19", elsewhere)] == [Reason.NO_EVENT]


def test_a_month_without_a_programme_has_no_checklist() -> None:
    plan = july(*on_days([8]))
    assert not [finding for rule_id, _ in TIMED + YES_OR_NO + EVENTS for finding in say(rule_id, plan)]
