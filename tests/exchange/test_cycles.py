"""A file of cycles: what is read, and what is said of what cannot be."""

from datetime import date
from pathlib import Path

import pytest

from meetings.exchange.cycles import COLUMNS, read_cycles
from meetings.rules.facts import ReportFact, StepFact
from meetings.rules.vocabulary import OccasionKind, StepKind

GOOD = {
    "mission": "UNFICYP",
    "report_symbol": "S/2019/37",
    "report_date": "2019-01-11",
    "report_date_kind": "document date",
    "tcc_meeting_date": "2019-01-17",
    "consultations_date": "2019-01-22",
    "adoption_date": "2019-01-30",
    "resolution": "S/RES/2453 (2019)",
    "previous_expiry": "2019-01-31",
    "new_expiry": "2019-07-31",
    "action": "renewal",
}


def written(folder: Path, *rows: dict[str, str], columns: tuple[str, ...] = COLUMNS) -> Path:
    lines = [",".join(columns), *(",".join(row[column] for column in columns) for row in rows)]
    path = folder / "cycles.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def said(path: Path) -> list[str]:
    return [str(error) for error in read_cycles(path).errors]


def test_a_row_becomes_its_chain_of_dates(tmp_path: Path) -> None:
    (row,) = read_cycles(written(tmp_path, GOOD)).rows
    chain = row.occasion
    assert row.line == 2
    assert (chain.mission, chain.kind, chain.decision) == (
        "UNFICYP",
        OccasionKind.RENEWAL,
        "S/RES/2453 (2019)",
    )
    assert chain.reports == (ReportFact(symbol="S/2019/37", document_on=date(2019, 1, 11)),)
    assert chain.steps == (
        StepFact(StepKind.CONTRIBUTORS, date(2019, 1, 17)),
        StepFact(StepKind.CONSULTATIONS, date(2019, 1, 22)),
        StepFact(StepKind.ADOPTION, date(2019, 1, 30)),
    )
    assert (chain.mandate_end, chain.new_end) == (date(2019, 1, 31), date(2019, 7, 31))


def test_an_issued_report_is_a_circulated_one(tmp_path: Path) -> None:
    (row,) = read_cycles(written(tmp_path, GOOD | {"report_date_kind": "issued"})).rows
    assert row.occasion.reports == (ReportFact(symbol="S/2019/37", circulated_on=date(2019, 1, 11)),)


@pytest.mark.parametrize(
    ("column", "value", "sentence"),
    [
        ("adoption_date", "2019-02-30", '"2019-02-30" is not a date (expected YYYY-MM-DD)'),
        ("report_date", "11/01/2019", '"11/01/2019" is not a date (expected YYYY-MM-DD)'),
        ("mission", "", "empty, but must be a text"),
        (
            "report_date_kind",
            "guessed",
            '"guessed" is not one of the words for it (expected nothing, document date, issued)',
        ),
    ],
)
def test_a_bad_cell_is_named_and_the_other_rows_are_read(
    tmp_path: Path, column: str, value: str, sentence: str
) -> None:
    path = written(tmp_path, GOOD, GOOD | {column: value}, GOOD)
    assert said(path) == [f"cycles.csv, line 3, column {column}: {sentence}"]
    assert [row.line for row in read_cycles(path).rows] == [2, 4]


def test_every_bad_cell_of_a_row_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD | {"adoption_date": "soon", "previous_expiry": "later"})
    assert said(path) == [
        'cycles.csv, line 2, column adoption_date: "soon" is not a date (expected YYYY-MM-DD)',
        'cycles.csv, line 2, column previous_expiry: "later" is not a date (expected YYYY-MM-DD)',
    ]


def test_a_row_of_another_length_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    path.write_text(path.read_text() + "UNIFIL,\n")
    sentence = '"2 cells" is not as many as there are columns (expected 11)'
    assert said(path) == [f"cycles.csv, line 3, column report_date: {sentence}"]
    assert [row.line for row in read_cycles(path).rows] == [2]


def test_a_file_without_a_column_has_no_rows(tmp_path: Path) -> None:
    columns = tuple(column for column in COLUMNS if column != "previous_expiry")
    path = written(tmp_path, GOOD, columns=columns)
    assert said(path) == ['cycles.csv, line 1: "previous_expiry" is not a column of this file']
    assert read_cycles(path).rows == ()


def test_further_columns_and_their_order_do_not_matter(tmp_path: Path) -> None:
    columns = ("notes", *reversed(COLUMNS))
    (row,) = read_cycles(written(tmp_path, GOOD | {"notes": "whatever"}, columns=columns)).rows
    assert row.occasion == read_cycles(written(tmp_path, GOOD)).rows[0].occasion


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert said(tmp_path / "nowhere.csv") == ["nowhere.csv: must be there, and readable"]


def test_a_file_in_another_encoding(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD, GOOD | {"report_symbol": "Côte d'Ivoire"}, GOOD)
    path.write_bytes(path.read_text(encoding="utf-8").encode("latin-1"))
    assert said(path) == ['cycles.csv, line 3, column report_symbol: "byte 0xf4" is not a character in UTF-8']
    assert [row.line for row in read_cycles(path).rows] == [2, 4]


def test_the_files_of_the_project_are_read_whole() -> None:
    found = read_cycles(Path(__file__).resolve().parents[2] / "fixtures" / "cycles.csv")
    assert (len(found.rows), found.errors) == (262, ())
