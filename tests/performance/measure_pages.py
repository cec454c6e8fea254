"""Pages of a really running server, beside an empty view of the same server in the same run."""

import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import django

from tests.performance.timing import median_ms

ROOT = Path(__file__).resolve().parents[2]
BUSY = date(2030, 3, 1)
RUNS = 100
PAGES = (
    ("month, 60 entries on record", "/programme/2030-03/"),
    ("month, 200 entries on record", "/programme/2030-04/"),
    ("published month (the sample)", "/programme/2026-12/"),
    ("month of the record, June 2017", "/programme/2017-06/"),
    ("year 2017", "/year/2017/"),
    ("missions", "/missions/"),
    ("mission UNDOF", "/missions/UNDOF/"),
    ("guideline", "/guideline/"),
)


def measure(folder: Path) -> list[str]:
    """Median time of each page for a visitor, one request after another, and its ratio to the empty view."""
    django.setup()
    fill(BUSY, 60)
    fill(date(2030, 4, 1), 200)
    lines = [*_queries(), ""]
    with server(folder) as port:
        empty = median(port, "/empty/")
        lines.append(f"{'empty view':34} {empty:7.1f} ms")
        for name, address in PAGES:
            took = median(port, address)
            lines.append(f"{name:34} {took:7.1f} ms   {took / empty:5.1f} times the empty view")
    return lines


def _queries() -> list[str]:
    """The queries of the month page for each kind of reader."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from meetings.models import User

    lines = []
    readers = [None, *User.objects.order_by("username")]
    for reader in readers:
        client = Client(headers={"host": "localhost"})
        if reader:
            client.force_login(reader)
        counts = []
        for month in ("2030-03", "2030-04", "2026-12", "2017-06"):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/programme/{month}/").status_code == 200
            counts.append(str(len(queries)))
        lines.append(
            f"queries of the month page, {reader or 'visitor'!s:22} "
            f"60 entries {counts[0]}, 200 entries {counts[1]}, published {counts[2]}, record {counts[3]}"
        )
    return lines


def fill(month: date, count: int, *, state: str = "record", status: str = "held") -> Any:
    """A month with so many entries, spread over its weekdays, with rooms and missions as in a real one."""
    from meetings.models import Entry, Mission, Programme, Room, Sitting

    dice = random.Random(count)
    programme = Programme.objects.create(month=month, state=state)
    rooms, missions = list(Room.objects.all()[:4]), list(Mission.objects.all()[:20])
    days = [day for day in range(1, 29) if month.replace(day=day).weekday() < 5]
    for number in range(count):
        entry = Entry.objects.create(
            programme=programme,
            format=dice.choice(("briefing", "consultations", "tcc_meeting", "adoption", "debate")),
            title=f"The situation in area {number}",
            agenda="Report of the Secretary-General\nOther matters",
            status=status,
        )
        entry.missions.set(dice.sample(missions, 1))
        on = month.replace(day=days[number % len(days)])
        half = dice.choice(("am", "pm"))
        Sitting.objects.create(entry=entry, on=on, start_kind=half, room=dice.choice(rooms), position=number)
    return programme


def median(port: int, address: str) -> float:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)

    def request() -> None:
        connection.request("GET", address, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, f"{address}: {answer.status}"

    return median_ms(request, RUNS)


@contextmanager
def server(folder: Path) -> Iterator[int]:
    """One worker of the real server on a free port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        server = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", f"--bind=fd://{listening.fileno()}"),
                *("--workers=1", "--threads=2", "--keep-alive=30", "--no-control-socket"),
                *("--log-level=warning", "scheduler.wsgi"),
            ],
            cwd=ROOT,
            pass_fds=[listening.fileno()],
        )
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port
    finally:
        server.terminate()
        server.wait()
