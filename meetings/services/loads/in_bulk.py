"""Writing many rows with their history, some hundred at a time; what the database refuses is named by its row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import DatabaseError, DataError, IntegrityError, transaction
from django.db.models import Model, UniqueConstraint
from django.utils.text import get_text_list
from django.utils.translation import gettext, gettext_noop

from meetings.exchange.tables.columns import Problem
from meetings.models.history import current_change, records
from meetings.services.first_state import keep_first_states, keep_members
from meetings.services.loads.lines import Wanted
from meetings.snapshots.records import MEMBERS

REVISION: Final = "revision"


AGAINST: Final = {
    "mandate_ends_after_it_begins": gettext_noop("The mandate would end before it begins."),
    "mandate_open_ended_has_no_end": gettext_noop("An open-ended mandate has no last day."),
    "decision_fifteen_votes_at_most": gettext_noop(
        "The vote would come to more than the Council’s 15 members."
    ),
    "decision_vote_is_whole": gettext_noop("A vote has three numbers: for, against and abstaining."),
    "mission_closes_after_it_opens": gettext_noop("The mission would close before it opens."),
    "council_term_ends_after_it_begins": gettext_noop("The term would end before it begins."),
    "council_term_elected_is_dated": gettext_noop("An elected term has two days, a permanent seat has none."),
    "requirement_one_way_of_dating": gettext_noop("A requirement is dated in one way only."),
    "requirement_has_a_unit": gettext_noop("Say whether days or months are meant."),
    "sitting_day_has_a_month_page": gettext_noop("This day lies beyond the years that have pages."),
    "sitting_ends_after_it_starts": gettext_noop("The sitting would end before it starts."),
    "sitting_exact_start_has_a_time": gettext_noop("A sitting with an exact start has a time."),
}
"""Constraints that a row can break only together with what stands on record: cells alone are checked before."""


@dataclass(frozen=True, slots=True)
class Written:
    """One row to be written: a new one (``columns`` is ``None``), or the columns that change."""

    wanted: Wanted
    row: Model
    columns: frozenset[str] | None = None


def write_in_bulk(noun: type[Model], work: Sequence[Written]) -> list[Problem]:
    """Write all of it, or else all that the database takes, and a problem for each row that it refuses.

    Where it refuses a whole it is asked for each half, so that a good file costs no more queries than it must.
    """
    if not work:
        return []
    try:
        with transaction.atomic():
            _write(noun, work)
    except (IntegrityError, DataError) as error:
        if len(work) == 1:
            return [_refused(noun, work[0], error)]
        half = len(work) // 2
        return write_in_bulk(noun, work[:half]) + write_in_bulk(noun, work[half:])
    return []


def _write(noun: type[Model], work: Sequence[Written]) -> None:
    made = [one for one in work if one.columns is None]
    changed = [one for one in work if one.columns is not None]
    if made:
        for one in made:
            one.row.pk = None  # given by an attempt that was undone
        noun._default_manager.bulk_create([one.row for one in made])
        _record(noun, made, update=False)
    if changed:
        keep_first_states([one.row for one in changed])
        _change(noun, changed)
        _record(noun, changed, update=True)


def _change(noun: type[Model], changed: Sequence[Written]) -> None:
    """All columns that change anywhere are written everywhere: the rows are locked and as they stand."""
    names = {field.attname: field.name for field in noun._meta.concrete_fields}
    columns = {column for one in changed for column in one.columns or () if column in names}
    for one in changed:
        for column in (one.columns or frozenset()) & columns:
            setattr(one.row, column, one.wanted.value(column))
    if REVISION in names:
        columns.add(REVISION)
        _raise_revisions(changed)
    if columns:
        noun._default_manager.bulk_update([one.row for one in changed], sorted(names[c] for c in columns))


def _raise_revisions(changed: Sequence[Written]) -> None:
    """A planner who has an entry or occasion open is told. Read anew: an attempt that was undone raised it too."""
    rows: Any = {one.row.pk: one.row for one in changed}
    stored = type(changed[0].row)._default_manager.filter(pk__in=rows)
    for pk, revision in stored.values_list("pk", REVISION):
        rows[pk].revision = revision + 1


def _record(noun: type[Model], work: Sequence[Written], *, update: bool) -> None:
    """The relations, then one record for each row, with the relation as it stands now."""
    if noun in MEMBERS:
        _write_members(noun, work)
    change = current_change()
    if change is None:
        message = "A load writes inside a change."
        raise RuntimeError(message)
    made = records(noun).bulk_history_create(
        [one.row for one in work],
        update=update,
        default_user=change.actor,
        default_change_reason=change.reason or None,
        default_date=change.now,
        custom_historical_attrs={"request": change.request},
    )
    if noun in MEMBERS:
        keep_members(noun, made)


def _write_members(noun: type[Model], work: Sequence[Written]) -> None:
    """Links that are missing are made and surplus ones taken away, without a record for each."""
    field: Any = noun._meta.get_field(MEMBERS[noun])
    through = field.remote_field.through
    own, other = f"{field.m2m_field_name()}_id", f"{field.m2m_reverse_field_name()}_id"
    wanted = {
        one.row.pk: one.wanted.members
        for one in work
        if one.wanted.members is not None and (one.columns is None or MEMBERS[noun] in one.columns)
    }
    links = through._default_manager.filter(**{f"{own}__in": wanted})
    there = {(getattr(link, own), getattr(link, other)): link.pk for link in links}
    pairs = [(pk, member) for pk, members in wanted.items() for member in sorted(members)]
    surplus = [link for pair, link in there.items() if pair not in set(pairs)]
    through._default_manager.filter(pk__in=surplus).delete()
    through._default_manager.bulk_create(
        through(**{own: pk, other: member}) for pk, member in pairs if (pk, member) not in there
    )


def _refused(noun: type[Model], one: Written, error: DatabaseError) -> Problem:
    """Why one row cannot stand, by the constraint it breaks."""
    place = one.wanted.place
    return Problem(place.sheet, place.row, "", one.wanted.label, _why(noun, str(error)))


def _why(noun: type[Model], said: str) -> str:
    """By the constraint that is named; of what must be unique, SQLite names only the columns."""
    for name, fields in _unique(noun):
        if name in said or _columns(noun, fields) in said:
            names = [str(field.verbose_name) for field in _fields(noun, fields)]
            taken = gettext("Another row on record has the same %(columns)s.")
            return taken % {"columns": get_text_list(names, gettext("and"))}
    for constraint in noun._meta.constraints:
        if constraint.name in said:
            if constraint.name in AGAINST:
                return gettext(AGAINST[constraint.name])
            rule = constraint.name.replace("_", " ")
            return gettext("This does not go together with what is on record: %(rule)s.") % {"rule": rule}
    return gettext("This does not go together with what is on record.")


def _unique(noun: type[Model]) -> Iterator[tuple[str, Sequence[str]]]:
    """What must be unique in a model: by which name the database knows it, and of which fields it is made."""
    for constraint in noun._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and constraint.fields:
            yield constraint.name, constraint.fields
    for field in noun._meta.concrete_fields:
        if field.unique:
            yield f"{noun._meta.db_table}_{field.column}_", [field.name]


def _columns(noun: type[Model], fields: Sequence[str]) -> str:
    """As SQLite lists them."""
    return ", ".join(f"{noun._meta.db_table}.{field.column}" for field in _fields(noun, fields))


def _fields(noun: type[Model], names: Sequence[str]) -> list[Any]:
    return [noun._meta.get_field(name) for name in names]
