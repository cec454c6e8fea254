"""Several writers at once, each with a connection of its own, on whichever database the run uses.

For tests marked ``django_db(transaction=True)``: writers see only what was committed.
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier, Thread
from unittest.mock import patch

from django.db import connection, connections

PATIENCE = 60


def at_once(*calls: Callable[[], object]) -> list[Exception | None]:
    """Make all calls at the same moment, one thread each; return what each raised, in the order given."""
    outcomes: list[Exception | None] = [None] * len(calls)
    barrier = Barrier(len(calls), timeout=PATIENCE)

    def write(place: int, call: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait()
            call()
        except Exception as error:  # noqa: BLE001  # the test asks which it was
            outcomes[place] = error
        finally:
            connection.close()

    with _common_ground():
        threads = [Thread(target=write, args=start) for start in enumerate(calls)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(PATIENCE)
            assert not thread.is_alive(), "a writer still waits"
    return outcomes


@contextmanager
def _common_ground() -> Iterator[None]:
    """Where the writers meet.

    The tests' SQLite lives in memory, where a second connection meets other locks than in production. There
    the rows are copied to a file, which the writers open with the options of production, and back again.
    """
    if connection.vendor != "sqlite" or not connection.is_in_memory_db():
        yield
        return
    with TemporaryDirectory() as folder:
        path = Path(folder, "race.sqlite3")
        with closing(sqlite3.connect(path)) as file:
            connection.connection.backup(file)
            # As in production, before anybody comes: to change it later, a writer would have to be alone.
            file.execute("PRAGMA journal_mode=WAL")
        with patch.dict(connections.settings["default"], NAME=path):
            yield
        with closing(sqlite3.connect(path)) as file:
            # A database in memory cannot be read with the mark of a write-ahead log.
            file.execute("PRAGMA journal_mode=DELETE")
            file.backup(connection.connection)
