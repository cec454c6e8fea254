"""The months as they were: programmes, entries and sittings."""

from typing import Final

from meetings.exchange.reference.entries import EntryData, SittingData
from meetings.exchange.reference.programme import all_months
from meetings.models import Entry, Programme, Sitting
from meetings.services.reference.loading import Loading, is_revised, shared_values, values_of
from meetings.services.reference.writing import (
    Key,
    bring_links_up_to_date,
    bring_up_to_date,
    take_away,
)

NOT_COMPLETE: Final = (
    "Not complete: the library's tables end in June 2022. What is here comes from press releases, programmes, "
    "Journal extracts and the voting record."
)


def write_programmes(loading: Loading) -> None:
    """A record for each month. One that is planned here, and so no mere record, is left to the planners."""
    last_complete = max(row.on for row in loading.reference.held)
    rows = [
        {
            "month": month,
            "state": Programme.State.RECORD,
            "note": NOT_COMPLETE if month > last_complete else "",
        }
        for month in all_months(loading.entries)
    ]
    stored = bring_up_to_date(
        rows,
        Programme.objects.all(),
        key=["month"],
        tally=loading.tally,
        leave_alone=lambda programme: programme.state != Programme.State.RECORD,
    )
    loading.programmes = {month: programme.pk for (month,), programme in stored.items()}


def write_entries(loading: Loading) -> None:
    """Entries by their key, with missions and sittings.

    An entry that a planner has revised is the planner's from then on; one without a key always was.
    """
    rows = [_entry_values(loading, entry) for entry in loading.entries]
    stored = bring_up_to_date(
        rows,
        Entry.objects.filter(import_key__isnull=False).order_by(),
        key=["import_key"],
        tally=loading.tally,
        leave_alone=is_revised,
    )
    wanted = {entry.key: stored[(entry.key,)] for entry in loading.entries}
    loading.entry_keys = {key: entry.pk for key, entry in wanted.items()}
    ours = {entry.pk for entry in wanted.values() if not is_revised(entry)}
    links = [
        (loading.entry_keys[entry.key], loading.missions[mission])
        for entry in loading.entries
        for mission in entry.missions
    ]
    bring_links_up_to_date(Entry.missions.through, links, owned=ours, tally=loading.tally)
    _write_sittings(loading, ours)


def _entry_values(loading: Loading, entry: EntryData) -> dict[str, object]:
    return {
        **shared_values(entry, Entry),
        "import_key": entry.key,
        "programme_id": loading.programmes[entry.month],
    }


def _write_sittings(loading: Loading, ours: set[int]) -> None:
    """The sittings of the entries that are ours, by day and resumption; others of theirs are taken away."""
    rows = [
        _sitting_values(loading, loading.entry_keys[entry.key], sitting)
        for entry in loading.entries
        for sitting in entry.sittings
        if loading.entry_keys[entry.key] in ours
    ]
    key = ["entry_id", "on", "resumption"]
    loaded = Sitting.objects.filter(entry__import_key__isnull=False).order_by()
    stored = bring_up_to_date(rows, loaded, key=key, tally=loading.tally)
    wanted: set[Key] = {tuple(row[column] for column in key) for row in rows}
    surplus = [sitting.pk for at, sitting in stored.items() if at not in wanted and sitting.entry_id in ours]
    take_away(Sitting, surplus, loading.tally)


def _sitting_values(loading: Loading, entry: int, sitting: SittingData) -> dict[str, object]:
    """A sitting as it will be stored. None holds its room, since no entry is loaded as confirmed."""
    room = loading.rooms[sitting.room] if sitting.room else None
    names = ("on", "resumption", "start_kind", "starts_at", "position")
    free = {"room_from": None, "room_until": None}
    return {"entry_id": entry, "room_id": room, **values_of(sitting, *names), **free}
