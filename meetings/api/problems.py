"""What is answered where nothing can be: one shape for all (RFC 9457), naming the parameter that is wrong."""

from collections.abc import Iterable, Mapping
from typing import Any, Final, Literal

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import ValidationError
from pydantic import Field

from meetings.api.fields import Record

MEDIA_TYPE: Final = "application/problem+json"

NOT_THERE: Final = "There is no such thing, or it is not for this reader."


class WrongParameter(Record):
    """One parameter that cannot be used."""

    name: str = Field(examples=["month"])
    """The name it has in the address or the query."""
    where: Literal["path", "query"]
    """Whether it stands in the address itself or behind the question mark."""
    message: str = Field(examples=["Write a month of the years 2000 to 2099 as 2026-12."])
    """What is wrong with it, in English."""


class Problem(Record):
    """Why there is no answer (RFC 9457)."""

    status: int = Field(examples=[404])
    """The HTTP status once more."""
    title: str = Field(examples=["Not found"])
    """What is wrong, in English; the same for all problems of this status."""
    detail: str = Field(examples=[NOT_THERE])
    """What is wrong this time, in English."""
    parameters: list[WrongParameter]
    """The parameters to mend; none where they were all right."""


TITLES: Final[Mapping[int, str]] = {
    404: "Not found",
    405: "Only to be read",
    422: "Parameters that cannot be used",
}


def problem(status: int, detail: str, wrong: Iterable[WrongParameter] = ()) -> HttpResponse:
    """The answer itself; nobody keeps it."""
    said = Problem(status=status, title=TITLES[status], detail=detail, parameters=list(wrong))
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(said.model_dump_json(), MEDIA_TYPE, status=status, headers=headers)


def not_found(_request: HttpRequest, _why: Exception | type[Exception]) -> HttpResponse:
    """Whether there is none or it is somebody else's, a stranger learns the same."""
    return problem(404, NOT_THERE)


def unusable(_request: HttpRequest, why: Any) -> HttpResponse:
    return problem(422, "See the parameters.", map(_wrong, why.errors))


def _wrong(error: Mapping[str, Any]) -> WrongParameter:
    """One error of a parameter, as the library that checks them tells it: where it is, then its name."""
    where, *names = error["loc"]
    message = str(error["msg"]).removeprefix("Value error, ")
    return WrongParameter(name=str(names[-1]) if names else "", where=where, message=message)


def handle_problems(api: NinjaAPI) -> None:
    """Let this API answer in this shape."""
    api.add_exception_handler(Http404, not_found)
    api.add_exception_handler(ValidationError, unusable)
