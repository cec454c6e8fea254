"""Workbooks: what cells hold, which sheets are read, and files that other programs write."""

import io
from datetime import date, datetime, time, timedelta
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from meetings.exchange.tables.cells import CellField
from meetings.exchange.tables.columns import Broken, Column, Formula, Kind, Raw, Serial
from tests.exchange.tables.books import SHEET, STRINGS, by_hand, parts_of, row, saved, sheet, sheets, zipped
from tests.exchange.tables.decisions import BEGIN, END, HEADINGS, places, read, values

MIDNIGHT = datetime.combine(date(2026, 8, 31), time())
AT_THREE = datetime.combine(date(2026, 8, 31), time(15))


class RawField(CellField):
    """Takes every cell as it is."""

    def clean(self, value: Any) -> Any:
        return value


RAW = Kind("raw", "Raw", "Anything.", (Column("name", RawField()), Column("raw", RawField(required=False))))


def raw_of(value: Any, number_format: str = "", *, epoch: datetime | None = None) -> Raw:
    """What the reader makes of a cell that openpyxl has written."""
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    (only,) = book.worksheets
    only.append(["name", "raw"])
    only.append(["x", value])
    if number_format:
        only["B2"].number_format = number_format
    (found,) = read(saved(book), RAW).rows
    return found.get("raw")


@pytest.mark.parametrize(
    ("value", "raw"),
    [
        (" S/RES/1\u00a0(1946) ", "S/RES/1 (1946)"),
        (" \u200b", None),
        (15, 15),
        (15.5, 15.5),
        (True, True),
        (False, False),
        (date(2026, 8, 31), MIDNIGHT),
        (AT_THREE, AT_THREE),
        (time(15, 0), time(15, 0)),
        (timedelta(hours=26), "1 day, 2:00:00"),
        ("#N/A", Broken("#N/A")),
        ("=1+1", Formula("=1+1")),
    ],
)
def test_a_cell_is_what_the_workbook_says(value: Any, raw: Raw) -> None:
    found = raw_of(value)
    assert (found, type(found)) == (raw, type(raw))


def test_a_number_formatted_as_a_date_is_one_and_a_plain_one_stays_a_number() -> None:
    assert raw_of(46265, "yyyy-mm-dd") == MIDNIGHT
    assert raw_of(46265, "d mmmm yyyy") == MIDNIGHT
    assert raw_of(46265) == 46265


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert raw_of(date(2026, 8, 31), epoch=CALENDAR_MAC_1904) == MIDNIGHT
    assert raw_of(44803, "yyyy-mm-dd", epoch=CALENDAR_MAC_1904) == MIDNIGHT
    found = raw_of(44803, epoch=CALENDAR_MAC_1904)
    assert isinstance(found, Serial)
    assert (found, found.epoch) == (44803, CALENDAR_MAC_1904)


@pytest.mark.parametrize(("epoch", "serial"), [(None, 46387), (CALENDAR_MAC_1904, 44925)])
def test_a_serial_date_is_the_day_it_counts_to(epoch: datetime | None, serial: int) -> None:
    book = openpyxl.Workbook()
    if epoch:
        book.epoch = epoch
    book.worksheets[0].append(["symbol", "end", "police_formed"])
    book.worksheets[0].append(["S/RES/1", serial, 15])
    assert values(read(saved(book))) == [{"symbol": "S/RES/1", "end": END, "police_formed": 15}]


def test_a_date_out_of_bounds_is_broken() -> None:
    with pytest.warns(UserWarning, match="outside the limits for dates"):
        assert raw_of(99_999_999, "yyyy-mm-dd") == Broken("#VALUE!")


def test_a_number_without_bounds_is_broken() -> None:
    reading = read(by_hand(rows=row(1, "name", "raw") + "<row><c><v>1</v></c><c><v>1e999</v></c></row>"), RAW)
    assert [found.get("raw") for found in reading.rows] == [Broken("inf")]


def test_formulas_are_named_in_columns_that_are_read_and_nowhere_else() -> None:
    reading = read(
        sheet(["symbol", "remark", "No.", "Sum", None], ["S/RES/1", '="a"&1', "=A1", "=B1", "=C1"])
    )
    assert places(reading) == [("Table", 2, "remark", '="a"&1')]
    assert reading.problems[0].message == "The cell holds a formula; paste its value instead."
    assert reading.notices == [
        "Column “Sum” is not known and was ignored.",
        "Column E has no heading and was ignored.",
    ]


