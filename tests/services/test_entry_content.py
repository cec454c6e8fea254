"""Writing what a planner says of an entry: rows that stay keep their identity, rooms are claimed in the right order."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest

from meetings.models import Entry, Programme, Sitting
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, StartKind, StepKind
from meetings.services.add_entry import add_entry
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import EntryContent, SittingContent, StepContent, content_of
from meetings.services.refusals import Refused, RoomTaken, Stale
from meetings.services.remove_entry import remove_entry
from tests.factories import (
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    SittingFactory,
    UserFactory,
)
from tests.views.desk.typed import kept

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
EIGHTH, NINTH, TENTH = date(2026, 12, 8), date(2026, 12, 9), date(2026, 12, 10)
CHAMBER = "Security Council Chamber"


def exact(on, starts, ends, room=CHAMBER):
    return SittingContent(on, StartKind.EXACT, time(starts), time(ends), room)


def said(**values):
    return EntryContent(**{"format": Format.BRIEFING, "title": "The situation in Cyprus", **values})


@pytest.fixture
def acting():
    RoomFactory(name=CHAMBER)
    RoomFactory(name="Consultations Room")
    return {"actor": UserFactory(username="ola"), "now": NOW}


@pytest.fixture
def programme():
    return ProgrammeFactory(month=date(2026, 12, 1))


def edit(entry, content, acting, seen=None):
    return edit_entry(entry=entry, content=content, seen=seen or entry.revision, **acting)


def by_day(entry):
    return [(sitting.on, sitting.pk) for sitting in entry.sittings.all()]


class TestContent:
    def test_what_is_given_in_another_order_says_the_same(self):
        first, second = uuid4(), uuid4()
        steps = (StepContent(first, StepKind.CONTRIBUTORS), StepContent(second, StepKind.CONSULTATIONS))
        sittings = (exact(EIGHTH, 10, 11), exact(NINTH, 10, 11))
        one = said(missions=("UNIFIL", "MONUSCO"), steps=steps, sittings=sittings)
        other = said(missions=("MONUSCO", "UNIFIL"), steps=steps[::-1], sittings=sittings[::-1])
        assert one == other
        assert one.on == EIGHTH

    def test_sittings_of_a_day_stand_by_the_clock_and_what_follows_stays_behind(self):
        afternoon = exact(EIGHTH, 15, 16)
        follows = SittingContent(EIGHTH, StartKind.AFTER_PREVIOUS)
        morning, unset = SittingContent(EIGHTH, StartKind.MORNING), SittingContent(EIGHTH)
        assert said(sittings=(afternoon, follows, unset, morning)).sittings == (
            morning,
            afternoon,
            follows,
            unset,
        )

    def test_it_is_read_as_it_was_written(self, acting, programme):
        MissionFactory(acronym="UNFICYP")
        occasion = OccasionFactory()
        content = said(
            missions=("UNFICYP",),
            sittings=(exact(EIGHTH, 10, 11), SittingContent(NINTH, StartKind.AFTER_PREVIOUS)),
            steps=(StepContent(occasion.uid, StepKind.CONTRIBUTORS),),
            agenda_sent_on=EIGHTH,
            called_in_urgency=True,
        )
        entry = add_entry(programme=programme, content=content, **acting)
        assert content_of(Entry.objects.with_parts().get(pk=entry.pk)) == content


class TestSittings:
    @pytest.fixture
    def entry(self, acting, programme):
        content = said(sittings=(exact(EIGHTH, 10, 11), exact(NINTH, 10, 11), exact(NINTH, 15, 16)))
        return add_entry(programme=programme, content=content, **acting)

    def test_what_stays_is_not_written_again(self, entry, acting):
        before = by_day(entry)
        content = content_of(entry)
        edit(entry, said(title="Another", sittings=content.sittings), acting)
        assert by_day(entry) == before
        assert records(Sitting).count() == 3

    def test_a_sitting_that_moves_is_the_same_sitting(self, entry, acting):
        [_, second, third] = by_day(entry)
        eighth = by_day(entry)[0][1]
        edit(entry, said(sittings=(exact(TENTH, 10, 11), exact(NINTH, 10, 11), exact(NINTH, 15, 16))), acting)
        assert by_day(entry) == [second, third, (TENTH, eighth)]
        assert [sitting.resumption for sitting in entry.sittings.all()] == [0, 1, 2]

    def test_one_is_taken_away_and_the_others_stay(self, entry, acting):
        [first, _, third] = by_day(entry)
        edit(entry, said(sittings=(exact(EIGHTH, 10, 11), exact(NINTH, 15, 16))), acting)
        assert by_day(entry) == [first, third]
        assert [sitting.resumption for sitting in entry.sittings.all()] == [0, 1]

    def test_one_comes_before_all_others(self, entry, acting):
        before = [pk for _, pk in by_day(entry)]
        edit(entry, said(sittings=(exact(EIGHTH, 8, 9), *content_of(entry).sittings)), acting)
        assert {
            sitting.resumption: sitting.pk for sitting in entry.sittings.all() if sitting.pk in before
        } == dict(zip((1, 2, 3), before, strict=True))

    def test_all_go_and_it_is_undated(self, entry, acting):
        edit(entry, said(), acting)
        assert by_day(entry) == []

    def test_a_new_one_stands_after_what_is_there_that_day(self, acting, programme):
        SittingFactory(entry=EntryFactory(), on=TENTH, position=7)
        entry = add_entry(programme=programme, content=said(sittings=(SittingContent(TENTH),)), **acting)
        assert entry.sittings.get().position == 8

    def test_one_that_comes_to_follow_stands_last(self, entry, acting):
        SittingFactory(entry=EntryFactory(), on=EIGHTH, position=7)
        follows = SittingContent(EIGHTH, StartKind.AFTER_PREVIOUS)
        edit(entry, said(sittings=(follows,)), acting)
        assert entry.sittings.get().position == 8


class TestRooms:
    def test_two_sittings_of_one_entry_may_change_places(self, acting, programme):
        confirmed = said(
            status=EntryStatus.CONFIRMED,
            sittings=(exact(EIGHTH, 10, 11), exact(EIGHTH, 15, 16, "Consultations Room")),
        )
        entry = add_entry(programme=programme, content=confirmed, **acting)
        swapped = (exact(EIGHTH, 10, 11, "Consultations Room"), exact(EIGHTH, 15, 16))
        edit(entry, said(status=EntryStatus.CONFIRMED, sittings=swapped), acting)
        assert [sitting.room.name for sitting in entry.sittings.all()] == ["Consultations Room", CHAMBER]
        assert all(sitting.room_from for sitting in entry.sittings.all())

    def test_it_may_leave_a_room_as_it_is_confirmed(self, acting, programme):
        """The other holds the Chamber where this one stood tentatively; confirmed, it goes elsewhere."""
        add_entry(
            programme=programme,
            content=said(status=EntryStatus.CONFIRMED, sittings=(exact(EIGHTH, 10, 11),)),
            **acting,
        )
        mine = add_entry(programme=programme, content=said(sittings=(exact(EIGHTH, 10, 11),)), **acting)
        elsewhere = said(
            status=EntryStatus.CONFIRMED, sittings=(exact(EIGHTH, 10, 11, "Consultations Room"),)
        )
        edit(mine, elsewhere, acting)
        assert mine.sittings.get().room.name == "Consultations Room"

    def test_it_may_enter_a_taken_room_as_it_is_called_off(self, acting, programme):
        add_entry(
            programme=programme,
            content=said(status=EntryStatus.CONFIRMED, sittings=(exact(EIGHTH, 10, 11),)),
            **acting,
        )
        mine = add_entry(
            programme=programme,
            content=said(status=EntryStatus.CONFIRMED, sittings=(exact(EIGHTH, 15, 16),)),
            **acting,
        )
        edit(mine, said(status=EntryStatus.CANCELLED, sittings=(exact(EIGHTH, 10, 11),)), acting)
        assert (mine.sittings.get().starts_at, mine.sittings.get().room_from) == (time(10), None)

    def test_a_taken_room_leaves_everything_as_it_was(self, acting, programme):
        confirmed = {"status": EntryStatus.CONFIRMED}
        taken = said(**confirmed, sittings=(exact(EIGHTH, 10, 11),))
        add_entry(programme=programme, content=taken, **acting)
        mine = add_entry(
            programme=programme, content=said(**confirmed, sittings=(exact(NINTH, 10, 11),)), **acting
        )
        before = kept()
        with pytest.raises(RoomTaken):
            edit(mine, said(**confirmed, title="Changed", sittings=(exact(EIGHTH, 10, 11),)), acting)
        assert kept() == before
        mine.refresh_from_db()
        assert (mine.title, mine.revision, mine.sittings.get().on) == ("The situation in Cyprus", 1, NINTH)


class TestRefusals:
    @pytest.mark.parametrize(
        ("values", "field"),
        [
            ({"missions": ("UNMARS",)}, "missions"),
            ({"missions": ("UNMIL",), "sittings": (SittingContent(EIGHTH),)}, "missions"),
            ({"sittings": (SittingContent(EIGHTH, room="Nowhere"),)}, "sittings"),
            ({"steps": (StepContent(uuid4(), StepKind.CONTRIBUTORS),)}, "steps"),
        ],
    )
    def test_what_is_not_known_is_refused_at_its_field(self, acting, programme, values, field):
        MissionFactory(acronym="UNMIL", closed_on=date(2026, 12, 7))
        before = kept()
        with pytest.raises(Refused) as refused:
            add_entry(programme=programme, content=said(**values), **acting)
        assert refused.value.field == field
        assert kept() == before

    def test_a_mission_that_closes_that_day_is_still_there(self, acting, programme):
        MissionFactory(acronym="UNMIL", closed_on=EIGHTH)
        content = said(missions=("UNMIL",), sittings=(SittingContent(EIGHTH),))
        assert add_entry(programme=programme, content=content, **acting).missions.count() == 1

    def test_nothing_is_added_to_a_month_on_record(self, acting):
        record = ProgrammeFactory(month=date(2026, 11, 1), state=Programme.State.RECORD)
        with pytest.raises(Refused):
            add_entry(programme=record, content=said(), **acting)

    def test_who_saw_another_version_is_told(self, acting, programme):
        entry = add_entry(programme=programme, content=said(), **acting)
        edit(entry, said(title="First"), acting)
        with pytest.raises(Stale) as stale:
            edit(entry, said(title="Second"), acting, seen=1)
        assert stale.value.row.title == "First"
        with pytest.raises(Stale):
            remove_entry(entry=entry, seen=1, **acting)

    def test_what_is_gone_is_gone(self, acting, programme):
        entry = add_entry(programme=programme, content=said(), **acting)
        remove_entry(entry=Entry.objects.get(), seen=1, **acting)
        with pytest.raises(Entry.DoesNotExist):
            edit(entry, said(title="Second"), acting)

    def test_who_changes_nothing_leaves_no_trace(self, acting, programme):
        entry = add_entry(programme=programme, content=said(level="Experts"), **acting)
        before = kept()
        edit(entry, said(level="Experts"), acting)
        assert kept() == before

    def test_a_step_that_stays_keeps_its_note(self, acting, programme):
        occasion = OccasionFactory()
        stays = StepContent(occasion.uid, StepKind.CONTRIBUTORS)
        entry = add_entry(programme=programme, content=said(steps=(stays,)), **acting)
        entry.steps.update(note="By video link.")
        edit(entry, said(steps=(stays, StepContent(occasion.uid, StepKind.CONSULTATIONS))), acting)
        assert sorted(entry.steps.values_list("kind", "note")) == [("C", ""), ("T", "By video link.")]
        edit(Entry.objects.get(), said(steps=(StepContent(occasion.uid, StepKind.CONSULTATIONS),)), acting)
        assert list(entry.steps.values_list("kind", "note")) == [("C", "")]
