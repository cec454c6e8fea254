"""Answering a finding, and taking the answer back."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Justification
from meetings.rules.findings import Finding, Result, Severity, SubjectKind
from meetings.rules.vocabulary import StepKind
from meetings.services.justify_finding import justify_finding
from meetings.services.refusals import Refused
from meetings.services.withdraw_justification import withdraw_justification
from tests.factories import EntryFactory, JustificationFactory, OccasionFactory, ProgrammeFactory, UserFactory
from tests.races import at_once

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
DATES = ((StepKind.CONTRIBUTORS, date(2026, 12, 3)), (StepKind.CONSULTATIONS, date(2026, 12, 8)))


def finding(kind, subject, *, rule="G13", dates=DATES, detail=""):
    return Finding(rule, Result.SHORT, Severity.WARNING, str(subject), kind, dates=dates, detail=detail)


@pytest.fixture
def programme():
    return ProgrammeFactory()


def justify(programme, found, reason="So it is.", actor=None):
    return justify_finding(
        programme=programme, finding=found, reason=reason, actor=actor or UserFactory(username="ola"), now=NOW
    )


def test_an_occasion_keeps_its_own_reasons(programme):
    occasion = OccasionFactory()
    row = justify(programme, finding(SubjectKind.OCCASION, occasion.uid))
    assert (row.occasion, row.entry, row.programme, row.subject) == (occasion, None, None, "")
    assert (row.dates, row.given_at) == ({"T": "2026-12-03", "C": "2026-12-08"}, NOW)


def test_an_entry_keeps_its_own_reasons_each_with_its_detail(programme):
    entry = EntryFactory()
    row = justify(programme, finding(SubjectKind.ENTRY, entry.uid, rule="L1", detail="another"))
    assert (row.occasion, row.entry, row.programme, row.detail) == (None, entry, None, "another")


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        (SubjectKind.MISSION, "UNMIK"),
        (SubjectKind.MANDATE, "UNDOF:"),
        (SubjectKind.WEEK, "2026-12-07"),
        (SubjectKind.DAY, "2026-12-07"),
        (SubjectKind.MONTH, "2026-12"),
    ],
)
def test_all_else_is_kept_in_the_programme_of_the_month(programme, kind, subject):
    row = justify(programme, finding(kind, subject))
    assert (row.occasion, row.entry, row.programme, row.subject) == (None, None, programme, subject)


def test_several_days_of_one_name_are_all_kept(programme):
    week = (("day", date(2026, 12, 7)), ("day", date(2026, 12, 8)))
    row = justify(programme, finding(SubjectKind.WEEK, "2026-12-07", rule="N17", dates=week))
    assert row.dates == {"day": "2026-12-07 2026-12-08"}


def test_it_is_written_down_and_can_be_undone(programme):
    row = justify(programme, finding(SubjectKind.OCCASION, OccasionFactory().uid))
    (record,) = AuditRecord.objects.all()
    about = (record.action, record.subject, record.programme, record.can_be_undone)
    assert about == ("justify finding", "G13: So it is.", programme, True)
    (history,) = row.history.all()
    assert history.request == record.request


def test_what_was_removed_meanwhile_cannot_be_answered(programme):
    for kind in (SubjectKind.OCCASION, SubjectKind.ENTRY):
        with pytest.raises(Refused) as refused:
            justify(programme, finding(kind, "00000000-0000-0000-0000-000000000000"))
        assert refused.value.field == "reason"
    assert not Justification.objects.exists()
    assert not AuditRecord.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_keeps_one_reason(programme):
    actor, found = UserFactory(), finding(SubjectKind.OCCASION, OccasionFactory().uid)
    outcomes = at_once(*[lambda: justify(programme, found, actor=actor)] * 4)
    assert outcomes == [None] * 4
    assert Justification.objects.count() == 1
    assert AuditRecord.objects.count() == 1


def test_a_reason_for_other_dates_is_another(programme):
    occasion, actor = OccasionFactory(), UserFactory()
    justify(programme, finding(SubjectKind.OCCASION, occasion.uid), actor=actor)
    later = ((StepKind.CONTRIBUTORS, date(2026, 12, 4)), (StepKind.CONSULTATIONS, date(2026, 12, 8)))
    justify(programme, finding(SubjectKind.OCCASION, occasion.uid, dates=later), actor=actor)
    assert Justification.objects.count() == 2


def test_a_reason_that_is_withdrawn_stays_in_the_history(programme):
    row, actor = JustificationFactory(reason="Not any more"), UserFactory()
    key = row.pk
    withdraw_justification(justification=row, programme=programme, actor=actor, now=NOW)
    assert not Justification.objects.exists()
    gone = Justification.history.filter(id=key).latest()
    record = AuditRecord.objects.get()
    assert (gone.history_type, gone.reason, gone.request) == ("-", "Not any more", record.request)
    assert record.can_be_undone


def test_a_reason_is_withdrawn_once(programme):
    row, actor = JustificationFactory(), UserFactory()
    about = {"programme": programme, "actor": actor, "now": NOW}
    withdraw_justification(justification=Justification.objects.get(), **about)
    with pytest.raises(Justification.DoesNotExist):
        withdraw_justification(justification=row, **about)
    assert AuditRecord.objects.count() == 1
