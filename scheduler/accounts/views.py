"""The doors that Django's admin has of its own: all of them lead through the site's one door."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_safe


@require_safe
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """The admin's own form would know neither of second factors nor of the wait after wrong passwords."""
    index = reverse("admin:index")
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or index)
    if not request.user.is_staff:
        raise Http404
    return redirect(index)


@require_safe
@login_required
def admin_password(request: HttpRequest) -> HttpResponse:
    """One page for a new password, with its limit and its notice by mail."""
    if not request.user.is_staff:
        raise Http404
    return redirect("account_change_password")
