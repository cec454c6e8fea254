"""Reminders before meetings and before days on which reports are due: each made once a person and a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.utils import translation
from django.utils.translation import gettext, ngettext

from meetings.exchange.mail import absolute
from meetings.exchange.wording_whens import day_text, whens_text
from meetings.models import Notice, Report, ReportRequirement, Subscription, User
from meetings.planning.calendar_lines import CalendarLine, calendar_lines
from meetings.planning.diff import when
from meetings.rules.facts import EntryFact
from meetings.rules.months import first_of
from meetings.rules.vocabulary import EntryStatus
from meetings.services.notices.audience import Concern, chosen_missions, concern_of, people, subscription_of
from meetings.services.notices.calendar_file import calendar_file
from meetings.services.notices.writing import language_of, name_of, one_line, written
from meetings.snapshots.consultations import CONCERNING
from meetings.snapshots.latest import latest_between
from meetings.snapshots.published import merged

LONGEST: Final = timedelta(days=60)
"""As many days ahead as anybody may ask for (``subscription_reminds_some_days_before``)."""

DAYS_BEFORE: Final[int] = Subscription._meta.get_field("days_before").default


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a day. ``about`` names it with that day: on another day it is another reminder.

    ``missions`` are those it concerns; ``entry`` is the meeting, where it is one, and ``what`` says what is due
    where it is none.
    """

    about: str
    on: date
    missions: frozenset[str]
    entry: EntryFact | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Coming:
    """All that anybody may be reminded of, and what calendars say of it."""

    due: tuple[Due, ...]
    lines: tuple[CalendarLine, ...]


def make_reminders(*, now: datetime, today: date) -> int:
    """Make the reminders that are due and were not made yet; return how many. Nothing is sent here.

    Delegations are reminded of published meetings with contributors, consultations and adoptions that concern them;
    planners and admins, where they asked to be told, of those and of reports that are due. What is not true any
    more, because the meeting was moved or called off, is dropped where it was not sent yet. The number of queries does
    not grow with people or meetings; two who make reminders at once make each once.

    Args:
        now: an aware instant, kept with each.
        today: a day in New York. Who wants seven days' notice is reminded of what comes within them.
    """
    coming = _coming(today)
    concern = concern_of({mission for one in coming.due for mission in one.missions}, today)
    wanted = [
        (user, due)
        for user in people()
        if _may_be_reminded(user)
        for due in coming.due
        if _wants(user, due, concern, today)
    ]
    _drop_what_is_overtaken({due.about for due in coming.due})
    made = _known({due.about for _user, due in wanted})
    rows = [
        _row(user, due, coming.lines, today, now) for user, due in wanted if (user.pk, due.about) not in made
    ]
    Notice.objects.bulk_create(rows, ignore_conflicts=True, batch_size=100)
    return len(rows)


def _coming(today: date) -> Coming:
    last = today + LONGEST
    versions = latest_between(today, last)
    meetings = _meetings(merged(versions).values(), today, last)
    lines = calendar_lines((month, at) for at, _first, month in versions)
    return Coming((*meetings, *_reports(today, last)), lines)


def _meetings(entries: Iterable[EntryFact], first: date, last: date) -> Iterator[Due]:
    for entry in entries:
        on = entry.on
        is_ahead = entry.counts and entry.status is not EntryStatus.HELD
        if is_ahead and entry.format in CONCERNING and on and first <= on <= last:
            yield Due(f"meeting:{entry.uid}:{on}", on, frozenset(entry.missions), entry=entry)


def _reports(first: date, last: date) -> Iterator[Due]:
    """What is to come in and has not; what was asked for by a day and is expected as a report stands there once."""
    awaited = Report.objects.due_between(first, last).filter(circulated_on=None, missions__isnull=False)
    for pk, symbol, mission, on in awaited.values_list("pk", "symbol", "missions__acronym", "due_on"):
        if on:
            yield Due(f"report:{pk}:{mission}:{on}", on, frozenset({mission}), what=_of(mission, symbol))
    asked = ReportRequirement.objects.filter(due_on__range=(first, last), reports=None)
    for pk, symbol, mission, on in asked.values_list("pk", "decision__symbol", "mission__acronym", "due_on"):
        if on:
            yield Due(f"requirement:{pk}:{on}", on, frozenset({mission}), what=_of(mission, symbol))


def _of(mission: str, symbol: str) -> str:
    return f"{mission} ({symbol})" if symbol else mission


def _may_be_reminded(user: User) -> bool:
    subscription = subscription_of(user)
    if not user.email:
        return False
    return subscription.by_email and subscription.reminders if subscription else bool(user.country_id)


def _wants(user: User, due: Due, concern: Concern, today: date) -> bool:
    """Delegations are not told of reports: the day on which one is due is the Secretariat's to keep."""
    subscription = subscription_of(user)
    if due.on > today + timedelta(days=subscription.days_before if subscription else DAYS_BEFORE):
        return False
    if due.entry is None and not user.is_planner:
        return False
    if subscription and subscription.everything:
        return True
    if chosen := chosen_missions(subscription):
        return not chosen.isdisjoint(due.missions)
    return user.country_id is None or concern.is_of(user.country_id, due.missions)


def _drop_what_is_overtaken(true: set[str]) -> None:
    """A reminder of a day that is no longer the day would mislead; one that a sender has in hand is let go.

    Nothing was sent, so nothing of it is kept: should the day be the day again, it is made again.
    """
    unsent = Notice.objects.filter(kind=Notice.Kind.REMINDER, sent_at=None, given_up_at=None, claimed_at=None)
    unsent.exclude(about__in=true).delete()


def _known(about: set[str]) -> set[tuple[int, str]]:
    rows = Notice.objects.filter(kind=Notice.Kind.REMINDER, about__in=about)
    return set(rows.values_list("user", "about"))


def _row(user: User, due: Due, lines: Iterable[CalendarLine], today: date, now: datetime) -> Notice:
    language = language_of(user)
    with translation.override(language):
        calendar = calendar_file(lines, {due.entry.uid}) if due.entry else ""
        in_days = _in_days((due.on - today).days)
        context = {
            "due": due,
            "name": name_of(due.entry) if due.entry else "",
            "when": whens_text(when(due.entry), years=True) if due.entry else day_text(due.on, year=True),
            "in_days": in_days,
            "has_calendar": bool(calendar),
            "month_address": absolute("month", first_of(due.on)),
            "settings_address": absolute("notices"),
        }
        return Notice(
            user=user,
            kind=Notice.Kind.REMINDER,
            about=due.about,
            language=language,
            to=user.email,
            subject=one_line(_subject(due, in_days)),
            body=written("emails/reminder.txt", context),
            calendar=calendar,
            created_at=now,
        )


def _in_days(days: int) -> str:
    if not days:
        return gettext("today")
    return ngettext("in %(days)d day", "in %(days)d days", days) % {"days": days}


def _subject(due: Due, in_days: str) -> str:
    """The day itself, since a reminder may be read later than it was written."""
    words = {"day": day_text(due.on), "in_days": in_days}
    if due.entry is None:
        return gettext("Report due on %(day)s (%(in_days)s): %(what)s") % {**words, "what": due.what}
    return gettext("%(name)s, on %(day)s (%(in_days)s)") % {**words, "name": name_of(due.entry)}
