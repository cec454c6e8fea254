"""A month's entries as plain data and back: the content of a published version.

What is frozen is what anyone may read. Internal notes and papers are no part of an entry's fact and so
can never slip in.
"""

from collections.abc import Iterable
from dataclasses import fields
from datetime import date, time
from typing import Any, TypeVar

from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind

FORM = 1
"""Raised when the shape of the content changes, so that an old version can still be read."""

Fact = TypeVar("Fact", EntryFact, SittingFact)


class UnreadableVersion(ValueError):
    """The content is of a form this software does not know."""


def freeze(entries: Iterable[EntryFact]) -> dict[str, Any]:
    """Turn entries into JSON-ready data, in the order given."""
    return {"form": FORM, "entries": [_plain(entry) for entry in entries]}


def thaw(content: dict[str, Any]) -> tuple[EntryFact, ...]:
    """Read frozen content back.

    Raises:
        UnreadableVersion: the content is of another form.
    """
    if content.get("form") != FORM:
        raise UnreadableVersion(f"form {content.get('form')!r}, expected {FORM}")
    return tuple(_entry(data) for data in content["entries"])


def _plain(value: Any) -> Any:
    if isinstance(value, EntryFact | SittingFact):
        return {item.name: _plain(getattr(value, item.name)) for item in fields(value)}
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    if isinstance(value, date | time):
        return value.isoformat()
    return value


def _entry(data: dict[str, Any]) -> EntryFact:
    return EntryFact(
        **{
            **_known(EntryFact, data),
            "month": date.fromisoformat(data["month"]),
            "format": Format(data["format"]),
            "agenda": tuple(data["agenda"]),
            "missions": tuple(data["missions"]),
            "sittings": tuple(_sitting(sitting) for sitting in data["sittings"]),
            "openness": Openness(data["openness"]),
            "status": EntryStatus(data["status"]),
            "steps": tuple(StepKind(step) for step in data["steps"]),
            "occasions": tuple(data["occasions"]),
            "agenda_sent_on": _date(data["agenda_sent_on"]),
        }
    )


def _sitting(data: dict[str, Any]) -> SittingFact:
    return SittingFact(
        **{
            **_known(SittingFact, data),
            "on": date.fromisoformat(data["on"]),
            "start_kind": StartKind(data["start_kind"]),
            "starts_at": _time(data["starts_at"]),
            "ends_at": _time(data["ends_at"]),
        }
    )


def _known(fact: type[Fact], data: dict[str, Any]) -> dict[str, Any]:
    """Only what the fact still has: a field that was dropped since must not make old versions unreadable."""
    names = {item.name for item in fields(fact)}
    return {name: value for name, value in data.items() if name in names}


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
