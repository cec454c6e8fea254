"""What calendar programs are told of published months: the cases by hand; at random, tests/exchange has them."""

from datetime import UTC, date, datetime, timedelta

import pytest

from meetings.planning.calendar_lines import calendar_lines
from meetings.planning.published import CalendarMark, FormerSitting, PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 1)
AT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)
LATER = AT + timedelta(days=3)
MEETING, RESUMED = SittingFact(date(2026, 12, 3)), SittingFact(date(2026, 12, 4), resumption=1)


def entry(month=DECEMBER, sittings=(MEETING,), status=EntryStatus.TENTATIVE, uid="a"):
    return EntryFact(uid, month, Format.BRIEFING, f"{month:%B}", sittings=sittings, status=status)


def month(one, sequence=0, at=AT, *, left=False, former=()):
    return (
        PublishedMonth(
            (one,),
            left=frozenset({one.uid} if left else ()),
            marks={one.uid: CalendarMark(sequence, at)},
            former={one.uid: former} if former else {},
        ),
        at,
    )


def only(*months):
    (line,) = calendar_lines(months)
    return line


class TestOneMonth:
    def test_has_a_line_for_each_entry(self):
        version = PublishedMonth((entry(uid="a"), entry(uid="b")), marks={"a": CalendarMark(2, AT)})
        lines = calendar_lines([(version, LATER)])
        assert [(line.entry.uid, line.mark) for line in lines] == [
            ("a", CalendarMark(2, AT)),
            ("b", CalendarMark(0, LATER)),  # of before marks were kept
        ]


class TestSeveralMonths:
    def test_the_later_one_stands_whichever_comes_first(self):
        months = [month(entry(), 0), month(entry(JANUARY), 1, LATER)]
        for order in (months, months[::-1]):
            assert only(*order).entry.month == JANUARY

    def test_what_was_left_behind_never_does_but_its_sequence_counts(self):
        postponed = entry(status=EntryStatus.POSTPONED)
        line = only(month(postponed, 2, LATER, left=True), month(entry(JANUARY), 1))
        assert (line.entry.month, line.mark) == (JANUARY, CalendarMark(2, LATER))

    def test_it_does_where_there_is_nothing_else(self):
        line = only(month(entry(status=EntryStatus.POSTPONED), 1, left=True))
        assert line.entry.status is EntryStatus.POSTPONED

    @pytest.mark.parametrize(("off", "gone_at"), [(True, AT), (False, LATER)])
    def test_a_sitting_of_the_other_one_went(self, off, gone_at):
        """Since that one says so itself, or else since the one that stands was published."""
        status = EntryStatus.POSTPONED if off else EntryStatus.TENTATIVE
        other = month(entry(sittings=(MEETING, RESUMED), status=status), 0, AT, left=off)
        line = only(other, month(entry(JANUARY), 1, LATER))
        assert line.former == (FormerSitting(1, RESUMED, gone_at),)
        assert [sitting.number for sitting in line.sittings] == [0]

    def test_of_a_sitting_that_went_twice_the_last_time_counts(self):
        other = month(entry(), 0, former=(FormerSitting(1, RESUMED, AT),))
        line = only(other, month(entry(JANUARY), 1, LATER, former=(FormerSitting(1, MEETING, LATER),)))
        assert line.former == (FormerSitting(1, MEETING, LATER),)


class TestAsOf:
    @pytest.mark.parametrize(("days", "told"), [(60, 1), (61, 0)])
    def test_what_is_off_is_told_for_sixty_days(self, days, told):
        line = only(month(entry(status=EntryStatus.CANCELLED)))
        assert len(line.as_of(date(2026, 11, 20) + timedelta(days)).sittings) == told

    @pytest.mark.parametrize(("days", "told"), [(60, 1), (61, 0)])
    def test_so_is_a_sitting_that_went(self, days, told):
        line = only(month(entry(), former=(FormerSitting(1, RESUMED, AT),))).as_of(
            date(2026, 11, 20) + timedelta(days)
        )
        assert (len(line.sittings), len(line.former)) == (1, told)

    def test_the_day_is_new_york_s(self):
        at_night = datetime(2026, 11, 21, 3, tzinfo=UTC)  # 10 p.m. on the 20th
        line = only(month(entry(status=EntryStatus.CANCELLED), at=at_night))
        assert line.as_of(date(2026, 11, 20) + timedelta(61)).sittings == ()
