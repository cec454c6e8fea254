"""Long work before the reader's eyes: a page that goes on as the work does, with or without scripts.

The page is sent in pieces. Each stage of the work is a line of it, how far the stage has come a bar in that line;
of several bars the style shows the last. At the end stands a link to what came of it, which a script follows.

A reader who goes away closes the page, and with it the work: its transaction is rolled back, nothing is kept.
"""

import logging
from collections.abc import Callable, Generator, Iterator
from dataclasses import replace
from typing import Final

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.translation import get_language, gettext, override

from meetings.exchange.tables.columns import Progress
from meetings.services.loads.steps import Steps, finished
from meetings.services.refusals import Refused
from meetings.templatetags.records import grouped

View = Callable[..., HttpResponseBase]

MARK: Final = "<!-- the work -->"
"""Where the page is cut: what is before it is sent at once."""

SMALL_FILE: Final = 100_000
"""Bytes that are read while the reader waits: about two thousand rows, and less than two seconds."""

FEW_ROWS: Final = 1_000
"""Rows that are applied while the reader waits."""

BARS: Final = 20
"""A stage says at most so many times how far it has come: it is read aloud as well."""

ROWS_UNCOUNTED: Final = 2_000
"""After so many rows a stage that does not know how many there are says how far it has come."""

logger = logging.getLogger(__name__)


def do(request: HttpRequest, steps: Steps[str], *, title: str, back: str, at_once: bool) -> HttpResponseBase:
    """Do the work and lead to the address that it gives: at once, or on a page that shows how far it is.

    Args:
        title: what is done, in a few words.
        back: the address to go to where it was refused or broke off.
        at_once: whether it is so little that nobody has to watch.
    """
    if not at_once:
        return _watched(request, steps, title, back)
    try:
        return redirect(finished(steps))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(back)


def _watched(request: HttpRequest, steps: Steps[str], title: str, back: str) -> StreamingHttpResponse:
    page = render_to_string("meetings/loads/working.html", {"title": title}, request)
    pieces = _pieces(page, steps, back, get_language() or "en")
    # Proxies that gather an answer before they pass it on would show nothing until the end.
    return StreamingHttpResponse(pieces, headers={"X-Accel-Buffering": "no"})


def _pieces(page: str, steps: Steps[str], back: str, language: str) -> Iterator[str]:
    """The page in the order in which it is sent. By now it is too late for any other answer."""
    before, between, after = page.split(MARK)
    with override(language):
        yield before
        outcome = {"back": back}
        try:
            outcome["address"] = yield from _stages(steps)
        except Refused as refused:
            outcome["trouble"] = refused.message
        except Exception:
            logger.exception("A load broke off.")
            outcome["trouble"] = gettext("It broke off through no fault of yours. Nothing of it was kept.")
        yield between
        yield render_to_string("meetings/loads/worked.html", outcome)
        yield after


def _stages(steps: Steps[str]) -> Generator[str, None, str]:
    """A line for each stage; in it, a bar for each twentieth. Lines need no end tag: the next one ends them."""
    told: Progress | None = None
    while True:
        try:
            now = next(steps)
        except StopIteration as end:
            yield _full(told)
            return str(end.value)
        if told is None or now.stage != told.stage:
            yield _full(told)
            yield format_html('<li><span class="stage">{}</span> {}', now.stage, _how_far(now))
            told = now
        elif now.done - told.done >= (now.total / BARS if now.total else ROWS_UNCOUNTED) or _is_end(
            now, told
        ):
            yield _how_far(now)
            told = now


def _full(told: Progress | None) -> str:
    """The bar of a stage that is over, where it was not full yet."""
    return _how_far(replace(told, done=told.total)) if told and told.total and told.done < told.total else ""


def _is_end(now: Progress, told: Progress) -> bool:
    return now.done == now.total != told.done


def _how_far(progress: Progress) -> str:
    """A bar with its number; nothing while there is nothing to count."""
    if progress.total:
        counted = gettext("%(done)s of %(total)s")
        words = counted % {"done": grouped(progress.done), "total": grouped(progress.total)}
        bar = '<span class="far"><progress max="{}" value="{}" aria-label="{}"></progress> {}</span>'
        return format_html(bar, progress.total, progress.done, progress.stage, words)
    return format_html('<span class="far">{}</span>', grouped(progress.done)) if progress.done else ""
