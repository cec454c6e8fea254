"""The occasions that an entry of a month may serve."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from django.db.models import Q

from meetings.models import Occasion
from meetings.rules.months import month_before

AHEAD: Final = timedelta(days=210)
"""Half a year and a month: as far as steps of a chain are planned before the mandate ends."""


def occasions_near(month: date, named: Iterable[UUID] = ()) -> list[Occasion]:
    """Those not concluded whose mandate ends from the month before to half a year on, or has no end; by their end.

    Args:
        month: its first day.
        named: uids of others that are wanted whatever their dates.
    """
    near = Q(end__isnull=True) | Q(end__range=(month_before(month), month + AHEAD))
    rows = Occasion.objects.with_end().select_related("mission")
    wanted = Q(concluded=False) & near | Q(uid__in=set(named))
    return list(rows.filter(wanted).order_by("end", "label", "pk"))  # type: ignore[misc]  # end is annotated
