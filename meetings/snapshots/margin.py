"""What stands in the margin of a stretch of days: mandate ends, reports due, holidays, presidencies.

Four tables, one query: each page that shows days needs all four and must stay within its few queries.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import BooleanField, CharField, Exists, F, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import get_language

from meetings.models import Holiday, Mandate, Presidency, Report, ReportRequirement
from meetings.models.countries import NAME_FIELDS
from meetings.rules.facts import HolidayFact
from meetings.rules.margin import MarginKind, MarginLine


def margin(first: date, last: date) -> tuple[MarginLine, ...]:
    """All lines from ``first`` to ``last``, both inclusive, by day: one query."""
    parts = [_mandate_ends(first, last), *_reports_due(first, last), _holidays(first, last)]
    rows = parts[0].union(*parts[1:], _presidencies(first, last), all=True)
    lines = {MarginLine(MarginKind(kind), *rest) for kind, *rest in rows}
    return tuple(sorted(lines, key=lambda line: (line.on, line.kind, line.what, line.detail)))


def holidays_in(lines: Iterable[MarginLine]) -> tuple[HolidayFact, ...]:
    """The official holidays among some lines."""
    return tuple(
        HolidayFact(on=line.on, name=line.what, verified=line.verified)
        for line in lines
        if line.kind is MarginKind.HOLIDAY
    )


def _text(value: str | F) -> Cast | Value:
    """A column of one type in all parts of the union, as PostgreSQL asks for."""
    return Cast(value, CharField()) if isinstance(value, F) else Value(value, CharField())


def _line(
    rows: QuerySet, kind: MarginKind, on: str, what: str | F, detail: str | F, *, settled: object = True
) -> QuerySet:
    """One part of the union; ordering is taken off, since a union is ordered as a whole."""
    shown = settled if not isinstance(settled, bool) else Value(settled, BooleanField())
    return (
        rows.order_by()
        .annotate(line=_text(kind.value), day=F(on), what=_text(what), detail=_text(detail), settled=shown)
        .values_list("line", "day", "what", "detail", "verified", "settled")
    )


def _mandate_ends(first: date, last: date) -> QuerySet:
    later = Mandate.objects.filter(
        Q(decision__adopted_on__gt=OuterRef("decision__adopted_on")) | Q(ends__gt=OuterRef("ends")),
        mission=OuterRef("mission"),
    )
    rows = Mandate.objects.ending_between(first, last).annotate(
        symbol=Coalesce("decision__symbol", Value("")),
        is_settled=Exists(later) | Q(mission__closed_on__isnull=False),
    )
    mission, symbol, settled = F("mission__acronym"), F("symbol"), F("is_settled")
    return _line(rows, MarginKind.MANDATE_END, "ends", mission, symbol, settled=settled)


def _reports_due(first: date, last: date) -> list[QuerySet]:
    # A line of the margin leads to its mission, so a report whose missions were taken off it has none.
    reports = Report.objects.due_between(first, last).filter(missions__isnull=False)
    # What was asked for by a day stands there once: as the report that is expected then, if there is one.
    asked = ReportRequirement.objects.filter(due_on__range=(first, last)).exclude(reports__due_on=F("due_on"))
    return [
        _line(reports, MarginKind.REPORT_DUE, "due_on", F("missions__acronym"), F("symbol")),
        _line(asked, MarginKind.REPORT_DUE, "due_on", F("mission__acronym"), F("decision__symbol")),
    ]


def _holidays(first: date, last: date) -> QuerySet:
    official = Holiday.objects.between(first, last).filter(kind=Holiday.Kind.OFFICIAL)
    return _line(official, MarginKind.HOLIDAY, "on", F("name"), "")


def _presidencies(first: date, last: date) -> QuerySet:
    name = NAME_FIELDS.get(get_language() or "en", "name_en")
    months = Presidency.objects.filter(month__range=(first.replace(day=1), last))
    return _line(months, MarginKind.PRESIDENCY, "month", F(f"country__{name}"), F("country__iso3"))
