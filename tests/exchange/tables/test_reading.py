"""Reading as a whole: step by step, within bounds, and never with anything but a reading at its end."""

import io
import random
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.exchange.tables import reading as reading_module
from meetings.exchange.tables.columns import Progress, Reading
from meetings.exchange.tables.reading import letters, read_table
from tests.exchange.tables.books import by_hand, parts_of, sheet, sheets, zipped
from tests.exchange.tables.decisions import BEGIN, DECISIONS, END, HEADINGS, places, read, steps, values

SOUND = sheet(
    HEADINGS, ["S/RES/1", BEGIN, END, 3, 4, "a\nb"], ["S/RES/2", None, "31 December 2026", "5", None, "Côte"]
)

READ_IT = """
import sys, django
django.setup()
from tests.exchange.tables.decisions import steps
on_its_way, reading = steps(open(sys.argv[1], "rb"))
print(len(on_its_way), len(reading.rows), len(reading.problems))
"""

MEASURE_IT = """
import resource, subprocess, sys
subprocess.run([sys.executable, "-c", *sys.argv[1:]], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
"""
"""A process takes over what the one that starts it has used at most. So a small one stands between."""


def csv_of(rows: int) -> str:
    return "symbol\n" + "".join(f"S/RES/{number}\n" for number in range(rows))


@pytest.mark.parametrize(
    ("rows", "done"),
    [(0, [0]), (499, [0]), (500, [0, 500]), (1001, [0, 500, 1000]), (1500, [0, 500, 1000, 1500])],
)
def test_a_reading_says_every_500_rows_how_far_it_is(rows: int, done: list[int]) -> None:
    on_its_way, reading = steps(csv_of(rows).encode(), name="/tmp/decisions.csv")
    assert on_its_way == [Progress("Reading decisions.csv", number) for number in done]
    assert len(values(reading)) == rows


def test_nothing_is_read_before_it_is_asked_for() -> None:
    class Untouched(io.BytesIO):
        def read(self, *_size: Any) -> bytes:
            raise AssertionError

    reading = read_table(DECISIONS, "x", Untouched())
    assert next(reading) == Progress("Reading x")


def test_rows_are_counted_over_all_sheets() -> None:
    content = sheets(*((name, [["symbol"], *([f"{name}{n}"] for n in range(300))]) for name in ("A", "B")))
    on_its_way, reading = steps(content)
    assert [progress.done for progress in on_its_way] == [0, 500]
    assert len(values(reading)) == 600


@pytest.mark.parametrize(
    "content", [csv_of(6).encode(), sheets(("", [["symbol"], *([f"{n}"] for n in range(6))]))]
)
def test_more_rows_than_can_be_read_are_refused_where_they_begin(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_module, "MOST_ROWS", 6)
    assert len(values(read(content))) == 6
    monkeypatch.setattr(reading_module, "MOST_ROWS", 5)
    (problem,) = read(content).problems
    assert (problem.row, problem.message) == (7, "The file has more than 5 rows. Split it.")


def damaged_first_sheet(rows: list[list[str]]) -> bytes:
    """A workbook of two sheets, the first of them damaged below its rows."""
    parts = parts_of(sheets(("One", rows), ("Two", [["symbol"], ["b"]])))
    name = "xl/worksheets/sheet1.xml"
    parts[name] = parts[name].replace(b"</sheetData>", b'<row r="x"/></sheetData>')
    return zipped(parts)


@pytest.mark.parametrize("count", [1, 100])
def test_a_sheet_that_is_damaged_is_a_problem_wherever_it_is(count: int) -> None:
    rows = [["symbol"], *([f"S/RES/{number}"] for number in range(count))]
    reading = read(damaged_first_sheet(rows))
    assert (len(reading.rows), reading.notices) == (count + 1, [])
    assert [(problem.sheet, problem.row, problem.message) for problem in reading.problems] == [
        (
            "One",
            0,
            "The file is damaged: it cannot be read as a workbook. Open it and save it again as .xlsx.",
        )
    ]


def test_a_sheet_that_is_damaged_is_a_problem_even_where_it_seems_to_be_no_table() -> None:
    reading = read(damaged_first_sheet([["Notes"]]))
    assert [row.values for row in reading.rows] == [{"symbol": "b"}]
    assert [(problem.sheet, problem.row) for problem in reading.problems] == [("One", 0)]


@pytest.mark.parametrize("count", [1, 100])
def test_a_row_that_is_too_wide_is_a_problem_below_the_headings_of_a_table(count: int) -> None:
    rows = [["symbol"], *([f"S/RES/{number}"] for number in range(count)), ["x"] * 300]
    reading = read(sheets(("One", rows), ("Two", [["symbol"], ["b"]])))
    assert len(reading.rows) == count + 1
    assert places(reading) == [("One", count + 2, "", "")]


