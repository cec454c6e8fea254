"""Publishing from the desk: what was seen is what is published, and nothing without its reasons."""

from datetime import date

import pytest

from meetings.models import AuditRecord, Entry, Justification, Programme, ProgrammeVersion
from meetings.rules.vocabulary import EntryStatus
from meetings.services.publishing.publish_programme import PlanChanged, ReasonsMissing
from meetings.services.refusals import Refused
from tests.factories import EntryFactory, HolidayFactory, ProgrammeFactory, SittingFactory
from tests.races import at_once
from tests.services.publishing.months import NINTH, SECOND, Month

STATES = Programme.State


@pytest.fixture
def month(db):
    return Month()


def move(entry, on):
    entry.sittings.update(on=on)
    entry.revision += 1
    entry.save()


class TestReasons:
    def test_a_month_without_findings_is_published_from_a_mere_draft(self, month):
        entry = month.entry(title="Cyprus")
        version = month.publish(note="First")
        assert (version.number, version.title_kind, version.note) == (1, "programme", "First")
        assert [one.uid for one in version.entries] == [str(entry.uid)]
        assert (month.state, version.published_by) == (STATES.PUBLISHED, month.officer)
        record = AuditRecord.objects.get()
        assert (record.action, record.subject, record.actor, record.reason) == (
            "publish programme",
            "2026-12, 1",
            month.officer,
            "First",
        )

    def test_findings_without_a_reason_block_it_and_are_named(self, month):
        month.short()
        with pytest.raises(ReasonsMissing) as refused:
            month.publish()
        assert [one.finding.rule for one in refused.value.waiting] == ["G7", "G13"]
        assert refused.value.message == "Nothing was published: 2 findings wait for a reason (G7, G13)."
        assert not ProgrammeVersion.objects.exists()
        assert (month.state, AuditRecord.objects.exists()) == (STATES.DRAFT, False)

    def test_one_of_two_reasons_is_not_enough_and_both_are(self, month):
        month.short()
        first, second = (one.finding for one in month.calling)
        month.answer(first)
        with pytest.raises(ReasonsMissing) as refused:
            month.publish()
        assert [one.finding for one in refused.value.waiting] == [second]
        month.answer(second)
        assert month.publish().number == 1

    def test_a_reason_that_lapsed_does_not_count(self, month):
        meeting = month.short()
        month.answer()
        month.publish()
        move(meeting, date(2026, 12, 3))
        with pytest.raises(ReasonsMissing) as refused:
            month.publish()
        assert [one.finding.rule for one in refused.value.waiting] == ["G7", "G13"]

    def test_a_reason_taken_back_does_not_count(self, month):
        month.short()
        month.answer()
        seen = month.coming.fingerprint
        Justification.objects.filter(rule="G7").delete()
        with pytest.raises(ReasonsMissing):
            month.publish(seen=seen)

    def test_findings_of_the_neighbours_do_not_block(self, month):
        """A sitting on a holiday in January is January's."""
        HolidayFactory(on=date(2027, 1, 5))
        EntryFactory(on=date(2027, 1, 5))
        month.entry(date(2026, 12, 28))
        assert month.calling == ()
        assert month.publish().number == 1


