"""Taking a step back: what it touched is as before, what others did stays, and nobody's work is lost."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.models import AuditRecord, Entry, Paper, Placement, Programme, ProposalAnswer, Sitting
from meetings.rules.vocabulary import EntryStatus, PaperKind, StepKind
from meetings.services.audit import changing
from meetings.services.entry_content import StepContent
from meetings.services.locking import lock_entry
from meetings.services.publishing.publish_version import publish_version
from meetings.services.refusals import Refused, RoomTaken
from meetings.services.undo_step import undo_step
from tests.factories import EntryFactory, InvitationFactory, PaperFactory
from tests.services.desk import FOURTH, NINTH, NOW, THIRD, Desk, facts_of, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk.begun()


def undo(desk, step=None, by=None):
    return undo_step(step=step or desk.steps(by)[0], **desk.acting(by))


class TestWhatItPutsBack:
    def test_an_added_entry_is_gone_with_all_its_parts(self, desk):
        entry = desk.add_meeting()
        undo(desk)
        assert not Entry.objects.exists()
        assert not Sitting.objects.exists()
        assert not desk.occasion.steps.exists()
        assert Entry.history.filter(id=entry.pk).count() > 0

    def test_a_move(self, desk):
        entry = desk.add_meeting()
        before = facts_of(entry)
        desk.move(entry, NINTH)
        undo(desk)
        assert facts_of(entry) == before

    def test_a_move_into_another_month(self, desk):
        Programme.objects.create(month=date(2027, 1, 1))
        entry = desk.add_meeting()
        before = facts_of(entry)
        desk.move(entry, date(2027, 1, 5))
        assert facts_of(entry).month == date(2027, 1, 1)
        undo(desk)
        assert facts_of(entry) == before

    def test_an_edit_of_everything(self, desk):
        entry = desk.add_meeting()
        before = facts_of(entry)
        desk.edit(
            entry,
            title="Another",
            agenda="First\nSecond",
            missions=("UNMISS",),
            status=EntryStatus.TENTATIVE,
            sittings=(sitting(FOURTH, 15, "Consultations Room"), sitting(NINTH)),
            steps=(StepContent(desk.occasion.uid, StepKind.CONSULTATIONS),),
        )
        undo(desk)
        assert facts_of(entry) == before

    def test_a_removed_entry_comes_back_as_the_same_with_all_that_hung_on_it(self, desk):
        entry = desk.add_meeting()
        paper = PaperFactory(entry=entry, kind=PaperKind.AGENDA, note="in four languages")
        invitation = InvitationFactory(entry=entry)
        before = facts_of(entry)
        desk.remove(entry)
        undo(desk)
        assert facts_of(entry) == before
        assert (entry.papers.get(), entry.invitations.get()) == (paper, invitation)
        assert entry.papers.get().note == "in four languages"

    def test_what_was_loaded_without_a_history(self, desk):
        (entry,) = Entry.objects.bulk_create(
            [Entry(programme=desk.programme, title="Loaded", format="other")]
        )
        Sitting.objects.bulk_create([Sitting(entry=entry, on=THIRD)])
        entry.missions.through.objects.create(entry=entry, mission=desk.occasion.mission)
        before = facts_of(entry)
        desk.edit(entry, title="Changed", missions=(), sittings=())
        undo(desk)
        assert facts_of(entry) == before
        desk.remove(entry)
        undo(desk)
        assert facts_of(entry) == before

    def test_two_sittings_that_changed_places(self, desk):
        rooms = ("Chamber", "Consultations Room")
        entry = desk.add(
            status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, rooms[0]), sitting(NINTH, 10))
        )
        before = facts_of(entry)
        first, second = entry.sittings.all()
        with changing(action="swap", subject=entry, programme=desk.programme, **desk.acting()):
            lock_entry(pk=entry.pk, seen=None)
            for row in (first, second):
                row.delete()
            Sitting(entry=entry, on=THIRD, resumption=0, pk=second.pk).save(force_insert=True)
            Sitting(entry=entry, on=NINTH, resumption=1, pk=first.pk).save(force_insert=True)
        assert facts_of(entry) != before
        undo(desk)
        assert facts_of(entry) == before

    def test_a_month_begun_for_a_step_stays_begun(self, desk):
        january = date(2027, 1, 1)
        with changing(action="place", subject="", programme=desk.programme, **desk.acting()):
            month = Programme.objects.create(month=january)
            EntryFactory(programme=month)
        undo(desk)
        assert Programme.objects.filter(month=january).exists()
        assert not Entry.objects.exists()

    def test_the_answer_to_a_proposal_goes_with_the_entry_it_became(self, desk):
        from tests.factories import FACTORIES

        entry = desk.add()
        FACTORIES[ProposalAnswer](entry=entry, programme=desk.programme)
        FACTORIES[Placement](entry=entry, scenario__programme=desk.programme)
        undo(desk)
        assert not ProposalAnswer.objects.exists()


class TestTheRecordOfIt:
    def test_it_is_a_change_of_its_own_that_cannot_be_undone(self, desk):
        desk.add()
        step = desk.steps()[0]
        done = undo(desk)
        assert (done.undoes, done.can_be_undone, done.actor, done.subject) == (
            step,
            False,
            desk.planner,
            "Cyprus",
        )
        assert done.request != step.request
        assert desk.steps() == []

    def test_revisions_move_on(self, desk):
        entry = desk.add_meeting()
        desk.move(entry, NINTH)
        undo(desk)
        assert Entry.objects.get(pk=entry.pk).revision == 3
        desk.remove(entry)
        undo(desk)
        assert Entry.objects.get(pk=entry.pk).revision == 4


class TestWhatItRefuses:
    def refused(self, desk, step, words, by=None):
        with pytest.raises(Refused) as refusal, transaction.atomic():
            undo_step(step=step, **desk.acting(by))
        assert refusal.value.message == words

    def test_a_step_that_was_taken_back(self, desk):
        desk.add()
        step = desk.steps()[0]
        undo(desk)
        self.refused(desk, step, "This step was taken back already.")

    def test_the_step_of_another(self, desk):
        desk.add()
        self.refused(
            desk,
            desk.steps()[0],
            "Only your own last steps in this month can be taken back.",
            by=desk.other,
        )

    def test_the_step_before_the_last_twenty(self, desk):
        entry = desk.add()
        for number in range(20):
            desk.edit(entry, title=f"Title {number}")
        first = AuditRecord.objects.get(action="add entry")
        self.refused(desk, first, "Only your own last steps in this month can be taken back.")

    def test_what_another_changed_since(self, desk):
        entry = desk.add_meeting()
        desk.move(entry, NINTH)
        step = desk.steps()[0]
        desk.move(entry, FOURTH, by=desk.other)
        before = facts_of(entry)
        self.refused(desk, step, "“Meeting with contributors” was changed since by kim; see its history.")
        assert facts_of(entry) == before

    def test_an_entry_on_which_another_has_begun_to_work(self, desk):
        entry = desk.add()
        with changing(action="tick", subject=entry, **desk.acting(desk.other)):
            Paper.objects.create(entry=entry, kind=PaperKind.AGENDA)
        self.refused(desk, desk.steps()[0], "“Cyprus” was changed since by kim; see its history.")
        assert Paper.objects.count() == 1

    def test_what_another_removed_since(self, desk):
        entry = desk.add()
        desk.move(entry, THIRD)
        desk.remove(entry, by=desk.other)
        self.refused(desk, desk.steps()[0], "“Cyprus” was changed since by kim; see its history.")

    def test_an_entry_that_was_published_since(self, desk):
        desk.add()
        publish_version(programme=desk.programme, actor=None, now=NOW)
        self.refused(
            desk,
            desk.steps()[0],
            "This was published. It can be cancelled or postponed, and stays visible.",
        )

    def test_a_room_that_was_taken_since(self, desk):
        entry = desk.add_meeting()
        desk.move(entry, NINTH)
        step = desk.steps()[0]
        desk.add(
            "Another", by=desk.other, status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, "Chamber"),)
        )
        before = facts_of(entry)
        with pytest.raises(RoomTaken), transaction.atomic():
            undo_step(step=step, **desk.acting())
        assert facts_of(entry) == before
        assert desk.steps()[0] == step

    def test_an_occasion_that_is_gone(self, desk):
        entry = desk.add_meeting()
        desk.remove(entry)
        desk.occasion.delete()
        self.refused(
            desk,
            desk.steps()[0],
            "It cannot be put back: the occasion it had is no longer on record.",
        )

    def test_a_place_that_something_else_has_taken(self, desk):
        entry = desk.add(sittings=(sitting(THIRD),))
        desk.move(entry, None)
        with changing(action="other", subject=entry, **desk.acting(desk.other)):
            Sitting.objects.create(entry=entry, on=THIRD)
        self.refused(
            desk, desk.steps()[0], "Something else has been put in its place since; see its history."
        )

    def test_a_step_that_touched_nothing(self, desk):
        with changing(action="leave out", subject="", programme=desk.programme, **desk.acting()):
            pass
        self.refused(desk, desk.steps()[0], "There is nothing to take back.")


def test_what_another_did_to_the_rest_of_the_entry_stays(desk):
    entry = desk.add_meeting()
    desk.move(entry, NINTH)
    step = desk.steps()[0]
    desk.edit(entry, by=desk.other, title="A better title")
    undo(desk, step)
    fact = facts_of(entry)
    assert (fact.title, [each.on for each in fact.sittings]) == ("A better title", [THIRD])


DAYS = st.sampled_from([THIRD, FOURTH, NINTH])
SITTINGS = st.lists(
    st.builds(
        sitting,
        DAYS,
        st.sampled_from([None, 10, 15]),
        st.sampled_from(["", "Chamber", "Consultations Room"]),
    ),
    max_size=3,
    unique_by=lambda each: each.on,
)
SAID = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["Cyprus", "Libya", "Mali"]),
        "agenda": st.sampled_from(["", "One\nTwo"]),
        "status": st.sampled_from([EntryStatus.TENTATIVE, EntryStatus.CONFIRMED, EntryStatus.POSTPONED]),
        "missions": st.sets(st.sampled_from(["MONUSCO", "UNMISS"])).map(tuple),
        "sittings": SITTINGS.map(tuple),
        "serves": st.booleans(),
    },
)
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.just(0), SAID),
        st.tuples(st.just("edit"), st.integers(0, 5), SAID),
        st.tuples(st.just("move"), st.integers(0, 5), st.one_of(DAYS, st.none())),
        st.tuples(st.just("remove"), st.integers(0, 5), st.none()),
    ),
    min_size=1,
    max_size=8,
)


def take(desk, verb, number, how):
    """One step, on the entry of that number; one that makes no sense is refused, and is none."""
    said = dict(how) if isinstance(how, dict) else {}
    if "serves" in said:
        serves = StepContent(desk.occasion.uid, StepKind.CONTRIBUTORS)
        said["steps"] = (serves,) if said.pop("serves") else ()
    if verb == "add":
        desk.add(**said)
        return
    entries = list(Entry.objects.order_by("pk"))
    if not entries:
        return
    entry = entries[number % len(entries)]
    {
        "edit": lambda: desk.edit(entry, **said),
        "move": lambda: desk.move(entry, how),
        "remove": lambda: desk.remove(entry),
    }[verb]()


def everything():
    return {entry.pk: facts_of(entry) for entry in Entry.objects.all()}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_any_steps_taken_back_in_reverse_leave_everything_as_it_was(steps):
    with transaction.atomic():
        desk = Desk.begun()
        states = [everything()]
        for step in steps:
            taken = len(desk.steps())
            try:
                with transaction.atomic():
                    take(desk, *step)
            except Refused:
                continue
            if len(desk.steps()) > taken:
                states.append(everything())
        for state in reversed(states[:-1]):
            undo(desk)
            assert everything() == state
        assert desk.steps() == []
        transaction.set_rollback(True)
