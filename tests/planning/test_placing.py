"""Take the recommended days: everything placed at once, and what could not be, with its reason."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.half_days import HalfDays
from meetings.planning.placing import NotPlaced, Placing, WhyNot, take_recommended_days
from meetings.rules.facts import EntryFact, OccasionFact, SittingFact
from meetings.rules.findings import Severity
from meetings.rules.vocabulary import (
    Format,
    OccasionKind,
    ReportKind,
    StartKind,
    StepKind,
    WeekRule,
)
from meetings.rules.working_days import DAY, WorkingDays
from tests.planning.drawn import Drawn, at_random, carried_out, sound, wrong
from tests.rules.chains import NO_HOLIDAYS, chain
from tests.rules.months import entry, on_days, sitting

P, T = StepKind.POLITICO_MILITARY, StepKind.CONTRIBUTORS
C, A = StepKind.CONSULTATIONS, StepKind.ADOPTION

TODAY = date(2020, 6, 1)
ROOMS = {
    P: "Conference Room 7",
    T: "Security Council Chamber",
    C: "Consultations Room",
    A: "Security Council Chamber",
}


def day(text: str) -> date:
    return date.fromisoformat(f"2020-{text}")


def take(
    occasion: OccasionFact,
    entries: Iterable[EntryFact] = (),
    *,
    today: date = TODAY,
    calendar: WorkingDays = NO_HOLIDAYS,
) -> tuple[dict[StepKind, Placing], dict[StepKind, NotPlaced]]:
    placed, left = take_recommended_days(occasion, entries, calendar, WeekRule.AT_LEAST, today, rooms=ROOMS)
    return {one.kind: one for one in placed}, {one.kind: one for one in left}


def days(placed: dict[StepKind, Placing]) -> dict[StepKind, date]:
    return {kind: one.on for kind, one in placed.items()}


def in_chamber(*ons: str, room: str = "Security Council Chamber") -> tuple[EntryFact, ...]:
    """An entry that takes both halves of each of these days."""
    return tuple(entry(f"taken-{on}", sitting(f"2020-{on}", "10:00", "18:00", room=room)) for on in ons)


def test_all_four_are_placed_on_their_recommended_days() -> None:
    placed, left = take(chain("2020-07-01", end="2020-07-31"))
    assert left == {}
    assert list(placed.values()) == [
        Placing(P, day("07-09"), StartKind.MORNING, "Conference Room 7", 0, "G8"),
        Placing(T, day("07-10"), StartKind.MORNING, "Security Council Chamber", 0, "G13"),
        Placing(C, day("07-20"), StartKind.MORNING, "Consultations Room", 0, "L7"),
        Placing(A, day("07-29"), StartKind.MORNING, "Security Council Chamber", 0, "L4"),
    ]


def test_what_is_placed_stays_and_the_rest_is_counted_from_it() -> None:
    placed, left = take(chain("2020-07-01", consultations="2020-07-22", end="2020-07-31"))
    assert left == {}
    assert days(placed) == {P: day("07-13"), T: day("07-14"), A: day("07-29")}


def test_a_taken_morning_leaves_the_afternoon() -> None:
    morning = entry("taken", sitting("2020-07-10", "10:00", "12:00", room="Security Council Chamber"))
    placed, _left = take(chain("2020-07-01", end="2020-07-31"), [morning])
    assert (placed[T].on, placed[T].half, placed[T].differs_by) == (day("07-10"), StartKind.AFTERNOON, 0)


def test_a_taken_day_gives_way_to_the_nearest_the_earlier_of_two() -> None:
    """Friday the 10th is taken: Thursday the 9th is one day away, Monday the 13th three."""
    placed, _left = take(chain("2020-07-01", end="2020-07-31"), in_chamber("07-10"))
    assert (placed[T].on, placed[T].differs_by) == (day("07-09"), 1)


def test_g7_an_earlier_day_never_costs_the_report_its_week() -> None:
    """Taken is Tuesday the 14th, the day recommended. A report of the 6th leaves the 13th, one of the 7th does not."""
    taken, renewed = in_chamber("07-14"), {"end": "2020-07-31", "kind": OccasionKind.COMPLETION}
    first, _ = take(chain("2020-07-06", **renewed), taken)
    second, _ = take(chain("2020-07-07", consultations="2020-07-22", **renewed), taken)
    assert (days(first)[T], first[T].differs_by) == (day("07-13"), 1)
    assert (days(second)[T], second[T].differs_by) == (day("07-15"), 0)


def test_of_two_days_as_near_the_emptier_is_taken() -> None:
    """The 14th is taken; on the 13th something without a time or a room is planned."""
    busy = entry("busy", SittingFact(day("07-13")), format=Format.SOCIAL)
    occasion = chain("2020-07-06", end="2020-07-31", kind=OccasionKind.COMPLETION)
    assert days(take(occasion, (*in_chamber("07-14"), busy))[0])[T] == day("07-15")


def test_g13_when_the_meeting_has_to_wait_so_do_consultations() -> None:
    placed, left = take(chain("2020-07-08", end="2020-07-31"))
    assert left == {}
    assert days(placed) == {P: day("07-15"), T: day("07-16"), C: day("07-24"), A: day("07-29")}


def test_n17_among_days_as_near_the_one_that_is_no_fifth_is_taken() -> None:
    """Wednesday the 15th is taken. Of the 14th and the 16th the earlier, unless it is the fifth day of its week."""
    occasion = chain("2020-06-25", "2020-07-06", adoption="2020-07-24", end="2020-07-31")
    taken = in_chamber("07-15", room="Consultations Room")
    assert days(take(occasion, taken)[0])[C] == day("07-14")
    assert days(take(occasion, (*taken, *on_days((13, 16, 17))))[0])[C] == day("07-16")


def test_an_emptier_half_is_preferred() -> None:
    busy = entry("busy", sitting("2020-07-10", "10:00", "12:00", room="Trusteeship Council Chamber"))
    placed, _left = take(chain("2020-07-01", end="2020-07-31"), [busy])
    assert placed[T].half is StartKind.AFTERNOON


def test_two_steps_placed_at_once_do_not_take_one_half_twice() -> None:
    """The briefing gives way to the day of the meeting, and both want one room: it has the afternoon."""
    occasion = chain("2020-07-01", end="2020-07-31")
    placed, left = take_recommended_days(
        occasion,
        in_chamber("07-08", "07-09"),
        NO_HOLIDAYS,
        WeekRule.AT_LEAST,
        TODAY,
        rooms={P: "Security Council Chamber", T: "Security Council Chamber"},
    )
    assert left == ()
    assert [(one.kind, one.on, one.half) for one in placed[:2]] == [
        (P, day("07-10"), StartKind.AFTERNOON),
        (T, day("07-10"), StartKind.MORNING),
    ]


def test_too_late_is_told_with_its_days_and_the_rest_is_placed() -> None:
    """On Saturday 25 July the meeting's last day, Thursday the 23rd, is two days ago."""
    placed, left = take(chain("2020-07-01", end="2020-07-31"), today=day("07-25"))
    assert left == {T: NotPlaced(T, WhyNot.TOO_LATE, 2, day("07-23"), day("07-10"), "G13")}
    assert days(placed) == {P: day("07-27"), C: day("07-28"), A: day("07-29")}


