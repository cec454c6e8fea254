"""What anyone may know of the months ahead."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import Programme, Sitting
from meetings.services.publishing.publish_version import publish_version
from meetings.snapshots.published import published_entries
from tests.factories import EntryFactory

pytestmark = pytest.mark.django_db

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)


def publish(month, hour):
    programme, _made = Programme.objects.get_or_create(month=month)
    publish_version(programme=programme, actor=None, now=datetime(2026, 11, 20, hour, tzinfo=UTC))


def days():
    return {entry.title: entry.on for entry in published_entries(date(2026, 12, 15), JANUARY).values()}


def test_a_draft_is_not_published():
    EntryFactory(on=date(2026, 12, 10), title="Draft")
    assert days() == {}


def test_months_are_taken_whole_and_only_those_asked_for():
    for day in (date(2026, 11, 30), date(2026, 12, 1), date(2027, 1, 29), date(2027, 2, 1)):
        EntryFactory(on=day, title=f"{day}")
        publish(day.replace(day=1), 9)
    assert set(days()) == {"2026-12-01", "2027-01-29"}


def test_the_latest_version_counts():
    entry = EntryFactory(on=date(2026, 12, 10), title="Moved")
    publish(DECEMBER, 9)
    Sitting.objects.filter(entry=entry).update(on=date(2026, 12, 17))
    assert days() == {"Moved": date(2026, 12, 10)}
    publish(DECEMBER, 10)
    assert days() == {"Moved": date(2026, 12, 17)}


@pytest.mark.parametrize(("first", "then"), [(DECEMBER, JANUARY), (JANUARY, DECEMBER)])
def test_an_entry_that_changed_its_month_counts_where_it_was_published_last(first, then):
    """Until both months are revised it stands in two; the number of the month must not decide."""
    entry = EntryFactory(on=first.replace(day=10), title="Moved")
    publish(first, 9)
    entry.programme, _made = Programme.objects.get_or_create(month=then)
    entry.save()
    Sitting.objects.filter(entry=entry).update(on=then.replace(day=20))
    publish(then, 10)
    assert days() == {"Moved": then.replace(day=20)}


def test_one_query_for_any_number_of_months(django_assert_num_queries):
    for month in (DECEMBER, JANUARY):
        EntryFactory(on=month.replace(day=5))
        publish(month, 9)
    with django_assert_num_queries(1):
        assert len(days()) == 2
