"""Where a person's own calendar feeds are.

The person at it wants to find out, in this order: what do I give my calendar program so that the programme stands in
it and follows by itself; where in my program do I put that; which of the feeds is for me; who else could read it;
and, if somebody does, how do I put an end to that, and what breaks when I do.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings.forms.feeds import RenewForm
from meetings.models import FeedAddress, User
from meetings.models.labels import Label
from meetings.permissions import sight_of
from meetings.services.renew_feed_address import (
    RenewedMeanwhile,
    feed_address,
    fingerprint,
    renew_feed_address,
)
from meetings.views.asked_language import LANGUAGE
from meetings.views.desk.planners import acting
from meetings.views.feeds import OWN

ABOUT: Final[Mapping[str, tuple[Label, Label]]] = {
    "programme": (_("The whole programme"), _("All published months, from a year ago on.")),
    "missions": (
        _("What I follow"),
        _("Of these, what is about the missions that concern you, or that you chose under Notices."),
    ),
    "deadlines": (
        _("Deadlines"),
        _(
            "Mandates that end, reports and papers that are due. For planners alone: it holds what is not public."
        ),
    ),
}
"""What each feed is called, and what is in it."""


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed: ``address`` to paste, ``webcal`` to press."""

    name: str
    title: Label
    about: Label
    address: str

    @property
    def webcal(self) -> str:
        """The same address by the scheme that calendar programs have for their own."""
        return f"webcal:{self.address.partition(':')[2]}"


@login_required
@require_safe
def feeds(request: HttpRequest) -> HttpResponse:
    """The addresses of whoever is signed in, and of nobody else. The first visit makes them."""
    address = _address(request)
    context = {
        "address": address,
        "own": list(_own(request, address)),
        "public": _public(request),
    }
    return render(request, "meetings/account/feeds.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request: HttpRequest) -> HttpResponse:
    """Ask first: whatever follows the old address stands still from then on."""
    address = _address(request)
    form = RenewForm(
        request.POST if request.method == "POST" else None, initial={"seen": fingerprint(address)}
    )
    if request.method == "POST":
        _renew(request, form)
        return redirect("feeds")
    return render(request, "meetings/account/feeds_renew.html", {"form": form, "address": address})


def _renew(request: HttpRequest, form: RenewForm) -> None:
    seen = form.cleaned_data["seen"] if form.is_valid() else ""
    try:
        renew_feed_address(user=_user(request), seen=seen, **acting(request))
    except RenewedMeanwhile:
        messages.warning(
            request,
            gettext("Nothing was done: your addresses were renewed already. These are the ones that work."),
        )
    else:
        messages.success(
            request, gettext("Renewed. Give your calendar programs these addresses; the old ones are dead.")
        )


def _address(request: HttpRequest) -> FeedAddress:
    return feed_address(user=_user(request), now=timezone.now())


def _user(request: HttpRequest) -> User:
    return cast("User", request.user)


def _own(request: HttpRequest, address: FeedAddress) -> Iterator[Feed]:
    plans = sight_of(request.user).drafts
    for which in OWN:
        if which != "deadlines" or plans:
            path = reverse("own_feed", args=[address.secret, which])
            yield Feed(which, *ABOUT[which], request.build_absolute_uri(path))


def _public(request: HttpRequest) -> Feed:
    """The one that everybody may have, in the language of this page."""
    path = f"{reverse('public_feed')}?{LANGUAGE}={get_language()}"
    about = _("The same for everybody, at an address that is no secret: to pass on.")
    return Feed("public", _("The public programme"), about, request.build_absolute_uri(path))
