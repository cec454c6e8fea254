"""What a file does to the rows on record, line by line, and by what one preview is told from another."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Model

from meetings.exchange.tables.columns import Place
from meetings.models import LoadLine

LONGEST_SHEET: Final = 60
"""As much of the name of a sheet as is kept: Excel allows 31 characters, other programs more."""

LineKey = tuple[str, int, str]
"""The sheet and the row of the file, and the noun that it touches there."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One row as a file wants it.

    Args:
        place: where the file says so.
        values: by column (``mission_id`` for a foreign key), those of the key among them. A column that is left
            out is not spoken of: it keeps its value, and a new row gets the model's own.
        label: what a reader knows the row by.
        members: the keys of the relation that belongs to the row (``MEMBERS``); ``None`` leaves it as it is.
        new: values that only a new row takes.
        along: values that are written only together with others, such as the source of them: where nothing else
            differs, the row keeps its own.
        follows: by column, values that are written only with it and are told to nobody, as the software works them
            out.
        certain: columns in which the file is right, whatever anybody has set there.
        within: the line of what this row is a part of, which tells of it too if the row is new.
        taken_away: whether somebody took the row away by hand since: bringing it back is a conflict.
        known_as: the values of key columns by which the row is on record, where the file gives it others.
    """

    place: Place
    values: Mapping[str, Any]
    label: str
    members: frozenset[int] | None = None
    new: Mapping[str, Any] = field(default_factory=dict)
    along: Mapping[str, Any] = field(default_factory=dict)
    known_as: Mapping[str, Any] = field(default_factory=dict)
    follows: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    certain: frozenset[str] = frozenset()
    within: "Line | None" = None
    taken_away: bool = False

    def value(self, column: str) -> Any:
        """What the file says of a column."""
        said = (self.values, self.along, *self.follows.values())
        return next(values[column] for values in said if column in values)

    def following(self, columns: Iterable[str]) -> frozenset[str]:
        """The columns that are written without a word where these are."""
        return frozenset(name for column in columns for name in self.follows.get(column, ()))


@dataclass(slots=True)
class Line:
    """What one row of the file does to one row on record: see ``LoadLine``."""

    place: Place
    outcome: LoadLine.Outcome
    noun: type[Model]
    label: str
    changes: dict[str, tuple[str, str]]
    conflicts: tuple[str, ...] = ()
    taken: bool = False
    instance: Model | None = None

    @property
    def is_written(self) -> bool:
        """Whether anything of it goes into the database."""
        return (
            self.taken
            or self.outcome is not LoadLine.Outcome.CONFLICT
            or bool({*self.changes} - {*self.conflicts})
        )

    @property
    def is_new(self) -> bool:
        """Whether the row is not on record before the file is applied."""
        return self.outcome is LoadLine.Outcome.NEW

    @property
    def key(self) -> LineKey:
        return self.place.sheet[:LONGEST_SHEET], self.place.row, noun_name(self.noun)


def noun_name(noun: type[Model]) -> str:
    """The name of a model as lines and addresses have it, such as ``mandate``."""
    return str(noun._meta.model_name)


def digest_of(lines: Iterable[Line]) -> str:
    """A short text that differs as soon as any of the lines does.

    Which of the conflicts the admin wants to take from the file is no part of it: that is chosen afterwards.
    """
    told = [
        (*line.key, str(line.outcome), line.label, line.changes, sorted(line.conflicts)) for line in lines
    ]
    written = json.dumps(told, cls=DjangoJSONEncoder, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
