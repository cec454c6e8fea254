"""Files of rows, read and written as a load does it, without the pages around."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.columns import Problem, Reading
from meetings.models.history import Change, recorded_as
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.known import read_names
from meetings.services.loads.preview import read_rows
from meetings.services.loads.steps import finished
from meetings.services.loads.writers import WRITERS

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Written:
    """What a file did: its reading, and what was written of it."""

    reading: Reading
    bringing: Bringing

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """The noun, the outcome and the name of each line."""
        return [(line.key[2], str(line.outcome), line.label) for line in self.bringing.lines]

    @property
    def problems(self) -> list[Problem]:
        return [*self.reading.problems, *self.bringing.problems]


def read(kind: str, content: str | bytes) -> Reading:
    """The rows of a file with their names looked up."""
    encoded = content.encode() if isinstance(content, str) else content
    return finished(read_rows(KINDS[kind], f"{kind}.csv", encoded, ""))


def complaints(kind: str, content: str) -> list[tuple[int, str, str]]:
    """The row, the heading and the message of each problem of a file."""
    return [(problem.row, problem.column, problem.message) for problem in read(kind, content).problems]


def write(kind: str, content: str | bytes, *, actor=None) -> Written:
    """Read a file without problems and write it."""
    reading = read(kind, content)
    assert reading.problems == []
    bringing = Bringing(f"{kind}.csv")
    with transaction.atomic(), recorded_as(Change(actor=actor, now=NOW)):
        finished(WRITERS[kind](bringing, reading.rows, read_names()))
    return Written(reading, bringing)


STATEMENTS_MORE = 12
"""SQLite takes 999 values a statement, so that 200 rows need a few statements where one row needs one."""


def takes_as_many_queries(kind: str, one: str, many: str, *, statements_more: int = STATEMENTS_MORE) -> bool:
    """Whether reading and writing many rows takes as many queries as one, but for what one statement holds."""
    (asked, written), (asked_of_many, written_of_many) = _queries(kind, one), _queries(kind, many)
    return asked == asked_of_many and written_of_many <= written + statements_more


def _queries(kind: str, content: str) -> tuple[int, int]:
    with CaptureQueriesContext(connection) as captured:
        assert write(kind, content).bringing.problems == []
    asked = sum(query["sql"].startswith("SELECT") for query in captured)
    return asked, len(captured) - asked


def fixture(name: str) -> bytes:
    """A file of the reference data as it stands in the repository."""
    return (FIXTURES / name).read_bytes()
