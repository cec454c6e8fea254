"""Workbooks read row by row. openpyxl understands the format; what is read, and how much at once, is decided here.

Its own way of reading rows keeps every row's shell, fills gaps with as many empty rows as a file claims, and works
out shared formulas. And it reads print settings, document properties and themes, whose mistakes are many in real
files and of no interest here. So only its parser of cells is used, on one row at a time.
"""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from functools import partial
from io import BytesIO
from math import isfinite
from typing import IO, Any, Final
from xml.etree.ElementTree import Element, SubElement, iterparse

from django.utils.translation import gettext
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.worksheet._reader import FORMULA_TAG, INLINE_STRING, ROW_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from meetings.exchange.tables.columns import Broken, Formula, Raw, Serial
from meetings.exchange.tables.limits import LAST_ROW, LONGEST_CELL
from meetings.exchange.tables.package import Package, damaged
from meetings.exchange.tables.sheets import Book, Line, Sheet, Unusable, line, plain

STRING_TAG: Final = f"{{{SHEET_MAIN_NS}}}si"
RUN_TAG: Final = f"{{{SHEET_MAIN_NS}}}r"
TEXT_TAG: Final = f"{{{SHEET_MAIN_NS}}}t"
STRICT: Final = b"http://purl.oclc.org/ooxml/spreadsheetml/main"

ESCAPED: Final = re.compile("_x([0-9A-Fa-f]{4})_")
"""How a workbook holds what XML cannot, such as control characters, and the underscore that begins such an escape."""


def workbook(content: bytes) -> Book:
    """The sheets of a workbook that hold cells. Raises ``Unusable``."""
    with _damage_named():
        reader = _Reader(content)
        reader.read()
        return Book(list(reader.sheets()))


@contextmanager
def _damage_named() -> Iterator[None]:
    try:
        yield
    except Unusable:
        raise
    except Exception as error:
        raise damaged() from error


class _Reader(ExcelReader):
    """Of a workbook: its texts, its formats of numbers, and where its sheets are."""

    archive: Package

    def __init__(self, content: bytes) -> None:
        package = Package(content)
        super().__init__(BytesIO(content), read_only=True, keep_links=False)
        self.archive = package

    def read(self) -> None:
        self.read_manifest()
        self.read_strings()
        self.read_workbook()
        if STRICT in self.archive.read(self.parser.workbook_part_name):
            raise Unusable(
                gettext(
                    "This workbook is saved as “Strict Open XML”. Save it as an ordinary workbook (.xlsx)."
                )
            )
        apply_stylesheet(self.archive, self.wb)

    def read_strings(self) -> None:
        part = self.package.find(SHARED_STRINGS)  # type: ignore[no-untyped-call]
        if part is not None:
            with self.archive.streamed(part.PartName[1:], _expanded(STRING_TAG)) as source:
                # Cleaned once: a million cells may share one long text.
                self.shared_strings = [_plain(_text(text)) or "" for text in _each(source, STRING_TAG)]

    def sheets(self) -> Iterator[Sheet]:
        """All sheets that hold cells, in their order; charts have sheets of their own, which hold none."""
        for sheet, part in self.parser.find_sheets():
            if part.Type.endswith("/worksheet"):
                yield Sheet(sheet.name, partial(self._lines, part.target), hidden=sheet.state != "visible")

    def _lines(self, part: str) -> Iterator[Line]:
        with _damage_named(), self.archive.streamed(part, _expanded(ROW_TAG)) as source:
            parser = _Rows(source, self.shared_strings, self.wb)
            for element in _each(source, ROW_TAG):
                number, cells = parser.parse_row(element)
                if not 1 <= number <= LAST_ROW:
                    raise damaged()
                found = line(number, self._row(cells))
                if found:
                    yield found

    def _row(self, cells: list[dict[str, Any]]) -> list[Raw]:
        """The cells of a row by their columns. A cell that is not there is empty."""
        found = {cell["column"]: raw for cell in cells if (raw := self._raw(cell)) is not None}
        return [found.get(column) for column in range(1, max(found, default=0) + 1)]

    def _raw(self, cell: Mapping[str, Any]) -> Raw:
        value: Any = cell["value"]
        if value is None:
            return None
        if cell["data_type"] == "f":
            return Formula(value)
        if cell["data_type"] == "e":
            return Broken(str(value))
        if isinstance(value, str | timedelta):  # more than a day, or less than none, is no time of day
            return _plain(str(value)) if not cell["shared"] else str(value) or None
        if isinstance(value, bool) or not isinstance(value, int | float):
            return value  # yes or no, a date, a time
        return self._number(value)

    def _number(self, number: int | float) -> Raw:
        if isinstance(number, float) and not isfinite(number):
            return Broken(str(number))
        return number if self.wb.epoch == WINDOWS_EPOCH else Serial(number, self.wb.epoch)


class _Rows(WorkSheetParser):
    """openpyxl's parser of rows, without what it does for those who keep them."""

    def __init__(self, source: IO[bytes], texts: list[str], book: Any) -> None:
        super().__init__(
            source,
            texts,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        self.row_dimensions.clear()
        return super().parse_row(row)

    def parse_cell(self, element: Any) -> dict[str, Any]:
        # A text may stand in the cell itself, where openpyxl would make several objects of it.
        for text in element.findall(INLINE_STRING):
            element.set("t", "str")
            SubElement(element, VALUE_TAG).text = _text(text)
        return {**super().parse_cell(element), "shared": element.get("t") == "s"}

    def parse_formula(self, element: Any) -> str:
        # Working out where a shared formula points to takes hours where a file is made for it.
        return "=" + (element.findtext(FORMULA_TAG) or "")


def _each(source: IO[bytes], piece: str) -> Iterator[Any]:
    """Each element of that name as soon as it is read. When the next is asked for, only its empty shell is left."""
    # The part is weighed: it declares no entities, so that the fast parser may read it.
    for _event, element in iterparse(source):  # noqa: S314
        if element.tag == piece:
            yield element
            element.clear()


def _text(string: Element) -> str:
    """A text of a workbook without its formats, and without the small letters that tell how it is pronounced."""
    return "".join(
        (part.text if part.tag == TEXT_TAG else part.findtext(TEXT_TAG)) or ""
        for part in string
        if part.tag in {TEXT_TAG, RUN_TAG}
    )


def _plain(text: str) -> str | None:
    """A text as we keep it. Of one that is too long, no more is looked at than shows that it is."""
    return plain(ESCAPED.sub(_unescaped, text[: LONGEST_CELL * 2]))


def _expanded(tag: str) -> str:
    """The name of an element as the XML parser gives it by itself."""
    return tag[1:].replace("}", " ")


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))
