"""What can be had as data, and where: public.

Who opens it wants to go on with the programme in a program of their own, and wants to find out, in this order:

1. Is there a file I can just open? (a month as CSV or workbook, as PDF)
2. Can my calendar follow it by itself? (feeds)
3. What can a program ask for, and how does an answer look? (each address of the API with an example to click)
4. What may I rely on? (provisional, samples, what is not verified)
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import ProgrammeVersion

Description = Mapping[str, Any]
"""An OpenAPI description."""


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing a program can ask for. Without an ``example`` there is none that everybody may read."""

    address: str
    about: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """All that can be asked about one noun."""

    about: str
    operations: tuple[Operation, ...]


@require_safe
def data(request: HttpRequest, describe: Callable[[], Description]) -> HttpResponse:
    """``describe`` gives the description of the API, of which this page is made: nothing is said twice."""
    described = describe()
    latest = ProgrammeVersion.objects.select_related("programme").defer("content").first()
    known = {"month": f"{latest.programme.month:%Y-%m}", "number": latest.number} if latest else {}
    context = {
        "groups": [_group(tag, described, known) for tag in described["tags"]],
        "latest": latest,
        "month": latest.programme.month if latest else None,
    }
    return render(request, "meetings/data/index.html", context)


def _group(tag: Mapping[str, str], described: Description, known: Mapping[str, Any]) -> Group:
    operations = (
        _operation(address, methods["get"], known)
        for address, methods in described["paths"].items()
        if tag["name"] in methods["get"]["tags"]
    )
    return Group(tag["description"], tuple(operations))


def _operation(address: str, operation: Mapping[str, Any], known: Mapping[str, Any]) -> Operation:
    """The example takes what is published here, else what the description gives as one."""
    values = {name: known.get(name, example) for name, example in _examples(operation)}
    example = ""
    if None not in values.values():
        asked = {name: value for name, value in values.items() if f"{{{name}}}" not in address}
        example = address.format_map(values) + (f"?{urlencode(asked)}" if asked else "")
    return Operation(address, operation["summary"], example)


def _examples(operation: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """The parameters that must be given, each with the first of its examples, if it has any."""
    for parameter in operation["parameters"]:
        if parameter["required"]:
            yield parameter["name"], next(iter(parameter["schema"].get("examples", ())), None)
