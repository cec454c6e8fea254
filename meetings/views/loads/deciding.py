"""What an admin decides of a load that was shown: which values stand, to apply it, to leave it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from meetings import clock
from meetings.forms.loads import ChoosingForm, OpenNextForm
from meetings.models import Load, Mandate
from meetings.permissions import fetch_load
from meetings.services.loads.apply import Moved, apply_load, leave_load, preview_again
from meetings.services.loads.choosing import choices_of, choose_for_file, choose_same, keys_taken
from meetings.services.loads.steps import Steps
from meetings.services.occasion_values import AlreadyOpen
from meetings.services.open_occasion import open_for_mandate
from meetings.services.refusals import Refused
from meetings.views.desk.planners import Acting, acting
from meetings.views.loads.admins import admins_only
from meetings.views.loads.long_work import FEW_ROWS, do
from meetings.views.loads.shown import Wanted


@admins_only
@require_POST
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what is ticked on one page of the lines, and go to another."""
    load = fetch_load(pk, request.user)
    try:
        _keep_choices(request, load)
    except Refused as refused:
        messages.error(request, refused.message)
    return redirect(Wanted.of(request.POST).address(load))


@admins_only
@require_POST
def apply(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write what was shown. Where that is no longer what would happen, it is shown anew instead."""
    load = fetch_load(pk, request.user)
    if load.state == Load.State.APPLIED:
        return _applied_already(request, load)
    title = gettext("Applying %(file)s") % {"file": load.file_name}
    return _with_choices(request, load, _applying(load, acting(request)), title)


@admins_only
@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Look anew at what the file would do; what is ticked on the page stays ticked where the line is the same."""
    load = fetch_load(pk, request.user)
    title = gettext("Reading %(file)s") % {"file": load.file_name}
    return _with_choices(request, load, _looking_again(load, acting(request)), title)


@admins_only
@require_POST
def leave(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide against it."""
    load = fetch_load(pk, request.user)
    who = acting(request)
    try:
        leave_load(load=load, actor=who["actor"], now=who["now"])
    except Refused as refused:
        if load.state != Load.State.LEFT:
            messages.error(request, refused.message)
    return redirect("load", pk)


@admins_only
@require_POST
def open_next(request: HttpRequest, pk: int) -> HttpResponse:
    """Open the next occasion for an end that the file brought."""
    load = fetch_load(pk, request.user)
    form = OpenNextForm(request.POST)
    mandate = _mandate(form)
    if mandate is None:
        messages.error(request, gettext("There is no such mandate. Look at the list again."))
        return redirect("load", pk)
    try:
        opened = open_for_mandate(
            mandate=mandate,
            today=clock.today(),
            count_earlier_meeting=form.cleaned_data["count_earlier_meeting"],
            **acting(request),
        )
    except AlreadyOpen as already:
        messages.info(request, gettext("It was open already: %(occasion)s.") % {"occasion": already.occasion})
    except Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, gettext("Opened: %(occasion)s.") % {"occasion": opened})
    return redirect(f"{reverse('load', args=[load.pk])}#next")


def _mandate(form: OpenNextForm) -> Mandate | None:
    if not form.is_valid():
        return None
    found = Mandate.objects.select_related("mission", "decision")
    return found.filter(pk=form.cleaned_data["mandate"], ends__isnull=False).first()


def _with_choices(request: HttpRequest, load: Load, steps: Steps[str], title: str) -> HttpResponseBase:
    """Keep what is ticked on the page, then do the work on it."""
    back = reverse("load", args=[load.pk])
    try:
        _keep_choices(request, load)
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(back)
    return do(request, steps, title=title, back=back, at_once=_is_small(load))


def _keep_choices(request: HttpRequest, load: Load) -> None:
    """Raises ``Refused`` where the page was mangled, or the load decided about meanwhile."""
    form = ChoosingForm(request.POST)
    if not form.is_valid():
        raise Refused(gettext("Some of these lines are no longer there. Look at them again."))
    choose_for_file(load=load, **form.cleaned_data, **acting(request))


def _applied_already(request: HttpRequest, load: Load) -> HttpResponse:
    messages.info(request, gettext("It was applied already. Nothing was done a second time."))
    return redirect("load", load.pk)


def _applying(load: Load, who: Acting) -> Steps[str]:
    """Gives the address of the load, which says whether it had to be shown anew."""
    address = reverse("load", args=[load.pk])
    about: dict[str, Any] = {"load": load, "actor": who["actor"], "now": who["now"]}
    try:
        yield from apply_load(**about, take=keys_taken(load), today=clock.today(), request=who["request"])
    except Moved:
        yield from _looking_again(load, who)
        return f"{address}?moved=yes"
    return address


def _looking_again(load: Load, who: Acting) -> Steps[str]:
    """What is on record has moved on; what the admin decided stays where the line is the same."""
    about: dict[str, Any] = {"load": load, "actor": who["actor"], "now": who["now"]}
    choices = choices_of(load)
    anew = yield from preview_again(**about, today=clock.today())
    if anew.state == Load.State.PREVIEWED:
        choose_same(**(about | {"load": anew}), choices=choices)
    return reverse("load", args=[load.pk])


def _is_small(load: Load) -> bool:
    return int(load.reading.get("rows") or 0) <= FEW_ROWS
