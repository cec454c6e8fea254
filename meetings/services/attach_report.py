"""The reports an occasion rests on: attached, recorded, dated, and taken off again.

A report may serve several missions and occasions, so that no occasion's history tells of it; what its dates were
before and after a change is in the audit record.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypedDict
from uuid import UUID

from django.utils.translation import gettext

from meetings.models import Occasion, Report, User
from meetings.services.audit import changing
from meetings.services.edit_occasion import refuse_read_only
from meetings.services.first_state import keep_first_state
from meetings.services.locking import lock_occasion
from meetings.services.refusals import Refused
from meetings.services.report_values import ReportValues, StaleReport, check, keeping_symbols


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
        # A load that brought the report may be taken back at this moment.
        row = Report.objects.select_for_update(no_key=True).filter(pk=report.pk).first()
        if row is None or not row.missions.filter(pk=locked.mission.pk).exists():
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
        if not (values.symbol or any(values.days.values())):
            raise Refused(gettext("Give the day it is due, or its symbol."), "due_on")
        check(values, today)
        with keeping_symbols():
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
        check(values, today, but=row)
        changes |= {"report": row.pk, "before": before.in_words(), "after": values.in_words()}
        for name, value in asdict(values).items():
            setattr(row, name, value)
        with keeping_symbols():
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
    keep_first_state(row)
    return row
