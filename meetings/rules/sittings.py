"""Sittings of the month: rooms, closed days, days in a week, intervals between meetings (L1, L2, N17, N20)."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Final, NamedTuple

from meetings.rules.case import PlanCase
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind
from meetings.rules.registry import decides_for_plan
from meetings.rules.vocabulary import AWAY, COUNCIL_BUSINESS, FORMAL_MEETINGS, EntryStatus, StartKind
from meetings.rules.working_days import DAY, is_weekend

ASSUMED_LENGTH = timedelta(hours=1)
"""How long a sitting without an end is taken to hold its room (own assumption: ends are rarely printed)."""

DAYS_A_WEEK: Final = 4
"""Days of Council business in a week (S/2017/507, programme of work, para 1)."""

LONGEST_INTERVAL: Final = 14
"""Calendar days between two meetings (provisional rules of procedure, rule 1)."""

FRIDAY: Final = 4


class _Hold(NamedTuple):
    """A room held from one minute to another, both counted from the first day of the calendar."""

    start: int
    end: int
    uid: str
    on: date


def _hold(entry: EntryFact, sitting: SittingFact) -> _Hold | None:
    """The time a sitting takes its room; ``None`` without an exact start, without a room or where it is shared."""
    if sitting.shared_room or not sitting.room or sitting.start_kind is not StartKind.EXACT:
        return None
    if sitting.starts_at is None:
        return None
    midnight = sitting.on.toordinal() * 24 * 60
    start = midnight + sitting.starts_at.hour * 60 + sitting.starts_at.minute
    end = start + ASSUMED_LENGTH // timedelta(minutes=1)
    if sitting.ends_at is not None:
        end = midnight + sitting.ends_at.hour * 60 + sitting.ends_at.minute
        if end <= start:  # it runs past midnight
            end += 24 * 60
    return _Hold(start, end, entry.uid, sitting.on)


@decides_for_plan("L1")
def one_sitting_in_a_room(plan: PlanCase) -> Iterator[Finding]:
    """Two counted sittings overlap in one room: own rule. One finding a pair, about the one that starts later."""
    rooms: dict[str, list[_Hold]] = defaultdict(list)
    for entry in plan.counted:
        for sitting in entry.sittings:
            if hold := _hold(entry, sitting):
                rooms[sitting.room].append(hold)
    for holds in rooms.values():
        for earlier, later in _clashes(sorted(holds)):
            if plan.holds(earlier.on) or plan.holds(later.on):
                yield plan.finding(
                    "L1",
                    Result.NOT_MET,
                    later.uid,
                    SubjectKind.ENTRY,
                    dates=((earlier.uid, earlier.on), (later.uid, later.on)),
                    reason=Reason.ROOM_CLASH,
                    detail=earlier.uid,
                )


def _clashes(holds: list[_Hold]) -> Iterator[tuple[_Hold, _Hold]]:
    """Every pair that overlaps, of one room's holds in order of their start; end to end is no overlap."""
    current: list[_Hold] = []
    for hold in holds:
        current = [earlier for earlier in current if earlier.end > hold.start]
        yield from ((earlier, hold) for earlier in current)
        current.append(hold)


@decides_for_plan("L2")
def entries_on_working_days(plan: PlanCase) -> Iterator[Finding]:
    """An entry sits on a weekend or holiday at Headquarters: own rule. A note once held or past: such things happen."""
    for entry in plan.counted:
        if entry.format in AWAY:
            continue
        days = sorted(
            {s.on for s in entry.sittings if plan.holds(s.on) and not plan.calendar.is_working(s.on)}
        )
        if days:
            over = entry.status is EntryStatus.HELD or days[-1] < plan.plan.today
            yield plan.finding(
                "L2",
                Result.NOT_MET,
                entry.uid,
                SubjectKind.ENTRY,
                severity=Severity.NOTE if over else None,
                dates=tuple((entry.uid, day) for day in days),
                reason=Reason.WEEKEND if is_weekend(days[0]) else Reason.HOLIDAY,
                # Of two closed days, moving one mends only half.
                mend=None if over or days[1:] else Mend(None, _nearest(plan, days[0])),
            )


def _nearest(plan: PlanCase, day: date) -> date:
    """The working day closest to ``day`` that is not past."""
    nearest = plan.calendar.nearest(day)
    return nearest if nearest >= plan.plan.today else plan.calendar.earliest_on_or_after(day)


@decides_for_plan("N17")
def four_days_a_week(plan: PlanCase) -> Iterator[Finding]:
    """At most four days of Council business a week, Fridays left free (S/2017/507, programme of work, para 1).

    One finding for each week that touches the month and has business in it. A fifth day says more than a Friday
    does, so a week is pointed out once; a Friday beyond the border is left to its own month. The note says
    "ordinarily" and adoptions on Fridays do occur, so this is a hint (domain decision 14).
    """
    weeks: dict[date, set[date]] = defaultdict(set)
    for day in _days_of(plan, COUNCIL_BUSINESS):
        weeks[day - day.weekday() * DAY].add(day)
    for monday, days in sorted(weeks.items()):
        if any(plan.holds(day) for day in days):
            yield _judge_week_of_business(plan, monday, sorted(days))


def _judge_week_of_business(plan: PlanCase, monday: date, days: list[date]) -> Finding:
    result, reason, dates = Result.MET, Reason.DAYS_USED, days
    fridays = [day for day in days if day.weekday() == FRIDAY and plan.holds(day)]
    if len(days) > DAYS_A_WEEK:
        result, reason = Result.NOT_MET, Reason.FIFTH_DAY
    elif fridays:
        result, reason, dates = Result.NOT_MET, Reason.FRIDAY, fridays
    return plan.finding(
        "N17",
        result,
        monday.isoformat(),
        SubjectKind.WEEK,
        severity=Severity.HINT if result is Result.NOT_MET else None,
        days=len(days),
        wanted=DAYS_A_WEEK,
        dates=tuple(("day", day) for day in dates),
        reason=reason,
    )


@decides_for_plan("N20")
def fourteen_days_between_meetings(plan: PlanCase) -> Iterator[Finding]:
    """``next - previous <= 14`` calendar days between formal meetings (rule 1 of the rules of procedure).

    Judged over the intervals that touch the month, its neighbours' tails included. A month in which no two
    meetings are known leaves it open.
    """
    meetings = _days_of(plan, FORMAL_MEETINGS)
    intervals = [(a, b) for a, b in pairwise(meetings) if b >= plan.first and a <= plan.last]
    if not intervals:
        yield plan.about_month("N20", Result.UNKNOWN, reason=Reason.NO_MEETINGS)
        return
    a, b = max(intervals, key=lambda pair: pair[1] - pair[0])
    days = (b - a).days
    late = days > LONGEST_INTERVAL
    yield plan.about_month(
        "N20",
        Result.NOT_MET if late else Result.MET,
        days=days,
        wanted=LONGEST_INTERVAL,
        dates=(("previous", a), ("next", b)),
        reason=Reason.LONG_INTERVAL if late else Reason.NONE,
    )


def _days_of(plan: PlanCase, formats: frozenset[str]) -> list[date]:
    """The days on which a counted entry of these formats sits, in order, the neighbours' tails included."""
    return sorted(
        {sitting.on for entry in plan.counted if entry.format in formats for sitting in entry.sittings}
    )
