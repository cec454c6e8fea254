"""The replay from the database: its queries and its time."""

import io
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.performance.timing import median_ms


def measure(folder: Path) -> list[str]:
    """``manage.py replay --format json`` over every occasion on record."""
    django.setup()

    def replay() -> None:
        call_command("replay", "--format", "json", stdout=io.StringIO())

    with CaptureQueriesContext(connection) as queries:
        replay()
    return [
        f"replay from the database: {len(queries)} queries, median {median_ms(replay, 5):.0f} ms of 5 runs"
    ]
