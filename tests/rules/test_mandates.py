"""Mandates whose end has passed (L3) and ends for which no occasion is open (L5)."""

from datetime import date
from typing import Any

import pytest

from meetings.rules.facts import MandateFact
from meetings.rules.findings import Finding, Reason, Severity
from meetings.rules.vocabulary import MandateAction, MandateKind
from tests.rules.chains import chain
from tests.rules.months import july, say

TODAY = date(2020, 7, 1)
PASSED = date(2020, 6, 30)


def mandate(ends: date | None, **fields: Any) -> MandateFact:
    return MandateFact(
        **{
            "mission": "UNDOF",
            "decision": "S/RES/2503 (2019)",
            "decided_on": date(2019, 12, 19),
            "ends": ends,
            **fields,
        }
    )


def left_behind(*mandates: MandateFact) -> list[Finding]:
    return say("L3", july(mandates=mandates))


def test_an_end_that_has_passed_is_pointed_out() -> None:
    (finding,) = left_behind(mandate(PASSED))
    assert (finding.subject, finding.severity, finding.days) == ("UNDOF", Severity.WARNING, 1)
    assert finding.reason is Reason.END_PASSED
    assert finding.detail == "S/RES/2503 (2019)"


@pytest.mark.parametrize(
    "mandates",
    [
        [mandate(TODAY)],  # the last day itself
        [mandate(PASSED), mandate(date(2020, 12, 31))],
        [mandate(PASSED), mandate(None, decided_on=date(2020, 7, 1))],  # decided since, end not read
        [mandate(PASSED, mission_closed_on=PASSED)],
        [mandate(PASSED, action=MandateAction.TERMINATION)],
        [  # terminated before the end it was last given
            mandate(PASSED),
            mandate(date(2020, 3, 31), decided_on=date(2020, 2, 1), action=MandateAction.TERMINATION),
        ],
        [mandate(PASSED), mandate(None, kind=MandateKind.OPEN_ENDED)],
        [mandate(None, kind=MandateKind.OPEN_ENDED)],
        [mandate(None)],
        [mandate(PASSED, strand="a"), mandate(date(2020, 11, 15), strand="b")],
    ],
)
def test_nothing_is_said_where_nothing_is_left_behind(mandates: list[MandateFact]) -> None:
    assert left_behind(*mandates) == []


def test_a_mission_that_closes_later_still_needs_its_decision() -> None:
    assert len(left_behind(mandate(PASSED, mission_closed_on=date(2020, 12, 31)))) == 1


@pytest.mark.parametrize("kind", [MandateKind.FINAL_EXTENSION, MandateKind.DRAWDOWN])
def test_after_a_final_period_no_decision_is_expected(kind: MandateKind) -> None:
    (finding,) = left_behind(mandate(PASSED, kind=kind))
    assert (finding.severity, finding.reason) == (Severity.NOTE, Reason.FINAL_EXTENSION)


def test_missions_are_told_apart() -> None:
    other = mandate(date(2021, 1, 31), mission="UNFICYP")
    assert [finding.subject for finding in left_behind(mandate(PASSED), other)] == ["UNDOF"]


SOON = date(2020, 9, 29)  # the ninetieth day


def without_occasion(*mandates: MandateFact, **fields: Any) -> list[Finding]:
    return say("L5", july(mandates=mandates, **fields))


def test_an_end_within_ninety_days_needs_an_occasion() -> None:
    (finding,) = without_occasion(mandate(SOON, has_contributors=True, strand="support"))
    assert (finding.subject, finding.days, finding.severity) == ("UNDOF:support", 90, Severity.WARNING)
    opened = chain(mission="UNDOF", end=SOON.isoformat())
    assert without_occasion(mandate(SOON, has_contributors=True), occasions=(opened,)) == []


@pytest.mark.parametrize(
    "mandates",
    [
        [mandate(SOON)],  # a mission without contributing countries
        [mandate(date(2020, 9, 30), has_contributors=True)],
        [mandate(SOON, has_contributors=True, mission_closed_on=TODAY)],
        [mandate(PASSED, has_contributors=True)],
        [mandate(None, has_contributors=True)],
        [mandate(SOON, has_contributors=True), mandate(date(2021, 1, 31), has_contributors=True)],
    ],
)
def test_no_occasion_is_asked_for_without_need(mandates: list[MandateFact]) -> None:
    assert without_occasion(*mandates) == []
