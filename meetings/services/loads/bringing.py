"""Bringing rows to what a file says of them, with their history: the one way in which a load writes."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext

from meetings.exchange.tables.columns import Place, Problem, Progress
from meetings.models import LoadLine
from meetings.services.loads.by_hand import set_by_hand
from meetings.services.loads.in_bulk import Written, write_in_bulk
from meetings.services.loads.lines import Line, LineKey, Wanted
from meetings.services.loads.steps import Steps
from meetings.services.loads.words import Words
from meetings.services.reference.writing import ROWS_AT_ONCE, Key
from meetings.snapshots.records import MEMBERS

Stored = QuerySet[Any] | Sequence[Any]


@dataclass
class Bringing:
    """One load's writing under way, inside its transaction and its change.

    Args:
        file_name: for the note on the source of rows that name none.
        take: the lines whose conflicts are decided for the file.
        today: the day in New York, after which nothing has happened yet.
    """

    file_name: str
    take: Collection[LineKey] = frozenset()
    today: date = date.max
    lines: list[Line] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: list[Place] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)

    def bring(
        self, noun: type[Model], wanted: Sequence[Wanted], *, key: Sequence[str], stored: Stored
    ) -> Steps[dict[Key, Model]]:
        """Make and change the rows of one model that a file speaks of; all others stay as they are.

        A value that somebody set by hand since it was last loaded stays, unless the line is among ``take``. What
        the database refuses is a problem of that row, and hides no other.

        Args:
            wanted: each row once or more often; of two that speak of the same row the first counts.
            key: the columns that tell a row from all others.
            stored: the rows to compare with, at least all that the file can mean; a queryset, or rows that were
                fetched with their relation.

        Returns:
            The rows by key, new ones among them.
        """
        rows = _Rows(noun, key, stored)
        stage = gettext("Comparing: %(what)s") % {"what": noun._meta.verbose_name_plural}
        yield Progress(stage, 0, len(wanted))
        differing = self._compare(rows, wanted)
        yield Progress(stage, len(wanted), len(wanted))
        by_hand = set_by_hand(noun, [rows.of(one) for one in differing])
        words = Words(noun, [one.values for one in wanted], rows.instances)
        changed = [row for one in differing if (row := self._change(rows, one, by_hand, words))]
        made = [
            (one, row) for one in rows.made if self._is_added(one, row := rows.of(one), words.of_new(one))
        ]
        yield from self._write(noun, made, changed)
        return rows.instances

    def _compare(self, rows: "_Rows", wanted: Sequence[Wanted]) -> list[Wanted]:
        """Make what is new, note what is as the file says, and give the rest, locked."""
        first: dict[Key, Wanted] = {}
        for one in wanted:
            first.setdefault(rows.key_of(one), one)
        rows.hold([one for one in first.values() if rows.differs(one)])
        differing = [one for one in first.values() if rows.differs(one)]
        changing = {id(one) for one in differing}
        for one in wanted:
            if rows.of(one) is None:
                rows.make(one, self._source_of(one, rows.noun))
            elif rows.of(one).pk and id(one) not in changing:
                self.unchanged.append(one.place)
        return differing

    def _is_added(self, one: Wanted, row: Model, said: dict[str, tuple[str, str]]) -> bool:
        """Note a new row, in a line of its own or in that of what it is a part of; tell whether it is written."""
        if one.within:
            one.within.changes |= said
            return True
        line = Line(one.place, LoadLine.Outcome.NEW, type(row), one.label, said, instance=row)
        if one.taken_away:
            line.outcome, line.conflicts = LoadLine.Outcome.CONFLICT, tuple(sorted(said))
            line.taken = line.key in self.take
        self.lines.append(line)
        return line.taken or not one.taken_away

    def _change(
        self, rows: "_Rows", one: Wanted, by_hand: Mapping[int, frozenset[str]], words: Words
    ) -> tuple[Wanted, Model, frozenset[str]] | None:
        """Note what the file says otherwise; give what is to be written of it, if anything."""
        row, differing = rows.instances[rows.key_of(one)], rows.differing(one)
        set_here = by_hand.get(row.pk, frozenset()) - one.certain
        conflicts = tuple(sorted(differing & set_here))
        along = rows.along(one) - set_here if differing - set_here else frozenset[str]()
        outcome = LoadLine.Outcome.CONFLICT if conflicts else LoadLine.Outcome.CHANGED
        changes = words.of_change(one, row, differing | along)
        line = Line(one.place, outcome, rows.noun, one.label, changes, conflicts, instance=row)
        line.taken = bool(conflicts) and line.key in self.take
        self.lines.append(line)
        written = differing | rows.along(one) if line.taken else (differing - set_here) | along
        return (one, row, written | one.following(written)) if written else None

    def _write(
        self,
        noun: type[Model],
        made: Sequence[tuple[Wanted, Model]],
        changed: Sequence[tuple[Wanted, Model, frozenset[str]]],
    ) -> Iterator[Progress]:
        """Write some hundred rows at a time."""
        stage = gettext("Writing: %(what)s") % {"what": noun._meta.verbose_name_plural}
        work = [Written(one, row) for one, row in made]
        work += [Written(one, row, columns) for one, row, columns in changed]
        for start in range(0, len(work), ROWS_AT_ONCE):
            self.problems += write_in_bulk(noun, work[start : start + ROWS_AT_ONCE])
            yield Progress(stage, min(start + ROWS_AT_ONCE, len(work)), len(work))

    def _source_of(self, one: Wanted, noun: type[Model]) -> dict[str, Any]:
        """Every row of real data says where it was read; of one that does not, the file itself."""
        columns = {column.name for column in noun._meta.concrete_fields}
        said = {**one.new, **one.along, **one.values}
        if "source_note" not in columns or said.get("source_url") or said.get("source_note"):
            return {}
        return {"source_note": f"Loaded from {self.file_name}, row {one.place.row}."}


class _Rows:
    """The rows of one model by their key: those on record, and those that the file adds."""

    def __init__(self, noun: type[Model], key: Sequence[str], stored: Stored) -> None:
        self.noun, self.key = noun, tuple(key)
        self.relation = MEMBERS.get(noun)
        rows = stored
        if self.relation and isinstance(stored, QuerySet):
            rows = stored.prefetch_related(self.relation)
        self.instances: dict[Key, Model] = {}
        for row in rows:
            self.instances.setdefault(self._key(row), row)
        self.made: list[Wanted] = []

    def _key(self, row: Model) -> Key:
        return tuple(getattr(row, column) for column in self.key)

    def key_of(self, one: Wanted) -> Key:
        return tuple({**one.values, **one.known_as}[column] for column in self.key)

    def of(self, one: Wanted) -> Any:
        return self.instances.get(self.key_of(one))

    def make(self, one: Wanted, source: Mapping[str, Any]) -> None:
        self.instances[self.key_of(one)] = self.noun(**{**one.new, **source, **one.along, **one.values})
        self.made.append(one)

    def hold(self, differing: Sequence[Wanted]) -> None:
        """Lock the rows that are to change, in one order, and take them as they stand now.

        They were read without a lock, since most of them stay: a planner may have written one meanwhile, or given
        it another name, or an admin deleted it.
        """
        held = {self.of(one).pk: self.key_of(one) for one in differing}
        for key in held.values():
            self.instances.pop(key, None)
        keys = sorted(held)
        for start in range(0, len(keys), ROWS_AT_ONCE):
            some = self.noun._default_manager.filter(pk__in=keys[start : start + ROWS_AT_ONCE])
            locked: QuerySet[Any] = some.order_by("pk").select_for_update(no_key=True, of=("self",))
            for row in locked.prefetch_related(self.relation) if self.relation else locked:
                self.instances.setdefault(self._key(row), row)

    def differs(self, one: Wanted) -> bool:
        """Whether the file says anything else of a row on record. One the file itself adds is as it says."""
        row = self.of(one)
        return row is not None and bool(row.pk) and bool(self.differing(one))

    def differing(self, one: Wanted) -> frozenset[str]:
        """The columns, and the name of the relation, that the file has otherwise."""
        row = self.of(one)
        columns = {column for column, value in one.values.items() if getattr(row, column) != value}
        if self.relation and one.members is not None and self.members(row) != one.members:
            columns.add(self.relation)
        return frozenset(columns)

    def along(self, one: Wanted) -> frozenset[str]:
        """The columns that go along with a change, and would change."""
        row = self.of(one)
        return frozenset(column for column, value in one.along.items() if getattr(row, column) != value)

    def members(self, row: Model) -> frozenset[int]:
        return frozenset(member.pk for member in getattr(row, self.relation or "").all())
