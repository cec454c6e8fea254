"""Occasions at the desk: opening one, and saying what it is about.

What the planner at these pages wants to find out, in this order:

1. Opening for a mandate that ends: nothing at all. One press opens it, with its report, and the plan goes on.
2. Opening for another reason: which reasons are there, which mission, which end, and is it urgent?
3. Somebody has opened it already? (then it is shown)
4. Editing: what does it say now, what may I change, and what follows from it? (back on its page, with its findings)
5. Something is wrong, or somebody was faster: where, and is what I typed still there? (at the field; side by side)
"""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.occasions import CHOSEN_FIELD_BY_FIELD, EditForm, OneClickForm, OpenForm, as_typed
from meetings.forms.typed_versions import TypedChoosingForm, TypedVersions
from meetings.models import Mission, Occasion
from meetings.permissions import fetch_occasion_to_plan
from meetings.services.edit_occasion import edit_occasion, is_read_only
from meetings.services.occasion_values import AlreadyOpen
from meetings.services.open_occasion import open_for_mandate
from meetings.services.open_occasion import open_occasion as open_anew
from meetings.services.refusals import Refused, Stale
from meetings.snapshots.last_changes import last_change, occasion_seen
from meetings.views.desk import two_versions
from meetings.views.desk.answer import answer, asked_by_script
from meetings.views.desk.planners import acting, planners_only
from meetings.views.desk.two_versions import About
from meetings.views.desk.typed_versions import CHOOSING, in_words, is_choice

DIGITS = 9
"""More than any revision has."""


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def open_occasion(request: HttpRequest) -> HttpResponse:
    """Open an occasion: at once for a mandate, or with the whole form for another reason."""
    if "mandate" in request.POST and "kind" not in request.POST:
        return _open_at_once(request)
    today = clock.today()
    form = OpenForm(request.POST or None, today=today, initial=_asked_for(request))
    if request.method == "POST" and form.is_valid():
        try:
            opened = open_anew(
                mission=form.cleaned_data["mission"], values=form.filled, today=today, **acting(request)
            )
        except AlreadyOpen as already:
            form.refuse(already)
            return _open_page(request, form, already.occasion)
        except Refused as refused:
            form.refuse(refused)
        else:
            messages.success(request, _opened(opened))
            return redirect("occasion", opened.uid)
    return _open_page(request, form)


def _open_page(request: HttpRequest, form: OpenForm, there: Occasion | None = None) -> HttpResponse:
    return render(request, "meetings/desk/occasion_open.html", {"form": form, "there": there})


def _open_at_once(request: HttpRequest) -> HttpResponse:
    """One press for a mandate that ends. Of two who press at once, the second is led to what the first opened."""
    form = OneClickForm(request.POST)
    if not form.is_valid():
        messages.error(request, gettext("There is no such mandate. Choose one of the list."))
        return redirect("occasion_open")
    month = form.cleaned_data["month"]
    try:
        opened = open_for_mandate(
            mandate=form.cleaned_data["mandate"],
            today=clock.today(),
            programme=form.programme(),
            **acting(request),
        )
    except AlreadyOpen as already:
        return _refused(request, month, already, reverse("occasion", args=[already.occasion.uid]))
    except Refused as refused:
        return _refused(request, month, refused, reverse("occasion_open"))
    if month:
        return answer(request, month, _opened(opened), place=f"to-place-{opened.uid}")
    messages.success(request, _opened(opened))
    return redirect("occasion", opened.uid)


def _refused(request: HttpRequest, month: date | None, refused: Refused, where: str) -> HttpResponse:
    """Why it was not opened; on the desk, where the list is drawn again, or on the page where it goes on."""
    if month and asked_by_script(request):
        return answer(request, month, refused.message, refused=True)
    messages.warning(request, refused.message)
    return redirect(where)


def _opened(occasion: Occasion) -> str:
    return gettext("Opened: %(label)s.") % {"label": occasion.label}


