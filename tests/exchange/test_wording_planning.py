"""Marks, steps to place and steps not placed in English words: short, and none without a text."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.utils.translation import override

from meetings.exchange.wording_planning import (
    mark_text,
    why_not_text,
)
from meetings.planning.day_marks import DayMark, Mark
from meetings.planning.placing import NotPlaced, WhyNot
from meetings.rules.findings import Severity
from meetings.rules.vocabulary import StepKind

P, T, C = StepKind.POLITICO_MILITARY, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS
R, A = StepKind.REPORT, StepKind.ADOPTION
FOURTH, NINTH = date(2026, 12, 4), date(2026, 12, 9)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def marked(mark: Mark, days: int | None = None, rule: str = "G13", **fields: object) -> DayMark:
    return DayMark(NINTH, mark, days, rule, Severity.WARNING, **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("mark", "text"),
    [
        (marked(Mark.MEETS), "meets"),
        (marked(Mark.AT_MINIMUM), "exactly one week"),
        (marked(Mark.SHORT, 1), "1 day short"),
        (marked(Mark.SHORT, 2), "2 days short"),
        (marked(Mark.SHORT, 1, "N2"), "1 working day short"),
        (marked(Mark.SHORT, 2, "N1"), "2 working days short"),
        (marked(Mark.SAME_DAY, step=T, other=C), "same day as consultations"),
        (marked(Mark.OUT_OF_ORDER, step=T, other=R), "before the report"),
        (marked(Mark.OUT_OF_ORDER, step=T, other=C), "after consultations"),
        (marked(Mark.OUT_OF_ORDER, step=C, other=T), "before the meeting"),
        (marked(Mark.OUT_OF_ORDER, step=P, other=C), "after consultations"),
        (marked(Mark.OUT_OF_ORDER, step=C, other=A), "after the adoption"),
        (marked(Mark.OUT_OF_ORDER), "out of order"),
        (marked(Mark.LATE, 1, "L4"), "1 day after the mandate's end"),
        (marked(Mark.LATE, 3, "L4"), "3 days after the mandate's end"),
        (marked(Mark.CLASH, rule="L1", name="Libya"), "room taken: Libya"),
        (marked(Mark.CLASH, rule="L1"), "room taken"),
        (marked(Mark.HOLIDAY, rule="L2", name="Christmas Day"), "holiday: Christmas Day"),
        (marked(Mark.WEEKEND, rule="L2"), "weekend"),
        (marked(Mark.PAST, rule=""), "past"),
        (marked(Mark.FIFTH_DAY, rule="N17"), "fifth day of the week"),
        (marked(Mark.FRIDAY, rule="N17"), "Friday"),
        (marked(Mark.FREE, rule=""), "free"),
    ],
)
def test_each_mark_in_a_few_words(mark: DayMark, text: str) -> None:
    assert mark_text(mark) == text


def test_no_mark_is_without_a_text() -> None:
    assert all(mark_text(marked(mark, 2)) for mark in Mark)


@pytest.mark.parametrize(
    ("why", "days", "text"),
    [
        (WhyNot.NO_DATE, 0, "Not placed: the meeting. There is no date to plan from."),
        (WhyNot.CLOSED, 0, "Not placed: the meeting. Headquarters is closed on every day left for it."),
        (WhyNot.NO_FREE_SITTING, 0, "Not placed: the meeting. Its room is taken on every day left for it."),
        (
            WhyNot.TOO_LATE,
            1,
            "Not placed: the meeting. The first day left is 1 day too late; the latest was 4 December.",
        ),
        (
            WhyNot.TOO_LATE,
            3,
            "Not placed: the meeting. The first day left is 3 days too late; the latest was 4 December.",
        ),
    ],
)
def test_why_a_step_was_not_placed(why: WhyNot, days: int, text: str) -> None:
    assert why_not_text(NotPlaced(T, why, days, FOURTH, FOURTH, "G13")) == text
