"""Entries frozen and thawed."""

import json
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models.frozen import UnreadableVersion, freeze, thaw
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact

sittings = st.builds(SittingFact, on=st.dates(), starts_at=st.none() | st.times(timezones=st.none()))
entries = st.builds(
    EntryFact,
    month=st.dates(),
    sittings=st.lists(sittings, max_size=3).map(tuple),
    agenda=st.lists(st.text(max_size=20), max_size=3).map(tuple),
    missions=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    occasions=st.lists(st.text(max_size=8), max_size=2).map(tuple),
    agenda_sent_on=st.none() | st.dates(),
)


@given(st.lists(entries, max_size=3).map(tuple))
def test_what_was_frozen_thaws_to_the_same(lines: tuple[EntryFact, ...]) -> None:
    month = PublishedMonth(lines)
    assert thaw(json.loads(json.dumps(freeze(month)))) == month


def test_an_old_version_is_read_when_a_field_was_dropped_since() -> None:
    lines = (EntryFact("1", date(2026, 12, 1), "briefing", "T", sittings=(SittingFact(date(2026, 12, 1)),)),)
    content = freeze(PublishedMonth(lines))
    content["entries"][0]["gone"] = 1
    content["entries"][0]["sittings"][0]["gone"] = 1
    (entry,) = thaw(content).entries
    assert (entry.title, entry.sittings[0].on) == ("T", date(2026, 12, 1))


def test_another_form_is_refused() -> None:
    with pytest.raises(UnreadableVersion, match="form 3, expected 1 or 2"):
        thaw({"form": 3, "entries": []})


def test_times_keep_their_minutes() -> None:
    sitting = SittingFact(date(2026, 12, 1), starts_at=time(16, 15))
    line = EntryFact("1", date(2026, 12, 1), "briefing", "T", sittings=(sitting,))
    (entry,) = thaw(freeze(PublishedMonth((line,)))).entries
    assert entry.sittings == (sitting,)
