"""Entries as facts."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Final
from uuid import UUID

from meetings.models import Entry, Sitting
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind

COLUMNS: Final = (
    "uid",
    "format",
    "agenda",
    "openness",
    "status",
    "title",
    "convener",
    "level",
    "briefers",
    "footnote",
    "documents",
    "meeting_number",
    "outcome",
    "vote",
    "revision",
    "agenda_sent_on",
    "called_in_urgency",
    "verified",
    "source_url",
)
"""The columns of an entry that its fact holds."""


def entry_facts(entries: Iterable[Entry]) -> tuple[EntryFact, ...]:
    """Facts of entries fetched ``with_parts``, in the order they are given."""
    return tuple(entry_fact(entry) for entry in entries)


def entry_fact(entry: Entry) -> EntryFact:
    """One entry, its sittings in order, the missions it is about and the steps it serves."""
    return put_together(
        {name: getattr(entry, name) for name in COLUMNS},
        month=entry.programme.month,
        missions=[mission.acronym for mission in entry.missions.all()],
        sittings=[_sitting_fact(sitting) for sitting in entry.sittings.all()],
        steps=[(step.kind, step.occasion.uid) for step in entry.steps.all()],
    )


def put_together(
    columns: Mapping[str, Any],
    *,
    month: date,
    missions: Iterable[str],
    sittings: Iterable[SittingFact],
    steps: Collection[tuple[str, UUID]],
) -> EntryFact:
    """The fact of an entry from its ``COLUMNS`` and its parts, whichever way they were fetched.

    Args:
        missions: their acronyms.
        steps: the kind of each, and the uid of its occasion.
    """
    read = {
        "uid": str(columns["uid"]),
        "format": Format(columns["format"]),
        "agenda": items_of(columns["agenda"]),
        "openness": Openness(columns["openness"]),
        "status": EntryStatus(columns["status"]),
    }
    return EntryFact(
        **{**columns, **read},
        month=month,
        missions=tuple(missions),
        sittings=tuple(sittings),
        steps=tuple(StepKind(kind) for kind, _occasion in steps),
        occasions=tuple(str(occasion) for _kind, occasion in steps),
    )


def items_of(agenda: str) -> tuple[str, ...]:
    """An agenda's items, one a line."""
    return tuple(line.strip() for line in agenda.splitlines() if line.strip())


def _sitting_fact(sitting: Sitting) -> SittingFact:
    return SittingFact(
        on=sitting.on,
        start_kind=StartKind(sitting.start_kind),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        room=sitting.room.name if sitting.room else "",
        shared_room=bool(sitting.room and sitting.room.shared),
        position=sitting.position,
        resumption=sitting.resumption,
    )
