"""Putting a month out: the page before the button, and the button.

What the officer who must put the month out wants to find out, in this order:

1. Can it go out now, and if not, what is missing? (each finding that waits for a reason, and the field for it)
2. What will readers find changed? (the difference to the last version, in words and on the calendar)
3. Who will be told, by which channel, and whom do I have to call myself? (and one of the notices, as it will read)
4. What do I call it, and what do I say of it? (title, note, the button)

How far the month has come with the members stands at the side: it never blocks anything.
"""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from meetings import clock
from meetings.forms.publishing import PublishForm
from meetings.models import Programme, ProgrammeVersion
from meetings.services.publishing.publish_programme import PlanChanged, publish_programme
from meetings.services.refusals import Refused
from meetings.templatetags.labels import month_name
from meetings.views.answers import week_rule
from meetings.views.desk.planners import acting
from meetings.views.desk.publishing.showing import for_a_month_to_publish, page_of, show


@for_a_month_to_publish
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest, programme: Programme) -> HttpResponse:
    """The page; and, posted, the next version, if it still is what the page showed."""
    if request.method != "POST":
        return show(request, page_of(request, programme))
    form = PublishForm(request.POST)
    if not form.is_valid():
        return show(request, page_of(request, programme), form=form)
    try:
        version = publish_programme(
            programme=programme,
            seen=form.cleaned_data["seen"],
            title_kind=form.cleaned_data["title_kind"],
            note=form.cleaned_data["note"],
            week_rule=week_rule(),
            today=clock.today(),
            **acting(request),
        )
    except PlanChanged as changed:
        form.add_error(None, changed.message)
        return show(request, page_of(request, programme), form=form, outdated=True)
    except Refused as refused:
        form.add_error(refused.field or None, refused.message)
        return show(request, page_of(request, programme), form=form)
    messages.success(request, said_of(version))
    return redirect("desk", programme.month)


def said_of(version: ProgrammeVersion) -> SafeString:
    """That a version is out, how many are told, and the ways to it."""
    month = version.programme.month
    if version.withdraws:
        done = gettext("%(month)s is withdrawn: version %(number)d says so.")
    else:
        done = gettext("Version %(number)d of %(month)s is published.")
    ways = {"month": gettext("Page"), "month_pdf": gettext("PDF"), "month_feed": gettext("Calendar feed")}
    links = [
        format_html('<a href="{}">{}</a>', reverse(name, args=[month]), text) for name, text in ways.items()
    ]
    words = {"number": version.number, "month": month_name(month)}
    return format_html("{} {} {} · {} · {}", done % words, _told(version), *links)


def _told(version: ProgrammeVersion) -> str:
    number = version.notices.count()
    if not number:
        return gettext("Nobody is told by e-mail.")
    said = ngettext("%(number)d person is told by e-mail.", "%(number)d people are told by e-mail.", number)
    return said % {"number": number}
