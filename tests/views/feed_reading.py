"""Calendar feeds as the programs of those who follow them read them."""

from datetime import date

from django.urls import reverse
from icalendar import Calendar

from meetings.models import FeedAddress
from meetings.services.publishing.publish_version import publish_version
from meetings.services.publishing.write_version import next_number, write_version
from tests.exchange.ical_standard import check, unfolded
from tests.factories import (
    FeedAddressFactory,
    ProgrammeFactory,
)
from tests.views.published import AT, DECEMBER

JANUARY = date(2027, 1, 1)
THIRD = date(2026, 12, 3)
ALL, MONTH = reverse("public_feed"), reverse("month_feed", args=[DECEMBER])


def own(user, which="programme"):
    address = FeedAddress.objects.filter(user=user).first() or FeedAddressFactory(user=user)
    return reverse("own_feed", args=[address.secret, which])


def publish_at(month, now):
    return publish_version(programme=ProgrammeFactory(month=month), actor=None, now=now)


def withdraw(month, now=AT):
    programme = ProgrammeFactory(month=month)
    return write_version(
        programme=programme, number=next_number(programme), actor=None, now=now, title_kind="programme", note="",
        withdraws=True,
    )  # fmt: skip


def fetched(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    check(response.content)
    return Calendar.from_ical(response.content)


def events(client, address):
    """What is in a feed: title, status and sequence, in its order."""
    return [
        (str(event["summary"]), str(event["status"]), event["sequence"])
        for event in fetched(client, address).events
    ]


def titles(client, address):
    return [title for title, _status, _sequence in events(client, address)]


def names(client, address):
    """What a feed calls itself, to the programs that know the one word for it and to those that know the other."""
    lines = (line.partition(":") for line in unfolded(client.get(address).content))
    return {value.replace("\\,", ",") for name, _, value in lines if name in ("NAME", "X-WR-CALNAME")}
