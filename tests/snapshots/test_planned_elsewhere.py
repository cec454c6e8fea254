"""Which of the entries that left a month no reader finds where they are planned now."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Entry
from meetings.models.frozen import freeze
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.snapshots.planned_elsewhere import PlannedElsewhere, planned_unseen
from tests.factories import EntryFactory, ProgrammeVersionFactory

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)
UNSEEN = (PlannedElsewhere("Cyprus", JANUARY),)


@pytest.fixture
def entry() -> Entry:
    return EntryFactory(on=JANUARY, title="Cyprus")


def version(entry: Entry, number: int, *, holds: bool, left: bool = False, withdraws: bool = False) -> None:
    fact = EntryFact(str(entry.uid), JANUARY, Format.BRIEFING, "Cyprus")
    month = PublishedMonth((fact,) if holds else (), left=frozenset({fact.uid} if left else ()))
    ProgrammeVersionFactory(
        programme=entry.programme, number=number, content=freeze(month), withdraws=withdraws
    )


def unseen(*entries: Entry) -> tuple[PlannedElsewhere, ...]:
    return planned_unseen([str(entry.uid) for entry in entries])


def test_a_month_without_a_version_shows_it_to_nobody(entry: Entry) -> None:
    assert unseen(entry) == UNSEEN


def test_only_those_that_are_asked_for(entry: Entry) -> None:
    EntryFactory(on=JANUARY, title="Other")
    assert unseen(entry) == UNSEEN


def test_the_latest_version_decides(entry: Entry) -> None:
    version(entry, 1, holds=False)
    assert unseen(entry) == UNSEEN
    version(entry, 2, holds=True)
    assert unseen(entry) == ()
    version(entry, 3, holds=False)
    assert unseen(entry) == UNSEEN


def test_what_has_left_that_month_or_was_withdrawn_with_it_does_not_stand_there(entry: Entry) -> None:
    version(entry, 1, holds=True, left=True)
    assert unseen(entry) == UNSEEN
    version(entry, 2, holds=True, withdraws=True)
    assert unseen(entry) == UNSEEN


@pytest.mark.parametrize("status", [EntryStatus.CANCELLED, EntryStatus.POSTPONED])
def test_what_is_off_there_is_not_waited_for(entry: Entry, status: EntryStatus) -> None:
    Entry.objects.update(status=status)
    assert unseen(entry) == ()


def test_one_query_however_many() -> None:
    entries = [EntryFactory(on=JANUARY, title="Cyprus") for _number in range(20)]
    for asked in (entries[:1], entries):
        with CaptureQueriesContext(connection) as queries:
            assert unseen(*asked) == UNSEEN * len(asked)
        assert len(queries) == 1
