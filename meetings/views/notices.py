"""What one is told by e-mail, and what was told lately.

The person at it wants to find out, in this order: am I told when a meeting of ours moves, and at which address; if
not, why, and whom do I ask; what was I told lately, and did it go out; and then set it otherwise: of what, about
which missions, in which language, how many days before.
"""

from collections.abc import Mapping
from typing import Final, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from meetings.clock import today
from meetings.forms.notices import NoticesForm
from meetings.models import CouncilTerm, Notice, User
from meetings.models.labels import Label
from meetings.permissions import missions_concerning, sight_of
from meetings.services.notices.audience import subscription_of
from meetings.services.notices.save_subscription import save_subscription
from meetings.services.notices.states import State, state_of
from meetings.views.desk.planners import acting

LATELY: Final = 20
"""So many notices are listed, the latest first."""

STATES: Final[Mapping[State, Label]] = {
    State.SENT: _("sent"),
    State.WAITING: _("waiting to be sent"),
    State.PUT_OFF: _("refused by the mail server so far; it is tried again"),
    State.UNCERTAIN: _("perhaps sent: the mail server did not confirm it"),
    State.GIVEN_UP: _("not sent"),
}


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """For everyone who has signed in, about themselves."""
    user = cast("User", request.user)
    form = NoticesForm(user, today(), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        save_subscription(user=user, wishes=form.wishes, missions=form.only_missions, **acting(request))
        messages.success(request, gettext("Kept. It counts from the next published version on."))
        return redirect("notices")
    subscription = subscription_of(user)
    context = {
        "form": form,
        "is_told": subscription.by_email if subscription else user.role == User.Role.DELEGATION,
        "lately": _lately(user),
        **_concerning(user),
    }
    return render(request, "meetings/account/notices.html", context)


def _concerning(user: User) -> dict[str, object]:
    """What concerns somebody's country by itself: all of it, or what is about some missions, or nothing."""
    if not user.country_id:
        return {}
    day = today()
    seated = CouncilTerm.objects.sitting_on(day).filter(country=user.country_id).exists()
    missions = missions_concerning(sight_of(user), day).open_on(day)  # type: ignore[attr-defined]
    return {
        "seated": seated,
        "concerning": [] if seated else list(missions.order_by("acronym").values_list("acronym", flat=True)),
    }


def _lately(user: User) -> list[tuple[Notice, Label]]:
    now = timezone.now()
    rows = Notice.objects.filter(user=user).defer("body", "calendar").order_by("-created_at", "-pk")
    return [(notice, STATES[state_of(notice, now)]) for notice in rows[:LATELY]]