def _asked_for(request: HttpRequest) -> dict[str, object]:
    """What the address that led here says already: a mission by its acronym."""
    acronym = request.GET.get("mission", "").replace("\0", "")
    mission = Mission.objects.filter(acronym=acronym).first() if acronym else None
    return {"mission": mission.pk} if mission else {}


@planners_only
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, uid: UUID) -> HttpResponse:
    """What an occasion says of itself. Of what is concluded, only that it is can be taken back."""
    occasion = fetch_occasion_to_plan(uid, request.user)
    # What was typed before somebody concluded it is not passed over in silence: the service says why not.
    read_only = is_read_only(occasion) and "label" not in request.POST
    form = EditForm(request.POST or None, occasion=occasion, read_only=read_only)
    if request.method != "POST":
        return _edit_page(request, form)
    if not is_choice(request):
        return _save(request, form)
    saw = request.POST.get("saw", "")
    versions = _versions(form, occasion, saw)
    choice = TypedChoosingForm(versions.differences, request.POST)
    if not choice.is_valid():
        return _both(request, versions, choice, occasion, saw)
    merged = choice.merged(versions, request.POST)
    return _save(request, EditForm(merged, occasion=occasion, read_only=read_only))


def _save(request: HttpRequest, form: EditForm) -> HttpResponse:
    """Save what was typed, say at which field it cannot be, or show what somebody else saved meanwhile."""
    if not form.is_valid():
        return _edit_page(request, form)
    try:
        saved = edit_occasion(
            occasion=form.occasion,
            seen=form.cleaned_data["revision"],
            values=form.filled,
            concluded=form.cleaned_data["concluded"],
            **acting(request),
        )
    except Stale:
        return _ask(request, form)
    except Refused as refused:
        form.refuse(refused)
        return _edit_page(request, form)
    messages.success(request, gettext("Saved: %(label)s.") % {"label": saved.label})
    return redirect("occasion", saved.uid)


def _ask(request: HttpRequest, form: EditForm) -> HttpResponse:
    now = fetch_occasion_to_plan(form.occasion.uid, request.user)
    saw = str(form.cleaned_data["revision"])
    versions = _versions(form, now, saw)
    if not versions.differences:
        messages.success(request, gettext("Somebody else has saved the same meanwhile."))
        return redirect("occasion", now.uid)
    return _both(request, versions, TypedChoosingForm(versions.differences), now, saw)


def _both(
    request: HttpRequest, versions: TypedVersions, form: TypedChoosingForm, now: Occasion, saw: str
) -> HttpResponse:
    """Both versions side by side; ``saw`` is the revision the planner began with."""
    about = About(
        title=now.label,
        within=now.mission.acronym,
        within_address=reverse("mission", args=[now.mission.acronym]),
        address=reverse("occasion_edit", args=[now.uid]),
        change=last_change(now),
        hidden=(*versions.hidden(), ("revision", str(now.revision)), ("saw", saw), CHOOSING),
    )
    return two_versions.page(request, about, form, in_words(versions))


def _versions(form: EditForm, occasion: Occasion, saw: str) -> TypedVersions:
    """What was typed beside the occasion as it stands, and as the planner saw it, if its history tells."""
    revision = int(saw) if saw.isascii() and saw.isdecimal() and len(saw) < DIGITS else 0
    state = occasion_seen(occasion, revision)
    names = ("concluded",) if form.read_only else CHOSEN_FIELD_BY_FIELD
    theirs, before = as_typed(occasion), as_typed(state) if state else None
    return TypedVersions(
        form,
        {name: theirs[name] for name in names},
        {name: before[name] for name in names} if before else None,
    )


def _edit_page(request: HttpRequest, form: EditForm) -> HttpResponse:
    context = {"form": form, "occasion": form.occasion, "read_only": form.read_only}
    return render(request, "meetings/desk/occasion_form.html", context)
