"""The month laid out: weeks, days and halves, from facts alone."""

from datetime import date, time

from meetings.planning.month_grid import Footnote, month_grid
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.vocabulary import Format, StartKind

DECEMBER = date(2026, 12, 1)
TODAY = date(2026, 12, 16)


def entry(title, *sittings, footnote="", month=DECEMBER):
    return EntryFact(
        uid=title, month=month, format=Format.BRIEFING, title=title, sittings=sittings, footnote=footnote
    )


def sitting(day, start=None, *, kind=None, position=0, resumption=0, month=DECEMBER):
    kind = kind or (StartKind.EXACT if start else StartKind.UNSET)
    return SittingFact(month.replace(day=day), kind, start, position=position, resumption=resumption)


def grid(*entries, margin=(), month=DECEMBER):
    return month_grid(month, entries, margin, TODAY)


def cell(laid_out, day):
    return next(one for week in laid_out.weeks for one in week.days if one.on.day == day and one.in_month)


def titles(lines):
    return [line.entry.title for line in lines]


def test_a_month_is_its_weeks_from_monday_to_friday():
    weeks = grid().weeks
    assert [[day.on.day for day in week.days] for week in weeks] == [
        [30, 1, 2, 3, 4],
        [7, 8, 9, 10, 11],
        [14, 15, 16, 17, 18],
        [21, 22, 23, 24, 25],
        [28, 29, 30, 31, 1],
    ]


def test_days_of_other_months_are_empty():
    weeks = grid(entry("January", sitting(1, month=date(2027, 1, 1)))).weeks
    assert [day.on for day in weeks[0].days if not day.in_month] == [date(2026, 11, 30)]
    assert weeks[-1].days[-1].lines == ()


def test_a_weekend_is_shown_only_where_something_is_on_it():
    assert [day.on.weekday() for day in grid(entry("Sunday", sitting(20))).weeks[0].days] == [
        0,
        1,
        2,
        3,
        4,
        6,
    ]


def test_a_mandate_that_ends_on_a_weekend_is_shown():
    end = MarginLine(MarginKind.MANDATE_END, date(2026, 12, 19), "MONUSCO", "S/RES/2808 (2025)", True, True)
    assert cell(grid(margin=[end]), 19).margin[0].line == end


def test_a_week_in_which_only_an_unused_weekend_lies_is_left_out():
    august = date(2026, 8, 1)  # a Saturday
    assert [week.days[0].on.day for week in grid(month=august).weeks] == [3, 10, 17, 24, 31]


def test_the_afternoon_begins_at_one():
    laid_out = grid(entry("noon", sitting(1, time(12, 59))), entry("lunch", sitting(1, time(13))))
    assert titles(cell(laid_out, 1).morning) == ["noon"]
    assert titles(cell(laid_out, 1).afternoon) == ["lunch"]


def test_half_days_stand_after_the_timed_entries_of_their_half():
    laid_out = grid(
        entry("some time in the morning", sitting(1, kind=StartKind.MORNING)),
        entry("ten", sitting(1, time(10))),
        entry("some time in the afternoon", sitting(1, kind=StartKind.AFTERNOON)),
        entry("three", sitting(1, time(15))),
    )
    assert titles(cell(laid_out, 1).morning) == ["ten", "some time in the morning"]
    assert titles(cell(laid_out, 1).afternoon) == ["three", "some time in the afternoon"]


def test_an_entry_without_a_time_is_in_neither_half():
    day = cell(grid(entry("unset", sitting(1))), 1)
    assert (day.morning, day.afternoon, titles(day.unset)) == ((), (), ["unset"])


def test_what_follows_stands_in_the_half_of_the_sitting_before_it():
    laid_out = grid(
        entry("then", sitting(1, kind=StartKind.AFTER_PREVIOUS, position=2)),
        entry("morning", sitting(1, time(10), position=1)),
        entry("afternoon", sitting(1, time(15), position=3)),
        entry("last", sitting(1, kind=StartKind.AFTER_PREVIOUS, position=4)),
    )
    assert titles(cell(laid_out, 1).morning) == ["morning", "then"]
    assert titles(cell(laid_out, 1).afternoon) == ["afternoon", "last"]


