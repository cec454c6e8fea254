"""Every kind's template can be read as it is, and understands its own headings."""

import pytest

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.reading import read_table
from meetings.exchange.tables.templates import example_row, template
from meetings.services.loads.steps import finished

OWN = ("contributions", "missions", "presidencies", "members", "holidays")


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
@pytest.mark.parametrize("name", OWN)
def test_a_template_is_read_as_its_example(name: str, file_format: str) -> None:
    kind = KINDS[name]
    found = finished(read_table(kind, f"{name}.{file_format}", template(kind, file_format)))
    assert found.problems == []
    assert [dict(row.values) for row in found.rows] == [example_row(kind)]


@pytest.mark.parametrize("name", OWN)
def test_every_column_is_explained(name: str) -> None:
    assert [
        column.name for column in KINDS[name].columns if not column.field.label or not column.field.help_text
    ] == []
