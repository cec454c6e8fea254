"""The factories cover every noun, and the short ways they offer do what they say."""

from datetime import date, time

import pytest

from meetings.rules.vocabulary import StartKind, StepKind
from tests import factories

pytestmark = pytest.mark.django_db


def test_every_noun_has_a_factory():
    assert set(factories.FACTORIES) == set(factories.NOUNS)


@pytest.mark.parametrize("make", factories.FACTORIES.values())
def test_every_factory_makes_rows_that_are_valid_and_different(make):
    first, second = make(), make()
    for row in (first, second):
        row.full_clean()
    assert first._meta.model._base_manager.count() >= 1
    assert str(first)


def test_an_entry_on_a_day_sits_that_day_in_that_month():
    room = factories.RoomFactory()
    entry = factories.EntryFactory(on=date(2026, 11, 5), sitting__starts_at=time(10), sitting__room=room)
    sitting = entry.sittings.get()
    assert (sitting.on, sitting.room, sitting.start_kind) == (date(2026, 11, 5), room, StartKind.EXACT)
    assert entry.programme.month == date(2026, 11, 1)


def test_an_entry_without_a_day_has_no_sitting():
    assert not factories.EntryFactory().sittings.exists()


def test_the_steps_of_an_occasion_are_days_or_entries():
    entry = factories.EntryFactory()
    occasion = factories.OccasionFactory(
        steps={StepKind.CONTRIBUTORS: entry, StepKind.CONSULTATIONS: date(2026, 12, 9)}
    )
    assert list(occasion.steps.values_list("kind", "entry", "on")) == [
        (StepKind.CONTRIBUTORS, entry.pk, None),
        (StepKind.CONSULTATIONS, None, date(2026, 12, 9)),
    ]
