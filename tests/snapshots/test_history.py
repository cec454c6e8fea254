"""How the changes of an entry are put in order and into groups."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Entry, Occasion, Paper, Sitting
from meetings.rules.vocabulary import PaperKind
from meetings.services.audit import changing
from meetings.snapshots.history import names_in, preview, read_trail
from tests.factories import RoomFactory, UserFactory
from tests.services.desk import NINTH, NOW, THIRD, Desk, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk.begun()


def write(entry, minutes, **values):
    """A change by somebody whose clock says so many minutes after the first."""
    with changing(action="edit", subject="", actor=UserFactory(), now=NOW + timedelta(minutes=minutes)):
        for name, value in values.items():
            setattr(entry, name, value)
        entry.save()


def test_changes_stand_in_the_order_in_which_they_were_written_not_begun(desk):
    """Of two who press at once, the one whose clock was read first may come second."""
    entry = desk.add()
    for title, minutes in (("First", 20), ("Second", 10), ("Third", 30)):
        write(entry, minutes, title=title)
    titles = [change.rows[0].after.values["title"] for change in read_trail(Entry, entry.pk).changes]
    assert titles == ["Third", "Second", "First", "Cyprus"]


def test_what_was_written_in_another_table_is_put_between_by_its_instant(desk):
    entry = desk.add()
    write(entry, 10, title="First")
    with changing(action="tick", subject="", actor=None, now=NOW + timedelta(minutes=15)):
        Paper.objects.create(entry=entry, kind=PaperKind.AGENDA)
    write(entry, 20, title="Second")
    nouns = [{row.noun for row in change.rows} for change in read_trail(Entry, entry.pk).changes]
    assert nouns == [{Entry}, {Paper}, {Entry}, {Entry}]


def test_each_change_has_what_was_before_and_after(desk):
    entry = desk.add(sittings=(sitting(THIRD),))
    desk.move(entry, NINTH)
    moved, added = read_trail(Entry, entry.pk).changes
    (row,) = [row for row in moved.rows if row.changed]
    assert (row.noun, row.before.values["on"], row.after.values["on"]) == (Sitting, THIRD, NINTH)
    assert {row.before for row in added.rows} == {None}
    assert [(change.sittings_before, change.sittings_after) for change in (moved, added)] == [(1, 1), (0, 1)]


def test_the_history_of_another_entry_is_not_in_it(desk):
    entry, other = desk.add_meeting(), desk.add("Other", sittings=(sitting(THIRD),))
    desk.move(other, NINTH)
    assert [change.action for change in read_trail(Entry, entry.pk).changes] == ["add entry"]
    assert len(read_trail(Entry, other.pk).changes) == 2


def test_a_preview_is_the_way_from_now_to_then(desk):
    entry = desk.add(sittings=(sitting(THIRD),))
    desk.move(entry, NINTH)
    trail = read_trail(Entry, entry.pk)
    (row,) = preview(trail, trail.changes[-1].request).rows
    assert (row.before.values["on"], row.after.values["on"]) == (NINTH, THIRD)


def test_names_are_those_of_now_and_the_last_of_what_is_gone(desk):
    meeting = desk.add_meeting()
    occasion = desk.occasion
    trail = read_trail(Entry, meeting.pk)
    occasion.label = "Its last name"
    occasion.save()
    pk = occasion.pk
    occasion.delete()
    names = names_in(trail.changes)
    assert names[Occasion, pk] == "Its last name"
    assert str(names[type(RoomFactory()), meeting.sittings.get().room_id]) == "Chamber"


@pytest.mark.parametrize("changes", [1, 50])
def test_reading_it_costs_the_same(desk, changes):
    entry = desk.add_meeting()
    for number in range(changes):
        write(entry, number, title=f"Title {number}")
    with CaptureQueriesContext(connection) as queries:
        read_trail(Entry, entry.pk)
    assert len(queries) == 10
