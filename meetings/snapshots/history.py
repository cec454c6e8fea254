"""The history of an entry or an occasion: every change of it and of its parts, the latest first."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Any, Final
from uuid import UUID

from django.db.models import ForeignKey

from meetings.models import (
    AuditRecord,
    Entry,
    Mandate,
    Occasion,
    Sitting,
    Step,
    User,
)
from meetings.models.history import records
from meetings.snapshots.records import CHILDREN, MEMBERS, TRACKED, Key, Noun, Record, Touched, read_records

RESTORED: Final[Mapping[Noun, frozenset[Noun]]] = {
    Entry: frozenset({Entry, Sitting, Step}),
    Occasion: frozenset({Occasion, Step}),
}
"""What an earlier state is made of. Papers, invitations and reasons are work of their own, and stay."""

NAMED: Final[Mapping[Noun, str]] = {Entry: "title", Occasion: "label"}
"""By which column one that was removed is still called."""

State = Mapping[Key, Record]
"""The rows that were there at one time, each by its last record."""


@dataclass(frozen=True, slots=True)
class Change:
    """What one request did to an entry or occasion and to its parts.

    ``action`` is what the audit trail calls it, empty where nobody did it through a service. On how many days
    the entry sat is told before and after. ``is_first`` marks what was there before anybody changed it here.
    """

    request: UUID
    at: datetime
    actor: User | None
    action: str
    reason: str
    rows: tuple[Touched, ...]
    sittings_before: int = 0
    sittings_after: int = 0
    is_first: bool = False
    can_be_restored: bool = False
    was_taken_back: bool = False

    @property
    def shows(self) -> bool:
        """Whether it changed anything a reader sees.

        A revision alone is no news; nor is what parts were before anybody changed them.
        """
        if self.is_first:
            return any(row.noun in NAMED for row in self.rows)
        return any(row.changed for row in self.rows)


@dataclass(frozen=True, slots=True)
class Trail:
    """One entry or occasion with all its changes, newest first. ``row`` is ``None`` once it was removed."""

    noun: Noun
    pk: int
    uid: UUID
    name: str
    row: Any
    changes: tuple[Change, ...]
    states: Mapping[UUID, State]

    @property
    def now(self) -> State:
        return self.states[self.changes[0].request] if self.changes else {}

    @property
    def last_state(self) -> UUID | None:
        """The last state in which it was there, of one that was removed."""
        return next((each.request for each in self.changes if self.is_in(each.request)), None)

    def change(self, request: UUID) -> Change:
        """The change that one request made."""
        return next(change for change in self.changes if change.request == request)

    def can_restore(self, request: UUID) -> bool:
        """Whether a change left a state in which it was there."""
        return request in self.states and self.is_in(request)

    def is_in(self, request: UUID) -> bool:
        """Whether the entry or occasion itself was there after that change."""
        return (self.noun, self.pk) in self.states[request]


def find_pk(noun: Noun, uid: UUID) -> int | None:
    """The key of a row by its uid, even of one that was removed."""
    there: Any = noun._default_manager.filter(uid=uid).values_list("pk", flat=True).first()
    return there or records(noun).filter(uid=uid).values_list("id", flat=True).first()


def read_trail(noun: Noun, pk: int) -> Trail:
    """All that is on record of an entry or occasion: twelve queries at most, however long its history."""
    row: Any = noun._default_manager.filter(pk=pk).first()
    read = _read(noun, pk)
    audited = _audited({record.request for record in read})
    groups = _beginning_with_first_state(noun, _in_order(read), audited)
    changes = tuple(_changes(noun, pk, groups, audited))
    last = max((record for record in read if record.noun is noun), key=lambda each: each.number, default=None)
    values: Mapping[str, Any] = last.values if last else {}
    return Trail(
        noun=noun,
        pk=pk,
        uid=row.uid if row else values["uid"],
        name=str(row) if row else values[NAMED[noun]],
        row=row,
        changes=tuple(reversed(changes)),
        states=dict(_states(groups)),
    )


def _read(noun: Noun, pk: int) -> list[Record]:
    column, parts = CHILDREN[noun]
    found = read_records(noun, id=pk)
    for part in parts:
        found += read_records(part, **{column: pk})
    return found


Group = list[Record]
"""What one request wrote."""


def _in_order(read: Iterable[Record]) -> list[Group]:
    """By request, the earliest first.

    Instants are no measure of that: of two who write at once, the one who began first may come second. Within
    one model the numbers tell; between models, where they leave it open, the instants.
    """
    groups: dict[UUID, Group] = {}
    queues: dict[Noun, list[UUID]] = {}
    for record in read:
        groups.setdefault(record.request, []).append(record)
        queue = queues.setdefault(record.noun, [])
        if record.request not in queue:
            queue.append(record.request)
    waiting = sorted(groups, key=lambda request: groups[request][0].at)
    ordered = []
    while waiting:
        chosen = next((request for request in waiting if _is_next(request, queues)), waiting[0])
        waiting.remove(chosen)
        for queue in queues.values():
            if chosen in queue:
                queue.remove(chosen)
        ordered.append(groups[chosen])
    return ordered


def _beginning_with_first_state(
    noun: Noun, groups: Iterable[Group], audited: Mapping[UUID, AuditRecord]
) -> list[Group]:
    """What was there before anybody changed it is one group, and stands before all changes.

    A step hangs on an occasion and on an entry. What it was first is kept by whichever is changed first, at an
    instant that may be later than that of the other: still it was there from the beginning.
    """
    firsts: list[Group] = []
    others: list[Group] = []
    for group in groups:
        (firsts if _is_first_state(group, audited) else others).append(group)
    firsts.sort(key=lambda group: all(record.noun is not noun for record in group))
    return [list(chain.from_iterable(firsts)), *others] if firsts else others


def _is_first_state(group: Group, audited: Mapping[UUID, AuditRecord]) -> bool:
    """Whether nobody did this: it is what rows were before their history began."""
    nobody = group[0].actor is None and group[0].request not in audited
    return nobody and all(record.kind == "+" for record in group)


def _is_next(request: UUID, queues: Mapping[Noun, Sequence[UUID]]) -> bool:
    return all(queue[0] == request for queue in queues.values() if request in queue)


def _states(groups: Iterable[Group]) -> Iterator[tuple[UUID, State]]:
    """What was there after each change."""
    state: dict[Key, Record] = {}
    for group in groups:
        for record in group:
            if record.exists:
                state[record.key] = record
            else:
                state.pop(record.key, None)
        yield group[0].request, dict(state)


def _changes(
    noun: Noun, pk: int, groups: Sequence[Group], audited: Mapping[UUID, AuditRecord]
) -> Iterator[Change]:
    """Each change with the one who made it and what the audit trail says of it."""
    states = list(_states(groups))
    actors = User.objects.in_bulk({record.actor for group in groups for record in group if record.actor})
    now = _restorable(noun, states[-1][1]) if states else {}
    before: State = {}
    for group, (request, state) in zip(groups, states, strict=True):
        step, first = audited.get(request), group[0]
        yield Change(
            request=request,
            at=first.at,
            actor=actors.get(first.actor) if first.actor else None,
            action=step.action if step else "",
            reason=next((record.reason for record in group if record.reason), ""),
            rows=tuple(_touched(group, before, state)),
            sittings_before=_sittings(before),
            sittings_after=_sittings(state),
            is_first=_is_first_state(group, audited),
            can_be_restored=(noun, pk) in state and _restorable(noun, state) != now,
            was_taken_back=hasattr(step, "undone_by"),
        )
        before = state


def _audited(requests: Collection[UUID]) -> dict[UUID, AuditRecord]:
    """The record of each request; of a service used inside another, the outer one, which is written last."""
    steps = AuditRecord.objects.filter(request__in=requests).select_related("undone_by").order_by("pk")
    return {step.request: step for step in steps}


def _touched(group: Group, before: State, after: State) -> Iterator[Touched]:
    for key in dict.fromkeys(record.key for record in group):
        own = [record for record in group if record.key == key]
        is_known = key in before or own[0].kind == "+"
        yield Touched(key, before.get(key), after.get(key), own[-1], is_known)


def _restorable(noun: Noun, state: State) -> Mapping[Key, Any]:
    """What restoring would bring back."""
    return {key: record.state for key, record in state.items() if record.noun in RESTORED[noun]}


def _sittings(state: State) -> int:
    return sum(key[0] is Sitting for key in state)


def preview(trail: Trail, request: UUID) -> Change:
    """What restoring an earlier state would change, as if it had been done: one of the states of the trail.

    Of a removed row all parts come back with it.
    """
    there = (trail.noun, trail.pk) in trail.now
    nouns = RESTORED[trail.noun] if there else frozenset(TRACKED)
    before, after = trail.now, trail.states[request]
    keys = [key for key in {**before, **after} if key[0] in nouns]
    rows = (_between(key, before.get(key), after.get(key)) for key in keys)
    then = trail.change(request)
    return Change(
        request=request,
        at=then.at,
        actor=then.actor,
        action="restore",
        reason="",
        rows=tuple(row for row in rows if row.changed),
        sittings_before=_sittings(before),
        sittings_after=_sittings(after),
    )


def _between(key: Key, before: Record | None, after: Record | None) -> Touched:
    last = after or before
    if last is None:
        raise KeyError(key)
    return Touched(key, before, after, last)


Names = Mapping[Key, object]
"""What rows that records point to are called: the row itself, or the last name of one that was removed."""


def names_in(changes: Iterable[Change]) -> Names:
    """All that the records of some changes point to: two queries a model at most, however many changes."""
    wanted: dict[Noun, set[int]] = {}
    for change in changes:
        for touched in change.rows:
            for record in (touched.before, touched.after):
                for noun, pk in _pointed_to(record) if record else ():
                    wanted.setdefault(noun, set()).add(pk)
    return {key: name for noun, pks in wanted.items() for key, name in _names(noun, pks)}


def _pointed_to(record: Record) -> Iterator[Key]:
    for field in record.noun._meta.concrete_fields:
        pk = record.values[field.attname]
        if isinstance(field, ForeignKey) and pk is not None:
            yield field.related_model, pk
    if record.noun in MEMBERS:
        relation: Any = record.noun._meta.get_field(MEMBERS[record.noun])
        for pk in record.members:
            yield relation.related_model, pk


def _names(noun: Noun, pks: set[int]) -> Iterator[tuple[Key, object]]:
    rows: Any = noun._default_manager.filter(pk__in=pks)
    found = {row.pk: row for row in (rows.select_related("mission") if noun is Mandate else rows)}
    for pk, row in found.items():
        yield (noun, pk), row
    gone = pks - found.keys()
    if gone and noun in NAMED:
        past = records(noun).filter(id__in=gone).order_by("history_id")
        for pk, name in past.values_list("id", NAMED[noun]):
            yield (noun, pk), name
