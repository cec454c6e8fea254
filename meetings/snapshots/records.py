"""The records of tracked rows as values: what a row was after each change, and which change that was."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Model
from simple_history.models import HistoricalRecords

from meetings.models import (
    Contribution,
    CouncilTerm,
    Decision,
    Entry,
    Holiday,
    Invitation,
    Justification,
    Mandate,
    Mission,
    Occasion,
    Paper,
    Penholding,
    Presidency,
    Programme,
    Report,
    ReportRequirement,
    Sitting,
    Step,
)
from meetings.models.history import records

Noun = type[Model]
Key = tuple[Noun, int]
"""A row by its model and its key."""

TRACKED: Final[tuple[Noun, ...]] = (
    Programme,
    Occasion,
    Entry,
    Sitting,
    Step,
    Paper,
    Invitation,
    Justification,
)
"""What planners work on, in an order in which it can be written: what a row points to comes before it."""

REFERENCE: Final[tuple[Noun, ...]] = (
    Mission,
    Penholding,
    Decision,
    Mandate,
    ReportRequirement,
    Report,
    Contribution,
    CouncilTerm,
    Presidency,
    Holiday,
)
"""What files bring in and admins look after, in such an order too. Nothing of it points to what planners plan."""

MEMBERS: Final[Mapping[Noun, str]] = {
    Entry: "missions",
    Occasion: "reports",
    Mission: "host_countries",
    Penholding: "countries",
    Report: "missions",
}
"""The one many-to-many relation that is kept with a row."""

DERIVED: Final = frozenset({"id", "revision", "room_from", "room_until"})
"""What the software works out: never put back, and no change by itself."""

CHILDREN: Final[Mapping[Noun, tuple[str, tuple[Noun, ...]]]] = {
    Programme: ("programme_id", (Paper, Justification)),
    Occasion: ("occasion_id", (Step, Paper, Justification)),
    Entry: ("entry_id", (Sitting, Step, Paper, Invitation, Justification)),
}
"""By which column, and in which tables, a row's parts hang on it."""


@dataclass(frozen=True, slots=True, eq=False)
class Record:
    """One row as it stood after one change.

    ``kind`` is "+" where the change created it, "~" where it changed it, "-" where it deleted it. ``number``
    rises with every record of the same model, so it tells which of two came first. ``values`` are by column: a
    row that is pointed to is there by its key.
    """

    noun: Noun
    pk: int
    number: int
    kind: str
    request: UUID
    at: datetime
    actor: int | None
    reason: str
    values: Mapping[str, Any]
    members: frozenset[int]

    @property
    def key(self) -> Key:
        return self.noun, self.pk

    @property
    def exists(self) -> bool:
        return self.kind != "-"

    @property
    def state(self) -> Mapping[str, Any] | None:
        """All that people wrote into the row; ``None`` once it is deleted."""
        return {**stated(self.values), "members": self.members} if self.exists else None


def stated(values: Mapping[str, Any]) -> dict[str, Any]:
    """Without what the software works out."""
    return {name: value for name, value in values.items() if name not in DERIVED}


def columns(noun: Noun) -> tuple[str, ...]:
    """The names of a row's own columns."""
    return tuple(field.attname for field in noun._meta.concrete_fields)


def state_of(row: Model | None) -> Mapping[str, Any] | None:
    """The same of a row as it stands in the database."""
    if row is None:
        return None
    noun = type(row)
    name = MEMBERS.get(noun)
    members = frozenset(getattr(row, name).values_list("pk", flat=True)) if name else frozenset()
    return {**stated({each: getattr(row, each) for each in columns(noun)}), "members": members}


def read_records(noun: Noun, **chosen: Any) -> list[Record]:
    """The records of some rows of one model, oldest first: one query, and one more for its relation."""
    found = records(noun).filter(**chosen)
    members = _members(noun, found)
    return [
        _record(noun, row, members.get(row.history_id, frozenset())) for row in found.order_by("history_id")
    ]


def _record(noun: Noun, row: Any, members: frozenset[int]) -> Record:
    return Record(
        noun=noun,
        pk=row.id,
        number=row.history_id,
        kind=row.history_type,
        request=row.request,
        at=row.history_date,
        actor=row.history_user_id,
        reason=row.history_change_reason or "",
        values={name: getattr(row, name) for name in columns(noun)},
        members=members,
    )


def members_model(noun: Noun) -> Any:
    """The model that records the relation of ``MEMBERS``."""
    return HistoricalRecords.m2m_models[noun._meta.get_field(MEMBERS[noun])]


def member_column(noun: Noun) -> str:
    """The column of that relation's other side."""
    field: Any = noun._meta.get_field(MEMBERS[noun])
    return f"{field.m2m_reverse_field_name()}_id"


def _members(noun: Noun, found: Any) -> Mapping[int, frozenset[int]]:
    """The relation as each of some records has it, by its number."""
    if noun not in MEMBERS:
        return {}
    held: dict[int, set[int]] = {}
    pairs = members_model(noun).objects.filter(history_id__in=found.order_by().values("history_id"))
    for number, member in pairs.values_list("history_id", member_column(noun)):
        held.setdefault(number, set()).add(member)
    return {number: frozenset(members) for number, members in held.items()}


@dataclass(frozen=True, slots=True)
class Touched:
    """One row that a change touched, as it was before and after; ``None``: it was not there.

    ``last`` is the record of the change itself. ``is_known`` is off where what it was before is not on record,
    which no service leaves behind.
    """

    key: Key
    before: Record | None
    after: Record | None
    last: Record
    is_known: bool = True

    @property
    def noun(self) -> Noun:
        return self.key[0]

    @property
    def pk(self) -> int:
        return self.key[1]

    @property
    def changed(self) -> bool:
        """Whether anything but what the software works out is another than before."""
        return (self.before and self.before.state) != (self.after and self.after.state)


def touched_by(request: UUID, nouns: Iterable[Noun] = TRACKED) -> list[Touched]:
    """All rows of some models that one request touched, in their order: three queries a model at most."""
    found = []
    for noun in nouns:
        touched = records(noun).filter(request=request).order_by()
        numbers: dict[int, list[int]] = {}
        for pk, number in touched.values_list("id", "history_id"):
            numbers.setdefault(pk, []).append(number)
        own: dict[int, list[Record]] = {pk: [] for pk in sorted(numbers)}
        for record in read_records(noun, id__in=touched.values("id")) if numbers else ():
            own[record.pk].append(record)
        found += [_touched((noun, pk), rows, numbers[pk]) for pk, rows in own.items()]
    return found


def _touched(key: Key, own: Sequence[Record], numbers: Collection[int]) -> Touched:
    first, last = min(numbers), max(numbers)
    before = max((row for row in own if row.number < first), key=_number, default=None)
    after = next(row for row in own if row.number == last)
    begins = next(row for row in own if row.number == first)
    return Touched(
        key,
        before if before and before.exists else None,
        after if after.exists else None,
        after,
        is_known=before is not None or begins.kind == "+",
    )


def _number(record: Record) -> int:
    return record.number
