"""Placing a step: the line it makes, the month it goes to, what it refuses, and many planners at once."""

from datetime import UTC, date, datetime, time

import pytest

from meetings.models import AuditRecord, Entry, Occasion, Programme, Sitting, Step
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, StartKind, StepKind
from meetings.services.place_step import BARE_DAYS, place_step
from meetings.services.refusals import Refused, Stale
from meetings.services.set_step_day import set_step_day
from meetings.services.step_line import Place
from meetings.services.undo_step import undo_step
from tests.factories import (
    EntryFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    SittingFactory,
    StepFactory,
    UserFactory,
)
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
TENTH = date(2026, 12, 10)
T, C, P, A, INVITATION = (
    StepKind.CONTRIBUTORS,
    StepKind.CONSULTATIONS,
    StepKind.POLITICO_MILITARY,
    StepKind.ADOPTION,
    StepKind.INVITATION,
)


@pytest.fixture
def occasion():
    mission = MissionFactory(
        acronym="UNDOF",
        name_en="United Nations Disengagement Observer Force",
        agenda_item="The situation in the Middle East",
    )
    return OccasionFactory(mission=mission, label="UNDOF 2026-12 renewal")


def placed(occasion, kind=T, on=TENTH, half=None, **more):
    return place_step(occasion=occasion, place=Place(kind, on, half), now=NOW, **{"actor": None} | more)


def refusal(call, *args, **values):
    counts = [model.objects.count() for model in (Entry, Step, Programme, AuditRecord)]
    with pytest.raises(Refused) as refused:
        call(*args, **values)
    assert [model.objects.count() for model in (Entry, Step, Programme, AuditRecord)] == counts
    return refused.value


def where(entry):
    """Its sittings: the day, the start and the room."""
    return [
        (row.on, row.start_kind, row.room.name if row.room else "")
        for row in Sitting.objects.filter(entry=entry).select_related("room")
    ]


@pytest.mark.django_db
class TestTheLine:
    def test_it_is_as_such_a_meeting_usually_is(self, occasion):
        december, planner = ProgrammeFactory(), UserFactory()
        RoomFactory(name="Security Council Chamber")
        entry = placed(occasion, actor=planner).entry
        entry.refresh_from_db()
        assert (entry.programme, entry.format, entry.title, entry.status, entry.openness, entry.convener) == (
            december,
            "tcc_meeting",
            "Meeting with contributors: UNDOF",
            "tentative",
            "closed",
            "President of the Council",
        )
        assert entry.agenda == (
            "Meeting of the Security Council with the troop-contributing countries to the United Nations "
            "Disengagement Observer Force, pursuant to sections A and B of annex II to resolution 1353 (2001)"
        )
        assert list(entry.missions.all()) == [occasion.mission]
        assert where(entry) == [(TENTH, "am", "Security Council Chamber")]
        assert list(Step.objects.values_list("occasion", "kind", "entry", "on")) == [
            (occasion.pk, "T", entry.pk, None)
        ]

    @pytest.mark.parametrize(
        ("kind", "form", "title", "openness"),
        [
            (P, Format.POLITICO_MILITARY, "Politico-military briefing: UNDOF", "closed"),
            (C, Format.CONSULTATIONS, "The situation in the Middle East", "closed"),
            (A, Format.ADOPTION, "The situation in the Middle East", "public"),
        ],
    )
    def test_each_step_has_its_own(self, occasion, kind, form, title, openness):
        entry = placed(occasion, kind).entry
        assert (entry.format, entry.title, entry.openness) == (form, title, openness)

    def test_a_room_the_house_does_not_have_is_left_out(self, occasion):
        assert where(placed(occasion).entry) == [(TENTH, "am", "")]

    def test_the_half_that_leaves_the_room_free_is_taken(self, occasion):
        chamber = RoomFactory(name="Security Council Chamber")
        EntryFactory(
            on=TENTH, status=EntryStatus.CONFIRMED, sitting__starts_at=time(10), sitting__room=chamber
        )
        assert where(placed(occasion).entry) == [(TENTH, "pm", "Security Council Chamber")]

    def test_with_neither_free_the_time_is_left_open(self, occasion):
        chamber = RoomFactory(name="Security Council Chamber")
        for hour in (10, 15):
            EntryFactory(on=TENTH, sitting__starts_at=time(hour), sitting__room=chamber)
        assert where(placed(occasion).entry) == [(TENTH, "unset", "Security Council Chamber")]

    def test_the_half_that_was_asked_for_stands(self, occasion):
        assert where(placed(occasion, half=StartKind.AFTERNOON).entry) == [(TENTH, "pm", "")]

    def test_a_line_that_waits_for_its_day_is_given_it(self, occasion):
        waiting = EntryFactory(
            programme=ProgrammeFactory(month=JANUARY), title="Adoption on Syria", footnote="If needed."
        )
        StepFactory(occasion=occasion, kind=A, entry=waiting)
        ProgrammeFactory(month=DECEMBER)
        entry = placed(occasion, A).entry
        waiting.refresh_from_db()
        assert (entry, Entry.objects.count(), Step.objects.count()) == (waiting, 1, 1)
        assert (waiting.title, waiting.footnote, waiting.programme.month, waiting.revision) == (
            "Adoption on Syria",
            "If needed.",
            DECEMBER,
            2,
        )
        assert where(waiting) == [(TENTH, "am", "")]


