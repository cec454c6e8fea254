"""The reports of an occasion: who opens this has word that one is late, or has it in hand.

What the planner at it wants to find out, in this order:

1. On which report does the meeting wait, and when is it due, or when did it come out? (the reports attached)
2. It will be late, or it is out: where do I write that? (the days stand in fields, at each report)
3. The report is not here: is it on record, or do I put it there? (the two forms below)
4. What does the new day do to the meeting? (back on the page of the occasion, with its findings)
"""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.occasions import typed_as
from meetings.forms.reports import CHOSEN_FIELD_BY_FIELD, AttachForm, ReportForm, RevisionForm
from meetings.forms.typed_versions import TypedChoosingForm, TypedVersions
from meetings.models import Occasion, Report
from meetings.permissions import fetch_occasion_to_plan
from meetings.services.attach_report import attach_report, detach_report, edit_report, record_report
from meetings.services.edit_occasion import is_read_only
from meetings.services.refusals import Refused, Stale
from meetings.services.report_values import ReportValues, StaleReport
from meetings.views.desk import two_versions
from meetings.views.desk.planners import acting, planners_only
from meetings.views.desk.two_versions import About
from meetings.views.desk.typed_versions import CHOOSING, in_words, is_choice

NEW = "new"
PAGE = "meetings/desk/occasion_reports.html"


@dataclass
class Forms:
    """The forms of the page: one a report, one for another of the record, one for a new one."""

    occasion: Occasion
    of_reports: dict[int, ReportForm] = field(init=False)
    attach: AttachForm = field(init=False)
    new: ReportForm = field(init=False)

    def __post_init__(self) -> None:
        self.of_reports = {
            report.pk: ReportForm(report=report, prefix=prefix_of(report))
            for report in self.occasion.reports.all()
        }
        self.attach = AttachForm(occasion=self.occasion)
        self.new = ReportForm(prefix=NEW)


def prefix_of(report: Report) -> str:
    """What the names of a report's fields begin with."""
    return f"report-{report.pk}"


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def reports(request: HttpRequest, uid: UUID) -> HttpResponse:
    """Attach a report, put one on record, write its days, take it off: by the button that was pressed."""
    occasion = fetch_occasion_to_plan(uid, request.user)
    forms = Forms(occasion)
    if request.method != "POST":
        return _page(request, forms)
    pressed, _, key = request.POST.get("do", "").partition("-")
    doing = {"attach": _attach, "record": _record, "edit": _edit, "detach": _detach}.get(pressed)
    if doing is None:
        return _page(request, forms)
    try:
        return doing(request, forms, key)
    except Stale:
        message = gettext(
            "Somebody else changed the reports meanwhile. Nothing was saved; they stand here as they are."
        )
        messages.warning(request, message)
        return _page(request, Forms(fetch_occasion_to_plan(uid, request.user)), typed=request.POST)


def _attach(request: HttpRequest, forms: Forms, _key: str) -> HttpResponse:
    form = forms.attach = AttachForm(request.POST, occasion=forms.occasion)
    if not form.is_valid():
        return _page(request, forms)
    report, seen = form.cleaned_data["report"], form.cleaned_data["revision"]
    try:
        attach_report(occasion=forms.occasion, seen=seen, report=report, **acting(request))
    except Refused as refused:
        form.refuse(refused)
        return _page(request, forms)
    return _done(request, forms, gettext("Attached: %(report)s."), report)


def _record(request: HttpRequest, forms: Forms, _key: str) -> HttpResponse:
    form, revision = ReportForm(request.POST, prefix=NEW), RevisionForm(request.POST)
    forms.new = form
    if not form.is_valid() or not revision.is_valid():
        return _page(request, forms)
    try:
        report = record_report(
            occasion=forms.occasion,
            seen=revision.cleaned_data["revision"],
            values=form.values,
            today=clock.today(),
            **acting(request),
        )
    except Refused as refused:
        form.refuse(refused)
        return _page(request, forms)
    return _done(request, forms, gettext("Recorded: %(report)s."), report)


