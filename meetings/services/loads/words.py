"""Values as the lines of a load have them: text that a person can read, whatever column they stand in."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Field, Model
from django.utils.translation import override

from meetings.services.loads.lines import Wanted
from meetings.snapshots.records import MEMBERS


class Words:
    """The words for values of one model: what a foreign key points to is asked for once for all rows.

    Dates are ISO, choices their stored words and names English, so that a line is the same whatever language the
    admin reads: what is applied is compared with what was shown. The page says days and choices in the reader's.
    """

    def __init__(
        self, noun: type[Model], wanted: Iterable[Mapping[str, Any]], stored: Mapping[Any, Model]
    ) -> None:
        self.noun = noun
        self.fields: dict[str, Field[Any, Any]] = {
            field.attname: field for field in noun._meta.concrete_fields
        }
        self.asked = list(wanted)
        self.stored = stored
        self.names: dict[str, dict[int, str]] = {}
        self._members: dict[int, str] | None = None

    def of_new(self, one: Wanted) -> dict[str, tuple[str, str]]:
        """All that the file says of a row it adds."""
        said = {
            column: ("", self.word(column, value)) for column, value in {**one.along, **one.values}.items()
        }
        if one.members:
            said[MEMBERS[self.noun]] = ("", self.member_words(one.members))
        return said

    def of_change(self, one: Wanted, row: Model, columns: Iterable[str]) -> dict[str, tuple[str, str]]:
        """What stands in each of some columns, and what the file brings."""
        relation = MEMBERS.get(self.noun)
        said = {
            column: (self.word(column, getattr(row, column)), self.word(column, one.value(column)))
            for column in sorted(columns)
            if column != relation
        }
        if relation and relation in columns:
            before = frozenset(member.pk for member in getattr(row, relation).all())
            said[relation] = (self.member_words(before), self.member_words(one.members or frozenset()))
        return said

    def word(self, column: str, value: Any) -> str:
        """One value; empty for none."""
        if value is None:
            return ""
        if isinstance(value, list):
            return ", ".join(map(str, value))
        if not self.fields[column].is_relation:
            return str(value)
        if column not in self.names:
            self.names[column] = self._names(self.fields[column])
        return self.names[column].get(value, str(value))

    def member_words(self, members: Iterable[int]) -> str:
        """The members of the row's relation, by name."""
        if self._members is None:
            relation: Any = self.noun._meta.get_field(MEMBERS[self.noun])
            with override("en"):
                self._members = {row.pk: str(row) for row in relation.related_model._default_manager.all()}
        return ", ".join(sorted(self._members.get(member, str(member)) for member in members))

    def _names(self, field: "Field[Any, Any]") -> dict[int, str]:
        keys = {row[field.attname] for row in self.asked if row.get(field.attname)}
        keys |= {key for row in self.stored.values() if (key := getattr(row, field.attname))}
        related: Any = field.related_model
        # One query for all of them: of the few thousand States and missions, never of the rows themselves.
        named = related._default_manager.filter(pk__in=keys) if len(keys) < 500 else related._default_manager  # noqa: PLR2004
        with override("en"):
            return {row.pk: str(row) for row in named.all()} if keys else {}
