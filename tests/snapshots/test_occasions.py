"""Occasions as facts, for those who see the drafts and for those who see what is published."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Entry, Occasion
from meetings.rules.facts import DateBasis, OccasionFact, PaperFact, ReportFact, StepFact
from meetings.rules.vocabulary import EntryStatus, Format, PaperKind, StepKind
from meetings.services.publishing.publish_version import publish_version
from meetings.snapshots.occasions import Published, occasion_facts
from meetings.snapshots.published import published_entries
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
)

DAY, LATER = date(2026, 12, 2), date(2026, 12, 9)
NOW = datetime(2026, 11, 22, tzinfo=UTC)

pytestmark = pytest.mark.django_db


@pytest.fixture
def meeting() -> Entry:
    return EntryFactory(on=DAY, format=Format.TCC_MEETING)


@pytest.fixture
def occasion(meeting: Entry) -> Occasion:
    return OccasionFactory(steps={StepKind.CONTRIBUTORS: meeting})


def fact(published: Published | None = None) -> OccasionFact:
    (only,) = occasion_facts(Occasion.objects.with_parts(), published)
    return only


def as_published() -> OccasionFact:
    return fact(published_entries(date(2026, 11, 1), date(2027, 2, 1)))


def publish(meeting: Entry) -> None:
    publish_version(programme=meeting.programme, actor=None, now=NOW)


def test_a_whole_occasion() -> None:
    mission = MissionFactory(acronym="MONUSCO")
    mandate = MandateFactory(mission=mission, ends=date(2026, 12, 20), verified=False)
    decision = DecisionFactory(symbol="S/RES/2999 (2026)")
    MandateFactory(mission=mission, decision=decision, ends=date(2027, 12, 20))
    occasion = OccasionFactory(
        mission=mission,
        mandate=mandate,
        decision=decision,
        concluded=True,
        label="MONUSCO renewal",
        reports=[ReportFactory(symbol="S/2026/900", circulated_on=date(2026, 11, 20))],
        steps={StepKind.CONTRIBUTORS: DAY},
    )
    PaperFactory(occasion=occasion, kind=PaperKind.SUMMARY, due_on=LATER)
    assert fact() == OccasionFact(
        uid=str(occasion.uid),
        mission="MONUSCO",
        label="MONUSCO renewal",
        reports=(ReportFact(symbol="S/2026/900", circulated_on=date(2026, 11, 20)),),
        steps=(StepFact(StepKind.CONTRIBUTORS, DAY),),
        papers=(PaperFact(PaperKind.SUMMARY, due_on=LATER),),
        mandate_end=date(2026, 12, 20),
        mandate_end_verified=False,
        new_end=date(2027, 12, 20),
        decision="S/RES/2999 (2026)",
        concluded=True,
    )


def test_four_queries_however_many(django_assert_num_queries) -> None:
    for number in range(20):
        OccasionFactory(
            reports=[ReportFactory()],
            steps={StepKind.CONTRIBUTORS: EntryFactory(on=date(2026, 12, 1 + number))},
        )
    with django_assert_num_queries(4):
        assert len(occasion_facts(Occasion.objects.with_parts())) == 20


@pytest.mark.parametrize(
    ("status", "basis"),
    [
        (EntryStatus.TENTATIVE, DateBasis.PLANNED),
        (EntryStatus.CONFIRMED, DateBasis.PLANNED),
        (EntryStatus.HELD, DateBasis.ON_RECORD),
    ],
)
def test_a_step_has_the_day_of_its_entry(
    occasion: Occasion, meeting: Entry, status: str, basis: DateBasis
) -> None:
    meeting.status = status
    meeting.save()
    assert fact().steps == (
        StepFact(StepKind.CONTRIBUTORS, DAY, str(meeting.uid), Format.TCC_MEETING, basis),
    )


@pytest.mark.parametrize("status", [EntryStatus.POSTPONED, EntryStatus.CANCELLED])
def test_an_entry_that_is_off_dates_nothing(occasion: Occasion, meeting: Entry, status: str) -> None:
    meeting.status = status
    meeting.save()
    assert fact().steps == ()


class TestAsPublished:
    """What a delegation is told never moves before the month is published anew."""

    def test_nothing_before_the_month_is_published(self, occasion: Occasion, meeting: Entry) -> None:
        assert as_published().steps == ()

    def test_the_day_of_the_latest_version(self, occasion: Occasion, meeting: Entry) -> None:
        publish(meeting)
        meeting.sittings.update(on=LATER)
        assert [step.on for step in as_published().steps] == [DAY]
        publish(meeting)
        assert [step.on for step in as_published().steps] == [LATER]

    def test_a_cancellation_is_not_known_before_it_is_published(
        self, occasion: Occasion, meeting: Entry
    ) -> None:
        publish(meeting)
        before = as_published().steps
        meeting.status, meeting.format = EntryStatus.CANCELLED, Format.BRIEFING
        meeting.save()
        assert as_published().steps == before != ()
        publish(meeting)
        assert as_published().steps == ()

    def test_what_was_held_is_known_without_a_version(self, occasion: Occasion, meeting: Entry) -> None:
        meeting.status = EntryStatus.HELD
        meeting.save()
        assert as_published() == fact()

    def test_a_bare_day_is_a_working_date_until_the_occasion_is_concluded(self) -> None:
        occasion = OccasionFactory(steps={StepKind.ASSESSMENT: DAY})
        assert (len(fact().steps), as_published().steps) == (1, ())
        occasion.concluded = True
        occasion.save()
        assert as_published() == fact()
