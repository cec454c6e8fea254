"""The versions of a month: what is read of them, and that reading less finds the same differences."""

import pytest

from meetings.planning.diff import difference
from meetings.snapshots.versions import contents_of, differing_entries, version_numbered, versions_of
from tests.views.published import DECEMBER
from tests.views.versions.lives import JANUARY, planned, published, revise, withdrawn

pytestmark = pytest.mark.django_db


@pytest.fixture
def life():
    entries = planned()
    published()
    revise(entries)
    published()
    withdrawn()
    published(2, title_kind="plan")
    published(month=JANUARY)


def test_the_lines_say_what_each_version_is(life):
    lines = versions_of(DECEMBER)
    assert [(line.number, line.withdraws, line.title) for line in lines] == [
        (5, False, "Plan of work"),
        (4, False, "Plan of work"),
        (3, True, "Provisional programme of work"),
        (2, False, "Provisional programme of work"),
        (1, False, "Provisional programme of work"),
    ]
    assert len({line.digest for line in lines}) == 5


def test_contents_are_those_asked_for_and_of_this_month(life):
    contents = contents_of(DECEMBER, {1, 4, 9})
    assert contents.keys() == {1, 4}
    asked = version_numbered(DECEMBER, 4)
    assert asked
    assert contents[4] == asked.published
    assert version_numbered(JANUARY, 4) is None


def test_none_are_asked_for_without_a_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert contents_of(DECEMBER, ()) == {}


def test_what_differs_is_enough_to_tell_every_change(life, django_assert_num_queries):
    pairs = [(None, 1), (1, 2), (2, 3), (3, 4), (4, 5), (1, 5)]
    contents = contents_of(DECEMBER, {1, 2, 3, 4, 5})
    whole = {
        (before, after): difference(contents[before].entries if before else (), contents[after].entries)
        for before, after in pairs
    }
    with django_assert_num_queries(1):
        found = {pair: difference(old, new) for pair, old, new in differing_entries(DECEMBER, pairs)}
    assert {pair: kinds(changes) for pair, changes in found.items()} == {
        pair: kinds(changes) for pair, changes in whole.items()
    }
    assert [len(found[pair]) for pair in pairs] == [10, 10, 7, 7, 0, 10]


def kinds(changes):
    return [(change.uid, change.kind, change.fields) for change in changes]
