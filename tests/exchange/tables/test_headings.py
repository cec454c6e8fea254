"""Headings: in which row they stand, under which groups, by which names, in which language."""

import pytest
from django import forms
from django.utils.translation import gettext_lazy, override

from meetings.exchange.tables.columns import Column, Kind
from meetings.exchange.tables.fields import TextField
from meetings.exchange.tables.headings import Known, folded, known_by
from meetings.exchange.tables.sheets import Line
from tests.exchange.tables.books import sheet
from tests.exchange.tables.decisions import BEGIN, DECISIONS, END, places, read, values

WORDS = Kind(
    "words",
    "Words",
    "Words.",
    (
        Column("name", TextField(label=gettext_lazy("Monday")), synonyms=("title",)),
        Column("day", TextField(label=gettext_lazy("Tuesday"), required=False), synonyms=("Monday", "name")),
        Column("unlabelled", forms.CharField(required=False)),
    ),
)


@pytest.mark.parametrize(
    "heading",
    [
        "symbol",
        "SYMBOL",
        " Symbol\u00a0",
        "sym-bol",
        "(symbol)",
        "symbol *",
        "Symbol of the decision",
        "symbol_of_the_decision",
        "Symbol\nof the decision",
        "Resolution",
        "Résolution n°",
        "RESOLUTION N°",
    ],
)
def test_a_heading_is_known_however_it_is_set(heading: str) -> None:
    reading = read(sheet([heading], ["S/RES/1"]))
    assert (values(reading), reading.notices) == ([{"symbol": "S/RES/1"}], [])


@pytest.mark.parametrize(
    ("heading", "compared"),
    [
        ("Côte d’Ivoire", "cotedivoire"),
        ("Police (formed)", "policeformed"),
        ("№ 5", "no5"),
        ("منتهى", "منتهى"),
        ("#", "#"),
        ("–", "–"),
    ],
)
def test_headings_are_compared_by_their_letters(heading: str, compared: str) -> None:
    assert folded(heading) == compared


def test_labels_are_known_in_english_and_in_the_active_language() -> None:
    known = {}
    for language in ("en", "fr"):
        with override(language):
            known[language] = [
                column for heading in ("Monday", "lundi", "mardi") for column in _names(WORDS, heading)
            ]
    assert known == {"en": ["name"], "fr": ["name", "name", "day"]}


def _names(kind: Kind, heading: str) -> list[str]:
    found = Known(kind).best([Line(1, [heading])])
    assert found
    return [known.column.name for known in found.columns.values()]


def test_a_name_counts_more_than_a_label_and_a_label_more_than_a_synonym() -> None:
    assert [_names(WORDS, heading) for heading in ("name", "monday", "title")] == [["name"]] * 3


def test_the_names_of_a_column_are_listed_once_each() -> None:
    with override("fr"):
        assert known_by(WORDS.columns[0]) == ["name", "lundi", "Monday", "title"]
    assert known_by(DECISIONS.columns[0]) == [
        "symbol",
        "Symbol of the decision",
        "Resolution",
        "Résolution n°",
    ]


def test_the_order_of_columns_is_free() -> None:
    assert values(read("remark,end,symbol\na,2026-12-31,S/RES/1\n")) == [
        {"symbol": "S/RES/1", "end": END, "remark": "a"}
    ]


def test_titles_above_the_headings_are_passed_over() -> None:
    rows = [
        ["Decisions of the Council"],
        [],
        ["As of", END],
        [None, "Symbol"],
        ["symbol", "begin"],
        ["a", BEGIN],
    ]
    reading = read(sheet(*rows))
    assert (values(reading), reading.notices) == ([{"symbol": "a", "begin": BEGIN}], [])


def test_headings_are_looked_for_in_the_first_twenty_rows() -> None:
    titles = [[f"Title {number}"] for number in range(19)]
    assert values(read(sheet(*titles, ["symbol"], ["a"]))) == [{"symbol": "a"}]
    (problem,) = read(sheet(*titles, ["One more"], ["symbol"], ["a"])).problems
    assert problem.message == (
        "No headings of this table were found in the first 20 rows. "
        "Needed: symbol. Possible: begin, end, police_individual, police_formed, remark."
    )


