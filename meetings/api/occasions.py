"""Occasions to hear the contributors, for those whom they concern: nobody else learns that there are any."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_noop
from ninja import Path, Query, Router
from pydantic import Field

from meetings import clock
from meetings.api.answers import live
from meetings.api.findings import Finding, in_full, week_rule
from meetings.api.occasion_records import (
    Invitee,
    OccasionLine,
    Occasions,
    OneOccasion,
    Paper,
    ReasonGiven,
    ReportDates,
    Step,
)
from meetings.api.operations import found, listed
from meetings.api.paging import Paging, page_of
from meetings.models import Occasion
from meetings.permissions import fetch_occasion, occasions_concerning, sight_of
from meetings.rules.engine import check_occasion
from meetings.rules.findings import Finding as FindingFact
from meetings.snapshots.one_occasion import OccasionSnapshot, occasion_snapshot
from meetings.snapshots.standing_reasons import reason_for

router = Router(tags=["occasions"])


class Asked(Paging):
    """Which occasions are asked for."""

    mission: str = Field(
        "",
        max_length=20,
        pattern="^[^\\x00]*$",
        description="Of one mission, by its acronym.",
        examples=["UNFICYP"],
    )
    concluded: bool | None = Field(
        None, description="Only those that are concluded, or only those that are not."
    )


@router.get(
    "/occasions",
    response=listed(Occasions),
    operation_id="occasions",
    summary=gettext_noop("Occasions that concern the reader"),
)
def occasions(request: HttpRequest, asked: Query[Asked]) -> HttpResponse:
    """Of the missions to which the reader's country contributes; all of them for planners and members of the Council.

    Without a sign-in there are none. Open ones by the end of the mandate, then concluded ones, the latest first.
    """
    rows = occasions_concerning(sight_of(request.user), clock.today()).in_order().with_new_end()  # type: ignore[attr-defined]
    if asked.mission:
        rows = rows.filter(mission__acronym=asked.mission)
    if asked.concluded is not None:
        rows = rows.filter(concluded=asked.concluded)
    rows = rows.select_related("mission", "mandate", "decision")
    return live(request, page_of(Occasions, request, rows, asked, _lines), private=True)


def _lines(rows: Iterable[Occasion]) -> Iterator[OccasionLine]:
    return (OccasionLine(**_about(row)) for row in rows)


def _about(row: Occasion) -> dict[str, Any]:
    """What stands at the head of its page; nothing that is a working date."""
    return {
        "uid": row.uid,
        "mission": row.mission.acronym,
        "kind": row.kind,
        "label": row.label,
        "mandate_end": row.end,  # type: ignore[attr-defined]
        "decision": row.decision.symbol if row.decision else "",
        "new_end": row.new_end,  # type: ignore[attr-defined]
        "technical_rollover": row.technical_rollover,
        "urgent": row.urgent,
        "concluded": row.concluded,
        "is_sample": row.is_sample,
        "verified": row.verified,
    }


@router.get(
    "/occasions/{uid}",
    response=found(OneOccasion),
    operation_id="occasion",
    summary=gettext_noop("One occasion, with its dates and what the guideline says of them"),
)
def occasion(request: HttpRequest, uid: Path[UUID]) -> HttpResponse:
    """For delegations only days that were held or published; planners read the working plan."""
    today = clock.today()
    row = fetch_occasion(uid, request.user, today)
    drafts = sight_of(request.user).drafts
    snapshot = occasion_snapshot(row, today, drafts=drafts)
    findings = check_occasion(snapshot.fact, snapshot.calendar, week_rule(), today)
    return live(request, _in_full(row, snapshot, findings, drafts=drafts), private=True)


def _in_full(
    row: Occasion, snapshot: OccasionSnapshot, findings: Iterable[FindingFact], *, drafts: bool
) -> OneOccasion:
    """Working notes are for planners, and for all whom it concerns once it is concluded, as on its page."""
    fact = snapshot.fact
    notes = drafts or fact.concluded
    by_rule = {finding.rule: finding for finding in findings}
    return OneOccasion(
        **_about(row),
        urgent_reason=fact.urgent_reason,
        report_kind=fact.report_kind,
        steps=[Step.of(step, with_note=notes) for step in fact.steps],
        reports=[ReportDates.model_validate(report) for report in fact.reports],
        papers=[Paper.model_validate(paper) for paper in fact.papers],
        invitees=[Invitee.of(invitee) for invitee in snapshot.invitees],
        invitees_derived=snapshot.invitees_derived,
        contributors_as_of=snapshot.contributors_as_of,
        findings=[Finding(**in_full(finding)) for finding in findings],
        reasons=[ReasonGiven.of(reason_for(one, by_rule.get(one.rule))) for one in snapshot.justifications],
        notes=row.notes if notes else "",
        source_note=row.source_note,
        source_url=row.source_url,
    )
