"""An iCalendar file, line by line: what a program reads of each sitting, whatever stands in its words."""

from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from dateutil import rrule, tz
from django.utils import translation
from icalendar import Calendar, Timezone

from meetings.exchange.ical import ZONE, programme_calendar, sitting_uid
from meetings.planning.calendar_lines import calendar_lines
from meetings.planning.published import CalendarMark, FormerSitting, PublishedMonth
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.months import FIRST_DAY, LAST_DAY
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from tests.exchange.ical_standard import check, unfolded

DECEMBER = date(2026, 12, 1)
FIRST = date(2026, 12, 1)
CHANGED = datetime(2026, 11, 20, 21, 30, 15, 123456, tzinfo=UTC)
UID = "6a0a7d2e-6f5d-4a3e-9d50-3b1f7f1c7a11"
NEW_YORK = ZoneInfo("America/New_York")


def sitting(at=time(10), until=None, *, kind=None, on=FIRST, **rest):
    return SittingFact(
        on, kind or (StartKind.EXACT if at else StartKind.UNSET), at if not kind else None, until, **rest
    )


def entry(*sittings, uid=UID, title="Cyprus", month=DECEMBER, **rest):
    values = {"format": Format.BRIEFING, **rest}
    return EntryFact(uid=uid, month=month, title=title, sittings=sittings or (sitting(),), **values)


def calendar(*entries, sequence=0, former=None, **options):
    version = PublishedMonth(
        entries,
        marks={one.uid: CalendarMark(sequence, CHANGED) for one in entries},
        former=former or {},
    )
    return programme_calendar(calendar_lines([(version, CHANGED)]), name="Programme", **options)


def events(*entries, **options):
    data = calendar(*entries, **options)
    check(data)
    return Calendar.from_ical(data).events


def event(*entries, **options):
    (only,) = events(*entries, **options)
    return only


def at(day, hour=0, minute=0):
    """A time by New York's clock, as it is written in the file."""
    return datetime.combine(day, time(hour, minute))


def summary(*entries, **options):
    return str(event(*entries, **options)["summary"])


def description(*entries, **options):
    return str(event(*entries, **options)["description"]).split("\n")


class TestTheFile:
    def test_says_what_it_is(self):
        assert unfolded(calendar())[:10] == [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//Security Council programme of work//Calendar 1//EN",
            "CALSCALE:GREGORIAN",
            "METHOD:PUBLISH",
            "NAME:Programme",
            "X-WR-CALNAME:Programme",
            "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
            "X-PUBLISHED-TTL:PT1H",
            "X-WR-TIMEZONE:America/New_York",
        ]

    def test_is_the_same_each_time_and_whatever_the_order(self):
        one, other = entry(), entry(uid="b", title="Libya")
        assert calendar(one, other) == calendar(other, one) == calendar(one, other)

    def test_is_by_day(self):
        late = entry(sitting(on=date(2026, 12, 9)), uid="a", title="Late")
        early = entry(sitting(on=date(2026, 12, 2)), uid="b", title="Early")
        assert [str(one["summary"]) for one in events(late, early)] == ["Briefing: Early", "Briefing: Late"]

    def test_may_have_another_method(self):
        assert "METHOD:REQUEST" in unfolded(calendar(method="REQUEST"))


class TestTheZone:
    def test_is_new_york_s_on_every_day_that_has_a_page(self):
        """Read by another library than the one that writes it."""
        zone = tz.tzical(_file_of(ZONE)).get()
        noon = datetime.combine(FIRST_DAY, time(12))
        for day in rrule.rrule(
            rrule.DAILY, dtstart=noon, until=datetime.combine(LAST_DAY, time(12)), interval=3
        ):
            assert zone.utcoffset(day) == NEW_YORK.utcoffset(day), day

    @pytest.mark.parametrize("year", [2000, 2006, 2007, 2026, 2099])
    def test_changes_at_the_same_hour(self, year):
        zone = tz.tzical(_file_of(ZONE)).get()
        hours = rrule.rrule(rrule.HOURLY, dtstart=at(date(year, 1, 1)), until=at(date(year, 12, 31)))
        differing = [hour for hour in hours if zone.utcoffset(hour) != NEW_YORK.utcoffset(hour)]
        # In the hour that there is not in March, and the one that there is twice in November, libraries may differ.
        assert {hour.hour for hour in differing} <= {1, 2}
        assert len(differing) <= 2

    def test_is_in_the_file(self):
        (zone,) = Calendar.from_ical(calendar()).timezones
        assert zone.to_ical() == Timezone.from_ical(ZONE).to_ical()


def _file_of(text):
    return StringIO(f"BEGIN:VCALENDAR\n{text}END:VCALENDAR\n")


