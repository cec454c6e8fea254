"""Public calendar feeds: of a month, of one of its versions, and of all months."""

from datetime import date, time, timedelta

import pytest
from django.core.cache import caches
from django.urls import reverse

from meetings.models import Entry, Sitting
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from tests.factories import (
    EntryFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.views.feed_reading import (
    ALL,
    JANUARY,
    MONTH,
    THIRD,
    events,
    fetched,
    names,
    own,
    publish_at,
    titles,
    withdraw,
)
from tests.views.published import AT, DECEMBER, fill, publish

pytestmark = pytest.mark.django_db


class TestAMonth:
    def test_holds_what_was_published_and_no_draft(self, client):
        EntryFactory(on=THIRD, title="Cyprus", format=Format.CONSULTATIONS, openness="closed")
        publish()
        EntryFactory(on=THIRD, title="Draft")
        Entry.objects.filter(title="Cyprus").update(title="Cyprus, redrafted", internal_note="secret word")
        assert events(client, MONTH) == [("Consultations (closed): Cyprus", "TENTATIVE", 0)]
        assert b"secret word" not in client.get(MONTH).content

    def test_of_which_nothing_was_published_is_not_found(self, client):
        EntryFactory(on=THIRD)
        assert client.get(MONTH).status_code == 404
        assert client.get(reverse("version_feed", args=[DECEMBER, 1])).status_code == 404

    def test_is_found_when_it_is_published_empty(self, client):
        publish()
        assert events(client, MONTH) == []

    def test_raises_the_sequence_of_what_changed_alone(self, client):
        EntryFactory(on=THIRD, title="Stays")
        moves = EntryFactory(on=THIRD, title="Moves")
        publish()
        Sitting.objects.filter(entry=moves).update(on=date(2026, 12, 9))
        publish_at(DECEMBER, AT + timedelta(hours=1))
        assert events(client, MONTH) == [
            ("Briefing: Stays", "TENTATIVE", 0),
            ("Briefing: Moves", "TENTATIVE", 1),
        ]

    def test_that_was_withdrawn_is_cancelled(self, client):
        EntryFactory(on=THIRD, title="Cyprus")
        publish()
        withdraw(DECEMBER, AT + timedelta(hours=1))
        assert events(client, MONTH) == [("Cancelled: Briefing: Cyprus", "CANCELLED", 1)]

    def test_tells_of_what_is_off_for_sixty_days(self, client, settings):
        EntryFactory(on=date(2026, 12, 30), title="Cyprus", status=EntryStatus.CANCELLED)
        publish()  # on 20 November
        for today, told in ((date(2027, 1, 19), 1), (date(2027, 1, 20), 0)):
            settings.TODAY = today
            assert len(events(client, MONTH)) == told

    def test_tells_of_a_sitting_that_went(self, client, settings):
        entry = EntryFactory(on=THIRD, title="Cyprus")
        publish()
        entry.sittings.all().delete()
        publish_at(DECEMBER, AT + timedelta(hours=1))
        assert events(client, MONTH) == [("No longer on this day: Briefing: Cyprus", "CANCELLED", 1)]
        settings.TODAY = date(2027, 1, 20)
        assert events(client, MONTH) == []

    def test_is_named_for_what_it_is(self, client):
        publish(title_kind="plan")
        assert names(client, MONTH) == {"Plan of work, December 2026"}


class TestAVersion:
    def test_stays_what_it_was(self, client, settings):
        entry = EntryFactory(on=THIRD, title="Cyprus")
        publish()
        first = reverse("version_feed", args=[DECEMBER, 1])
        before = client.get(first)
        entry.status = EntryStatus.CANCELLED
        entry.save()
        publish_at(DECEMBER, AT + timedelta(days=1))
        settings.TODAY = date(2027, 6, 1)
        again = client.get(first)
        assert (again.content, again["ETag"]) == (before.content, before["ETag"])
        second = reverse("version_feed", args=[DECEMBER, 2])
        assert events(client, second) == [("Cancelled: Briefing: Cyprus", "CANCELLED", 1)]

    def test_says_which_it_is(self, client):
        publish()
        called = "Provisional programme of work, December 2026, version 1"
        assert names(client, reverse("version_feed", args=[DECEMBER, 1])) == {called}


class TestAllMonths:
    def test_are_in_one_feed(self, client):
        EntryFactory(on=THIRD, title="December")
        EntryFactory(on=date(2027, 1, 5), title="January")
        publish()
        publish(JANUARY)
        assert titles(client, ALL) == ["Briefing: December", "Briefing: January"]

    def test_is_there_before_anything_is_published(self, client):
        assert events(client, ALL) == []

    def test_what_changed_its_month_is_told_once(self, client):
        entry = EntryFactory(on=THIRD, title="Moved")
        publish()
        entry.programme = ProgrammeFactory(month=JANUARY)
        entry.save()
        Sitting.objects.filter(entry=entry).update(on=date(2027, 1, 5))
        publish_at(JANUARY, AT + timedelta(hours=1))
        assert events(client, ALL) == [("Briefing: Moved", "TENTATIVE", 1)]
        publish_at(DECEMBER, AT + timedelta(hours=2))
        assert events(client, ALL) == [("Briefing: Moved", "TENTATIVE", 2)]
        assert events(client, MONTH) == [("Postponed: Briefing: Moved", "CANCELLED", 2)]

    def test_reach_back_a_year(self, client):
        for month in (date(2025, 10, 1), date(2025, 11, 1)):
            EntryFactory(on=month, title=f"{month:%B %Y}")
            publish(month)
        assert titles(client, ALL) == ["Briefing: November 2025"]


class TestLanguages:
    @pytest.fixture(autouse=True)
    def cyprus(self):
        EntryFactory(on=THIRD, title="Cyprus", format=Format.CONSULTATIONS, openness="closed")
        publish()

    def test_a_public_feed_is_in_the_one_asked_for(self, client):
        in_english = client.get(f"{MONTH}?language=en")
        in_french = client.get(f"{MONTH}?language=fr")
        assert in_english["ETag"] != in_french["ETag"]
        assert [answer["Content-Language"] for answer in (in_english, in_french)] == ["en", "fr"]
        assert titles(client, f"{MONTH}?language=en") == ["Consultations (closed): Cyprus"]

    @pytest.mark.parametrize("language", ["", "tlh", "en-GB", "../../etc/passwd", "x" * 600])
    def test_one_that_is_not_there_does_no_harm(self, client, language):
        assert len(events(client, f"{MONTH}?language={language}")) == 1

    def test_an_own_feed_is_in_the_person_s_whoever_fetches_it(self, client):
        address = own(UserFactory(language="fr"))
        said = [client.get(address, HTTP_ACCEPT_LANGUAGE=language) for language in ("ar", "en")]
        assert said[0].content == said[1].content
        assert said[0]["ETag"] != client.get(own(UserFactory()))["ETag"]


class TestUnchanged:
    @pytest.mark.parametrize("address", [ALL, MONTH, reverse("version_feed", args=[DECEMBER, 1])])
    def test_is_an_empty_answer(self, client, address):
        EntryFactory(on=THIRD)
        publish()
        etag = client.get(address)["ETag"]
        again = client.get(address, HTTP_IF_NONE_MATCH=etag)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)

    def test_no_more_when_a_version_was_published(self, client):
        EntryFactory(on=THIRD)
        publish()
        before = {address: client.get(address)["ETag"] for address in (ALL, MONTH)}
        EntryFactory(on=THIRD)
        publish_at(DECEMBER, AT + timedelta(hours=1))
        for address, etag in before.items():
            assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 200

    def test_no_more_the_day_after(self, client, settings):
        publish()
        etag = client.get(MONTH)["ETag"]
        settings.TODAY += timedelta(days=1)
        assert client.get(MONTH, HTTP_IF_NONE_MATCH=etag).status_code == 200

    def test_feeds_of_the_same_versions_are_told_apart(self, client):
        publish()
        assert client.get(ALL)["ETag"] != client.get(MONTH)["ETag"]
        assert names(client, ALL) == {"Programme of the Security Council"}

    def test_an_own_one_is_too_and_is_nobody_else_s(self, client):
        publish()
        address = own(UserFactory())
        first = client.get(address)
        again = client.get(address, HTTP_IF_NONE_MATCH=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        for answer in (first, again):
            assert "private" in answer["Cache-Control"]
            assert answer["Referrer-Policy"] == "no-referrer"
            assert answer["X-Robots-Tag"] == "noindex"


class TestCost:
    """Four queries at most, whatever there is; two for whoever is up to date."""

    @pytest.fixture(autouse=True)
    def nothing_kept(self):
        caches["published"].clear()

    @pytest.mark.parametrize("number", [1, 200])
    def test_the_public_feeds(self, client, number, django_assert_num_queries):
        fill(DECEMBER, number)
        publish()
        publish(JANUARY)
        for address in (ALL, MONTH, reverse("version_feed", args=[DECEMBER, 1])):
            with django_assert_num_queries(2):
                etag = client.get(address)["ETag"]
            with django_assert_num_queries(1):
                client.get(address)
            with django_assert_num_queries(1):
                assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304


class TestWhatASittingSays:
    """The whole way from the desk to the program; the rest is in ``tests/exchange/test_ical.py``."""

    def test_follows_what_it_follows(self, client):
        first = EntryFactory(
            on=THIRD, title="First", sitting__starts_at=time(10), sitting__ends_at=time(11, 30)
        )
        then = EntryFactory(on=THIRD, title="Then", format=Format.CONSULTATIONS)
        Sitting.objects.filter(entry=then).update(start_kind=StartKind.AFTER_PREVIOUS, position=1)
        publish()
        Sitting.objects.filter(entry=first).update(starts_at=time(15), ends_at=time(16))
        publish_at(DECEMBER, AT + timedelta(hours=1))
        said = {str(event["summary"]): event for event in fetched(client, MONTH).events}
        follows = said["Consultations: Then"]
        assert (follows.start.time(), follows["sequence"]) == (time(16), 1)
