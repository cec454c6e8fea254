"""Editing an occasion: with the revision that was seen, never over somebody else, never what is concluded."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Occasion
from meetings.models.history import records
from meetings.rules.vocabulary import OccasionKind
from meetings.services.edit_occasion import edit_occasion
from meetings.services.occasion_values import AlreadyOpen, OccasionValues
from meetings.services.refusals import Refused, Stale
from tests.factories import MandateFactory, MissionFactory, OccasionFactory, UserFactory
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
END = date(2026, 12, 31)


def edited(occasion, *, seen=None, concluded=False, actor=None, **values):
    given = {"kind": OccasionKind(occasion.kind), "label": occasion.label} | values
    return edit_occasion(
        occasion=occasion,
        seen=occasion.revision if seen is None else seen,
        values=OccasionValues(**given),
        concluded=concluded,
        actor=actor,
        now=NOW,
    )


def concluded(occasion, value, seen=1):
    return edit_occasion(occasion=occasion, seen=seen, values=None, concluded=value, actor=None, now=NOW)


@pytest.mark.django_db
class TestEditing:
    def test_every_field_is_written_with_a_new_revision(self):
        planner, occasion = UserFactory(), OccasionFactory(mission=MissionFactory(acronym="UNDOF"))
        mandate = MandateFactory(mission=occasion.mission)
        edited(
            occasion,
            actor=planner,
            kind=OccasionKind.CHANGE,
            label="UNDOF 2026-12 change",
            mandate=mandate,
            report_kind="oral",
            urgent=True,
            urgent_reason=" Shelling. ",
            technical_rollover=True,
            notes="Call back.",
        )
        row = Occasion.objects.values(
            "kind", "label", "mandate", "report_kind", "urgent", "urgent_reason", "technical_rollover", "notes",
            "concluded", "revision",
        ).get()  # fmt: skip
        assert row == {
            "kind": "change",
            "label": "UNDOF 2026-12 change",
            "mandate": mandate.pk,
            "report_kind": "oral",
            "urgent": True,
            "urgent_reason": "Shelling.",
            "technical_rollover": True,
            "notes": "Call back.",
            "concluded": False,
            "revision": 2,
        }
        (record,) = AuditRecord.objects.all()
        latest = records(Occasion).filter(id=occasion.pk).order_by("-history_id").first()
        assert (record.action, record.actor) == ("edit occasion", planner)
        assert (latest.label, latest.request, latest.history_user) == (
            "UNDOF 2026-12 change",
            record.request,
            planner,
        )

    def test_what_was_changed_meanwhile_is_not_overwritten(self):
        occasion = OccasionFactory(label="As it was")
        edited(occasion, label="Theirs")
        with pytest.raises(Stale) as stale:
            edited(occasion, seen=1, label="Mine")
        assert stale.value.row.label == "Theirs"
        assert (Occasion.objects.get().label, AuditRecord.objects.count()) == ("Theirs", 1)

    def test_urgency_says_why(self):
        with pytest.raises(Refused) as refused:
            edited(OccasionFactory(), kind=OccasionKind.CRISIS)
        assert (refused.value.field, Occasion.objects.get().kind) == ("urgent_reason", "renewal")

    def test_another_occasion_for_the_same_end_is_in_the_way(self):
        mandate = MandateFactory(ends=END)
        there = OccasionFactory(mission=mandate.mission, mandate=mandate)
        occasion = OccasionFactory(mission=mandate.mission, kind=OccasionKind.CHANGE, mandate=mandate)
        with pytest.raises(AlreadyOpen) as already:
            edited(occasion, kind=OccasionKind.RENEWAL, mandate=mandate)
        assert already.value.occasion == there
        assert edited(there, mandate=mandate).revision == 2


@pytest.mark.django_db
class TestConcluding:
    def test_what_is_concluded_is_read_only(self):
        occasion = OccasionFactory(concluded=True, label="As it was")
        with pytest.raises(Refused):
            edited(occasion, label="Mine", concluded=True)
        assert Occasion.objects.get().label == "As it was"

    def test_what_is_of_the_record_is_read_only(self):
        occasion = OccasionFactory(import_key="cycle:7", label="As it was")
        with pytest.raises(Refused):
            edited(occasion, label="Mine")
        assert Occasion.objects.get().label == "As it was"

    def test_but_that_it_is_concluded_can_be_taken_back(self):
        occasion = OccasionFactory(concluded=True, notes="Kept.")
        concluded(occasion, False)
        row = Occasion.objects.get()
        assert (row.concluded, row.notes, row.revision) == (False, "Kept.", 2)
        concluded(occasion, True, seen=2)
        assert Occasion.objects.get().concluded

    def test_an_open_one_is_edited_and_concluded_at_once(self):
        saved = edited(OccasionFactory(), label="Decided", concluded=True)
        assert (saved.label, saved.concluded) == ("Decided", True)


@pytest.mark.django_db(transaction=True)
def test_of_those_who_saw_the_same_state_one_writes():
    occasion = OccasionFactory()
    edits = [lambda number=number: edited(occasion, seen=1, label=f"Version {number}") for number in range(8)]
    outcomes = at_once(*edits)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["Stale"] * 7
    row = Occasion.objects.get()
    assert (row.label, row.revision) == (f"Version {outcomes.index(None)}", 2)
