"""Templates: read as they are, and explained in the reader's language."""

import io
from datetime import date

import pytest
from django.utils import translation
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.columns import Kind
from meetings.exchange.tables.templates import (
    GUIDE_SHEET,
    FileFormat,
    example_row,
    general_remarks,
    guide_to,
    template,
)
from meetings.exchange.tables.writing import write_xlsx
from tests.exchange.tables.drawn_cells import EVERY_FIELD
from tests.exchange.tables.test_writing import read


def sheets_of(content: bytes) -> list[Worksheet]:
    return list(load_workbook(io.BytesIO(content)))


def test_a_csv_template_is_read_as_its_example() -> None:
    reading = read(template(EVERY_FIELD, "csv"))
    assert (reading.problems, reading.notices) == ([], [])
    assert [dict(row.values) for row in reading.rows] == [example_row(EVERY_FIELD)]


def test_a_workbook_template_is_read_as_its_example() -> None:
    reading = read(template(EVERY_FIELD, "xlsx"))
    assert (reading.problems, reading.notices) == ([], [])
    assert [(row.place.sheet, dict(row.values)) for row in reading.rows] == [
        ("everything", example_row(EVERY_FIELD))
    ]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_template_of_every_kind_is_read_as_its_example(kind: Kind, file_format: FileFormat) -> None:
    reading = read(template(kind, file_format), kind)
    assert (reading.problems, reading.notices) == ([], [])
    assert [dict(row.values) for row in reading.rows] == [example_row(kind)]


def test_a_workbook_template_explains_each_column() -> None:
    table, guide = sheets_of(template(EVERY_FIELD, "xlsx"))
    assert (table.title, guide.title) == ("everything", GUIDE_SHEET)
    assert [cell.value for cell in table[1]] == [column.name for column in EVERY_FIELD.columns]
    assert table["H2"].value.date() == date(2026, 12, 20)
    assert [cell.value for cell in guide[1]] == [
        "Heading",
        "Needed",
        "What it holds",
        "How to write it",
        "Example",
        "Also understood as its heading",
    ]
    assert [cell.value for cell in guide[2]] == [
        "text",
        "in every row",
        "A title.",
        "A text.",
        "=1+1",
        "title, heading",
    ]
    assert [row[0].value for row in guide.iter_rows(min_row=3, max_row=21)] == [
        column.name for column in EVERY_FIELD.columns[1:]
    ]
    assert [row[0].value for row in guide.iter_rows(min_row=23)] == general_remarks()


def test_a_sheet_that_only_bears_the_name_of_the_guide_is_read() -> None:
    reading = read(write_xlsx(EVERY_FIELD.columns, [{"text": "x"}], title=GUIDE_SHEET))
    assert [(row.place.sheet, dict(row.values)) for row in reading.rows] == [(GUIDE_SHEET, {"text": "x"})]


def test_a_guide_says_what_is_needed_and_how_it_is_written() -> None:
    action = next(column for column in guide_to(EVERY_FIELD) if column.heading == "action")
    assert (action.required, action.written, action.example) == (
        False,
        "One of: creation, renewal, technical rollover.",
        "renewal",
    )


def test_where_arabic_is_read_the_guide_runs_from_right_to_left() -> None:
    with translation.override("ar"):
        table, guide = sheets_of(template(EVERY_FIELD, "xlsx"))
    assert (bool(table.sheet_view.rightToLeft), guide.sheet_view.rightToLeft) == (False, True)
