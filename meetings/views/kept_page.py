"""Pages whose parts are kept and the same for everybody, in a frame that is made for each reader.

The frame is the reader's own (navigation, account, messages, the form for the language) and is never kept; the parts
are drawn without the request, so that nothing of a reader can get into what the next one is shown.
"""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.messages import get_messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import add_never_cache_headers, get_conditional_response
from django.utils.http import parse_etags
from django.utils.translation import get_language

from meetings.kept import kept, made_of, release, to_be_revalidated
from meetings.permissions import sight_of

Parts = Mapping[str, str]
"""By name: first the template of each part, then what was drawn with it."""


def kept_page(
    request: HttpRequest,
    template: str,
    *,
    parts: Parts,
    digest: str,
    build: Callable[[], Mapping[str, Any]],
    frame: Mapping[str, Any],
) -> HttpResponse:
    """Answer with a page made of kept parts, or with 304 where the reader has it already.

    Args:
        template: the page; it shows the parts as ``{{ parts.name }}``.
        parts: the template of each part, by its name.
        digest: of ALL that the parts are made of, beyond the language and this software.
        build: what the templates of the parts are told; called only where they must be drawn.
        frame: what the page itself is told beside; it must follow from ``digest`` and the reader.
    """
    key = made_of(template, digest, get_language(), release())

    def answer() -> HttpResponse:
        drawn = kept(key, lambda: draw(parts, build()))
        return render(request, template, {**frame, "parts": drawn})

    if len(get_messages(request)):  # counted, not read: a message must be seen, and by nobody twice
        with_messages = answer()
        add_never_cache_headers(with_messages)
        return with_messages
    unchanged = get_conditional_response(request, etag=_etag_to_match(request, key))
    shown = unchanged or answer()
    return to_be_revalidated(
        shown, _etag(request, key)
    )  # only now: the token may have been made for this page


def draw(parts: Parts, context: Mapping[str, Any]) -> dict[str, str]:
    """The parts, drawn for nobody in particular."""
    return {name: render_to_string(template, dict(context)) for name, template in parts.items()}


def _etag(request: HttpRequest, key: str) -> str:
    """What the answer is made of: the parts, who reads, and the secret behind the token of the page's forms.

    A page of before somebody signed in or lost their cookies has forms that would be refused. It is weak, since the
    token is written differently each time.
    """
    return f'{_etag_without_forms(request, key)}{made_of(request.META.get("CSRF_COOKIE"))[:32]}"'


def _etag_without_forms(request: HttpRequest, key: str) -> str:
    reader = request.user
    return f'W/"{key}.{made_of(reader.pk, reader.get_username(), sight_of(reader))[:32]}.'


def _etag_to_match(request: HttpRequest, key: str) -> str:
    """A program that keeps no cookies sends no forms either: whatever token it was given is as good as another.

    A browser may have lost its cookies and kept the page; it asks for HTML by name and gets the page anew.
    """
    is_program = "CSRF_COOKIE" not in request.META and "text/html" not in request.headers.get("Accept", "")
    sent = parse_etags(request.headers.get("If-None-Match", "")) if is_program else []
    ours = (etag for etag in sent if etag.startswith(_etag_without_forms(request, key)))
    return next(ours, _etag(request, key))
