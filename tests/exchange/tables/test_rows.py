"""Rows: each cell by its field, the row by its kind, its key among all rows; every problem with its place."""

from dataclasses import replace

import pytest

from meetings.exchange.tables import rows as rows_module
from tests.exchange.tables.books import sheets
from tests.exchange.tables.decisions import BEGIN, DECISIONS, END, places, read, values


def test_values_are_typed_and_empty_cells_have_none() -> None:
    text = "symbol,begin,end,police_individual,remark\nS/RES/1,2026-01-01,31 December 2026,0,\n"
    assert values(read(text)) == [{"symbol": "S/RES/1", "begin": BEGIN, "end": END, "police_individual": 0}]


def test_all_cells_of_a_row_are_looked_at() -> None:
    reading = read("symbol,begin,Mandate end,police_formed\n,x,y,z\n")
    assert places(reading) == [
        ("", 2, "symbol", ""),
        ("", 2, "begin", "x"),
        ("", 2, "Mandate end", "y"),
        ("", 2, "police_formed", "z"),
    ]


def test_a_row_keeps_what_is_sound_and_says_what_is_not() -> None:
    (row,) = read("symbol,begin,end\nS/RES/1,x,2026-12-31\n").rows
    assert (row.values, row.unreadable) == ({"symbol": "S/RES/1", "end": END}, {"begin"})


def test_an_ambiguous_date_is_a_problem_that_says_why() -> None:
    (problem,) = read("symbol,end\nS/RES/1,03/04/2026\n").problems
    assert (
        problem.message == "“03/04/2026” could be 3 April or 4 March. Write it as 2026-04-03 or 2026-03-04."
    )


def test_an_empty_row_is_none_even_where_something_ignored_stands() -> None:
    assert values(read("No.,symbol,begin\n1,S/RES/1,\n2,,\n,,\n3, ,\u00a0\n")) == [{"symbol": "S/RES/1"}]


def test_a_row_without_its_symbol_is_a_problem() -> None:
    reading = read("symbol,begin\n,2026-01-01\n")
    assert places(reading) == [("", 2, "symbol", "")]
    assert reading.problems[0].message == "The cell is empty, but every row needs a value here."


def test_what_the_kind_says_of_a_row_stands_at_its_column() -> None:
    reading = read("symbol,begin,Mandate end\nS/RES/1,2026-12-31,2026-01-01\n")
    assert places(reading) == [("", 2, "Mandate end", "2026-01-01")]
    assert reading.problems[0].message == "It ends before it begins."


def test_the_kind_says_nothing_of_a_cell_that_is_a_problem_already() -> None:
    kind = replace(DECISIONS, check=lambda _row: [("end", "Missing."), ("remark", "Missing too.")])
    reading = read("symbol,end\nS/RES/1,x\n", kind)
    assert places(reading) == [("", 2, "end", "x"), ("", 2, "remark", "")]


def test_the_kind_is_not_asked_where_something_is_missing_that_every_row_needs() -> None:
    kind = replace(DECISIONS, check=lambda row: [("end", str(row.values["symbol"]))])
    assert places(read("symbol,begin\n,2026-01-01\n", kind)) == [("", 2, "symbol", "")]


def test_a_row_that_is_there_already_names_the_first() -> None:
    reading = read("symbol,remark\nS/RES/1,a\nS/RES/2,\nS/RES/1,b\nS/RES/1,c\n")
    assert places(reading) == [("", 4, "symbol", "S/RES/1"), ("", 5, "symbol", "S/RES/1")]
    assert {problem.message for problem in reading.problems} == {
        "The same is in the file already: see row 2."
    }


def test_a_row_that_is_there_already_on_another_sheet_names_it() -> None:
    reading = read(sheets(("One", [["symbol"], ["a"]]), ("Two", [["symbol"], ["b"], ["a"]])))
    assert places(reading) == [("Two", 3, "symbol", "a")]
    assert reading.problems[0].message == "The same is in the file already: see row 2 of the sheet “One”."


def test_a_key_of_several_columns_is_compared_as_a_whole() -> None:
    kind = replace(DECISIONS, key=("symbol", "begin"))
    reading = read("symbol,begin\na,2026-01-01\na,2026-01-02\na,\na,\na,x\na,x\n", kind)
    assert places(reading) == [("", 5, "symbol", "a"), ("", 6, "begin", "x"), ("", 7, "begin", "x")]


def test_rows_of_a_kind_without_a_key_may_repeat() -> None:
    assert len(values(read("symbol\na\na\n", replace(DECISIONS, key=())))) == 2


def test_what_is_quoted_is_short_and_on_one_line() -> None:
    (problem,) = read(f'symbol,begin\na,"one\ntwo {"x" * 1000}"\n').problems
    assert problem.value == f"one two {'x' * 52}…"


@pytest.mark.parametrize("count", [5, 6, 500])
def test_after_many_problems_one_says_that_there_are_more(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows_module, "MOST_PROBLEMS", 5)
    reading = read("symbol,begin\n" + "".join(f"S/RES/{number},x\n" for number in range(count)))
    assert [problem.row for problem in reading.problems] == [2, 3, 4, 5, 6, 0][: 5 + (count > 5)]
    if count > 5:
        assert reading.problems[-1].message == (
            "There are more than 5 problems; only the first of them are listed."
        )
