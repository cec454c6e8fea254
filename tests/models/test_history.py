"""The history of each tracked row is kept by the models themselves, whoever writes."""

import pytest

from meetings.models import (
    Contribution,
    CouncilTerm,
    Decision,
    Entry,
    Holiday,
    Invitation,
    Justification,
    Mandate,
    Mission,
    Occasion,
    Paper,
    Penholding,
    Presidency,
    Programme,
    Report,
    ReportRequirement,
    Sitting,
    Step,
)
from meetings.models.history import Change, current_change, recorded_as, records
from meetings.snapshots.records import MEMBERS, REFERENCE, TRACKED, read_records
from tests.factories import (
    FACTORIES,
    NOUNS,
    CountryFactory,
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    PenholdingFactory,
    ReportFactory,
    UserFactory,
)
from tests.services.desk import NOW

pytestmark = pytest.mark.django_db


def test_what_is_tracked():
    assert set(TRACKED) == {Programme, Occasion, Entry, Sitting, Step, Paper, Invitation, Justification}
    assert set(REFERENCE) == {
        Mission,
        Penholding,
        Decision,
        Mandate,
        ReportRequirement,
        Report,
        Contribution,
        CouncilTerm,
        Presidency,
        Holiday,
    }
    assert {noun for noun in NOUNS if hasattr(noun, "history")} == {*TRACKED, *REFERENCE}


@pytest.mark.parametrize("nouns", [TRACKED, REFERENCE])
def test_what_a_row_points_to_comes_before_it(nouns):
    """In this order rows are written, and in the reverse deleted."""
    for place, noun in enumerate(nouns):
        pointed_to = {field.related_model for field in noun._meta.concrete_fields if field.is_relation}
        assert pointed_to & set(nouns[place + 1 :]) == set()


def test_nothing_that_is_loaded_points_to_what_is_planned():
    for noun in REFERENCE:
        relations = (*noun._meta.concrete_fields, *noun._meta.many_to_many)
        assert {field.related_model for field in relations if field.is_relation} & set(TRACKED) == set()


@pytest.mark.parametrize("noun", [*TRACKED, *REFERENCE])
def test_adding_changing_and_deleting_each_leave_a_record(noun):
    row = FACTORIES[noun]()
    pk = row.pk
    row.save()
    row.delete()
    kinds = [record.history_type for record in records(noun).filter(id=pk).order_by("history_id")]
    assert kinds == ["+", "~", "-"]


@pytest.mark.parametrize("noun", [*TRACKED, *REFERENCE])
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


@pytest.mark.parametrize(
    ("noun", "make", "member"),
    [
        (Entry, EntryFactory, MissionFactory),
        (Occasion, OccasionFactory, ReportFactory),
        (Mission, MissionFactory, CountryFactory),
        (Penholding, PenholdingFactory, CountryFactory),
        (Report, ReportFactory, MissionFactory),
    ],
)
def test_the_relation_of_a_row_is_recorded_with_it(noun, make, member):
    row, one = make(), member()
    members = getattr(row, MEMBERS[noun])
    members.add(one)
    members.clear()
    held = [record.members for record in read_records(noun, id=row.pk)]
    assert held == [frozenset(), frozenset({one.pk}), frozenset()]


def test_every_relation_that_is_kept_is_tried_above():
    assert set(MEMBERS) == {Entry, Occasion, Mission, Penholding, Report}


def test_what_goes_with_a_deleted_row_is_recorded_too():
    entry = EntryFactory(on=NOW.date())
    OccasionFactory(steps={"T": entry})
    entry.delete()
    assert [noun.history.first().history_type for noun in (Entry, Sitting, Step)] == ["-", "-", "-"]
    assert Step.history.first().entry_id is not None
