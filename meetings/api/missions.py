"""Missions as their pages show them: the list, and one with its history. All of it is public."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router

from meetings import clock
from meetings.api.answers import live
from meetings.api.fields import Acronym, country
from meetings.api.mission_records import (
    Contributor,
    HeldMeeting,
    Mandate,
    MissionLine,
    Missions,
    OneMission,
    Penholding,
    Report,
    Requirement,
)
from meetings.api.operations import found, listed
from meetings.api.paging import Paging, page_of
from meetings.models import Mission, Occasion
from meetings.planning.standing import left_behind, standing
from meetings.snapshots.missions import MissionSnapshot, mission_rows, mission_snapshot

router = Router(tags=["missions"])


@router.get(
    "/missions",
    response=listed(Missions),
    operation_id="missions",
    summary=gettext_noop("Missions, with the end of their mandate"),
)
def missions(request: HttpRequest, paging: Query[Paging]) -> HttpResponse:
    """Current and former ones, by acronym."""
    rows = Mission.objects.order_by("acronym")
    return live(request, page_of(Missions, request, rows, paging, partial(_lines, today=clock.today())))


def _lines(missions: QuerySet[Mission], today: date) -> Iterator[MissionLine]:
    rows = mission_rows(missions, today)
    passed = left_behind((fact for row in rows for fact in row.mandates), today)
    for row in rows:
        stands = standing(row.mandates, passed.get(row.mission.acronym), today)
        mandate = stands.mandate
        yield MissionLine(
            **_about(row.mission),
            mandate_ends=mandate.ends if mandate else None,
            open_ended=stands.open_ended,
            days_left=stands.days_left,
            end_passed=stands.passed is not None,
            decision=mandate.decision if mandate else "",
            penholders=list(row.penholders),
            contributors=row.contributors,
        )


def _about(mission: Mission) -> dict[str, Any]:
    return {
        "acronym": mission.acronym,
        "name": mission.name_en,
        "kind": mission.kind,
        "area": mission.area,
        "region": mission.region or None,
        "closed_on": mission.closed_on,
    }


@router.get(
    "/missions/{acronym}",
    response=found(OneMission),
    operation_id="mission",
    summary=gettext_noop("One mission: mandates, contributors, what is to be reported"),
)
def mission(request: HttpRequest, acronym: Path[Acronym]) -> HttpResponse:
    """By its acronym, in capitals, such as UNFICYP."""
    if "\0" in acronym:  # which PostgreSQL cannot even be asked about
        raise Http404
    found = Mission.objects.prefetch_related("host_countries").filter(acronym=acronym).first()
    if found is None:
        raise Http404
    return live(request, _in_full(mission_snapshot(found, opened=Occasion.objects.none())))


def _in_full(snapshot: MissionSnapshot) -> OneMission:
    mission = snapshot.mission
    givers = sorted(
        (row for row in snapshot.contributions if row.total), key=lambda row: (-row.total, str(row.country))
    )
    return OneMission(
        **_about(mission),
        acronym_fr=mission.acronym_fr,
        name_fr=mission.name_fr,
        agenda_item=mission.agenda_item,
        host_countries=[country(row) for row in mission.host_countries.all()],
        host_city=mission.host_city,
        established_on=mission.established_on,
        established_by=mission.established_by,
        mandates=[Mandate.model_validate(fact) for fact in snapshot.facts],
        contributions_as_of=givers[0].as_of if givers else None,
        contributors=[Contributor.of(row) for row in givers],
        requirements=[Requirement.of(row) for row in snapshot.requirements],
        reports=[Report.of(row) for row in snapshot.reports],
        penholders=[Penholding.of(row) for row in snapshot.penholdings],
        meetings=[HeldMeeting.model_validate(meeting) for meeting in snapshot.meetings],
    )
