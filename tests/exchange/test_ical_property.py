"""Whoever follows a feed is where the published months are, whatever was edited, published or withdrawn before.

Two programs follow each feed and look into it now and then. One shows what the feed holds each time. The other only
merges: by uid and sequence (RFC 5546, 2.1.5), and never takes away what is merely not mentioned any more.
"""

import json
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from meetings.exchange.ical import programme_calendar, sitting_uid
from meetings.models.frozen import freeze, thaw
from meetings.planning.calendar_lines import CANCELLED_FOR, calendar_lines
from meetings.planning.published import PublishedMonth, next_version
from meetings.planning.timetable import NEW_YORK, numbered
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.months import first_of
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from tests.exchange.ical_standard import check

MONTHS = (date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1))
ALL = "all"
FEEDS = (*MONTHS, ALL)

months = st.sampled_from(MONTHS)
uids = st.sampled_from(("a", "b", "c"))
# Few days, so that sittings meet on them; the clock goes back on the first of November.
days = st.builds(lambda month, number: month.replace(day=number), months, st.sampled_from((1, 30)))
starts = st.sampled_from(
    [
        *((StartKind.EXACT, time(hour, minute)) for hour, minute in ((1, 30), (10, 0), (15, 0), (23, 30))),
        *((kind, None) for kind in StartKind if kind is not StartKind.EXACT),
    ]
)
# What must be escaped, folded between its bytes or left out.
words = st.text('aé😀ب,;:\\"\n\r\x00\x12\u2028 ', max_size=60)


@st.composite
def sittings(draw: st.DrawFn) -> SittingFact:
    kind, starts_at = draw(starts)
    return SittingFact(
        on=draw(days),
        start_kind=kind,
        starts_at=starts_at,
        ends_at=draw(st.sampled_from((None, time(12), time(23, 59)))),
        room=draw(st.sampled_from(("", "Chamber", "Room 7"))),
        position=draw(st.integers(0, 2)),
        resumption=draw(st.integers(0, 2)),
    )


def edit(*arguments: st.SearchStrategy) -> st.SearchStrategy:
    """The name of something a planner does, the entry it is done to, and the rest."""
    name, *rest = arguments
    return st.tuples(name, uids, *rest)


edits = st.one_of(
    edit(st.just("sit"), st.lists(sittings(), min_size=1, max_size=3)),
    edit(st.just("sit"), st.lists(sittings(), min_size=1, max_size=1)),
    edit(st.just("take_off_its_days")),
    edit(st.just("put_into"), months),
    edit(st.just("stand"), st.sampled_from(EntryStatus)),
    edit(st.just("say"), words, st.sampled_from(Openness), words, st.lists(words, max_size=2)),
    edit(st.just("remove")),
)
publications = st.tuples(months, st.sampled_from((False, False, False, False, True)))
rounds = st.tuples(
    st.lists(edits, max_size=3),
    st.one_of(st.lists(publications, min_size=1, max_size=3), st.just([(month, False) for month in MONTHS])),
    st.sets(st.sampled_from(FEEDS)),
    st.sampled_from((0, 0, 1, 20, CANCELLED_FOR - 1)),
)


@dataclass
class Merging:
    """A program that merges, and remembers what it was last told of each uid."""

    known: dict = field(default_factory=dict)
    looked_at: datetime | None = None

    def look(self, events, now):
        self.looked_at = now
        for uid, event in events.items():
            known = self.known.get(uid)
            if known and known["sequence"] == event["sequence"]:
                # What is said under one sequence is always the same.
                assert known.to_ical() == event.to_ical()
            if known is None or event["sequence"] > known["sequence"]:
                self.known[uid] = event

    @property
    def shown(self):
        return standing(self.known)


def standing(events):
    return {uid: event.to_ical() for uid, event in events.items() if event["status"] != "CANCELLED"}