def test_formulas_of_every_sort_are_formulas() -> None:
    cells = (
        '<c r="A2" t="str"><f>"x"</f><v>x</v></c>'
        '<c r="B2"><f t="shared" ref="B2:B3" si="0">A2+1</f><v>1</v></c>'
        '<c r="C2"><f t="array" ref="C2">SUM(A2)</f></c>'
        '<c r="D2"><f t="dataTable" ref="D2" r1="A1"/></c>'
    )
    rows = (
        row(1, *HEADINGS) + f'<row r="2">{cells}</row><row r="3"><c r="B3"><f t="shared" si="0"/></c></row>'
    )
    assert places(read(by_hand(rows=rows))) == [
        ("Table", 2, "symbol", '="x"'),
        ("Table", 2, "begin", "=A2+1"),
        ("Table", 2, "end", "=SUM(A2)"),
        ("Table", 2, "police_individual", "="),
        ("Table", 3, "symbol", ""),
        ("Table", 3, "begin", "="),
    ]


def test_an_error_of_the_spreadsheet_is_named() -> None:
    reading = read(sheet(["symbol", "remark", "Foo"], ["S/RES/1", "#N/A", "#REF!"]))
    assert places(reading) == [("Table", 2, "remark", "#N/A")]
    assert "#N/A" in reading.problems[0].message


def test_a_text_that_only_looks_like_a_formula_is_a_text() -> None:
    rows = row(1, "symbol", "remark") + row(2, "S/RES/1", "=1+1") + row(3, "S/RES/2", "&apos;=1+1")
    assert values(read(by_hand(rows=rows))) == [
        {"symbol": "S/RES/1", "remark": "=1+1"},
        {"symbol": "S/RES/2", "remark": "=1+1"},
    ]


def test_other_programs_name_the_same_things_with_a_prefix() -> None:
    part = "xl/worksheets/sheet1.xml"
    prefixed = SHEET.replace("xmlns=", "xmlns:x=")
    for name in ("worksheet", "sheetData", "row", "c", "v"):
        for before, after in (
            (f"<{name} ", f"<x:{name} "),
            (f"<{name}>", f"<x:{name}>"),
            (f"</{name}>", f"</x:{name}>"),
        ):
            prefixed = prefixed.replace(before, after)
    assert "<x:row r=" in prefixed
    assert values(read(by_hand({part: prefixed}))) == [{"symbol": "S/RES/1"}]


def test_texts_in_several_formats_are_one_text() -> None:
    runs = "<si><r><t>S/RES</t></r><r><rPr><b/></rPr><t>/1</t></r><rPh><t>es</t></rPh></si>"
    strings = STRINGS.replace("<si><t>S/RES/1</t></si>", runs)
    assert values(read(by_hand({"xl/sharedStrings.xml": strings}))) == [{"symbol": "S/RES/1"}]


def test_what_xml_cannot_hold_is_unescaped() -> None:
    rows = (
        row(1, "symbol", "remark")
        + row(2, "S/RES/1", "one_x000D_\n_x0032_ _x005F_x000D_")
        + row(3, "a_x0000_")
    )
    reading = read(by_hand(rows=rows))
    assert reading.rows[0].get("remark") == "one\n2 _x000D_"
    assert [problem.message for problem in reading.problems] == [
        "The cell holds a character that is no text (U+0000); type it anew."
    ]


def test_rows_are_numbered_as_the_program_shows_them() -> None:
    content = sheet([], ["symbol", "begin"], [], [None, None], ["S/RES/1", "x"], [], ["S/RES/2", "y"], [], [])
    assert places(read(content)) == [("Table", 5, "begin", "x"), ("Table", 7, "begin", "y")]


def test_empty_rows_at_the_end_are_none_even_where_they_are_formatted() -> None:
    def formatted(table: Any) -> None:
        for number in range(3, 500):
            table.cell(number, 1).number_format = "@"
            table.cell(number, 2).number_format = "yyyy-mm-dd"

    assert values(read(sheet(["symbol"], ["S/RES/1"], change=formatted))) == [{"symbol": "S/RES/1"}]


