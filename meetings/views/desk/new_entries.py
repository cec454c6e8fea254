"""What is known of a new entry before anybody types: the day, or all that is usual for a step of an occasion."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from meetings.forms.entry_input import EntryInput
from meetings.forms.new_entries import NewEntryQuery
from meetings.models import Mission, Occasion
from meetings.planning.step_defaults import StepDefaults, StepMission, step_defaults


def new_entry(address: QueryDict, month: date) -> EntryInput:
    """The page of a new entry, filled in as far as the address that led to it says what is wanted."""
    query = NewEntryQuery(address)
    initial: dict[str, Any] = {}
    sitting: dict[str, Any] = {"on": query.day_in(month), "start_kind": query.start_kind}
    steps: list[Mapping[str, Any]] = []
    occasion = _occasion(query)
    usual = _usual(query, occasion)
    if occasion and usual:
        initial = _filled_in(usual, occasion.mission, month)
        sitting["room"] = usual.room
        steps = [{"occasion": str(occasion.uid), "kind": query.step_kind}]
    return EntryInput(
        month, initial=initial, sittings=[sitting] if sitting["on"] or usual else [], steps=steps
    )


def _occasion(query: NewEntryQuery) -> Occasion | None:
    uid = query.occasion_uid
    return Occasion.objects.select_related("mission").filter(uid=uid).first() if uid else None


def _usual(query: NewEntryQuery, occasion: Occasion | None) -> StepDefaults | None:
    """What an entry for that step usually is; nothing where no step, or none that an entry carries, is named."""
    if occasion is None or query.step_kind is None:
        return None
    mission = occasion.mission
    return step_defaults(query.step_kind, StepMission(mission.acronym, mission.name_en, mission.agenda_item))


def _filled_in(usual: StepDefaults, mission: Mission, month: date) -> dict[str, Any]:
    return {
        "format": usual.format,
        "title": usual.title,
        "agenda": "\n".join(usual.agenda),
        "openness": usual.openness,
        "convener": usual.convener,
        "missions": [] if mission.is_closed_on(month) else [mission.acronym],
    }
