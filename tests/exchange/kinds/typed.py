"""Tables of a kind, written out as CSV and read without a database: names are not looked up."""

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.columns import Reading
from meetings.exchange.tables.reading import read_table
from meetings.services.loads.steps import finished


def reading(kind: str, *lines: str) -> Reading:
    """What reading a CSV file of these lines gives."""
    return finished(read_table(KINDS[kind], f"{kind}.csv", "\n".join(lines).encode()))


def typed(kind: str, *lines: str) -> list[dict[str, object]]:
    """The values of each row of a file without problems."""
    found = reading(kind, *lines)
    assert (found.problems, found.notices) == ([], [])
    return [dict(row.values) for row in found.rows]


def complaints(kind: str, *lines: str) -> list[tuple[int, str, str]]:
    """The row, the heading and the message of each problem of a file."""
    return [(problem.row, problem.column, problem.message) for problem in reading(kind, *lines).problems]
