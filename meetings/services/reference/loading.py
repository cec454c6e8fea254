"""What the steps of one loading share: the rows to load, and the primary keys of what is stored so far."""

from dataclasses import dataclass, field, fields
from typing import Any

from django.db.models import Model

from meetings.exchange.reference.chains import MandateKey
from meetings.exchange.reference.decisions import Decided
from meetings.exchange.reference.entries import EntryData
from meetings.exchange.reference.folder import Reference
from meetings.models import Entry
from meetings.services.reference.writing import Tally


@dataclass
class Loading:
    """One loading under way. Each step reads what the earlier ones stored."""

    reference: Reference
    decided: Decided
    entries: tuple[EntryData, ...]
    tally: Tally = field(default_factory=Tally)
    countries: dict[str, int] = field(default_factory=dict)
    rooms: dict[str, int] = field(default_factory=dict)
    missions: dict[str, int] = field(default_factory=dict)
    decisions: dict[str, int] = field(default_factory=dict)
    mandates: dict[MandateKey, int] = field(default_factory=dict)
    programmes: dict[Any, int] = field(default_factory=dict)
    entry_keys: dict[str, int] = field(default_factory=dict)


def is_revised(entry: Entry) -> bool:
    """Whether planners have taken a line over: it is no longer the loader's to change."""
    return entry.revision > 1


def values_of(row: Any, *names: str) -> dict[str, Any]:
    """Some fields of a typed row by name."""
    return {name: getattr(row, name) for name in names}


def shared_values(row: Any, model: type[Model]) -> dict[str, Any]:
    """All fields of a typed row that the model has under the same name and that are no relation."""
    columns = {column.name for column in model._meta.concrete_fields if not column.is_relation}
    return {item.name: getattr(row, item.name) for item in fields(row) if item.name in columns}
