"""Withdrawing a month, and publishing it again."""

import pytest

from meetings.models import AuditRecord, Programme, ProgrammeVersion
from meetings.planning.diff import ChangeKind, difference
from meetings.rules.vocabulary import EntryStatus
from meetings.services.refusals import Refused
from tests.races import at_once
from tests.services.publishing.months import NINTH, SECOND, Month

STATES = Programme.State


@pytest.fixture
def month(db):
    return Month()


def test_a_withdrawal_is_a_version_in_which_nothing_stands(month):
    month.entry(title="Cyprus")
    month.entry(NINTH, title="Mali", status=EntryStatus.CONFIRMED)
    month.publish()
    version = month.withdraw(reason="The presidency asked for it.")
    assert (version.number, version.withdraws, version.note) == (2, True, "The presidency asked for it.")
    assert [(one.title, one.on, one.status, one.revised) for one in version.entries] == [
        ("Cyprus", SECOND, EntryStatus.CANCELLED, True),
        ("Mali", NINTH, EntryStatus.CANCELLED, True),
    ]
    assert month.state == STATES.WITHDRAWN
    record = AuditRecord.objects.get(action="withdraw programme")
    assert (record.subject, record.reason, record.actor) == (
        "2026-12, 2",
        "The presidency asked for it.",
        month.officer,
    )


def test_the_draft_and_the_earlier_version_stay_as_they_are(month):
    entry = month.entry(title="Cyprus")
    first = month.publish()
    month.withdraw()
    entry.refresh_from_db()
    assert (entry.status, entry.programme) == (EntryStatus.TENTATIVE, month.programme)
    assert [one.status for one in ProgrammeVersion.objects.get(pk=first.pk).entries] == [
        EntryStatus.TENTATIVE
    ]


def test_publishing_again_restores_it(month):
    month.entry(title="Cyprus")
    month.publish()
    withdrawn = month.withdraw()
    again = month.publish(title_kind="plan")
    assert (again.number, again.withdraws, month.state) == (3, False, STATES.NOT_AGREED)
    assert [change.kind for change in difference(withdrawn.entries, again.entries)] == [ChangeKind.RESTORED]


def test_an_empty_month_is_withdrawn_and_published_again_without_a_note(month):
    month.publish()
    month.withdraw()
    assert month.publish().number == 3


def test_a_plan_of_work_is_withdrawn_under_its_title(month):
    month.publish(title_kind="plan")
    assert month.withdraw().title_kind == "plan"


class TestRefused:
    def refused(self, month, **said):
        before = ProgrammeVersion.objects.count()
        with pytest.raises(Refused) as refused:
            month.withdraw(**said)
        assert ProgrammeVersion.objects.count() == before
        return refused.value.field, refused.value.message

    def test_without_a_reason(self, month):
        month.publish()
        said = "Say why the month is withdrawn: everybody reads it."
        assert self.refused(month, reason="") == ("reason", said)
        assert month.state == STATES.PUBLISHED

    def test_what_was_never_published(self, month):
        month.entry()
        assert self.refused(month) == ("", "It was never published: there is nothing to withdraw.")

    def test_what_is_withdrawn(self, month):
        month.publish()
        month.withdraw()
        assert self.refused(month, seen=2) == ("", "It is withdrawn already.")

    def test_a_version_that_was_not_seen(self, month):
        month.publish()
        month.publish(note="Again")
        said = "Version 2 was published meanwhile. Nothing was withdrawn: look at it again."
        assert self.refused(month) == ("", said)

    def test_a_month_on_record(self, month):
        Programme.objects.update(state=STATES.RECORD)
        assert self.refused(month)[1] == "December 2026 is on record; nothing is planned in it."


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_those_who_withdraw_one_does(self):
        month = Month()
        month.entry()
        month.publish()
        outcomes = at_once(*[month.withdraw] * 4)
        assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", *["Refused"] * 3]
        assert sorted(ProgrammeVersion.objects.values_list("number", flat=True)) == [1, 2]

    def test_one_withdraws_while_another_revises(self):
        """Whoever comes second saw another version than the one that stands."""
        month = Month()
        entry = month.entry()
        month.publish()
        entry.title = "Other words"
        entry.save()
        seen = month.coming.fingerprint
        outcomes = at_once(month.withdraw, lambda: month.publish(seen=seen))
        names = tuple(type(one).__name__ for one in outcomes)
        assert names in [("NoneType", "PlanChanged"), ("Refused", "NoneType")]
        assert ProgrammeVersion.objects.count() == 2
