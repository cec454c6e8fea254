"""The line of the programme that carries a step: as it usually is, tentative, on its day."""

from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext

from meetings.models import Entry, Occasion, Programme, Room
from meetings.planning.half_days import HalfDays
from meetings.planning.step_defaults import StepMission, step_defaults
from meetings.rules.vocabulary import OFF, EntryStatus, StartKind, StepKind
from meetings.services.entry_content import EntryContent, SittingContent, StepContent, content_of
from meetings.services.entry_writing import write_content
from meetings.services.locking import lock_entry
from meetings.services.refusals import Refused
from meetings.snapshots.entries import entry_facts


@dataclass(frozen=True, slots=True)
class Place:
    """Where a step is to go.

    ``half`` ``None`` takes the half of the day that leaves the room free, ``room`` ``None`` the step's usual room.
    """

    kind: StepKind
    on: date
    half: StartKind | None = None
    room: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedStep:
    """A step that was placed. ``entry`` carries it, unless it is a bare day; ``begun`` is a month begun for it."""

    kind: StepKind
    on: date
    entry: Entry | None = None
    begun: date | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """A month to place in, locked; ``is_new`` where it was begun for this."""

    programme: Programme
    is_new: bool


def write_place(occasion: Occasion, place: Place, month: Month) -> PlacedStep:
    """Write the line that carries a step, inside the caller's change; the occasion and the month are locked.

    Raises:
        Refused: its mission is closed by that day.
        Stale: the undated line was changed at the same moment.
    """
    room = _room(occasion, place)
    sitting = SittingContent(on=place.on, start_kind=place.half or _free_half(room, place.on), room=room)
    entry = _undated(occasion, place.kind)
    if entry:
        content = replace(content_of(entry), sittings=(sitting,))
        entry = lock_entry(pk=entry.pk, seen=entry.revision)
        entry.revision += 1
        entry.programme = month.programme
    else:
        content = _usual_content(occasion, place.kind, sitting)
        entry = Entry(programme=month.programme)
    write_content(entry, content, {occasion.uid: occasion})
    return PlacedStep(place.kind, place.on, entry, month.programme.month if month.is_new else None)


def _undated(occasion: Occasion, kind: StepKind) -> Entry | None:
    """A line that is to carry the step and has no day yet."""
    waiting = Entry.objects.filter(steps__occasion=occasion, steps__kind=kind, sittings=None)
    return waiting.exclude(status__in=[*OFF, EntryStatus.HELD]).with_parts().order_by("pk").first()


def _room(occasion: Occasion, place: Place) -> str:
    """The room asked for, else the usual one of the step, if the house has it."""
    if place.room is not None:
        return place.room
    usual = usual_room(occasion, place.kind)
    return usual if Room.objects.filter(name=usual).exists() else ""


def _free_half(room: str, on: date) -> StartKind:
    """The half of the day in which the room is free, the one with fewer sittings first; neither if both are taken."""
    there = Entry.objects.filter(sittings__on=on).values("pk")
    taken = HalfDays.of(entry_facts(Entry.objects.filter(pk__in=there).with_parts()))
    return next(iter(taken.free(room, on)), StartKind.UNSET)


def usual_room(occasion: Occasion, kind: StepKind) -> str:
    """The name of the room in which such a step usually takes place; empty where none is usual."""
    defaults = step_defaults(kind, _mission(occasion))
    return defaults.room if defaults else ""


def _usual_content(occasion: Occasion, kind: StepKind, sitting: SittingContent) -> EntryContent:
    """The line as it usually is for a step, tentative."""
    defaults = step_defaults(kind, _mission(occasion))
    if defaults is None:
        raise Refused(gettext("No line of the programme carries this step."), "step")
    return EntryContent(
        format=defaults.format,
        title=defaults.title,
        agenda="\n".join(defaults.agenda),
        missions=(occasion.mission.acronym,),
        openness=defaults.openness,
        convener=defaults.convener,
        sittings=(sitting,),
        steps=(StepContent(occasion.uid, kind),),
    )


def _mission(occasion: Occasion) -> StepMission:
    mission = occasion.mission
    return StepMission(mission.acronym, mission.name_en, mission.agenda_item)
