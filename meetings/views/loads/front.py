"""Where files are brought in, and what was brought in so far.

What the admin at this page wants to find out, in this order:

1. I have a table: which of the ten kinds is it, and how must it look? (each kind in one sentence, with a template)
2. Here it is: what does it do? (one field; nothing is written before it was looked at)
3. It was not taken: why, and what must I do again? (at the field; the kind stays chosen, the file cannot)
4. What did we load, when, who, and does it still stand? (the list below, the newest first)
"""

from typing import Final

from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.limits import LARGEST_FILE
from meetings.forms.loads import UploadForm
from meetings.models import Load, LoadLine
from meetings.permissions import loads_open_to, sight_of
from meetings.services.loads.preview import preview_load
from meetings.services.loads.steps import Steps
from meetings.views.desk.planners import Acting, acting
from meetings.views.loads.admins import admins_only
from meetings.views.loads.counts import Count, counts_of
from meetings.views.loads.long_work import SMALL_FILE, do
from meetings.views.loads.uploading import InMemory, claims_too_much, drop_the_rest

A_PAGE: Final = 50
"""Loads on one page of the history."""


@csrf_exempt  # only until it is known how the body is read: ``_front`` is protected
@require_http_methods(["GET", "HEAD", "POST"])
def front(request: HttpRequest) -> HttpResponseBase:
    """Choose a kind, upload a file. What is too large is refused before it is read, or while it comes.

    Whoever may not load gets the answer of any other page, and no byte of the file is kept meanwhile.
    """
    may_load = sight_of(request.user).loads
    if may_load and claims_too_much(request):
        return _too_large(request, UploadForm())
    upload = InMemory(request, LARGEST_FILE if may_load else 0)
    request.upload_handlers = [upload]
    return _front(request, upload)


@csrf_protect
@admins_only
def _front(request: HttpRequest, upload: InMemory) -> HttpResponseBase:
    if request.method != "POST":
        return _page(request, UploadForm(initial={"kind": request.GET.get("kind", "")}))
    form = UploadForm(request.POST, request.FILES)
    if upload.too_large:
        return _too_large(request, UploadForm(initial={"kind": request.POST.get("kind", "")}))
    return _read(request, form) if form.is_valid() else _page(request, form)


def _read(request: HttpRequest, form: UploadForm) -> HttpResponseBase:
    content = form.cleaned_data["file"].read()
    return do(
        request,
        _reading(form, content, acting(request)),
        title=gettext("Reading %(file)s") % {"file": form.file_name},
        back=f"{reverse('loads')}?kind={form.cleaned_data['kind']}",
        at_once=len(content) <= SMALL_FILE,
    )


def _reading(form: UploadForm, content: bytes, who: Acting) -> Steps[str]:
    load = yield from preview_load(
        kind=form.cleaned_data["kind"],
        file_name=form.file_name,
        content=content,
        sheet=form.cleaned_data["sheet"],
        actor=who["actor"],
        now=who["now"],
        today=clock.today(),
    )
    return reverse("load", args=[load.pk])


def _too_large(request: HttpRequest, form: UploadForm) -> HttpResponse:
    drop_the_rest(request)
    return _page(request, form, status=413)


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    """The form and the history. What was read and what it did is not fetched: it may be long."""
    loads = loads_open_to(request.user).select_related("uploaded_by", "decided_by", "taken_back_by")
    loads = loads.defer("reading", "effects").annotate(problems=F("reading__problems_in_all"))
    page = Paginator(loads, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "too_large": status != 200,  # noqa: PLR2004
        "page": page,
        "rows": [(load, _title(load), _counts(load), _is_idle(load)) for load in page],
    }
    return render(request, "meetings/loads/front.html", context, status=status)


def _title(load: Load) -> str:
    kind = KINDS.get(load.kind)
    return str(kind.title) if kind else load.kind


def _is_idle(load: Load) -> bool:
    """Whether it waits for nobody: what it says stands on record already."""
    changes = any(load.summary.get(outcome) for outcome in LoadLine.Outcome.values)
    return load.state == Load.State.PREVIEWED and not changes


def _counts(load: Load) -> list[Count]:
    return counts_of(load, problems=getattr(load, "problems", 0) or 0)
