"""Beginning a month: once, whoever comes first."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Programme
from meetings.services.begin_month import begin_month
from tests.factories import ProgrammeFactory, UserFactory
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
FEBRUARY = date(2027, 2, 1)


@pytest.mark.django_db
def test_a_month_is_begun_as_an_empty_draft_and_written_down():
    actor = UserFactory(username="ola")
    programme = begin_month(month=FEBRUARY, actor=actor, now=NOW)
    assert (programme.month, programme.state, programme.entries.count()) == (FEBRUARY, "draft", 0)
    record = AuditRecord.objects.get()
    assert (record.action, record.subject, record.actor, record.at) == ("begin month", "2027-02", actor, NOW)
    assert not record.can_be_undone
    (history,) = programme.history.all()
    assert (history.request, history.history_user, history.history_date) == (record.request, actor, NOW)


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["published", "record"])
def test_a_month_that_is_there_stays_as_it_is(state):
    known = ProgrammeFactory(month=FEBRUARY, state=state)
    assert begin_month(month=FEBRUARY, actor=None, now=NOW) == known
    assert Programme.objects.get().state == state
    assert not AuditRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_who_begin_at_once_begin_one_month():
    actors = [UserFactory(), UserFactory()]
    outcomes = at_once(
        *(lambda actor=actor: begin_month(month=FEBRUARY, actor=actor, now=NOW) for actor in actors)
    )
    assert outcomes == [None, None]
    assert Programme.objects.count() == 1
    assert AuditRecord.objects.count() == 1
