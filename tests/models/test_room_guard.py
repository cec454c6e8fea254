"""No two confirmed sittings in one room at overlapping times: asked before, and held by the database."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError, connection, models, transaction
from django.db.migrations.state import ProjectState
from django.forms import modelform_factory
from django.test.utils import CaptureQueriesContext

from meetings.models import Entry, Room, Sitting
from meetings.rules.sittings import ASSUMED_LENGTH
from meetings.rules.vocabulary import EntryStatus, StartKind
from tests.factories import EntryFactory, RoomFactory, SittingFactory
from tests.races import at_once

DAY = date(2026, 12, 4)
NEW_YORK = ZoneInfo("America/New_York")

pytestmark = pytest.mark.django_db


@pytest.fixture
def chamber():
    return RoomFactory(name="Security Council Chamber")


def sitting(room, begins, ends=None, status=EntryStatus.CONFIRMED, **about):
    """A sitting in the chamber, of an entry of its own."""
    return SittingFactory(
        entry=EntryFactory(status=status), on=DAY, room=room, starts_at=begins, ends_at=ends, **about
    )


def unsaved(room, begins, ends=None, status=EntryStatus.CONFIRMED):
    entry = EntryFactory(status=status)
    return Sitting(entry=entry, on=DAY, room=room, start_kind=StartKind.EXACT, starts_at=begins, ends_at=ends)


@pytest.fixture
def morning(chamber):
    """A confirmed meeting in the chamber, 10 a.m. to noon."""
    return sitting(chamber, time(10), time(12))


@pytest.mark.parametrize(
    ("begins", "ends"),
    [
        pytest.param(time(10), time(12), id="same"),
        pytest.param(time(9), time(10, 1), id="into its beginning"),
        pytest.param(time(11, 59), time(13), id="into its end"),
        pytest.param(time(10, 30), time(11), id="inside"),
        pytest.param(time(9), time(13), id="around"),
        pytest.param(time(9, 30), None, id="without an end"),
    ],
)
class TestOverlapping:
    def test_a_new_sitting_is_refused(self, chamber, morning, begins, ends):
        with pytest.raises(IntegrityError, match="sitting_room_free"), transaction.atomic():
            sitting(chamber, begins, ends)

    def test_a_sitting_moved_there_is_refused(self, chamber, morning, begins, ends):
        moved = sitting(chamber, time(15), time(17))
        moved.starts_at, moved.ends_at = begins, ends
        with pytest.raises(IntegrityError, match="sitting_room_free"), transaction.atomic():
            moved.save()

    def test_a_sitting_brought_from_another_room_is_refused(self, chamber, morning, begins, ends):
        moved = sitting(RoomFactory(), begins, ends)
        moved.room = chamber
        with pytest.raises(IntegrityError, match="sitting_room_free"), transaction.atomic():
            moved.save(update_fields=["room"])

    def test_an_entry_that_is_confirmed_is_refused(self, chamber, morning, begins, ends):
        entry = sitting(chamber, begins, ends, status=EntryStatus.TENTATIVE).entry
        entry.status = EntryStatus.CONFIRMED
        with pytest.raises(IntegrityError, match="sitting_room_free"), transaction.atomic():
            entry.save()

    def test_a_form_is_told_at_the_room(self, chamber, morning, begins, ends):
        with pytest.raises(ValidationError) as refusal:
            unsaved(chamber, begins, ends).full_clean()
        assert refusal.value.message_dict == {"room": ["The room is taken at this time."]}

    def test_another_room_another_day_and_a_shared_room_are_free(self, chamber, morning, begins, ends):
        sitting(RoomFactory(), begins, ends)
        SittingFactory(
            entry=morning.entry, on=date(2026, 12, 7), room=chamber, starts_at=begins, ends_at=ends
        )
        platform = RoomFactory(shared=True)
        for _ in range(2):
            sitting(platform, begins, ends).full_clean()

    @pytest.mark.parametrize("status", sorted(set(EntryStatus) - {EntryStatus.CONFIRMED}))
    def test_only_the_confirmed_hold_a_room(self, chamber, morning, begins, ends, status):
        sitting(chamber, begins, ends, status=status).full_clean()


@pytest.mark.parametrize(
    ("begins", "ends"),
    [pytest.param(time(9), time(10), id="before"), pytest.param(time(12), None, id="after")],
)
def test_back_to_back_is_allowed(chamber, morning, begins, ends):
    sitting(chamber, begins, ends).full_clean()


def test_without_an_end_a_sitting_holds_its_room_for_the_assumed_hour(chamber):
    first = sitting(chamber, time(10))
    first.refresh_from_db()
    assert first.room_from == datetime(2026, 12, 4, 10, tzinfo=NEW_YORK)
    assert first.room_until - first.room_from == ASSUMED_LENGTH
    sitting(chamber, time(11))
    with pytest.raises(IntegrityError), transaction.atomic():
        sitting(chamber, time(10, 59))


@pytest.mark.parametrize("start", sorted(set(StartKind) - {StartKind.EXACT}))
def test_without_an_exact_time_no_room_is_held(chamber, morning, start):
    later = SittingFactory(
        entry=EntryFactory(status=EntryStatus.CONFIRMED), on=DAY, room=chamber, start_kind=start
    )
    later.full_clean()
    assert later.room_from is None


def test_an_entry_that_is_put_off_leaves_its_room(chamber, morning):
    morning.entry.status = EntryStatus.POSTPONED
    morning.entry.save()
    sitting(chamber, time(10), time(12))


def test_a_refused_confirmation_leaves_the_entry_as_it_was(chamber, morning):
    entry = sitting(chamber, time(11), status=EntryStatus.TENTATIVE).entry
    entry.status = EntryStatus.CONFIRMED
    with pytest.raises(IntegrityError), transaction.atomic():
        entry.save(update_fields=["status"])
    entry.refresh_from_db()
    assert entry.status == EntryStatus.TENTATIVE


def test_an_entry_confirms_its_sittings_as_they_are_now_not_as_they_were_prefetched(chamber, morning):
    """A sitting moved since the entry was read must not be taken back to its old time."""
    moved = sitting(chamber, time(11), status=EntryStatus.TENTATIVE)
    entry = Entry.objects.with_parts().get(pk=moved.entry.pk)
    moved.starts_at = time(15)
    moved.save()
    entry.status = EntryStatus.CONFIRMED
    entry.save()
    moved.refresh_from_db()
    assert moved.room_from == datetime(2026, 12, 4, 15, tzinfo=NEW_YORK)


def test_a_sitting_goes_by_the_status_in_the_database_not_by_an_old_copy(chamber, morning):
    stale = sitting(chamber, time(15), status=EntryStatus.TENTATIVE)
    entry = Entry.objects.get(pk=stale.entry.pk)
    entry.status = EntryStatus.CONFIRMED
    entry.save()
    stale.starts_at = time(11)
    with pytest.raises(IntegrityError), transaction.atomic():
        stale.save()


def test_saving_other_fields_of_an_entry_does_not_touch_its_sittings(morning):
    morning.entry.title = "Cyprus"
    with CaptureQueriesContext(connection) as queries:
        morning.entry.save(update_fields=["title"])
    assert not any(Sitting._meta.db_table in query["sql"] for query in queries)


class TestForms:
    """Whatever a form shows of a sitting, the answer is a message, never a crash."""

    def test_a_form_without_the_room_answers_for_the_whole(self, chamber, morning):
        later = sitting(chamber, time(15))
        form = modelform_factory(Sitting, fields=["starts_at"])({"starts_at": "11:00"}, instance=later)
        assert form.errors == {NON_FIELD_ERRORS: ["The room is taken at this time."]}

    def test_a_form_without_a_day_or_an_entry_says_just_that(self, chamber):
        form = modelform_factory(Sitting, fields=["entry", "on", "room", "start_kind", "starts_at"])(
            {"room": chamber.pk, "start_kind": "exact", "starts_at": "11:00"}
        )
        assert set(form.errors) == {"entry", "on"}


@pytest.mark.django_db(transaction=True)
class TestMigrations:
    """The guard outlives what later migrations do to its table; on SQLite each of them makes it anew."""

    @pytest.fixture
    def edit(self):
        """Change the table, and change it back after the test."""
        undo = []

        def edit(there, back):
            with connection.schema_editor() as editor:
                there(editor)
            undo.append(back)

        yield edit
        for back in reversed(undo):
            with connection.schema_editor() as editor:
                back(editor)

    def assert_guarded(self):
        room = RoomFactory()
        sitting(room, time(10), time(12))
        with pytest.raises(IntegrityError, match="sitting_room_free"):
            sitting(room, time(11))
        moved = sitting(room, time(15))
        moved.starts_at = time(11)
        with pytest.raises(IntegrityError, match="sitting_room_free"):
            moved.save()

    def test_a_field_is_added_and_removed(self, edit):
        field = models.CharField(max_length=10, null=True)
        field.set_attributes_from_name("interpretation")
        model = self.state_model()
        edit(lambda editor: editor.add_field(model, field), lambda editor: editor.remove_field(model, field))
        self.assert_guarded()

    def test_a_field_is_altered(self, edit):
        model = self.state_model()
        old = model._meta.get_field("position")
        new = models.PositiveIntegerField(default=0)
        new.set_attributes_from_name("position")
        new.model = model
        edit(
            lambda editor: editor.alter_field(model, old, new),
            lambda editor: editor.alter_field(model, new, old),
        )
        self.assert_guarded()

    def test_another_constraint_is_added(self, edit):
        model = self.state_model()
        extra = models.CheckConstraint(condition=models.Q(position__lt=100), name="sitting_few_a_day")
        edit(
            lambda editor: editor.add_constraint(model, extra),
            lambda editor: editor.remove_constraint(model, extra),
        )
        self.assert_guarded()

    def test_the_guard_itself_is_taken_away_and_put_back(self, edit):
        model = self.state_model()
        guard = next(each for each in model._meta.constraints if each.name == "sitting_room_free")
        free = self.state_model(without=guard)
        edit(
            lambda editor: editor.remove_constraint(free, guard),
            lambda editor: editor.add_constraint(model, guard),
        )
        room = RoomFactory()
        for _ in range(2):
            sitting(room, time(10))
        Sitting.objects.all().delete()

    def state_model(self, without=None):
        """The model as migrations know it, a copy of its own."""
        state = ProjectState.from_apps(Sitting._meta.apps)
        if without:
            state.remove_constraint("meetings", "sitting", without.name)
        return state.apps.get_model("meetings", "Sitting")


@pytest.mark.django_db(transaction=True)
class TestRaces:
    """Many writers want one room at one time: one gets it, the others are refused, nobody sees a deadlock."""

    @pytest.mark.parametrize("writers", [2, 50])
    def test_new_sittings(self, chamber, writers):
        wanted = [unsaved(chamber, time(10, place), time(12)) for place in range(writers)]
        outcomes = at_once(*[each.save for each in wanted])
        self.assert_one_won(outcomes, chamber)

    @pytest.mark.parametrize("writers", [2, 50])
    def test_sittings_moved_there(self, chamber, writers):
        rooms = [RoomFactory() for _ in range(writers)]
        wanted = [sitting(room, time(10), time(12)) for room in rooms]
        for each in wanted:
            each.room = chamber
        self.assert_one_won(at_once(*[each.save for each in wanted]), chamber)

    @pytest.mark.parametrize("writers", [2, 50])
    def test_entries_confirmed(self, chamber, writers):
        wanted = [sitting(chamber, time(10), status=EntryStatus.TENTATIVE).entry for _ in range(writers)]
        for each in wanted:
            each.status = EntryStatus.CONFIRMED
        self.assert_one_won(at_once(*[each.save for each in wanted]), chamber)
        assert Entry.objects.filter(status=EntryStatus.CONFIRMED).count() == 1

    def test_two_entries_that_each_want_the_same_two_rooms(self, chamber):
        """Claimed in the order of the rooms, not of the sittings: neither waits for the other."""
        press = RoomFactory(name="Press Briefing Room")
        wanted = [EntryFactory(), EntryFactory()]
        for entry, rooms in zip(wanted, [(chamber, press), (press, chamber)], strict=True):
            for resumption, room in enumerate(rooms):
                SittingFactory(entry=entry, on=DAY, resumption=resumption, room=room, starts_at=time(10))
            entry.status = EntryStatus.CONFIRMED
        self.assert_one_won(at_once(*[each.save for each in wanted]), chamber)

    def test_one_confirms_the_entry_while_another_moves_its_sitting(self, chamber, morning):
        """Whoever comes second sees what the first did, so the two together cannot slip past the guard."""
        later = sitting(chamber, time(15), status=EntryStatus.TENTATIVE)
        entry = Entry.objects.get(pk=later.entry.pk)
        entry.status, later.starts_at = EntryStatus.CONFIRMED, time(11)
        outcomes = at_once(entry.save, later.save)
        assert [type(error) for error in outcomes if error] == [IntegrityError]

    def assert_one_won(self, outcomes, room: Room):
        assert outcomes.count(None) == 1
        assert {type(error) for error in outcomes if error} == {IntegrityError}
        assert Sitting.objects.filter(room=room, room_from__isnull=False).count() == 1