def test_every_visible_sheet_with_the_headings_is_read() -> None:
    content = sheets(
        ("One", [["symbol", "begin"], ["S/RES/1", BEGIN]]),
        ("Notes", [["Something else"]]),
        ("Two", [["end", "symbol"], [END, "S/RES/2"], ["x", "S/RES/3"]]),
        ("Columns", [["Column", "Label", "About"], ["symbol", "Symbol of the decision", "Text"]]),
        ("Explained", [["symbol", "Symbol of the decision", "Text"]]),
        ("Half", [["begin", "end"], [BEGIN, END]]),
    )
    reading = read(content)
    assert [(found.place.sheet, found.place.row, dict(found.values)) for found in reading.rows] == [
        ("One", 2, {"symbol": "S/RES/1", "begin": BEGIN}),
        ("Two", 2, {"symbol": "S/RES/2", "end": END}),
        ("Two", 3, {"symbol": "S/RES/3"}),
    ]
    assert places(reading) == [("Two", 3, "end", "x")]
    assert reading.notices == [
        "The sheet “Notes” was not read: it has no headings of this table.",
        "The sheet “Explained” was not read: it has no headings of this table.",
        "The sheet “Half” was not read: columns that every row needs are missing (symbol).",
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_not_read_unless_it_is_asked_for(state: str) -> None:
    book = openpyxl.load_workbook(
        io.BytesIO(sheets(("One", [["symbol"], ["a"]]), ("Old", [["symbol"], ["b"]])))
    )
    book["Old"].sheet_state = state
    reading = read(saved(book))
    assert (values(reading), reading.notices) == (
        [{"symbol": "a"}],
        ["The sheet “Old” is hidden, and was not read."],
    )
    asked = read(saved(book), sheet="Old")
    assert (values(asked), asked.notices) == ([{"symbol": "b"}], [])


def test_only_the_sheet_that_is_asked_for_is_read() -> None:
    content = sheets(("One", [["symbol"], ["a"]]), ("Two", [["symbol"], ["b"]]))
    assert values(read(content, sheet="Two")) == [{"symbol": "b"}]


def test_a_sheet_that_is_not_there_is_named_with_those_that_are() -> None:
    (problem,) = read(sheets(("One", [["symbol"]]), ("Two", [])), sheet="Three").problems
    assert problem.message == "There is no sheet “Three”. The sheets of the file are: One, Two."


def test_a_sheet_of_a_chart_is_none() -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet(["symbol"], ["a"])))
    book.create_chartsheet("Chart")
    reading = read(saved(book))
    assert (values(reading), reading.notices) == ([{"symbol": "a"}], [])


def test_a_workbook_without_a_sheet_that_can_be_read_says_so() -> None:
    no_sheets = (
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheets/></workbook>'
    )
    (problem,) = read(by_hand({"xl/workbook.xml": no_sheets})).problems
    assert problem.message == "The file has no sheet that can be read."


def test_the_size_that_a_sheet_claims_is_not_believed() -> None:
    claims = b'<dimension ref="A1:A1"/><sheetData>'
    rows = row(1, "symbol", "remark") + row(2, "S/RES/1", "a")
    content = by_hand(rows=rows)
    lying = by_hand(
        {
            "xl/worksheets/sheet1.xml": parts_of(content)["xl/worksheets/sheet1.xml"].replace(
                b"<sheetData>", claims
            )
        }
    )
    assert values(read(lying)) == values(read(content)) == [{"symbol": "S/RES/1", "remark": "a"}]


def test_a_workbook_with_macros_or_a_template_is_read_like_any_other() -> None:
    parts = parts_of(sheet(["symbol"], ["a"]))
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    macros = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(main, macros)
    assert values(read(zipped(parts))) == [{"symbol": "a"}]


def test_mistakes_in_parts_that_say_nothing_of_the_table_do_not_matter() -> None:
    assert values(read(by_hand({"docProps/core.xml": "<x>", "xl/theme/theme1.xml": "no xml"}))) == [
        {"symbol": "S/RES/1"}
    ]
