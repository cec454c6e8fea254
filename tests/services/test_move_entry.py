"""Moving an entry: to another day or time, from the undated lines and back to them; what is refused; and races."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import IntegrityError, transaction

from meetings.models import AuditRecord, Entry, Programme, Sitting
from meetings.rules.vocabulary import EntryStatus, StartKind
from meetings.services.move_entry import move_entry
from meetings.services.refusals import Refused, RoomTaken, Stale
from meetings.services.undo_step import undo_step
from tests.factories import EntryFactory, ProgrammeFactory, RoomFactory, SittingFactory, UserFactory
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
FRIDAY, WEDNESDAY = date(2026, 12, 4), date(2026, 12, 9)

pytestmark = pytest.mark.django_db


@pytest.fixture
def planner(db):
    return UserFactory(username="planner")


@pytest.fixture
def december(db):
    return ProgrammeFactory(month=DECEMBER)


def moved(entry, on, *, start=None, sitting="first", seen=1, actor=None, **options):
    """Move its first sitting, unless another is given."""
    if sitting == "first":
        sitting = entry.sittings.first()
    options = {"now": NOW, "actor": actor, **options}
    return move_entry(entry=entry, sitting=sitting, on=on, start=start, seen=seen, **options)


def standing(entry):
    """Where an entry stands: the day and the start of each sitting, and its programme's month."""
    rows = entry.sittings.values_list("on", "start_kind", "starts_at")
    return list(rows), Entry.objects.get(pk=entry.pk).programme.month


def refused(entry, on, **options):
    before = standing(entry)
    with pytest.raises(Refused) as caught:
        moved(entry, on, **options)
    entry.refresh_from_db()
    assert (standing(entry), entry.revision) == (before, 1)
    assert AuditRecord.objects.count() == 0
    return caught.value


def test_a_sitting_goes_to_another_day_and_keeps_its_time(december, planner):
    entry = EntryFactory(on=FRIDAY, title="FORCE", sitting__starts_at=time(10), sitting__ends_at=time(12))
    sitting = entry.sittings.get()
    after = moved(entry, WEDNESDAY, actor=planner)
    sitting.refresh_from_db()
    assert (sitting.on, sitting.starts_at, sitting.ends_at) == (WEDNESDAY, time(10), time(12))
    assert (after.revision, Entry.objects.get().revision) == (2, 2)


def test_it_is_one_step_on_the_desk_of_the_month(december, planner):
    entry = EntryFactory(on=FRIDAY, title="FORCE")
    moved(entry, WEDNESDAY, actor=planner)
    record = AuditRecord.objects.get()
    assert (record.action, record.subject) == ("move entry", "FORCE: 2026-12-04 → 2026-12-09")
    assert (record.actor, record.programme, record.can_be_undone) == (planner, december, True)
    assert list(AuditRecord.objects.steps_of(planner, december)) == [record]


def test_a_long_title_leaves_room_for_the_days(december):
    moved(EntryFactory(on=FRIDAY, title="F" * 300), WEDNESDAY)
    assert AuditRecord.objects.get().subject == "F" * 150 + ": 2026-12-04 → 2026-12-09"


def test_it_can_be_taken_back(december, planner):
    entry = EntryFactory(on=FRIDAY, sitting__starts_at=time(10))
    before = standing(entry)
    moved(entry, WEDNESDAY, actor=planner, start=(StartKind.AFTERNOON, None))
    undo_step(step=AuditRecord.objects.get(), actor=planner, now=NOW)
    assert standing(entry) == before


def test_it_is_undone_on_the_desk_it_was_done_on(december, planner):
    january = ProgrammeFactory(month=JANUARY)
    entry = EntryFactory(on=FRIDAY)
    moved(entry, WEDNESDAY, actor=planner, desk=january)
    assert AuditRecord.objects.get().programme == january


def test_an_undated_entry_gets_a_day(december):
    entry = EntryFactory()
    moved(entry, FRIDAY, sitting=None)
    assert standing(entry) == ([(FRIDAY, "unset", None)], DECEMBER)


def test_an_undated_entry_gets_a_day_and_a_time(december):
    entry = EntryFactory()
    moved(entry, FRIDAY, sitting=None, start=(StartKind.EXACT, time(15)))
    assert standing(entry) == ([(FRIDAY, "exact", time(15))], DECEMBER)


def test_an_entry_goes_back_among_the_undated(december):
    entry = EntryFactory(on=FRIDAY)
    moved(entry, None)
    assert standing(entry) == ([], DECEMBER)
    assert AuditRecord.objects.get().subject.endswith("2026-12-04 → –")


