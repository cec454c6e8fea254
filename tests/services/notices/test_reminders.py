"""Reminders: each once a person and a day, and none of what is no longer so."""

from datetime import date, timedelta

import icalendar
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Notice
from meetings.rules.vocabulary import EntryStatus, Format
from meetings.services.notices.reminders import make_reminders
from tests.factories import (
    CouncilTermFactory,
    MissionFactory,
    ReportFactory,
    ReportRequirementFactory,
    UserFactory,
)
from tests.races import at_once
from tests.services.notices.told import (
    MONDAY,
    NOW,
    TODAY,
    TUESDAY,
    contributing,
    delegation,
    meeting,
    move,
    published,
    wants,
)

pytestmark = pytest.mark.django_db
WEEK_BEFORE = MONDAY - timedelta(days=7)


def remind(today=WEEK_BEFORE):
    """The reminders made on a day: of whom, and of what."""
    before = set(Notice.objects.values_list("pk", flat=True))
    made = make_reminders(now=NOW, today=today)
    new = Notice.objects.exclude(pk__in=before).order_by("user__username", "pk")
    assert made == len(new)
    return [(notice.user.username, notice.subject) for notice in new]


def test_a_delegation_is_reminded_so_many_days_before_and_once():
    meeting()
    contributing("UNIFIL", username="beirut")
    contributing("UNDOF", username="golan")
    published()
    assert remind(WEEK_BEFORE - timedelta(days=1)) == []
    assert remind() == [
        ("beirut", "Meeting with contributors: Middle East (UNIFIL), on Monday 7 December (in 7 days)")
    ]
    assert remind() == remind(MONDAY) == []


def test_what_a_reminder_says(bangladesh):
    entry = meeting()
    contributing("UNIFIL", country=bangladesh)
    published()
    remind(MONDAY)
    notice = Notice.objects.get()
    assert notice.subject == "Meeting with contributors: Middle East (UNIFIL), on Monday 7 December (today)"
    assert notice.body == (
        "Meeting with contributors: Middle East (UNIFIL)\n"
        "Monday 7 December 2026, 10 a.m. (today)\n"
        "\n"
        "The file beside this message holds it for your calendar.\n"
        "All times are those of New York. The programme is provisional.\n"
        "\n"
        "The month as it stands:\n"
        "http://testserver/programme/2026-12/\n"
        "\n"
        "Of what you are reminded, and how many days before, is yours to set:\n"
        "http://testserver/account/notices/\n"
    )
    [event] = icalendar.Calendar.from_ical(notice.calendar).walk("VEVENT")
    assert event["uid"] == str(entry.uid)
    assert (notice.kind, notice.about) == ("reminder", f"meeting:{entry.uid}:2026-12-07")


def test_how_many_days_and_whether_are_theirs_to_set():
    meeting()
    wants(contributing("UNIFIL", username="early"), days_before=14)
    wants(contributing("UNIFIL", username="late"), days_before=1)
    wants(contributing("UNIFIL", username="none"), reminders=False)
    wants(contributing("UNIFIL", username="no mail"), by_email=False)
    wants(contributing("UNIFIL", username="other"), missions=("MINURSO",))
    wants(contributing("UNDOF", username="all"), everything=True)
    contributing("UNIFIL", username="no address", email="")
    published()
    assert [name for name, _subject in remind(MONDAY - timedelta(days=14))] == ["early"]
    assert [name for name, _subject in remind()] == ["all"]
    assert [name for name, _subject in remind(MONDAY - timedelta(days=1))] == ["late"]


def test_a_meeting_that_moved_is_reminded_of_anew_by_its_new_day():
    entry = meeting()
    contributing("UNIFIL", username="beirut")
    published()
    remind()
    Notice.objects.update(sent_at=NOW)
    move(entry, TUESDAY)
    published()
    assert remind() == []
    assert remind(TUESDAY - timedelta(days=7)) == [
        ("beirut", "Meeting with contributors: Middle East (UNIFIL), on Tuesday 8 December (in 7 days)")
    ]
    move(entry, MONDAY)
    published()
    assert remind(MONDAY) == []


