"""The engine: the catalogue's order, a broken rule beside sound ones, months that meet."""

from collections.abc import Iterable
from dataclasses import FrozenInstanceError, replace
from datetime import date

import pytest

from meetings.rules.case import Case, PlanCase
from meetings.rules.engine import check_occasion, check_plan
from meetings.rules.facts import HolidayFact, ProgrammeFact
from meetings.rules.findings import Finding, Reason, Result, Severity, SubjectKind
from meetings.rules.guideline import RULES
from meetings.rules.registry import OCCASION_RULES, PLAN_RULES
from meetings.rules.vocabulary import WeekRule
from tests.rules.chains import NO_HOLIDAYS, chain, the
from tests.rules.months import JULY, july, on_days

CASE = chain("2020-06-29", "2020-07-08", "2020-07-20", "2020-07-29", "2020-07-31")
ORDER = [record.id for record in RULES]


def test_every_rule_about_an_occasion_answers_in_the_catalogues_order() -> None:
    asked = [finding.rule for finding in check_occasion(CASE, NO_HOLIDAYS)]
    assert asked == [rule_id for rule_id in ORDER if rule_id in OCCASION_RULES]


def test_a_plan_is_told_rule_by_rule_in_the_catalogues_order() -> None:
    other = replace(CASE, uid="other")
    plan = july(*on_days([8, 9]), occasions=(CASE, other), programme=ProgrammeFact(JULY))
    findings = check_plan(plan)
    assert [finding.rule for finding in findings] == sorted(
        (finding.rule for finding in findings), key=ORDER.index
    )
    assert [finding.subject for finding in findings if finding.rule == "G7"] == ["occasion", "other"]


def test_the_same_facts_have_the_same_answers() -> None:
    plan = july(*on_days([4, 8, 9]), occasions=(CASE,), programme=ProgrammeFact(JULY))
    assert check_plan(plan) == check_plan(plan)


def test_a_plan_says_of_an_occasion_what_the_occasion_says_itself() -> None:
    holidays = (HolidayFact(date(2020, 7, 3), "Independence Day (observed)"),)
    plan = july(occasions=(CASE,), holidays=holidays)
    calendar = PlanCase.of(plan).calendar
    alone = check_occasion(CASE, calendar, WeekRule.AT_LEAST, plan.today)
    assert [f for f in check_plan(plan) if f.subject_kind is SubjectKind.OCCASION] == list(alone)


def test_the_setting_reaches_the_rules() -> None:
    occasion = chain("2020-07-01", "2020-07-08")
    plan = july(occasions=(occasion,))
    assert the("G7", check_plan(plan)).result is Result.AT_MINIMUM
    assert the("G7", check_plan(plan, WeekRule.MORE_THAN)).result is Result.SHORT


def broken(_: object) -> Finding:
    raise ZeroDivisionError


def half_broken(plan: PlanCase) -> Iterable[Finding]:
    yield plan.about_month("N20", Result.MET)
    raise LookupError


def test_a_rule_that_fails_says_so_and_hides_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    sound = check_occasion(CASE, NO_HOLIDAYS)
    monkeypatch.setitem(OCCASION_RULES, "G7", broken)
    findings = check_occasion(CASE, NO_HOLIDAYS)
    failed = the("G7", findings)
    assert (failed.result, failed.severity) == (Result.UNKNOWN, Severity.ERROR)
    assert (failed.reason, failed.detail) == (Reason.RULE_FAILED, "ZeroDivisionError")
    assert (failed.subject, failed.month) == ("occasion", JULY)
    assert [f for f in findings if f.rule != "G7"] == [f for f in sound if f.rule != "G7"]


def test_a_rule_about_a_month_that_fails_midway_says_so_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(PLAN_RULES, "N20", half_broken)
    findings = check_plan(july(*on_days([4])))
    failed = the("N20", findings)
    assert (failed.reason, failed.detail, failed.subject) == (Reason.RULE_FAILED, "LookupError", "2020-07")
    assert the("L2", findings).result is Result.NOT_MET


@pytest.mark.parametrize(
    ("dates", "month"),
    [
        (("2020-06-29", "2020-07-08", "2020-08-03"), date(2020, 7, 1)),
        ((None, None, "2020-08-03", "2020-08-20", "2020-08-31"), date(2020, 8, 1)),
        ((None, None, "2020-08-03"), None),
    ],
)
def test_a_finding_belongs_to_the_month_of_the_meeting_else_of_the_end(
    dates: tuple[str | None, ...], month: date | None
) -> None:
    assert {finding.month for finding in check_occasion(chain(*dates), NO_HOLIDAYS)} == {month}


def test_a_plan_may_name_its_month_by_any_day() -> None:
    by_first, by_last = july(*on_days([4])), july(*on_days([4]), month=date(2020, 7, 31))
    assert check_plan(by_first) == check_plan(by_last)


def test_findings_and_cases_cannot_be_changed() -> None:
    finding = check_occasion(CASE, NO_HOLIDAYS)[0]
    with pytest.raises(FrozenInstanceError):
        finding.days = 8
    with pytest.raises(FrozenInstanceError):
        Case.of(CASE, NO_HOLIDAYS, WeekRule.AT_LEAST, None).today = JULY


def test_only_some_rules_are_asked_if_one_wishes() -> None:
    """They answer as they do among all the others, and in the catalogue's order."""
    occasion = chain("2020-07-01", "2020-07-16", "2020-07-20", "2020-07-29", "2020-07-31")
    some = check_occasion(occasion, NO_HOLIDAYS, only={"L4", "G13"})
    assert [finding.rule for finding in some] == ["G13", "L4"]
    assert set(some) <= set(check_occasion(occasion, NO_HOLIDAYS))
