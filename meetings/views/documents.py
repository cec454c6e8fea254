"""The Secretariat's documents that are neither a month nor a meeting: the tentative forecast, and the cycles.

What a person at the forecast wants to find out, in this order:

1. Is this the month I mean, and what does the paper claim to be? (the title, its date, what it says of itself)
2. What of mine falls due: which mandate ends, which report comes and by what decision, when are contributors heard?
   (by region and mission)
3. On which days? (the notable dates)
4. Where is the paper itself? (the PDF)

At the table of cycles, in this order: when does a mandate end and how long is its cycle; what is to be reported, how
often and by which decision; when is the next report due; and which months are heavy. Members ask it while they draft.

Both are public and made of what is public. A planner may ask for the forecast of the working draft besides.
"""

from collections.abc import Mapping
from datetime import date
from typing import Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.exchange.forecast import ForecastDocument, forecast_document, forecast_pdf, journal_notice
from meetings.exchange.reporting_cycles import CyclesDocument, cycles_document, cycles_pdf
from meetings.forms.cycles import CyclesYear
from meetings.kept import kept_answer, made_of
from meetings.models import Programme
from meetings.permissions import sight_of
from meetings.rules.months import first_of, month_after, page_after, page_before
from meetings.snapshots.forecast import draft_forecast, public_forecast
from meetings.snapshots.reporting_cycles import cycles_facts
from meetings.views.draft_pdf import draft_pdf

PDF: Final = "application/pdf"
FROM: Final = "from"
DRAFT: Final = "draft"
"""``?from=draft`` asks for what the working draft holds; for all but planners there is no such page."""


@require_safe
def forecast_current(request: HttpRequest) -> HttpResponse:
    """Go to the month that comes: it is forecast before it begins."""
    return redirect("forecast", month_after(first_of(clock.today())))


@require_safe
def forecast(request: HttpRequest, month: date) -> HttpResponse:
    """The forecast of a month; with ``?from=draft``, for planners, of its working draft."""
    draft = _asks_for_draft(request)
    plans = sight_of(request.user).drafts
    context: Mapping[str, object] = {
        "document": _forecast(month, draft=draft),
        "month": month,
        "draft": draft,
        "before": page_before(month),
        "after": page_after(month),
        "plans": plans,
        "notice": journal_notice(month) if plans else "",
        "is_begun": plans and Programme.objects.filter(month=month).exists(),
    }
    answer = render(request, "meetings/documents/forecast.html", context)
    if draft:  # no browser that the next person sits at keeps it either
        add_never_cache_headers(answer)
    return answer


@require_safe
def forecast_as_pdf(request: HttpRequest, month: date) -> HttpResponse:
    """The same on paper. What is made of a draft is never kept, neither here nor on the way."""
    draft = _asks_for_draft(request)
    document = _forecast(month, draft=draft)
    if draft:
        name = f"forecast-{month:%Y-%m}-draft.pdf"
        return draft_pdf(forecast_pdf(document), name)
    return kept_answer(
        request,
        name="forecast_pdf",
        digest=made_of(repr(document)),
        build=lambda: forecast_pdf(document),
        content_type=PDF,
        filename=f"forecast-{month:%Y-%m}.pdf",
        inline=True,
    )


@require_safe
def cycles(request: HttpRequest) -> HttpResponse:
    """The table for the twelve months from now on, or for a year that is asked for."""
    asked = CyclesYear(request.GET, today=clock.today())
    context = {"document": _cycles(asked), "form": asked}
    return render(request, "meetings/documents/cycles.html", context)


@require_safe
def cycles_as_pdf(request: HttpRequest) -> HttpResponse:
    """The same on paper."""
    asked = CyclesYear(request.GET, today=clock.today())
    document = _cycles(asked)
    return kept_answer(
        request,
        name="cycles_pdf",
        digest=made_of(repr(document)),
        build=lambda: cycles_pdf(document),
        content_type=PDF,
        filename=f"mandate-and-reporting-cycles-{clock.today().isoformat()}.pdf",
        inline=True,
    )


def _asks_for_draft(request: HttpRequest) -> bool:
    """Whether the working draft is asked for.

    Raises:
        Http404: by someone who plans nothing: a stranger learns nothing.
    """
    asked = request.GET.get(FROM) == DRAFT
    if asked and not sight_of(request.user).drafts:
        raise Http404
    return asked


def _forecast(month: date, *, draft: bool) -> ForecastDocument:
    known = draft_forecast(month) if draft else public_forecast(month)
    return forecast_document(
        known.facts, clock.today(), draft=draft, sample=known.is_sample, has_meetings=known.has_meetings
    )


def _cycles(asked: CyclesYear) -> CyclesDocument:
    first, last = asked.window
    today = clock.today()
    facts = cycles_facts(min(first, today), max(last, today), open_on=today)
    return cycles_document(facts, today, (first, last))
