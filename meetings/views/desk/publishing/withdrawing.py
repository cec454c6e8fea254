"""Withdrawing a month that is published.

What the officer at this page wants to find out, in this order:

1. What does it do, and what stays? (a version that says that nothing stands; the draft and earlier versions stay)
2. Who is told, and whom do I have to call myself?
3. What do I have to say? (a reason, which everybody reads)
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.publishing import WithdrawForm
from meetings.models import Programme
from meetings.services.publishing.coming_version import coming_version
from meetings.services.publishing.withdraw_programme import withdraw_programme
from meetings.services.refusals import Refused
from meetings.views.desk.planners import acting
from meetings.views.desk.publishing.publish import said_of
from meetings.views.desk.publishing.showing import for_a_month_to_publish
from meetings.views.desk.publishing.telling import telling_of


@for_a_month_to_publish
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, programme: Programme) -> HttpResponse:
    """What withdrawing does, and a field for the reason; posted, the withdrawal."""
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            version = withdraw_programme(
                programme=programme,
                seen=form.cleaned_data["seen"] or 0,
                reason=form.cleaned_data["reason"],
                today=clock.today(),
                **acting(request),
            )
        except Refused as refused:
            form.add_error(refused.field or None, refused.message)
        else:
            messages.success(request, said_of(version))
            return redirect("desk", programme.month)
    return _show(request, programme, form)


def _show(request: HttpRequest, programme: Programme, form: WithdrawForm) -> HttpResponse:
    coming = coming_version(programme)
    if not coming.stands:
        messages.info(request, gettext("No version stands published: there is nothing to withdraw."))
        return redirect("publish", programme.month)
    telling = telling_of(coming, clock.today(), acting(request)["now"], withdraws=True)
    recipient = telling.recipient(None)
    context = {
        "month": programme.month,
        "coming": coming,
        "cancelled": len(coming.withdrawing[1]),
        "telling": telling,
        "recipient": recipient,
        "message": telling.message(recipient) if recipient else None,
        "withdraws": True,
        "form": form,
    }
    return render(request, "meetings/desk/publish/withdraw.html", context)
