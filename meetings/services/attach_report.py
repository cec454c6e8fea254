"""The reports an occasion rests on: attached, recorded, dated, and taken off again.

A report keeps no history of its own, as it may serve several missions and occasions; what its dates were before
and after a change is in the audit record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Occasion, Report, User
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.services.audit import changing
from meetings.services.edit_occasion import refuse_read_only
from meetings.services.locking import lock_occasion
from meetings.services.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportValues:
    """What a planner says of a report. Days are New York days; ``circulated_on`` is in all official languages."""

    kind: str = "written"
    symbol: str = ""
    due_on: date | None = None
    advance_on: date | None = None
    signed_on: date | None = None
    circulated_on: date | None = None

    @classmethod
    def of(cls, report: Report) -> "ReportValues":
        """How a report stands."""
        return cls(**{field.name: getattr(report, field.name) for field in fields(cls)})

    def in_words(self) -> dict[str, str]:
        """As the audit record keeps them: days as machines read them, empty where there is none."""
        return {name: str(value or "") for name, value in asdict(self).items()}


class StaleReport(Exception):
    """Somebody changed the report since the reader saw it; ``report`` is how it stands now."""

    def __init__(self, report: Report) -> None:
        super().__init__(str(report))
        self.report = report


class By(TypedDict):
    """Who acts, when, and for which request."""

    actor: User | None
    now: datetime
    request: UUID | None


def attach_report(
    *,
    occasion: Occasion,
    seen: int,
    report: Report,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Occasion:
    """Let an occasion rest on a report that is on record for its mission.

    Args:
        seen: the revision of the occasion that the planner saw.
        now: an aware instant.

    Raises:
        Stale: the occasion was changed meanwhile.
        Refused: the report is of another mission, or attached already, or the occasion is concluded.
    """
    by = By(actor=actor, now=now, request=request)
    with _of(occasion, seen, "attach report", by) as (locked, changes):
        if not report.missions.filter(pk=locked.mission.pk).exists():
            raise Refused(gettext("This report is not about this mission."), "report")
        if locked.reports.filter(pk=report.pk).exists():
            raise Refused(gettext("This report is attached already."), "report")
        locked.reports.add(report)
        changes |= {"report": report.pk, "after": ReportValues.of(report).in_words()}
    return locked


def record_report(
    *,
    occasion: Occasion,
    seen: int,
    values: ReportValues,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Report:
    """Put a report on record for the mission of an occasion, and let the occasion rest on it.

    Raises:
        Stale: the occasion was changed meanwhile.
        Refused: at the field that makes no sense; or the occasion is concluded.
    """
    by = By(actor=actor, now=now, request=request)
    with _of(occasion, seen, "record report", by) as (locked, changes):
        if not (values.symbol or any(_days(values).values())):
            raise Refused(gettext("Give the day it is due, or its symbol."), "due_on")
        _check(values, today)
        with _keeping_symbols():
            report = Report.objects.create(**asdict(values))
        report.missions.add(locked.mission)
        locked.reports.add(report)
        changes |= {"report": report.pk, "after": values.in_words()}
    return report


def edit_report(
    *,
    occasion: Occasion,
    report: Report,
    seen: ReportValues,
    values: ReportValues,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Report:
    """Write what is known of a report by now; its new dates count for every occasion that rests on it.

    Args:
        occasion: the one on whose page it is done.
        seen: how the report stood when the planner saw it.
        today: the day in New York, after which nothing was circulated or signed yet.

    Raises:
        StaleReport: the report was changed meanwhile.
        Refused: at the field that makes no sense; or the occasion is concluded, or does not rest on the report.
    """
    by = By(actor=actor, now=now, request=request)
    with _of(occasion, None, "edit report", by) as (locked, changes):
        row = _lock_attached(locked, report)
        before = ReportValues.of(row)
        if before != seen:
            raise StaleReport(row)
        _check(values, today, but=row)
        changes |= {"report": row.pk, "before": before.in_words(), "after": values.in_words()}
        for name, value in asdict(values).items():
            setattr(row, name, value)
        with _keeping_symbols():
            row.save(update_fields=list(asdict(values)))
    return row


def detach_report(
    *,
    occasion: Occasion,
    seen: int,
    report: Report,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Occasion:
    """Take a report off an occasion. The report stays on record.

    Raises:
        Stale: the occasion was changed meanwhile.
        Refused: the occasion does not rest on it, or is concluded.
    """
    by = By(actor=actor, now=now, request=request)
    with _of(occasion, seen, "detach report", by) as (locked, changes):
        row = _lock_attached(locked, report)
        locked.reports.remove(row)
        changes |= {"report": row.pk, "before": ReportValues.of(row).in_words()}
    return locked


@contextmanager
def _of(
    occasion: Occasion, seen: int | None, action: str, by: By
) -> Iterator[tuple[Occasion, dict[str, Any]]]:
    """One change of the occasion's reports: locked, with a new revision, and written down as it is filled in."""
    changes: dict[str, Any] = {}
    with changing(action=action, subject=occasion, changes=changes, **by):
        locked = lock_occasion(pk=occasion.pk, seen=seen)
        refuse_read_only(locked)
        yield locked, changes
        locked.revision += 1
        locked.save(update_fields=["revision"])


def _lock_attached(occasion: Occasion, report: Report) -> Report:
    row = Report.objects.select_for_update(no_key=True).filter(pk=report.pk, occasions=occasion).first()
    if row is None:
        raise Refused(gettext("This report is not attached to the occasion any more."), "report")
    return row


def _days(values: ReportValues) -> dict[str, date | None]:
    return {name: value for name, value in asdict(values).items() if name.endswith("_on")}


def _check(values: ReportValues, today: date, *, but: Report | None = None) -> None:
    """Raises ``Refused`` at the field that makes no sense."""
    for name, day in _days(values).items():
        if day and not FIRST_DAY <= day <= LAST_DAY:
            raise Refused(gettext("The desk knows the years 2000 to 2099."), name)
    for name in ("signed_on", "circulated_on"):
        day = _days(values)[name]
        if day and day > today:
            raise Refused(
                gettext("This day is still to come. What is only expected is a day it is due."), name
            )
    _check_order(values)
    same = Report.objects.filter(symbol=values.symbol)
    if values.symbol and any(row != but for row in same):
        raise _symbol_taken()


@contextmanager
def _keeping_symbols() -> Iterator[None]:
    """Say so in words where somebody put a report with that symbol on record just now."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "symbol" not in str(error):
            raise
        raise _symbol_taken() from error


def _symbol_taken() -> Refused:
    return Refused(gettext("A report with this symbol is on record already: attach that one."), "symbol")


def _check_order(values: ReportValues) -> None:
    """A report is signed, and its advance version sent, before it is out in all languages."""
    out = values.circulated_on
    if out is None:
        return
    message = gettext("It was circulated on %(day)s, so this cannot be later.")
    for name in ("advance_on", "signed_on"):
        day = _days(values)[name]
        if day and day > out:
            raise Refused(message % {"day": date_format(out, "j F Y")}, name)
