"""Changes in English words: each kind and each way of moving in one line, other fields beside it."""

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, time

import pytest
from django.utils.translation import override

from meetings.exchange.wording_changes import KIND_LABELS, ShownChange, count_text, shown_changes
from meetings.planning.diff import PLAIN_FIELDS, Change, ChangeKind, difference
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind

DECEMBER = date(2026, 12, 1)
UNDATED = EntryFact("one", DECEMBER, Format.CONSULTATIONS, "UNDOF")


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def at(
    day: date | int, hour: int | None = 10, kind: StartKind = StartKind.EXACT, **about: int
) -> SittingFact:
    on = DECEMBER.replace(day=day) if isinstance(day, int) else day
    return SittingFact(on, kind, time(hour) if hour is not None else None, **about)


def half(day: int, kind: StartKind, **about: int) -> SittingFact:
    return at(day, None, kind, **about)


def on(*sittings: SittingFact, **about: object) -> EntryFact:
    return replace(UNDATED, sittings=sittings, **about)  # type: ignore[arg-type]


def shown(before: EntryFact | None, after: EntryFact | None, **options: object) -> ShownChange:
    changes = difference([before] if before else [], [after] if after else [])
    (change,) = shown_changes(changes, **options)  # type: ignore[arg-type]
    return change


MONDAY, TUESDAY = at(7), at(8, 15)
CANCELLED, POSTPONED = EntryStatus.CANCELLED, EntryStatus.POSTPONED


@pytest.mark.parametrize(
    ("before", "after", "label", "line"),
    [
        (
            on(MONDAY),
            on(TUESDAY),
            "Moved",
            "moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 3 p.m.",
        ),
        (on(MONDAY), on(at(7, 15)), "Moved", "moved on Monday 7 December from 10 a.m. to 3 p.m."),
        (
            on(half(7, StartKind.MORNING)),
            on(half(7, StartKind.AFTERNOON)),
            "Moved",
            "moved on Monday 7 December from AM to PM",
        ),
        (
            on(MONDAY),
            on(half(7, StartKind.AFTER_PREVIOUS)),
            "Moved",
            "moved on Monday 7 December from 10 a.m. to after the sitting before it",
        ),
        (
            on(half(7, StartKind.UNSET)),
            on(MONDAY),
            "Moved",
            "has a time now: Monday 7 December, 10 a.m.",
        ),
        (
            on(MONDAY),
            on(half(7, StartKind.UNSET)),
            "Moved",
            "its time on Monday 7 December is open again; it was 10 a.m.",
        ),
        (
            on(half(7, StartKind.UNSET)),
            on(half(8, StartKind.MORNING)),
            "Moved",
            "moved from Monday 7 December to Tuesday 8 December, AM",
        ),
        (UNDATED, on(MONDAY), "Moved", "moved to Monday 7 December, 10 a.m.; it had no day"),
        (on(MONDAY), UNDATED, "Moved", "moved from Monday 7 December, 10 a.m.; it has no day now"),
        (
            UNDATED,
            replace(UNDATED, month=date(2027, 1, 1)),
            "Moved",
            "moved from December 2026 to January 2027, no day yet",
        ),
        (
            on(MONDAY),
            on(at(date(2027, 1, 8)), month=date(2027, 1, 1)),
            "Moved",
            "moved from Monday 7 December 2026, 10 a.m. to Friday 8 January 2027, 10 a.m.",
        ),
        (
            on(MONDAY),
            on(MONDAY, TUESDAY),
            "Moved",
            "moved from Monday 7 December, 10 a.m. to Monday 7 December, 10 a.m. and Tuesday 8 December, 3 p.m.",
        ),
        (
            on(MONDAY, half(7, StartKind.AFTERNOON, resumption=1), at(9)),
            on(MONDAY),
            "Moved",
            "moved from Monday 7 December, 10 a.m.; Monday 7 December, PM and Wednesday 9 December, 10 a.m. "
            "to Monday 7 December, 10 a.m.",
        ),
        (on(MONDAY), None, "Cancelled", "cancelled; it was on Monday 7 December, 10 a.m."),
        (UNDATED, None, "Cancelled", "cancelled"),
        (
            on(MONDAY),
            on(MONDAY, status=CANCELLED),
            "Cancelled",
            "cancelled; it was on Monday 7 December, 10 a.m.",
        ),
        (
            on(MONDAY),
            on(MONDAY, status=POSTPONED),
            "Postponed",
            "postponed; it was on Monday 7 December, 10 a.m.",
        ),
        (UNDATED, replace(UNDATED, status=POSTPONED), "Postponed", "postponed"),
        (on(MONDAY, status=CANCELLED), on(MONDAY), "On again", "on again, on Monday 7 December, 10 a.m."),
        (
            on(MONDAY, status=POSTPONED),
            on(TUESDAY),
            "On again",
            "on again, on Tuesday 8 December, 3 p.m.; before, it was on Monday 7 December, 10 a.m.",
        ),
        (
            replace(UNDATED, status=CANCELLED),
            on(MONDAY),
            "On again",
            "on again, on Monday 7 December, 10 a.m.",
        ),
        (on(MONDAY, status=CANCELLED), UNDATED, "On again", "on again, no day yet"),
        (None, on(MONDAY), "Added", "new, on Monday 7 December, 10 a.m."),
        (None, UNDATED, "Added", "new, no day yet"),
        (
            None,
            on(MONDAY, status=CANCELLED),
            "Added",
            "new, but cancelled; it was to be on Monday 7 December, 10 a.m.",
        ),
        (None, replace(UNDATED, status=POSTPONED), "Added", "new, but postponed"),
        (UNDATED, replace(UNDATED, title="UNIFIL", level="Ministers"), "Changed", "changed: title, level"),
    ],
)
def test_the_line_of_a_change(
    before: EntryFact | None, after: EntryFact | None, label: str, line: str
) -> None:
    change = shown(before, after)
    assert (change.label, change.line) == (label, line)


