"""Months drawn at random: a few entries that come back, so that versions have something in common."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date, time

from hypothesis import strategies as st

from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind

DECEMBER = date(2026, 12, 1)
UIDS = ("a", "b", "c", "d")

halves = st.sampled_from([kind for kind in StartKind if kind is not StartKind.EXACT])
rooms = st.sampled_from(["", "Chamber", "Conference Room 4"])


@st.composite
def sittings(draw: st.DrawFn) -> tuple[SittingFact, ...]:
    """Up to three, of which two never have the same day and resumption: the database has none such."""
    places = st.tuples(st.integers(1, 4), st.integers(0, 1))
    chosen = draw(st.lists(places, max_size=3, unique=True))
    return tuple(draw(_sitting(DECEMBER.replace(day=day), resumption)) for day, resumption in chosen)


@st.composite
def _sitting(draw: st.DrawFn, on: date, resumption: int) -> SittingFact:
    sitting = SittingFact(on, draw(halves), room=draw(rooms), resumption=resumption)
    if draw(st.booleans()):
        sitting = replace(sitting, start_kind=StartKind.EXACT, starts_at=time(draw(st.integers(9, 11))))
    return replace(sitting, ends_at=draw(st.sampled_from([None, time(13)])))


@st.composite
def entries(draw: st.DrawFn, uids: Collection[str] = UIDS, month: date = DECEMBER) -> EntryFact:
    """An entry of a month; of few titles and levels, so that two are often the same."""
    return EntryFact(
        uid=draw(st.sampled_from(sorted(uids))),
        month=month,
        format=draw(st.sampled_from([Format.BRIEFING, Format.CONSULTATIONS])),
        title=draw(st.sampled_from(["UNDOF", "UNIFIL"])),
        agenda=draw(st.sampled_from([(), ("Libya",)])),
        missions=draw(st.sampled_from([(), ("UNDOF",)])),
        sittings=draw(sittings()),
        openness=draw(st.sampled_from(Openness)),
        status=draw(st.sampled_from(EntryStatus)),
        level=draw(st.sampled_from(["", "Ministers"])),
        revised=draw(st.booleans()),
    )


def by_uid(entry: EntryFact) -> str:
    return entry.uid


months = st.lists(entries(), max_size=len(UIDS), unique_by=by_uid).map(tuple)
"""The entries of a month, each uid once."""
