"""Who changed an entry or an occasion last, and what became of an entry that is gone: from the history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meetings.models import Entry, Occasion, Programme, User
from meetings.models.history import records


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """One change of a row. ``by`` is ``None`` where the software itself made it."""

    at: datetime
    by: User | None

    @property
    def who(self) -> str:
        """The name of the person, as far as one is kept."""
        return (self.by.get_full_name() or self.by.get_username()) if self.by else ""


@dataclass(frozen=True, slots=True)
class Removal(ChangeMade):
    """The change that took an entry away: its month, and what it was called."""

    programme: Programme
    title: str


def last_change(row: Entry | Occasion) -> ChangeMade | None:
    """The change that made a row what it is; ``None`` for one that was only ever loaded: one query."""
    record = _last(records(type(row)).filter(id=row.pk).select_related("history_user"))
    return ChangeMade(record.history_date, record.history_user) if record else None


def removed_entry(uid: UUID) -> Removal | None:
    """The removal of an entry that is gone; ``None`` where there never was one: one query."""
    gone = records(Entry).filter(uid=uid, history_type="-")
    record = _last(gone.select_related("history_user", "programme"))
    if record is None:
        return None
    return Removal(record.history_date, record.history_user, record.programme, record.title)


def occasion_seen(occasion: Occasion, revision: int) -> object | None:
    """The record of an occasion as it stood with a revision; ``None`` where none was kept: one query."""
    return _last(records(Occasion).filter(id=occasion.pk, revision=revision))


def _last(rows: Any) -> Any:
    return rows.order_by("-history_id").first()
