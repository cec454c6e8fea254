"""When each sitting of a month begins and ends, as far as a calendar can say so."""

from datetime import date, datetime, time

import pytest

from meetings.planning.timetable import CalendarSitting, by_itself, numbered, timetable
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, StartKind

FIRST, SECOND = date(2026, 12, 1), date(2026, 12, 2)
AFTER = StartKind.AFTER_PREVIOUS


def sitting(at=None, until=None, *, kind=None, on=FIRST, position=0, resumption=0, room=""):
    start = kind or (StartKind.EXACT if at else StartKind.UNSET)
    return SittingFact(on, start, at, until, room, position=position, resumption=resumption)


def entry(uid, *sittings, status=EntryStatus.TENTATIVE):
    return EntryFact(uid, FIRST, Format.BRIEFING, uid, sittings=sittings, status=status)


def at(hour, minute=0, on=FIRST):
    return datetime.combine(on, time(hour, minute))


def times(*entries):
    """From when until when each entry's only sitting is."""
    return {uid: (one.begins, one.ends) for uid, (one,) in timetable(entries).items()}


class TestNumbers:
    def test_are_those_of_the_resumptions(self):
        again, first = sitting(on=FIRST, resumption=1), sitting(on=SECOND)
        assert numbered(entry("a", again, first)) == {0: first, 1: again}

    def test_stay_when_an_earlier_one_went(self):
        only = sitting(resumption=2)
        assert numbered(entry("a", only)) == {2: only}

    def test_count_on_where_none_is_a_resumption(self):
        debate = [sitting(on=date(2026, 12, day)) for day in (3, 1, 2)]
        assert [one.on.day for _number, one in sorted(numbered(entry("a", *debate)).items())] == [1, 2, 3]

    @pytest.mark.parametrize(("resumptions", "numbers"), [((0, 0, 1), [0, 1, 2]), ((0, 2, 2), [0, 2, 3])])
    def test_are_never_the_same(self, resumptions, numbers):
        sittings = [
            sitting(on=date(2026, 12, 1 + turn), resumption=one) for turn, one in enumerate(resumptions)
        ]
        assert list(numbered(entry("a", *sittings))) == numbers


class TestTimes:
    def test_are_those_given(self):
        (one,) = timetable([entry("a", sitting(time(10), time(12, 30), room="Chamber"))])["a"]
        expected = CalendarSitting(0, FIRST, StartKind.EXACT, at(10), at(12, 30), room="Chamber")
        assert one == expected

    def test_an_hour_is_assumed_where_no_end_is_given(self):
        (one,) = timetable([entry("a", sitting(time(23, 30)))])["a"]
        assert (one.begins, one.ends, one.ends_assumed) == (at(23, 30), at(0, 30, SECOND), True)

    def test_an_end_before_the_beginning_is_the_next_day_s(self):
        assert times(entry("a", sitting(time(23), time(1)))) == {"a": (at(23), at(1, on=SECOND))}

    @pytest.mark.parametrize("kind", [StartKind.MORNING, StartKind.AFTERNOON, StartKind.UNSET, AFTER])
    def test_there_are_none_where_only_the_day_is_known(self, kind):
        assert times(entry("a", sitting(kind=kind))) == {"a": (None, None)}

    def test_an_undated_entry_has_no_sitting(self):
        assert timetable([entry("a")]) == {}

    def test_of_the_same_entry_twice_the_last_counts(self):
        assert times(entry("a", sitting(time(10))), entry("a", sitting(time(11), time(12)))) == {
            "a": (at(11), at(12))
        }


class TestWhatFollows:
    def test_begins_when_the_one_before_ends(self):
        first, then = entry("a", sitting(time(10), time(11, 30))), entry("b", sitting(kind=AFTER, position=1))
        (one,) = timetable([then, first])["b"]
        assert (one.begins, one.ends, one.begins_assumed, one.ends_assumed) == (
            at(11, 30),
            at(12, 30),
            False,
            True,
        )

    def test_says_that_it_rests_on_an_assumption(self):
        first, then = entry("a", sitting(time(10))), entry("b", sitting(kind=AFTER, position=1))
        last = entry("c", sitting(kind=AFTER, position=2))
        found = timetable([first, then, last])
        assert [(found[uid][0].begins, found[uid][0].begins_assumed) for uid in "abc"] == [
            (at(10), False),
            (at(11), True),
            (at(12), True),
        ]

    def test_is_untimed_after_what_is(self):
        first = entry("a", sitting(kind=StartKind.MORNING))
        assert times(first, entry("b", sitting(kind=AFTER, position=1)))["b"] == (None, None)

    def test_does_not_wait_for_what_is_off(self):
        first = entry("a", sitting(time(10), time(11)))
        off = entry("b", sitting(kind=AFTER, position=1), status=EntryStatus.CANCELLED)
        last = entry("c", sitting(kind=AFTER, position=2))
        assert times(first, off, last)["c"][0] == at(11)

    def test_is_untimed_when_what_it_follows_is_off(self):
        earlier = entry("a", sitting(time(9), time(10)))
        off = entry("b", sitting(time(15), time(16), position=1), status=EntryStatus.POSTPONED)
        last = entry("c", sitting(kind=AFTER, position=2))
        assert times(earlier, off, last)["c"] == (None, None)

    def test_follows_nothing_of_another_day(self):
        first = entry("a", sitting(time(10), time(11)))
        assert times(first, entry("b", sitting(kind=AFTER, on=SECOND)))["b"] == (None, None)

    def test_stays_on_its_day_when_the_one_before_runs_past_midnight(self):
        first = entry("a", sitting(time(23, 30)))
        assert times(first, entry("b", sitting(kind=AFTER, position=1)))["b"] == (None, None)

    def test_one_that_stands_by_itself_follows_nothing(self):
        one = by_itself(3, sitting(kind=AFTER))
        assert (one.number, one.begins) == (3, None)
