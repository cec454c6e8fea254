"""Entries that left a published month for another one, where no reader finds them yet. For planners alone."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Subquery

from meetings.models import Entry, ProgrammeVersion
from meetings.rules.vocabulary import OFF


@dataclass(frozen=True, slots=True)
class PlannedElsewhere:
    """``title`` is that of the draft; ``month`` is the first day of the month in which it is planned now."""

    title: str
    month: date


def planned_unseen(uids: Collection[str]) -> tuple[PlannedElsewhere, ...]:
    """Those whose month has no version in which they stand: one query, however many they are.

    Args:
        uids: of entries that are planned in another month than the one they were published in.
    """
    latest = ProgrammeVersion.objects.filter(programme=OuterRef("programme")).order_by("-number")
    rows = (
        Entry.objects.filter(uid__in=uids)
        .exclude(status__in=OFF)
        .annotate(
            content=Subquery(latest.values("content")[:1]), off=Subquery(latest.values("withdraws")[:1])
        )
        .order_by("programme__month", "title", "uid")
        .values_list("uid", "title", "programme__month", "content", "off")
    )
    return tuple(
        PlannedElsewhere(title, month)
        for uid, title, month, content, off in rows
        if off or not _stands(str(uid), content)
    )


def _stands(uid: str, content: Mapping[str, Any] | None) -> bool:
    """What a version says has left its month does not stand in it; the content is asked as it is kept."""
    if content is None or uid in content.get("left", ()):
        return False
    return any(entry["uid"] == uid for entry in content["entries"])
