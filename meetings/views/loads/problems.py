"""The problems of a file that could not be used: as few lines as say them all."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, Final

from django.utils.translation import gettext, ngettext

from meetings.models import Load
from meetings.templatetags.records import grouped

FEW: Final = 12
"""So few lines stand in one table, whatever their columns."""

OPEN: Final = 25
"""Lines of one column that stand open; the rest of them is folded."""

RANGES: Final = 12
"""Ranges of rows named in one line; of more, how many rows there are besides."""


@dataclass(frozen=True, slots=True)
class SameProblem:
    """One thing that is wrong, wherever it is: the rows as words, such as "3, 5–9"; ``first`` is the first of them."""

    first: int
    rows: str
    found: str
    message: str


@dataclass(frozen=True, slots=True)
class ColumnProblems:
    """What is wrong in one column of one sheet; no column: with rows as a whole, or the file."""

    anchor: str
    sheet: str
    column: str
    count: int
    rows: int
    lines: tuple[SameProblem, ...]

    @property
    def open(self) -> tuple[SameProblem, ...]:
        return self.lines[:OPEN]

    @property
    def folded(self) -> tuple[SameProblem, ...]:
        return self.lines[OPEN:]


@dataclass(frozen=True, slots=True)
class Problems:
    """All problems that were kept, by column; ``left_out`` of them were only counted.

    ``sheet`` is the one in which all of them are; where there are several, each column names its own.
    """

    sheet: str
    columns: tuple[ColumnProblems, ...]
    in_all: int
    left_out: int

    @property
    def few(self) -> list[tuple[ColumnProblems, SameProblem]]:
        """All of them in the order of the rows, where they are so few that one table holds them; else none."""
        lines = [(column, line) for column in self.columns for line in column.lines]
        return sorted(lines, key=lambda pair: pair[1].first) if len(lines) <= FEW else []


def problems_of(load: Load) -> Problems:
    """What was wrong with the file, the file as a whole first, then column by column as they were met."""
    kept: list[dict[str, Any]] = load.reading.get("problems", [])
    by_column: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for problem in kept:
        by_column.setdefault((problem["sheet"], problem["column"]), []).append(problem)
    ordered = sorted(by_column.items(), key=lambda item: bool(item[0][1]))
    sheets = {sheet for sheet, _column in by_column}
    one = sheets.pop() if len(sheets) == 1 else ""
    columns = (
        _column(number, "" if one else sheet, column, found)
        for number, ((sheet, column), found) in enumerate(ordered, start=1)
    )
    in_all = int(load.reading.get("problems_in_all", len(kept)))
    return Problems(one, tuple(columns), in_all, in_all - len(kept))


def _column(number: int, sheet: str, column: str, found: list[dict[str, Any]]) -> ColumnProblems:
    same: dict[tuple[str, str], list[int]] = {}
    for problem in found:
        same.setdefault((problem["message"], problem["value"]), []).append(problem["row"])
    rows = {problem["row"] for problem in found if problem["row"]}
    lines = (SameProblem(min(at), rows_in_words(at), value, message) for (message, value), at in same.items())
    return ColumnProblems(f"column-{number}", sheet, column, len(found), len(rows), tuple(lines))


def rows_in_words(rows: Iterable[int]) -> str:
    """Rows with those that follow each other as one range: "3, 5–9". A row 0 is no row: the sheet is meant."""
    return spans_in_words(_spans(sorted({row for row in rows if row})))


def spans_in_words(spans: Iterable[tuple[int, int]]) -> str:
    """Ranges of rows; where there are very many, the first of them and how many rows there are besides."""
    found = list(spans)
    words = [str(first) if first == last else f"{first}–{last}" for first, last in found[:RANGES]]
    rest = sum(last - first + 1 for first, last in found[RANGES:])
    said = gettext(", ").join(words)
    if not rest:
        return said
    more = ngettext("%(rows)s and %(number)s more", "%(rows)s and %(number)s more", rest)
    return more % {"rows": said, "number": grouped(rest)}


def unchanged_rows(summary: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The rows of a file that change nothing: each sheet with its rows in words."""
    spans: list[tuple[str, int, int]] = [tuple(span) for span in summary.get("unchanged_rows", [])]
    return [
        (sheet, spans_in_words((first, last) for _sheet, first, last in of_sheet))
        for sheet, of_sheet in groupby(spans, key=lambda span: span[0])
    ]


def _spans(rows: Iterable[int]) -> list[tuple[int, int]]:
    spans: list[tuple[int, int]] = []
    for row in rows:
        if spans and spans[-1][1] == row - 1:
            spans[-1] = (spans[-1][0], row)
        else:
            spans.append((row, row))
    return spans
