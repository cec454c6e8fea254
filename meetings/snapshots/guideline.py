"""The whole record of concluded occasions, as the catalogue counts it: five queries, however many there are."""

from dataclasses import dataclass

from meetings.models import Occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.occasions import occasion_facts


@dataclass(frozen=True, slots=True)
class Record:
    """Every concluded occasion, with the days that were held: the same for every reader."""

    occasions: tuple[OccasionFact, ...]
    calendar: WorkingDays


def record() -> Record:
    """The public record; nothing that is still planned bears on it."""
    concluded = Occasion.objects.filter(concluded=True, is_sample=False).order_by("pk").with_parts()
    return Record(occasion_facts(concluded, published={}), headquarters_calendar())