def test_a_group_above_the_headings_belongs_to_their_names() -> None:
    def merged(table: object) -> None:
        table.merge_cells("B1:C1")
        table.merge_cells("A1:A2")
        table.merge_cells("D1:D2")

    content = sheet(
        ["Resolution", "Police", None, "Remark"],
        [None, "Individual", "Formed", None],
        ["S/RES/1", 3, 4, "a"],
        ["S/RES/2", "x", None, None],
        change=merged,
    )
    reading = read(content)
    assert [dict(row.values) for row in reading.rows] == [
        {"symbol": "S/RES/1", "police_individual": 3, "police_formed": 4, "remark": "a"},
        {"symbol": "S/RES/2"},
    ]
    assert (places(reading), reading.notices) == ([("Table", 4, "Police Individual", "x")], [])


def test_a_group_that_makes_no_name_does_not_matter() -> None:
    content = sheet(
        ["Decision", None, "Dates", None], ["symbol", "Foo", "begin", "end"], ["a", 1, BEGIN, END]
    )
    reading = read(content)
    assert values(reading) == [{"symbol": "a", "begin": BEGIN, "end": END}]
    assert reading.notices == ["Column “Foo” is not known and was ignored."]


def test_a_title_over_the_first_of_the_headings_does_not_matter() -> None:
    content = sheet(["Remark"], ["symbol", "begin"], ["a", BEGIN])
    assert values(read(content)) == [{"symbol": "a", "begin": BEGIN}]


def test_a_row_of_values_below_the_headings_is_no_heading() -> None:
    assert values(read("symbol,remark\nend,remark\nbegin,symbol\n")) == [
        {"symbol": "end", "remark": "remark"},
        {"symbol": "begin", "remark": "symbol"},
    ]


def test_headings_that_are_known_to_hold_nothing_of_ours_are_ignored_silently() -> None:
    reading = read("no,symbol,SOURCE\n1,S/RES/1,x\n")
    assert (values(reading), reading.notices) == ([{"symbol": "S/RES/1"}], [])


def test_every_other_heading_is_ignored_and_said_to_be() -> None:
    reading = read(sheet(["symbol", "Foo", 2026, "=A1"], ["a", 1, 2, 3]))
    assert values(reading) == [{"symbol": "a"}]
    assert reading.notices == [
        "Column “Foo” is not known and was ignored.",
        "Column “2026” is not known and was ignored.",
        "Column “=A1” is not known and was ignored.",
    ]


def test_a_column_that_is_there_twice_is_named_and_the_rest_is_read() -> None:
    reading = read("symbol,end,Mandate end,resolution\nS/RES/1,2026-12-31,2027-01-01,x\nS/RES/2,y,z,\n")
    assert places(reading) == [
        ("", 1, "Mandate end", "Mandate end"),
        ("", 1, "resolution", "resolution"),
        ("", 3, "end", "y"),
    ]
    assert reading.problems[0].message == "The column is there already, as “end”. Remove one of the two."
    assert reading.rows[0].values == {"symbol": "S/RES/1", "end": END}


def test_a_missing_column_is_named_with_all_it_is_known_by() -> None:
    reading = read("begin,end\n2026-01-01,2026-12-31\n")
    assert (places(reading), reading.rows) == ([("", 1, "symbol", "")], [])
    assert reading.problems[0].message == (
        "The column “symbol” is missing; every row needs it. "
        "It is known by: symbol, Symbol of the decision, Resolution, Résolution n°."
    )


def test_the_sheet_that_comes_nearest_says_what_is_missing() -> None:
    book = sheet(["Notes"], ["begin"], ["begin", "end", "remark"])
    assert places(read(book)) == [("Table", 3, "symbol", "")]


@pytest.mark.parametrize("text", ["x\n", "1,2,3\n4,5,6\n", '"\n', "symbols\n"])
def test_a_table_of_something_else_is_told_what_is_expected(text: str) -> None:
    (problem,) = read(text).problems
    assert (problem.row, problem.column) == (0, "")
    assert problem.message.startswith("No headings of this table were found in the first 20 rows.")


def test_the_headings_of_a_file_are_kept_by_column() -> None:
    reading = read("Resolution, Begins on ,Foo\nS/RES/1,,\n")
    assert reading.headings == {("", "symbol"): "Resolution", ("", "begin"): "Begins on"}
