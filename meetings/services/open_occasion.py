"""Opening an occasion: for a mandate that ends, in one step, or for any other reason to hear contributors."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models.functions import Coalesce
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Mandate, Mission, Occasion, Programme, Report, ReportRequirement, User
from meetings.planning.next_ends import kind_at_end
from meetings.rules.vocabulary import MandateKind, OccasionKind
from meetings.services.audit import changing
from meetings.services.earlier_meeting import count_meeting, meeting_before_rollover
from meetings.services.occasion_values import (
    AlreadyOpen,
    OccasionValues,
    check_only_one,
    check_values,
    lock_mission,
    refuse_gone,
    write_values,
)
from meetings.services.refusals import Refused

NAMES: Final[Mapping[OccasionKind, str]] = {
    OccasionKind.PLANNING: "planning",
    OccasionKind.CHANGE: "change of mandate",
    OccasionKind.RENEWAL: "renewal",
    OccasionKind.DEVELOPMENT: "development",
    OccasionKind.DETERIORATION: "deterioration",
    OccasionKind.COMPLETION: "completion",
    OccasionKind.COUNCIL_MISSION: "Council mission",
    OccasionKind.CONOPS_ROE: "CONOPS or ROE",
    OccasionKind.STRATEGIC_REVIEW: "strategic review",
    OccasionKind.CRISIS: "crisis",
    OccasionKind.CONTRIBUTORS_REQUEST: "request of contributors",
    OccasionKind.OTHER: "other reason",
}
"""How names of occasions call them. Names are data, in English, as those of the record: UNDOF 2025-06 renewal."""


def suggested_label(mission: Mission, kind: OccasionKind, day: date, strand: str = "") -> str:
    """A name such as those on record have: the mission, the month of the end (or of today), and the reason."""
    parts = [mission.acronym, f"{day:%Y-%m}", NAMES[kind], f"({strand})" if strand else ""]
    return " ".join(filter(None, parts))


def open_for_mandate(
    *,
    mandate: Mandate,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
    programme: Programme | None = None,
    count_earlier_meeting: bool = False,
) -> Occasion:
    """Open the occasion on which the Council decides what becomes of a mandate at its end.

    It takes up the report of that time: the last one due or issued since the mandate was decided, else the one
    that its decision asked for. Of two who open it at once, one does.

    After a technical rollover its notes say when contributors were heard before that (domain decision 8).

    Args:
        now: an aware instant.
        programme: the month on whose desk it is done, where it is done at one.
        count_earlier_meeting: let that meeting stand as the occasion's own, with its papers, and with the report it
            rested on where no other is to be waited for.

    Raises:
        AlreadyOpen: there is an occasion for that end.
        Refused: the mandate has no end to decide about, or its mission is closed.
    """
    if mandate.ends is None:
        raise Refused(gettext("This mandate has no last day to decide about."), "mandate")
    kind = kind_at_end(MandateKind(mandate.kind))
    occasion = Occasion(mission=mandate.mission)
    with changing(
        action="open occasion", subject=occasion, actor=actor, now=now, request=request, programme=programme
    ):
        mission = lock_mission(mandate.mission)
        refuse_gone(mandate)
        _refuse_any_for(mission, mandate.ends)
        earlier = meeting_before_rollover(mandate, today)
        counted = earlier if count_earlier_meeting else None
        reports = _reports_before(mandate) or (list(counted.step.occasion.reports.all()) if counted else [])
        values = OccasionValues(
            kind=kind,
            label=suggested_label(mission, kind, mandate.ends, mandate.strand),
            mandate=mandate,
            report_kind=reports[0].kind if reports else _kind_last_asked(mission),
            notes=earlier.note if earlier else "",
        )
        _write(occasion, mission, values, today)
        occasion.reports.set(reports)
        if counted:
            count_meeting(occasion, counted)
    return occasion


def open_occasion(
    *,
    mission: Mission,
    values: OccasionValues,
    today: date,
    actor: User | None,
    now: datetime,
    request: UUID | None = None,
) -> Occasion:
    """Open an occasion for any reason of resolution 1353, annex II, or another.

    Raises:
        AlreadyOpen: the Council's decision at that end has its occasion.
        Refused: at the field that makes no sense.
    """
    occasion = Occasion(mission=mission)
    with changing(action="open occasion", subject=occasion, actor=actor, now=now, request=request):
        _write(occasion, lock_mission(mission), values, today)
    return occasion


def _write(occasion: Occasion, mission: Mission, values: OccasionValues, today: date) -> None:
    if mission.closed_on and mission.closed_on < today:
        message = gettext("%(mission)s closed on %(day)s.")
        day = date_format(mission.closed_on, "j F Y")
        raise Refused(message % {"mission": mission.acronym, "day": day}, "mission")
    check_values(mission, values)
    check_only_one(mission, values)
    write_values(occasion, values)
    occasion.save()


def _refuse_any_for(mission: Mission, end: date) -> None:
    """Raises ``AlreadyOpen``: what is opened in one step is what rule L5 misses, an end with no occasion at all."""
    there = Occasion.objects.with_end().filter(mission=mission, end=end)  # type: ignore[misc]
    if other := there.order_by("concluded", "pk").first():
        raise AlreadyOpen(other)


def _reports_before(mandate: Mandate) -> list[Report]:
    """The report to wait for, at most one: the last that came or is due since the mandate was decided.

    A report that served a concluded occasion was heard about already.
    """
    known = Report.objects.annotate(day=Coalesce("circulated_on", "document_on", "due_on"))
    decided = _decided_on(mandate)
    since = {"day__gt": decided} if decided else {}
    fresh = known.filter(missions=mandate.mission, day__lte=mandate.ends, **since)
    latest = fresh.exclude(occasions__concluded=True).order_by("-day", "-pk").first()
    asked = None if latest else _report_asked_for(mandate)
    return [report for report in (latest, asked) if report]


def _report_asked_for(mandate: Mandate) -> Report | None:
    """A row for the last report that the mandate's decision wants by a day before its end; none if it wants none."""
    asked = ReportRequirement.objects.filter(mission=mandate.mission, decision=mandate.decision, reports=None)
    due = [
        (day, row) for row in asked if (day := _due_on(row, mandate)) and mandate.ends and day <= mandate.ends
    ]
    if not due:
        return None
    day, requirement = max(due, key=lambda pair: (pair[0], pair[1].pk))
    report = Report.objects.create(
        kind=requirement.kind,
        requirement=requirement,
        due_on=day,
        title=requirement.wording,
        verified=requirement.verified,
        source_url=requirement.source_url,
    )
    report.missions.add(mandate.mission)
    return report


def _due_on(requirement: ReportRequirement, mandate: Mandate) -> date | None:
    """The day a single report is due; one that is asked for again and again has no day of its own."""
    decided = _decided_on(mandate)
    if requirement.due_on or requirement.within is None or decided is None:
        return requirement.due_on
    if requirement.unit == ReportRequirement.Unit.MONTHS:
        return decided + relativedelta(months=requirement.within)
    return decided + timedelta(days=requirement.within)


def _decided_on(mandate: Mandate) -> date | None:
    return mandate.decision.adopted_on if mandate.decision else mandate.begins


def _kind_last_asked(mission: Mission) -> str:
    """The kind of report the Council last asked for or was given on the mission; empty where none is known."""
    given = Report.objects.filter(missions=mission).values_list("kind", flat=True).first()
    asked = ReportRequirement.objects.filter(mission=mission).order_by("-decision__adopted_on")
    return given or asked.values_list("kind", flat=True).first() or ""
