"""Published months of a really running server, as page, feed and PDF, beside an empty view and a file in the same run.

Requests a second over a few connections at once, and the median of one request after another. The addresses are
measured in turn, round after round, so that a machine that slows down slows all of them.
"""

import statistics
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from http.client import HTTPConnection
from pathlib import Path

import django

from tests.performance.measure_pages import fill, server
from tests.performance.readers import VISITOR, signed_in_planner

ROUNDS, RUNS, CONNECTIONS = 5, 40, 2
MONTHS = ((date(2031, 3, 1), 60), (date(2031, 5, 1), 200))
STATIC = "css/layout.css"


@dataclass
class Measured:
    """One address, how it is asked for, what it must answer, and what was measured."""

    name: str
    address: str
    cookies: str = VISITOR
    etag: str = ""
    status: int = 200
    took: list[float] = field(default_factory=list)
    in_all: float = 0

    @property
    def headers(self) -> dict[str, str]:
        sent = {"If-None-Match": self.etag} if self.etag else {}
        return {"Accept": "text/html", "Accept-Encoding": "identity", "Cookie": self.cookies, **sent}

    @property
    def median(self) -> float:
        """Milliseconds."""
        return statistics.median(self.took) * 1000

    @property
    def per_second(self) -> float:
        return ROUNDS * RUNS / self.in_all


def measure(folder: Path) -> list[str]:
    """Months of 60 and of 200 entries, asked for by a visitor and by a planner."""
    django.setup()
    planner = signed_in_planner()
    for month, count in MONTHS:
        _publish(month, count)
    with server(folder) as port:
        asked = [Measured("empty view", "/empty/"), Measured("static file", _static())]
        for month, count in MONTHS:
            asked += _of_month(port, month, count, planner)
        for _ in range(ROUNDS):
            for one in asked:
                _measure(port, one)
    lines = [f"{'':44} requests a second   median of one"]
    return lines + [f"{one.name:44} {one.per_second:17.0f}   {one.median:10.2f} ms" for one in asked]


def _of_month(port: int, month: date, count: int, planner: str) -> Iterable[Measured]:
    """Everything twice: sent whole, and to somebody who has it."""
    page = f"/programme/{month:%Y-%m}/"
    for name, address, cookies in (
        (f"month page of {count} entries", page, VISITOR),
        (f"month page of {count} entries, signed in", page, planner),
        (f"calendar feed of {count} entries", f"{page}programme.ics", VISITOR),
        (f"PDF of {count} entries", f"{page}programme.pdf", VISITOR),
    ):
        whole = Measured(name, address, cookies)
        yield whole
        yield Measured(f"{name}, 304", address, cookies, etag=_etag(port, whole), status=304)
    if count == MONTHS[-1][1]:
        yield (feed := Measured("feed of all months", "/programme/programme.ics"))
        yield Measured("feed of all months, 304", feed.address, etag=_etag(port, feed), status=304)


def _measure(port: int, one: Measured) -> None:
    """So many requests one after another for the median, and as many over several connections for the rate."""
    one.took += _ask(port, one, RUNS)
    began = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        list(pool.map(lambda _: _ask(port, one, RUNS // CONNECTIONS), range(CONNECTIONS)))
    one.in_all += time.perf_counter() - began


def _ask(port: int, one: Measured, runs: int) -> list[float]:
    """Seconds of each, over one connection that stays open; the first opens it and is not counted."""
    connection, took = HTTPConnection("127.0.0.1", port, timeout=60), []
    for _ in range(runs):
        began = time.perf_counter()
        connection.request("GET", one.address, headers=one.headers)
        answer = connection.getresponse()
        answer.read()
        took.append(time.perf_counter() - began)
        assert answer.status == one.status, f"{one.name}: {answer.status}"
    connection.close()
    return took[1:]


def _etag(port: int, one: Measured) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", one.address, headers=one.headers)
    answer = connection.getresponse()
    answer.read()
    etag = answer.headers["ETag"]
    assert etag, f"{one.name}: no ETag"
    return str(etag)


def _publish(month: date, count: int) -> None:
    from django.utils import timezone

    from meetings.models import Programme
    from meetings.services.publishing.publish_version import publish_version

    programme = fill(month, count, state=Programme.State.DRAFT, status="confirmed")
    publish_version(programme=programme, actor=None, now=timezone.now(), tell=False)


def _static() -> str:
    """A file's address as pages name it."""
    from django.templatetags.static import static

    return str(static(STATIC))