def test_g7_a_report_that_is_out_too_late_leaves_the_meeting_to_the_planner() -> None:
    _placed, left = take(chain("2020-07-20", consultations="2020-07-22", end="2020-07-31"))
    assert (left[T].why, left[T].days, left[T].latest) == (WhyNot.TOO_LATE, 12, day("07-15"))


def test_no_free_sitting_is_told() -> None:
    occasion = chain("2020-07-06", consultations="2020-07-22", end="2020-07-31")
    _placed, left = take(occasion, in_chamber("07-13", "07-14", "07-15"))
    assert left == {T: NotPlaced(T, WhyNot.NO_FREE_SITTING, 0, day("07-15"), day("07-14"), "G13")}


def test_closed_is_told_where_only_closed_days_are_left() -> None:
    """Consultations on Thursday 24 December, the end on Sunday the 27th, and Friday is Christmas Day."""
    christmas = WorkingDays(frozenset({date(2020, 12, 25)}))
    occasion = chain("2020-12-01", "2020-12-14", "2020-12-24", end="2020-12-27")
    _placed, left = take(occasion, today=date(2020, 12, 1), calendar=christmas)
    assert (left[A].why, left[A].days) == (WhyNot.CLOSED, 0)


def test_n2_days_of_notice_that_are_missing_are_no_closed_days() -> None:
    """Four working days after Tuesday 22 December is the 29th: five days after the 24th, the last day left."""
    christmas = WorkingDays(frozenset({date(2020, 12, 25)}))
    occasion = chain("2020-12-22", None, "2020-12-28", end="2020-12-31", kind=OccasionKind.CRISIS)
    _placed, left = take(occasion, today=date(2020, 12, 1), calendar=christmas)
    assert (left[T].why, left[T].days, left[T].latest) == (WhyNot.TOO_LATE, 5, date(2020, 12, 24))


