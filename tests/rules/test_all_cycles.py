"""Twenty years of renewals held against every rule: nothing breaks, the counts hold, and it is quick."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact, ReportFact, StepFact
from meetings.rules.findings import Finding, Reason, Severity
from meetings.rules.registry import OCCASION_RULES
from meetings.rules.vocabulary import StepKind, WeekRule
from tests.rules.chains import NO_HOLIDAYS, day

CYCLES = Path(__file__).parents[2] / "fixtures" / "cycles.csv"
COLUMNS = {
    StepKind.CONTRIBUTORS: "tcc_meeting_date",
    StepKind.CONSULTATIONS: "consultations_date",
    StepKind.ADOPTION: "adoption_date",
}


def occasion_of(row: dict[str, str]) -> OccasionFact:
    steps = {kind: day(row[column]) for kind, column in COLUMNS.items()}
    return OccasionFact(
        uid=row["cycle_label"],
        mission=row["mission"],
        reports=(ReportFact(document_on=day(row["report_date"])),) if row["report_date"] else (),
        steps=tuple(StepFact(kind, on) for kind, on in steps.items() if on),
        mandate_end=day(row["previous_expiry"]),
        concluded=True,
    )


@pytest.fixture(scope="module")
def occasions() -> list[OccasionFact]:
    with CYCLES.open(encoding="utf-8", newline="") as file:
        return [occasion_of(row) for row in csv.DictReader(file)]


@pytest.fixture(scope="module")
def findings(occasions: list[OccasionFact]) -> list[Finding]:
    return [finding for occasion in occasions for finding in check_occasion(occasion, NO_HOLIDAYS)]


def counted(findings: list[Finding], rule_id: str) -> Counter[str]:
    return Counter(finding.result.value for finding in findings if finding.rule == rule_id)


def test_every_cycle_has_one_answer_from_every_rule(
    occasions: list[OccasionFact], findings: list[Finding]
) -> None:
    assert len(occasions) == 262
    assert len(findings) == 262 * len(OCCASION_RULES)
    assert not [finding for finding in findings if finding.reason is Reason.RULE_FAILED]


def test_what_twenty_years_come_to(findings: list[Finding]) -> None:
    assert counted(findings, "G7") == {
        "MEETS_PREFERENCE": 77, "AT_MINIMUM": 25, "SHORT": 42, "OUT_OF_ORDER": 2, "UNKNOWN": 116,
    }  # fmt: skip
    assert counted(findings, "G13") == {
        "MEETS_PREFERENCE": 8, "AT_MINIMUM": 6, "SHORT": 34, "SAME_DAY": 8, "OUT_OF_ORDER": 2, "UNKNOWN": 204,
    }  # fmt: skip
    assert counted(findings, "G16") == {"IN_ORDER": 246, "SAME_DAY": 10, "OUT_OF_ORDER": 3, "UNKNOWN": 3}
    assert counted(findings, "L4") == {"IN_ORDER": 256, "OUT_OF_ORDER": 1, "UNKNOWN": 5}


def test_what_nobody_kept_at_the_time_is_no_warning(findings: list[Finding]) -> None:
    loud = {finding.rule for finding in findings if finding.severity >= Severity.WARNING}
    assert loud == {"G7", "G13", "G16", "N1", "N2", "N10", "L4"}


def test_only_exactly_seven_turns_over(occasions: list[OccasionFact]) -> None:
    for occasion in occasions:
        for lenient, strict in zip(
            check_occasion(occasion, NO_HOLIDAYS, WeekRule.AT_LEAST),
            check_occasion(occasion, NO_HOLIDAYS, WeekRule.MORE_THAN),
            strict=True,
        ):
            turned = lenient.result is not strict.result
            assert turned == (lenient.rule in {"G7", "G13"} and lenient.days == 7)


def test_it_does_not_depend_on_the_day_it_is_asked(occasions: list[OccasionFact]) -> None:
    for occasion in occasions:
        then = check_occasion(occasion, NO_HOLIDAYS)
        assert check_occasion(occasion, NO_HOLIDAYS, today=date(2099, 1, 1)) == then
