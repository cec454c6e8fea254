"""One notice as it would be sent, before anything is.

What the officer wants to find out: what will this delegation read, in which language, and what will the next one?
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.forms.publishing import ReaderAsked
from meetings.models import Programme
from meetings.services.publishing.coming_version import coming_version
from meetings.views.desk.planners import acting
from meetings.views.desk.publishing.showing import for_a_month_to_publish
from meetings.views.desk.publishing.telling import telling_of


@for_a_month_to_publish
@require_safe
def notice(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The notice of one of those who would be told; the first where nobody, or somebody else, is asked for."""
    asked = ReaderAsked(request.GET)
    coming = coming_version(programme)
    withdraws = asked.of_withdrawal and coming.stands
    telling = telling_of(coming, clock.today(), acting(request)["now"], withdraws=withdraws)
    recipient = telling.recipient(asked.pk) or telling.recipient(None)
    context = {
        "month": programme.month,
        "coming": coming,
        "telling": telling,
        "recipient": recipient,
        "message": telling.message(recipient) if recipient else None,
        "withdraws": withdraws,
    }
    return render(request, "meetings/desk/publish/notice.html", context)
