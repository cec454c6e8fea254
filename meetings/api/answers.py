"""Answers that a reader who has them already gets as an empty 304."""

from collections.abc import Callable, Iterable
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from pydantic import BaseModel

from meetings.kept import kept_answer, made_of, to_be_revalidated

JSON: Final = "application/json"


def live(request: HttpRequest, content: BaseModel, *, private: bool = False) -> HttpResponse:
    """An answer made of rows as they stand: told from others by what it says.

    Args:
        private: it depends on who asks.
    """
    return of_body(request, content.model_dump_json(), private=private)


def of_body(request: HttpRequest, body: str, *, private: bool = False) -> HttpResponse:
    """The same, of JSON that is written already."""
    etag = quote_etag(made_of(body))
    answer = get_conditional_response(request, etag=etag) or HttpResponse(body, JSON)
    return to_be_revalidated(answer, etag, private=private)


def frozen(request: HttpRequest, parts: Iterable[object], build: Callable[[], BaseModel]) -> HttpResponse:
    """An answer made of published versions: built once, and not at all where the reader has it.

    Args:
        parts: all that it is made of, what it is first.
    """
    return kept_answer(
        request,
        name="api",
        digest=made_of(*parts),
        build=lambda: build().model_dump_json(),
        content_type=JSON,
    )