@pytest.mark.django_db
class TestTheMonth:
    def test_a_month_nobody_began_is_begun(self, occasion):
        result = placed(occasion, on=date(2027, 1, 4))
        assert (result.begun, result.entry.programme.month, result.entry.programme.state) == (
            JANUARY,
            JANUARY,
            "draft",
        )
        assert placed(occasion, C, date(2027, 1, 12)).begun is None

    def test_a_month_on_record_takes_no_plan(self, occasion):
        ProgrammeFactory(month=DECEMBER, state=Programme.State.RECORD)
        assert "December 2026" in refusal(placed, occasion).message

    @pytest.mark.parametrize("on", [date(1999, 12, 31), date(2100, 1, 1)])
    def test_nor_does_a_day_without_a_page(self, occasion, on):
        assert refusal(placed, occasion, on=on).field == "on"

    def test_it_is_one_step_back_on_the_desk_it_was_done_at(self, occasion):
        planner, december = UserFactory(), ProgrammeFactory(month=DECEMBER)
        placed(occasion, on=date(2027, 1, 4), actor=planner, desk=december)
        (step,) = AuditRecord.objects.steps_of(planner, december)
        assert (step.action, step.subject) == ("place step", "UNDOF 2026-12 renewal: T, 2027-01-04")
        undo_step(step=step, actor=planner, now=NOW)
        assert not Entry.objects.exists()
        assert not Step.objects.exists()

    def test_all_its_rows_bear_one_id(self, occasion):
        placed(occasion, actor=UserFactory(), on=date(2027, 1, 4))
        ids = {row.request for model in (Programme, Entry, Sitting, Step) for row in records(model).all()}
        assert ids == set(AuditRecord.objects.values_list("request", flat=True))
        assert len(ids) == 1


@pytest.mark.django_db
class TestRefusals:
    def test_who_placed_it_is_told(self, occasion):
        placed(occasion, actor=UserFactory(username="ola"))
        refused = refusal(placed, occasion, on=date(2026, 12, 11))
        assert (refused.field, refused.message) == (
            "step",
            "Meeting with contributors: placed on 10 December 2026 already, by ola.",
        )

    def test_a_step_nobody_is_known_to_have_placed_is_there_all_the_same(self, occasion):
        StepFactory(occasion=occasion, kind=T, entry=EntryFactory(on=TENTH))
        Step.history.all().delete()
        assert (
            refusal(placed, occasion).message
            == "Meeting with contributors: placed on 10 December 2026 already."
        )

    @pytest.mark.parametrize("status", [EntryStatus.CANCELLED, EntryStatus.POSTPONED])
    def test_what_was_called_off_is_not_in_the_way(self, occasion, status):
        StepFactory(occasion=occasion, kind=T, entry=EntryFactory(on=TENTH, status=status))
        assert placed(occasion).entry.status == "tentative"

    def test_another_occasion_is_not_in_the_way(self, occasion):
        StepFactory(occasion=OccasionFactory(), kind=T, entry=EntryFactory(on=TENTH))
        assert placed(occasion).entry

    @pytest.mark.parametrize("kind", [StepKind.REPORT, StepKind.MANDATE_END])
    def test_a_report_and_an_end_are_not_placed(self, occasion, kind):
        assert refusal(placed, occasion, kind).field == "step"

    def test_nothing_of_a_concluded_occasion_is_placed(self, occasion):
        Occasion.objects.update(concluded=True)
        assert "concluded" in refusal(placed, occasion).message

    def test_nor_of_one_of_the_record(self, occasion):
        Occasion.objects.update(import_key="cycle:1")
        assert refusal(placed, occasion)

    def test_a_mission_closed_by_then_is_refused(self, occasion):
        occasion.mission.closed_on = date(2026, 12, 9)
        occasion.mission.save()
        assert "UNDOF" in refusal(placed, occasion).message


