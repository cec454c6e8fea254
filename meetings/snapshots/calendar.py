"""Headquarters' working days."""

from meetings.models import Holiday
from meetings.rules.working_days import WorkingDays


def headquarters_calendar() -> WorkingDays:
    """Every official holiday on record: one query. A year without any counts weekends alone."""
    official = Holiday.objects.filter(kind=Holiday.Kind.OFFICIAL)
    return WorkingDays(frozenset(official.values_list("on", flat=True)))
