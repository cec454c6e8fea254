"""One month as its page needs it: two queries when it is published, six when it is the record."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from meetings.models import Entry, Programme
from meetings.models.programmes import PUBLISHED_FIELDS
from meetings.rules.facts import EntryFact, HolidayFact, OccasionFact, PlanFacts
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.months import last_of, month_before
from meetings.snapshots.entries import entry_facts
from meetings.snapshots.margin import holidays_in, margin
from meetings.snapshots.published import entries_of

LOOK_AHEAD = timedelta(days=75)
"""How far beyond the month holidays are fetched: a chain of dates crosses two month borders."""


@dataclass(frozen=True, slots=True)
class MonthSnapshot:
    """What anyone may see of a month: its latest version, or what was held."""

    month: date
    entries: tuple[EntryFact, ...]
    published: Mapping[str, EntryFact]
    margin: tuple[MarginLine, ...]
    holidays: tuple[HolidayFact, ...]
    presidency: MarginLine | None
    state: str = ""
    is_sample: bool = False
    version: int | None = None
    title_kind: str = ""
    published_at: datetime | None = None
    note: str = ""

    def plan(self, occasions: tuple[OccasionFact, ...], today: date) -> PlanFacts:
        """What the rules are told: the entries of this month and its neighbours, as published."""
        around = {**self.published, **{entry.uid: entry for entry in self.entries}}
        return PlanFacts(
            month=self.month,
            today=today,
            entries=tuple(around.values()),
            occasions=occasions,
            holidays=self.holidays,
        )


def month_snapshot(month: date) -> MonthSnapshot:
    """The public face of a month. ``published`` also holds its neighbours, whose tails bear on it."""
    around = {row.month: row for row in Programme.objects.around(month).with_latest_version()}
    programme = around.get(month)
    published = entries_of(around.values())
    lines = margin(month_before(month) - LOOK_AHEAD, last_of(month) + LOOK_AHEAD)
    inside = tuple(line for line in lines if month <= line.on <= last_of(month))
    snapshot = MonthSnapshot(
        month=month,
        entries=_entries(programme, published),
        published=published,
        margin=tuple(line for line in inside if line.kind is not MarginKind.PRESIDENCY),
        holidays=holidays_in(lines),
        presidency=next((line for line in inside if line.kind is MarginKind.PRESIDENCY), None),
    )
    return replace(snapshot, **_about(programme)) if programme else snapshot


def _entries(programme: Programme | None, published: Mapping[str, EntryFact]) -> tuple[EntryFact, ...]:
    """The latest version where there is one; else the record; a draft is nobody's business here."""
    if programme is None:
        return ()
    if programme.version_number:  # type: ignore[attr-defined]
        return tuple(entry for entry in published.values() if entry.month == programme.month)
    if programme.state != Programme.State.RECORD:
        return ()
    return entry_facts(Entry.objects.on_record_in(programme).with_parts())


def _about(programme: Programme) -> dict[str, Any]:
    """How it stands with the month, and what its latest version says of itself.

    The note of the month itself is public with the record alone; a draft's is a working note.
    """
    version = {name: getattr(programme, f"version_{name}") for name in PUBLISHED_FIELDS}
    on_record = not version["number"] and programme.state == Programme.State.RECORD
    return {
        "state": programme.state,
        "is_sample": programme.is_sample,
        "version": version["number"],
        "title_kind": version["title_kind"] or "",
        "published_at": version["published_at"],
        "note": programme.note if on_record else version["note"] or "",
    }