@pytest.mark.parametrize("status", [EntryStatus.CANCELLED, EntryStatus.POSTPONED, EntryStatus.HELD])
def test_nobody_is_reminded_of_what_is_off_or_was_held(status):
    meeting(status=status)
    contributing("UNIFIL")
    published()
    assert remind(MONDAY) == []


@pytest.mark.parametrize(
    ("kind", "reminds"),
    [(Format.CONSULTATIONS, True), (Format.ADOPTION, True), (Format.BRIEFING, False), (Format.OTHER, False)],
)
def test_of_which_formats(kind, reminds):
    meeting(format=kind)
    contributing("UNIFIL")
    published()
    assert bool(remind(MONDAY)) is reminds


def test_what_is_planned_and_not_published_reminds_nobody():
    contributing("UNIFIL")
    meeting()
    assert remind(MONDAY) == []


def test_what_is_overtaken_before_it_was_sent_is_dropped_and_made_again_when_it_is_so_again():
    entry = meeting()
    contributing("UNIFIL", username="beirut")
    published()
    [made] = remind()
    move(entry, date(2026, 12, 16))
    published()
    assert remind() == []
    assert Notice.objects.count() == 0
    move(entry, MONDAY)
    published()
    assert remind() == [made]


@pytest.mark.parametrize("far", ["claimed_at", "sent_at", "given_up_at"])
def test_what_a_sender_has_in_hand_or_has_ended_is_let_go(far):
    entry = meeting()
    contributing("UNIFIL")
    published()
    remind()
    Notice.objects.update(**{far: NOW})
    entry.delete()
    published()
    remind()
    assert Notice.objects.count() == 1


def test_members_of_the_council_are_reminded_of_all_of_it():
    meeting("UNIFIL")
    CouncilTermFactory(country=delegation(username="member").country)
    published()
    assert [name for name, _subject in remind()] == ["member"]


def test_planners_who_asked_are_reminded_of_reports_too():
    wants(UserFactory(username="planner", email="p@example.org"), days_before=10)
    UserFactory(username="silent", email="s@example.org")
    contributing("UNIFIL", username="beirut")
    mission = MissionFactory(acronym="UNIFIL")
    report = ReportFactory(symbol="S/2026/900", due_on=MONDAY, missions=[mission])
    ReportFactory(symbol="S/2026/901", due_on=MONDAY, circulated_on=TODAY, missions=[mission])
    asked = ReportRequirementFactory(mission=mission, due_on=TUESDAY, every=None, unit="")
    ReportRequirementFactory(
        mission=mission, due_on=TUESDAY, every=None, unit="", wording="served"
    ).reports.add(report)
    assert remind(MONDAY - timedelta(days=10)) == [
        ("planner", "Report due on Monday 7 December (in 10 days): UNIFIL (S/2026/900)")
    ]
    assert remind(MONDAY) == [
        ("planner", f"Report due on Tuesday 8 December (in 1 day): UNIFIL ({asked.decision.symbol})")
    ]
    assert Notice.objects.last().calendar == ""


@pytest.mark.parametrize("language", ["fr", "ar"])
def test_it_is_in_their_language(language, bangladesh):
    meeting()
    contributing("UNIFIL", country=bangladesh, language=language)
    published()
    remind()
    assert {"fr": "lundi 7 décembre", "ar": "ديسمبر"}[language] in Notice.objects.get().subject


@pytest.mark.django_db(transaction=True)
def test_two_who_make_them_at_once_make_each_once():
    meeting()
    for number in range(5):
        contributing("UNIFIL", username=f"person {number}")
    published()
    assert at_once(*[lambda: make_reminders(now=NOW, today=WEEK_BEFORE)] * 3) == [None] * 3
    assert Notice.objects.count() == 5


@pytest.mark.parametrize("delegations", [2, 100])
def test_queries_do_not_grow(delegations):
    for number in range(3):
        meeting(title=f"Meeting {number}")
    for number in range(delegations):
        wants(contributing("UNIFIL", username=f"person {number}"), missions=("UNIFIL",))
    published()
    with CaptureQueriesContext(connection) as queries:
        assert make_reminders(now=NOW, today=WEEK_BEFORE) == 3 * delegations
    asked = [one["sql"] for one in queries if one["sql"].startswith(("SELECT", "DELETE", "UPDATE"))]
    assert len(asked) == 9
