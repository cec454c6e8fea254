"""CSV files: encodings, delimiters, quotes, ragged rows, characters that are no text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.exchange.tables.decisions import BEGIN, END, places, read, refusal, values

NAME = "Résolution de la Côte d’Ivoire"
TEXT = f"symbol,remark\nS/RES/1,{NAME}\n"
ROW = {"symbol": "S/RES/1", "remark": NAME}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str) -> None:
    reading = read(TEXT.encode(encoding))
    assert (values(reading), reading.notices) == ([ROW], [])


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\0\0\xfe\xff", "utf-32-be")],
)
def test_the_order_of_bytes_is_told_by_the_mark(mark: bytes, encoding: str) -> None:
    assert values(read(mark + TEXT.encode(encoding))) == [ROW]


def test_windows_text_is_read_and_said_to_be() -> None:
    reading = read(TEXT.encode("cp1252"))
    assert values(reading) == [ROW]
    assert reading.notices == [
        "The file is not in UTF-8. It was read as Windows-1252; check the letters with accents."
    ]


def test_a_byte_that_windows_does_not_know_is_named() -> None:
    reading = read(b"symbol,remark\nS/RES/1,caf\xe9 \x81\n")
    assert places(reading) == [("", 2, "remark", "café �")]
    assert reading.problems[0].message == (
        "The cell holds the byte 0x81, which is no character in Windows-1252."
    )


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_broken_byte_does_not_make_windows_text_of_unicode(mark: bytes) -> None:
    reading = read(mark + "symbol,remark\nS/RES/1,Côte d’Ivoire\nS/RES/2,x".encode() + b"\xff\n")
    assert [row.values for row in reading.rows] == [
        {"symbol": "S/RES/1", "remark": "Côte d’Ivoire"},
        {"symbol": "S/RES/2"},
    ]
    assert [problem.message for problem in reading.problems] == [
        "The cell holds the byte 0xFF, which is no character in UTF-8."
    ]


@pytest.mark.parametrize("content", [b"\xff\xfesymbols", b"\xff\xfe\0\0abc"])
def test_a_mark_that_lies_is_named(content: bytes) -> None:
    assert refusal(content).endswith("text, but is not. Save it as CSV in UTF-8.")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found(delimiter: str) -> None:
    rows = [["symbol", "begin", "end"], ["S/RES/1", "2026-01-01", "31 December 2026"]]
    text = "\n".join(delimiter.join(cells) for cells in rows)
    assert values(read(text)) == [{"symbol": "S/RES/1", "begin": BEGIN, "end": END}]


def test_a_file_of_a_single_column_needs_no_delimiter() -> None:
    assert values(read("symbol\nS/RES/1\n")) == [{"symbol": "S/RES/1"}]


def test_the_line_with_which_excel_is_told_the_delimiter_is_passed_over() -> None:
    reading = read("sep=;\nsymbol;remark\nS/RES/1;a, b\n")
    assert (values(reading), reading.notices) == ([{"symbol": "S/RES/1", "remark": "a, b"}], [])


def test_commas_in_titles_do_not_make_them_the_delimiter() -> None:
    assert values(read("A, B, C, D, E\n\nsymbol;remark\nS/RES/1;a\n")) == [
        {"symbol": "S/RES/1", "remark": "a"}
    ]


def test_a_quoted_cell_may_hold_line_ends_quotes_and_delimiters() -> None:
    assert values(read('symbol,remark\r\nS/RES/1,"one\r\ntwo, ""three"""\r\n')) == [
        {"symbol": "S/RES/1", "remark": 'one\ntwo, "three"'}
    ]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_is_named_by_the_line_on_which_it_begins(end: str) -> None:
    text = end.join(["symbol,begin,remark", 'S/RES/1,,"a', 'b"', "", "S/RES/2,nonsense,", ",2026-01-01,"])
    assert places(read(text)) == [("", 5, "begin", "nonsense"), ("", 6, "symbol", "")]


def test_blanks_of_all_sorts_are_taken_off() -> None:
    text = "\ufeffsymbol\u00a0,\u200b remark\nS/RES/1\u00a0,\u202fone\u00a0two\u200b\ufeff three\u2003\n"
    assert values(read(text)) == [{"symbol": "S/RES/1", "remark": "one two three"}]


def test_marks_of_direction_are_taken_off_dates_and_left_in_words() -> None:
    reading = read("symbol,end,remark\nS/RES/1,\u200e31 December 2026\u200f,می\u200cخواهم\n")
    assert values(reading) == [{"symbol": "S/RES/1", "end": END, "remark": "می\u200cخواهم"}]


