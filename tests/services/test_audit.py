"""One use of a service is one transaction, with one record and one id on all that it changed."""

from datetime import timedelta
from uuid import uuid4

import pytest

from meetings.models import AuditRecord, Entry, Occasion, Paper, Programme, Sitting
from meetings.rules.vocabulary import PaperKind
from meetings.services.audit import changing
from meetings.services.locking import lock_entry, lock_occasion, lock_programme
from meetings.services.refusals import Stale
from tests.factories import (
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ReportFactory,
    UserFactory,
)
from tests.services.desk import NOW, THIRD, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def user():
    return UserFactory(username="ola")


def marks(noun, request):
    """Who, when and why, on each record of one request."""
    rows = noun.history.filter(request=request)
    return [(row.history_user, row.history_date, row.history_change_reason) for row in rows]


def test_every_row_bears_the_same_id_person_instant_and_reason(user):
    entry, occasion = EntryFactory(), OccasionFactory()
    with changing(action="edit", subject=entry, actor=user, now=NOW, reason="asked by phone") as change:
        Sitting.objects.create(entry=entry, on=THIRD)
        entry.title = "Another"
        entry.save()
        entry.missions.add(MissionFactory())
        occasion.delete()
    by = (user, NOW, "asked by phone")
    assert [marks(noun, change.request) for noun in (Entry, Sitting, Occasion)] == [[by, by], [by], [by]]
    record = AuditRecord.objects.get()
    assert (record.request, record.actor, record.at, record.reason) == (change.request, *by)


def test_the_id_of_the_request_is_taken_where_one_is_given(user):
    given = uuid4()
    with changing(action="edit", subject="", actor=user, now=NOW, request=given) as change:
        pass
    assert (change.request, AuditRecord.objects.get().request) == (given, given)


def test_the_subject_is_put_into_words_at_the_end(user):
    entry = EntryFactory(title="Before")
    with changing(action="edit", subject=entry, actor=user, now=NOW):
        entry.title = "After"
    assert AuditRecord.objects.get().subject == "After"


def test_a_failure_leaves_nothing(user):
    entry = EntryFactory(title="Before")
    records = Entry.history.count()
    entry.title = "After"

    def fail():
        with changing(action="edit", subject=entry, actor=user, now=NOW):
            entry.save()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    entry.refresh_from_db()
    assert (entry.title, Entry.history.count(), AuditRecord.objects.count()) == ("Before", records, 0)


def test_after_a_failure_the_next_change_is_its_own(user):
    entry = EntryFactory()
    with pytest.raises(ZeroDivisionError), changing(action="one", subject=entry, actor=user, now=NOW):
        raise ZeroDivisionError
    entry.save()
    last = Entry.history.first()
    assert (last.history_user, last.history_change_reason) == (None, None)


class TestWithinOneAnother:
    def test_the_inner_keeps_the_id_of_the_outer(self, user):
        entry = EntryFactory()
        with changing(action="outer", subject=entry, actor=user, now=NOW, reason="why") as outer:
            later = NOW + timedelta(hours=1)
            with changing(action="inner", subject=entry, actor=None, now=later, reason="other") as inner:
                entry.save()
        assert inner is outer
        assert marks(Entry, outer.request) == [(user, NOW, "why")]
        assert set(AuditRecord.objects.values_list("action", "request")) == {
            ("outer", outer.request),
            ("inner", outer.request),
        }

    def test_only_the_whole_can_be_taken_back(self):
        desk = Desk.begun()
        by = {"actor": desk.planner, "now": NOW, "programme": desk.programme}
        with changing(action="outer", subject="", **by), changing(action="inner", subject="", **by):
            pass
        assert [step.action for step in desk.steps()] == ["outer"]


class TestWhatCanBeTakenBack:
    @pytest.mark.parametrize(
        ("someone", "somewhere", "expected"),
        [(True, True, True), (False, True, False), (True, False, False)],
    )
    def test_a_step_of_somebody_on_a_desk(self, someone, somewhere, expected):
        desk = Desk.begun()
        with changing(
            action="edit",
            subject="",
            actor=desk.planner if someone else None,
            now=NOW,
            programme=desk.programme if somewhere else None,
        ):
            pass
        assert AuditRecord.objects.get().can_be_undone is expected


class TestFirstState:
    """What was loaded has no history; the first who locks it finds out what it was, for all who come after."""

    @pytest.fixture
    def loaded(self):
        desk = Desk.begun()
        (entry,) = Entry.objects.bulk_create(
            [Entry(programme=desk.programme, title="Loaded", format="other")]
        )
        Sitting.objects.bulk_create([Sitting(entry=entry, on=THIRD)])
        Paper.objects.bulk_create([Paper(entry=entry, kind=PaperKind.AGENDA)])
        entry.missions.through.objects.create(entry=entry, mission=desk.occasion.mission)
        return entry

    def test_it_is_kept_with_all_parts_just_before_the_change_and_in_nobodys_name(self, loaded, user):
        with changing(action="edit", subject=loaded, actor=user, now=NOW):
            lock_entry(pk=loaded.pk, seen=1)
        first = [noun.history.get(**about) for noun, about in self.parts(loaded)]
        assert {row.history_date for row in first} == {NOW - timedelta(microseconds=1)}
        assert {row.history_user for row in first} == {None}
        assert len({row.request for row in first}) == 1
        assert (first[0].history_type, first[0].id) == ("+", loaded.pk)
        assert [row.mission.acronym for row in first[0].missions.all()] == ["MONUSCO"]

    def parts(self, entry):
        return [(Entry, {"id": entry.pk}), (Sitting, {"entry": entry.pk}), (Paper, {"entry": entry.pk})]

    def test_it_is_kept_once(self, loaded):
        for _ in range(2):
            lock_entry(pk=loaded.pk, seen=1)
        assert [noun.history.filter(**about).count() for noun, about in self.parts(loaded)] == [1, 1, 1]

    def test_it_costs_one_query_where_there_is_a_history(self, loaded, django_assert_num_queries):
        lock_entry(pk=loaded.pk, seen=1)
        with django_assert_num_queries(2):
            lock_entry(pk=loaded.pk, seen=1)

    def test_a_part_with_a_history_of_its_own_is_not_recorded_again(self, loaded):
        sitting = loaded.sittings.get()
        sitting.position = 3
        sitting.save()
        lock_entry(pk=loaded.pk, seen=1)
        assert Sitting.history.count() == 1

    def test_who_saw_another_revision_is_told_and_leaves_nothing(self, loaded):
        with pytest.raises(Stale):
            lock_entry(pk=loaded.pk, seen=7)
        assert Entry.history.count() == 0

    def test_an_occasion_with_its_reports(self):
        (occasion,) = Occasion.objects.bulk_create([Occasion(mission=MissionFactory(), label="Renewal")])
        report = ReportFactory(symbol="S/2026/1")
        occasion.reports.through.objects.create(occasion=occasion, report=report)
        lock_occasion(pk=occasion.pk, seen=None)
        assert [row.report for row in Occasion.history.get(id=occasion.pk).reports.all()] == [report]

    def test_a_month_with_its_papers(self):
        (programme,) = Programme.objects.bulk_create([Programme(month=THIRD.replace(day=1))])
        Paper.objects.bulk_create([Paper(programme=programme, kind=PaperKind.DRAFT_SHARED)])
        PaperFactory()
        lock_programme(pk=programme.pk)
        assert Programme.history.get().month == programme.month
        assert Paper.history.filter(programme=programme.pk).count() == 1
