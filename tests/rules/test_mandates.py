"""Mandates whose end has passed (L3) and ends for which no occasion is open (L5)."""

from datetime import date
from typing import Any

import pytest

from meetings.rules.facts import MandateFact
from meetings.rules.findings import Finding, Reason, Severity
from meetings.rules.vocabulary import MandateAction, MandateKind, StepKind
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
        [  # a termination taken back: the end that was set since stands
            mandate(PASSED),
            mandate(date(2020, 3, 31), decided_on=date(2020, 2, 1), action=MandateAction.TERMINATION),
            mandate(date(2020, 9, 30), decided_on=date(2020, 3, 1)),
        ],
    ],
)
def test_nothing_is_said_where_nothing_is_left_behind(mandates: list[MandateFact]) -> None:
    assert left_behind(*mandates) == []


def test_the_end_that_was_set_after_a_termination_passes_like_any_other() -> None:
    ends = (
        mandate(date(2020, 12, 31)),
        mandate(date(2020, 3, 31), decided_on=date(2020, 2, 1), action=MandateAction.TERMINATION),
        mandate(PASSED, decided_on=date(2020, 3, 1)),
    )
    (finding,) = left_behind(*ends)
    assert finding.days == 1


def test_one_of_two_strands_that_was_terminated_leaves_the_other_behind() -> None:
    terminated = mandate(date(2020, 5, 31), strand="a", action=MandateAction.TERMINATION)
    assert len(left_behind(terminated, mandate(PASSED, strand="b"))) == 1


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


LATER = date(2020, 2, 1)


def termination(ends: date | None, **fields: Any) -> MandateFact:
    """A decision to terminate, some weeks after the mandate was last set."""
    given = {"decided_on": LATER, "action": MandateAction.TERMINATION, "has_contributors": True} | fields
    return mandate(ends, **given)


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
        [mandate(SOON, has_contributors=True, action=MandateAction.TERMINATION)],
        # Terminated since, at the end it had, before it, or on a day that was not read.
        [mandate(SOON, has_contributors=True), termination(SOON)],
        [mandate(SOON, has_contributors=True), termination(date(2020, 8, 1))],
        [mandate(SOON, has_contributors=True), termination(None)],
        [
            termination(None, decided_on=None),
            mandate(SOON, decided_on=None, action=MandateAction.TERMINATION),
        ],
        [mandate(SOON, has_contributors=True), mandate(None, kind=MandateKind.OPEN_ENDED, decided_on=LATER)],
    ],
)
def test_no_occasion_is_asked_for_without_need(mandates: list[MandateFact]) -> None:
    assert without_occasion(*mandates) == []
    assert without_occasion(*reversed(mandates)) == []


@pytest.mark.parametrize(
    ("mandates", "ends"),
    [
        ([mandate(SOON, has_contributors=True, kind=MandateKind.FINAL_EXTENSION)], SOON),
        ([mandate(SOON, has_contributors=True, strand="main"), termination(SOON, strand="other")], SOON),
        ([mandate(SOON, has_contributors=True), termination(None, decided_on=date(2019, 1, 1))], SOON),
        (
            [
                mandate(date(2021, 1, 31), has_contributors=True),
                termination(date(2020, 8, 1)),
                mandate(SOON, has_contributors=True, decided_on=date(2020, 6, 1)),
            ],
            SOON,
        ),
    ],
    ids=["a last period", "another strand", "a termination before", "a termination taken back"],
)
def test_what_was_not_terminated_keeps_its_end(mandates: list[MandateFact], ends: date) -> None:
    for given in (mandates, reversed(mandates)):
        (finding,) = without_occasion(*given)
        assert finding.dates == ((StepKind.MANDATE_END, ends),)
