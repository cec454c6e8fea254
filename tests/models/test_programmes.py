"""Months, their lines as pages read them, and versions that never change."""

from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from meetings.models import AuditRecord, Entry, Holiday, Programme, ProgrammeVersion, Sitting
from meetings.rules.vocabulary import EntryStatus, StartKind, StepKind
from tests.factories import (
    AuditRecordFactory,
    EntryFactory,
    HolidayFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ProgrammeVersionFactory,
    RoomFactory,
    SittingFactory,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("month", "around"),
    [
        (date(2026, 6, 1), [date(2026, 7, 1), date(2026, 6, 1), date(2026, 5, 1)]),
        (date(2026, 12, 1), [date(2027, 1, 1), date(2026, 12, 1), date(2026, 11, 1)]),
        (date(2026, 1, 1), [date(2026, 2, 1), date(2026, 1, 1), date(2025, 12, 1)]),
    ],
)
def test_a_month_has_its_two_neighbours_around_it(month, around):
    for year in (2025, 2026, 2027):
        for number in range(1, 13):
            ProgrammeFactory(month=date(year, number, 1))
    assert [programme.month for programme in Programme.objects.around(month)] == around


def test_entries_with_their_parts_need_the_same_queries_at_one_and_at_many(django_assert_num_queries):
    def add(entries):
        for _ in range(entries):
            entry = EntryFactory(missions=[MissionFactory()])
            SittingFactory(entry=entry, room=RoomFactory())
            OccasionFactory(steps={StepKind.CONTRIBUTORS: entry})

    def read():
        for entry in Entry.objects.with_parts():
            assert entry.programme.month
            assert [sitting.room.name for sitting in entry.sittings.all()]
            assert [step.occasion.label for step in entry.steps.all()]
            assert [mission.acronym for mission in entry.missions.all()]

    add(1)
    with django_assert_num_queries(4):
        read()
    add(10)
    with django_assert_num_queries(4):
        read()


def test_what_the_council_did():
    held = EntryFactory(status=EntryStatus.HELD)
    EntryFactory(status=EntryStatus.CONFIRMED)
    assert list(Entry.objects.held()) == [held]


def test_sittings_and_holidays_between_two_days_both_included():
    first, last = date(2026, 12, 1), date(2026, 12, 31)
    for day in (date(2026, 11, 30), first, last, date(2027, 1, 1)):
        SittingFactory(on=day)
        HolidayFactory(on=day)
    for noun in (Sitting, Holiday):
        assert [row.on for row in noun.objects.between(first, last)] == [first, last]


def test_sittings_of_a_day_come_in_order_then_by_time_those_without_a_time_last():
    day = date(2026, 12, 4)
    later = SittingFactory(on=day, position=1, starts_at=time(9))
    unset = SittingFactory(on=day)
    ten = SittingFactory(on=day, starts_at=time(10))
    before = SittingFactory(on=date(2026, 12, 3))
    assert list(Sitting.objects.all()) == [before, ten, unset, later]


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"starts_at": time(10)}, "2026-12-04 10:00:00"),
        ({"start_kind": StartKind.AFTER_PREVIOUS}, "2026-12-04 followed by"),
    ],
)
def test_a_sitting_says_when_it_begins(about, shown):
    assert str(SittingFactory(on=date(2026, 12, 4), **about)) == shown


@pytest.mark.parametrize(
    ("make", "field"),
    [
        pytest.param(ProgrammeVersionFactory, "note", id="published version"),
        pytest.param(AuditRecordFactory, "reason", id="audit record"),
    ],
)
class TestWrittenOnce:
    def test_it_is_not_saved_again(self, make, field):
        row = make()
        setattr(row, field, "another")
        with pytest.raises(ValidationError):
            row.save()

    def test_it_is_not_deleted(self, make, field):
        with pytest.raises(ValidationError):
            make().delete()

    def test_nor_are_many_at_once(self, make, field):
        row = make()
        setattr(row, field, "another")
        rows = type(row).objects.all()
        for change in (
            lambda: rows.update(**{field: "another"}),
            lambda: rows.bulk_update([row], [field]),
            rows.delete,
        ):
            with pytest.raises(ValidationError), transaction.atomic():
                change()
        row.refresh_from_db()
        assert getattr(row, field) == ""


def test_a_month_that_was_published_cannot_be_deleted():
    version = ProgrammeVersionFactory()
    with pytest.raises(ProtectedError):
        version.programme.delete()


def test_a_version_says_why_it_stays():
    with pytest.raises(ValidationError, match="publish a revision"):
        ProgrammeVersionFactory().save()


def test_the_latest_version_is_the_one_with_the_highest_number():
    first = ProgrammeVersionFactory(number=1)
    second = ProgrammeVersionFactory(programme=first.programme, number=2)
    assert ProgrammeVersion.objects.latest() == second
    assert list(first.programme.versions.all()) == [second, first]


def test_a_person_on_record_cannot_be_deleted(planner):
    AuditRecordFactory(actor=planner.user)
    with pytest.raises(ProtectedError):
        planner.user.delete()
    assert AuditRecord.objects.get().actor == planner.user
