"""Reading a file: typed values, and every error with its place."""

from datetime import date
from pathlib import Path

import pytest

from meetings.exchange.reference.table import RowError, Table, day_in_words

COLUMNS = ("name", "day", "number", "kind")


@pytest.fixture
def table(tmp_path: Path):
    def table(text: str | bytes) -> Table:
        path = tmp_path / "some.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return Table(path, "fixtures/some.csv", COLUMNS, [])

    return table


def messages(table: Table) -> list[str]:
    return [str(error) for error in table.errors]


def test_values_are_typed_and_stripped(table) -> None:
    (row,) = table("name,day,number,kind\n Côte d’Ivoire ,2026-12-20,15,yes\n").rows()
    assert row.text("name", longest=13) == "Côte d’Ivoire"
    assert row.required_day("day") == row.day("day") == date(2026, 12, 20)
    assert row.required_number("number") == row.number("number") == 15
    assert row.choice("kind", {"yes": True, "no": False}) is True
    assert row.known("name", {"Côte d’Ivoire"}, "a State") == "Côte d’Ivoire"
    assert row.shaped("kind", "[a-z]{3}", "three letters") == "yes"
    assert (row.sound, row.errors) == (True, [])


def test_empty_cells_are_nothing(table) -> None:
    (row,) = table("name,day,number,kind\n,,,\n").rows()
    assert (row.text("name"), row.day("day"), row.number("number")) == ("", None, None)
    assert row.shaped("kind", "[a-z]+", "a word", required=False) == ""
    assert row.sound


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-13-01", '"2026-13-01" is not a date (expected YYYY-MM-DD)'),
        ("2026-02-30", '"2026-02-30" is not a date (expected YYYY-MM-DD)'),
        ("20261201", '"20261201" is not a date (expected YYYY-MM-DD)'),
        ("1 December 2026", '"1 December 2026" is not a date (expected YYYY-MM-DD)'),
        ("٢٠٢٦-١٢-٠١", '"٢٠٢٦-١٢-٠١" is not a date (expected YYYY-MM-DD)'),
        ("", "empty, but must be a date (expected YYYY-MM-DD)"),
    ],
)
def test_what_is_no_date(table, day: str, expected: str) -> None:
    file = table(f"name,day,number,kind\nx,{day},1,\n")
    for row in file.rows():
        row.required_day("day")
    assert messages(file) == [f"fixtures/some.csv, line 2, column day: {expected}"]


def test_each_error_is_named_and_none_stops_the_reading(table) -> None:
    file = table(
        "name,day,number,kind\nUNDOF,soon,-1,maybe\nUNDOF,2026-12-01,1,yes\n,2026-12-01,1234567890,no\n"
    )
    for row in file.rows():
        file.once(row, "name", row.text("name", required=True, longest=4))
        row.day("day")
        row.required_number("number")
        row.choice("kind", {"yes": True, "no": False})
        row.known("name", {"UNDOF"}, "a mission")
    assert messages(file) == [
        'fixtures/some.csv, line 2, column name: "UNDOF…" is not short enough (expected at most 4 characters)',
        'fixtures/some.csv, line 2, column day: "soon" is not a date (expected YYYY-MM-DD)',
        'fixtures/some.csv, line 2, column number: "-1" is not a number (expected at most nine digits)',
        'fixtures/some.csv, line 2, column kind: "maybe" is not one of the words for it (expected yes, no)',
        'fixtures/some.csv, line 3, column name: "UNDOF…" is not short enough (expected at most 4 characters)',
        'fixtures/some.csv, line 3, column name: "UNDOF" is not here for the first time (see line 2)',
        "fixtures/some.csv, line 4, column name: empty, but must be a text",
        'fixtures/some.csv, line 4, column number: "1234567890" is not a number (expected at most nine digits)',
        "fixtures/some.csv, line 4, column name: empty, but must be a mission",
    ]
    assert file.errors[1] == RowError("fixtures/some.csv", 2, "day", "soon", "a date (expected YYYY-MM-DD)")


