"""What a table may hold, and what reading one gives: kinds, columns, typed rows, problems with their places."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any, Self

from django import forms

from meetings.models.labels import Label


@dataclass(frozen=True, slots=True)
class Formula:
    """A cell that holds a formula: what it comes to is the spreadsheet's word, not ours."""

    text: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell in which the spreadsheet itself found an error, such as ``#N/A``."""

    text: str


class Serial(float):
    """A number of a workbook that counts its days from 1904: ``epoch`` is what its days are counted from.

    In all other workbooks numbers are plain ones, and their days are counted from the end of 1899.
    """

    epoch: datetime

    def __new__(cls, number: float, epoch: datetime) -> Self:
        serial = super().__new__(cls, number)
        serial.epoch = epoch
        return serial


Raw = str | int | float | bool | date | datetime | time | Formula | Broken | None
"""A cell as the file has it. Text is stripped, its blanks are plain; an empty cell is ``None``.

A number in a workbook whose cell is formatted as a date is a date already; one that is not stays a number.
"""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a row stands, as the reader of the file counts: the sheet's name (none in CSV), the row from 1."""

    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason why a file cannot be used, in the reader's language.

    ``row`` is 0 where the sheet as a whole is meant, and ``sheet`` empty where the file is, or in CSV. ``column``
    is the heading as the file has it, empty where the row as a whole is meant. ``value`` is what was found there.
    """

    sheet: str
    row: int
    column: str
    value: str
    message: str


class Names(StrEnum):
    """What the cells of a column may name, to be found on record."""

    MISSION = "mission"
    COUNTRY = "country"
    DECISION = "decision"
    ROOM = "room"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a kind of table.

    ``name`` is its heading in files we write, and the name of its values. ``field`` types a cell: its ``label``
    is what the guide calls the column, its ``help_text`` explains it, ``required`` says that every row needs it.
    ``synonyms`` are other headings it is known by. ``example`` is a typed value for the template. ``names`` says
    what its values, or each of several in one cell, must name on record. ``stands_in_for`` is a column, further to
    the left in the kind, that names the same thing in another way: once looked up, its value is that column's.
    ``past`` says that its days have come when they are written down: what was adopted, circulated or counted.
    """

    name: str
    field: forms.Field
    synonyms: tuple[str, ...] = ()
    example: Any = None
    names: Names | None = None
    stands_in_for: str = ""
    past: bool = False


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row: its place, and its values by column. A cell that is empty, or not in the file, has no value.

    ``unreadable`` are the columns whose cells hold something that cannot be used; it is complained of already.
    """

    place: Place
    values: Mapping[str, Any]
    unreadable: frozenset[str] = frozenset()

    def get(self, column: str, default: Any = None) -> Any:
        """The value of a column, or ``default``."""
        return self.values.get(column, default)

    def has(self, *columns: str) -> bool:
        """Whether all of these columns have a value."""
        return all(column in self.values for column in columns)

    def fills(self, *columns: str) -> bool:
        """Whether something stands in any of these columns, be it usable or not."""
        return any(column in self.values or column in self.unreadable for column in columns)


Complaint = tuple[str, str]
"""The name of the column to mend, and what is wrong."""


def no_complaint(_row: TypedRow) -> Iterable[Complaint]:
    """The check of a kind that has none across its columns."""
    return ()


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of table that can be loaded.

    ``key`` are the columns that tell a row from all others of a file; none where rows may repeat. ``check`` looks
    at one row across its columns. ``ignored`` are headings known from real files that hold nothing of ours.
    ``bears_on_findings`` says that what it brings may change what the rules find.
    """

    name: str
    title: Label
    about: Label
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    check: Callable[[TypedRow], Iterable[Complaint]] = no_complaint
    ignored: tuple[str, ...] = ()
    bears_on_findings: bool = True

    def column(self, name: str) -> Column:
        """The column of that name. Raises ``KeyError`` where there is none."""
        return {column.name: column for column in self.columns}[name]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a piece of work is: the stage in the reader's language, and rows done, of how many (or unknown)."""

    stage: str
    done: int = 0
    total: int | None = None


@dataclass(slots=True)
class Reading:
    """What reading a file gave: its typed rows, every problem, and what else its sender should know.

    ``notices`` are sentences: a column that is not known and was ignored, a sheet that was not read. ``headings``
    are those of the file, by sheet and column.
    """

    rows: list[TypedRow] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    headings: dict[tuple[str, str], str] = field(default_factory=dict)

    def in_its_words(self, problem: Problem) -> Problem:
        """A problem that names a column by our name, with the heading that the file has for it."""
        heading = self.headings.get((problem.sheet, problem.column), problem.column)
        return replace(problem, column=heading)
