"""What changed from one version of a month to another.

What a person here wants to find out, in this order:

1. Which two versions are these, and is the later one the latest?
2. How much changed, and is it mine: what moved and to which day, what is off, what is on again, what is new?
3. Where that leaves the month: the later calendar, with what changed marked and what left its day struck through.
4. The same of two other versions.

Versions hold nothing but what anyone may read, so everyone reads the same.
"""

from collections import Counter
from dataclasses import astuple
from datetime import date
from typing import Any, Final

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
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
    today = clock.today()
    return kept_page(
        request,
        TEMPLATE,
        parts=PARTS,
        digest=made_of(today, month, first, second, *(astuple(line) for line in found)),
        build=lambda: context | _compared(month, before, after, today),
        frame=frame,
    )


def changes_address(month: date, first: int, second: int) -> str:
    """Where two versions of a month are compared."""
    return f"{reverse('changes', args=[month])}?{urlencode({'from': first, 'to': second})}"


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
