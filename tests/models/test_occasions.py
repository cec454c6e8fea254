"""Occasions as pages and rules read them, and the reasons given for their findings."""

from datetime import date

import pytest

from meetings.models import Occasion, Step
from meetings.rules.vocabulary import StepKind
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
    SittingFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))
INSIDE = date(2026, 12, 15)
OUTSIDE = date(2026, 10, 15)


@pytest.mark.parametrize("known_as", ["mandate", "date"])
def test_the_end_is_that_of_the_mandate_or_the_one_written_down(known_as):
    end = {"mandate": MandateFactory(ends=INSIDE)} if known_as == "mandate" else {"mandate_end": INSIDE}
    OccasionFactory(**end)
    assert Occasion.objects.with_end().get().end == INSIDE


def test_the_new_end_is_what_the_decision_set_for_this_mission_in_its_last_phase():
    decision, mission = DecisionFactory(), MissionFactory()
    for phase, ends in ((1, date(2027, 6, 30)), (2, date(2027, 12, 31))):
        MandateFactory(mission=mission, decision=decision, phase=phase, ends=ends)
    MandateFactory(decision=decision, phase=3, ends=date(2028, 1, 31))
    OccasionFactory(mission=mission, decision=decision)
    assert Occasion.objects.with_new_end().get().new_end == date(2027, 12, 31)


@pytest.mark.parametrize(
    "give",
    [
        pytest.param(lambda day: OccasionFactory(steps={StepKind.CONTRIBUTORS: day}), id="a dated step"),
        pytest.param(
            lambda day: OccasionFactory(steps={StepKind.ADOPTION: EntryFactory(on=day)}),
            id="an entry's sitting",
        ),
        pytest.param(lambda day: OccasionFactory(reports=[ReportFactory(due_on=day)]), id="a report due"),
        pytest.param(
            lambda day: OccasionFactory(reports=[ReportFactory(circulated_on=day)]), id="a report circulated"
        ),
        pytest.param(lambda day: OccasionFactory(mandate=MandateFactory(ends=day)), id="a mandate's end"),
        pytest.param(lambda day: OccasionFactory(mandate_end=day), id="an end without its mandate"),
    ],
)
def test_an_occasion_bears_on_a_window_by_any_of_its_dates_and_once(give):
    give(OUTSIDE)
    bearing = give(INSIDE)
    StepFactory(occasion=bearing, kind=StepKind.CONSULTATIONS, on=INSIDE)
    StepFactory(occasion=bearing, kind=StepKind.POLITICO_MILITARY, on=INSIDE)
    assert list(Occasion.objects.bearing_on(*DECEMBER)) == [bearing]


def test_open_ones_come_by_the_end_of_the_mandate_then_concluded_ones_newest_first():
    undated = OccasionFactory()
    later = OccasionFactory(mandate_end=date(2027, 1, 31))
    sooner = OccasionFactory(mandate=MandateFactory(ends=INSIDE))
    older, newer = (
        OccasionFactory(concluded=True, mandate_end=INSIDE, decision=DecisionFactory(adopted_on=day))
        for day in (date(2024, 1, 30), date(2025, 1, 30))
    )
    unknown = OccasionFactory(concluded=True)
    assert list(Occasion.objects.in_order()) == [sooner, later, undated, newer, older, unknown]


def test_occasions_with_their_parts_need_the_same_queries_at_one_and_at_many(django_assert_num_queries):
    def add(occasions):
        for _ in range(occasions):
            occasion = OccasionFactory(
                decision=DecisionFactory(),
                mandate=MandateFactory(),
                reports=[ReportFactory()],
                steps={StepKind.CONTRIBUTORS: EntryFactory(on=INSIDE)},
            )
            PaperFactory(occasion=occasion)

    def read():
        for occasion in Occasion.objects.with_parts():
            assert occasion.mission.acronym
            assert occasion.end
            assert occasion.decision.symbol
            assert [report.symbol for report in occasion.reports.all()]
            assert [(step.day, step.entry.title) for step in occasion.steps.all()]
            assert [paper.kind for paper in occasion.papers.all()]

    add(1)
    with django_assert_num_queries(4):
        read()
    add(10)
    with django_assert_num_queries(4):
        read()


def test_the_day_of_a_step_is_its_own_or_the_first_of_its_entry():
    entry = EntryFactory()
    for resumption, day in enumerate((date(2026, 12, 10), date(2026, 12, 9))):
        SittingFactory(entry=entry, on=day, resumption=resumption)
    steps = {
        StepKind.CONTRIBUTORS: entry,
        StepKind.CONSULTATIONS: EntryFactory(),
        StepKind.POLITICO_MILITARY: date(2026, 12, 1),
    }
    OccasionFactory(steps=steps)
    assert {step.kind: step.day for step in Step.objects.dated()} == {
        StepKind.CONTRIBUTORS: date(2026, 12, 9),
        StepKind.CONSULTATIONS: None,
        StepKind.POLITICO_MILITARY: date(2026, 12, 1),
    }


@pytest.mark.parametrize(
    ("dates", "stands"),
    [
        ({"C": "2026-12-09", "T": "2026-12-04"}, True),
        ({"T": "2026-12-03", "C": "2026-12-09"}, False),
        ({"T": "2026-12-04"}, False),
        ({"T": "2026-12-04", "C": "2026-12-09", "A": "2026-12-18"}, False),
    ],
)
def test_a_justification_stands_for_exactly_the_dates_it_was_given_for(dates, stands):
    given = JustificationFactory(dates={"T": "2026-12-04", "C": "2026-12-09"})
    given.refresh_from_db()
    assert given.stands_for(dates) is stands
