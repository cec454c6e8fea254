"""What changed between two versions: each kind by a case, and what holds of any two months."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.diff import PLAIN_FIELDS, Change, ChangeKind, FieldChange, difference, when
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import OFF, EntryStatus, Format, StartKind
from tests.planning.drawn_months import DECEMBER, entries, months

UNDATED = EntryFact("one", DECEMBER, Format.BRIEFING, "Libya")
MONDAY = SittingFact(DECEMBER.replace(day=7), StartKind.EXACT, time(10), room="Chamber")
TUESDAY = replace(MONDAY, on=DECEMBER.replace(day=8))
PLACED = replace(UNDATED, sittings=(MONDAY,))
CANCELLED = replace(PLACED, status=EntryStatus.CANCELLED)
POSTPONED = replace(PLACED, status=EntryStatus.POSTPONED)
ELSEWHERE = replace(UNDATED, month=date(2027, 1, 1))

Months = tuple[EntryFact, ...]


@pytest.mark.parametrize(
    ("before", "after", "kind", "fields"),
    [
        (None, PLACED, ChangeKind.ADDED, []),
        (None, CANCELLED, ChangeKind.ADDED, []),
        (PLACED, replace(PLACED, sittings=(TUESDAY,)), ChangeKind.MOVED, ["when"]),
        (PLACED, replace(PLACED, sittings=(replace(MONDAY, starts_at=time(15)),)), ChangeKind.MOVED, ["when"]),
        (PLACED, replace(PLACED, sittings=(MONDAY, TUESDAY)), ChangeKind.MOVED, ["when"]),
        (UNDATED, PLACED, ChangeKind.MOVED, ["when", "rooms"]),
        (PLACED, UNDATED, ChangeKind.MOVED, ["when", "rooms"]),
        (UNDATED, ELSEWHERE, ChangeKind.MOVED, ["month"]),
        (UNDATED, replace(UNDATED, title="Yemen"), ChangeKind.CHANGED, ["title"]),
        (PLACED, replace(PLACED, sittings=(replace(MONDAY, room=""),)), ChangeKind.CHANGED, ["rooms"]),
        (PLACED, replace(PLACED, sittings=(replace(MONDAY, ends_at=time(13)),)), ChangeKind.CHANGED, ["ends"]),
        (PLACED, replace(PLACED, status=EntryStatus.HELD), ChangeKind.CHANGED, ["status"]),
        (PLACED, CANCELLED, ChangeKind.CANCELLED, ["status"]),
        (PLACED, POSTPONED, ChangeKind.CANCELLED, ["status"]),
        (PLACED, replace(CANCELLED, sittings=(TUESDAY,)), ChangeKind.CANCELLED, ["when", "status"]),
        (PLACED, None, ChangeKind.CANCELLED, []),
        (CANCELLED, PLACED, ChangeKind.RESTORED, ["status"]),
        (POSTPONED, replace(PLACED, sittings=(TUESDAY,)), ChangeKind.RESTORED, ["when", "status"]),
        (CANCELLED, POSTPONED, ChangeKind.CHANGED, ["status"]),
        (CANCELLED, replace(CANCELLED, sittings=(TUESDAY,)), ChangeKind.CHANGED, ["when"]),
    ],
)  # fmt: skip
def test_each_kind(
    before: EntryFact | None, after: EntryFact | None, kind: ChangeKind, fields: list[str]
) -> None:
    (change,) = difference([before] if before else [], [after] if after else [])
    assert (change.kind, [field.name for field in change.fields]) == (kind, fields)
    assert (change.before, change.after, change.uid) == (before, after, "one")


def test_a_change_of_a_field_has_what_was_and_what_is() -> None:
    after = replace(PLACED, sittings=(TUESDAY, replace(MONDAY, room="")), agenda=("Libya",))
    (change,) = difference([PLACED], [after])
    monday = (MONDAY.on, "exact", time(10), 0)
    assert change.fields == (
        FieldChange("when", (monday,), (monday, (TUESDAY.on, "exact", time(10), 0))),
        FieldChange("rooms", ("Chamber",), ("", "Chamber")),
        FieldChange("agenda", (), ("Libya",)),
    )


@pytest.mark.parametrize(
    "otherwise",
    [
        {"revision": 7},
        {"revised": True},
        {"occasions": ("an occasion",)},
        {"source_url": "https://example.org/"},
        {"sittings": (replace(MONDAY, position=3),)},
    ],
)
def test_what_no_reader_sees_is_no_change(otherwise: dict[str, Any]) -> None:
    assert difference([PLACED], [replace(PLACED, **otherwise)]) == ()


def test_what_was_off_and_is_gone_is_not_mentioned() -> None:
    assert difference([CANCELLED], []) == ()


def test_rooms_that_change_places_between_two_sittings_are_a_change() -> None:
    here = replace(UNDATED, sittings=(MONDAY, replace(TUESDAY, room="Conference Room 4")))
    there = replace(UNDATED, sittings=(replace(MONDAY, room="Conference Room 4"), TUESDAY))
    (change,) = difference([here], [there])
    assert change.fields == (
        FieldChange("rooms", ("Chamber", "Conference Room 4"), ("Conference Room 4", "Chamber")),
    )


def test_changes_come_by_day_and_what_has_no_day_last() -> None:
    later, earlier = (
        replace(PLACED, uid=uid, sittings=(day,)) for uid, day in (("b", TUESDAY), ("a", MONDAY))
    )
    changes = difference([], [later, earlier, replace(UNDATED, uid="c")])
    assert [change.uid for change in changes] == ["a", "b", "c"]


def test_the_same_uid_twice_counts_as_its_last() -> None:
    assert difference([replace(PLACED, title="Yemen"), PLACED], [PLACED]) == ()


def test_the_order_of_sittings_is_no_change() -> None:
    both = (MONDAY, TUESDAY)
    assert (
        difference([replace(PLACED, sittings=both)], [replace(PLACED, sittings=tuple(reversed(both)))]) == ()
    )


def test_changes_stand_in_the_order_of_the_day() -> None:
    """By the clock, what follows another after it, what has no day last: whatever their titles are."""
    follower = replace(MONDAY, start_kind=StartKind.AFTER_PREVIOUS, starts_at=None, position=1)
    entries = {
        "undated": replace(UNDATED, uid="undated", title="A"),
        "late": replace(
            PLACED, uid="late", title="B", sittings=(replace(MONDAY, starts_at=time(15), position=2),)
        ),
        "follower": replace(PLACED, uid="follower", title="C", sittings=(follower,)),
        "early": replace(PLACED, uid="early", title="D"),
    }
    assert [change.uid for change in difference((), entries.values())] == [
        "early",
        "follower",
        "late",
        "undated",
    ]


# What holds of any two months


@given(months)
def test_a_month_does_not_differ_from_itself(month: Months) -> None:
    assert difference(month, month) == ()


@given(months, months, st.randoms())
def test_the_order_of_entries_does_not_matter(before: Months, after: Months, chance: Any) -> None:
    shuffled = list(after)
    chance.shuffle(shuffled)
    assert difference(before, shuffled) == difference(before, after)


@given(months, months)
def test_exactly_what_differs_is_mentioned_and_once(before: Months, after: Months) -> None:
    old, new = _read(before), _read(after)
    gone = {uid for uid in old.keys() - new.keys() if old[uid]["status"] not in OFF}
    differ = {uid for uid in new if old.get(uid) != new[uid]}
    assert sorted(change.uid for change in difference(before, after)) == sorted(gone | differ)


@given(months, months)
def test_applying_the_changes_to_what_was_gives_what_is(before: Months, after: Months) -> None:
    assert _applied(before, difference(before, after)) == {
        **{uid: told for uid, told in _read(before).items() if told["status"] in OFF},
        **_read(after),
    }


@given(months, months)
def test_back_again_undoes_it(before: Months, after: Months) -> None:
    """What is in both changes back by the same fields; a cancellation is taken back by a restoration."""
    there, back = (
        {change.uid: change for change in difference(*pair) if change.before and change.after}
        for pair in ((before, after), (after, before))
    )
    assert there.keys() == back.keys()
    for uid, change in there.items():
        assert [(field.name, field.after, field.before) for field in change.fields] == [
            (field.name, field.before, field.after) for field in back[uid].fields
        ]
        assert back[uid].kind is OPPOSITE.get(change.kind, change.kind)


OPPOSITE = {ChangeKind.CANCELLED: ChangeKind.RESTORED, ChangeKind.RESTORED: ChangeKind.CANCELLED}


@given(entries(uids=["a"]), entries(uids=["a"]))
def test_moved_is_what_is_on_and_has_other_days(before: EntryFact, after: EntryFact) -> None:
    before, after = replace(before, status=EntryStatus.CONFIRMED), replace(after, status=EntryStatus.HELD)
    (change,) = difference([before], [after])
    assert (change.kind is ChangeKind.MOVED) == (when(before) != when(after))


def _read(month: Iterable[EntryFact]) -> Mapping[str, dict[str, Any]]:
    """All that a reader sees of each entry, written out here once more."""
    return {entry.uid: _told(entry) for entry in month}


def _told(entry: EntryFact) -> dict[str, Any]:
    ordered = sorted(entry.sittings, key=lambda one: (one.on, one.resumption))
    rooms, ends = tuple(one.room for one in ordered), tuple(one.ends_at for one in ordered)
    told = {name: getattr(entry, name) for name in PLAIN_FIELDS}
    return told | {
        "when": tuple((one.on, str(one.start_kind), one.starts_at, one.resumption) for one in ordered),
        "rooms": () if not any(rooms) else rooms[:1] if len(set(rooms)) == 1 else rooms,
        "ends": ends if any(ends) else (),
    }


def _applied(before: Months, changes: Iterable[Change]) -> Mapping[str, dict[str, Any]]:
    """The month before with each change carried out by its own data alone; what is gone is left out."""
    month = dict(_read(before))
    for change in changes:
        if change.after is None:
            del month[change.uid]
        elif change.before is None:
            month[change.uid] = _told(change.after)
        else:
            month[change.uid] = month[change.uid] | {field.name: field.after for field in change.fields}
    return month
