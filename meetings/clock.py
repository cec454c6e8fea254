"""The one place that reads the wall clock; everything below the views is handed the day."""

from datetime import date

from django.conf import settings
from django.utils import timezone


def today() -> date:
    """The day in New York, or the day the site was told to take for today."""
    fixed: date | None = settings.TODAY
    return fixed or timezone.localdate()