class TestWhatWasSeen:
    @pytest.mark.parametrize(
        "change",
        [
            lambda month, entry: move(entry, NINTH),
            lambda month, entry: Entry.objects.filter(pk=entry.pk).update(title="Other words"),
            lambda month, entry: Entry.objects.filter(pk=entry.pk).update(status=EntryStatus.CANCELLED),
            lambda month, entry: month.entry(NINTH),
            lambda month, entry: entry.delete(),
            lambda month, entry: Entry.objects.update(programme=ProgrammeFactory(month=date(2027, 1, 1))),
            lambda month, entry: HolidayFactory(on=date(2026, 12, 25)),
        ],
        ids=["moved", "retitled", "cancelled", "added", "removed", "gone to january", "holiday"],
    )
    def test_what_the_officer_did_not_see_is_not_published(self, month, change):
        entry = month.entry()
        month.entry(NINTH)
        seen = month.coming.fingerprint
        change(month, entry)
        with pytest.raises(PlanChanged):
            month.publish(seen=seen)
        assert not ProgrammeVersion.objects.exists()
        assert month.publish().number == 1

    def test_what_nobody_outside_reads_changes_nothing(self, month):
        entry = month.entry()
        seen = month.coming.fingerprint
        entry.internal_note, entry.agenda_sent_on, entry.revision = "secret", date(2026, 11, 20), 2
        entry.save()
        assert month.publish(seen=seen).number == 1

    def test_nor_does_what_stands_in_other_months(self, month):
        month.entry(date(2026, 12, 28))
        seen = month.coming.fingerprint
        EntryFactory(on=date(2027, 1, 5))
        assert month.publish(seen=seen).number == 1

    def test_a_version_published_meanwhile_was_not_seen(self, month):
        month.entry()
        seen = month.coming.fingerprint
        month.publish()
        with pytest.raises(PlanChanged):
            month.publish(seen=seen, note="Once more")
        assert ProgrammeVersion.objects.count() == 1

    def test_nothing_seen_at_all(self, month):
        with pytest.raises(PlanChanged):
            month.publish(seen="")


class TestNothingNew:
    def test_a_version_that_changes_nothing_needs_a_note(self, month):
        month.entry()
        month.publish()
        with pytest.raises(Refused) as refused:
            month.publish()
        assert (refused.value.field, refused.value.message) == (
            "note",
            "Nothing has changed since version 1. Say here why it is published again.",
        )
        version = month.publish(note="The paper copy had a page missing.")
        assert (version.number, month.publish(title_kind="plan").number) == (2, 3)

    def test_another_title_is_a_change_and_makes_it_a_plan_of_work(self, month):
        month.entry()
        month.publish()
        version = month.publish(title_kind="plan")
        assert (version.number, version.title_kind, month.state) == (2, "plan", STATES.NOT_AGREED)

    def test_a_change_of_the_margin_alone_is_one(self, month):
        month.entry()
        month.publish()
        HolidayFactory(on=date(2026, 12, 25))
        assert month.publish().number == 2

    def test_an_empty_month_can_be_published_once(self, month):
        assert month.publish().entries == ()
        with pytest.raises(Refused):
            month.publish()


class TestRevising:
    def test_what_changed_is_marked_and_what_is_gone_stays(self, month):
        moved, gone, same = (month.entry(title=title) for title in ("Moved", "Gone", "Same"))
        month.publish()
        move(moved, NINTH)
        gone.delete()
        entries = {one.title: one for one in month.publish().entries}
        assert {title: (one.revised, one.status, one.on) for title, one in entries.items()} == {
            "Moved": (True, EntryStatus.TENTATIVE, NINTH),
            "Gone": (True, EntryStatus.CANCELLED, SECOND),
            "Same": (False, EntryStatus.TENTATIVE, SECOND),
        }
        assert str(same.uid) == entries["Same"].uid

    def test_a_month_on_record_is_not_published(self, month):
        Programme.objects.update(state=STATES.RECORD)
        with pytest.raises(Refused) as refused:
            month.publish()
        assert refused.value.message == "December 2026 is on record; nothing is planned in it."


@pytest.mark.django_db(transaction=True)
class TestAtOnce:
    def test_of_those_who_publish_one_page_one_does(self):
        month = Month()
        month.entry()
        seen = month.coming.fingerprint
        outcomes = at_once(*[lambda: month.publish(seen=seen, note="Out")] * 5)
        assert sorted(type(one).__name__ for one in outcomes) == ["NoneType", *["PlanChanged"] * 4]
        assert list(ProgrammeVersion.objects.values_list("number", flat=True)) == [1]
        assert AuditRecord.objects.count() == 1

    def test_who_publishes_and_who_changes_the_plan(self):
        """Either the change came first, and is not published unseen; or it came after, and waits for a revision."""
        month = Month()
        entry = month.entry()
        seen = month.coming.fingerprint
        published, changed = at_once(
            lambda: month.publish(seen=seen), lambda: SittingFactory(entry=entry, on=NINTH, resumption=1)
        )
        assert changed is None
        held = [len(one.sittings) for version in ProgrammeVersion.objects.all() for one in version.entries]
        assert (type(published).__name__, held) in [("NoneType", [1]), ("PlanChanged", [])]
