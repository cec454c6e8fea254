"""What we write is read again as it was, and starts no formula anywhere."""

import csv
import io
import zipfile
from collections.abc import Generator
from datetime import date, time
from typing import Any

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from meetings.exchange.tables.columns import Column, Formula, Kind, Place, Reading, TypedRow
from meetings.exchange.tables.fields import DayField, MonthField, NumberField, TextField
from meetings.exchange.tables.reading import read_table
from meetings.exchange.tables.writing import title_of_sheet, write_csv, write_xlsx
from meetings.rules.vocabulary import StartKind
from tests.exchange.tables.drawn_cells import EVERY_FIELD, ROWS

DANGEROUS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+1", "'=1+1", "''-x", "#N/A", "=", "{=1}"]
TEXT_ALONE = (Column("text", TextField()),)


def read(content: bytes, kind: Kind = EVERY_FIELD) -> Reading:
    """The file read to its end."""
    reading: Generator[Any, None, Reading] = read_table(kind, "table", content)
    while True:
        try:
            next(reading)
        except StopIteration as end:
            return end.value


def values_in(content: bytes) -> list[dict[str, Any]]:
    reading = read(content)
    assert (reading.problems, reading.notices) == ([], [])
    return [dict(row.values) for row in reading.rows]


def xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if "sheets/" in name)


@settings(max_examples=200)
@given(rows=st.lists(ROWS, min_size=1, max_size=5))
def test_a_csv_file_is_read_as_it_was_written(rows: list[dict[str, Any]]) -> None:
    assert values_in(write_csv(EVERY_FIELD.columns, rows)) == rows


@given(rows=st.lists(ROWS, min_size=1, max_size=3))
def test_a_workbook_is_read_as_it_was_written(rows: list[dict[str, Any]]) -> None:
    content = write_xlsx(EVERY_FIELD.columns, rows, title="Everything")
    assert values_in(content) == rows
    assert "<f" not in xml_of(content)


def test_typed_rows_are_written_like_any_others() -> None:
    values = {"text": "x", "start": (StartKind.EXACT, time(15)), "vote": (12, 1, 2)}
    row = TypedRow(Place("", 2), values)
    assert values_in(write_csv(EVERY_FIELD.columns, [row])) == [values]
    assert values_in(write_xlsx(EVERY_FIELD.columns, [row], title="x")) == [values]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_is_a_formula_in_csv(text: str) -> None:
    (_, (cell,)) = csv.reader(io.StringIO(write_csv(TEXT_ALONE, [{"text": text}]).decode("utf-8-sig")))
    assert cell == (text if text in {"#N/A", "{=1}"} else f"'{text}")


@pytest.mark.parametrize("text", DANGEROUS)
def test_every_text_of_a_workbook_is_marked_as_text(text: str) -> None:
    content = write_xlsx(TEXT_ALONE, [{"text": text}], title="x")
    cell = load_workbook(io.BytesIO(content)).active["A2"]
    assert (cell.data_type, cell.value) == ("s", f"'{text}" if text.startswith("'") else text)
    assert "<f" not in xml_of(content)


def test_csv_is_what_spreadsheets_open_as_it_is() -> None:
    columns = (*TEXT_ALONE, Column("day", DayField()), Column("number", NumberField()))
    row = {"text": "Côte d’Ivoire, “so”", "day": date(2026, 12, 20), "number": -5}
    assert write_csv(columns, [row, {}]) == (
        b"\xef\xbb\xbf" + 'text,day,number\r\n"Côte d’Ivoire, “so”",2026-12-20,-5\r\n,,\r\n'.encode()
    )


def test_days_of_a_workbook_are_real_dates_and_its_headings_stay_in_sight() -> None:
    columns = (Column("day", DayField()), Column("month", MonthField()), *TEXT_ALONE)
    row = {"day": date(2026, 12, 20), "month": date(2026, 12, 1), "text": "2808"}
    sheet = load_workbook(io.BytesIO(write_xlsx(columns, [row], title="Mandates"))).active
    assert (sheet.title, sheet.freeze_panes, sheet["A1"].font.bold) == ("Mandates", "A2", True)
    assert [(cell.is_date, cell.number_format) for cell in sheet[2]] == [
        (True, "yyyy-mm-dd"),
        (True, "yyyy-mm"),
        (False, "@"),
    ]


@pytest.mark.parametrize("character", ["\0", "\x0b", "\x1b", "\ud800", "\uffff"])
def test_what_no_file_may_hold_is_replaced(character: str) -> None:
    text = f"a{character}b"
    assert write_csv(TEXT_ALONE, [{"text": text}]).decode("utf-8-sig") == "text\r\na\ufffdb\r\n"
    content = write_xlsx(TEXT_ALONE, [{"text": text}], title=text)
    assert load_workbook(io.BytesIO(content)).active["A2"].value == "a\ufffdb"


def test_a_text_longer_than_a_cell_is_cut() -> None:
    content = write_xlsx(TEXT_ALONE, [{"text": "x" * 40_000}], title="x")
    assert load_workbook(io.BytesIO(content)).active["A2"].value == "x" * 32_766 + "…"


def test_fields_that_are_not_of_cells_are_written_as_their_values_are() -> None:
    columns = (Column("plain", forms.CharField()), Column("other", forms.Field()))
    rows = [{"plain": "=1", "other": True}, {"plain": "x", "other": Formula("=1")}]
    assert write_csv(columns, rows).decode("utf-8-sig") == "plain,other\r\n'=1,yes\r\nx,'=1\r\n"
    assert "<f" not in xml_of(write_xlsx(columns, rows, title="x"))


@pytest.mark.parametrize(
    ("title", "sheet"),
    [("Mandates", "Mandates"), ("a/b: [c]*?", "a b   c"), ("x" * 40, "x" * 31), ("'", "1"), ("", "1")],
)
def test_titles_that_a_workbook_takes(title: str, sheet: str) -> None:
    assert title_of_sheet(title) == sheet
