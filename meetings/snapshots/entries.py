"""Entries as facts."""

from collections.abc import Iterable

from meetings.models import Entry, Sitting
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind

COPIED = (
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


def entry_facts(entries: Iterable[Entry]) -> tuple[EntryFact, ...]:
    """Facts of entries fetched ``with_parts``, in the order they are given."""
    return tuple(entry_fact(entry) for entry in entries)


def entry_fact(entry: Entry) -> EntryFact:
    """One entry, its sittings in order, the missions it is about and the steps it serves."""
    steps = list(entry.steps.all())
    return EntryFact(
        uid=str(entry.uid),
        month=entry.programme.month,
        format=Format(entry.format),
        agenda=items_of(entry.agenda),
        missions=tuple(mission.acronym for mission in entry.missions.all()),
        sittings=tuple(_sitting_fact(sitting) for sitting in entry.sittings.all()),
        openness=Openness(entry.openness),
        status=EntryStatus(entry.status),
        steps=tuple(StepKind(step.kind) for step in steps),
        occasions=tuple(str(step.occasion.uid) for step in steps),
        **{name: getattr(entry, name) for name in COPIED},
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