def test_the_clock_goes_before_the_position():
    laid_out = grid(
        entry("half past four", sitting(1, time(16, 30), position=1)),
        entry("three", sitting(1, time(15), position=2)),
        entry("then", sitting(1, kind=StartKind.AFTER_PREVIOUS, position=3)),
    )
    assert titles(cell(laid_out, 1).afternoon) == ["three", "then", "half past four"]


def test_entries_without_a_time_keep_their_position():
    laid_out = grid(entry("second", sitting(1, position=2)), entry("first", sitting(1, position=1)))
    assert titles(cell(laid_out, 1).unset) == ["first", "second"]


def test_what_follows_nothing_is_in_neither_half():
    day = cell(grid(entry("first", sitting(1, kind=StartKind.AFTER_PREVIOUS))), 1)
    assert titles(day.unset) == ["first"]


def test_a_meeting_that_is_resumed_stands_on_both_days():
    laid_out = grid(entry("long", sitting(1, time(10)), sitting(3, time(15), resumption=1)))
    assert not cell(laid_out, 1).morning[0].sits_again
    assert cell(laid_out, 3).afternoon[0].sits_again


def test_undated_entries_are_kept_beside_the_grid():
    assert titles(grid(entry("Ukraine")).undated) == ["Ukraine"]


def test_a_sitting_in_another_month_is_not_lost():
    laid_out = grid(entry("long", sitting(31), sitting(4, month=date(2027, 1, 1), resumption=1)))
    assert [line.sitting.on for line in laid_out.elsewhere] == [date(2027, 1, 4)]


def test_a_neighbours_sitting_is_shown_here_and_only_here():
    tail = entry("November", sitting(2), sitting(27, month=date(2026, 11, 1)), month=date(2026, 11, 1))
    laid_out = grid(tail)
    assert titles(cell(laid_out, 2).unset) == ["November"]
    assert laid_out.elsewhere == ()


def test_footnotes_are_numbered_in_reading_order_and_shared_by_their_words():
    laid_out = grid(
        entry("later", sitting(9), footnote="Date to be confirmed."),
        entry("undated", footnote="As needed."),
        entry("earlier", sitting(1), footnote="Webcast."),
        entry("latest", sitting(10), footnote="Webcast."),
    )
    assert laid_out.footnotes == (
        Footnote(1, "Webcast."),
        Footnote(2, "Date to be confirmed."),
        Footnote(3, "As needed."),
    )
    assert cell(laid_out, 10).unset[0].note == 1


def test_a_past_end_that_nothing_followed_has_lapsed():
    def lapsed(day, *, settled):
        line = MarginLine(MarginKind.MANDATE_END, date(2026, 12, day), "UNISFA", "", True, settled)
        return cell(grid(margin=[line]), day).margin[0].lapsed

    assert lapsed(15, settled=False)
    assert not lapsed(15, settled=True)
    assert not lapsed(16, settled=False)  # its last day is today


def test_a_report_and_the_request_for_it_are_one_line():
    lines = [
        MarginLine(MarginKind.REPORT_DUE, date(2026, 12, 1), "UNDOF", "S/2026/901", True, True),
        MarginLine(MarginKind.REPORT_DUE, date(2026, 12, 1), "UNDOF", "S/RES/2782 (2025)", False, True),
    ]
    (note,) = cell(grid(margin=lines), 1).margin
    assert note.line == MarginLine(
        MarginKind.REPORT_DUE, date(2026, 12, 1), "UNDOF", "S/2026/901, S/RES/2782 (2025)", False, True
    )


def test_a_holiday_and_a_weekend_are_closed_days():
    holiday = MarginLine(MarginKind.HOLIDAY, date(2026, 12, 25), "Christmas Day", "", True, True)
    laid_out = grid(entry("Sunday", sitting(20)), margin=[holiday])
    assert [day.on.day for day in laid_out.days if day.is_closed] == [20, 25]


def test_today_is_marked_once():
    days = [day for week in grid().weeks for day in week.days]
    assert [day.on for day in days if day.is_today] == [TODAY]
