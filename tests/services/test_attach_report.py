"""The reports of an occasion: attached, recorded, dated, taken off; and what the audit record keeps of it."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Occasion, Report
from meetings.rules.engine import check_occasion
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.services.attach_report import attach_report, detach_report, edit_report, record_report
from meetings.services.refusals import Refused, Stale
from meetings.services.report_values import ReportValues, StaleReport
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.occasions import occasion_fact
from tests.factories import MissionFactory, OccasionFactory, ReportFactory, UserFactory
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)


@pytest.fixture
def mission():
    return MissionFactory(acronym="UNDOF")


@pytest.fixture
def report(mission):
    return ReportFactory(symbol="S/2026/901", due_on=date(2026, 12, 1), missions=[mission])


@pytest.fixture
def occasion(mission, report):
    return OccasionFactory(
        mission=mission, reports=[report], steps={StepKind.CONTRIBUTORS: date(2026, 12, 10)}
    )


def dates_of(report):
    return ReportValues.of(Report.objects.get(pk=report.pk))


def record(occasion, *, seen=1, **values):
    return record_report(
        occasion=occasion, seen=seen, values=ReportValues(**values), today=TODAY, actor=None, now=NOW
    )


def edit(occasion, report, *, seen=None, **values):
    given = ReportValues(**{"symbol": report.symbol} | values)
    return edit_report(
        occasion=occasion,
        report=report,
        seen=seen or ReportValues.of(report),
        values=given,
        today=TODAY,
        actor=None,
        now=NOW,
    )


def refused_at(call, *args, **values):
    before = AuditRecord.objects.count(), Report.objects.count()
    with pytest.raises(Refused) as refused:
        call(*args, **values)
    assert (AuditRecord.objects.count(), Report.objects.count()) == before
    return refused.value.field


def seven_days(occasion):
    """What G7 says of the days between the report and the meeting."""
    fact = occasion_fact(Occasion.objects.with_parts().get(pk=occasion.pk))
    found = check_occasion(fact, headquarters_calendar(), WeekRule.AT_LEAST, TODAY)
    return next(finding.days for finding in found if finding.rule == "G7")


@pytest.mark.django_db
class TestAttaching:
    def test_a_report_of_the_mission_is_attached(self, mission, occasion, report):
        other, planner = ReportFactory(missions=[mission]), UserFactory()
        attach_report(occasion=occasion, seen=1, report=other, actor=planner, now=NOW)
        assert set(occasion.reports.all()) == {report, other}
        (made,) = AuditRecord.objects.all()
        assert (made.action, made.actor, made.changes["report"]) == ("attach report", planner, other.pk)
        assert Occasion.objects.get().revision == 2

    def test_a_report_on_another_mission_is_not(self, occasion):
        other = ReportFactory(missions=[MissionFactory()])
        assert (
            refused_at(attach_report, occasion=occasion, seen=1, report=other, actor=None, now=NOW)
            == "report"
        )

    def test_nor_the_same_one_twice(self, occasion, report):
        assert (
            refused_at(attach_report, occasion=occasion, seen=1, report=report, actor=None, now=NOW)
            == "report"
        )

    def test_one_that_is_taken_off_stays_on_record(self, occasion, report):
        detach_report(occasion=occasion, seen=1, report=report, actor=None, now=NOW)
        assert (list(occasion.reports.all()), Report.objects.count()) == ([], 1)
        (made,) = AuditRecord.objects.all()
        assert made.changes == {
            "report": report.pk,
            "before": {
                "kind": "written",
                "symbol": "S/2026/901",
                "due_on": "2026-12-01",
                "advance_on": "",
                "signed_on": "",
                "circulated_on": "",
            },
        }

    def test_what_is_not_attached_is_not_taken_off(self, occasion, mission):
        other = ReportFactory(missions=[mission])
        assert (
            refused_at(detach_report, occasion=occasion, seen=1, report=other, actor=None, now=NOW)
            == "report"
        )

    def test_whoever_saw_an_earlier_state_writes_nothing(self, mission, occasion, report):
        other = ReportFactory(missions=[mission])
        attach_report(occasion=occasion, seen=1, report=other, actor=None, now=NOW)
        with pytest.raises(Stale):
            detach_report(occasion=occasion, seen=1, report=report, actor=None, now=NOW)
        with pytest.raises(Stale):
            record(occasion, due_on=date(2026, 12, 3))
        assert (occasion.reports.count(), AuditRecord.objects.count()) == (2, 1)

    def test_of_a_concluded_occasion_nothing_changes(self, mission, report):
        occasion = OccasionFactory(mission=mission, reports=[report], concluded=True)
        other = ReportFactory(missions=[mission])
        assert refused_at(attach_report, occasion=occasion, seen=1, report=other, actor=None, now=NOW) == ""
        assert refused_at(detach_report, occasion=occasion, seen=1, report=report, actor=None, now=NOW) == ""
        assert refused_at(record, occasion, due_on=date(2026, 12, 3)) == ""
        assert refused_at(edit, occasion, report, due_on=date(2026, 12, 3)) == ""


@pytest.mark.django_db
class TestRecording:
    def test_it_is_about_the_mission_and_attached(self, mission):
        occasion = OccasionFactory(mission=mission)
        report = record(occasion, kind="letter", due_on=date(2026, 12, 3))
        assert (list(occasion.reports.all()), list(report.missions.all())) == ([report], [mission])
        assert (report.kind, report.due_on, report.circulated_on) == ("letter", date(2026, 12, 3), None)

    def test_something_of_it_is_known(self, occasion):
        assert refused_at(record, occasion) == "due_on"

    def test_a_symbol_stands_for_one_report(self, occasion, report):
        assert refused_at(record, occasion, symbol="S/2026/901") == "symbol"

    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("signed_on", {"signed_on": date(2026, 11, 23)}),
            ("circulated_on", {"circulated_on": date(2026, 11, 23)}),
            ("signed_on", {"signed_on": date(2026, 11, 20), "circulated_on": date(2026, 11, 19)}),
            ("advance_on", {"advance_on": date(2026, 11, 20), "circulated_on": date(2026, 11, 19)}),
            ("due_on", {"due_on": date(2100, 1, 1)}),
            ("advance_on", {"advance_on": date(1999, 12, 31)}),
        ],
    )
    def test_days_that_make_no_sense_are_refused_at_their_field(self, occasion, field, values):
        assert refused_at(record, occasion, **values) == field

    def test_a_report_may_come_late_and_all_on_one_day(self, occasion):
        day = date(2026, 11, 22)
        report = record(occasion, due_on=date(2026, 11, 1), advance_on=day, signed_on=day, circulated_on=day)
        assert report.circulated_on == day


@pytest.mark.django_db
class TestDating:
    def test_a_new_date_counts_for_the_findings_at_once(self, occasion, report):
        assert seven_days(occasion) == 9
        edit(occasion, report, due_on=date(2026, 12, 5))
        assert seven_days(occasion) == 5

    def test_what_stood_before_and_after_is_written_down(self, occasion, report):
        edit(occasion, report, due_on=date(2026, 12, 1), circulated_on=date(2026, 11, 20))
        (made,) = AuditRecord.objects.all()
        known = {
            "kind": "written",
            "symbol": "S/2026/901",
            "due_on": "2026-12-01",
            "advance_on": "",
            "signed_on": "",
        }
        assert (made.action, made.subject) == ("edit report", occasion.label)
        assert made.changes == {
            "report": report.pk,
            "before": known | {"circulated_on": ""},
            "after": known | {"circulated_on": "2026-11-20"},
        }

    def test_what_was_changed_meanwhile_is_not_overwritten(self, occasion, report):
        seen = ReportValues.of(report)
        edit(occasion, report, due_on=date(2026, 12, 5))
        with pytest.raises(StaleReport) as stale:
            edit(occasion, report, seen=seen, due_on=date(2026, 12, 8))
        assert stale.value.report.due_on == date(2026, 12, 5)
        assert dates_of(report).due_on == date(2026, 12, 5)

    def test_one_taken_off_meanwhile_is_not_dated_here(self, occasion, report):
        occasion.reports.clear()
        assert refused_at(edit, occasion, report, due_on=date(2026, 12, 5)) == "report"

    def test_its_own_symbol_is_no_other_report(self, occasion, report):
        ReportFactory(symbol="S/2026/902")
        assert refused_at(edit, occasion, report, symbol="S/2026/902") == "symbol"
        assert edit(occasion, report, symbol="S/2026/901").symbol == "S/2026/901"


@pytest.mark.django_db(transaction=True)
def test_a_symbol_recorded_by_several_at_once_stands_for_one_report():
    occasions = [OccasionFactory(mission=MissionFactory()) for _ in range(6)]
    calls = [lambda one=one: record(one, symbol="S/2026/950") for one in occasions]
    outcomes = at_once(*calls)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["Refused"] * 5
    assert Report.objects.filter(symbol="S/2026/950").count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_those_who_date_one_report_at_once_one_does():
    mission = MissionFactory()
    report = ReportFactory(due_on=date(2026, 12, 1), missions=[mission])
    occasions = [OccasionFactory(mission=mission, reports=[report]) for _ in range(6)]
    seen = ReportValues.of(report)
    calls = [
        lambda one=one, day=day: edit(one, report, seen=seen, due_on=date(2026, 12, day))
        for day, one in enumerate(occasions, start=2)
    ]
    outcomes = at_once(*calls)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["StaleReport"] * 5
    assert dates_of(report).due_on == date(2026, 12, outcomes.index(None) + 2)
