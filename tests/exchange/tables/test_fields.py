"""What holds for every field: what it writes it takes again, and whatever a cell holds it answers calmly."""

import copy
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.exchange.tables import fields
from meetings.exchange.tables.cells import CellField
from meetings.exchange.tables.columns import Broken, Column, Formula
from tests.exchange.tables.drawn_cells import ANYTHING, EVERY_FIELD, ROWS, VALUES, answer

COLUMNS = pytest.mark.parametrize("column", EVERY_FIELD.columns, ids=lambda column: column.name)


def test_every_field_is_tried_here() -> None:
    tried = {type(column.field) for column in EVERY_FIELD.columns}
    assert tried == {getattr(fields, name) for name in fields.__all__} - {CellField}
    assert list(VALUES) == [column.name for column in EVERY_FIELD.columns]


@COLUMNS
@given(data=st.data())
def test_what_a_field_writes_it_takes_again(column: Column, data: st.DataObject) -> None:
    value = data.draw(VALUES[column.name])
    assert column.field.clean(column.field.written(value)) == value


@COLUMNS
@given(raw=ANYTHING)
def test_whatever_a_cell_holds_is_taken_or_refused(column: Column, raw: Any) -> None:
    """Nothing but the reported error is raised; and what is taken is written so that it is taken again."""
    if not answer(column.field, raw):
        value = column.field.clean(raw)
        assert column.field.clean(column.field.written(value)) == value


@COLUMNS
def test_what_no_field_takes(column: Column) -> None:
    assert answer(column.field, Formula("=B2+1")) == "The cell holds a formula; paste its value instead."
    assert answer(column.field, Broken("#N/A")) == (
        "The cell holds the spreadsheet’s error #N/A; mend it or empty the cell."
    )


@COLUMNS
@pytest.mark.parametrize("empty", [None, "", "  "])
def test_an_empty_cell_is_no_value_unless_every_row_needs_one(column: Column, empty: str | None) -> None:
    field = copy.copy(column.field)
    field.required = False
    assert field.clean(empty) is None
    assert field.written(None) is None
    field.required = True
    assert answer(field, empty) == "The cell is empty, but every row needs a value here."


@COLUMNS
def test_every_field_says_how_it_is_written(column: Column) -> None:
    assert str(column.field.guide)


@given(rows=st.lists(ROWS, max_size=3))
def test_fields_keep_nothing_of_what_they_have_cleaned(rows: list[dict[str, Any]]) -> None:
    """One field serves all rows: clean them in order, and backwards."""
    cells = [(EVERY_FIELD.column(name).field, value) for row in rows for name, value in row.items()]
    there = [field.clean(field.written(value)) for field, value in cells]
    back = [field.clean(field.written(value)) for field, value in reversed(cells)]
    assert there == back[::-1] == [value for _, value in cells]
