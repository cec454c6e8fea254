"""What the entry for a step of an occasion is, before a planner says otherwise: one place for all who make one."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from meetings.rules.vocabulary import CLOSED_BY_NATURE, Format, Openness, StepKind

CHAMBER: Final = "Security Council Chamber"
CONSULTATIONS_ROOM: Final = "Consultations Room"


@dataclass(frozen=True, slots=True)
class StepDefaults:
    """An entry as it usually is for one step. ``room`` is a room's name; empty where none is usual."""

    format: Format
    title: str
    agenda: tuple[str, ...] = ()
    room: str = ""
    convener: str = ""

    @property
    def openness(self) -> Openness:
        """Closed where the format is closed by its nature."""
        return Openness.CLOSED if self.format in CLOSED_BY_NATURE else Openness.PUBLIC


@dataclass(frozen=True, slots=True)
class StepMission:
    """The mission of the occasion, as titles and agendas name it. ``agenda_item`` may be empty."""

    acronym: str
    name: str
    agenda_item: str = ""

    @property
    def item(self) -> str:
        """The Council's agenda item, else the mission itself."""
        return self.agenda_item or self.acronym


def contributors_item(mission: StepMission) -> str:
    """The agenda item of a private meeting with contributors, as the Council's communiqués print it."""
    return (
        f"Meeting of the Security Council with the troop-contributing countries to the {mission.name}, "
        "pursuant to sections A and B of annex II to resolution 1353 (2001)"
    )


def _meeting_with_contributors(mission: StepMission) -> StepDefaults:
    return StepDefaults(
        Format.TCC_MEETING,
        f"Meeting with contributors: {mission.acronym}",
        (contributors_item(mission),),
        CHAMBER,
        "President of the Council",
    )


def _consultations(mission: StepMission) -> StepDefaults:
    return StepDefaults(Format.CONSULTATIONS, mission.item, (mission.item,), CONSULTATIONS_ROOM)


def _adoption(mission: StepMission) -> StepDefaults:
    return StepDefaults(Format.ADOPTION, mission.item, (mission.item,), CHAMBER)


def _politico_military(mission: StepMission) -> StepDefaults:
    title = f"Politico-military briefing: {mission.acronym}"
    return StepDefaults(Format.POLITICO_MILITARY, title, convener="President of the Council")


def _secretariat_with_contributors(mission: StepMission) -> StepDefaults:
    return StepDefaults(Format.SECRETARIAT_MEETING, f"Secretariat with contributors: {mission.acronym}")


def _assessment(mission: StepMission) -> StepDefaults:
    return StepDefaults(Format.ASSESSMENT_MISSION, f"Technical assessment mission: {mission.acronym}")


DEFAULTS: Final[dict[StepKind, Callable[[StepMission], StepDefaults]]] = {
    StepKind.SECRETARIAT_BEFORE: _secretariat_with_contributors,
    StepKind.BRIEFING_BEFORE: _consultations,
    StepKind.ASSESSMENT: _assessment,
    StepKind.SECRETARIAT_AFTER: _secretariat_with_contributors,
    StepKind.BRIEFING_AFTER: _consultations,
    StepKind.POLITICO_MILITARY: _politico_military,
    StepKind.CONTRIBUTORS: _meeting_with_contributors,
    StepKind.CONSULTATIONS: _consultations,
    StepKind.ADOPTION: _adoption,
}
"""The steps that an entry can carry. A report, an invitation and the end of a mandate are only dated."""


def step_defaults(kind: StepKind, mission: StepMission) -> StepDefaults | None:
    """The entry that usually carries a step; ``None`` for a step that no entry carries.

    Args:
        kind: the step of the occasion's chain (S/2009/659, attachment II).
        mission: the mission the contributors give personnel to.
    """
    make = DEFAULTS.get(kind)
    return make(mission) if make else None
