"""Workbooks for the tests: made by openpyxl, or written part by part where a file is not what it should be."""

import io
import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"

CONTENT_TYPES = f"""<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml" ContentType="{TYPES}.sheet.main+xml"/>
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{TYPES}.worksheet+xml"/>
<Override PartName="/xl/sharedStrings.xml" ContentType="{TYPES}.sharedStrings+xml"/>
</Types>"""

WORKBOOK = f"""<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">
<sheets><sheet name="Table" sheetId="1" r:id="rId1"/></sheets></workbook>"""

WORKBOOK_RELATIONS = f"""<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"""

STRINGS = f'<sst xmlns="{MAIN}"><si><t>symbol</t></si><si><t>S/RES/1</t></si></sst>'
SHEET = f"""<worksheet xmlns="{MAIN}"><sheetData>
<row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2" t="s"><v>1</v></c></row>
</sheetData></worksheet>"""

PARTS = {
    "[Content_Types].xml": CONTENT_TYPES,
    "xl/workbook.xml": WORKBOOK,
    "xl/_rels/workbook.xml.rels": WORKBOOK_RELATIONS,
    "xl/sharedStrings.xml": STRINGS,
    "xl/worksheets/sheet1.xml": SHEET,
}
"""The least that makes a workbook: one sheet with the heading "symbol" and one row."""


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return file.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a zip, to change some of them."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def by_hand(parts: Mapping[str, str | bytes] | None = None, /, *, rows: str | None = None) -> bytes:
    """The least workbook, with some parts in place of its own; ``rows`` are the rows of its sheet, as XML."""
    changed = dict(parts or {})
    if rows is not None:
        changed["xl/worksheets/sheet1.xml"] = (
            f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'
        )
    return zipped({**PARTS, **changed})


def row(number: int, *texts: str) -> str:
    """A row as XML; its texts stand in the cells themselves."""
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f'<row r="{number}">{"".join(cells)}</row>'


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def sheets(*tables: tuple[str, Iterable[Sequence[Any]]]) -> bytes:
    """A workbook of these sheets, each a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in tables:
        sheet = book.create_sheet(name)
        for cells in rows:
            sheet.append(cells)
    return saved(book)


def sheet(*rows: Sequence[Any], change: Callable[[Worksheet], Any] = lambda _sheet: None) -> bytes:
    """A workbook of one sheet named "Table"; ``change`` does to it what rows alone cannot say."""
    book = openpyxl.Workbook()
    only = book.worksheets[0]
    only.title = "Table"
    for cells in rows:
        only.append(cells)
    change(only)
    return saved(book)
