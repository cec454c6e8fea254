"""What a row was before anybody changed it: the reference data comes in without a history."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Model
from django.utils import timezone

from meetings.models.history import current_change, records
from meetings.snapshots.records import CHILDREN, MEMBERS, columns, member_column, members_model

JUST_BEFORE = timedelta(microseconds=1)


def keep_first_state(row: Model) -> None:
    """Record a row with its parts as they stand, unless its history has begun: one query where it has.

    Called under the row's lock, before the first change of it. The records bear an instant just before that
    change and nobody's name.
    """
    keep_first_states([row])


def keep_first_states(rows: Sequence[Model]) -> None:
    """The same of many rows of one model, in as many queries as of one."""
    if not rows:
        return
    noun = type(rows[0])
    known = set(records(noun).filter(id__in=[row.pk for row in rows]).values_list("id", flat=True))
    first = [row for row in rows if row.pk not in known]
    if not first:
        return
    request = uuid4()
    _keep(first, request)
    column, parts = CHILDREN.get(noun, ("", ()))
    for part in parts:
        _keep_unrecorded(part, {f"{column}__in": [row.pk for row in first]}, request)


def _keep_unrecorded(noun: type[Model], of: dict[str, Any], request: UUID) -> None:
    """A part may have a history already: a step belongs to an occasion and to an entry."""
    known = set(records(noun).filter(**of).values_list("id", flat=True))
    _keep([row for row in noun._default_manager.filter(**of) if row.pk not in known], request)


def _keep(rows: Iterable[Model], request: UUID) -> None:
    made = [_record(row, request) for row in rows]
    if not made:
        return
    noun = made[0].instance_type
    records(noun).model.objects.bulk_create(made)
    if noun in MEMBERS:
        keep_members(noun, made)


def _record(row: Model, request: UUID) -> Any:
    change = current_change()
    at = (change.now if change else timezone.now()) - JUST_BEFORE
    values = {name: getattr(row, name) for name in columns(type(row))}
    return records(type(row)).model(history_type="+", history_date=at, request=request, **values)


def keep_members(noun: type[Model], made: Iterable[Any]) -> None:
    """Put the relation of some rows on record as it stands, pair by pair, beside the records made of them."""
    field: Any = noun._meta.get_field(MEMBERS[noun])
    own, through = f"{field.m2m_field_name()}_id", field.remote_field.through
    by_row = {record.id: record for record in made}
    pairs = through._default_manager.filter(**{f"{own}__in": by_row})
    model = members_model(noun)
    model.objects.bulk_create(
        model(
            history=by_row[getattr(pair, own)],
            **{name: getattr(pair, name) for name in ("id", own, member_column(noun))},
        )
        for pair in pairs
    )
