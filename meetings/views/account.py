"""One's own account.

The person at it wants to find out, in this order: under which name and for whom they are signed in; whether the
account is safe (second factor, how many recovery codes are left), and what to do if it is not; where else they
are signed in; and the way out.
"""

from typing import cast

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.models import User


@require_safe
@login_required
def account(request: HttpRequest) -> HttpResponse:
    """Who one is to the site, and how well the account is kept."""
    user = cast("User", request.user)
    kept = {row.type: row for row in Authenticator.objects.filter(user=user.pk)}
    codes = kept.get(Authenticator.Type.RECOVERY_CODES)
    context = {
        "second_factor": kept.get(Authenticator.Type.TOTP),
        "is_required": settings.SECOND_FACTOR_REQUIRED and user.is_planner,
        "has_codes": codes is not None,
        "codes_left": len(codes.wrap().get_unused_codes()) if codes else 0,
        "sessions": len(UserSession.objects.purge_and_list(user)),
    }
    return render(request, "meetings/account/account.html", context)
