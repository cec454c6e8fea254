"""What a person is told who tried too often, and by what attempts are counted."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from math import ceil
from typing import Any

from allauth.account.adapter import get_adapter
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db.models import Max
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.module_loading import import_string

SHORTLY = 60
"""Seconds after which it is worth while to try again, where nothing more exact is known."""


def name_tried(request: HttpRequest, credentials: Mapping[str, Any] | None = None) -> str:
    """The name an attempt counts against: one, however it is written, as it is one for signing in."""
    given = credentials or request.POST
    return str(given.get("username") or given.get("login") or "").strip().casefold()[:150]


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, as allauth reads it too."""
    try:
        address: str = get_adapter().get_client_ip(request)
    except PermissionDenied:  # none is known, as behind a socket
        return None
    return address


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """The page in place of the answer, once a name has been tried too often from one address."""
    attempts = AccessAttempt.objects.filter(
        username=name_tried(request, credentials), ip_address=address_of(request)
    )
    latest = attempts.aggregate(latest=Max("attempt_time"))["latest"] or timezone.now()
    return _ask_to_wait(request, latest + get_cool_off(request))


def too_many_requests(request: HttpRequest) -> HttpResponse:
    """The site's answer with status 429: allauth's limits end in it."""
    return _ask_to_wait(request, None)


def _ask_to_wait(request: HttpRequest, until: datetime | None) -> HttpResponse:
    """Say how long to wait; at sign-in the form stays, with the name that was typed."""
    context: dict[str, Any] = {"until": until and _next_minute(until), "limit": settings.AXES_FAILURE_LIMIT}
    if request.path == reverse("sign_in"):
        form = import_string(settings.ACCOUNT_FORMS["login"])
        context["form"] = form(request=request, initial={"login": request.POST.get("login", "")[:150]})
    response = render(request, "429.html", context, status=429)
    wait = (until - timezone.now()).total_seconds() if until else SHORTLY
    response.headers["Retry-After"] = str(max(ceil(wait), 1))
    add_never_cache_headers(response)
    return response


def _next_minute(instant: datetime) -> datetime:
    """A wait is told in minutes, and never too short."""
    return (instant + timedelta(seconds=59)).replace(second=0, microsecond=0)
