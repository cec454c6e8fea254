"""The feed of what planners have to have done, and by when."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.models import Mandate, Paper
from tests.factories import (
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    ReportFactory,
    ReportRequirementFactory,
)
from tests.views.feed_reading import ALL, MONTH, THIRD, fetched, own
from tests.views.published import DECEMBER, publish

pytestmark = pytest.mark.django_db


class TestDeadlines:
    @pytest.fixture
    def due(self, client, planner):
        """What a planner's program is told, by title: the day, the status and the sequence."""

        def due():
            return {
                str(event["summary"]): (event.start, str(event["status"]), event["sequence"])
                for event in fetched(client, own(planner.user, "deadlines")).events
            }

        return due

    @pytest.fixture
    def unficyp(self):
        return MissionFactory(acronym="UNFICYP")

    def test_are_mandate_ends_reports_and_papers(self, due, unficyp):
        MandateFactory(mission=unficyp, ends=date(2027, 1, 31))
        ReportFactory(due_on=date(2027, 1, 5), missions=[unficyp, MissionFactory(acronym="UNMISS")])
        ReportRequirementFactory(mission=unficyp, due_on=date(2027, 2, 5), every=None, unit="")
        occasion = OccasionFactory(mission=unficyp, label="UNFICYP renewal", mandate_end=date(2027, 1, 31))
        PaperFactory(occasion=occasion, due_on=date(2027, 1, 8))
        PaperFactory(occasion=occasion, kind="fact_sheet")
        assert {title: on for title, (on, _status, _sequence) in due().items()} == {
            "Report due: UNFICYP, UNMISS": date(2027, 1, 5),
            "Informal paper: UNFICYP renewal": date(2027, 1, 8),
            "Mandate ends: UNFICYP": date(2027, 1, 31),
            "Report due: UNFICYP": date(2027, 2, 5),
        }

    def test_of_a_whole_month_name_it(self, due):
        PaperFactory(programme=ProgrammeFactory(month=DECEMBER), kind="forecast_public", due_on=THIRD)
        assert list(due()) == ["Tentative forecast on the website: December 2026"]

    def test_are_confidential(self, client, planner):
        PaperFactory(due_on=THIRD)
        (event,) = fetched(client, own(planner.user, "deadlines")).events
        assert str(event["class"]) == "CONFIDENTIAL"

    def test_are_there_sixty_days_after(self, due, unficyp):
        MandateFactory(mission=unficyp, ends=date(2026, 9, 22))
        Mandate.history.all().delete()  # as loaded long ago
        assert due() == {}
        MandateFactory(mission=unficyp, ends=date(2026, 9, 23))
        Mandate.history.all().delete()
        assert due() == {"Mandate ends: UNFICYP": (date(2026, 9, 23), "CONFIRMED", 0)}

    def test_raise_their_sequence_when_they_move(self, due, unficyp):
        mandate = MandateFactory(mission=unficyp, ends=date(2027, 1, 30))
        ((_on, _status, before),) = due().values()
        mandate.ends = date(2027, 1, 31)
        mandate.save()
        ((on, status, after),) = due().values()
        assert (on, status) == (date(2027, 1, 31), "CONFIRMED")
        assert after > before

    @pytest.mark.parametrize(
        "change", [{"done_on": date(2026, 11, 20)}, {"not_needed": True}, {"due_on": None}]
    )
    def test_are_cancelled_when_they_are_met_or_lose_their_day(self, due, change):
        paper = PaperFactory(due_on=THIRD, occasion__label="Renewal")
        ((on, _status, before),) = due().values()
        for name, value in change.items():
            setattr(paper, name, value)
        paper.save()
        ((title, (then, status, after)),) = due().items()
        assert (title, status) == ("No longer due: Informal paper: Renewal", "CANCELLED")
        assert then == on
        assert after > before

    def test_are_cancelled_when_they_are_removed(self, due):
        paper = PaperFactory(due_on=THIRD)
        ((on, _status, before),) = due().values()
        paper.delete()
        ((then, status, after),) = due().values()
        assert (then, status) == (on, "CANCELLED")
        assert after > before
        assert not Paper.objects.exists()

    def test_what_was_removed_long_ago_is_not_told(self, due, settings):
        PaperFactory(due_on=THIRD).delete()
        settings.TODAY = datetime.now(UTC).date() + timedelta(days=70)
        assert due() == {}

    def test_a_report_that_is_out_is_awaited_no_more(self, due, unficyp):
        report = ReportFactory(due_on=THIRD, missions=[unficyp], circulated_on=date(2026, 11, 20))
        assert report.pk
        assert [status for _on, status, _sequence in due().values()] == ["CANCELLED"]

    def test_change_the_answer(self, client, planner):
        address = own(planner.user, "deadlines")
        etag = client.get(address)["ETag"]
        PaperFactory(due_on=THIRD)
        assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 200

    def test_are_in_no_other_feed(self, client, planner):
        publish()
        PaperFactory(due_on=THIRD, occasion__label="Hidden")
        for address in (ALL, MONTH, own(planner.user), own(planner.user, "missions")):
            assert b"Hidden" not in client.get(address).content
