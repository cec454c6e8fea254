"""What was copied or accepted is taken back in one step, and what was left out is no step at all."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.models import AuditRecord, Entry, ProposalAnswer
from meetings.services.answer_proposal import accept_proposals, leave_out
from meetings.services.copy_entries import copy_entries
from meetings.services.undo_step import undo_step
from tests.factories import EntryFactory, ProgrammeFactory, RecurringBusinessFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)


@pytest.fixture
def programme():
    return ProgrammeFactory(month=date(2026, 12, 1))


@pytest.fixture
def ola():
    return UserFactory(username="ola")


def take_back(programme, actor):
    [step] = AuditRecord.objects.steps_of(actor, programme)
    return undo_step(step=step, actor=actor, now=NOW + timedelta(minutes=1))


def test_copies_go_all_together(programme, ola):
    originals = [EntryFactory(on=date(2026, 11, day)) for day in (3, 4, 5)]
    copy_entries(
        entries=[entry.uid for entry in originals],
        source=originals[0].programme,
        programme=programme,
        actor=ola,
        now=NOW,
    )
    assert programme.entries.count() == 3
    take_back(programme, ola)
    assert list(Entry.objects.order_by("pk")) == originals


def test_what_was_accepted_is_open_again(programme, ola):
    business = RecurringBusinessFactory()
    accept_proposals(businesses=[business.pk], programme=programme, actor=ola, now=NOW)
    assert ProposalAnswer.objects.get().entry == programme.entries.get()
    take_back(programme, ola)
    assert (Entry.objects.count(), ProposalAnswer.objects.count()) == (0, 0)


def test_what_was_left_out_is_no_step_of_the_plan(programme, ola):
    leave_out(business=RecurringBusinessFactory(), programme=programme, actor=ola, now=NOW)
    assert list(AuditRecord.objects.steps_of(ola, programme)) == []
    assert AuditRecord.objects.get().action == "leave out proposal"
