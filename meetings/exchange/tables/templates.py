"""Templates to fill in: the headings of a kind of table, an example row, and a sheet that explains each column."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, Literal

from django.utils.translation import get_language_bidi, gettext

from meetings.exchange.tables.cells import CellField
from meetings.exchange.tables.columns import Column, Kind
from meetings.exchange.tables.writing import (
    add_table,
    bytes_of,
    in_words,
    in_xlsx,
    raw_of,
    title_of_sheet,
    write_csv,
)

FileFormat = Literal["csv", "xlsx"]

GUIDE_SHEET: Final = "Columns"
"""The sheet that explains. Its name is the same in all languages, so that a reader knows it and passes over it."""

WIDTHS: Final = {"A": 24, "B": 12, "C": 60, "D": 60, "E": 30, "F": 50}


@dataclass(frozen=True, slots=True)
class ColumnGuide:
    """What a column is, in the active language: for the sheet that explains, and for the page."""

    heading: str
    required: bool
    holds: str
    written: str
    example: str
    synonyms: tuple[str, ...]


def template(kind: Kind, file_format: FileFormat) -> bytes:
    """A file to fill in, which can be read as it is: it holds one example row.

    Args:
        kind: the kind of table.
        file_format: "csv" for the headings and the example alone; "xlsx" for a workbook that explains them too,
            in the active language.
    """
    rows = [example_row(kind)]
    if file_format == "csv":
        return write_csv(kind.columns, rows)
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    add_table(book.create_sheet(title_of_sheet(kind.name)), kind.columns, rows)
    _add_guide(book.create_sheet(GUIDE_SHEET), kind)
    return bytes_of(book)


def example_row(kind: Kind) -> dict[str, Any]:
    """The example of each column that has one."""
    return {column.name: column.example for column in kind.columns if column.example is not None}


def guide_to(kind: Kind) -> list[ColumnGuide]:
    """What each column of a kind is, in order."""
    return [_guide_to_column(column) for column in kind.columns]


def general_remarks() -> list[str]:
    """What holds for all tables, in the active language."""
    return [
        gettext("The row below the headings is an example: write over it."),
        gettext("Columns may stand in any order. One that is not listed here is reported, and ignored."),
        gettext("An empty cell says nothing: it never erases a value on record. Empty rows are passed over."),
        gettext(
            "A date is a date of the spreadsheet, or text such as 2026-08-31 or 31 August 2026, the month also in "
            "French, Spanish or Russian. One with two readings, such as 03/04/2026, is refused."
        ),
        gettext("Formulas are not worked out: paste their values."),
        gettext("Nothing is saved before you have seen what would change."),
    ]


def _guide_to_column(column: Column) -> ColumnGuide:
    field = column.field
    return ColumnGuide(
        heading=column.name,
        required=field.required,
        holds=str(field.help_text or field.label or ""),
        written=str(field.guide) if isinstance(field, CellField) else "",
        example=in_words(raw_of(column, {column.name: column.example})),
        synonyms=column.synonyms,
    )


def _add_guide(sheet: Any, kind: Kind) -> None:
    """``sheet`` is a write-only one, still empty."""
    sheet.freeze_panes = "A2"
    sheet.sheet_view.rightToLeft = get_language_bidi()
    for letter, width in WIDTHS.items():
        sheet.column_dimensions[letter].width = width
    sheet.append([in_xlsx(sheet, heading, bold=True) for heading in _headings()])
    for column in guide_to(kind):
        sheet.append([in_xlsx(sheet, text, wrapped=True) for text in _explained(column)])
    sheet.append([])
    for remark in general_remarks():
        sheet.append([in_xlsx(sheet, remark)])


def _headings() -> Iterator[str]:
    yield gettext("Heading")
    yield gettext("Needed")
    yield gettext("What it holds")
    yield gettext("How to write it")
    yield gettext("Example")
    yield gettext("Also understood as its heading")


def _explained(column: ColumnGuide) -> Iterator[str]:
    yield column.heading
    yield gettext("in every row") if column.required else gettext("no")
    yield column.holds
    yield column.written
    yield column.example
    yield ", ".join(column.synonyms)
