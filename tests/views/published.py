"""Months as the pages show them: published, or on record, with so many entries."""

from datetime import UTC, date, datetime, time

from meetings.models import Programme
from meetings.rules.vocabulary import EntryStatus, Format, StepKind
from meetings.services.publishing.publish_version import publish_version
from tests.factories import (
    ContributionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
)

DECEMBER = date(2026, 12, 1)
AT = datetime(2026, 11, 20, 21, 30, tzinfo=UTC)  # 4.30 p.m. in New York
ROUND = (Format.BRIEFING, Format.CONSULTATIONS, Format.TCC_MEETING, Format.ADOPTION)


def publish(month=DECEMBER, **options):
    """Publish the live entries of a month, as the planner's button will."""
    programme, _made = Programme.objects.get_or_create(month=month)
    return publish_version(programme=programme, actor=None, now=AT, **options)


def record(month):
    """A month of which only is known what was held."""
    return ProgrammeFactory(month=month, state=Programme.State.RECORD)


def fill(month, number, **values):
    """So many entries in a month, spread over its days; each about a mission and serving an occasion."""
    return [_entry(month, index, values) for index in range(number)]


def _entry(month, index, values):
    mission = MissionFactory(acronym=f"MISSION-{index % 20}")
    entry = EntryFactory(
        on=month.replace(day=index % 28 + 1),
        format=ROUND[index % len(ROUND)],
        missions=[mission],
        sitting__starts_at=time(10),
        **values,
    )
    OccasionFactory(mission=mission, label=f"Occasion {index}", steps={StepKind.CONTRIBUTORS: entry})
    return entry


def held(month, number):
    """A month on record with so many entries."""
    record(month)
    return fill(month, number, status=EntryStatus.HELD)


def renewal(mission, *, contributor=None, steps=None, ends=date(2026, 12, 31)):
    """The renewal of a mandate, with a report due; a country may contribute to the mission."""
    if contributor:
        ContributionFactory(mission=mission, country=contributor)
    return OccasionFactory(
        mission=mission,
        mandate=MandateFactory(mission=mission, ends=ends),
        reports=[ReportFactory(due_on=date(2026, 12, 1), missions=[mission])],
        steps=steps or {},
    )