class Desk:
    """A desk, what it published, and those who follow."""

    def __init__(self, now):
        self.now = now
        self.plan = {
            uid: EntryFact(uid, month, Format.BRIEFING, "") for uid, month in zip("abc", MONTHS, strict=True)
        }
        for number, (uid, entry) in enumerate(self.plan.items()):
            self.sit(uid, [SittingFact(entry.month, StartKind.EXACT, time(10 + number))])
        self.latest: dict[date, tuple[PublishedMonth, datetime]] = {}
        self.merging = {feed: Merging() for feed in FEEDS}

    # The plan. What is edited while it is not there is added, or restored.

    def edited(self, uid, **values):
        entry = self.plan.get(uid) or EntryFact(uid, MONTHS[0], Format.BRIEFING, f"Item {uid}")
        self.plan[uid] = replace(entry, **values)

    def sit(self, uid, found):
        """No two sittings of an entry are on one day with one number, as the database has it."""
        apart = tuple({(one.on, one.resumption): one for one in found}.values())
        self.edited(uid, sittings=apart, month=first_of(min(one.on for one in apart)))

    def take_off_its_days(self, uid):
        self.edited(uid, sittings=())

    def put_into(self, uid, month):
        self.edited(uid, sittings=(), month=month)

    def stand(self, uid, status):
        self.edited(uid, status=status)

    def say(self, uid, title, openness, footnote, agenda):
        self.edited(uid, title=title, openness=openness, footnote=footnote, agenda=tuple(agenda))

    def remove(self, uid):
        self.plan.pop(uid, None)

    # Publishing

    def publish(self, month, withdraws):
        self.now += timedelta(minutes=1)
        last = self.latest[month][0] if month in self.latest else None
        if withdraws and last is None:
            return
        version = next_version(
            [entry for entry in self.plan.values() if entry.month == month],
            last=last,
            elsewhere={entry.uid for entry in self.plan.values() if entry.month != month},
            sequences=self.sequences(),
            now=self.now,
            withdraws=withdraws,
        )
        self.latest[month] = (thaw(json.loads(json.dumps(freeze(version)))), self.now)

    def sequences(self):
        highest = {}
        for version, _at in self.latest.values():
            for uid, mark in version.marks.items():
                highest[uid] = max(highest.get(uid, 0), mark.sequence)
        return highest

    # Following

    def look(self, feed):
        events = self.events(feed)
        client = self.merging[feed]
        client.look(events, self.now)
        assert client.shown == standing(events)
        assert self.said(events) == self.published(feed)

    def let_days_pass(self, days):
        """Whoever never looks for two months has to load the feed anew."""
        later = self.now + timedelta(days=days)
        for feed, client in self.merging.items():
            if client.looked_at is None or later - client.looked_at >= timedelta(days=CANCELLED_FOR):
                self.look(feed)
        self.now = later

    def events(self, feed):
        data = self.feed(feed)
        check(data)
        return {str(event["uid"]): event for event in Calendar.from_ical(data).events}

    def feed(self, feed):
        versions = self.latest.values() if feed == ALL else [self.latest[feed]] if feed in self.latest else []
        today = self.now.astimezone(NEW_YORK).date()
        return programme_calendar([line.as_of(today) for line in calendar_lines(versions)], name="Feed")

    # What must come of it

    def published(self, feed):
        """Each sitting that is on, in the words of the versions themselves."""
        return {
            (sitting_uid(entry, number), sitting.on, entry.status is EntryStatus.TENTATIVE, sitting.room)
            for entry in self.counted(feed)
            for number, sitting in numbered(entry).items()
        }

    def counted(self, feed):
        if feed != ALL:
            version = self.latest.get(feed)
            return [entry for entry in version[0].entries if entry.counts] if version else []
        return [entry for entry in self.everywhere().values() if entry.counts]

    def everywhere(self):
        """An entry of several months counts where it was published last, and never as what it left behind."""
        found = {}
        for left_behind in (True, False):
            for version, _at in sorted(self.latest.values(), key=lambda one: one[1]):
                found |= {one.uid: one for one in version.entries if (one.uid in version.left) is left_behind}
        return found

    @staticmethod
    def said(events):
        return {
            (
                uid,
                _day(event.start),
                event["status"] == "TENTATIVE",
                str(event.get("location", "")),
            )
            for uid, event in events.items()
            if event["status"] != "CANCELLED"
        }


def _day(start):
    return start.date() if isinstance(start, datetime) else start


def live_through(now, rounds):
    """Edit, publish, look and let time pass, again and again; in the end all look once more."""
    desk = Desk(now)
    for done, published, looked_at, days in rounds:
        for name, *arguments in done:
            getattr(desk, name)(*arguments)
        for month, withdraws in published:
            desk.publish(month, withdraws)
        for feed in sorted(looked_at, key=str):
            desk.look(feed)
        desk.let_days_pass(days)
    for feed in FEEDS:
        desk.look(feed)


begins = st.builds(datetime.combine, st.dates(date(2026, 10, 1), date(2026, 12, 1)), st.times(), st.just(UTC))


@settings(max_examples=40)
@given(now=begins, rounds=st.lists(rounds, min_size=2, max_size=8))
def test_whoever_follows_a_feed_is_where_the_months_are(now, rounds):
    live_through(now, rounds)
