"""What one delegation reads: in words, in its language, with a calendar file."""

from datetime import date, time

import icalendar
import pytest
from django.utils import translation

from meetings.models import Programme
from meetings.rules.vocabulary import EntryStatus
from meetings.services.notices import Publication, notice_for, who_is_told
from meetings.services.publishing.withdraw_programme import withdraw_programme
from tests.factories import RoomFactory, UserFactory
from tests.people import country
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
)

pytestmark = pytest.mark.django_db

BODY = """\
The programme of work for December 2026 was revised on 20 November 2026, 4:30 p.m. (New York). This is version 2.
The President asked for it.

What concerns you, for Bangladesh:

MOVED

- Meeting with contributors: Middle East (UNIFIL)
  Moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 3 p.m.
  Briefers: The Force Commander (before: nothing)

The file beside this message holds these entries for your calendar.
All times are those of New York. The programme is provisional.

The month as it stands:
http://testserver/programme/2026-12/

All that changed since the version before:
http://testserver/programme/2026-12/changes/?from=1&to=2

What you are told, and whether you are, is yours to set:
http://testserver/account/notices/
"""


def message_to(user, **options):
    version, changes = published(**options)
    [one] = [one for one in who_is_told(changes, today=TODAY).told if one.user == user]
    return notice_for(one.user, one.changes, Publication.of(version))


def events(message):
    calendar = icalendar.Calendar.from_ical(message.calendar)
    return [
        (str(event["uid"]), str(event["status"]), event.decoded("dtstart"))
        for event in calendar.walk("VEVENT")
    ]


def test_a_meeting_that_moved(bangladesh):
    entry, user = meeting(), contributing("UNIFIL", country=bangladesh)
    meeting("UNDOF", title="Golan")
    published()
    move(entry, TUESDAY, time(15))
    entry.briefers = "The Force Commander"
    entry.save()
    message = message_to(user, note="The President asked for it.")
    assert message.subject == (
        "Middle East: moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 3 p.m."
    )
    assert message.body == BODY
    [(uid, status, at)] = events(message)
    assert (uid, status, at.isoformat()) == (str(entry.uid), "TENTATIVE", "2026-12-08T15:00:00-05:00")


def test_what_was_cancelled_is_cancelled_on_the_calendar(bangladesh):
    entry, user = meeting(), contributing("UNIFIL", country=bangladesh)
    published()
    entry.delete()
    message = message_to(user)
    assert message.subject == "Middle East: cancelled; it was on Monday 7 December, 10 a.m."
    [(uid, status, at)] = events(message)
    assert (uid, status, at.date()) == (str(entry.uid), "CANCELLED", MONDAY)


def test_what_was_put_off_to_another_month_stands_there_where_that_is_published(bangladesh):
    entry, user = meeting(), contributing("UNIFIL", country=bangladesh)
    published()
    january = meeting("UNIFIL", on=date(2027, 1, 11), title="Other").programme
    entry.programme = january
    entry.save()
    move(entry, date(2027, 1, 12))
    published(month=january.month)
    message = message_to(user)
    assert message.subject == "Middle East: postponed: no longer in December"
    [(uid, status, at)] = events(message)
    assert (uid, status, at.date()) == (str(entry.uid), "TENTATIVE", date(2027, 1, 12))


def test_several_changes_are_counted(bangladesh):
    first, user = meeting(), contributing("UNIFIL", country=bangladesh)
    published()
    move(first, TUESDAY)
    meeting(title="Second")
    meeting(title="Third")
    assert message_to(user).subject == "December 2026: 1 moved, 2 added"


def test_a_first_version_and_a_plan_that_was_not_agreed(bangladesh):
    user = contributing("UNIFIL", country=bangladesh)
    meeting()
    message = message_to(user, title_kind="plan")
    assert message.subject == (
        "December 2026: plan of work published; Middle East: new, on Monday 7 December, 10 a.m."
    )
    assert message.body.startswith(
        "The programme of work for December 2026 was published on 20 November 2026, 4:30 p.m. (New York).\n"
        "Members did not agree on a programme: this is a plan of work.\n"
    )
    assert "changes/" not in message.body


def withdraw():
    programme = Programme.objects.get()
    seen = programme.versions.latest().number
    withdraw_programme(programme=programme, seen=seen, reason="A mistake.", actor=UserFactory(), now=NOW)