def _edit(request: HttpRequest, forms: Forms, key: str) -> HttpResponse:
    report = _attached(forms, key)
    form = ReportForm(request.POST, report=report, prefix=prefix_of(report))
    forms.of_reports[report.pk] = form
    if not is_choice(request):
        return _save(request, forms, report, form)
    versions = _versions(form, report)
    choice = TypedChoosingForm(versions.differences, request.POST)
    if not choice.is_valid():
        return _both(request, forms, versions, choice, report)
    merged = ReportForm(choice.merged(versions, request.POST), report=report, prefix=prefix_of(report))
    forms.of_reports[report.pk] = merged
    return _save(request, forms, report, merged)


def _save(request: HttpRequest, forms: Forms, report: Report, form: ReportForm) -> HttpResponse:
    if not form.is_valid():
        return _page(request, forms)
    try:
        edit_report(
            occasion=forms.occasion,
            report=report,
            seen=form.saw or ReportValues(),
            values=form.values,
            today=clock.today(),
            **acting(request),
        )
    except StaleReport as stale:
        versions = _versions(form, stale.report)
        if versions.differences:
            return _both(request, forms, versions, TypedChoosingForm(versions.differences), stale.report)
    except Refused as refused:
        form.refuse(refused)
        return _page(request, forms)
    return _done(request, forms, gettext("Saved: %(report)s."), report)


def _detach(request: HttpRequest, forms: Forms, key: str) -> HttpResponse:
    report, revision = _attached(forms, key), RevisionForm(request.POST)
    if not revision.is_valid():
        raise Stale(forms.occasion)
    try:
        detach_report(
            occasion=forms.occasion, seen=revision.cleaned_data["revision"], report=report, **acting(request)
        )
    except Refused as refused:
        messages.error(request, refused.message)
        return _page(request, forms)
    return _done(request, forms, gettext("Taken off: %(report)s. It stays on record."), report)


def _attached(forms: Forms, key: str) -> Report:
    """The report a button stands at. Where somebody took it off meanwhile, the occasion is another than was seen."""
    report = next((report for report in forms.occasion.reports.all() if str(report.pk) == key), None)
    if report is None:
        raise Stale(forms.occasion)
    return report


def _versions(form: ReportForm, now: Report) -> TypedVersions:
    form.is_valid()
    seen = form.saw
    return TypedVersions(form, _raw(ReportValues.of(now)), _raw(seen) if seen else None)


def _raw(values: ReportValues) -> dict[str, str]:
    return {name: typed_as(getattr(values, name)) for name in CHOSEN_FIELD_BY_FIELD}


def _both(
    request: HttpRequest, forms: Forms, versions: TypedVersions, choice: TypedChoosingForm, now: Report
) -> HttpResponse:
    """Both versions side by side. Of a report no history is kept, so nobody is named."""
    address = reverse("occasion_reports", args=[forms.occasion.uid])
    seen = (f"{prefix_of(now)}-seen", str(ReportForm(report=now).initial["seen"]))
    about = About(
        title=str(now),
        within=forms.occasion.label,
        within_address=reverse("occasion", args=[forms.occasion.uid]),
        address=address,
        hidden=(*versions.hidden(), seen, ("do", f"edit-{now.pk}"), CHOOSING),
    )
    return two_versions.page(request, about, choice, in_words(versions))


def _done(request: HttpRequest, forms: Forms, message: str, report: Report) -> HttpResponse:
    """Back on the page of the occasion, whose findings now rest on it."""
    messages.success(request, message % {"report": report})
    return redirect("occasion", forms.occasion.uid)


def _page(request: HttpRequest, forms: Forms, typed: Any = None) -> HttpResponse:
    """The page; ``typed`` fills the form of a new report again."""
    if typed is not None and any(name.startswith(f"{NEW}-") for name in typed):
        forms.new = ReportForm(typed, prefix=NEW)
    context = {
        "occasion": forms.occasion,
        "forms": forms,
        "revision": forms.occasion.revision,
        "read_only": is_read_only(forms.occasion),
    }
    return render(request, PAGE, context)