def test_a_text_that_we_have_defused_is_read_as_it_was() -> None:
    assert values(read("symbol,remark\nS/RES/1,'=1+1\nS/RES/2,''@x\nS/RES/3,'quoted'\n")) == [
        {"symbol": "S/RES/1", "remark": "=1+1"},
        {"symbol": "S/RES/2", "remark": "'@x"},
        {"symbol": "S/RES/3", "remark": "'quoted'"},
    ]


def test_a_text_that_begins_with_an_equals_sign_is_a_text() -> None:
    assert values(read("symbol,remark\nS/RES/1,=HYPERLINK(1)\n")) == [
        {"symbol": "S/RES/1", "remark": "=HYPERLINK(1)"}
    ]


@pytest.mark.parametrize("character", ["\0", "\x07", "\x1b", "\x7f", "\x84", "\uffff"])
def test_a_character_that_is_no_text_is_named(character: str) -> None:
    reading = read(f"symbol,begin,remark\nS/RES/1,,a{character}b\nS/RES/2,x,\n")
    assert places(reading) == [("", 2, "remark", "a�b"), ("", 3, "begin", "x")]
    assert reading.problems[0].message == (
        f"The cell holds a character that is no text (U+{ord(character):04X}); type it anew."
    )


def test_cells_missing_at_the_end_are_empty() -> None:
    assert values(read("symbol,begin,end,remark\nS/RES/1,2026-01-01\n")) == [
        {"symbol": "S/RES/1", "begin": BEGIN}
    ]


def test_cells_beyond_the_headings_are_a_problem_unless_they_are_empty() -> None:
    reading = read("symbol,remark\nS/RES/1,a,b,c\nS/RES/2,a,,\nS/RES/3,a, \u00a0\nS/RES/4,,,d\n")
    assert places(reading) == [("", 2, "", "b"), ("", 5, "", "d")]
    assert {problem.message for problem in reading.problems} == {
        "The row has more cells than there are headings (2)."
    }


def test_a_column_without_a_heading_is_ignored_and_said_to_be() -> None:
    reading = read("symbol,,remark\nS/RES/1,x,a\nS/RES/2,y,b\n")
    assert [row["remark"] for row in values(reading)] == ["a", "b"]
    assert reading.notices == ["Column B has no heading and was ignored."]


def test_a_quotation_mark_that_is_not_closed_is_named_with_its_row() -> None:
    reading = read('symbol,remark\nS/RES/1,a\nS/RES/2,"b\n' + "S/RES/3,c\n" * 2000)
    (problem,) = reading.problems
    assert (problem.row, problem.column) == (3, "remark")
    assert problem.message.startswith("The cell holds more than 10000 characters.")


@pytest.mark.parametrize("length", [131_073, 2_000_000])
def test_a_cell_of_any_length_is_named_and_stops_nothing(length: int) -> None:
    reading = read(f"symbol,remark\nS/RES/1,{'x' * length}\nS/RES/2,\n,a\n")
    assert [place[1:3] for place in places(reading)] == [(2, "remark"), (4, "symbol")]


def test_a_million_columns_are_refused() -> None:
    reading = read("symbol,remark\nS/RES/1" + "," * 1_000_000 + "x\nS/RES/2,\n")
    assert places(reading) == [("", 2, "", "")]
    assert reading.problems[0].message == "The row reaches to column 1000001; at most 200 columns are read."


def test_a_million_empty_columns_are_none() -> None:
    assert values(read("symbol,remark\nS/RES/1" + "," * 1_000_000 + "\n")) == [{"symbol": "S/RES/1"}]


def test_a_million_headings_are_refused() -> None:
    assert places(read("symbol" + ",symbol" * 1_000_000)) == [("", 1, "", "")]


def test_more_lines_than_can_be_read_are_refused_even_where_they_are_empty() -> None:
    reading = read("symbol\nS/RES/1\n" + "\n" * 249_998)
    assert values(reading) == [{"symbol": "S/RES/1"}]
    assert places(read("symbol\nS/RES/1\n" + "\n" * 250_000)) == [("", 250_001, "", "")]


def test_a_name_of_a_sheet_means_nothing_in_csv() -> None:
    assert values(read("symbol\nS/RES/1\n", sheet="Table")) == [{"symbol": "S/RES/1"}]


@given(st.lists(st.lists(st.text(max_size=5), max_size=4), max_size=6), st.sampled_from(",;\t"))
def test_any_rows_are_read_or_named(rows: list[list[str]], delimiter: str) -> None:
    text = "\n".join(delimiter.join(cells) for cells in [["symbol", "remark"], *rows])
    reading = read(text.encode("utf-8", errors="replace"))
    assert all(row.place.row > 1 and row.place.sheet == "" for row in reading.rows)
    assert all(problem.message for problem in reading.problems)