def test_what_left_for_another_month_says_so_and_not_where_it_went() -> None:
    change = shown(on(MONDAY), on(MONDAY, status=POSTPONED), left={"one"})
    assert (change.label, change.line, change.fields) == (
        "Postponed",
        "postponed: no longer in December",
        (),
    )


@pytest.mark.parametrize(
    ("before", "after", "fields"),
    [
        ({}, {"title": "UNIFIL"}, [("Title", ("UNDOF",), ("UNIFIL",))]),
        ({}, {"format": Format.BRIEFING}, [("Format", ("Consultations",), ("Briefing",))]),
        ({}, {"openness": Openness.CLOSED}, [("Openness", ("public",), ("closed",))]),
        ({}, {"status": EntryStatus.CONFIRMED}, [("Status", ("tentative",), ("confirmed",))]),
        ({"status": CANCELLED}, {"status": POSTPONED}, [("Status", ("cancelled",), ("postponed",))]),
        ({"level": "Ministers"}, {}, [("Level", ("Ministers",), ())]),
        (
            {"agenda": ("The Sudan", "Libya")},
            {"agenda": ("The Sudan", "Yemen", "Haiti")},
            [("Agenda", ("Libya",), ("Yemen", "Haiti"))],
        ),
        (
            {"agenda": ("The Sudan", "Libya")},
            {"agenda": ("Libya", "The Sudan")},
            [("Agenda", ("The Sudan", "Libya"), ("Libya", "The Sudan"))],
        ),
        ({}, {"missions": ("UNDOF", "UNIFIL")}, [("Missions", (), ("UNDOF", "UNIFIL"))]),
        ({"footnote": "One.\nTwo."}, {}, [("Footnote", ("One.", "Two."), ())]),
    ],
)
def test_other_fields_are_in_the_readers_words(
    before: dict[str, object], after: dict[str, object], fields: list[tuple[str, object, object]]
) -> None:
    change = shown(replace(UNDATED, **before), replace(UNDATED, **after))  # type: ignore[arg-type]
    assert change.kind is ChangeKind.CHANGED
    assert [(field.label, field.before, field.after) for field in change.fields] == fields


def test_rooms_and_ends_go_with_a_move() -> None:
    before = on(replace(at(7), room="Chamber"), at(8))
    after = on(replace(at(9), room="Conference Room 4", ends_at=time(13)), at(10))
    assert [(field.label, field.before, field.after) for field in shown(before, after).fields] == [
        ("Room", ("Chamber", "no room"), ("Conference Room 4", "no room")),
        ("Ends at", (), ("1 p.m.", "open")),
    ]


def test_days_of_what_is_cancelled_all_the_same_are_told_beside_it() -> None:
    change = shown(on(MONDAY), on(TUESDAY, status=CANCELLED))
    assert [field.text for field in change.fields] == [
        "Days and times: Tuesday 8 December, 3 p.m. (before: Monday 7 December, 10 a.m.)"
    ]


def test_a_field_is_one_line_of_a_mail() -> None:
    (field,) = shown(UNDATED, replace(UNDATED, agenda=("Libya", "Yemen"))).fields
    assert field.text == "Agenda: Libya; Yemen (before: nothing)"


def test_what_was_moved_comes_first_and_what_is_only_worded_otherwise_last() -> None:
    kinds: list[ChangeKind] = list(reversed(ChangeKind))
    changes = [Change(kind, on(MONDAY, uid=kind), on(TUESDAY, uid=kind)) for kind in kinds]
    assert [change.heading for change in shown_changes(changes)] == [
        "Moved",
        "Cancelled or postponed",
        "On again",
        "Added",
        "Changed in other ways",
    ]


@pytest.mark.parametrize("kind", ChangeKind)
def test_every_kind_has_its_words(kind: ChangeKind) -> None:
    change = Change(kind, on(MONDAY), on(TUESDAY))
    (one,) = shown_changes([change])
    assert all([one.label, one.line, one.heading, KIND_LABELS[kind]])
    assert count_text(kind, 2).startswith("2 ")


@pytest.mark.parametrize("name", PLAIN_FIELDS)
def test_every_field_that_is_compared_can_be_shown(name: str) -> None:
    value = {field.name: field for field in fields(EntryFact)}[name]
    others = {"format": Format.DEBATE, "openness": Openness.CLOSED, "status": EntryStatus.HELD}
    other = others.get(name, ("other",) if "tuple" in str(value.type) else "other")
    (field,) = shown(UNDATED, replace(UNDATED, **{name: other})).fields  # type: ignore[arg-type]
    assert field.label
    assert field.after


def test_the_words_are_those_of_the_active_language() -> None:
    with override("fr"):
        change = shown(on(MONDAY), on(TUESDAY))
    assert "lundi 7 décembre" in change.line
