"""Who changed an entry last, and what became of one that is gone: from its history."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from meetings.models import Entry, Programme, User
from meetings.models.history import records


@dataclass(frozen=True, slots=True)
class ChangeMade:
    """One change of an entry. ``by`` is ``None`` where the software itself made it."""

    at: datetime
    by: User | None
    programme: Programme
    title: str

    @property
    def who(self) -> str:
        """The name of the person, as far as one is kept."""
        return (self.by.get_full_name() or self.by.get_username()) if self.by else ""


def last_change(entry: Entry) -> ChangeMade | None:
    """The change that made an entry what it is; ``None`` for one that was only ever loaded: one query."""
    return _made(records(Entry).filter(id=entry.pk))


def removed_entry(uid: UUID) -> ChangeMade | None:
    """The removal of an entry that is gone; ``None`` where there never was one: one query."""
    return _made(records(Entry).filter(uid=uid, history_type="-"))


def _made(rows: Any) -> ChangeMade | None:
    row = rows.select_related("history_user", "programme").order_by("-history_id").first()
    return ChangeMade(row.history_date, row.history_user, row.programme, row.title) if row else None
