"""Months as they were last published, fetched in one query and read only where something must be shown.

Fetching a version as text is cheap; making facts of it is not, and whoever only wants to know whether anything
changed needs none. The digest tells that.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Final

from dateutil.relativedelta import relativedelta
from django.db.models import F, OuterRef, Q, Subquery, TextField
from django.db.models.functions import Cast

from meetings.models import Programme, ProgrammeVersion
from meetings.models.frozen import thaw
from meetings.models.programmes import ProgrammeQuerySet
from meetings.planning.published import PublishedMonth
from meetings.rules.months import first_of, month_after, month_before

OF_VERSION: Final = ("number", "digest", "published_at", "title_kind", "withdraws", "note")

NEAR: Final = relativedelta(years=1)

Dated = tuple[datetime, date, PublishedMonth]
"""A version by its content: when it was published, and of which month."""

MARGIN_IS_KEPT: Final = '"margin": ['
"""How a version's text tells that it holds its margin. Quotes inside of values are escaped: no title reads so."""


@dataclass(frozen=True)
class LatestVersion:
    """The latest version of one month; its content is text as long as nobody asks."""

    number: int
    digest: str
    published_at: datetime
    title_kind: str
    withdraws: bool
    note: str
    text: str

    @property
    def has_margin(self) -> bool:
        return MARGIN_IS_KEPT in self.text

    @property
    def told_apart_by(self) -> tuple[object, ...]:
        """What no other version has in common with this one; the digest is of the content alone."""
        return tuple(getattr(self, name) for name in OF_VERSION)

    @cached_property
    def published(self) -> PublishedMonth:
        """What was published."""
        return thaw(json.loads(self.text))


def latest_between(first: date, last: date) -> list[Dated]:
    """The latest versions of the months between two days, as facts, by month: one query."""
    rows = ProgrammeVersion.objects.latest_of_each_month().filter(
        programme__month__range=(first_of(first), last)
    )
    columns = rows.order_by("programme__month").values_list("published_at", "programme__month", "content")
    return [(at, month, thaw(content)) for at, month, content in columns]


def latest_near(month: date) -> list[Dated]:
    """Those from a year before a month to a year after: an entry comes from, or goes to, any of them."""
    return latest_between(month - NEAR, month + NEAR)


def latest_around(month: date) -> list[tuple[Programme, LatestVersion | None]]:
    """A month and its neighbours, those that are there, by month: one query."""
    rows = _with_latest().filter(month__in=(month_before(month), month, month_after(month)))
    return [(row, _latest_of(row)) for row in rows]


@lru_cache(maxsize=1)
def _with_latest() -> ProgrammeQuerySet:
    """All months with their latest versions, contents as text. Put together once: that takes longer than asking."""
    number = ProgrammeVersion.objects.filter(programme=OuterRef("pk")).order_by("-number").values("number")
    is_latest = Q(versions=None) | Q(versions__number=Subquery(number[:1]))
    columns = {f"version_{name}": F(f"versions__{name}") for name in OF_VERSION}
    text = Cast("versions__content", TextField())
    return Programme.objects.filter(is_latest).annotate(**columns, version_text=text).order_by("month")


def _latest_of(row: Any) -> LatestVersion | None:
    if row.version_number is None:
        return None
    return LatestVersion(*(getattr(row, f"version_{name}") for name in (*OF_VERSION, "text")))
