"""When reports fall due: days on record, days that decisions name, and days worked out from an interval.

Pure: what was asked for goes in, days come out, each with what stands behind it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from meetings.planning.recurring import months_between
from meetings.rules.facts import MandateFact, ReportFact
from meetings.rules.mandates import Standing, day_decided, standing_by_strand
from meetings.rules.vocabulary import MandateKind, ReportKind


class Unit(StrEnum):
    """What an interval is counted in."""

    DAYS = "days"
    MONTHS = "months"


class Basis(StrEnum):
    """What stands behind a due day; one that was worked out is never shown as a fact."""

    ON_RECORD = "on_record"
    STATED = "stated"
    WORKED_OUT = "worked_out"


@dataclass(frozen=True, slots=True)
class RequestFact:
    """One request of the Council to report: on a day, ``within`` so many units, ``every`` so many, or just in words."""

    mission: str
    decision: str
    decided_on: date | None
    kind: ReportKind = ReportKind.WRITTEN
    wording: str = ""
    due_on: date | None = None
    within: int | None = None
    every: int | None = None
    unit: Unit | None = None
    jointly_with: str = ""
    verified: bool = True


@dataclass(frozen=True, slots=True)
class ExpectedReport:
    """A report on record with the missions it is about and, where that is known, the decision that asked for it."""

    missions: tuple[str, ...]
    report: ReportFact
    title: str = ""
    asked_by: str = ""


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report of one mission that falls due on a day. ``issued_on`` is known of one that is out already."""

    mission: str
    on: date
    kind: ReportKind
    basis: Basis
    asked_by: str = ""
    wording: str = ""
    symbol: str = ""
    title: str = ""
    jointly_with: str = ""
    issued_on: date | None = None
    verified: bool = True


@dataclass(frozen=True, slots=True)
class StandingRequest:
    """A request beside whether it is known to stand: whether it is no older than the mandate that runs."""

    request: RequestFact
    stands: bool


Stands = Mapping[str, tuple[Standing, ...]]
"""By mission, what stands in each strand of its mandate."""


def standing_by_mission(mandates: Iterable[MandateFact]) -> Stands:
    """What stands in each strand, by mission."""
    found: dict[str, list[Standing]] = defaultdict(list)
    for (mission, _strand), stands in standing_by_strand(mandates).items():
        found[mission].append(stands)
    return {mission: tuple(strands) for mission, strands in found.items()}


def current_strands(standing: Iterable[Standing], day: date) -> tuple[Standing, ...]:
    """What still counts on a day: strands that run; where all have ended, the one that ended last."""
    known = tuple(standing)
    running = tuple(one for one in known if one.mandate.ends is None or one.mandate.ends >= day)
    return running or tuple(sorted(known, key=lambda one: one.mandate.ends or date.max)[-1:])


def reports_due(
    expected: Iterable[ExpectedReport],
    requests: Iterable[RequestFact],
    stands: Stands,
    first: date,
    last: date,
) -> tuple[DueReport, ...]:
    """What falls due from ``first`` to ``last``, both inclusive, by day and mission.

    A day on record takes the place of one that a decision names, and of those that are worked out for the same
    mission and month. An interval is followed only where the request is known to stand, and to the mandate's end.
    """
    found = [due for one in expected for due in _on_record(one, first, last)]
    taken = {(due.mission, due.on) for due in found}
    months = {(due.mission, due.on.replace(day=1)) for due in found}
    for request in requests:
        for due in _asked_for(request, stands.get(request.mission, ()), first, last):
            month = (due.mission, due.on.replace(day=1))
            covered = month in months if request.every else (due.mission, due.on) in taken
            if not covered:
                found.append(due)
    return tuple(sorted(found, key=lambda due: (due.on, due.mission, due.asked_by, due.wording, due.symbol)))


def requests_that_stand(
    requests: Iterable[RequestFact], standing: Iterable[Standing]
) -> tuple[StandingRequest, ...]:
    """Of one mission's requests, those made since the mandate that runs was decided.

    Where there are none, those of the last decision that made any, which are not known to stand: renewals
    often repeat a request, and the record may not have read them.
    """
    known = list(requests)
    since = _decided_since(standing)
    current = [one for one in known if since and one.decided_on and one.decided_on >= since]
    if current:
        return tuple(StandingRequest(one, stands=True) for one in current)
    newest = max((one.decided_on for one in known if one.decided_on), default=None)
    return tuple(StandingRequest(one, stands=False) for one in known if one.decided_on == newest)


def days_due(request: RequestFact, first: date, last: date, until: date | None) -> Iterator[date]:
    """The days of a request from ``first`` to ``last``, both inclusive; an interval runs to ``until``, if given."""
    if request.due_on:
        days: Iterable[date] = (request.due_on,)
    elif request.within and request.decided_on:
        days = _days_after(request.decided_on, request.within, request.unit, times=range(1, 2))
    elif request.every and request.decided_on:
        last = min(last, until) if until else last
        days = _days_after(
            request.decided_on, request.every, request.unit, times=_times(request, first, last)
        )
    else:
        return
    yield from (day for day in days if first <= day <= last)


def _on_record(expected: ExpectedReport, first: date, last: date) -> Iterator[DueReport]:
    report = expected.report
    if report.due_on and first <= report.due_on <= last:
        for mission in expected.missions:
            yield DueReport(
                mission=mission,
                on=report.due_on,
                kind=report.kind,
                basis=Basis.ON_RECORD,
                asked_by=expected.asked_by,
                symbol=report.symbol,
                title=expected.title,
                issued_on=report.circulated_on or report.document_on,
                verified=report.verified,
            )


def _asked_for(
    request: RequestFact, standing: tuple[Standing, ...], first: date, last: date
) -> Iterator[DueReport]:
    """An interval of a decision before the mandate that runs is not followed: nobody knows whether it stands."""
    since = _decided_since(standing)
    older = not (since and request.decided_on and request.decided_on >= since)
    if request.every and older:
        return
    for day in days_due(request, first, last, _last_end(standing)):
        yield DueReport(
            mission=request.mission,
            on=day,
            kind=request.kind,
            basis=Basis.STATED if request.due_on else Basis.WORKED_OUT,
            asked_by=request.decision,
            wording=request.wording,
            jointly_with=request.jointly_with,
            verified=request.verified,
        )


def _decided_since(standing: Iterable[Standing]) -> date | None:
    """The day since when decisions make up the mandate that runs; of two strands, the earlier."""
    return min((day for one in standing if (day := day_decided(one.mandate))), default=None)


def _last_end(standing: Iterable[Standing]) -> date | None:
    """The day until which reports are owed; none where a strand is without end."""
    mandates: list[MandateFact] = [one.mandate for one in standing]
    if any(mandate.kind is MandateKind.OPEN_ENDED or mandate.ends is None for mandate in mandates):
        return None
    return max((mandate.ends for mandate in mandates if mandate.ends), default=None)


def _times(request: RequestFact, first: date, last: date) -> range:
    """Which repetitions can fall into a window, so that none before it is walked through."""
    every, since = request.every or 1, request.decided_on or first
    if request.unit is Unit.MONTHS:
        return range(max(1, months_between(since, first) // every), months_between(since, last) // every + 2)
    return range(max(1, (first - since).days // every), max(0, (last - since).days) // every + 2)


def _days_after(since: date, number: int, unit: Unit | None, times: range) -> Iterator[date]:
    for time in times:
        try:
            if unit is Unit.MONTHS:
                yield since + relativedelta(months=number * time)
            else:
                yield since + timedelta(days=number * time)
        except (OverflowError, ValueError):  # at the calendar's very end
            return