def test_of_several_sittings_one_goes(december):
    entry = EntryFactory(on=FRIDAY)
    later = SittingFactory(entry=entry, on=WEDNESDAY, resumption=1)
    moved(entry, date(2026, 12, 10), sitting=later)
    assert [row.on for row in entry.sittings.all()] == [FRIDAY, date(2026, 12, 10)]
    moved(entry, None, sitting=later, seen=2)
    assert [row.on for row in entry.sittings.all()] == [FRIDAY]


@pytest.mark.parametrize(
    ("start", "stands"),
    [
        (None, ("exact", time(10), time(11, 30))),
        ((StartKind.EXACT, time(15)), ("exact", time(15), time(16, 30))),
        ((StartKind.EXACT, time(23)), ("exact", time(23), None)),
        ((StartKind.MORNING, None), ("am", None, None)),
        ((StartKind.UNSET, None), ("unset", None, None)),
    ],
)
def test_it_lasts_as_long_as_before(december, start, stands):
    entry = EntryFactory(on=FRIDAY, sitting__starts_at=time(10), sitting__ends_at=time(11, 30))
    moved(entry, WEDNESDAY, start=start)
    row = entry.sittings.get()
    assert (row.start_kind, row.starts_at, row.ends_at) == stands


def test_the_time_alone_can_change(december):
    entry = EntryFactory(on=FRIDAY, sitting__starts_at=time(10), sitting__position=3)
    moved(entry, FRIDAY, start=(StartKind.AFTERNOON, None))
    assert standing(entry)[0] == [(FRIDAY, "pm", None)]
    assert entry.sittings.get().position == 3


def test_on_its_new_day_nothing_comes_to_follow_another(december):
    """The places of the day tell which sitting follows which: the one that comes stands after them all."""
    first, second = EntryFactory(on=WEDNESDAY), EntryFactory(on=WEDNESDAY)
    Sitting.objects.filter(entry=first).update(position=1)
    Sitting.objects.filter(entry=second).update(position=2, start_kind="after_previous")
    entry = EntryFactory(on=FRIDAY)
    moved(entry, WEDNESDAY)
    on_that_day = Sitting.objects.filter(on=WEDNESDAY).order_by("position")
    assert [row.entry for row in on_that_day] == [first, second, entry]


def test_what_follows_another_follows_the_last_of_its_new_day(december):
    last = EntryFactory(on=WEDNESDAY, sitting__position=7)
    entry = EntryFactory(on=FRIDAY, sitting__start_kind=StartKind.AFTER_PREVIOUS)
    moved(entry, WEDNESDAY)
    row = entry.sittings.get()
    assert (row.start_kind, row.position) == ("after_previous", last.sittings.get().position + 1)


def test_with_its_first_sitting_an_entry_goes_to_the_other_month(december):
    ProgrammeFactory(month=JANUARY)
    entry = EntryFactory(on=FRIDAY)
    after = moved(entry, date(2027, 1, 6))
    assert after.programme.month == JANUARY
    assert standing(entry) == ([(date(2027, 1, 6), "unset", None)], JANUARY)


def test_a_later_sitting_leaves_it_in_its_month(december):
    entry = EntryFactory(on=FRIDAY)
    later = SittingFactory(entry=entry, on=WEDNESDAY, resumption=1)
    moved(entry, date(2027, 1, 6), sitting=later)
    assert standing(entry)[1] == DECEMBER


def test_what_stands_in_its_neighbours_days_on_purpose_stays_where_it_belongs(december):
    entry = EntryFactory(programme=december, on=date(2026, 11, 30))
    moved(entry, date(2026, 11, 27))
    assert standing(entry) == ([(date(2026, 11, 27), "unset", None)], DECEMBER)


def test_what_was_published_may_move_it_is_a_revision():
    entry = EntryFactory(
        on=FRIDAY, programme=ProgrammeFactory(month=DECEMBER, state=Programme.State.PUBLISHED)
    )
    assert moved(entry, WEDNESDAY).revision == 2


def test_a_confirmed_entry_takes_its_room_along(december):
    room = RoomFactory()
    about = {"status": EntryStatus.CONFIRMED, "sitting__starts_at": time(10), "sitting__room": room}
    entry = EntryFactory(on=FRIDAY, **about)
    moved(entry, WEDNESDAY)
    EntryFactory(on=FRIDAY, **about)
    with pytest.raises(IntegrityError), transaction.atomic():
        EntryFactory(on=WEDNESDAY, **about)


# What is refused, and where it is said


