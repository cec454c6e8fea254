"""What a planner says of an entry, as a value: two that say the same are equal."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date, time
from typing import Any, Final
from uuid import UUID

from meetings.models import Entry, Sitting
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind

USUAL_START: Final = {StartKind.MORNING: time(12, 59), StartKind.AFTERNOON: time(23, 58)}
"""Where a sitting that only names its half stands among the timed ones: at the end of that half."""


@dataclass(frozen=True, slots=True)
class SittingContent:
    """One sitting in New York time. ``room`` is a room's name; empty for none."""

    on: date
    start_kind: StartKind = StartKind.UNSET
    starts_at: time | None = None
    ends_at: time | None = None
    room: str = ""


@dataclass(frozen=True, slots=True)
class StepContent:
    """A step that the entry carries, of the occasion with this uid."""

    occasion: UUID
    kind: StepKind


@dataclass(frozen=True, slots=True)
class EntryContent:
    """All that a planner may say of an entry. Without a sitting it is undated.

    Two that say the same are equal, however they were given: missions by acronym, sittings in the order of time.
    """

    format: Format
    title: str
    agenda: str = ""
    missions: tuple[str, ...] = ()
    openness: Openness = Openness.PUBLIC
    status: EntryStatus = EntryStatus.TENTATIVE
    convener: str = ""
    level: str = ""
    briefers: str = ""
    footnote: str = ""
    documents: str = ""
    internal_note: str = ""
    meeting_number: str = ""
    agenda_sent_on: date | None = None
    called_in_urgency: bool = False
    sittings: tuple[SittingContent, ...] = ()
    steps: tuple[StepContent, ...] = ()

    def __post_init__(self) -> None:
        """Bring the parts into one order."""
        object.__setattr__(self, "missions", tuple(sorted(self.missions)))
        object.__setattr__(self, "sittings", in_order(self.sittings))
        steps = sorted(self.steps, key=lambda step: (str(step.occasion), step.kind))
        object.__setattr__(self, "steps", tuple(steps))

    @property
    def on(self) -> date | None:
        """The first day it sits."""
        return self.sittings[0].on if self.sittings else None


PARTS: Final = ("missions", "sittings", "steps")
PLAIN: Final = tuple(field.name for field in fields(EntryContent) if field.name not in PARTS)
"""The fields that are columns of the entry itself."""


def in_order(sittings: Iterable[SittingContent]) -> tuple[SittingContent, ...]:
    """Day by day and by the clock; what follows another sitting stays behind it."""
    placed: list[tuple[date, time, SittingContent]] = []
    for sitting in sorted(sittings, key=lambda sitting: sitting.on):
        before = placed[-1][1] if placed and placed[-1][0] == sitting.on else time.min
        usual = before if sitting.start_kind is StartKind.AFTER_PREVIOUS else time.max
        clock = sitting.starts_at or USUAL_START.get(sitting.start_kind, usual)
        placed.append((sitting.on, clock, sitting))
    return tuple(sitting for *_, sitting in sorted(placed, key=lambda place: place[:2]))


def content_of(entry: Entry) -> EntryContent:
    """An entry fetched ``with_parts``, as it stands."""
    plain: dict[str, Any] = {name: getattr(entry, name) for name in PLAIN}
    return EntryContent(
        **plain
        | {
            "format": Format(entry.format),
            "openness": Openness(entry.openness),
            "status": EntryStatus(entry.status),
        },
        missions=tuple(mission.acronym for mission in entry.missions.all()),
        sittings=tuple(sitting_content(sitting) for sitting in entry.sittings.all()),
        steps=tuple(StepContent(step.occasion.uid, StepKind(step.kind)) for step in entry.steps.all()),
    )


def sitting_content(sitting: Sitting) -> SittingContent:
    """A sitting fetched with its room, as it stands."""
    return SittingContent(
        on=sitting.on,
        start_kind=StartKind(sitting.start_kind),
        starts_at=sitting.starts_at,
        ends_at=sitting.ends_at,
        room=sitting.room.name if sitting.room else "",
    )
