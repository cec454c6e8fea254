"""The months that a file speaks of, and the entries on record in them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from django.db.models import QuerySet

from meetings.exchange.tables.columns import Place
from meetings.models import Entry, Programme
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.kinds.sittings import in_chunks
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps

ROWS_AT_A_TIME: Final = 2000
"""So many entries are held in memory with their parts."""


def bring_months(
    bringing: Bringing, months: Mapping[date, Place], state: Programme.State
) -> Steps[dict[date, int]]:
    """Begin the months that have no programme, in some state; those that have one keep theirs.

    Args:
        months: by their first day, with the place in the file that speaks of each first.

    Returns:
        The key of the programme of each.
    """
    known = dict(Programme.objects.filter(month__in=months).values_list("month", "pk"))
    wanted = [
        Wanted(place, {"month": month, "state": state}, f"{month:%Y-%m}")
        for month, place in sorted(months.items(), key=lambda item: item[0])
        if month not in known
    ]
    begun = yield from bringing.bring(Programme, wanted, key=["month"], stored=Programme.objects.none())
    return known | {month: programme.pk for (month,), programme in begun.items()}


def lock_entries(months: Iterable[date]) -> list[Entry]:
    """The entries of some months with their sittings and missions, locked in their order until the transaction ends.

    They are locked before any sitting is, as all services do it: so nobody waits for the load that it waits for.
    """
    return _with_parts(Entry.objects.filter(programme__month__in=list(months)))


def lock_numbered(numbers: Sequence[str]) -> list[Entry]:
    """The entries of whatever month that bear one of some meeting records, in the same way."""
    return [
        entry
        for some in in_chunks(numbers)
        for entry in _with_parts(Entry.objects.filter(meeting_number__in=some))
    ]


def _with_parts(entries: QuerySet[Entry]) -> list[Entry]:
    rows = entries.select_for_update(no_key=True, of=("self",)).order_by("pk").select_related("programme")
    return list(rows.prefetch_related("missions", "sittings").iterator(chunk_size=ROWS_AT_A_TIME))
