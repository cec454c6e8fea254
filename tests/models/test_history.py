"""The history of each tracked row is kept by the models themselves, whoever writes."""

import pytest

from meetings.models import Entry, Invitation, Justification, Occasion, Paper, Programme, Sitting, Step
from meetings.models.history import Change, current_change, recorded_as, records
from meetings.snapshots.records import TRACKED
from tests.factories import FACTORIES, EntryFactory, MissionFactory, OccasionFactory, UserFactory
from tests.services.desk import NOW

pytestmark = pytest.mark.django_db


def test_what_is_tracked():
    assert set(TRACKED) == {Programme, Occasion, Entry, Sitting, Step, Paper, Invitation, Justification}


@pytest.mark.parametrize("noun", TRACKED)
def test_adding_changing_and_deleting_each_leave_a_record(noun):
    row = FACTORIES[noun]()
    pk = row.pk
    row.save()
    row.delete()
    kinds = [record.history_type for record in records(noun).filter(id=pk).order_by("history_id")]
    assert kinds == ["+", "~", "-"]


@pytest.mark.parametrize("noun", TRACKED)
def test_a_record_bears_the_change_it_was_made_in(noun):
    change = Change(actor=UserFactory(), now=NOW, reason="asked by phone")
    with recorded_as(change):
        row = FACTORIES[noun]()
    kept = records(noun).filter(id=row.pk).first()
    assert (kept.request, kept.history_user, kept.history_date, kept.history_change_reason) == (
        change.request,
        change.actor,
        change.now,
        change.reason,
    )


def test_outside_a_change_each_record_stands_alone():
    EntryFactory()
    EntryFactory()
    assert len(set(Entry.history.values_list("request", flat=True))) == 2
    assert current_change() is None


def test_the_missions_of_an_entry_are_recorded_with_it():
    entry = EntryFactory()
    entry.missions.add(MissionFactory(acronym="MONUSCO"))
    entry.missions.clear()
    held = [
        [row.mission.acronym for row in record.missions.all()]
        for record in Entry.history.order_by("history_id")
    ]
    assert held == [[], ["MONUSCO"], []]


def test_what_goes_with_a_deleted_row_is_recorded_too():
    entry = EntryFactory(on=NOW.date())
    OccasionFactory(steps={"T": entry})
    entry.delete()
    assert [noun.history.first().history_type for noun in (Entry, Sitting, Step)] == ["-", "-", "-"]
    assert Step.history.first().entry_id is not None
