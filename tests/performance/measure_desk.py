"""The desk of a really running server, and a move on it, beside an empty view of the same server in the same run."""

import random
from collections.abc import Callable
from datetime import date, timedelta
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import django

from tests.performance.measure_pages import median, server
from tests.performance.readers import TOKEN, signed_in_planner
from tests.performance.timing import median_ms

RUNS = 60
MONTHS = ((date(2027, 3, 1), 60), (date(2027, 5, 1), 200))
OCCASIONS, ENTRIES_OF_AN_OCCASION = 8, 3
"""More renewals than any month of the record has."""


def measure(folder: Path) -> list[str]:
    """Median times for a planner, one request after another, and their ratio to the empty view.

    A move is answered with the two days, the findings worked out anew, what is to place and what can be undone.
    """
    django.setup()
    moves = [(month, count, _draft(month, count)) for month, count in MONTHS]
    planner, lines = signed_in_planner(), []
    with server(folder) as port:
        empty = median(port, "/empty/")
        lines.append(f"{'empty view':34} {empty:7.1f} ms")
        for month, count, entry in moves:
            requests = {
                "desk": _get(port, planner, f"/desk/{month:%Y-%m}/"),
                "marks of the days": _get(port, planner, f"/desk/entries/{entry.uid}/marks/"),
                "move with its new findings": _move(port, planner, entry, month),
            }
            for name, request in requests.items():
                took = median_ms(request, RUNS)
                title = f"{name}, {count} entries"
                lines.append(f"{title:34} {took:7.1f} ms   {took / empty:5.1f} times the empty view")
    return lines


def _draft(month: date, count: int) -> Any:
    """A month as it is planned: so many entries, some of them steps of renewals; returns one of these."""
    from meetings.models import Entry, Mission, Occasion, Programme, Room, Sitting, Step

    dice = random.Random(count)
    programme = Programme.objects.create(month=month)
    rooms, missions = list(Room.objects.all()[:4]), list(Mission.objects.all()[:20])
    days = [month + timedelta(day) for day in range(28) if (month + timedelta(day)).weekday() < 5]
    kinds = (("T", "tcc_meeting"), ("C", "consultations"), ("A", "adoption"))
    first = None
    for number in range(count):
        served, place = divmod(number, ENTRIES_OF_AN_OCCASION)
        kind, form = kinds[place]
        entry = Entry.objects.create(
            programme=programme, format=form, title=f"The situation in area {served}"
        )
        entry.missions.set([missions[served % len(missions)]])
        on, half = days[(served + 5 * place) % len(days)], dice.choice(("am", "pm"))
        Sitting.objects.create(entry=entry, on=on, start_kind=half, room=dice.choice(rooms), position=number)
        if served < OCCASIONS:
            about = {"mission": missions[served % len(missions)], "label": f"Renewal {served}"}
            occasion, _made = Occasion.objects.get_or_create(**about, mandate_end=month + timedelta(27))
            Step.objects.create(occasion=occasion, kind=kind, entry=entry)
        first = first or entry
    return first


def _get(port: int, cookies: str, address: str) -> Callable[[], None]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Accept-Encoding": "identity", "Cookie": cookies}

    def request() -> None:
        connection.request("GET", address, headers=headers)
        _read(connection, address)

    return request


def _move(port: int, cookies: str, entry: Any, month: date) -> Callable[[], None]:
    """Moves an entry to and fro between two days, as htmx asks for it."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    sitting, address = entry.sittings.get(), f"/desk/entries/{entry.uid}/move/"
    there, seen = sitting.on + timedelta(7), entry.revision
    headers = {
        "Accept-Encoding": "identity",
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookies,
        "HX-Request": "true",
    }

    def request() -> None:
        nonlocal seen
        on = sitting.on if (seen - entry.revision) % 2 else there
        asked = {
            "sitting": sitting.pk,
            "revision": seen,
            "month": month,
            "on": on,
            "csrfmiddlewaretoken": TOKEN,
        }
        connection.request("POST", address, body=urlencode(asked), headers=headers)
        body = _read(connection, address)
        assert b'hx-target="#desk-findings"' in body, "it was not moved"
        assert b"desk-calendar" not in body, "the whole calendar was drawn again"
        seen += 1

    return request


def _read(connection: HTTPConnection, address: str) -> bytes:
    answer = connection.getresponse()
    body = answer.read()
    assert answer.status == 200, f"{address}: {answer.status}"
    return body
