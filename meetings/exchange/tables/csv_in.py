"""CSV files read row by row, whatever encoding and delimiter the program that wrote them has taken."""

import codecs
import csv
import io
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import Final, NamedTuple

from django.utils.translation import gettext

from meetings.exchange.tables.columns import Raw
from meetings.exchange.tables.limits import MOST_PIECES
from meetings.exchange.tables.sheets import Book, Line, Sheet, Unusable, check_width, line, plain

# A cell that is too long has to be named like any other error, where the csv module would stop the reading.
csv.field_size_limit(2**31 - 1)

DELIMITERS: Final = (",", ";", "\t")

BOMS: Final = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}

ESCAPED_BYTE: Final = re.compile("[\udc80-\udcff]")
"""What stands in for a byte that is no character, so that its cell can be named."""

BEYOND_ASCII: Final = re.compile("[^\x00-\x7f\udc80-\udcff]")


class Encoding(NamedTuple):
    """How the bytes of a file are read: the codec, and the name by which people know it."""

    codec: str
    name: str


UTF_8: Final = Encoding("utf-8", "UTF-8")
WINDOWS: Final = Encoding("cp1252", "Windows-1252")


def csv_file(content: bytes, recognised: Callable[[Sheet], int]) -> Book:
    """The one sheet of a CSV file. The delimiter is the one with which most headings are ``recognised``.

    Raises ``Unusable``.
    """
    encoding = _encoding(content)
    sheets = [
        Sheet("", partial(_lines, content, encoding.codec, delimiter), padded=False)
        for delimiter in DELIMITERS
    ]
    book = Book([max(sheets, key=recognised)], encoding=encoding.name)
    if encoding is WINDOWS:
        book.notices.append(
            gettext("The file is not in UTF-8. It was read as Windows-1252; check the letters with accents.")
        )
    return book


def _encoding(content: bytes) -> Encoding:
    for mark, codec in BOMS.items():
        if content.startswith(mark):
            return _marked(content, codec)
    text = content.decode("utf-8", errors="surrogateescape")
    # A file in UTF-8 with a broken byte in it is still one: read otherwise, all its letters would be wrong.
    broken = sum(1 for _ in ESCAPED_BYTE.finditer(text))
    if not broken or sum(1 for _ in BEYOND_ASCII.finditer(text)) > broken:
        return UTF_8
    return WINDOWS


def _marked(content: bytes, codec: str) -> Encoding:
    """The encoding that the first bytes of a file claim. Only UTF-8 lets broken bytes be named one by one."""
    name = codec.removesuffix("-sig").upper()
    if codec != "utf-8-sig":
        try:
            content.decode(codec)
        except UnicodeDecodeError as error:
            message = gettext("The file begins as %(encoding)s text, but is not. Save it as CSV in UTF-8.")
            raise Unusable(message % {"encoding": name}) from error
    return Encoding(codec, name)


def _lines(content: bytes, codec: str, delimiter: str) -> Iterator[Line]:
    errors = "strict" if codec.startswith(("utf-16", "utf-32")) else "surrogateescape"
    text = io.TextIOWrapper(io.BytesIO(content), codec, errors, newline="")
    reader = csv.reader(text, delimiter=delimiter)
    number = 1
    for cells in reader:
        if number > MOST_PIECES:
            message = gettext("The file has more than %(most)d lines. Split it, or take out the empty ones.")
            raise Unusable(message % {"most": MOST_PIECES}, row=number)
        if cells and (found := line(number, _plain(number, cells))):
            yield found
        number = reader.line_num + 1


def _plain(number: int, texts: list[str]) -> list[Raw]:
    """The cells of a row. It is looked at from its end, so that one that is far too wide costs little."""
    last = len(texts)
    while last and not (texts[last - 1] and plain(texts[last - 1])):
        last -= 1
    check_width(number, last)
    return [plain(text) if text else None for text in texts[:last]]
