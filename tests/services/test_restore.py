"""Bringing back an earlier state: a change of its own, that says what could not come back and overwrites nobody."""

from uuid import uuid4

import pytest
from django.db import transaction

from meetings.models import AuditRecord, Entry, Occasion, Paper, Programme, Sitting, Step
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, OccasionKind, PaperKind, StepKind
from meetings.services.audit import changing
from meetings.services.edit_occasion import edit_occasion
from meetings.services.entry_content import StepContent
from meetings.services.occasion_values import AlreadyOpen, OccasionValues
from meetings.services.refusals import Refused, RoomTaken, Stale
from meetings.services.restore_entry import restore_entry
from meetings.services.restore_occasion import restore_occasion
from meetings.services.undo_step import undo_step
from meetings.snapshots.history import read_trail
from tests.factories import InvitationFactory, OccasionFactory, PaperFactory, ReportFactory
from tests.services.desk import FOURTH, NINTH, THIRD, Desk, facts_of, sitting

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk.begun()


@pytest.fixture
def meeting(desk):
    return desk.add_meeting()


def state_of(noun, row, action):
    """The state that the last change of that name left."""
    return next(change.request for change in read_trail(noun, row.pk).changes if change.action == action)


def restore(desk, entry, action="add entry", **about):
    row = Entry.objects.filter(pk=entry.pk).first()
    about = {"state": state_of(Entry, entry, action), "seen": row.revision if row else None} | about
    return restore_entry(pk=entry.pk, **about, **desk.acting())


def refused(call, *args, error=Refused, **about):
    with pytest.raises(error) as refusal, transaction.atomic():
        call(*args, **about)
    return getattr(refusal.value, "message", "")


class TestAnEntry:
    def test_everything_is_as_it_was(self, desk, meeting):
        before = facts_of(meeting)
        desk.edit(
            meeting,
            title="Another",
            status=EntryStatus.TENTATIVE,
            missions=("UNMISS",),
            sittings=(sitting(FOURTH), sitting(NINTH, 15, "Consultations Room")),
            steps=(StepContent(desk.occasion.uid, StepKind.CONSULTATIONS),),
        )
        desk.move(meeting, THIRD)
        restored = restore(desk, meeting)
        assert (facts_of(meeting), restored.left_out) == (before, ())

    def test_what_it_was_before_anybody_changed_it_has_the_steps_it_carried(self, desk, meeting):
        for noun in (Entry, Occasion, Sitting, Step):
            records(noun).all().delete()
        before = facts_of(meeting)
        desk.edit(meeting, title="Another")
        [first] = [change for change in read_trail(Entry, meeting.pk).changes if change.is_first]
        seen = Entry.objects.get(pk=meeting.pk).revision
        restore_entry(pk=meeting.pk, state=first.request, seen=seen, **desk.acting())
        assert facts_of(meeting) == before

    def test_its_month_too(self, desk, meeting):
        Programme.objects.create(month=NINTH.replace(year=2027, month=1, day=1))
        before = facts_of(meeting)
        desk.move(meeting, NINTH.replace(year=2027, month=1, day=6))
        restore(desk, meeting)
        assert facts_of(meeting) == before

    def test_it_is_a_change_with_a_record_and_a_revision_of_its_own(self, desk, meeting):
        desk.edit(meeting, title="Another")
        restored = restore(desk, meeting)
        record = AuditRecord.objects.latest("pk")
        assert (restored.entry.revision, record.action, record.actor) == (3, "restore entry", desk.planner)
        assert record.programme == desk.programme
        last = read_trail(Entry, meeting.pk).changes[0]
        assert (last.request, last.actor) == (record.request, desk.planner)

    def test_it_can_be_undone_and_restored_in_its_turn(self, desk, meeting):
        desk.edit(meeting, title="Another")
        edited = facts_of(meeting)
        restore(desk, meeting)
        undo_step(step=desk.steps()[0], **desk.acting())
        assert facts_of(meeting) == edited
        restore(desk, meeting)
        restore(desk, meeting, action="edit entry")
        assert facts_of(meeting) == edited

    def test_papers_and_invitations_stay(self, desk, meeting):
        desk.edit(meeting, title="Another")
        PaperFactory(entry=meeting, kind=PaperKind.AGENDA)
        InvitationFactory(entry=meeting)
        restore(desk, meeting)
        assert (meeting.papers.count(), meeting.invitations.count()) == (1, 1)

    def test_a_room_that_was_taken_says_so_and_changes_nothing(self, desk, meeting):
        desk.move(meeting, NINTH)
        desk.add("Another", status=EntryStatus.CONFIRMED, sittings=(sitting(THIRD, 10, "Chamber"),))
        before = facts_of(meeting)
        refused(restore, desk, meeting, error=RoomTaken)
        assert facts_of(meeting) == before

    def test_a_step_of_an_occasion_that_is_gone_is_left_out_and_told(self, desk, meeting):
        desk.edit(meeting, steps=())
        desk.occasion.delete()
        restored = restore(desk, meeting)
        assert [row.values["kind"] for row in restored.left_out] == [StepKind.CONTRIBUTORS]
        assert facts_of(meeting).steps == ()
        assert facts_of(meeting).title == "Meeting with contributors"

    def test_who_saw_another_revision_is_told(self, desk, meeting):
        desk.edit(meeting, title="Another")
        refused(restore, desk, meeting, seen=1, error=Stale)
        assert facts_of(meeting).title == "Another"

    @pytest.mark.parametrize("action", ["an unknown state", "the state in which it was gone"])
    def test_a_state_that_is_none(self, desk, meeting, action):
        desk.remove(meeting)
        state = uuid4() if action == "an unknown state" else state_of(Entry, meeting, "remove entry")
        assert refused(restore, desk, meeting, state=state) == "This state is not on record."

    def test_what_was_held_stays(self, desk, meeting):
        desk.edit(meeting, title="Another")
        Entry.objects.filter(pk=meeting.pk).update(status=EntryStatus.HELD)
        assert refused(restore, desk, meeting) == "This was held, and is on record as it was."

    def test_a_month_on_record_takes_nothing(self, desk, meeting):
        desk.remove(meeting)
        Programme.objects.update(state=Programme.State.RECORD)
        message = "December 2026 is on record; nothing is planned in it."
        assert refused(restore, desk, meeting) == message