@pytest.mark.parametrize(
    ("before", "title_kind", "subject"),
    [
        ("programme", "plan", "December 2026: plan of work published; 2 on again"),
        ("plan", "programme", "December 2026: programme of work published; 2 on again"),
        ("programme", "programme", "December 2026: published again; 2 on again"),
        ("plan", "plan", "December 2026: published again; 2 on again"),
    ],
)
def test_a_subject_begins_with_what_happened_to_the_month(bangladesh, before, title_kind, subject):
    user = contributing("UNIFIL", country=bangladesh)
    meeting()
    meeting(title="Second")
    published(title_kind=before)
    withdraw()
    message = message_to(user, title_kind=title_kind)
    assert message.subject == subject
    assert message.body.startswith(
        "The programme of work for December 2026 had been withdrawn and was published again on 20 November 2026, "
        "4:30 p.m. (New York). This is version 3.\n"
    )


def test_a_revised_plan_is_not_published_for_the_first_time(bangladesh):
    user, entry = contributing("UNIFIL", country=bangladesh), meeting()
    published(title_kind="plan")
    move(entry, TUESDAY)
    assert message_to(user, title_kind="plan").subject == (
        "Middle East: moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 10 a.m."
    )


def test_what_moved_names_its_room_once(bangladesh):
    user, chamber = contributing("UNIFIL", country=bangladesh), RoomFactory(name="Chamber")
    stays, goes = meeting(sitting__room=chamber), meeting(title="Golan")
    published()
    move(stays, TUESDAY)
    move(goes, TUESDAY)
    goes.sittings.update(room=chamber)
    body = message_to(user).body
    assert [line for line in body.splitlines() if "Room" in line or "Moved" in line] == [
        "  Moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 10 a.m.",
        "  Room: Chamber (before: nothing)",
        "  Moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 10 a.m.",
        "  Room: Chamber",
    ]


def test_a_plan_that_is_made_up_says_so(bangladesh):
    user, entry = contributing("UNIFIL", country=bangladesh), meeting()
    entry.programme.is_sample = True
    entry.programme.save()
    assert "\nThe plan of this month is made up, to show the software at work.\n" in message_to(user).body


def test_without_a_day_there_is_no_file(bangladesh):
    user = contributing("UNIFIL", country=bangladesh)
    meeting(on=None)
    message = message_to(user)
    assert message.calendar == ""
    assert "file beside" not in message.body


@pytest.mark.parametrize(
    ("language", "kept", "month", "named"),
    [
        ("fr", "fr", "décembre 2026", "Côte d’Ivoire"),
        ("ar", "ar", "ديسمبر 2026", "كوت ديفوار"),
        ("", "en", "December 2026", "Ivory Coast"),
        ("tlh", "en", "December 2026", "Ivory Coast"),
    ],
)
def test_it_is_in_their_language(language, kept, month, named):
    ivory_coast = country("CIV", "CI", ar="كوت ديفوار", zh="科特迪瓦", en="Ivory Coast", ru="Кот-д’Ивуар")
    ivory_coast.name_fr = "Côte d’Ivoire"
    ivory_coast.save()
    user = contributing("UNIFIL", country=ivory_coast, language=language)
    meeting()
    with translation.override("es"):
        message = message_to(user)
        assert translation.get_language() == "es"
    assert message.language == kept
    assert month in message.body
    assert named in message.body


def test_a_subject_is_one_line_and_fits(bangladesh):
    user = contributing("UNIFIL", country=bangladesh)
    meeting(title="The situation\r\nBcc: all@example.org " + "x" * 240)
    message = message_to(user)
    assert message.subject.startswith("The situation Bcc: all@example.org xxx")
    assert (len(message.subject), message.subject[-1]) == (250, "…")


def test_nothing_internal_is_told(bangladesh):
    entry, user = meeting(), contributing("UNIFIL", country=bangladesh)
    entry.internal_note = "PLANTED"
    entry.save()
    message = message_to(user)
    assert "PLANTED" not in message.body + message.subject + message.calendar


def test_a_preview_keeps_nothing(bangladesh):
    user = contributing("UNIFIL", country=bangladesh)
    meeting(status=EntryStatus.CONFIRMED)
    delegation(username="other")
    message_to(user)
    assert user.notices.count() == 0
