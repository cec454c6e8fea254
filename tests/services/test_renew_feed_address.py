"""One address a person, made once, and made anew by whoever has the present one before their eyes."""

from datetime import UTC, datetime

import pytest

from meetings.models import AuditRecord, FeedAddress
from meetings.services.renew_feed_address import (
    RenewedMeanwhile,
    feed_address,
    fingerprint,
    renew_feed_address,
)
from tests.factories import FeedAddressFactory, UserFactory
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 15, tzinfo=UTC)


def trail():
    return list(
        AuditRecord.objects.order_by("pk").values_list("action", "subject", "actor__username", "changes")
    )


@pytest.mark.django_db
class TestMaking:
    def test_it_is_made_once(self):
        user = UserFactory(username="dhaka")
        made = feed_address(user=user, now=NOW)
        assert feed_address(user=user, now=LATER) == made
        assert (made.made_at, FeedAddress.objects.count()) == (NOW, 1)
        assert trail() == [("make feed address", "dhaka", "dhaka", {})]

    def test_nobody_can_guess_it(self):
        first, second = (feed_address(user=UserFactory(), now=NOW).secret for _ in range(2))
        assert first != second
        assert len(first) >= 43  # 256 bits in letters


@pytest.mark.django_db
class TestRenewing:
    def test_the_old_one_is_gone_and_neither_goes_on_record(self):
        address = FeedAddressFactory(user__username="dhaka", made_at=NOW)
        renewed = renew_feed_address(user=address.user, seen=fingerprint(address), now=LATER)
        kept = FeedAddress.objects.get()
        assert (kept.secret, kept.made_at) == (renewed.secret, LATER)
        assert kept.secret != address.secret
        assert trail() == [("renew feed address", "dhaka", "dhaka", {})]

    def test_an_address_nobody_saw_is_not_given_up(self):
        address = FeedAddressFactory()
        with pytest.raises(RenewedMeanwhile):
            renew_feed_address(user=address.user, seen="another", now=LATER)
        assert FeedAddress.objects.get().secret == address.secret
        assert trail() == []

    def test_an_admin_may_do_it_for_somebody(self):
        address, admin = (
            FeedAddressFactory(user__username="dhaka"),
            UserFactory(username="boss", role="admin"),
        )
        renew_feed_address(user=address.user, seen=fingerprint(address), now=LATER, actor=admin)
        assert trail() == [("renew feed address", "dhaka", "boss", {})]


@pytest.mark.django_db(transaction=True)
class TestTwoAtOnce:
    def test_two_first_visits_get_the_same_address(self):
        user, handed_out = UserFactory(), []
        outcomes = at_once(*[lambda: handed_out.append(feed_address(user=user, now=NOW).secret)] * 8)
        assert outcomes == [None] * 8
        assert handed_out == [FeedAddress.objects.get().secret] * 8
        assert len(trail()) == 1

    def test_of_two_renewals_one_is_done_and_the_others_told(self):
        address, handed_out = FeedAddressFactory(), []
        user, seen = address.user, fingerprint(address)

        def renew():
            handed_out.append(renew_feed_address(user=user, seen=seen, now=LATER).secret)

        outcomes = at_once(*[renew] * 8)
        assert (
            sorted(type(outcome).__name__ for outcome in outcomes) == ["NoneType"] + ["RenewedMeanwhile"] * 7
        )
        assert handed_out == [FeedAddress.objects.get().secret]
        assert len(trail()) == 1
