"""What opening a file gives, of whatever format it is: sheets of rows as they stand there."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from django.utils.translation import gettext

from meetings.exchange.tables.cells import UNPRINTABLE, shown
from meetings.exchange.tables.columns import Raw
from meetings.exchange.tables.defusing import as_written
from meetings.exchange.tables.limits import MOST_COLUMNS

BLANKS: Final = re.compile("[\u00a0\u2007\u202f]")
"""Spaces that do not break: they look like a space, and are meant as one."""

UNSEEN: Final = re.compile("[\u200b\u2060\ufeff]")
"""Characters of no width, which come along when text is copied, and mean nothing in any script."""

WRONGLY_READ: Final = re.compile("[\u00c2-\u00f4][\u0080-\u00bf]*[\u0080-\u009f]")

AROUND: Final = "\u200e\u200f" + "".join(letter for letter in map(chr, range(0x3001)) if letter.isspace())
"""What is taken off both ends: all blanks, and the marks of direction that programs put around dates."""


class Unusable(Exception):
    """Why a file, or a sheet from some row on, cannot be read at all: one sentence in the reader's language.

    ``row`` is 0 where the sheet or the file as a whole is meant.
    """

    def __init__(self, message: str, *, row: int = 0) -> None:
        super().__init__(message)
        self.message = message
        self.row = row


class Line(NamedTuple):
    """One row as it stands in the file: its number as the program shows it, and its cells, none empty at the end."""

    row: int
    cells: Sequence[Raw]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a file. ``lines`` reads it anew from the top; rows that are empty are left out.

    ``padded`` says that a row may be shorter or longer than the headings without having lost or gained a cell.
    Reading raises ``Unusable``.
    """

    name: str
    lines: Callable[[], Iterator[Line]]
    hidden: bool = False
    padded: bool = True


@dataclass(slots=True)
class Book:
    """An opened file: its sheets, and sentences on how it was read. ``encoding`` is empty for a workbook."""

    sheets: Sequence[Sheet]
    notices: list[str] = field(default_factory=list)
    encoding: str = ""


def plain(text: str) -> str | None:
    """The text of a cell as we keep it: no blanks around it, plain ones in it, nothing unseen; ``None`` if empty."""
    text = (
        UNSEEN.sub("", BLANKS.sub(" ", _as_encoded(text)))
        .replace("\r\n", "\n")
        .replace("\r", "\n")
        .strip(AROUND)
    )
    return as_written(text).strip(AROUND) or None


def _as_encoded(text: str) -> str:
    """What UTF-8 has become that somebody read as Latin-1: its bytes stand there as characters that no text has."""
    if not WRONGLY_READ.search(text):
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def line(row: int, cells: Sequence[Raw]) -> Line | None:
    """A row without the empty cells at its end; ``None`` where nothing is left. Raises ``Unusable``."""
    last = next((index for index in range(len(cells), 0, -1) if cells[index - 1] is not None), 0)
    check_width(row, last)
    return Line(row, cells[:last]) if last else None


def check_width(row: int, last: int) -> None:
    """Raise ``Unusable`` where a row reaches further than a table can."""
    if last > MOST_COLUMNS:
        message = gettext("The row reaches to column %(last)d; at most %(most)d columns are read.")
        raise Unusable(message % {"last": last, "most": MOST_COLUMNS}, row=row)


def quoted(raw: Raw) -> str:
    """What a cell holds, short enough to be quoted, and such that it can be kept and printed."""
    return UNPRINTABLE.sub("\ufffd", shown(raw))
