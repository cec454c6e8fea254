"""Who may enter the desk, and how a view tells a service who acts."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, TypedDict
from uuid import UUID, uuid4

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from meetings.models import User
from meetings.permissions import sight_of

View = Callable[..., HttpResponse]


class Acting(TypedDict):
    """What every service is told: who acts, when, and the id of this request."""

    actor: User
    now: datetime
    request: UUID


def planners_only(view: View) -> View:
    """Planners and admins may enter; a visitor is led to the sign-in; for anyone else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not sight_of(request.user).drafts:
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)


def acting(request: HttpRequest) -> Acting:
    """For a view behind ``planners_only``: its reader as the one who acts, now."""
    if not isinstance(request.user, User):
        raise Http404
    return Acting(actor=request.user, now=timezone.now(), request=uuid4())
