"""All versions of a month.

What a person here wants to find out, in this order:

1. Is what I hold in hand still the latest, and when did it change last? (numbers and days, the latest first)
2. What changed each time: how much moved, was cancelled, was added? (a count by kind, with the way to the whole)
3. What was said of it? (title, note)
4. That version itself: to read, to print, to save, to follow.
5. What changed since the one I have? (any two, compared)

Planners also read who published each; to everyone else it was the Secretariat.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import zip_longest

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.exchange.wording_changes import KIND_LABELS, count_text
from meetings.forms.versions import TwoVersions
from meetings.permissions import sight_of
from meetings.planning.diff import ChangeKind
from meetings.snapshots.versions import VersionLine, versions_of
from meetings.views.versions.counts import Counts, counts_of


@dataclass(frozen=True, slots=True)
class ListedVersion:
    """A version with what changed in it against the one before; the first has as many entries as were added."""

    line: VersionLine
    before: int | None
    counts: Counts

    @property
    def entry_count(self) -> int:
        return self.counts.get(ChangeKind.ADDED, 0)

    @property
    def changed(self) -> list[str]:
        """A count for each kind that there is: "2 moved"."""
        return [count_text(kind, self.counts[kind]) for kind in KIND_LABELS if self.counts.get(kind)]


@require_safe
def versions(request: HttpRequest, month: date) -> HttpResponse:
    """Every version of a month, the latest first."""
    found = versions_of(month)
    context: dict[str, object] = {"month": month, "versions": _listed(month, found)}
    if found:
        context |= {"latest": found[0], "tells_who": sight_of(request.user).drafts}
    if found[1:]:
        context["form"] = TwoVersions(found, {})
    return render(request, "meetings/versions/index.html", context)


def _listed(month: date, found: Sequence[VersionLine]) -> list[ListedVersion]:
    counts: Mapping[int, Counts] = counts_of(month, found) if found else {}
    return [
        ListedVersion(line, before.number if before else None, counts[line.number])
        for line, before in zip_longest(found, found[1:])
    ]
