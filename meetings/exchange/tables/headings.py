"""The headings of a sheet: which row they stand in, and which column of ours each of them means."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from django.utils.translation import override

from meetings.exchange.tables.columns import Column, Kind, Raw
from meetings.exchange.tables.sheets import Line, quoted

LONGEST_HEADING: Final = 300


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading as the file has it, and the column it means."""

    text: str
    column: Column


@dataclass(slots=True)
class Found:
    """What one row says if it is read as headings: the columns by their index, and what is wrong with them.

    ``width`` is how far the headings reach; ``unnamed`` are the indexes of columns without one.
    """

    row: int
    width: int = 0
    columns: dict[int, Heading] = field(default_factory=dict)
    missing: tuple[Column, ...] = ()
    repeated: list[Heading] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unnamed: set[int] = field(default_factory=set)

    @property
    def usable(self) -> bool:
        """Whether these are the headings: all that are needed, and not the same column over and over.

        A sheet that explains the columns names each of them twice in a row, by its name and its label.
        """
        return bool(self.columns) and not self.missing and (len(self.columns) > 1 or not self.repeated)

    def heading_of(self, column: str) -> str:
        """The heading of a column as the file has it; our own name for it where the file has none."""
        return next((known.text for known in self.columns.values() if known.column.name == column), column)


class Known:
    """The headings by which the columns of a kind are known, in English and in the active language."""

    def __init__(self, kind: Kind) -> None:
        self.kind = kind
        self.ignored = {folded(heading) for heading in kind.ignored}
        self.columns: dict[str, Column] = {}
        for sort in (_by_name, _by_label, _by_synonym):
            for column in kind.columns:
                for heading in sort(column):
                    self.columns.setdefault(folded(heading), column)

    def best(self, lines: Sequence[Line]) -> Found | None:
        """What the row with most headings among these says, the first of them if there are several."""
        rows = [self._read(above, line) for above, line in pairwise((Line(0, ()), *lines))]
        return max(rows, key=lambda found: (found.usable, len(found.columns)), default=None)

    def _read(self, above: Line, line: Line) -> Found:
        own, over = _texts(line.cells), _texts(above.cells)
        found = Found(line.row, width=max(len(own), len(over)))
        groups = _filled(over, found.width)
        for index in range(found.width):
            self._note(found, index, _at(own, index), groups[index])
        for index in sorted(found.unnamed):
            self._note_merged(found, index, _at(over, index))
        names = {heading.column.name for heading in found.columns.values()}
        found.missing = tuple(
            column for column in self.kind.columns if column.field.required and column.name not in names
        )
        return found

    def _note(self, found: Found, index: int, text: str, group: str) -> None:
        """A heading by itself, or together with that of the group it stands under."""
        if not text:
            found.unnamed.add(index)
            return
        together = f"{group} {text}" if group else text
        for words in (together, text):
            if column := self.columns.get(folded(words)):
                _take(found, index, Heading(quoted(words), column))
                return
        if folded(text) not in self.ignored and folded(together) not in self.ignored:
            found.unknown.append(quoted(text))

    def _note_merged(self, found: Found, index: int, text: str) -> None:
        """A heading that reaches over two rows stands in the upper one only."""
        column = self.columns.get(folded(text)) if text else None
        taken = [heading.column for heading in found.columns.values()]
        if column and column not in taken:
            _take(found, index, Heading(quoted(text), column))
            found.unnamed.discard(index)
        elif text and folded(text) in self.ignored:
            found.unnamed.discard(index)


def _take(found: Found, index: int, heading: Heading) -> None:
    if any(taken.column is heading.column for taken in found.columns.values()):
        found.repeated.append(heading)
    else:
        found.columns[index] = heading


def known_by(column: Column) -> list[str]:
    """All headings by which a column is known, each once, its own name first."""
    headings = (*_by_name(column), *_by_label(column), *_by_synonym(column))
    return list({folded(heading): heading for heading in reversed(headings)}.values())[::-1]


def folded(heading: str) -> str:
    """A heading without what does not matter when headings are compared: case, accents, all but letters and digits."""
    heading = heading[:LONGEST_HEADING]
    letters = unicodedata.normalize("NFKD", heading).casefold()
    return "".join(letter for letter in letters if letter.isalnum()) or heading


def _by_name(column: Column) -> Iterator[str]:
    yield column.name


def _by_label(column: Column) -> Iterator[str]:
    if column.field.label:
        yield str(column.field.label)
        with override("en"):
            english = str(column.field.label)
        yield english


def _by_synonym(column: Column) -> Iterator[str]:
    yield from column.synonyms


def _texts(cells: Sequence[Raw]) -> list[str]:
    return ["" if cell is None else cell if isinstance(cell, str) else quoted(cell) for cell in cells]


def _at(texts: Sequence[str], index: int) -> str:
    return texts[index] if index < len(texts) else ""


def _filled(over: Sequence[str], width: int) -> list[str]:
    """The row above with each merged cell's text over all columns it may reach over."""
    filled: list[str] = []
    for index in range(width):
        filled.append(_at(over, index) or (filled[-1] if filled else ""))
    return filled