def test_a_room_that_is_taken(december):
    room = RoomFactory()
    about = {"status": EntryStatus.CONFIRMED, "sitting__starts_at": time(10), "sitting__room": room}
    EntryFactory(on=WEDNESDAY, **about)
    assert isinstance(refused(EntryFactory(on=FRIDAY, **about), WEDNESDAY), RoomTaken)


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2027, 1, 6), "Nobody has begun January 2027 yet. Begin it, then move."),
        (date(2026, 11, 27), "November 2026 is on record; nothing is planned in it."),
        (
            date(2027, 2, 1),
            "An entry of December 2026 can be moved to a day from 1 November 2026 to 31 January 2027.",
        ),
        (FRIDAY, "It is on that day already."),
    ],
)
def test_a_day_out_of_reach(december, on, said):
    ProgrammeFactory(month=date(2026, 11, 1), state=Programme.State.RECORD)
    refusal = refused(EntryFactory(on=FRIDAY), on)
    assert (refusal.message, refusal.field) == (said, "on")


@pytest.mark.parametrize(("month", "on"), [(date(2000, 1, 1), date(1999, 12, 31)), (date(2099, 12, 1), None)])
def test_days_that_no_month_has_a_page_for(month, on):
    entry = EntryFactory(on=month)
    assert refused(entry, on or date(2100, 1, 1)).field == "on"


def test_the_day_of_another_of_its_sittings(december):
    entry = EntryFactory(on=FRIDAY)
    SittingFactory(entry=entry, on=WEDNESDAY)
    refusal = refused(entry, WEDNESDAY)
    assert (refusal.message, refusal.field) == ("Another of its sittings is on that day already.", "on")


def test_an_undated_entry_has_no_day_to_lose(december):
    refusal = refused(EntryFactory(), None, sitting=None)
    assert (refusal.message, refusal.field) == ("It has no day already.", "on")


def test_no_sitting_is_named_of_an_entry_that_has_some(december):
    assert refused(EntryFactory(on=FRIDAY), WEDNESDAY, sitting=None).field == "sitting"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (EntryStatus.HELD, "This was held, and is on record as it was."),
        (EntryStatus.CANCELLED, "This was cancelled. Change its status before you move it."),
    ],
)
def test_what_is_no_longer_a_plan(december, status, said):
    refusal = refused(EntryFactory(on=FRIDAY, status=status), WEDNESDAY)
    assert (refusal.message, refusal.field) == (said, "")


def test_an_entry_of_a_month_on_record():
    entry = EntryFactory(on=FRIDAY, programme=ProgrammeFactory(month=DECEMBER, state=Programme.State.RECORD))
    assert refused(entry, WEDNESDAY).message == "December 2026 is on record; nothing is planned in it."


# Others at the same entry


def test_what_was_changed_meanwhile_is_not_overwritten(december):
    entry = EntryFactory(on=FRIDAY)
    moved(entry, WEDNESDAY)
    with pytest.raises(Stale) as caught:
        moved(entry, date(2026, 12, 10), seen=1)
    assert caught.value.row.revision == 2
    assert standing(entry)[0] == [(WEDNESDAY, "unset", None)]
    assert AuditRecord.objects.count() == 1


def test_a_sitting_that_is_gone_was_taken_away_meanwhile(december):
    entry = EntryFactory(on=FRIDAY)
    sitting = entry.sittings.get()
    Sitting.objects.filter(pk=sitting.pk).delete()
    with pytest.raises(Stale):
        moved(entry, WEDNESDAY, sitting=sitting)


def test_an_entry_that_is_gone(december):
    entry = EntryFactory(on=FRIDAY)
    sitting = entry.sittings.get()
    Entry.objects.filter(pk=entry.pk).delete()
    with pytest.raises(Entry.DoesNotExist):
        moved(entry, WEDNESDAY, sitting=sitting)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_move_it_at_once_one_does():
    ProgrammeFactory(month=DECEMBER)
    entry = EntryFactory(on=FRIDAY)
    sitting = entry.sittings.get()
    days = [date(2026, 12, day) for day in range(7, 15)]
    outcomes = at_once(*[lambda on=on: moved(entry, on, sitting=sitting) for on in days])
    sitting.refresh_from_db()
    entry.refresh_from_db()
    assert [type(outcome) for outcome in outcomes].count(Stale) == len(days) - 1
    assert (sitting.on, entry.revision) == (days[outcomes.index(None)], 2)
    assert AuditRecord.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_those_who_want_one_room_at_once_one_gets_it():
    ProgrammeFactory(month=DECEMBER)
    about = {"status": EntryStatus.CONFIRMED, "sitting__starts_at": time(10), "sitting__room": RoomFactory()}
    entries = [EntryFactory(on=date(2026, 12, day), **about) for day in range(7, 15)]
    sittings = [entry.sittings.get() for entry in entries]
    pairs = zip(entries, sittings, strict=True)
    outcomes = at_once(*[lambda it=it: moved(it[0], date(2026, 12, 21), sitting=it[1]) for it in pairs])
    assert [type(outcome) for outcome in outcomes].count(RoomTaken) == len(entries) - 1
    assert Sitting.objects.filter(on=date(2026, 12, 21)).count() == outcomes.count(None) == 1
