"""The API as a whole: its description, its addresses, and what holds for each of them."""

import json
from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_noop
from django.views.generic import RedirectView
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from meetings.api import differences, findings, missions, months, occasions, rules, versions
from meetings.api.answers import JSON, of_body
from meetings.api.problems import MEDIA_TYPE, NOT_THERE, TITLES, handle_problems, problem

VERSION: Final = "1"
NAMESPACE: Final = "api"
READS: Final = ("GET", "HEAD")

ABOUT: Final = """\
What the pages of the site say, as data: months of the Council's programme of work with their published versions and
what changed between them, missions, occasions to hear contributors, what the guideline says, and the rules.

Everything is read with GET. What is not public is told to those who may read it on the pages, by the same sign-in;
for anybody else it is not there. A programme of work is provisional. Where ``is_sample`` is true the plan was made up.

Days are days in New York (ISO 8601); instants bear their offset. Numbers of days are calendar days unless a ``unit``
says working days. Words that a program compares are in English and do not change; sentences and names of countries
are in the language that ``Accept-Language`` asks for.

Lists come in pages; ``next`` and ``previous`` lead through them. Each answer has an ETag: asked for again with
``If-None-Match``, it is an empty 304 as long as nothing has changed.
"""

TAGS: Final = {
    "months": gettext_noop("Months and their published versions"),
    "missions": gettext_noop("Missions"),
    "occasions": gettext_noop("Occasions to hear contributors"),
    "findings": gettext_noop("Findings"),
    "rules": gettext_noop("Rules"),
}


class Api(NinjaAPI):
    """An API that describes its answers as they are sent."""

    def get_openapi_schema(self, **prefix: Any) -> OpenAPISchema:
        """The description, with what the library does not know of our answers."""
        schema = super().get_openapi_schema(**prefix)
        for operations in schema["paths"].values():
            for operation in operations.values():
                _describe(operation)
        return schema


def _describe(operation: dict[str, Any]) -> None:
    for parameter in operation["parameters"]:
        parameter.pop("examples", None)  # they stand in its schema; here they would have another form
        parameter["schema"] = _without_null(parameter["schema"])
    for status, answer in operation["responses"].items():
        answer["description"] = DESCRIBED[status]
        if status in TITLES:
            answer["content"] = {MEDIA_TYPE: answer["content"][JSON]}
        else:
            answer["headers"] = {"ETag": ETAG}


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    """A parameter is left out, never null."""
    kinds = [kind for kind in schema.pop("anyOf", ()) if kind != {"type": "null"}]
    return {**kinds[0], **schema} if kinds else schema


ETAG: Final = {"description": "Tells this answer from any other.", "schema": {"type": "string"}}
DESCRIBED: Final = {
    200: "The answer.",
    304: "Nothing has changed since the answer with that ETag.",
    404: NOT_THERE,
    422: "A parameter cannot be used; the answer says which.",
}

api = Api(
    title="Programme of work of the Security Council",
    version=VERSION,
    description=ABOUT,
    urls_namespace=NAMESPACE,
    docs_url=None,
    openapi_url=None,
    openapi_extra={"tags": [{"name": name, "description": about} for name, about in TAGS.items()]},
)
handle_problems(api)
for part in (months, versions, differences, missions, occasions, findings, rules):
    api.add_router("", part.router)


@lru_cache(maxsize=4)
def _description_below(prefix: str) -> str:
    return json.dumps(api.get_openapi_schema(path_prefix=prefix), ensure_ascii=False, indent=1)


def description_text() -> str:
    """The description of the API (OpenAPI 3.1) as JSON."""
    return _description_below(reverse(f"{NAMESPACE}:api-root"))


def description() -> dict[str, Any]:
    """The description of the API, for the page that shows it."""
    described: dict[str, Any] = json.loads(description_text())
    return described


def openapi(request: HttpRequest) -> HttpResponse:
    """The description, for programs."""
    return of_body(request, description_text())


def nowhere(_request: HttpRequest, **_rest: str) -> HttpResponse:
    return problem(404, NOT_THERE)


def only_read(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a view answer GET, and HEAD as GET: the server leaves the body out."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method not in READS:
            refused = problem(405, "Nothing is written through this API.")
            refused["Allow"] = ", ".join(READS)
            return refused
        asked, request.method = request.method, "GET"
        try:
            return view(request, *args, **kwargs)
        finally:
            request.method = asked

    answer.csrf_exempt = True  # type: ignore[attr-defined]  # it changes nothing
    return answer


def _addresses() -> list[URLPattern]:
    """All addresses, with one that catches what is none, so that a program never gets a page."""
    known, _app, _namespace = api.urls
    patterns = [
        path("", RedirectView.as_view(pattern_name="data"), name="front"),
        path("openapi.json", openapi, name="openapi"),
        *(pattern for pattern in known if isinstance(pattern, URLPattern)),
        path("<path:rest>", nowhere, name="nowhere"),
    ]
    for pattern in patterns:
        pattern.callback = only_read(pattern.callback)
    return patterns


urls = (_addresses(), NAMESPACE, NAMESPACE)
"""To be handed to ``path``."""
