"""A person's own calendar feeds, behind an address that nobody can guess."""

import re
from datetime import date

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.services.renew_feed_address import fingerprint, renew_feed_address
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    EntryFactory,
    FeedAddressFactory,
    MandateFactory,
    MissionFactory,
    PaperFactory,
    SubscriptionFactory,
    UserFactory,
)
from tests.views.feed_reading import (
    THIRD,
    own,
    titles,
)
from tests.views.published import AT, DECEMBER, fill, publish

pytestmark = pytest.mark.django_db

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')


class TestASecretAddress:
    """Who does not know one learns nothing: all that is wrong with an address is answered alike."""

    @pytest.mark.parametrize("which", ["programme", "missions", "deadlines"])
    def test_that_is_wrong_is_not_found(self, client, which):
        FeedAddressFactory()
        assert client.get(reverse("own_feed", args=["wrong", which])).status_code == 404

    def test_of_no_such_feed_is_not_found(self, client):
        assert client.get(own(UserFactory(), "secrets")).status_code == 404

    def test_that_was_renewed_is_dead(self, client):
        address = FeedAddressFactory()
        before = own(address.user)
        renew_feed_address(user=address.user, seen=fingerprint(address), now=AT)
        assert client.get(before).status_code == 404
        assert client.get(own(address.user)).status_code == 200

    def test_of_somebody_who_may_not_sign_in_is_dead(self, client):
        user = UserFactory()
        address = own(user)
        assert client.get(address).status_code == 200
        user.is_active = False
        user.save()
        assert client.get(address).status_code == 404

    def test_a_wrong_one_is_answered_like_any_page_that_is_not_there(self, client):
        dead, wrong = own(UserFactory(is_active=False)), reverse("own_feed", args=["x", "programme"])
        said = [client.get(address).content.decode().replace(address, "") for address in (dead, wrong)]
        assert len({TOKEN.sub("", page) for page in said}) == 1

    def test_needs_no_session_and_starts_none(self, client):
        assert not client.get(own(UserFactory())).cookies

    def test_of_a_delegation_holds_no_deadlines(self, client, delegation_of_bangladesh):
        assert client.get(own(delegation_of_bangladesh.user, "deadlines")).status_code == 404


class TestWhatSomebodyFollows:
    @pytest.fixture(autouse=True)
    def three_lines(self):
        for number, acronym in enumerate(("UNMISS", "UNFICYP"), start=1):
            EntryFactory(
                on=DECEMBER.replace(day=number), title=acronym, missions=[MissionFactory(acronym=acronym)]
            )
        EntryFactory(on=DECEMBER.replace(day=3), title="Counter-terrorism")
        publish()

    def followed(self, client, user):
        return [title.removeprefix("Briefing: ") for title in titles(client, own(user, "missions"))]

    def test_a_contributor_its_missions(self, client, delegation_of_bangladesh, bangladesh):
        ContributionFactory(mission=MissionFactory(acronym="UNMISS"), country=bangladesh)
        assert self.followed(client, delegation_of_bangladesh.user) == ["UNMISS"]

    def test_a_country_that_gives_nobody_nothing(self, client, delegation_of_uruguay):
        assert self.followed(client, delegation_of_uruguay.user) == []

    def test_a_member_of_the_council_all(self, client, delegation_of_uruguay, uruguay):
        CouncilTermFactory(country=uruguay)
        assert self.followed(client, delegation_of_uruguay.user) == ["UNMISS", "UNFICYP", "Counter-terrorism"]

    def test_a_planner_all(self, client, planner):
        assert self.followed(client, planner.user) == ["UNMISS", "UNFICYP", "Counter-terrorism"]

    def test_whoever_chose_what_they_chose(self, client, planner):
        SubscriptionFactory(user=planner.user).missions.set([MissionFactory(acronym="UNFICYP")])
        other = SubscriptionFactory(user=UserFactory())
        other.missions.set([MissionFactory(acronym="UNMISS")])
        assert self.followed(client, planner.user) == ["UNFICYP"]

    def test_whoever_wants_everything_everything(self, client, delegation_of_uruguay):
        SubscriptionFactory(user=delegation_of_uruguay.user, everything=True)
        assert len(self.followed(client, delegation_of_uruguay.user)) == 3

    def test_changes_with_what_they_choose(self, client, planner):
        etag = client.get(own(planner.user, "missions"))["ETag"]
        SubscriptionFactory(user=planner.user).missions.set([MissionFactory(acronym="UNFICYP")])
        assert client.get(own(planner.user, "missions"), HTTP_IF_NONE_MATCH=etag).status_code == 200

    def test_the_whole_programme_is_everybody_s(self, client, delegation_of_uruguay):
        assert len(titles(client, own(delegation_of_uruguay.user))) == 3


class TestCost:
    """Four queries at most, whatever there is."""

    @pytest.fixture(autouse=True)
    def nothing_kept(self):
        caches["published"].clear()

    @pytest.mark.parametrize("months", [1, 6])
    @pytest.mark.parametrize(
        ("role", "which", "costs"),
        [
            ("planner", "programme", (3, 2)),
            ("planner", "missions", (4, 3)),
            ("planner", "deadlines", (2, 2)),
            ("delegation", "programme", (3, 2)),
            ("delegation", "missions", (4, 3)),
        ],
    )
    def test_an_own_feed(self, client, months, role, which, costs):
        for number in range(1, months + 1):
            fill(date(2026, number, 1), 10)
            publish(date(2026, number, 1))
        user = UserFactory(role=role)
        SubscriptionFactory(user=user)
        MandateFactory.create_batch(months * 10)
        PaperFactory.create_batch(months * 10, due_on=THIRD)
        address = own(user, which)
        with CaptureQueriesContext(connection) as first:
            etag = client.get(address)["ETag"]
        with CaptureQueriesContext(connection) as again:
            assert client.get(address, HTTP_IF_NONE_MATCH=etag).status_code == 304
        assert (len(first), len(again)) == costs