def test_a_line_number_is_that_of_the_first_line_of_a_row(table) -> None:
    file = table('name,day,number,kind\n"two\nlines",,1,\nx,soon,1,\n')
    assert [row.place.line for row in file.rows()] == [2, 4]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("name,day,number\n", 'line 1: "kind" is not a column of this file'),
        ("", 'line 1: "name" is not a column of this file'),
        ("name,name,day,number,kind\n", 'line 1: "name" is not a column that may stand twice'),
        ("name,day,number,kind\n".encode("utf-16"), 'line 1: "byte 0xff" is not a character in UTF-8'),
        (
            "name,day,number,kind\nx,1\n",
            'line 2, column number: "2 cells" is not as many as there are columns (expected 4)',
        ),
        (
            "name,day,number,kind\nx,,1,yes,\n",
            'line 2, column 5: "5 cells" is not as many as there are columns (expected 4)',
        ),
        (
            b"name,day,number,kind\nCura\xe7ao,,1,\n",
            'line 2, column name: "byte 0xe7" is not a character in UTF-8',
        ),
        ("name,day,number,kind\nx\0,,1,\n", 'line 2, column name: "NUL" is not a character of a text'),
    ],
)
def test_files_that_are_out_of_shape(table, content: str | bytes, expected: str) -> None:
    file = table(content)
    assert len(list(file.rows())) == 0
    assert messages(file)[0] == f"fixtures/some.csv, {expected}"


def test_a_cell_of_any_length_is_named_and_the_other_rows_are_read(table) -> None:
    huge = "x" * 200_000
    file = table(f'name,day,number,kind\n{huge},,1,\ny,,2,\n"{huge}\n",,3,\nz,,4,\n')
    assert [row.text("name") for row in file.rows()] == ["y", "z"]
    sentence = f'column name: "{"x" * 30}…" is not short enough (expected at most 10000 characters)'
    assert messages(file) == [
        f"fixtures/some.csv, line 2, {sentence}",
        f"fixtures/some.csv, line 4, {sentence}",
    ]


@pytest.mark.parametrize("day", ["0001-01-01", "1944-12-31", "2100-01-01", "9999-12-31"])
def test_a_date_is_one_that_can_be_worked_with(table, day: str) -> None:
    file = table(f"name,day,number,kind\nx,{day},1,\n")
    for row in file.rows():
        row.required_day("day")
    expected = f'"{day}" is not a date of our time (expected 1945 to 2099)'
    assert messages(file) == [f"fixtures/some.csv, line 2, column day: {expected}"]


def test_a_number_has_a_limit_where_one_is_given(table) -> None:
    file = table("name,day,number,kind\nx,,100,\n")
    assert [row.number("number", most=100) for row in file.rows()] == [100]
    for row in file.rows():
        row.number("number", most=99)
    expected = '"100" is not a number that small (expected at most 99)'
    assert messages(file) == [f"fixtures/some.csv, line 2, column number: {expected}"]


def test_an_error_is_one_line_however_long_the_value() -> None:
    error = RowError("some.csv", 2, "name", "two\nlines " + "x" * 500, "a name")
    assert str(error) == f'some.csv, line 2, column name: "two lines {"x" * 90}…" is not a name'


def test_a_day_in_words() -> None:
    assert day_in_words("30 June 2013") == date(2013, 6, 30)
    assert [day_in_words(words) for words in ("31 June 2013", "30 Juni 2013", "1 June 0001")] == [None] * 3


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = Table(tmp_path / "none.csv", "fixtures/none.csv", COLUMNS, [])
    assert list(file.rows()) == []
    assert messages(file) == ["fixtures/none.csv: must be there, and readable"]


def test_a_byte_order_mark_blanks_and_either_line_end_do_not_matter(table) -> None:
    file = table("\ufeffname, day,number ,kind\r\nx,2026-12-01,1,yes\r\n\r\ny,,2,no\r\n")
    assert [(row.text("name"), row.text("kind")) for row in file.rows()] == [("x", "yes"), ("y", "no")]
    assert file.errors == []
