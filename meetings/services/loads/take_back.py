"""Taking a load back: every row it made goes, every row it changed becomes what it was, if nothing rests on them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from django.db import IntegrityError, connection, transaction
from django.db.models import Model
from django.db.models.sql import DeleteQuery
from django.utils.translation import gettext

from meetings.exchange.tables.columns import Place, Progress
from meetings.models import Entry, Load, Mission, Occasion, Programme, User
from meetings.models.history import Change, current_change, records
from meetings.services.audit import changing
from meetings.services.first_state import keep_first_states
from meetings.services.loads.apply import lock_load
from meetings.services.loads.built_on import refuse_built_on, refuse_changed
from meetings.services.loads.in_bulk import Written, write_in_bulk
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import Steps
from meetings.services.put_back import Target, put_back
from meetings.services.reference.writing import ROWS_AT_ONCE
from meetings.services.refusals import Refused
from meetings.snapshots.records import (
    CHILDREN,
    DERIVED,
    MEMBERS,
    REFERENCE,
    TRACKED,
    Key,
    Noun,
    Record,
    Touched,
    touched_by,
)

IN_ORDER: Final = (*REFERENCE, *TRACKED)
"""All that a load can write: what a row points to comes before it."""

LOCKED_FIRST: Final[Mapping[Noun, str]] = {
    Occasion: "occasion_id",
    Mission: "mission_id",
    Programme: "programme_id",
    Entry: "entry_id",
}
"""What planners lock, in the order in which they do, and by which column other rows hang on it."""


def take_back_load(
    *,
    load: Load,
    actor: User | None,
    now: datetime,
    today: date,
    request: UUID | None = None,
) -> Steps[Load]:
    """Undo a load, whole, in one transaction; of two who take it back at once, one does.

    Every row that it touched must still be as it left it, and nothing made since may point to a row that it made.
    The load stays in the history with what it did; the same file can be loaded again, as if for the first time.

    Args:
        now: an aware instant.
        today: the day in New York.

    Raises:
        Refused: the load is not one that stands, or something was built on it: the sentence says what, by whom
            and when.
        RoomTaken: another confirmed sitting holds a room that would be needed again.
    """
    with changing(
        action="take back load", subject=load, actor=actor, now=now, request=request or uuid4()
    ) as change:
        locked = lock_load(load)
        applied, since = _standing(locked)
        yield Progress(gettext("Looking for what was built on it"))
        touched = [row for row in touched_by(applied, IN_ORDER) if row.changed]
        _lock(touched)
        refuse_changed(touched)
        refuse_built_on(touched, since=since)
        with _nothing_left_pointing(touched):
            yield from _undo(touched)
        _keep_result(locked, change)
    return locked


def _standing(load: Load) -> tuple[UUID, datetime]:
    """The request and the instant of a load that stands.

    Raises:
        Refused: it was never applied, or was taken back already.
    """
    if load.state == Load.State.TAKEN_BACK:
        raise Refused(gettext("This file was taken back already."))
    if load.state != Load.State.APPLIED or load.request is None or load.decided_at is None:
        raise Refused(gettext("This file was not applied, so there is nothing to take back."))
    return load.request, load.decided_at


def _keep_result(load: Load, change: Change) -> None:
    load.state = Load.State.TAKEN_BACK
    load.taken_back_by, load.taken_back_at, load.taken_back_request = change.actor, change.now, change.request
    load.save()


def _lock(touched: Sequence[Touched]) -> None:
    """All rows, and what they hang on, in the order in which planners lock them; the rest after that."""
    own = {noun: {row.pk for row in touched if row.noun is noun} for noun in IN_ORDER}
    known = [record for row in touched for record in (row.before, row.after) if record]
    for noun, column in LOCKED_FIRST.items():
        hung_on = {record.values.get(column) or 0 for record in known} - {0}
        keep_first_states(_locked(noun, own.pop(noun) | hung_on))
    for noun, pks in own.items():
        _locked(noun, pks)


def _locked(noun: Noun, pks: Collection[int]) -> list[Model]:
    found: list[Model] = []
    for some in _in_parts(sorted(pks)):
        rows = noun._default_manager.filter(pk__in=some).order_by("pk")
        found += rows.select_for_update(no_key=True, of=("self",))
    return found


def _in_parts(rows: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(rows), ROWS_AT_ONCE):
        yield rows[start : start + ROWS_AT_ONCE]


@contextmanager
def _nothing_left_pointing(touched: Iterable[Touched]) -> Iterator[None]:
    """Let the database look at once, not when all is over, whether anything points to what is gone.

    Somebody may point there at this very moment: nobody could know of it when it was asked what was built on it.
    """
    tables = {
        field.related_model._meta.db_table for row in touched for field in row.noun._meta.related_objects
    }
    try:
        with transaction.atomic():
            yield
            connection.check_constraints(table_names=sorted(tables))
    except IntegrityError as error:
        message = gettext("Something else needs what this file brought, or what was there before it is gone.")
        raise Refused(message) from error


def _undo(touched: Sequence[Touched]) -> Iterator[Progress]:
    """What was made goes before what was changed comes back: it may stand in its place.

    Which points to which is no matter in between, since the database looks at that in the end.
    """
    stage = gettext("Putting back what was there")
    going = {row.key for row in touched if row.before is None}
    made = [row for row in touched if row.before is None and _goes_with_its_whole(row, going)]
    alone = set(going) - {row.key for row in made}
    changed = [row for row in touched if row.before and row.noun in REFERENCE]
    planned = [row for row in touched if row.noun in TRACKED and (row.before or row.key in alone)]
    done = 0
    for write, rows, nouns in ((_delete, made, tuple(reversed(IN_ORDER))), (_restore, changed, REFERENCE)):
        for noun in nouns:
            for some in _in_parts([row for row in rows if row.noun is noun]):
                write(noun, some)
                done += len(some)
                yield Progress(stage, done, len(touched))
    put_back(Target(row.noun, row.pk, row.before) for row in planned)
    yield Progress(stage, len(touched), len(touched))


def _goes_with_its_whole(row: Touched, going: Collection[Key]) -> bool:
    """Whether what a row hangs on goes as well; else those who have that open must be told, which takes its time."""
    values = row.last.values
    hangs_on = [(whole, column) for whole, (column, parts) in CHILDREN.items() if row.noun in parts]
    return all((whole, values[column]) in going for whole, column in hangs_on if values.get(column))


def _delete(noun: Noun, rows: Sequence[Touched]) -> None:
    """Delete rows to which nothing else points, with a record of each, without asking for each what points there."""
    pks = [row.pk for row in rows]
    records(noun).model.objects.bulk_create(_deletion(row.last) for row in rows)
    for relation in noun._meta.many_to_many:
        through: Any = relation.remote_field.through
        if through._meta.auto_created:
            through._default_manager.filter(**{f"{relation.m2m_field_name()}__in": pks}).delete()
    DeleteQuery(noun).delete_batch(pks, connection.alias)


def _deletion(last: Record) -> Any:
    change = current_change()
    if change is None:
        message = "A load is taken back inside a change."
        raise RuntimeError(message)
    return records(last.noun).model(
        history_type="-",
        history_date=change.now,
        history_user=change.actor,
        history_change_reason=change.reason or None,
        request=change.request,
        **last.values,
    )


def _restore(noun: Noun, rows: Sequence[Touched]) -> None:
    """Write what stood in each row before.

    Raises:
        Refused: another row has taken its place.
    """
    live = {row.pk: row for row in noun._default_manager.filter(pk__in=[row.pk for row in rows])}
    there = _members_there(noun, rows)
    work = []
    for row in rows:
        if row.before is None or row.pk not in live:
            continue
        wanted = Wanted(Place("", 0), row.before.values, str(row.pk), members=row.before.members & there)
        work.append(Written(wanted, live[row.pk], _differing(row)))
    for problem in write_in_bulk(noun, work):
        raise Refused(problem.message)


def _differing(row: Touched) -> frozenset[str]:
    """The columns, and the name of the relation, in which a row is to become what it was."""
    if row.before is None or row.after is None:
        return frozenset()
    after = row.after.values
    names = {
        name for name, value in row.before.values.items() if name not in DERIVED and after[name] != value
    }
    if row.before.members != row.after.members:
        names.add(MEMBERS[row.noun])
    return frozenset(names)


def _members_there(noun: Noun, rows: Sequence[Touched]) -> frozenset[int]:
    """Those of the members that are still on record: others cannot come back."""
    if noun not in MEMBERS:
        return frozenset()
    members = {member for row in rows if row.before for member in row.before.members}
    relation: Any = noun._meta.get_field(MEMBERS[noun])
    found = relation.related_model._default_manager.filter(pk__in=members)
    return frozenset(found.values_list("pk", flat=True))
