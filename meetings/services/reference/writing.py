"""Bringing a table to a wanted state: rows that are missing are made, rows that differ changed, the rest left alone.

A fixed number of queries for each table, however many rows; and none that writes where nothing differs.
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import ForeignKey, Model, QuerySet

Stored = TypeVar("Stored", bound=Model)
Key = tuple[Any, ...]

ROWS_AT_ONCE = 500


class Tally(Counter[str]):
    """How many rows were made, changed or taken away: ``entry made`` and so on. Empty when nothing differed."""

    def note(self, model: type[Model], verb: str, number: int) -> None:
        """Count some rows of one kind."""
        if number:
            self[f"{model._meta.verbose_name_raw} {verb}"] += number


def bring_up_to_date(
    rows: Iterable[Mapping[str, Any]],
    stored: QuerySet[Stored],
    *,
    key: Sequence[str],
    tally: Tally,
    leave_alone: Callable[[Stored], bool] = lambda _row: False,
) -> dict[Key, Stored]:
    """Make and change rows of one table; rows that nobody asked for stay as they are.

    Args:
        rows: the wanted values by column (``mission_id`` for a foreign key); all with the same columns.
        stored: the rows to compare with. Of several with the same key the first counts.
        key: the columns that tell a row from all others.
        leave_alone: whether a stored row is no longer the loader's to change.

    Returns:
        The stored rows by key.
    """
    found: dict[Key, Stored] = {}
    for instance in stored:
        found.setdefault(tuple(getattr(instance, column) for column in key), instance)
    made, changed, columns = [], [], set()
    for row in rows:
        row_key = tuple(row[column] for column in key)
        known = found.get(row_key)
        if known is None:
            found[row_key] = stored.model(**row)
            made.append(found[row_key])
        elif known.pk and not leave_alone(known) and (differing := _differing(known, row)):
            for column in differing:
                setattr(known, column, row[column])
            columns |= differing
            changed.append(known)
    _write(stored, made, changed, columns)
    tally.note(stored.model, "made", len(made))
    tally.note(stored.model, "changed", len(changed))
    return found


def _differing(known: Model, row: Mapping[str, Any]) -> set[str]:
    return {column for column, value in row.items() if getattr(known, column) != value}


def _write(
    stored: QuerySet[Stored], made: Sequence[Stored], changed: Sequence[Stored], columns: Iterable[str]
) -> None:
    manager = stored.model._default_manager
    manager.bulk_create(made, batch_size=ROWS_AT_ONCE)
    if changed:
        by_attname = {field.attname: field.name for field in stored.model._meta.concrete_fields}
        manager.bulk_update(changed, [by_attname[column] for column in columns], batch_size=ROWS_AT_ONCE)


def bring_links_up_to_date(
    through: type[Model], wanted: Iterable[tuple[int, int]], *, owned: Collection[int], tally: Tally
) -> None:
    """Make and take away links between two tables, as far as they begin at rows that are the loader's.

    Args:
        through: the table between; its first foreign key is where a link begins.
        wanted: pairs of primary keys, in the order of the two foreign keys.
        owned: the primary keys of rows whose links are to be exactly the wanted ones.
    """
    fields = [field.attname for field in through._meta.fields if isinstance(field, ForeignKey)]
    found: dict[tuple[int, int], int] = {}
    for link, begin, end in through._default_manager.values_list("pk", *fields):
        found[begin, end] = link
    pairs = dict.fromkeys(pair for pair in wanted if pair[0] in owned)
    missing = [pair for pair in pairs if pair not in found]
    surplus = [link for pair, link in found.items() if pair[0] in owned and pair not in pairs]
    links = [through(**dict(zip(fields, pair, strict=True))) for pair in missing]
    through._default_manager.bulk_create(links, batch_size=ROWS_AT_ONCE)
    tally.note(through, "made", len(missing))
    take_away(through, surplus, tally)


def take_away(model: type[Model], keys: Sequence[int], tally: Tally) -> None:
    """Delete rows by primary key."""
    for start in range(0, len(keys), ROWS_AT_ONCE):
        model._default_manager.filter(pk__in=keys[start : start + ROWS_AT_ONCE]).delete()
    tally.note(model, "taken away", len(keys))
