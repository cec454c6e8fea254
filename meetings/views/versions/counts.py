"""How many entries changed from each version of a month to the next, by kind.

Versions never change, so each pair is counted once and kept: a page of thirty versions reads the contents of those
alone that nobody has counted yet in this process.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest

from django.core.cache import caches

from meetings.kept import KEPT_IN, made_of, release
from meetings.planning.diff import ChangeKind, difference
from meetings.snapshots.versions import VersionLine, differing_entries

Counts = Mapping[ChangeKind, int]
Digests = tuple[str, str]
"""Of the version before, empty where there is none, and of the version."""


def counts_of(month: date, versions: Sequence[VersionLine]) -> Mapping[int, Counts]:
    """What changed in each version against the one before it, by number; in the first all is added.

    One query where something is to be counted, else none.

    Args:
        versions: all of the month, the latest first.
    """
    pairs = list(zip_longest(versions, versions[1:]))
    digests = {after.number: (before.digest if before else "", after.digest) for after, before in pairs}
    shelf, key = caches[KEPT_IN], made_of("changes by kind", month, release())
    kept: dict[Digests, Counts] = shelf.get(key, {})
    missing = [
        (before.number if before else None, after.number)
        for after, before in pairs
        if digests[after.number] not in kept
    ]
    if missing:
        for (_before, number), old, new in differing_entries(month, missing):
            kept[digests[number]] = Counter(change.kind for change in difference(old, new))
        shelf.set(key, {pair: kept[pair] for pair in digests.values()})
    return {number: kept[pair] for number, pair in digests.items()}
