"""A month as plain data and back: the content of a published version.

What is frozen is what anyone may read, and when an entry's agenda was sent, which rule N22 alone is told. Internal
notes and papers are no part of an entry's fact and so can never slip in.
"""

import hashlib
import json
from dataclasses import fields
from datetime import date, datetime, time
from typing import Any, Final, TypeVar

from meetings.planning.published import CalendarMark, FormerSitting, PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.margin import MarginKind, MarginLine, PresidencyFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind

FORM: Final = 2
"""Raised when the shape of the content changes, so that an old version can still be read."""

ENTRIES_ALONE: Final = 1
"""The form of before margin, presidency and calendar marks were kept."""

Fact = TypeVar("Fact", EntryFact, SittingFact)


class UnreadableVersion(ValueError):
    """The content is of a form this software does not know."""


def freeze(month: PublishedMonth) -> dict[str, Any]:
    """Turn a month into JSON-ready data, its entries in the order given."""
    return {
        "form": FORM,
        "entries": [_plain(entry) for entry in month.entries],
        "left": sorted(month.left),
        "marks": {uid: [mark.sequence, mark.changed_at.isoformat()] for uid, mark in month.marks.items()},
        "former": {uid: [_went(one) for one in gone] for uid, gone in month.former.items()},
        "margin": None if month.margin is None else [_plain(line) for line in month.margin],
        "presidency": _presidency_as_data(month.presidency),
    }


def thaw(content: dict[str, Any]) -> PublishedMonth:
    """Read frozen content back.

    Raises:
        UnreadableVersion: the content is of another form.
    """
    if content.get("form") not in (ENTRIES_ALONE, FORM):
        raise UnreadableVersion(f"form {content.get('form')!r}, expected {ENTRIES_ALONE} or {FORM}")
    margin = content.get("margin")
    return PublishedMonth(
        entries=tuple(_entry(data) for data in content["entries"]),
        left=frozenset(content.get("left", ())),
        marks={uid: _mark(*mark) for uid, mark in content.get("marks", {}).items()},
        former={uid: tuple(_former(*one) for one in gone) for uid, gone in content.get("former", {}).items()},
        margin=None if margin is None else tuple(map(_line, margin)),
        presidency=_presidency(content.get("presidency")),
    )


def digest_of(content: dict[str, Any]) -> str:
    """What tells this content from any other: a SHA-256 in hexadecimal digits."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, EntryFact | SittingFact | MarginLine):
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


def _mark(sequence: int, changed_at: str) -> CalendarMark:
    return CalendarMark(sequence, datetime.fromisoformat(changed_at))


def _went(one: FormerSitting) -> list[Any]:
    return [one.number, _plain(one.sitting), one.gone_at.isoformat()]


def _former(number: int, sitting: dict[str, Any], gone_at: str) -> FormerSitting:
    return FormerSitting(number, _sitting(sitting), datetime.fromisoformat(gone_at))


def _line(data: dict[str, Any]) -> MarginLine:
    return MarginLine(**{**data, "kind": MarginKind(data["kind"]), "on": date.fromisoformat(data["on"])})


def _presidency_as_data(fact: PresidencyFact | None) -> dict[str, Any] | None:
    return {"country": fact.country, "names": dict(fact.names), "verified": fact.verified} if fact else None


def _presidency(data: dict[str, Any] | None) -> PresidencyFact | None:
    return PresidencyFact(**data) if data else None


def _date(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _time(text: str | None) -> time | None:
    return time.fromisoformat(text) if text else None
