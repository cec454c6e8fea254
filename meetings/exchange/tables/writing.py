"""Tables as files: what is written is read again as it was, and starts no formula in any spreadsheet."""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import TYPE_CHECKING, Any, Final

from meetings.exchange.tables.cells import TEXT_FORMAT, UNPRINTABLE, CellField
from meetings.exchange.tables.columns import Broken, Column, Formula, Raw, TypedRow
from meetings.exchange.tables.defusing import defused

if TYPE_CHECKING:
    from openpyxl import Workbook

Written = TypedRow | Mapping[str, Any]
"""A row by the names of its columns. What it does not hold becomes an empty cell."""

LONGEST_TITLE: Final = 31
LONGEST_CELL: Final = 32_767
"""What a workbook holds in the name of a sheet, and in a cell."""

NOT_IN_A_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
LIKE_AN_ESCAPE: Final = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
"""What a workbook takes for an escape: _x0041_ is the letter A. Its first character is escaped in turn."""

STAND_IN: Final = "\N{REPLACEMENT CHARACTER}"
NARROWEST: Final = 12
WIDEST: Final = 48


def raw_of(column: Column, row: Written) -> Raw:
    """What goes into the cell of a row."""
    value = row.get(column.name)
    if value is None:
        return None
    raw = column.field.written(value) if isinstance(column.field, CellField) else value
    return raw.text if isinstance(raw, Formula | Broken) else raw


def write_csv(columns: Sequence[Column], rows: Iterable[Written]) -> bytes:
    """A CSV file in UTF-8 with a mark, as spreadsheets open it: commas, CRLF, days as 2026-08-31."""
    file = io.StringIO(newline="")
    out = csv.writer(file, lineterminator="\r\n")
    out.writerow([in_csv(column.name) for column in columns])
    for row in rows:
        out.writerow([in_csv(raw_of(column, row)) for column in columns])
    return file.getvalue().encode("utf-8-sig")


def in_csv(raw: Raw) -> str:
    """A cell as text. A text that a spreadsheet would take for a formula is kept from it."""
    return defused(in_words(raw)) if isinstance(raw, str) else in_words(raw)


def in_words(raw: Raw) -> str:
    """A cell as it is read, for whoever reads it as text: yes, 15:00, 2026-12-20."""
    match raw:
        case None:
            return ""
        case bool():
            return "yes" if raw else "no"
        case time():
            return f"{raw:%H:%M}"
        case date():
            return raw.isoformat()
        case int() | float():
            return str(raw)
    return storable(str(raw))


def storable(text: str) -> str:
    """A text without what no file may hold, at most as long as a cell."""
    text = UNPRINTABLE.sub(STAND_IN, text)
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - 1]}…"


def write_xlsx(columns: Sequence[Column], rows: Iterable[Written], *, title: str) -> bytes:
    """A workbook of one sheet of that title, its headings bold and in sight, its days real dates."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    add_table(book.create_sheet(title_of_sheet(title)), columns, rows)
    return bytes_of(book)


def add_table(sheet: Any, columns: Sequence[Column], rows: Iterable[Written]) -> None:
    """Headings and rows, each column in its own format and wide enough. ``sheet`` is write-only, still empty."""
    from openpyxl.utils import get_column_letter

    sheet.freeze_panes = "A2"
    formats = [_format_of(column) for column in columns]
    for number, column in enumerate(columns, start=1):
        dimension = sheet.column_dimensions[get_column_letter(number)]
        dimension.width = _width_of(column)
        dimension.number_format = formats[number - 1]  # for what is typed below the last row
    sheet.append([in_xlsx(sheet, column.name, bold=True) for column in columns])
    # A row is written as soon as it is appended, so that one cell, styled once, serves its column in all rows.
    cells = [_styled(sheet, form) for form in formats]
    for row in rows:
        raws = (raw_of(column, row) for column in columns)
        sheet.append([_filled(cell, raw) for cell, raw in zip(cells, raws, strict=True)])


def in_xlsx(sheet: Any, raw: Raw, *, bold: bool = False, wrapped: bool = False) -> Any:
    """A cell of its own, for a heading or an explanation."""
    return _filled(_styled(sheet, TEXT_FORMAT, bold=bold, wrapped=wrapped), raw)


def _styled(sheet: Any, number_format: str, *, bold: bool = False, wrapped: bool = False) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    cell = WriteOnlyCell(sheet)
    cell.number_format = number_format
    if bold:
        cell.font = Font(bold=True)
    if wrapped:
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _filled(cell: Any, raw: Raw) -> Any:
    """The cell with its value. Text is marked as text whatever it begins with: it is neither formula nor error."""
    if raw is None:
        return None
    cell.value = text_in_xlsx(raw) if isinstance(raw, str) else raw
    if isinstance(raw, str):
        cell.data_type = "s"
    return cell


def text_in_xlsx(text: str) -> str:
    """A text as the reader finds it again. Marked as text it needs no apostrophe, but one it begins with is doubled."""
    text = LIKE_AN_ESCAPE.sub("_x005F_", storable(text))
    return defused(text) if text.startswith("'") else text


def title_of_sheet(title: str) -> str:
    """A title that a workbook takes: short, without the characters that part sheets from files."""
    return NOT_IN_A_TITLE.sub(" ", storable(title))[:LONGEST_TITLE].strip(" '") or "1"


def bytes_of(book: "Workbook") -> bytes:
    """A workbook as a file."""
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _format_of(column: Column) -> str:
    return column.field.cell_format if isinstance(column.field, CellField) else "General"


def _width_of(column: Column) -> int:
    """Wide enough for the heading and the example, in characters."""
    example = in_words(raw_of(column, {column.name: column.example}))
    return min(max(NARROWEST, len(column.name) + 2, len(example) + 2), WIDEST)
