"""Months for the tests: entries, sittings and plans around July 2020."""

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from meetings.rules.engine import check_plan
from meetings.rules.facts import EntryFact, PlanFacts, SittingFact
from meetings.rules.findings import Finding
from meetings.rules.vocabulary import Format, StartKind

JULY = date(2020, 7, 1)
TODAY = date(2020, 7, 1)


def sitting(
    on: str, start: str | None = None, end: str | None = None, room: str = "Chamber", **fields: Any
) -> SittingFact:
    """A sitting on an ISO day, from and to ISO times; without a start its time is not set."""
    return SittingFact(
        on=date.fromisoformat(on),
        start_kind=StartKind.EXACT if start else StartKind.UNSET,
        starts_at=time.fromisoformat(start) if start else None,
        ends_at=time.fromisoformat(end) if end else None,
        room=room,
        **fields,
    )


def entry(uid: str, *sittings: SittingFact, format: Format = Format.BRIEFING, **fields: Any) -> EntryFact:  # noqa: A002
    """An entry with these sittings; it belongs to the month of the first."""
    month = sittings[0].on.replace(day=1) if sittings else JULY
    return EntryFact(uid=uid, month=month, format=format, title=uid, sittings=sittings, **fields)


def on_days(days: Iterable[int], **fields: Any) -> tuple[EntryFact, ...]:
    """One entry on each of these days of July 2020."""
    return tuple(entry(f"on-{day}", sitting(f"2020-07-{day:02}"), **fields) for day in days)


def july(*entries: EntryFact, **fields: Any) -> PlanFacts:
    """The plan of July 2020, seen on its first day."""
    return PlanFacts(**{"month": JULY, "today": TODAY, "entries": entries, **fields})


def say(rule_id: str, plan: PlanFacts) -> list[Finding]:
    """All that one rule says of a month."""
    return [finding for finding in check_plan(plan) if finding.rule == rule_id]
