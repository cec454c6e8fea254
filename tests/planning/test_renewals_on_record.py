"""Twenty years of renewals, opened again: each is concluded by the decision that concluded it, and by no other."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from meetings.exchange.cycles import read_cycles
from meetings.exchange.reference.decisions import put_together
from meetings.exchange.reference.folder import read_reference
from meetings.planning.renewals import conclusions
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.vocabulary import ONE_FOR_AN_END, MandateAction, StepKind

FIXTURES = Path(__file__).parents[2] / "fixtures"
A, T = StepKind.ADOPTION, StepKind.CONTRIBUTORS


@pytest.fixture(scope="module")
def mandates() -> list[MandateFact]:
    decided = put_together(read_reference(FIXTURES))
    days = {symbol: decision.adopted_on for symbol, decision in decided.decisions.items()}
    return [
        MandateFact(
            one.mission,
            one.decision,
            days.get(one.decision),
            one.ends,
            begins=one.begins,
            kind=one.kind,
            action=one.action,
            strand=one.strand,
        )
        for one in decided.mandates
    ]


@pytest.fixture(scope="module")
def cycles() -> list[OccasionFact]:
    """Those about an end on record, with what decided them."""
    found = (row.occasion for row in read_cycles(FIXTURES / "cycles.csv").rows)
    return [one for one in found if one.kind in ONE_FOR_AN_END and one.mandate_end and one.decision]


def opened_again(cycles: Sequence[OccasionFact]) -> list[OccasionFact]:
    return [replace(one, concluded=False, decision="", new_end=None) for one in cycles]


def test_each_is_concluded_by_the_decision_that_concluded_it(mandates, cycles):
    found = conclusions(mandates, mandates, opened_again(cycles))
    assert {one.occasion: one.decision for one in found} == {one.uid: one.decision for one in cycles}
    assert len(found) == len(cycles) > 200


def test_with_the_dates_it_had(mandates, cycles):
    """The adoption where it was, the end that was set, and the meeting with contributors before it."""
    on_record = {one.uid: one for one in cycles}
    for one in conclusions(mandates, mandates, opened_again(cycles)):
        cycle = on_record[one.occasion]
        assert (one.decided_on, one.heard_on) == (cycle.on(A), cycle.on(T))


def test_one_by_one_as_they_came_it_is_the_same(mandates, cycles):
    """A table a month, each with the decisions of that day: the record has only what came before."""
    there, known, found = opened_again(cycles), [], {}
    days = sorted({one.decided_on for one in mandates if one.decided_on})
    for today in days:
        new = [one for one in mandates if one.decided_on == today]
        known += new
        for one in conclusions(new, known, there):
            found[one.occasion] = one.decision
            index = next(number for number, row in enumerate(there) if row.uid == one.occasion)
            there[index] = replace(there[index], concluded=True, decision=one.decision)
    assert found == {one.uid: one.decision for one in cycles}


def test_what_is_planned_for_an_end_to_come_stays_open_through_all_of_it(mandates):
    last = {one.mission: max(ends) for one in mandates if (ends := ends_of(one.mission, mandates))}
    planned = [OccasionFact(mission, mission, mandate_end=end) for mission, end in last.items()]
    concluded = {one.mission for one in conclusions(mandates, mandates, planned)}
    ended = {one.mission for one in mandates if one.action is MandateAction.TERMINATION}
    assert concluded <= ended


def ends_of(mission: str, mandates: Sequence[MandateFact]) -> list[date]:
    return [one.ends for one in mandates if one.mission == mission and one.ends]
