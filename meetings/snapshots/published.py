"""What anyone may know of the months ahead: the entries of the latest published versions."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from meetings.models import Programme
from meetings.models.frozen import thaw
from meetings.rules.facts import EntryFact
from meetings.rules.months import first_of


def published_entries(first: date, last: date) -> dict[str, EntryFact]:
    """Entries by uid from the latest version of each month between two days: one query."""
    months = Programme.objects.filter(month__range=(first_of(first), last), versions__isnull=False)
    return entries_of(months.distinct().with_latest_version())


def entries_of(months: Iterable[Programme]) -> dict[str, EntryFact]:
    """Entries by uid from months fetched ``with_latest_version``.

    An entry that moved to another month stands in two of them until both are revised; it counts where it
    was published last; what it left behind in a revised month, postponed, never stands before it.
    """
    versions = [
        (row.version_published_at, row.month, row.version_content)  # type: ignore[attr-defined]
        for row in months
        if row.version_content  # type: ignore[attr-defined]
    ]
    found: dict[str, EntryFact] = {}
    for *_, content in sorted(versions, key=_age):
        month = thaw(content)
        found |= {one.uid: one for one in month.entries if not (one.uid in month.left and one.uid in found)}
    return found


def _age(version: tuple[datetime, date, dict[str, Any]]) -> tuple[datetime, date]:
    return version[:2]
