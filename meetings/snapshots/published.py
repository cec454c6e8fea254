"""What anyone may know of the months ahead: the entries of the latest published versions."""

from collections.abc import Iterable
from datetime import date

from meetings.rules.facts import EntryFact
from meetings.snapshots.latest import Dated, latest_between


def published_entries(first: date, last: date) -> dict[str, EntryFact]:
    """Entries by uid from the latest version of each month between two days: one query."""
    return merged(latest_between(first, last))


def merged(versions: Iterable[Dated]) -> dict[str, EntryFact]:
    """Entries by uid from the latest versions of some months: when each was published, its month, what it holds.

    An entry that moved to another month stands in two of them until both are revised; it counts where it
    was published last; what it left behind in a revised month, postponed, never stands before it.
    """
    found: dict[str, EntryFact] = {}
    for *_, month in sorted(versions, key=lambda version: version[:2]):
        found |= {one.uid: one for one in month.entries if not (one.uid in month.left and one.uid in found)}
    return found
