"""Calendar feeds: the programme as files that calendar programs look into again and again.

Nobody reads these as a page. A program wants to find out: did anything change since last time (mostly not, so an
empty answer); if so, what is on, what moved and what is off, told so that it may merge or replace as it likes.

The public ones hold published versions alone. A person's own are behind an address that nobody can guess, since no
program signs in; whoever does not know one learns nothing, not even whether it ever was one.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import translation
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_safe

from meetings import clock
from meetings.exchange.ical import programme_calendar
from meetings.exchange.ical_deadlines import deadline_calendar
from meetings.exchange.wording_whens import month_text
from meetings.kept import kept_answer, made_of
from meetings.permissions import missions_concerning, sight_of
from meetings.planning.calendar_lines import CANCELLED_FOR, CalendarLine
from meetings.rules.months import first_of
from meetings.snapshots.deadlines import deadlines
from meetings.snapshots.feeds import (
    Follower,
    VersionStamp,
    follower_at,
    latest_stamp,
    latest_stamps,
    lines_of,
    missions_followed,
    stamp_of,
)
from meetings.views.asked_language import language_asked_for

CALENDAR: Final = "text/calendar; charset=utf-8"

REACHES_BACK: Final = relativedelta(years=1)
"""Months that are over for longer are no longer in the feed of all."""


@require_safe
def public_feed(request: HttpRequest) -> HttpResponse:
    """All that is published, of the year that was and of the time to come."""
    with translation.override(language_asked_for(request)):
        return _programme(request, _of_all_months(), "programme.ics")


@require_safe
def month_feed(request: HttpRequest, month: date) -> HttpResponse:
    """A month as it was last published; a withdrawn one, cancelled."""
    stamp = _found(latest_stamp(month))
    with translation.override(language_asked_for(request)):
        return _programme(
            request, _Feed(_month_name(stamp), (stamp,), clock.today()), f"programme-{month:%Y-%m}.ics"
        )


@require_safe
def version_feed(request: HttpRequest, month: date, number: int) -> HttpResponse:
    """One version as it was published. It never changes, whatever the day: nothing that is off falls out of it."""
    stamp = _found(stamp_of(month, number))
    with translation.override(language_asked_for(request)):
        words = {"name": _month_name(stamp), "number": number}
        name = gettext("%(name)s, version %(number)d") % words
        return _programme(request, _Feed(name, (stamp,)), f"programme-{month:%Y-%m}-{number}.ics")


@require_safe
def own_feed(request: HttpRequest, secret: str, which: str) -> HttpResponse:
    """A person's own: the whole programme, what they follow of it, or (for planners) what is due.

    The secret is looked up in the database, by its unique index: how long that takes says nothing of how much of a
    guess was right.
    """
    follower = follower_at(secret, clock.today())
    make = OWN.get(which)
    if follower is None or make is None:
        raise Http404
    with translation.override(follower.user.language or settings.LANGUAGE_CODE):
        answer = make(request, follower)
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@dataclass(frozen=True, slots=True)
class _Feed:
    """What a feed of the programme is made of.

    ``today``: what is off for long falls out of it on that day; ``None`` where nothing does. ``missions``: only what
    is about these; ``None`` where nothing is left out.
    """

    name: str
    stamps: tuple[VersionStamp, ...]
    today: date | None = None
    missions: frozenset[str] | None = None

    @property
    def digest(self) -> str:
        """Of all that the file is made of; what it says leads to this site."""
        missions = None if self.missions is None else sorted(self.missions)
        versions = (part for stamp in self.stamps for part in (stamp.pk, stamp.digest, stamp.published_at))
        return made_of(self.name, settings.SITE_URL, self.today, missions, *versions)

    def made(self) -> bytes:
        """The file, in the active language."""
        return programme_calendar((line for line in self._lines() if self._holds(line)), name=self.name)

    def _lines(self) -> Iterable[CalendarLine]:
        lines = lines_of(self.stamps)
        return lines if self.today is None else [line.as_of(self.today) for line in lines]

    def _holds(self, line: CalendarLine) -> bool:
        return self.missions is None or not self.missions.isdisjoint(line.entry.missions)


def _of_all_months() -> _Feed:
    today = clock.today()
    stamps = latest_stamps(first_of(today - REACHES_BACK))
    return _Feed(gettext("Programme of the Security Council"), stamps, today)


def _month_name(stamp: VersionStamp) -> str:
    return gettext("%(title)s, %(month)s") % {"title": stamp.title, "month": month_text(stamp.month)}


def _own_programme(request: HttpRequest, follower: Follower) -> HttpResponse:
    return _programme(request, _of_all_months(), "programme.ics", private=True)


def _own_missions(request: HttpRequest, follower: Follower) -> HttpResponse:
    feed = replace(
        _of_all_months(), name=gettext("Security Council: what I follow"), missions=_followed(follower)
    )
    return _programme(request, feed, "missions.ics", private=True)


def _own_deadlines(request: HttpRequest, follower: Follower) -> HttpResponse:
    """Made of live rows: it is kept under all that they say."""
    if not sight_of(follower.user).drafts:
        raise Http404
    due = deadlines(clock.today(), gone_for=timedelta(CANCELLED_FOR))
    name = gettext("Security Council: deadlines")
    digest = made_of("deadlines", settings.SITE_URL, *due)
    return _answer(request, digest, lambda: deadline_calendar(due, name=name), "deadlines.ics", private=True)


OWN: Final[Mapping[str, Callable[[HttpRequest, Follower], HttpResponse]]] = {
    "programme": _own_programme,
    "missions": _own_missions,
    "deadlines": _own_deadlines,
}
"""The feeds of a person's own, by the name in their address."""


def _followed(follower: Follower) -> frozenset[str] | None:
    """The missions whose entries a person follows; ``None`` where they follow all entries, whatever they are about.

    The missions they chose (``account/notices/``), else those that concern them: all, for planners and for members
    of the Council.
    """
    if follower.everything:
        return None
    sight = sight_of(follower.user)
    missions = missions_followed(follower.user, missions_concerning(sight, clock.today()))
    if missions.chosen:
        return missions.chosen
    return None if sight.drafts or follower.seated else missions.concerning


def _programme(request: HttpRequest, feed: _Feed, filename: str, *, private: bool = False) -> HttpResponse:
    return _answer(request, feed.digest, feed.made, filename, private=private)


def _answer(
    request: HttpRequest, digest: str, build: Callable[[], bytes], filename: str, *, private: bool = False
) -> HttpResponse:
    answer = kept_answer(
        request,
        name="feed",
        digest=digest,
        build=build,
        content_type=CALENDAR,
        filename=filename,
        private=private,
    )
    answer["Content-Language"] = get_language() or settings.LANGUAGE_CODE  # of the file, not of who asks
    return answer


def _found(stamp: VersionStamp | None) -> VersionStamp:
    if stamp is None:
        raise Http404
    return stamp
