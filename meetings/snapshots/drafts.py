"""The entries of some months as facts, read without making rows of them: the desk asks for hundreds at every change."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from meetings.models import Entry, Programme, Sitting, Step
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import StartKind
from meetings.snapshots.entries import COLUMNS, put_together

SittingKey = tuple[str, date, int]
"""What tells a sitting apart: its entry's uid, its day, and which resumption it is."""

OF_SITTING: Final = (
    "pk",
    "on",
    "start_kind",
    "starts_at",
    "ends_at",
    "room__name",
    "room__shared",
    "position",
    "resumption",
)

Parts = Mapping[int, list[Any]]
"""What belongs to entries, by their keys."""


@dataclass(frozen=True, slots=True)
class Drafts:
    """Entries with their missions, sittings and steps; and the keys of the sittings."""

    entries: tuple[EntryFact, ...]
    sittings: Mapping[SittingKey, int]


def read_drafts(programmes: Collection[Programme]) -> Drafts:
    """Every entry of these months, by month: four queries, however many there are."""
    missions, sittings, steps = _missions(programmes), _sittings(programmes), _steps(programmes)
    keys: dict[SittingKey, int] = {}
    entries = []
    rows = Entry.objects.filter(programme__in=programmes).values_list("pk", "programme__month", *COLUMNS)
    for pk, month, *values in rows:
        entry = put_together(
            dict(zip(COLUMNS, values, strict=True)),
            month=month,
            missions=missions[pk],
            sittings=[sitting for _key, sitting in sittings[pk]],
            steps=steps[pk],
        )
        keys |= {(entry.uid, sitting.on, sitting.resumption): key for key, sitting in sittings[pk]}
        entries.append(entry)
    return Drafts(tuple(entries), keys)


def _by_entry(pairs: Iterable[tuple[int, Any]]) -> Parts:
    found = defaultdict(list)
    for entry, part in pairs:
        found[entry].append(part)
    return found


def _missions(programmes: Collection[Programme]) -> Parts:
    named = Entry.missions.through.objects.filter(entry__programme__in=programmes)
    return _by_entry(named.order_by("mission__acronym").values_list("entry_id", "mission__acronym"))


def _sittings(programmes: Collection[Programme]) -> Parts:
    rows = Sitting.objects.filter(entry__programme__in=programmes).values_list("entry_id", *OF_SITTING)
    return _by_entry((entry, _sitting(values)) for entry, *values in rows)


def _sitting(values: Iterable[Any]) -> tuple[int, SittingFact]:
    """A sitting with its key, from the columns of ``OF_SITTING``."""
    pk, on, start_kind, starts_at, ends_at, room, shared, position, resumption = values
    start = StartKind(start_kind)
    return pk, SittingFact(on, start, starts_at, ends_at, room or "", bool(shared), position, resumption)


def _steps(programmes: Collection[Programme]) -> Parts:
    rows = Step.objects.filter(entry__programme__in=programmes)
    named = rows.values_list("entry_id", "kind", "occasion__uid")
    return _by_entry((entry, (kind, occasion)) for entry, kind, occasion in named)
