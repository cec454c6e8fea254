"""The XML of a workbook, looked through before it is read: how much memory will it take, does it declare entities?

A few kilobytes of packed XML may unfold to millions of elements. So each part is read once without keeping anything
of it, and only then given to the library that builds something from it.
"""

from typing import IO, Final
from xml.parsers import expat

from django.utils.translation import gettext

from meetings.exchange.tables.limits import (
    LONGEST_PIECE,
    MOST_ELEMENTS,
    MOST_ELEMENTS_AT_ONCE,
    MOST_PIECES,
)
from meetings.exchange.tables.sheets import Unusable

CHUNK: Final = 64 * 1024


def weigh(part: IO[bytes], piece: str = "") -> None:
    """Read a part to its end, and raise ``Unusable`` where it declares entities, is too large, or is no XML.

    ``piece`` is the element by which it will be read, as "namespace name": each is forgotten before the next.
    Without it, the part will be in memory as a whole.
    """
    scales = _Scales(piece)
    try:
        while chunk := part.read(CHUNK):
            scales.parser.Parse(chunk)
        scales.parser.Parse(b"", True)
    except expat.ExpatError as error:
        raise Unusable(gettext("The file is damaged: it cannot be read as a workbook.")) from error


class _Scales:
    """Counts elements and characters, and stops where there are too many."""

    def __init__(self, piece: str) -> None:
        self.piece = piece
        self.elements = self.pieces = self.outside = self.inside = self.characters = 0
        self.depth = 0
        """How deep in pieces we are; they are nested only in files that no spreadsheet program has written."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.buffer_text = True

    def _doctype(self, *_declared: object) -> None:
        # Office programs write none: it is only of use to declare entities, which unfold or reach elsewhere.
        raise Unusable(
            gettext("The workbook declares XML entities, which no spreadsheet needs. It is not read.")
        )

    def _start(self, name: str, _attributes: object) -> None:
        self.elements += 1
        if name == self.piece:
            self._begin_piece()
        if self.depth:
            self.inside += 1
        else:
            self.outside += 1
        if self.elements > MOST_ELEMENTS or max(self.inside, self.outside) > MOST_ELEMENTS_AT_ONCE:
            raise _too_large()

    def _begin_piece(self) -> None:
        if not self.depth:
            self.pieces += 1
            self.inside = self.characters = 0
        self.depth += 1
        if self.pieces > MOST_PIECES:
            raise _too_large()

    def _end(self, name: str) -> None:
        if name == self.piece:
            self.depth -= 1

    def _text(self, text: str) -> None:
        self.characters += len(text)
        if self.depth and self.characters > LONGEST_PIECE:
            raise _too_large()


def _too_large() -> Unusable:
    return Unusable(
        gettext(
            "The workbook holds far more rows or cells than can be read, perhaps empty ones that are formatted. "
            "Copy the table to a new workbook."
        )
    )
