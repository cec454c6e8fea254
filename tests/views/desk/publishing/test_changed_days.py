"""What a version changes, laid out on the days of its month."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.exchange.wording_changes import shown_changes
from meetings.planning.diff import difference
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.views.desk.publishing.changed_days import MOST_LINES, changed_month
from tests.views.published import DECEMBER

SECOND, SEVENTH, NINTH = (date(2026, 12, day) for day in (2, 7, 9))


def entry(uid, *days, **values):
    sittings = tuple(SittingFact(on=on, resumption=number) for number, on in enumerate(days))
    return EntryFact(uid=uid, month=DECEMBER, format=Format.BRIEFING, title=uid, sittings=sittings, **values)


def laid_out(before, after):
    """By day, what it says of each entry that changes there, whether that is gone, and how many stay."""
    month = changed_month(DECEMBER, shown_changes(difference(before, after)), after)
    days = {day.on: day for week in month.weeks for day in week}
    return {
        on: ([(line.change.title, line.words, line.gone) for line in day.lines], day.as_before)
        for on, day in days.items()
        if day.lines or day.as_before
    }


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ([], [entry("A", SECOND)], {SECOND: ([("A", "Added", False)], 0)}),
        (
            [entry("A", SECOND)],
            [entry("A", SEVENTH)],
            {
                SECOND: ([("A", "moved to 7 Dec", True)], 0),
                SEVENTH: ([("A", "moved from 2 Dec", False)], 0),
            },
        ),
        ([entry("A", SECOND)], [entry("A")], {SECOND: ([("A", "no day now", True)], 0)}),
        ([entry("A")], [entry("A", SECOND)], {SECOND: ([("A", "has a day now", False)], 0)}),
        (
            [entry("A", SECOND)],
            [entry("A", SECOND, SEVENTH)],
            {
                SECOND: ([("A", "Moved", False)], 0),
                SEVENTH: ([("A", "on this day too", False)], 0),
            },
        ),
        (
            [entry("A", SECOND, SEVENTH)],
            [entry("A", SECOND)],
            {
                SECOND: ([("A", "Moved", False)], 0),
                SEVENTH: ([("A", "no longer on this day", True)], 0),
            },
        ),
        (
            [entry("A", SECOND)],
            [entry("A", SECOND, status=EntryStatus.CANCELLED)],
            {SECOND: ([("A", "Cancelled", True)], 0)},
        ),
        (
            [entry("A", SECOND, status=EntryStatus.CANCELLED)],
            [entry("A", SECOND)],
            {SECOND: ([("A", "On again", False)], 0)},
        ),
        (
            [entry("A", SECOND), entry("B", SECOND)],
            [replace(entry("A", SECOND), footnote="new"), entry("B", SECOND, NINTH)],
            {
                SECOND: ([("B", "Moved", False), ("A", "Changed", False)], 0),
                NINTH: ([("B", "on this day too", False)], 0),
            },
        ),
        (
            [entry("A", SECOND), entry("B", SECOND)],
            [entry("A", SEVENTH), entry("B", SECOND)],
            {
                SECOND: ([("A", "moved to 7 Dec", True)], 1),
                SEVENTH: ([("A", "moved from 2 Dec", False)], 0),
            },
        ),
    ],
)
def test_each_day_with_what_comes_what_leaves_and_what_stays(before, after, expected):
    assert laid_out(before, after) == expected


def test_a_weekend_has_a_column_when_something_stood_there():
    saturday = date(2026, 12, 5)
    assert saturday in laid_out([entry("A", saturday)], [entry("A", SEVENTH)])


def test_of_many_on_one_day_the_first_are_shown():
    after = [entry(f"Entry {number}", SECOND) for number in range(MOST_LINES + 3)]
    month = changed_month(DECEMBER, shown_changes(difference([], after)), after)
    (day,) = (day for week in month.weeks for day in week if day.on == SECOND)
    assert (len(day.lines), len(day.shown), day.others) == (MOST_LINES + 3, MOST_LINES - 1, 4)
