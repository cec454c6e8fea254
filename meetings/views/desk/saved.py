"""Back on the desk after something was saved: at its place, with a word on what a planner may not have meant."""

from collections.abc import Iterator
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext

from meetings.models import Entry, Sitting
from meetings.rules.months import last_of
from meetings.rules.vocabulary import StartKind


def back_to_desk(request: HttpRequest, entry: Entry, message: str) -> HttpResponse:
    """To the day the entry stands on (one that is gone: stood on), or to the lines without a day."""
    messages.success(request, message)
    first = entry.sittings.first()
    return to_desk(entry.programme.month, f"day-{first.on.isoformat()}" if first else "desk-undated")


def to_desk(month: date, place: str = "") -> HttpResponse:
    """The desk of a month, at the part of it with this id; at its top without one."""
    address = reverse("desk", args=[month])
    return HttpResponseRedirect(f"{address}#{place}" if place else address)


def hints(entry: Entry) -> Iterator[str]:
    """What is allowed, and perhaps not meant."""
    for sitting in entry.sittings.all():
        if sitting.on > last_of(entry.programme.month):
            day = date_format(sitting.on, "j F Y")
            yield gettext("It is resumed on %(day)s, in the month after.") % {"day": day}
        if sitting.start_kind == StartKind.AFTER_PREVIOUS and not _follows_something(sitting):
            day = date_format(sitting.on, "j F Y")
            yield gettext("It follows the previous sitting, but is the first on %(day)s.") % {"day": day}


def _follows_something(sitting: Sitting) -> bool:
    return Sitting.objects.filter(on=sitting.on, position__lt=sitting.position).exists()
