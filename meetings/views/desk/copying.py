"""Filling a month from what is known: last month's entries, and business that comes back.

What the planner at these pages wants to find out, in this order:

1. What was on last month that will be on again, and which day would it get? (a list with both days)
2. Would that day do? (a weekend or a holiday is said beside it; the findings say the rest once it is on the desk)
3. Have I got it already? (an entry of the same title and format in this month is named)
4. What comes back this month by its own rhythm, and why does the software think so? (proposals, with their source)
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.forms.boundfield import BoundWidget
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from meetings.forms.copying import CopyForm
from meetings.forms.months import MonthChoice
from meetings.models import Entry, Programme
from meetings.permissions import fetch_programme
from meetings.rules.months import month_before
from meetings.rules.working_days import WorkingDays, is_weekend
from meetings.services.copy_entries import copied_content, copy_entries
from meetings.services.on_record import refuse_record
from meetings.services.refusals import Refused
from meetings.snapshots.calendar import headquarters_calendar
from meetings.views.desk.planners import acting, planners_only


@dataclass(frozen=True, slots=True)
class CopyRow:
    """One entry that can be copied: the box to tick, the day it had and the one it would get."""

    box: BoundWidget
    entry: Entry
    before: date | None
    after: date | None
    is_weekend: bool
    is_holiday: bool
    looks_there: bool


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def copy(request: HttpRequest, month: date) -> HttpResponse:
    """The entries of the month before, or of another that the address names, to tick."""
    programme = fetch_programme(month, request.user)
    chosen = MonthChoice(request.GET).chosen or month_before(month)
    source = Programme.objects.filter(month=chosen).first()
    entries = _entries_of(source)
    form = CopyForm(request.POST if request.method == "POST" else None, entries=entries)
    try:
        refuse_record(programme)
        if source and form.is_valid():
            return _copied(request, source, programme, form)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect("desk", month)
    context = {
        "programme": programme,
        "month": month,
        "source": chosen,
        "form": form,
        "rows": _rows(form, entries, programme),
        "picker": MonthChoice(initial={"month": chosen.month, "year": chosen.year}),
    }
    return render(request, "meetings/desk/copy.html", context)


def _entries_of(source: Programme | None) -> list[Entry]:
    """In the order of their days; those without one last."""
    if source is None:
        return []
    return sorted(source.entries.with_parts(), key=lambda entry: (_day_of(entry) or date.max, entry.pk))


def _day_of(entry: Entry) -> date | None:
    return min((sitting.on for sitting in entry.sittings.all()), default=None)


def _rows(form: CopyForm, entries: Iterable[Entry], programme: Programme) -> list[CopyRow]:
    calendar = headquarters_calendar()
    there = {(title.casefold(), kind) for title, kind in programme.entries.values_list("title", "format")}
    boxes = form["entries"].subwidgets
    return [
        _row(
            box, entry, programme.month, calendar, looks_there=(entry.title.casefold(), entry.format) in there
        )
        for box, entry in zip(boxes, entries, strict=True)
    ]


def _row(box: BoundWidget, entry: Entry, month: date, calendar: WorkingDays, *, looks_there: bool) -> CopyRow:
    after = copied_content(entry, month).on
    return CopyRow(
        box=box,
        entry=entry,
        before=_day_of(entry),
        after=after,
        is_weekend=after is not None and is_weekend(after),
        is_holiday=after in calendar.holidays,
        looks_there=looks_there,
    )


def _copied(request: HttpRequest, source: Programme, programme: Programme, form: CopyForm) -> HttpResponse:
    copies = copy_entries(
        entries=form.cleaned_data["entries"], source=source, programme=programme, **acting(request)
    )
    number = len(copies)
    message = ngettext("%(number)d entry was copied.", "%(number)d entries were copied.", number)
    messages.success(request, message % {"number": number})
    return redirect("desk", programme.month)
