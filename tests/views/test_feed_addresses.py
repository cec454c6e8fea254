"""The page of one's calendar feeds: their addresses, and how to give them up."""

import pytest
from django.urls import reverse

from meetings.models import FeedAddress
from meetings.services.renew_feed_address import fingerprint
from tests.people import signed_in
from tests.views.feed_reading import fetched
from tests.views.published import publish

pytestmark = pytest.mark.django_db


class TestThePage:
    PAGE, RENEW = reverse("feeds"), reverse("feeds_renew")

    def test_makes_the_address_at_the_first_visit(self, delegation_of_bangladesh):
        for _visit in range(2):
            page = delegation_of_bangladesh.client.get(self.PAGE)
            secret = FeedAddress.objects.get(user=delegation_of_bangladesh.user).secret
            assert [feed.address for feed in page.context["own"]] == [
                f"http://testserver/feeds/{secret}/programme.ics",
                f"http://testserver/feeds/{secret}/missions.ics",
            ]

    def test_offers_each_to_copy_and_to_open(self, planner):
        page = planner.client.get(self.PAGE)
        said = page.content.decode()
        for feed in [*page.context["own"], page.context["public"]]:
            assert f'value="{feed.address}"' in said
            assert f'href="{feed.webcal}"' in said
            assert feed.webcal == feed.address.replace("http:", "webcal:")

    def test_offers_deadlines_to_planners_alone(self, planner, delegation_of_uruguay):
        offered = [
            [feed.name for feed in person.client.get(self.PAGE).context["own"]]
            for person in (planner, delegation_of_uruguay)
        ]
        assert offered == [["programme", "missions", "deadlines"], ["programme", "missions"]]

    def test_shows_nobody_else_s(self, planner, delegation_of_uruguay):
        planner.client.get(self.PAGE)
        theirs = FeedAddress.objects.get(user=planner.user).secret
        for page in (self.PAGE, self.RENEW, reverse("account")):
            assert theirs not in delegation_of_uruguay.client.get(page).content.decode()

    def test_all_that_it_offers_can_be_fetched(self, planner, client):
        publish()
        page = planner.client.get(self.PAGE)
        for feed in [*page.context["own"], page.context["public"]]:
            assert fetched(client, feed.address.removeprefix("http://testserver")).name == "VCALENDAR"

    def test_renewing_gives_up_the_address_that_was_seen(self, planner):
        planner.client.get(self.PAGE)
        before = FeedAddress.objects.get()
        asked = planner.client.get(self.RENEW)
        assert before.secret not in asked.content.decode()
        answer = planner.client.post(self.RENEW, {"seen": fingerprint(before)}, follow=True)
        after = FeedAddress.objects.get()
        assert after.secret != before.secret
        assert after.secret in answer.content.decode()
        assert before.secret not in answer.content.decode()

    @pytest.mark.parametrize("typed", [{}, {"seen": ""}, {"seen": "x" * 100}])
    def test_renewing_without_having_seen_it_does_nothing(self, planner, typed):
        planner.client.get(self.PAGE)
        before = FeedAddress.objects.get().secret
        answer = planner.client.post(self.RENEW, typed, follow=True)
        assert FeedAddress.objects.get().secret == before
        assert "Nothing was done" in answer.content.decode()

    def test_pressed_twice_renews_once(self, planner):
        planner.client.get(self.PAGE)
        seen = fingerprint(FeedAddress.objects.get())
        secrets = []
        for _press in range(2):
            planner.client.post(self.RENEW, {"seen": seen})
            secrets.append(FeedAddress.objects.get().secret)
        assert secrets[0] == secrets[1]

    def test_one_person_renews_their_own_alone(self, planner):
        other = signed_in("other", role="planner")
        other.client.get(self.PAGE)
        theirs = FeedAddress.objects.get()
        planner.client.post(self.RENEW, {"seen": fingerprint(theirs)})
        assert FeedAddress.objects.get(user=other.user).secret == theirs.secret
