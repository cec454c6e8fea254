"""What a planner saw and typed, kept in the page between two requests: signed, so that it comes back as it went."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, time
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from django.core import signing

from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind
from meetings.services.entry_content import EntryContent, SittingContent, StepContent

SALT: Final = "meetings.forms.kept"


def keep(content: EntryContent) -> str:
    """The content as one signed word, for a hidden field."""
    return signing.dumps(_plain(content), salt=SALT, compress=True)


def kept(word: str) -> EntryContent | None:
    """The content of such a word; ``None`` where it was not made here, or by another release."""
    try:
        return _content(signing.loads(word, salt=SALT))
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        return None


def _plain(value: Any) -> Any:
    match value:
        case EntryContent() | SittingContent() | StepContent():
            return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
        case tuple():
            return [_plain(part) for part in value]
        case date() | time():
            return value.isoformat()
        case StrEnum():
            return value.value
        case UUID():
            return str(value)
    return value


def _content(data: Mapping[str, Any]) -> EntryContent:
    read = {
        "format": Format(data["format"]),
        "openness": Openness(data["openness"]),
        "status": EntryStatus(data["status"]),
        "missions": tuple(data["missions"]),
        "agenda_sent_on": _day(data["agenda_sent_on"]),
        "sittings": tuple(_sitting(sitting) for sitting in data["sittings"]),
        "steps": tuple(StepContent(UUID(step["occasion"]), StepKind(step["kind"])) for step in data["steps"]),
    }
    return EntryContent(**{**data, **read})


def _sitting(data: Mapping[str, Any]) -> SittingContent:
    return SittingContent(
        on=date.fromisoformat(data["on"]),
        start_kind=StartKind(data["start_kind"]),
        starts_at=_time(data["starts_at"]),
        ends_at=_time(data["ends_at"]),
        room=data["room"],
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
