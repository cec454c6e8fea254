"""A small kind of table for the tests of reading, and how it is read."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from meetings.exchange.tables.columns import Column, Complaint, Kind, Progress, Reading, TypedRow
from meetings.exchange.tables.fields import DayField, NumberField, TextField
from meetings.exchange.tables.reading import read_table


def ends_after_it_begins(row: TypedRow) -> Iterator[Complaint]:
    if row.has("begin", "end") and row.get("end") < row.get("begin"):
        yield "end", "It ends before it begins."


DECISIONS = Kind(
    name="decisions",
    title="Decisions",
    about="What the Council has decided.",
    columns=(
        Column("symbol", TextField(label="Symbol of the decision"), synonyms=("Resolution", "Résolution n°")),
        Column("begin", DayField(label="Begins on", required=False)),
        Column("end", DayField(label="Ends on", required=False), synonyms=("mandate end",)),
        Column("police_individual", NumberField(required=False), synonyms=("Police: individual",)),
        Column("police_formed", NumberField(required=False)),
        Column("remark", TextField(label="Remark", required=False, lines=True)),
    ),
    key=("symbol",),
    check=ends_after_it_begins,
    ignored=("No.", "Source"),
)

HEADINGS = ("symbol", "begin", "end", "police_individual", "police_formed", "remark")
BEGIN, END = date(2026, 1, 1), date(2026, 12, 31)


def steps(content: Any, kind: Kind = DECISIONS, **options: Any) -> tuple[list[Progress], Reading]:
    """What a reading yields on its way, and what it gives."""
    reading = read_table(kind, options.pop("name", "decisions"), content, **options)
    on_its_way = []
    while True:
        try:
            on_its_way.append(next(reading))
        except StopIteration as end:
            return on_its_way, end.value


def read(content: Any, kind: Kind = DECISIONS, **options: Any) -> Reading:
    """What reading gives; text is taken as a CSV file in UTF-8."""
    return steps(content.encode() if isinstance(content, str) else content, kind, **options)[1]


def values(reading: Reading) -> list[dict[str, Any]]:
    """The values of all rows, of a reading without a problem."""
    assert reading.problems == []
    return [dict(row.values) for row in reading.rows]


def places(reading: Reading) -> list[tuple[str, int, str, str]]:
    """Where the problems of a reading are, and what was found there."""
    return [(problem.sheet, problem.row, problem.column, problem.value) for problem in reading.problems]


def refusal(content: bytes, **options: Any) -> str:
    """What is said of a file that cannot be read at all: one sentence, and not a row."""
    reading = read(content, **options)
    (problem,) = reading.problems
    assert (reading.rows, problem.sheet, problem.row, problem.column) == ([], "", 0, "")
    return problem.message
