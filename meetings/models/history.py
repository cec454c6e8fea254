"""Who changed what, when, and what stood there before: a record of each row that planners work on.

The records themselves are kept by django-simple-history. Here they learn under which use of a service they were
made: all rows that one request changes bear one id, one person and one instant, handed down from the service
and read from no global user and no clock of their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django.db import models
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords
from simple_history.signals import pre_create_historical_record

if TYPE_CHECKING:
    from meetings.models.people import User


@dataclass(frozen=True, slots=True)
class Change:
    """One use of a service: by whom, when, and the id that all records of it share."""

    actor: "User | None"
    now: datetime
    request: UUID = field(default_factory=uuid4)
    reason: str = ""


_current: ContextVar[Change | None] = ContextVar("change", default=None)


@contextmanager
def recorded_as(change: Change) -> Iterator[Change]:
    """Every tracked row written inside bears this change; a change within a change keeps the outer id."""
    outer = _current.get()
    token = _current.set(outer or change)
    try:
        yield outer or change
    finally:
        _current.reset(token)


def current_change() -> Change | None:
    """The change that is being written now, if any."""
    return _current.get()


def records(noun: type[models.Model]) -> Any:
    """The manager of the records of a tracked model."""
    return noun.history  # type: ignore[attr-defined]  # set by django-simple-history


class HistoryRow(models.Model):
    """What each record of a change has beside the row itself."""

    request = models.UUIDField(_("request"), default=uuid4, db_index=True, editable=False)

    class Meta:
        abstract = True


def tracked(**options: Any) -> HistoricalRecords:
    """Keep the history of a model. ``m2m_fields`` names the relations that belong to the row."""
    return HistoricalRecords(
        bases=[HistoryRow], history_change_reason_field=models.TextField(null=True), **options
    )


@receiver(pre_create_historical_record)
def _sign(sender: object, history_instance: Any, **_kwargs: object) -> None:
    change = _current.get()
    if change is None or not isinstance(history_instance, HistoryRow):
        return
    row: Any = history_instance
    row.request, row.history_date = change.request, change.now
    row.history_user, row.history_change_reason = change.actor, change.reason or None
