"""What somebody set by hand since it was last loaded: the history tells, value by value.

Three hands write a value: what was there at first, people, and loads. A load overwrites what it, or another load,
or the reference data left there. What a person left there it keeps, and says that the two are in conflict:

- A value is set by hand where it is another than the one that the software last put there. Who sets it back to
  that has set nothing by hand.
- Of a row that a person made, every value that is not empty is set by hand. An empty one waits to be filled; one
  that a person emptied does not.
- A conflict decided for the file makes the value the load's again. One decided for the person leaves it set by
  hand, whatever else of the row that load changed.
- What a load did that was taken back counts as never done, and so does the taking back.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Model

from meetings.models import Load
from meetings.models.history import current_change, records
from meetings.snapshots.records import MEMBERS, Record, columns, read_records, stated

Values = Mapping[str, Any]
"""By column; a row's own relation stands there by its name, as the keys of its members."""


def set_by_hand(noun: type[Model], rows: Iterable[Model]) -> dict[int, frozenset[str]]:
    """The columns of some rows, and the name of their relation, that were set by hand, by the key of the row.

    Rows that nobody touched are left out. Few are touched, so it costs five queries at most.

    Args:
        rows: of that model, as they stand, fetched with their own relation.
    """
    found = {row.pk: row for row in rows}
    loads = _Loads.read()
    by_people = records(noun).filter(history_user__isnull=False).exclude(request__in=loads.all)
    touched = {pk for pk in by_people.values_list("id", flat=True).distinct() if pk in found}
    told: dict[int, list[Record]] = {pk: [] for pk in touched}
    for record in read_records(noun, id__in=touched) if touched else ():
        told[record.pk].append(record)
    return {pk: _otherwise(_now(found[pk]), _left_by_software(told[pk], loads)) for pk in touched}


@dataclass(frozen=True, slots=True)
class _Loads:
    """The requests under which loads wrote: those whose rows stand, and those that came to nothing.

    The load that is being written counts as one that stands: it may come to the same rows twice.
    """

    standing: Collection[UUID]
    undone: Collection[UUID]

    @property
    def all(self) -> Collection[UUID]:
        return {*self.standing, *self.undone}

    @classmethod
    def read(cls) -> "_Loads":
        change = current_change()
        writing = {change.request} if change else set()
        requests = list(Load.objects.exclude(request=None).values_list("request", "taken_back_request"))
        undone = {request for pair in requests if pair[1] for request in pair if request}
        return cls({*writing, *(request for request, _none in requests if request)} - undone, undone)


def _left_by_software(history: Iterable[Record], loads: _Loads) -> Values:
    """What the software last put into each column; one that it never wrote is left out."""
    left: dict[str, Any] = {}
    before: Values = {}
    for record in history:
        now = _after(record)
        by_software = record.actor is None or record.request in loads.standing
        if record.request in loads.undone:
            pass
        elif not now:
            left = {}
        elif by_software:
            left |= {name: value for name, value in now.items() if not before or before[name] != value}
        elif not before:
            left |= {name: value for name, value in now.items() if _is_empty(value)}
        before = now
    return left


def _otherwise(now: Values, left: Values) -> frozenset[str]:
    return frozenset(name for name, value in now.items() if name not in left or left[name] != value)


def _after(record: Record) -> Values:
    """The row after a change; nothing of one that was deleted."""
    if not record.exists:
        return {}
    relation = MEMBERS.get(record.noun)
    return {**stated(record.values), **({relation: record.members} if relation else {})}


def _now(row: Model) -> Values:
    """The same of a row as it stands."""
    relation = MEMBERS.get(type(row))
    values = stated({name: getattr(row, name) for name in columns(type(row))})
    if relation:
        values[relation] = frozenset(member.pk for member in getattr(row, relation).all())
    return values


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], frozenset())
