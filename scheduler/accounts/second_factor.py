"""Planners and admins sign in with a second factor, where the site is set so.

That a session has passed one is remembered in the session itself, so that no page costs a query for it. It is
forgotten when the factor goes, by whatever hand: the session that took it away forgets, all others end.
"""

from collections.abc import Callable
from typing import Any

from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_used
from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.db.models.signals import post_delete
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

PASSED = "second_factor"
"""The key in a session that has passed a second factor."""

OPEN = frozenset(
    {
        "sign_out",
        "account_logout",
        "set_language",
        "mfa_activate_totp",
        "account_reauthenticate",
        "mfa_reauthenticate",
    }
)
"""What may be opened without: setting one up, proving who one is for that, and leaving."""


class SecondFactorMiddleware:
    """Leads a planner or admin without a second factor to it before any other page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponseBase], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        if not is_missing(request):
            return None
        request.second_factor_is_missing = True  # type: ignore[attr-defined]  # for the page's own words
        if request.resolver_match is None or request.resolver_match.view_name in OPEN:
            return None
        way = reverse("mfa_reauthenticate" if has_second_factor(request.user) else "mfa_activate_totp")
        return redirect_to_login(request.get_full_path(), way)


def is_missing(request: HttpRequest) -> bool:
    """Whether this request comes from somebody who must pass a second factor and has not.

    Who sends no session is a visitor, and is not even asked for: their page stays free of sessions.
    """
    if not settings.SECOND_FACTOR_REQUIRED or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return False
    must = request.user.is_authenticated and request.user.is_planner
    return must and not request.session.get(PASSED, False)


def has_second_factor(user: Any) -> bool:
    """Whether an app with codes is set up; recovery codes alone are not one."""
    return is_mfa_enabled(user, [Authenticator.Type.TOTP])


def connect() -> None:
    """Let the session know of what happens to a second factor."""
    authenticator_used.connect(_remember)
    authenticator_added.connect(_begin)
    post_delete.connect(_forget, sender=Authenticator)


def _remember(request: HttpRequest, **_: Any) -> None:
    request.session[PASSED] = True


def _begin(request: HttpRequest, authenticator: Authenticator, **_: Any) -> None:
    """Sessions that began with a password alone end where a second factor begins."""
    if authenticator.type == Authenticator.Type.TOTP:
        _remember(request)
        _end_sessions(authenticator.user_id, but=request.session.session_key)


def _forget(instance: Authenticator, **_: Any) -> None:
    """Here the request is not handed in: an admin may have deleted the row, or a command.

    The recovery codes go too; else they would still be good for the next second factor.
    """
    if instance.type != Authenticator.Type.TOTP:
        return
    Authenticator.objects.filter(user_id=instance.user_id).delete()
    request = context.request
    own = request is not None and request.user.pk == instance.user_id
    if own:
        request.session.pop(PASSED, None)
    _end_sessions(instance.user_id, but=request.session.session_key if own else None)


def _end_sessions(user_id: int, *, but: str | None) -> None:
    for session in UserSession.objects.filter(user_id=user_id).exclude(session_key=but):
        session.end()
