"""The line from report to mandate's end: to scale, readable, and mirrored where a language asks for it."""

from datetime import date

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.engine import check_occasion
from meetings.rules.facts import DateBasis, OccasionFact, ReportFact, StepFact
from meetings.rules.vocabulary import StepKind
from meetings.rules.working_days import WorkingDays
from meetings.views import timeline

TODAY = date(2026, 11, 22)
chains = st.tuples(*[st.dates(date(2026, 1, 1), date(2027, 12, 31))] * 5)


def fact(report=None, meeting=None, consultations=None, adoption=None, end=None):
    placed = {
        StepKind.CONTRIBUTORS: meeting,
        StepKind.CONSULTATIONS: consultations,
        StepKind.ADOPTION: adoption,
    }
    return OccasionFact(
        uid="x",
        mission="UNFICYP",
        reports=(ReportFact(circulated_on=report),) if report else (),
        steps=tuple(StepFact(kind, on, basis=DateBasis.PLANNED) for kind, on in placed.items() if on),
        mandate_end=end,
    )


USUAL = fact(
    date(2026, 12, 1), date(2026, 12, 10), date(2026, 12, 15), date(2026, 12, 29), date(2026, 12, 31)
)


def draw(occasion, today=TODAY):
    findings = {one.rule: one for one in check_occasion(occasion, WorkingDays())}
    return timeline.draw(occasion, findings, today)


def test_it_is_to_scale():
    marks = {mark.kind: mark.x for mark in draw(USUAL).marks}
    unit = (marks[StepKind.MANDATE_END] - marks[StepKind.REPORT]) / 30
    assert marks[StepKind.CONTRIBUTORS] - marks[StepKind.REPORT] == pytest.approx(9 * unit, abs=0.2)
    assert marks[StepKind.CONSULTATIONS] - marks[StepKind.CONTRIBUTORS] == pytest.approx(5 * unit, abs=0.2)


def test_arabic_mirrors_it():
    marks = {mark.kind: mark.x for mark in draw(USUAL).marks}
    with override("ar"):
        mirrored = {mark.kind: mark.x for mark in draw(USUAL).marks}
    assert mirrored == {kind: pytest.approx(timeline.WIDTH - x) for kind, x in marks.items()}


def test_planned_and_on_record_are_told_apart():
    assert [mark.planned for mark in draw(USUAL).marks] == [False, True, True, True, False]


def test_today_is_marked_only_inside():
    assert draw(USUAL).today_x is None
    assert draw(USUAL, date(2026, 12, 16)).today_x == pytest.approx(460)


@pytest.mark.parametrize("occasion", [fact(), fact(meeting=date(2026, 12, 10))])
def test_one_day_makes_no_line(occasion):
    assert draw(occasion) is None


@given(chains, st.sampled_from(["en", "ar"]))
def test_whatever_the_days_nothing_leaves_the_drawing(chain, language):
    with override(language):
        line = draw(fact(*chain))
    assert len(line.gaps) == 4
    for mark in line.marks:
        assert 0 <= mark.x <= line.width
        assert timeline.LABEL / 2 <= mark.label_x <= line.width - timeline.LABEL / 2
        assert 0 < mark.label_y < line.line_y
    for gap in line.gaps:
        assert gap.length >= 0
        assert 0 <= gap.sign_x <= line.width
        assert gap.y < line.foot < line.height


@given(chains)
def test_no_two_labels_overlap(chain):
    line = draw(fact(*chain))
    places = [(mark.label_y, mark.label_x) for mark in line.marks]
    for number, (y, x) in enumerate(places):
        for other_y, other_x in places[number + 1 :]:
            assert y != other_y or abs(x - other_x) >= timeline.LABEL - 0.2
