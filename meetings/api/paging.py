"""Long lists, a page at a time."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest
from pydantic import BaseModel, Field

from meetings.api.fields import Record

USUAL: Final = 50
MOST: Final = 100
FURTHEST: Final = 1_000_000


class Paging(BaseModel):
    """Which part of a list is asked for."""

    limit: int = Field(USUAL, ge=1, le=MOST, description="How many to give at most.")
    offset: int = Field(0, ge=0, le=FURTHEST, description="How many of the first to leave out.")


class Page(Record):
    """What the pages of all lists have beside their items."""

    total: int = Field(ge=0, examples=[120])
    """How many there are on all pages."""
    next: str | None = Field(examples=["/api/v1/months?limit=50&offset=50"])
    """The address of the next page, on this site; none on the last."""
    previous: str | None = Field(examples=[None])
    """The address of the page before, on this site; none on the first."""


P = TypeVar("P", bound=Page)
Rows = QuerySet[Any] | Sequence[Any]


def page_of(
    kind: type[P],
    request: HttpRequest,
    rows: Rows,
    paging: Paging,
    shown: Callable[[Any], Iterable[Any]],
) -> P:
    """A page of rows: one query that counts and one that fetches, and what ``shown`` asks for beside."""
    total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    first, behind = paging.offset, paging.offset + paging.limit
    before = max(0, min(first, total) - paging.limit)
    page = {
        "items": list(shown(rows[first:behind])),
        "total": total,
        "next": _address(request, paging, behind) if behind < total else None,
        "previous": _address(request, paging, before) if first else None,
    }
    return kind.model_validate(page)


def _address(request: HttpRequest, paging: Paging, offset: int) -> str:
    """The address of another page of what was asked for."""
    asked = request.GET.copy()
    asked["limit"], asked["offset"] = str(paging.limit), str(offset)
    return f"{request.path}?{asked.urlencode()}"
