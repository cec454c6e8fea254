"""Missions as their pages show them: five queries for the list, twelve for one, however long its history."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from meetings.models import (
    Contribution,
    Mandate,
    Mission,
    Occasion,
    Penholding,
    Report,
    ReportRequirement,
    Sitting,
)
from meetings.models.contributions import TOTAL
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.mandates import mandate_facts
from meetings.snapshots.occasions import occasion_facts


@dataclass(frozen=True, slots=True)
class MissionRow:
    """One mission of the list with what was found about it in other tables."""

    mission: Mission
    mandates: tuple[MandateFact, ...]
    penholders: tuple[str, ...]
    contributors: int


@dataclass(frozen=True, slots=True)
class HeldMeeting:
    """A meeting with contributors on record."""

    on: date
    number: str
    verified: bool


@dataclass(frozen=True, slots=True)
class MissionSnapshot:
    """One mission with its whole history, newest first."""

    mission: Mission
    mandates: tuple[Mandate, ...]
    facts: tuple[MandateFact, ...]
    concluded: tuple[OccasionFact, ...]
    open: tuple[Occasion, ...]
    may_open: bool
    reports: tuple[Report, ...]
    requirements: tuple[ReportRequirement, ...]
    contributions: tuple[Contribution, ...]
    penholdings: tuple[Penholding, ...]
    meetings: tuple[HeldMeeting, ...]
    calendar: WorkingDays


def mission_rows(missions: QuerySet[Mission], today: date) -> tuple[MissionRow, ...]:
    """Missions with their mandates, who holds the pen now and how many countries contribute: five queries."""
    found = list(missions)
    mandates: dict[str, list[MandateFact]] = defaultdict(list)
    for fact in mandate_facts(Mandate.objects.filter(mission__in=found).with_names()):
        mandates[fact.mission].append(fact)
    holders, contributors = _penholders(found, today), _contributor_counts(found)
    return tuple(
        MissionRow(
            mission,
            tuple(mandates[mission.acronym]),
            holders.get(mission.pk, ()),
            contributors.get(mission.pk, 0),
        )
        for mission in found
    )


def _penholders(missions: Iterable[Mission], today: date) -> Mapping[int, tuple[str, ...]]:
    running = Penholding.objects.filter(
        Q(begins__isnull=True) | Q(begins__lte=today),
        Q(ends__isnull=True) | Q(ends__gte=today),
        mission__in=missions,
    )
    return {
        row.mission_id: tuple(str(country) for country in row.countries.all())
        for row in running.prefetch_related("countries")
    }


def _contributor_counts(missions: Iterable[Mission]) -> Mapping[int, int]:
    latest = Contribution.objects.filter(mission__in=missions).latest_of_each_mission()
    given = latest.annotate(given=TOTAL).filter(given__gt=0).order_by()
    return dict(given.values("mission").annotate(number=Count("pk")).values_list("mission", "number"))


def mission_snapshot(mission: Mission, *, opened: QuerySet[Occasion]) -> MissionSnapshot:
    """One mission. Of what is concluded, the record; ``opened`` are the occasions its reader may open."""
    mandates = tuple(Mandate.objects.filter(mission=mission).with_names())
    theirs = list(opened.filter(mission=mission).in_order())  # type: ignore[attr-defined]
    past = Occasion.objects.filter(mission=mission, concluded=True).in_order().with_parts()
    return MissionSnapshot(
        mission=mission,
        mandates=mandates,
        facts=mandate_facts(mandates),
        concluded=occasion_facts(past, published={}),
        open=tuple(occasion for occasion in theirs if not occasion.concluded),
        may_open=bool(theirs),
        reports=tuple(Report.objects.filter(missions=mission)),
        requirements=tuple(
            ReportRequirement.objects.filter(mission=mission)
            .select_related("decision")
            .order_by("-decision__adopted_on", "due_on", "pk")
        ),
        contributions=tuple(
            Contribution.objects.filter(mission=mission).latest_of_each_mission().select_related("country")
        ),
        penholdings=tuple(Penholding.objects.filter(mission=mission).prefetch_related("countries")),
        meetings=_meetings(mission),
        calendar=headquarters_calendar(),
    )


def _meetings(mission: Mission) -> tuple[HeldMeeting, ...]:
    held = Sitting.objects.filter(
        entry__missions=mission, entry__format=Format.TCC_MEETING, entry__status=EntryStatus.HELD
    ).order_by("-on", "-pk")
    return tuple(
        HeldMeeting(*row) for row in held.values_list("on", "entry__meeting_number", "entry__verified")
    )
