"""Which of two values stands: kept with the preview, and recorded once."""

from datetime import UTC, datetime

import pytest

from meetings.models import AuditRecord
from meetings.services.loads.choosing import choices_of, choose_for_file, choose_same, keys_taken
from meetings.services.refusals import Refused
from tests.factories import LoadFactory, LoadLineFactory, UserFactory

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def lines(load, number):
    return LoadLineFactory.create_batch(number, load=load, outcome="conflict", conflicts=["name"])


def choose(load, shown, take):
    choose_for_file(load=load, shown=shown, take=take, actor=load.uploaded_by, now=NOW)


def test_what_was_shown_is_decided_and_all_else_stays():
    load = LoadFactory()
    first, second, third = (line.pk for line in lines(load, 3))
    choose(load, {first, second}, {first, second})
    choose(load, {second, third}, {third})
    assert keys_taken(load) == {first, third}


def test_it_is_recorded_where_anything_changes():
    load = LoadFactory()
    (line,) = lines(load, 1)
    for _ in range(2):
        choose(load, {line.pk}, {line.pk})
    assert list(AuditRecord.objects.values_list("action", "subject")) == [("choose in load", load.file_name)]


def test_a_load_that_was_decided_is_refused():
    load = LoadFactory(state="left")
    (line,) = lines(load, 1)
    with pytest.raises(Refused):
        choose(load, {line.pk}, {line.pk})
    assert keys_taken(load) == frozenset()


def test_the_same_lines_are_decided_again_after_a_new_preview():
    load, actor = LoadFactory(), UserFactory(role="admin")
    about = {"load": load, "outcome": "conflict", "conflicts": ["on"], "row": 2}
    changes = {"on": ["2026-12-24", "2026-12-25"]}
    LoadLineFactory(**about, changes=changes, take_file=True)
    choices = choices_of(load)
    load.lines.all().delete()
    same = LoadLineFactory(**about, changes=changes)
    LoadLineFactory(**about, changes={"on": ["2026-12-23", "2026-12-25"]})
    choose_same(load=load, choices=choices, actor=actor, now=NOW)
    assert keys_taken(load) == {same.pk}