@pytest.mark.django_db
class TestBareDays:
    @pytest.mark.parametrize("kind", BARE_DAYS)
    def test_only_the_day_is_kept(self, occasion, kind):
        placed(occasion, kind)
        assert list(Step.objects.values_list("kind", "on", "entry")) == [(kind, TENTH, None)]
        assert not Entry.objects.exists()
        assert not Programme.objects.exists()

    def test_it_can_be_given_another_day_and_none(self, occasion):
        placed(occasion, INVITATION)
        set_step_day(occasion=occasion, kind=INVITATION, seen=TENTH, on=DECEMBER, actor=None, now=NOW)
        assert Step.objects.get().on == DECEMBER
        set_step_day(occasion=occasion, kind=INVITATION, seen=DECEMBER, on=None, actor=None, now=NOW)
        assert not Step.objects.exists()
        set_step_day(occasion=occasion, kind=INVITATION, seen=None, on=TENTH, actor=None, now=NOW)
        assert Step.objects.get().on == TENTH
        assert [row.on for row in records(Step).order_by("history_id")] == [TENTH, DECEMBER, DECEMBER, TENTH]

    def test_whoever_saw_another_day_changes_nothing(self, occasion):
        placed(occasion, INVITATION)
        for seen in (None, DECEMBER):
            with pytest.raises(Stale):
                set_step_day(occasion=occasion, kind=INVITATION, seen=seen, on=None, actor=None, now=NOW)
        assert Step.objects.get().on == TENTH

    def test_a_step_of_the_programme_has_no_bare_day(self, occasion):
        given = {"occasion": occasion, "seen": None, "actor": None, "now": NOW}
        assert refusal(set_step_day, kind=T, on=TENTH, **given).field == "step"
        assert refusal(set_step_day, kind=INVITATION, on=date(2100, 1, 1), **given).field == "on"

    def test_one_day_is_not_kept_twice(self, occasion):
        placed(occasion, StepKind.ASSESSMENT, DECEMBER)
        StepFactory(occasion=occasion, kind=StepKind.ASSESSMENT, on=TENTH)
        given = {
            "occasion": occasion,
            "kind": StepKind.ASSESSMENT,
            "seen": DECEMBER,
            "actor": None,
            "now": NOW,
        }
        assert refusal(set_step_day, on=TENTH, **given).field == "on"

    def test_nothing_of_a_concluded_occasion_is_dated(self, occasion):
        Occasion.objects.update(concluded=True)
        assert refusal(
            set_step_day, occasion=occasion, kind=INVITATION, seen=None, on=TENTH, actor=None, now=NOW
        )


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_fifty_planners_place_one_step_once(self):
        occasion = OccasionFactory()
        outcomes = at_once(*[lambda: placed(occasion)] * 50)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["Refused"] * 49
        assert (Entry.objects.count(), Step.objects.count(), Sitting.objects.count()) == (1, 1, 1)

    def test_fifty_place_in_one_room_of_a_month_nobody_began(self):
        RoomFactory(name="Security Council Chamber")
        occasions = [OccasionFactory() for _ in range(50)]
        outcomes = at_once(*[lambda one=one: placed(one) for one in occasions])
        assert outcomes == [None] * 50
        assert Programme.objects.count() == 1
        assert (Entry.objects.count(), Step.objects.count()) == (50, 50)
        # Tentative lines hold no room: nobody is kept out, and nothing is booked twice.
        assert not Sitting.objects.filter(room_from__isnull=False).exists()

    def test_who_gives_the_waiting_line_its_day_and_who_removes_it_do_not_both_win(self):
        occasion = OccasionFactory()
        waiting = EntryFactory(programme=ProgrammeFactory(month=DECEMBER))
        StepFactory(occasion=occasion, kind=A, entry=waiting)
        outcomes = at_once(*[lambda: placed(occasion, A)] * 8)
        assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["Refused"] * 7
        assert (Entry.objects.get().revision, SittingFactory._meta.model.objects.count()) == (2, 1)