class TestARemovedEntry:
    def test_it_comes_back_with_all_that_hung_on_it(self, desk, meeting):
        paper = PaperFactory(entry=meeting, kind=PaperKind.AGENDA, note="in four languages")
        invitation = InvitationFactory(entry=meeting)
        before = facts_of(meeting)
        desk.remove(meeting)
        trail = read_trail(Entry, meeting.pk)
        restored = restore(desk, meeting, state=trail.last_state)
        assert facts_of(meeting) == before
        assert (restored.entry.uid, restored.entry.revision) == (meeting.uid, 2)
        assert (meeting.papers.get(), meeting.invitations.get()) == (paper, invitation)
        assert meeting.papers.get().note == "in four languages"

    def test_who_saw_it_removed_when_it_is_back_is_told(self, desk, meeting):
        desk.remove(meeting)
        restore(desk, meeting)
        refused(restore, desk, meeting, seen=None, error=Stale)

    def test_who_saw_it_there_when_it_is_gone_is_told(self, desk, meeting):
        desk.edit(meeting, title="Another")
        desk.remove(meeting)
        refused(restore, desk, meeting, seen=2, error=Entry.DoesNotExist)


class TestAnOccasion:
    @pytest.fixture
    def renewal(self, desk):
        occasion = OccasionFactory(
            label="Renewal", mandate_end=FOURTH, reports=[ReportFactory(symbol="S/2026/1")]
        )
        Step.objects.create(occasion=occasion, kind=StepKind.ASSESSMENT, on=THIRD)
        self.edit(desk, occasion, label="As it was")
        return occasion

    def edit(self, desk, occasion, **said):
        row = Occasion.objects.get(pk=occasion.pk)
        values = {"kind": OccasionKind(row.kind), "label": row.label, "mandate_end": row.mandate_end} | said
        return edit_occasion(
            occasion=row, seen=row.revision, values=OccasionValues(**values), concluded=False, **desk.acting()
        )

    def restore(self, desk, occasion, **about):
        row = Occasion.objects.filter(pk=occasion.pk).first()
        changes = read_trail(Occasion, occasion.pk).changes
        first = next(change.request for change in reversed(changes) if change.action == "edit occasion")
        about = {"state": first, "seen": row.revision if row else None} | about
        return restore_occasion(pk=occasion.pk, **about, **desk.acting())

    def test_everything_is_as_it_was(self, desk, renewal):
        self.edit(desk, renewal, label="Another", mandate_end=NINTH)
        with changing(action="clear", subject=renewal, **desk.acting()):
            renewal.reports.clear()
            renewal.steps.get().delete()
        restored = self.restore(desk, renewal).occasion
        assert (restored.label, restored.mandate_end, restored.revision) == ("As it was", FOURTH, 4)
        assert [report.symbol for report in restored.reports.all()] == ["S/2026/1"]
        assert [(step.kind, step.on) for step in restored.steps.all()] == [(StepKind.ASSESSMENT, THIRD)]

    def test_a_step_whose_entry_is_gone_is_left_out_and_told(self, desk, meeting):
        self.edit(desk, desk.occasion, label="As it was")
        desk.remove(meeting)
        restored = self.restore(desk, desk.occasion)
        assert [row.values["kind"] for row in restored.left_out] == [StepKind.CONTRIBUTORS]

    def test_an_entry_that_gets_its_step_back_gets_another_revision(self, desk, meeting):
        self.edit(desk, desk.occasion, label="As it was")
        desk.edit(meeting, steps=())
        self.restore(desk, desk.occasion)
        meeting.refresh_from_db()
        assert (meeting.revision, facts_of(meeting).steps) == (3, (StepKind.CONTRIBUTORS,))

    def test_a_removed_one_comes_back_with_its_papers(self, desk, renewal):
        PaperFactory(occasion=renewal, note="sent by hand")
        with changing(action="remove occasion", subject=renewal, **desk.acting()):
            Occasion.objects.get(pk=renewal.pk).delete()
        restored = self.restore(desk, renewal, state=read_trail(Occasion, renewal.pk).last_state)
        assert (restored.occasion.uid, restored.occasion.revision) == (renewal.uid, 3)
        assert Paper.objects.get(occasion=renewal.pk).note == "sent by hand"

    def test_who_saw_another_revision_is_told(self, desk, renewal):
        refused(self.restore, desk, renewal, seen=1, error=Stale)

    def test_a_second_one_for_the_same_end_is_refused(self, desk, renewal):
        self.edit(desk, renewal, mandate_end=NINTH)
        OccasionFactory(mission=renewal.mission, label="The other", mandate_end=FOURTH)
        message = refused(self.restore, desk, renewal, error=AlreadyOpen)
        assert message == "There is an occasion for this end already: The other."
        assert Occasion.objects.get(pk=renewal.pk).mandate_end == NINTH