def test_an_event_without_a_date_has_none_to_plan_from() -> None:
    placed, left = take(chain(kind=OccasionKind.CRISIS))
    assert placed == {}
    assert {kind: one.why for kind, one in left.items()} == {T: WhyNot.NO_DATE, C: WhyNot.NO_DATE}


def test_n2_an_event_with_a_report_is_placed_after_its_four_working_days() -> None:
    placed, left = take(chain("2020-07-06", kind=OccasionKind.CRISIS))
    assert left == {}
    assert days(placed) == {T: day("07-10"), C: day("07-13")}


def test_of_a_concluded_occasion_nothing_is_placed() -> None:
    assert take(chain(end="2020-07-31", concluded=True)) == ({}, {})


def test_the_calendar_ends_somewhere() -> None:
    occasion = chain("9999-12-20", kind=OccasionKind.CRISIS)
    _placed, left = take(occasion, today=date(9999, 12, 1))
    assert {one.why for one in left.values()} <= {WhyNot.NO_DATE, WhyNot.NO_FREE_SITTING}


@st.composite
def crowded(draw: st.DrawFn, end: date) -> tuple[EntryFact, ...]:
    """Up to forty sittings in the two months before an end, in the rooms the steps want."""
    lines = draw(
        st.lists(
            st.tuples(
                st.integers(0, 60),
                st.sampled_from([StartKind.MORNING, StartKind.AFTERNOON, StartKind.UNSET]),
                st.sampled_from(sorted(set(ROOMS.values()))),
            ),
            max_size=40,
        )
    )
    return tuple(
        EntryFact(
            f"entry-{n}",
            end.replace(day=1),
            Format.BRIEFING,
            "",
            sittings=(SittingFact(end - back * DAY, start, room=room),),
        )
        for n, (back, start, room) in enumerate(lines)
    )


@given(sound(), st.data(), st.integers(0, 60))
def test_what_is_placed_together_is_never_found_fault_with(
    drawn: Drawn, data: st.DataObject, before: int
) -> None:
    entries = data.draw(crowded(drawn.end))
    today = drawn.end - before * DAY
    placed, left = take_recommended_days(
        drawn.occasion, entries, drawn.calendar, drawn.week_rule, today, rooms=ROOMS
    )
    taken = HalfDays.of(entries)
    for one in placed:
        assert drawn.calendar.is_working(one.on)
        assert one.on >= today
        assert one.half in taken.free(one.room, one.on)
        assert one.room == ROOMS[one.kind]
    assert {one.kind for one in placed}.isdisjoint(one.kind for one in left)
    findings = carried_out(drawn, {one.kind: one.on for one in placed})
    assert [finding for finding in wrong(findings) if finding.severity >= Severity.WARNING] == []


@given(sound(), st.integers(0, 60))
def test_every_missing_step_is_answered_for(drawn: Drawn, before: int) -> None:
    placed, left = take_recommended_days(
        drawn.occasion,
        (),
        drawn.calendar,
        drawn.week_rule,
        drawn.end - before * DAY,
        rooms=ROOMS,
    )
    wanted = {T, C}
    if drawn.occasion.kind is OccasionKind.RENEWAL:
        wanted.add(P)
    if drawn.occasion.kind in (
        OccasionKind.RENEWAL,
        OccasionKind.PLANNING,
        OccasionKind.CHANGE,
        OccasionKind.COMPLETION,
    ):
        wanted.add(A)
    missing = {kind for kind in wanted if drawn.occasion.on(kind) is None}
    assert sorted(one.kind for one in (*placed, *left)) == sorted(missing)
    for one in left:
        assert (one.why is WhyNot.TOO_LATE) == (one.days > 0)


@given(sound(kinds=[OccasionKind.RENEWAL]))
def test_with_time_and_rooms_nothing_is_left_and_nothing_differs(drawn: Drawn) -> None:
    placed, left = take_recommended_days(
        drawn.occasion, (), drawn.calendar, drawn.week_rule, drawn.long_ago, rooms=ROOMS
    )
    assert left == ()
    assert {one.differs_by for one in placed} <= {0}


@given(at_random(), st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_no_occasion_is_too_odd(drawn: Drawn, today: date) -> None:
    placed, _left = take_recommended_days(
        drawn.occasion, (), drawn.calendar, drawn.week_rule, today, rooms={}
    )
    assert all(one.on >= today and one.room == "" for one in placed)


def test_an_oral_report_is_not_waited_for() -> None:
    occasion = chain("2020-07-20", end="2020-07-31", report_kind=ReportKind.ORAL)
    assert days(take(occasion)[0])[T] == day("07-10")
