"""The months as they were: the record, what is known beside it, and the places of all sittings in their day."""

from collections.abc import Iterable, Iterator
from datetime import date

from meetings.exchange.reference.decisions import Decided
from meetings.exchange.reference.entries import EntryData, in_order_of_the_day
from meetings.exchange.reference.folder import Reference
from meetings.exchange.reference.later import beside_the_record
from meetings.exchange.reference.record import meetings_held, with_outcomes_matched
from meetings.rules.months import month_after


def all_entries(reference: Reference, decided: Decided) -> tuple[EntryData, ...]:
    """Every entry of every month, each meeting once."""
    missions_of = decided.missions_of()
    items = {mission.acronym: mission.agenda_item for mission in reference.missions}
    held = meetings_held(reference.held, reference.contributors_meetings, missions_of)
    record = tuple(with_outcomes_matched(held, decided.decisions.values(), missions_of, items))
    return tuple(in_order_of_the_day((*record, *beside_the_record(reference, decided, record))))


def all_months(entries: Iterable[EntryData]) -> Iterator[date]:
    """Each month from the first entry to the last, also those of which nothing is known."""
    months = {entry.month for entry in entries}
    month, last = min(months, default=date.max), max(months, default=date.min)
    while month <= last:
        yield month
        month = month_after(month)