@pytest.mark.parametrize(
    ("index", "shown"),
    [(0, "A"), (25, "Z"), (26, "AA"), (199, "GR"), (701, "ZZ"), (702, "AAA"), (16_383, "XFD")],
)
def test_columns_are_called_as_the_program_calls_them(index: int, shown: str) -> None:
    assert letters(index) == shown


def test_the_workbook_of_these_tests_is_sound() -> None:
    assert values(read(SOUND)) == [
        {
            "symbol": "S/RES/1",
            "begin": BEGIN,
            "end": END,
            "police_individual": 3,
            "police_formed": 4,
            "remark": "a\nb",
        },
        {"symbol": "S/RES/2", "end": END, "police_individual": 5, "remark": "Côte"},
    ]


@given(st.binary(max_size=2000))
def test_random_bytes_are_refused_or_read(content: bytes) -> None:
    reading = read(content)
    assert isinstance(reading, Reading)
    assert reading.rows or reading.problems


@given(
    st.sampled_from([b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.binary(),
)
def test_random_bytes_behind_a_beginning_that_promises_something_are_refused_or_read(
    beginning: bytes, content: bytes
) -> None:
    reading = read(beginning + content)
    assert reading.rows or reading.problems


@given(st.text(), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
def test_random_text_below_the_headings_is_read_or_named(text: str, encoding: str) -> None:
    reading = read(("symbol,begin,remark\n" + text).encode(encoding, errors="replace"))
    assert all(row.place.row > 1 for row in reading.rows)
    assert all(problem.message and problem.row for problem in reading.problems)


@given(st.randoms(use_true_random=False), st.integers(1, 8))
def test_a_workbook_with_bytes_changed_is_refused_or_read(chance: random.Random, count: int) -> None:
    content = bytearray(SOUND)
    for _ in range(count):
        content[chance.randrange(len(content))] = chance.randrange(256)
    reading = read(bytes(content))
    assert reading.rows or reading.problems


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(parts_of(by_hand()))), st.integers(1, 3))
def test_a_workbook_with_its_xml_changed_is_refused_or_read(
    chance: random.Random, part: str, count: int
) -> None:
    parts = parts_of(by_hand())
    content = bytearray(parts[part])
    for _ in range(count):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(6)] = chance.choice(
            [b"", b"<", b'"', b"9", b"-1", b"/>", b"\xff"]
        )
    reading = read(zipped({**parts, part: bytes(content)}))
    assert reading.rows or reading.problems


@given(st.integers(0, len(SOUND) - 1))
def test_a_workbook_cut_off_anywhere_is_refused(length: int) -> None:
    reading = read(SOUND[:length])
    assert (reading.rows, len(reading.problems)) == ([], 1)


@settings(max_examples=30)
@given(
    st.lists(
        st.lists(st.none() | st.text() | st.integers() | st.floats() | st.dates() | st.times(), max_size=7)
    )
)
def test_random_cells_are_read_or_named(rows: list[list[Any]]) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    def storable(cell: Any) -> Any:
        return (
            ILLEGAL_CHARACTERS_RE.sub("", cell).encode(errors="replace").decode()
            if isinstance(cell, str)
            else cell
        )

    content = sheet(HEADINGS, *([storable(cell) for cell in cells] for cells in rows))
    reading = read(content)
    assert all(row.place.row > 1 for row in reading.rows)
    assert all(problem.message for problem in reading.problems)
    assert len({place[:3] for place in places(reading)}) <= len(rows) * 8


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workbook of 20,000 rows, each of its texts another."""
    rows = (
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>S/RES/{n}</t></is></c><c r="B{n}"><v>46023</v></c>'
        f'<c r="F{n}" t="inlineStr"><is><t>Remark number {n}, and a few words more</t></is></c>'
        f'<c r="G{n}" t="inlineStr"><is><t>Something else {n}</t></is></c></row>'
        for n in range(2, 20_002)
    )
    headings = "".join(f'<c t="inlineStr"><is><t>{heading}</t></is></c>' for heading in (*HEADINGS, "Foo"))
    path = tmp_path_factory.mktemp("large") / "large.xlsx"
    path.write_bytes(by_hand(rows=f'<row r="1">{headings}</row>' + "".join(rows)))
    return path


def test_twenty_thousand_rows_take_less_than_200_megabytes(large: Path) -> None:
    with zipfile.ZipFile(large) as package:
        assert package.getinfo("xl/worksheets/sheet1.xml").file_size > 5_000_000
    done = subprocess.run(
        [sys.executable, "-c", MEASURE_IT, READ_IT, str(large)], check=True, capture_output=True, text=True
    )
    counted, megabytes = done.stdout.splitlines()
    assert counted == "41 20000 0"
    assert 20 < int(megabytes) < 200
