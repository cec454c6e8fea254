"""One file that was brought in: its problems, or what it would do, or what it did.

What the admin at this page wants to find out, in this order.

Of a file that could not be used:

1. Is it one thing wrong everywhere, or many? (how many problems in which column)
2. Where exactly, and what must I write instead? (each with its rows, what stands there, what is wrong)
3. How do I get through hundreds of them? (the same as a table to take away; then upload again)

Of one that is to be applied or left:

1. Is it what I expect? (one sentence: so many new, changed, in conflict)
2. What does it do to the plan that others made? (findings that come and go, dates that move, occasions closed)
3. Where did somebody set something else by hand, and who is right? (both values; what was set stays)
4. Which row changes how? (column by column; what is new; what says nothing new)
5. Apply it, or leave it.

Of one that was applied or taken back: who did it and when, what it did, what is to be done next, the way back.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.exchange.kinds import KINDS
from meetings.models import Load, LoadLine
from meetings.permissions import fetch_load
from meetings.views.loads.admins import admins_only
from meetings.views.loads.counts import counts_of
from meetings.views.loads.effects import effects_of_load
from meetings.views.loads.next_occasions import next_occasions
from meetings.views.loads.problems import problems_of, unchanged_rows
from meetings.views.loads.shown import Wanted, page_of
from meetings.views.loads.summary import summary_sentences


@require_safe
@admins_only
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """One load, by what became of it."""
    found = fetch_load(pk, request.user)
    context = _head(found) | {"moved": "moved" in request.GET}
    if found.state == Load.State.REFUSED:
        context |= {"problems": problems_of(found)}
        return render(request, "meetings/loads/refused.html", context)
    effects = effects_of_load(found)
    context |= _lines(found, Wanted.of(request.GET)) | {"effects": effects}
    if effects and found.state == Load.State.APPLIED:
        context["next"] = next_occasions(effects.proposed, clock.today())
    return render(request, "meetings/loads/shown.html", context)


def _head(load: Load) -> dict[str, Any]:
    return {"load": load, "kind": KINDS.get(load.kind), "notices": load.reading.get("notices", [])}


def _lines(load: Load, wanted: Wanted) -> dict[str, Any]:
    outcomes = [count for count in counts_of(load) if count.outcome in LoadLine.Outcome.values]
    page = page_of(load, wanted)
    decidable = load.state == Load.State.PREVIEWED
    conflicts = int(load.summary.get(LoadLine.Outcome.CONFLICT, 0))
    return {
        "sentences": summary_sentences(load),
        "outcomes": outcomes,
        "wanted": wanted,
        "page": page,
        "sheets": len({shown.line.sheet for shown in page}),
        "lines_in_all": sum(count.number for count in outcomes),
        "unchanged": unchanged_rows(load.summary),
        "decidable": decidable,
        "choosing": decidable and conflicts > 0,
    }