class TestOneSitting:
    def test_in_full(self, settings):
        settings.SITE_URL, settings.DEFAULT_FROM_EMAIL = (
            "https://programme.example",
            "Desk <desk@example.org>",
        )
        said = entry(
            sitting(until=time(12, 30), room="Chamber"),
            agenda=("The situation in Cyprus",),
            missions=("UNFICYP",),
        )
        lines = unfolded(calendar(said, sequence=3))
        assert lines[lines.index("BEGIN:VEVENT") :] == [
            "BEGIN:VEVENT",
            "SUMMARY:Briefing: Cyprus",
            "DTSTART;TZID=America/New_York:20261201T100000",
            "DTEND;TZID=America/New_York:20261201T123000",
            "DTSTAMP:20261120T213015Z",
            f"UID:{UID}",
            "SEQUENCE:3",
            "CATEGORIES:Briefing,UNFICYP",
            "CLASS:PUBLIC",
            "DESCRIPTION:The situation in Cyprus\\nMissions: UNFICYP\\nThe programme is provisional: the actual "
            "programme depends on events\\, and items may be worded otherwise than their official titles "
            "(S/1998/354).\\nhttps://programme.example/programme/2026-12/list/#day-2026-12-01",
            "LAST-MODIFIED:20261120T213015Z",
            "LOCATION:Chamber",
            'ORGANIZER;CN="Programme of work":mailto:desk@example.org',
            "STATUS:TENTATIVE",
            "TRANSP:OPAQUE",
            "URL:https://programme.example/programme/2026-12/list/#day-2026-12-01",
            "END:VEVENT",
            "END:VCALENDAR",
        ]

    @pytest.mark.parametrize(
        ("status", "told"),
        [
            (EntryStatus.TENTATIVE, ("TENTATIVE", "OPAQUE", "Briefing: Cyprus")),
            (EntryStatus.CONFIRMED, ("CONFIRMED", "OPAQUE", "Briefing: Cyprus")),
            (EntryStatus.HELD, ("CONFIRMED", "OPAQUE", "Briefing: Cyprus")),
            (EntryStatus.CANCELLED, ("CANCELLED", "TRANSPARENT", "Cancelled: Briefing: Cyprus")),
            (EntryStatus.POSTPONED, ("CANCELLED", "TRANSPARENT", "Postponed: Briefing: Cyprus")),
        ],
    )
    def test_says_how_it_stands(self, status, told):
        one = event(entry(status=status))
        assert (str(one["status"]), str(one["transp"]), str(one["summary"])) == told

    def test_says_that_it_is_closed(self):
        closed = entry(format=Format.CONSULTATIONS, openness=Openness.CLOSED)
        assert summary(closed) == "Consultations (closed): Cyprus"

    @pytest.mark.parametrize(
        ("kind", "title", "told"),
        [
            (Format.TCC_MEETING, "Meeting with contributors: UNIFIL", "Meeting with contributors: UNIFIL"),
            (Format.WRAP_UP, "Wrap-up session of the Presidency", "Wrap-up session of the Presidency"),
            (Format.DEBATE, "debate", "debate"),
            (Format.DEBATE, "Debaters of Cyprus", "Debate: Debaters of Cyprus"),
            (Format.DEBATE, "Open debate", "Debate: Open debate"),
        ],
    )
    def test_does_not_say_its_format_twice(self, kind, title, told):
        assert summary(entry(title=title, format=kind)) == told

    def test_says_that_it_is_closed_where_the_title_has_the_format(self):
        closed = entry(
            title="Meeting with contributors: UNIFIL", format=Format.TCC_MEETING, openness=Openness.CLOSED
        )
        assert summary(closed) == "Meeting with contributors: UNIFIL (closed)"

    def test_tells_who_takes_part_and_what_lies_before_them(self):
        said = entry(
            convener="Malta",
            level="ministers",
            briefers="The Special Envoy",
            documents="S/2026/1",
            footnote="1 p.m.",
        )
        assert description(said)[:5] == [
            "Convened by: Malta",
            "Level: ministers",
            "Briefers: The Special Envoy",
            "Documents: S/2026/1",
            "Note: 1 p.m.",
        ]

    def test_is_in_the_reader_s_language(self):
        with translation.override("fr"):
            in_french = translation.gettext("Briefing")
            assert summary(entry()) == translation.gettext("%(what)s: %(text)s") % {
                "what": in_french,
                "text": "Cyprus",
            }


