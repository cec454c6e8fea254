"""Missions, their mandates, reports and contributors, as pages ask for them."""

from datetime import date

import pytest

from meetings.models import Contribution, Mandate, Mission, Report, ReportRequirement
from tests.factories import (
    ContributionFactory,
    CountryFactory,
    MandateFactory,
    MissionFactory,
    ReportFactory,
    ReportRequirementFactory,
)

pytestmark = pytest.mark.django_db

DECEMBER = (date(2026, 12, 1), date(2026, 12, 31))


def test_missions_open_on_a_day_the_last_one_included():
    never_closed = MissionFactory()
    closed = MissionFactory(closed_on=date(2026, 12, 31))
    assert set(Mission.objects.open_on(date(2026, 12, 31))) == {never_closed, closed}
    assert set(Mission.objects.open_on(date(2027, 1, 1))) == {never_closed}
    assert [closed.is_closed_on(date(2026, 12, 31)), closed.is_closed_on(date(2027, 1, 1))] == [False, True]
    assert not never_closed.is_closed_on(date(2027, 1, 1))


def test_mandates_ending_in_a_window_both_ends_included_in_order_of_the_day():
    last, first = (MandateFactory(ends=day) for day in reversed(DECEMBER))
    for outside in (date(2026, 11, 30), date(2027, 1, 1), None):
        MandateFactory(ends=outside)
    assert list(Mandate.objects.ending_between(*DECEMBER)) == [first, last]


def test_mandates_with_names_need_one_query(django_assert_num_queries):
    for _ in range(3):
        MandateFactory()
    with django_assert_num_queries(1):
        assert all(
            mandate.mission.acronym and mandate.decision.symbol for mandate in Mandate.objects.with_names()
        )


def test_reports_due_in_a_window_in_order_of_the_day():
    last, first = (ReportFactory(due_on=day) for day in reversed(DECEMBER))
    ReportFactory(due_on=date(2027, 1, 1))
    ReportFactory(due_on=None)
    assert list(Report.objects.due_between(*DECEMBER)) == [first, last]


def test_reports_come_newest_first_by_the_day_they_are_known_by_undated_ones_last():
    undated = ReportFactory()
    older = ReportFactory(document_on=date(2026, 10, 1))
    newer = ReportFactory(circulated_on=date(2026, 11, 1), document_on=date(2026, 9, 1))
    awaited = ReportFactory(due_on=date(2026, 12, 1))
    assert list(Report.objects.all()) == [awaited, newer, older, undated]


def test_requirements_without_a_day_come_last():
    again_and_again = ReportRequirementFactory()
    on_a_day = ReportRequirementFactory(
        mission=again_and_again.mission,
        decision=again_and_again.decision,
        due_on=date(2026, 12, 1),
        every=None,
    )
    assert list(ReportRequirement.objects.all()) == [on_a_day, again_and_again]


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"symbol": "S/2026/17"}, "S/2026/17"),
        ({"symbol": "", "title": "Oral report"}, "Oral report"),
        ({"symbol": ""}, "report without a symbol"),
    ],
)
def test_a_report_is_called_by_the_best_it_has(about, shown):
    assert str(ReportFactory(**about)) == shown


class TestContributors:
    @pytest.fixture
    def rows(self):
        """One mission counted in two months, by two countries in the first; another counted long ago."""
        cyprus, old = MissionFactory(acronym="UNFICYP"), MissionFactory(acronym="UNMIS")
        argentina, slovakia = CountryFactory(iso3="ARG"), CountryFactory(iso3="SVK")
        june, july = date(2025, 6, 30), date(2025, 7, 31)
        return {
            "left": ContributionFactory(mission=cyprus, country=slovakia, as_of=june),
            "earlier": ContributionFactory(mission=cyprus, country=argentina, as_of=june),
            "latest": ContributionFactory(mission=cyprus, country=argentina, as_of=july),
            "long ago": ContributionFactory(mission=old, country=argentina, as_of=date(2009, 12, 31)),
        }

    @pytest.mark.parametrize(
        ("as_of", "names"),
        [
            (None, {"latest", "long ago"}),
            (date(2025, 7, 31), {"latest", "long ago"}),
            (date(2025, 7, 30), {"left", "earlier", "long ago"}),
            (date(2009, 12, 30), set()),
        ],
    )
    def test_the_latest_month_of_each_mission_not_after_a_day(self, rows, as_of, names):
        found = Contribution.objects.latest_of_each_mission(as_of)
        assert set(found) == {rows[name] for name in names}
