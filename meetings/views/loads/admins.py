"""Who may load."""

from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase

from meetings.permissions import sight_of
from meetings.views.loads.long_work import View


def admins_only(view: View) -> View:
    """Admins may enter; a visitor is led to the sign-in; for anyone else there is no such page."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sight_of(request.user).loads:
            raise Http404
        return view(request, *args, **kwargs)

    return login_required(guarded)
