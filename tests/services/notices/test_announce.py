"""Publishing makes the notices, in its own transaction."""

from datetime import datetime
from unittest.mock import patch

import pytest
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.models import Entry, Notice, ProgrammeVersion
from meetings.services.notices.announce import announce
from meetings.services.publishing.withdraw_programme import withdraw_programme
from meetings.services.remove_sample import remove_sample
from tests.factories import NoticeFactory, UserFactory
from tests.services.notices.told import NOW, TODAY, TUESDAY, contributing, meeting, move, published, wants
from tests.views.published import AT, DECEMBER, publish

pytestmark = pytest.mark.django_db


def rows():
    return list(Notice.objects.order_by("pk").values_list("user__username", "version__number", "subject"))


def test_each_version_makes_one_notice_for_each_whom_it_touches():
    entry = meeting()
    contributing("UNIFIL", username="beirut")
    contributing("UNDOF", username="golan")
    publish()
    move(entry, TUESDAY)
    publish()
    publish()
    assert rows() == [
        ("beirut", 1, "Middle East: new, on Monday 7 December, 10 a.m."),
        ("beirut", 2, "Middle East: moved from Monday 7 December, 10 a.m. to Tuesday 8 December, 10 a.m."),
    ]


def test_what_is_kept_of_a_notice():
    meeting()
    user = contributing("UNIFIL", language="fr", email="beirut@example.org")
    version = publish()
    notice = Notice.objects.get()
    assert (notice.user, notice.version, notice.kind, notice.about) == (user, version, "version", "")
    assert (notice.language, notice.to, notice.created_at) == ("fr", "beirut@example.org", AT)
    assert notice.calendar.startswith("BEGIN:VCALENDAR\r\n")
    assert (notice.claimed_at, notice.handed_at, notice.sent_at, notice.attempts) == (None, None, None, 0)


def test_a_withdrawal_is_told_as_well():
    meeting()
    contributing("UNIFIL", username="beirut")
    programme = publish().programme
    withdraw_programme(programme=programme, seen=1, reason="A mistake.", actor=UserFactory(), now=NOW)
    assert rows()[1:] == [("beirut", 2, "December 2026: the programme is withdrawn")]
    body = Notice.objects.get(version__number=2).body
    assert "was withdrawn on 22 November 2026" in body
    assert "Cancelled; it was on Monday 7 December, 10 a.m.\n" in body


def test_a_version_that_is_not_written_leaves_no_notice():
    meeting()
    contributing("UNIFIL")
    with (
        patch("meetings.services.audit.record", side_effect=IntegrityError),
        pytest.raises(IntegrityError),
        transaction.atomic(),
    ):
        publish()
    assert (ProgrammeVersion.objects.count(), Notice.objects.count()) == (0, 0)


def test_nobody_is_told_twice_of_one_version():
    meeting()
    contributing("UNIFIL")
    version = publish()
    with pytest.raises(IntegrityError), transaction.atomic():
        announce(version, now=NOW, today=TODAY)
    notice = Notice.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        NoticeFactory(user=notice.user, version=version)


def test_the_day_follows_from_the_instant_in_new_york():
    """At 4 a.m. in Greenwich it is still the day before."""
    meeting()
    contributing("UNIFIL")
    version, _changes = published()
    assert announce(version, now=datetime.fromisoformat("2026-12-08T04:00:00+00:00")) == 1
    Notice.objects.all().delete()
    assert announce(version, now=datetime.fromisoformat("2026-12-08T06:00:00+00:00")) == 0


@pytest.mark.usefixtures("reference")
def test_a_plan_that_is_loaded_to_be_shown_tells_nobody():
    wants(UserFactory(email="planner@example.org"))
    remove_sample(actor=None, now=NOW)
    call_command("load_sample", "--quiet")
    assert (ProgrammeVersion.objects.count(), Notice.objects.count()) == (2, 0)
    publish()
    publish(title_kind="plan")
    assert Notice.objects.count() == 0
    Entry.objects.filter(programme__month=DECEMBER, format="tcc_meeting").first().delete()
    publish()
    assert Notice.objects.count() == 1


@pytest.mark.parametrize("delegations", [2, 200])
def test_so_many_notices_take_few_queries(delegations):
    meeting()
    for number in range(delegations):
        contributing("UNIFIL", username=f"delegation-{number}")
    version, _changes = published()
    with CaptureQueriesContext(connection) as queries:
        assert announce(version, now=NOW, today=TODAY) == delegations
    # What the version before held, three for who is told, other months, what the version before was; the rows go
    # in batches.
    asked = [one["sql"] for one in queries if one["sql"].startswith("SELECT")]
    assert len(asked) == 6
