"""Rooms (L1), closed days (L2), days in a week (N17) and intervals between meetings (N20)."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.facts import HolidayFact, SittingFact
from meetings.rules.findings import Mend, Reason, Result, Severity, SubjectKind
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from tests.rules.months import entry, july, on_days, say, sitting

TUESDAY = "2020-07-14"


def clashes(*sittings: SittingFact) -> int:
    return len(say("L1", july(*(entry(f"e{i}", one) for i, one in enumerate(sittings)))))


@pytest.mark.parametrize(
    ("first", "second", "number"),
    [
        (sitting(TUESDAY, "10:00"), sitting(TUESDAY, "10:59"), 1),
        (sitting(TUESDAY, "10:00"), sitting(TUESDAY, "11:00"), 0),  # one hour is assumed
        (sitting(TUESDAY, "10:00", "13:00"), sitting(TUESDAY, "12:00"), 1),
        (sitting(TUESDAY, "10:00", "10:30"), sitting(TUESDAY, "10:30"), 0),  # end to end
        (sitting(TUESDAY, "10:00"), sitting(TUESDAY, "10:00", room="Consultations Room"), 0),
        (sitting(TUESDAY, "10:00"), sitting("2020-07-15", "10:00"), 0),
        (sitting(TUESDAY, "10:00"), sitting(TUESDAY, "10:00", shared_room=True), 0),
        (sitting(TUESDAY, "10:00", room=""), sitting(TUESDAY, "10:00", room=""), 0),
        (sitting(TUESDAY, "10:00"), sitting(TUESDAY), 0),  # only exact starts clash
        (sitting(TUESDAY, "23:30", "01:00"), sitting("2020-07-15", "00:30"), 1),  # past midnight
    ],
)
def test_two_sittings_in_a_room(first: SittingFact, second: SittingFact, number: int) -> None:
    assert clashes(first, second) == clashes(second, first) == number


@pytest.mark.parametrize(
    "kind", [StartKind.MORNING, StartKind.AFTERNOON, StartKind.AFTER_PREVIOUS, StartKind.UNSET]
)
def test_a_start_that_is_not_exact_clashes_with_nothing(kind: StartKind) -> None:
    vague = SittingFact(date(2020, 7, 14), kind, starts_at=time(10), room="Chamber")
    assert clashes(vague, sitting(TUESDAY, "10:00")) == 0


def test_a_clash_is_said_of_the_later_one_and_names_the_earlier() -> None:
    plan = july(entry("late", sitting(TUESDAY, "10:30")), entry("early", sitting(TUESDAY, "10:00")))
    (finding,) = say("L1", plan)
    assert (finding.subject, finding.detail, finding.severity) == ("late", "early", Severity.WARNING)
    assert finding.subject_kind is SubjectKind.ENTRY


def test_a_long_sitting_clashes_with_each_it_covers() -> None:
    assert (
        clashes(sitting(TUESDAY, "10:00", "18:00"), sitting(TUESDAY, "11:00"), sitting(TUESDAY, "15:00")) == 2
    )


@pytest.mark.parametrize("status", [EntryStatus.POSTPONED, EntryStatus.CANCELLED])
def test_what_is_off_holds_no_room_and_no_day(status: EntryStatus) -> None:
    plan = july(
        entry("on", sitting(TUESDAY, "10:00")),
        entry("off", sitting(TUESDAY, "10:00"), status=status),
        entry("sunday", sitting("2020-07-12"), status=status),
    )
    assert say("L1", plan) == say("L2", plan) == []


def test_a_clash_wholly_in_the_neighbouring_month_is_left_to_it() -> None:
    tails = (entry("a", sitting("2020-08-03", "10:00")), entry("b", sitting("2020-08-03", "10:00")))
    assert say("L1", july(*tails)) == []


times = st.builds(
    lambda start, length: (start, min(start + length, 23 * 60 + 59)),
    st.integers(0, 1380),
    st.integers(1, 240),
)


@given(st.lists(times, max_size=12))
def test_as_many_clashes_as_pairs_that_overlap(spans: list[tuple[int, int]]) -> None:
    sittings = [
        SittingFact(
            date(2020, 7, 14), StartKind.EXACT, time(a // 60, a % 60), time(b // 60, b % 60), room="Chamber"
        )
        for a, b in spans
    ]
    pairs = [(x, y) for i, x in enumerate(spans) for y in spans[i + 1 :]]
    assert clashes(*sittings) == sum(a < d and c < b for (a, b), (c, d) in pairs)


def test_an_entry_on_a_weekend_or_holiday_warns_with_the_nearest_working_day() -> None:
    independence = HolidayFact(date(2020, 7, 3), "Independence Day (observed)")
    plan = july(*on_days([2, 3, 4, 5, 6]), holidays=(independence,))
    holiday, saturday, sunday = say("L2", plan)
    assert (holiday.reason, holiday.mend) == (Reason.HOLIDAY, Mend(None, date(2020, 7, 2)))
    assert (saturday.reason, saturday.mend) == (Reason.WEEKEND, Mend(None, date(2020, 7, 2)))
    assert (sunday.reason, sunday.mend) == (Reason.WEEKEND, Mend(None, date(2020, 7, 6)))
    assert {finding.severity for finding in say("L2", plan)} == {Severity.WARNING}


def test_a_floating_holiday_closes_nothing() -> None:
    vesak = HolidayFact(date(2020, 7, 2), "floating", official=False)
    assert say("L2", july(*on_days([2]), holidays=(vesak,))) == []


def test_a_meeting_held_on_a_weekend_is_only_noted() -> None:
    (finding,) = say("L2", july(*on_days([11], status=EntryStatus.HELD)))
    assert (finding.severity, finding.mend) == (Severity.NOTE, None)


def test_an_entry_with_several_sittings_names_each_closed_day() -> None:
    resumed = entry("e", sitting("2020-07-10"), sitting("2020-07-11", resumption=1), sitting("2020-07-12"))
    (finding,) = say("L2", july(resumed))
    assert [on.day for _, on in finding.dates] == [11, 12]


def test_of_several_closed_days_no_single_move_is_offered() -> None:
    (finding,) = say("L2", july(entry("e", sitting("2020-07-11"), sitting("2020-07-12"))))
    assert (finding.severity, finding.mend) == (Severity.WARNING, None)


def test_an_entry_is_not_moved_into_the_past() -> None:
    saturday = on_days([11])
    (soon,) = say("L2", july(*saturday, today=date(2020, 7, 11)))
    assert soon.mend == Mend(None, date(2020, 7, 13))
    (past,) = say("L2", july(*saturday, today=date(2020, 7, 13)))
    assert (past.severity, past.mend) == (Severity.NOTE, None)


def test_a_journey_of_the_council_may_last_over_a_weekend() -> None:
    assert say("L2", july(*on_days([11, 12], format=Format.COUNCIL_MISSION))) == []


def test_four_days_a_week() -> None:
    (finding,) = say("N17", july(*on_days([6, 7, 8, 9])))
    assert (finding.result, finding.days, finding.subject) == (Result.MET, 4, "2020-07-06")
    assert finding.subject_kind is SubjectKind.WEEK


def test_a_fifth_day_and_a_friday_are_hints() -> None:
    (fifth,) = say("N17", july(*on_days([6, 7, 8, 9, 10])))
    assert (fifth.reason, fifth.days, fifth.severity) == (Reason.FIFTH_DAY, 5, Severity.HINT)
    (friday,) = say("N17", july(*on_days([6, 10])))
    assert (friday.reason, friday.severity) == (Reason.FRIDAY, Severity.HINT)
    assert [on.day for _, on in friday.dates] == [10]


def test_only_council_business_counts_towards_the_four_days() -> None:
    plan = july(
        *on_days([6, 7, 8, 9]),
        *on_days([10], format=Format.SUBSIDIARY_BODY),
        entry("video", sitting("2020-07-08"), format=Format.VIDEOCONFERENCE),
    )
    assert [finding.result for finding in say("N17", plan)] == [Result.MET]


def test_a_week_across_the_border_counts_the_neighbours_days() -> None:
    tail = [entry(f"june-{n}", sitting(f"2020-06-{n}")) for n in (29, 30)]
    (finding,) = say("N17", july(*tail, *on_days([1, 2, 3])))
    assert (finding.subject, finding.reason) == ("2020-06-29", Reason.FIFTH_DAY)
    assert say("N17", july(*tail)) == []


def test_a_friday_beyond_the_border_is_its_own_months_matter() -> None:
    friday = entry("end", sitting("2020-07-31"))
    plan = july(entry("june", sitting("2020-06-30")), *on_days([3]), friday)
    june = july(*plan.entries, month=date(2020, 6, 1))
    assert [finding.result for finding in say("N17", june)] == [Result.MET]
    assert [finding.reason for finding in say("N17", plan)] == [Reason.FRIDAY, Reason.FRIDAY]


def test_no_more_than_fourteen_days_between_meetings() -> None:
    (finding,) = say("N20", july(*on_days([1, 15, 28])))
    assert (finding.result, finding.days, finding.subject) == (Result.MET, 14, "2020-07")
    (finding,) = say("N20", july(*on_days([1, 16, 28])))
    assert (finding.result, finding.days, finding.severity) == (Result.NOT_MET, 15, Severity.WARNING)
    assert [on.day for _, on in finding.dates] == [1, 16]


def test_an_interval_reaches_into_the_neighbouring_month() -> None:
    june = entry("june", sitting("2020-06-20"))
    (finding,) = say("N20", july(june, *on_days([6, 13])))
    assert (finding.reason, finding.days) == (Reason.LONG_INTERVAL, 16)


def test_consultations_are_no_meeting_and_an_empty_month_stays_open() -> None:
    plan = july(*on_days([1]), *on_days([8], format=Format.CONSULTATIONS))
    (finding,) = say("N20", plan)
    assert (finding.result, finding.severity) == (Result.UNKNOWN, Severity.NOTE)
    assert finding.reason is Reason.NO_MEETINGS
