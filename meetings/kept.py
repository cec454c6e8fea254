"""Answers made of what never changes: made once, kept in this process, and told apart by what they are made of.

A published version is frozen, so whatever is made from versions alone (a page, a feed, a PDF, a table) can be kept
under the digests of these versions. Nothing is ever thrown away because it is stale: what is made of something else
has another key. Nothing that depends on live rows may be kept, unless all of it that matters is part of the key.
"""

import hashlib
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import content_disposition_header, quote_etag
from django.utils.translation import get_language

KEPT_IN = "published"
"""The cache of this process. The other one is shared by all processes and holds counts."""

SOURCES = ("meetings", "scheduler", "templates")
KINDS = {".py", ".html", ".txt", ".typ", ".mo"}
"""Where all lies that decides how an answer is made, and what files it is in."""

Kept = TypeVar("Kept")


def kept_answer(
    request: HttpRequest,
    *,
    name: str,
    digest: str,
    build: Callable[[], bytes | str],
    content_type: str,
    filename: str = "",
    inline: bool = False,
    private: bool = False,
) -> HttpResponse:
    """Answer a GET or HEAD with something kept, or with 304 where the reader has it already.

    ``build`` is called only where neither the reader nor this process has it; it may fetch what it needs then. A
    HEAD is answered like a GET: the server leaves the body out. What is given is marked for revalidation, so a
    reader never sees an old one, and the answer to an unchanged one is empty.

    Args:
        name: what it is, one word for all of its kind ("month_feed"); together with ``digest`` it is the key.
        digest: of ALL that it is made of beyond the reader's language and this software, which are added here:
            ``ProgrammeVersion.digest`` alone, or ``made_of(...)`` several things. What shows the day is made of the
            day too, and what shows a version's number or note of these: the digest of a version is of its content.
        build: makes the body in the language that is active.
        content_type: with its charset, where it is text.
        filename: as it is to be saved under; none: it is shown, not offered for saving.
        inline: shown all the same, and saved under ``filename`` only if the reader saves it (a PDF).
        private: for this reader alone (a feed at a secret address). Whoever is signed in always gets it so.
    """
    key = made_of(name, digest, get_language(), release())
    etag = quote_etag(key)
    answer: HttpResponse | None = get_conditional_response(request, etag=etag)
    if answer is None:
        answer = HttpResponse(kept(key, build), content_type=content_type)
        if disposition := content_disposition_header(bool(filename) and not inline, filename):
            answer["Content-Disposition"] = disposition
    return to_be_revalidated(answer, etag, private=private)


def kept(key: str, build: Callable[[], Kept]) -> Kept:
    """What is kept under a key, else made now and kept. Two that make it at once make the same."""
    shelf = caches[KEPT_IN]
    found = shelf.get(key)
    if found is not None:
        return cast("Kept", found)
    made = build()
    shelf.set(key, made)
    return made


def made_of(*parts: object) -> str:
    """One digest of several things, each told by its ``str``: as short as one, and different if any of them is."""
    whole = hashlib.sha256()
    for part in parts:
        text = str(part).encode()
        whole.update(b"%d:" % len(text) + text)  # its length too: "a", "bc" is not "ab", "c"
    return whole.hexdigest()


def to_be_revalidated(answer: HttpResponse, etag: str, *, private: bool = False) -> HttpResponse:
    """Let whoever keeps an answer ask each time whether it is still the one."""
    answer["ETag"] = etag
    patch_cache_control(answer, no_cache=True, **({"private": True} if private else {}))
    patch_vary_headers(answer, ("Cookie", "Accept-Language"))
    return answer


def release() -> str:
    """This software as it is installed: what it makes of the same data may differ from one release to the next.

    Read once a process; in development at each answer, since templates change under a running server.
    """
    return _digest_of_sources() if settings.DEBUG else _digest_at_start()


@lru_cache(maxsize=1)
def _digest_at_start() -> str:
    return _digest_of_sources()


def _digest_of_sources() -> str:
    whole = hashlib.sha256(getattr(staticfiles_storage, "manifest_hash", "").encode())
    for path in _sources():
        whole.update(str(path.relative_to(settings.BASE_DIR)).encode() + path.read_bytes())
    return whole.hexdigest()


def _sources() -> Iterator[Path]:
    yield from sorted(Path(settings.BASE_DIR).glob("*.lock"))
    for folder in SOURCES:
        paths = (Path(settings.BASE_DIR) / folder).rglob("*.*")
        yield from sorted(path for path in paths if path.suffix in KINDS)