class TestItsTime:
    def test_an_hour_is_assumed_and_said_to_be(self):
        one = event(entry())
        assert (one.end - one.start, one.start.tzinfo.utcoffset(one.start)) == (
            timedelta(hours=1),
            timedelta(hours=-5),
        )
        assert "Its end is not set: one hour is assumed." in description(entry())
        assert "Its end is not set: one hour is assumed." not in description(entry(sitting(until=time(11))))

    @pytest.mark.parametrize(
        ("kind", "title"),
        [
            (StartKind.MORNING, "AM: Briefing: Cyprus"),
            (StartKind.AFTERNOON, "PM: Briefing: Cyprus"),
            (StartKind.UNSET, "Briefing: Cyprus"),
            (StartKind.AFTER_PREVIOUS, "Followed by: Briefing: Cyprus"),
        ],
    )
    def test_without_one_it_takes_the_day(self, kind, title):
        one = event(entry(sitting(kind=kind)))
        assert (one.start, one.end) == (FIRST, date(2026, 12, 2))
        assert one["dtstart"].params["VALUE"] == one["dtend"].params["VALUE"] == "DATE"
        assert (str(one["summary"]), str(one["transp"])) == (title, "TRANSPARENT")

    def test_of_no_day_there_is_nothing(self):
        assert events(EntryFact(UID, DECEMBER, Format.BRIEFING, "Undated")) == []

    def test_what_follows_another_says_so(self):
        first, then = entry(uid="a"), entry(sitting(kind=StartKind.AFTER_PREVIOUS, position=1), uid="b")
        _first, one = events(first, then)
        assert one.start.time() == time(11)
        assert str(one["summary"]) == "Briefing: Cyprus"
        assert str(one["description"]).split("\n")[:3] == [
            "It begins when the sitting before it ends.",
            "That end is not set either: the time shown is assumed.",
            "Its end is not set: one hour is assumed.",
        ]

    def test_past_midnight_it_ends_the_next_day(self):
        one = event(entry(sitting(time(23, 30))))
        assert one.end.replace(tzinfo=None) == at(date(2026, 12, 2), 0, 30)

    @pytest.mark.parametrize("at", [time(0, 30), time(1, 30), time(2), time(2, 30), time(3), time(23, 30)])
    @pytest.mark.parametrize("until", [None, time(1, 45), time(2, 45), time(3)])
    @pytest.mark.parametrize(
        "on", [date(2026, 3, 8), date(2026, 11, 1), date(2006, 4, 2), date(2006, 10, 29)]
    )
    def test_on_the_days_the_clock_is_changed_it_ends_after_it_begins(self, on, at, until):
        one = event(entry(sitting(at, until, on=on), month=on.replace(day=1)))
        assert one.end.astimezone(UTC) > one.start.astimezone(UTC)

    def test_in_the_hour_that_there_is_not_it_is_an_hour_later(self):
        one = event(entry(sitting(time(2, 30), on=date(2026, 3, 8)), month=date(2026, 3, 1)))
        assert one.start.replace(tzinfo=None) == at(date(2026, 3, 8), 3, 30)


class TestSeveralSittings:
    def test_each_is_known_by_itself(self):
        again = sitting(time(15), on=date(2026, 12, 2), resumption=1)
        told = [(str(one["uid"]), str(one["summary"])) for one in events(entry(sitting(), again))]
        assert told == [(UID, "Briefing: Cyprus"), (f"{UID}.1", "Briefing: Cyprus (resumed)")]
        assert [sitting_uid(entry(), number) for number in (0, 1)] == [UID, f"{UID}.1"]

    def test_one_that_went_is_cancelled_where_it_was(self):
        went = FormerSitting(1, sitting(time(15), on=date(2026, 12, 2)), CHANGED)
        _first, one = events(entry(), former={UID: (went,)}, sequence=4)
        assert (str(one["uid"]), str(one["status"]), one["sequence"]) == (f"{UID}.1", "CANCELLED", 4)
        assert str(one["summary"]) == "No longer on this day: Briefing: Cyprus (resumed)"
        assert one.start.replace(tzinfo=None) == at(date(2026, 12, 2), 15)


class TestItsWords:
    @pytest.mark.parametrize(
        "title",
        [
            "a; b, c \\ d: \"e\" 'f'",
            "الحالة في قبرص، والمسائل المتصلة بها",
            "塞浦路斯局势" * 40,
            "👩‍👩‍👧‍👦🇨🇾" * 20,
            "x" * 300,
            "é" * 300,
            "BEGIN:VEVENT",
            "\u2028\u2029\x85",
        ],
    )
    def test_come_back_as_they_were(self, title):
        assert summary(entry(title=title)) == f"Briefing: {title}"

    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_of_several_lines_keep_them(self, end):
        assert description(entry(footnote=f"one{end}END:VEVENT"))[:2] == ["Note: one", "END:VEVENT"]

    def test_lose_what_no_text_may_hold(self):
        said = entry(sitting(room="Room\x007"), title="a\x00b\x1bc\x7fd\te", missions=("UN\x08IFIL",))
        one = event(said)
        assert (str(one["summary"]), str(one["location"])) == ("Briefing: abcd\te", "Room7")
        assert [str(name) for name in one["categories"].cats] == ["Briefing", "UNIFIL"]
