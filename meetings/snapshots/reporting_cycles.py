"""Missions with their mandates, what they are asked to report and what is on its way: five queries, whatever there is.

The forecast of a month and the table of mandate and reporting cycles are both made from it. All of it is public.
"""

from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from meetings.models import Mandate, Mission, Report, ReportRequirement
from meetings.planning.by_region import MissionFact
from meetings.planning.reporting_cycles import CyclesFacts
from meetings.planning.reports_due import ExpectedReport, RequestFact, Unit
from meetings.rules.vocabulary import ReportKind
from meetings.snapshots.mandates import mandate_facts
from meetings.snapshots.occasions import report_fact


def cycles_facts(first: date, last: date, *, open_on: date) -> CyclesFacts:
    """Everything on record of missions open on a day, and the reports due from ``first`` to ``last``."""
    missions = Mission.objects.open_on(open_on)
    requirements = ReportRequirement.objects.filter(mission__in=missions).select_related(
        "mission", "decision"
    )
    return CyclesFacts(
        missions=tuple(_mission(row) for row in missions),
        mandates=mandate_facts(Mandate.objects.filter(mission__in=missions).with_names()),
        requests=tuple(_request(row) for row in requirements.order_by("decision__adopted_on", "pk")),
        expected=_expected(first, last),
    )


def _mission(row: Mission) -> MissionFact:
    return MissionFact(
        acronym=row.acronym,
        name=row.name_en,
        region=row.region,
        agenda_item=row.agenda_item,
        founded_by=row.established_by,
        founded_on=row.established_on,
        closed_on=row.closed_on,
        unverified=frozenset(row.unverified_fields),
    )


def _request(row: ReportRequirement) -> RequestFact:
    return RequestFact(
        mission=row.mission.acronym,
        decision=row.decision.symbol,
        decided_on=row.decision.adopted_on,
        kind=ReportKind(row.kind),
        wording=row.wording,
        due_on=row.due_on,
        within=row.within,
        every=row.every,
        unit=Unit(row.unit) if row.unit else None,
        jointly_with=row.jointly_with,
        verified=row.verified,
    )


def _expected(first: date, last: date) -> tuple[ExpectedReport, ...]:
    """Reports due in the window. One whose missions were taken off it is about nothing that could be printed."""
    rows: Iterable[Report] = (
        Report.objects.due_between(first, last)
        .select_related("requirement__decision")
        .prefetch_related(Prefetch("missions", Mission.objects.only("acronym")))
    )
    return tuple(
        ExpectedReport(
            missions=tuple(mission.acronym for mission in row.missions.all()),
            report=report_fact(row),
            title=row.title,
            asked_by=row.requirement.decision.symbol if row.requirement else "",
        )
        for row in rows
    )
