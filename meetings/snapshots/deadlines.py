"""The days by which planners must have something, and how often and when each was changed, as its history tells.

A calendar program that follows them is told what is due no more as well: else it would keep it for ever.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import groupby
from typing import Any, Final

from django.db.models import (
    BooleanField,
    Case,
    CharField,
    Count,
    DateField,
    DateTimeField,
    F,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from meetings.models import Mandate, Paper, Report, ReportRequirement
from meetings.models.history import records

REMOVED: Final = "-"
"""How a history calls the record of a removal."""


class DeadlineKind(StrEnum):
    MANDATE_END = "mandate_end"
    REPORT_DUE = "report_due"
    REPORT_ASKED = "report_asked"
    PAPER_DUE = "paper_due"


@dataclass(frozen=True, slots=True)
class Deadline:
    """One day by which something is to be done, or was: ``stands`` tells.

    ``missions`` are acronyms; ``what`` is a symbol, or the kind of a paper; ``about`` what that paper belongs to,
    or ``month`` where that is a whole month.
    ``changes`` counts what is on record of the row, ``changed_at`` is the last of them; ``None`` with none.
    """

    kind: DeadlineKind
    key: int
    on: date
    what: str
    about: str
    changes: int
    changed_at: datetime | None
    stands: bool
    month: date | None = None
    missions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Source:
    """Where deadlines of one kind are kept: the column of their day, and the columns of their words."""

    kind: DeadlineKind
    noun: type[Model]
    day: str
    mission: str
    what: str
    about: tuple[str, ...] = ()
    month: str = ""
    met: Q | None = None


SOURCES: Final = (
    _Source(DeadlineKind.MANDATE_END, Mandate, "ends", "mission__acronym", "decision__symbol"),
    _Source(
        DeadlineKind.REPORT_DUE,
        Report,
        "due_on",
        "missions__acronym",
        "symbol",
        met=Q(circulated_on__isnull=False),
    ),
    _Source(
        DeadlineKind.REPORT_ASKED,
        ReportRequirement,
        "due_on",
        "mission__acronym",
        "decision__symbol",
        # Once a report is expected for it, that one is awaited.
        met=Q(reports__isnull=False),
    ),
    _Source(
        DeadlineKind.PAPER_DUE,
        Paper,
        "due_on",
        "occasion__mission__acronym",
        "kind",
        about=("occasion__label", "entry__title"),
        month="programme__month",
        met=Q(done_on__isnull=False) | Q(not_needed=True),
    ),
)


def deadlines(today: date, *, gone_for: timedelta) -> tuple[Deadline, ...]:
    """All that is due, by day: one query.

    Args:
        today: the day in New York.
        gone_for: so long what is past, met, has lost its day or was removed is told of.
    """
    first = today - gone_for
    parts = [part for source in SOURCES for part in (_kept(source, first), _removed(source, first))]
    rows = parts[0].union(*parts[1:], all=True).order_by("sort", "key")
    return tuple(sorted(_merged(_read(row) for row in rows), key=lambda one: (one.on, one.kind, one.key)))


def _kept(source: _Source, first: date) -> QuerySet[Any, Any]:
    """Rows that are there, on the day they have, else the last they had."""
    history = records(source.noun).filter(id=OuterRef("pk"))
    had = history.filter(**{f"{source.day}__isnull": False}).order_by("-history_id").values(source.day)[:1]
    rows = source.noun._default_manager.annotate(
        at=_last_change(history), day=Coalesce(F(source.day), Subquery(had))
    )
    stands = Q(**{f"{source.day}__isnull": False})
    if source.met is not None:
        stands &= ~source.met
    return _columns(
        rows.filter(Q(day__gte=first) | Q(at__date__gte=first, day__isnull=False)),
        source,
        changes=_count(history),
        stands=Case(When(stands, then=Value(True)), default=Value(False), output_field=BooleanField()),
        words=True,
    )


def _removed(source: _Source, first: date) -> QuerySet[Any, Any]:
    """Rows that somebody removed; their history has them still."""
    history = records(source.noun).filter(id=OuterRef("id"))
    rows = records(source.noun).filter(history_type=REMOVED, history_date__date__gte=first)
    rows = rows.filter(**{f"{source.day}__isnull": False}).annotate(at=F("history_date"), day=F(source.day))
    return _columns(rows, source, changes=_count(history), stands=Value(False, BooleanField()), words=False)


def _columns(
    rows: QuerySet[Any, Any], source: _Source, *, changes: Any, stands: Any, words: bool
) -> QuerySet[Any, Any]:
    """The same columns of every part, each of one type, as PostgreSQL asks for; a union has no order inside."""
    about = [F(name) for name in source.about] if words else []
    return (
        rows.order_by()
        .annotate(
            sort=Value(source.kind.value, CharField()),
            key=F("id"),
            what_is=_text(F(source.what)) if words else _text(Value("")),
            about=_text(Coalesce(*about, Value("")) if about else Value("")),
            of_mission=_text(F(source.mission)) if words else _text(Value("")),
            of_month=F(source.month) if words and source.month else Cast(Value(None), DateField()),
            changes=changes,
            is_due=stands,
        )
        .values_list(
            "sort", "key", "day", "what_is", "about", "changes", "at", "is_due", "of_month", "of_mission"
        )
    )


def _text(value: Any) -> Cast:
    return Cast(Coalesce(value, Value(""), output_field=CharField()), CharField())


def _last_change(history: QuerySet[Any, Any]) -> Subquery:
    latest = history.order_by("-history_id").values("history_date")[:1]
    return Subquery(latest, output_field=DateTimeField())


def _count(history: QuerySet[Any, Any]) -> Coalesce:
    counted = history.order_by().values("id").annotate(number=Count("history_id")).values("number")
    return Coalesce(Subquery(counted), Value(0))


def _read(row: tuple[Any, ...]) -> Deadline:
    kind, key, on, what, about, changes, changed_at, stands, month, mission = row
    missions = (mission,) if mission else ()
    return Deadline(DeadlineKind(kind), key, on, what, about, changes, changed_at, stands, month, missions)


def _merged(found: Iterable[Deadline]) -> Iterator[Deadline]:
    """A report on several missions is one deadline, and a row with several reports to it as well."""
    for _key, group in groupby(found, key=lambda one: (one.kind, one.key)):
        same = list(group)
        yield replace(
            same[0],
            missions=tuple(sorted({mission for one in same for mission in one.missions})),
            stands=all(one.stands for one in same),
        )
