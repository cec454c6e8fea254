"""What anyone may know of the months ahead: the entries of the latest published versions."""

from collections.abc import Iterable
from datetime import date, datetime

from meetings.models import Programme
from meetings.models.frozen import thaw
from meetings.planning.published import PublishedMonth
from meetings.rules.facts import EntryFact
from meetings.rules.months import first_of


def published_entries(first: date, last: date) -> dict[str, EntryFact]:
    """Entries by uid from the latest version of each month between two days: one query."""
    months = Programme.objects.filter(month__range=(first_of(first), last), versions__isnull=False)
    return entries_of(months.distinct().with_latest_version())


def entries_of(months: Iterable[Programme]) -> dict[str, EntryFact]:
    """Entries by uid from months fetched ``with_latest_version``."""
    return merged(
        (row.version_published_at, row.month, thaw(row.version_content))  # type: ignore[attr-defined]
        for row in months
        if row.version_content  # type: ignore[attr-defined]
    )


def merged(versions: Iterable[tuple[datetime, date, PublishedMonth]]) -> dict[str, EntryFact]:
    """Entries by uid from the latest versions of some months: when each was published, its month, what it holds.

    An entry that moved to another month stands in two of them until both are revised; it counts where it
    was published last; what it left behind in a revised month, postponed, never stands before it.
    """
    found: dict[str, EntryFact] = {}
    for *_, month in sorted(versions, key=lambda version: version[:2]):
        found |= {one.uid: one for one in month.entries if not (one.uid in month.left and one.uid in found)}
    return found
