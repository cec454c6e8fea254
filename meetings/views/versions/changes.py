"""What changed from one version of a month to another.

What a person here wants to find out, in this order:

1. Which two versions are these, and is the later one the latest?
2. What became of the month itself: withdrawn, published again, under another title?
3. How much changed, and is it mine: what moved and to which day, what is off, what is on again, what is new?
4. Where that leaves the month: the later calendar, with what changed marked and what left its day struck through.
5. The same of two other versions.

Versions hold nothing but what anyone may read, so everyone reads the same.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from datetime import date
from itertools import pairwise
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.exchange.wording_changes import KIND_LABELS, count_text, shown_changes
from meetings.forms.versions import TwoVersions
from meetings.kept import made_of
from meetings.planning.diff import difference
from meetings.snapshots.versions import VersionLine, contents_of, versions_of
from meetings.views.kept_page import draw, kept_page
from meetings.views.versions.changed_month import changed_month

TEMPLATE: Final = "meetings/versions/changes.html"
PARTS: Final = {
    "heading": "meetings/versions/changes_heading.html",
    "content": "meetings/versions/changes_content.html",
}


@require_safe
def changes(request: HttpRequest, month: date) -> HttpResponse:
    """Two versions of a month compared: the latest with the one before it, unless others are named."""
    found = versions_of(month)
    frame: dict[str, Any] = {"month": month, "versions": found, "latest": found[0] if found else None}
    form = TwoVersions(found, request.GET) if found[1:] else None
    context = frame | {"form": form}
    if form is None or form.chosen is None:
        return render(request, TEMPLATE, frame | {"parts": draw(PARTS, context)})
    first, second = form.chosen
    if first > second:
        return redirect(changes_address(month, second, first))
    before, after = (next(line for line in found if line.number == number) for number in form.chosen)
    between = [line for line in reversed(found) if first <= line.number <= second]
    of_the_month = tuple(_of_the_month(between))
    today = clock.today()
    return kept_page(
        request,
        TEMPLATE,
        parts=PARTS,
        digest=made_of(today, month, first, second, *(astuple(line) for line in found)),
        build=lambda: context | _compared(month, before, after, today) | {"of_the_month": of_the_month},
        frame=frame,
    )


def changes_address(month: date, first: int, second: int) -> str:
    """Where two versions of a month are compared."""
    return f"{reverse('changes', args=[month])}?{urlencode({'from': first, 'to': second})}"


def _of_the_month(versions: Sequence[VersionLine]) -> Iterator[str]:
    """What became of the month itself, whether or not an entry differs.

    A month that was withdrawn and published again between the two is told of: its entries do not show it.

    Args:
        versions: the two that are compared and all between them, the earliest first.
    """
    before, after = versions[0], versions[-1]
    for earlier, later in pairwise(versions):
        if earlier.withdraws and not later.withdraws:
            text = gettext("Version %(later)d publishes the month again; version %(earlier)d withdrew it.")
            yield text % {"later": later.number, "earlier": earlier.number}
    if after.withdraws:
        text = gettext("Version %(number)d withdraws the month: nothing of it stands any more.")
        yield text % {"number": after.number}
    elif before.title_kind != after.title_kind:
        yield gettext("Title: %(before)s, then %(after)s") % {"before": before.title, "after": after.title}


def _compared(month: date, before: VersionLine, after: VersionLine, today: date) -> dict[str, Any]:
    """One query for what both hold."""
    contents = contents_of(month, {before.number, after.number})
    old, new = contents[before.number], contents[after.number]
    shown = shown_changes(difference(old.entries, new.entries), left=new.left)
    counts = Counter(change.kind for change in shown)
    return {
        "before": before,
        "after": after,
        "both": (before, after),
        "shown": shown,
        "counts": [count_text(kind, counts[kind]) for kind in KIND_LABELS if counts[kind]],
        "page": changed_month(month, new, shown, today, after.title),
    }
