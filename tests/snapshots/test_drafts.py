"""The desk reads entries without making rows of them, and tells of them what their rows would."""

from datetime import date, time

import pytest

from meetings.models import Entry, Programme
from meetings.rules.vocabulary import StepKind
from meetings.snapshots.drafts import read_drafts
from meetings.snapshots.entries import entry_facts
from tests.factories import EntryFactory, MissionFactory, OccasionFactory, RoomFactory, SittingFactory
from tests.views.published import DECEMBER

pytestmark = pytest.mark.django_db


@pytest.fixture
def full():
    """An entry with several of everything, and nothing in the order of its keys."""
    missions = [MissionFactory(acronym=name) for name in ("UNMISS", "MINUSCA")]
    entry = EntryFactory(
        on=date(2026, 12, 9),
        title="Two missions",
        agenda="First item\n\n  Second item ",
        missions=missions,
        agenda_sent_on=date(2026, 12, 1),
        called_in_urgency=True,
        status="confirmed",
        openness="closed",
        footnote="A note",
        revision=7,
    )
    room = RoomFactory(shared=True)
    SittingFactory(entry=entry, on=date(2026, 12, 8), start_kind="exact", starts_at=time(10), room=room)
    OccasionFactory(steps={StepKind.ADOPTION: entry})
    OccasionFactory(steps={StepKind.CONTRIBUTORS: entry})
    return entry


def test_the_facts_are_those_of_the_rows(full, django_assert_num_queries):
    EntryFactory(on=DECEMBER, title="Bare")
    EntryFactory(programme__month=DECEMBER, title="Undated")
    EntryFactory(on=date(2026, 11, 3), title="Of another month")
    months = list(Programme.objects.filter(month=DECEMBER))
    with django_assert_num_queries(4):
        drafts = read_drafts(months)
    assert drafts.entries == entry_facts(Entry.objects.filter(programme__in=months).with_parts())
    assert {entry.title for entry in drafts.entries} == {"Two missions", "Bare", "Undated"}


def test_each_sitting_has_its_key(full):
    drafts = read_drafts([full.programme])
    assert drafts.sittings == {
        (str(full.uid), sitting.on, sitting.resumption): sitting.pk for sitting in full.sittings.all()
    }
