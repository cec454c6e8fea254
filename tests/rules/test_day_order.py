"""The order in which the sittings of a day take place."""

from datetime import date, time

from meetings.rules.day_order import in_order
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import Format, StartKind

DAY = date(2026, 12, 2)


def line(title: str, start: str = "", *, position: int = 0, on: date = DAY) -> EntryFact:
    """An entry with one sitting: at an hour, "am", "pm", "then" (followed by), or with no time set."""
    kinds = {
        "am": StartKind.MORNING,
        "pm": StartKind.AFTERNOON,
        "then": StartKind.AFTER_PREVIOUS,
        "": StartKind.UNSET,
    }
    kind = kinds.get(start, StartKind.EXACT)
    starts_at = time(int(start)) if kind is StartKind.EXACT else None
    return EntryFact(
        title, DAY, Format.BRIEFING, title, sittings=(SittingFact(on, kind, starts_at, position=position),)
    )


def order(*entries: EntryFact) -> list[str]:
    return [entry.title for entry, _sitting in in_order(entries)]


def test_by_the_clock_and_not_by_the_order_of_entry() -> None:
    assert order(line("16", "16", position=1), line("15", "15", position=2)) == ["15", "16"]


def test_a_half_day_closes_its_half_and_a_time_not_set_the_day() -> None:
    lines = [line("unset"), line("pm", "pm"), line("15", "15"), line("am", "am"), line("10", "10")]
    assert order(*lines) == ["10", "am", "15", "pm", "unset"]


def test_what_follows_stays_with_what_it_follows() -> None:
    lines = [
        line("afternoon", "15", position=1),
        line("then", "then", position=2),
        line("morning", "10", position=3),
        line("then this", "then", position=4),
        line("and this", "then", position=5),
    ]
    assert order(*lines) == ["morning", "then this", "and this", "afternoon", "then"]


def test_what_follows_nothing_on_its_day_stands_alone() -> None:
    before = line("the day before", "15", on=date(2026, 12, 1))
    assert order(line("then", "then"), before) == ["the day before", "then"]


def test_each_sitting_is_a_line_and_an_undated_entry_comes_last() -> None:
    twice = EntryFact(
        "twice", DAY, Format.DEBATE, "twice", sittings=(SittingFact(DAY), SittingFact(date(2026, 12, 3)))
    )
    undated = EntryFact("undated", DAY, Format.MEETING, "undated")
    assert order(undated, twice, line("10", "10")) == ["10", "twice", "twice", "undated"]
