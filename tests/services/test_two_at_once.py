"""Many planners at once: no change is lost, no room held twice, no step taken back twice, nobody sees a deadlock."""

import pytest
from django.db import transaction

from meetings.models import AuditRecord, Entry, Sitting
from meetings.rules.vocabulary import EntryStatus
from meetings.services.locking import lock_entry
from meetings.services.refusals import Refused, Stale
from meetings.services.restore_entry import restore_entry
from meetings.services.undo_step import undo_step
from meetings.snapshots.history import read_trail
from tests.factories import UserFactory
from tests.races import at_once
from tests.services.desk import FOURTH, NINTH, THIRD, Desk, facts_of, sitting

pytestmark = pytest.mark.django_db(transaction=True)

PLANNERS = 50


@pytest.fixture
def desk():
    return Desk.begun()


def kinds(outcomes):
    """How the calls ended, in a stable order."""
    return sorted(type(outcome).__name__ for outcome in outcomes)


def through(change):
    """Make a change again and again until nobody was faster."""
    for _ in range(10 * PLANNERS):
        try:
            return change()
        except Stale:
            continue
    raise AssertionError("never through")


class TestOneEntry:
    def test_fifty_edits_are_all_there_at_last(self, desk):
        entry = desk.add("Before")
        people = [UserFactory() for _ in range(PLANNERS)]
        titles = [f"Version {number}" for number in range(PLANNERS)]

        def edit(person, title):
            return lambda: through(lambda: desk.edit(entry, by=person, title=title))

        outcomes = at_once(*map(edit, people, titles))
        assert outcomes == [None] * PLANNERS
        entry.refresh_from_db()
        assert (entry.revision, entry.title in titles) == (1 + PLANNERS, True)
        records = AuditRecord.objects.filter(action="edit entry")
        assert set(records.values_list("actor", flat=True)) == {person.pk for person in people}
        written = [change.rows[0].after.values["title"] for change in read_trail(Entry, entry.pk).changes]
        assert sorted(written) == sorted(["Before", *titles])

    def test_what_it_was_before_is_kept_once(self, desk):
        (entry,) = Entry.objects.bulk_create(
            [Entry(programme=desk.programme, title="Loaded", format="other")]
        )

        def lock():
            with transaction.atomic():
                lock_entry(pk=entry.pk, seen=None)

        assert at_once(*[lock] * 10) == [None] * 10
        assert Entry.history.filter(id=entry.pk).count() == 1


class TestOneRoom:
    def test_fifty_confirmed_entries(self, desk):
        def place():
            desk.add(status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, "Chamber"),))

        outcomes = at_once(*[place] * PLANNERS)
        assert kinds(outcomes) == ["NoneType", *["RoomTaken"] * (PLANNERS - 1)]
        assert Entry.objects.count() == Sitting.objects.count() == AuditRecord.objects.count() == 1

    def test_two_who_take_back_into_two_rooms_in_turn(self, desk):
        """Rooms are locked in their order, whatever the order of the sittings: neither waits for the other."""
        rooms = ("Chamber", "Consultations Room")
        steps = []
        for first, second in (rooms, rooms[::-1]):
            entry = desk.add(
                status=EntryStatus.CONFIRMED,
                sittings=(sitting(THIRD, 10, first), sitting(FOURTH, 10, second)),
            )
            desk.edit(entry, sittings=())
            steps.append(desk.steps()[0])
        outcomes = at_once(*[lambda step=step: undo_step(step=step, **desk.acting()) for step in steps])
        assert outcomes == [None, None]
        assert Sitting.objects.filter(room_from__isnull=False).count() == 4


class TestUndo:
    def test_of_two_who_take_one_step_back_one_does(self, desk):
        entry = desk.add_meeting()
        before = facts_of(entry)
        desk.move(entry, NINTH)
        step = desk.steps()[0]
        outcomes = at_once(*[lambda: undo_step(step=step, **desk.acting())] * 2)
        assert kinds(outcomes) == ["NoneType", "Refused"]
        assert [str(outcome.message) for outcome in outcomes if outcome] == [
            "This step was taken back already."
        ]
        assert facts_of(entry) == before
        assert AuditRecord.objects.filter(undoes=step).count() == 1

    def test_one_takes_back_while_another_edits(self, desk):
        """Whoever comes second sees what the first did: the edit is stale, or the step can no longer be taken back."""
        entry = desk.add_meeting()
        desk.move(entry, NINTH)
        step, content = desk.steps()[0], {"sittings": (sitting(FOURTH),)}
        outcomes = at_once(
            lambda: undo_step(step=step, **desk.acting()),
            lambda: desk.edit(entry, by=desk.other, **content),
        )
        assert kinds(outcomes) in (["NoneType", "Refused"], ["NoneType", "Stale"], ["NoneType", "NoneType"])
        undone, edited = (outcome is None for outcome in outcomes)
        days = [each.on for each in facts_of(entry).sittings]
        assert days == ([FOURTH] if edited else [THIRD])
        assert undone or edited

    def test_two_steps_that_want_one_room_again(self, desk):
        steps = []
        for title in ("One", "Two"):
            entry = desk.add(title, status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, "Chamber"),))
            desk.move(entry, NINTH if title == "One" else FOURTH)
            steps.append(desk.steps()[0])
        outcomes = at_once(*[lambda step=step: undo_step(step=step, **desk.acting()) for step in steps])
        assert kinds(outcomes) == ["NoneType", "RoomTaken"]
        assert Sitting.objects.filter(on=THIRD).count() == 1


class TestRestoring:
    def test_of_two_who_restore_one_does(self, desk):
        entry = desk.add_meeting()
        desk.move(entry, NINTH)
        state = read_trail(Entry, entry.pk).changes[-1].request

        def restore():
            restore_entry(pk=entry.pk, state=state, seen=2, **desk.acting())

        assert kinds(at_once(restore, restore)) == ["NoneType", "Stale"]
        entry.refresh_from_db()
        assert entry.revision == 3

    def test_a_removed_entry_is_brought_back_once(self, desk):
        entry = desk.add_meeting()
        desk.remove(entry)
        step, state = desk.steps()[0], read_trail(Entry, entry.pk).last_state

        def restore():
            restore_entry(pk=entry.pk, state=state, seen=None, **desk.acting())

        outcomes = at_once(restore, restore, lambda: undo_step(step=step, **desk.acting()))
        assert outcomes.count(None) == 1
        assert {type(outcome) for outcome in outcomes if outcome} <= {Stale, Refused}
        assert Entry.objects.get().revision == 2
        assert Sitting.objects.count() == 1
