"""Who tries too often is asked to wait, calmly, and told until when."""

from datetime import datetime, timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings as site
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from tests.factories import UserFactory
from tests.people import PASSWORD
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

LIMIT = 5


@pytest.fixture
def locked(ola, sign_in):
    """Ola's name after five wrong passwords from one address; with the last answer."""
    return [sign_in(password="wrong") for _ in range(LIMIT)]


def test_the_fifth_wrong_password_begins_the_wait(locked):
    assert [response.status_code for response in locked] == [200, 200, 200, 200, 429]


def test_the_right_password_opens_nothing_meanwhile(locked, sign_in):
    client = Client()
    assert sign_in(client).status_code == 429
    assert client.get(reverse("account")).status_code == 302


def test_the_page_says_until_when_and_keeps_the_name(locked):
    response, page = locked[-1], Page(locked[-1])
    assert page.texts("h1") == ["Too many attempts"]
    assert page.elements("input", name="login")[0]["attributes"]["value"] == "ola"
    assert 14 * 60 < int(response.headers["Retry-After"]) <= 15 * 60
    assert "no-store" in response.headers["Cache-Control"]
    latest = AccessAttempt.objects.get().attempt_time
    until = timezone.localtime(latest + timedelta(minutes=15, seconds=59)).replace(second=0, microsecond=0)
    said = page.texts("div", role="alert")[0]
    assert said.startswith(f"5 wrong passwords were given. Until {clock(until)} no other is looked at")


def clock(instant: datetime) -> str:
    """As Django writes the time in English."""
    return date_format(instant, "TIME_FORMAT")


def test_where_one_was_going_is_kept_too(ola, sign_in):
    answers = [sign_in(password="wrong", next="/year/2026/") for _ in range(LIMIT)]
    field = Page(answers[-1]).elements("input", name="next")[0]
    assert field["attributes"]["value"] == "/year/2026/"


@pytest.mark.parametrize("login", ["OLA", " ola", "Ola"])
def test_writing_the_name_otherwise_begins_no_new_count(locked, sign_in, login):
    assert sign_in(login=login).status_code == 429


def test_a_name_nobody_has_is_locked_alike(sign_in):
    answers = [sign_in(login="nobody").status_code for _ in range(LIMIT)]
    assert answers == [200, 200, 200, 200, 429]


def test_others_sign_in_from_there_and_ola_from_elsewhere(locked, sign_in):
    UserFactory(username="kari", password=PASSWORD)
    assert sign_in(login="kari").status_code == 302
    assert sign_in(Client(REMOTE_ADDR="192.0.2.7")).status_code == 302


def test_what_proxies_report_is_believed_of_our_own_alone(ola, sign_in, settings):
    def try_from(address):
        return sign_in(Client(headers={"x-forwarded-for": address}), password="wrong").status_code

    assert [try_from(f"192.0.2.{number}") for number in range(LIMIT)][-1] == 429
    AccessAttempt.objects.all().delete()
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert [try_from(f"192.0.2.{number}") for number in range(LIMIT)][-1] == 200
    assert [try_from("198.51.100.1") for _ in range(LIMIT)][-1] == 429


def test_trying_again_does_not_make_the_wait_longer(locked, sign_in):
    before = AccessAttempt.objects.get()
    sign_in(password="wrong")
    after = AccessAttempt.objects.get()
    assert (after.attempt_time, after.failures_since_start) == (before.attempt_time, LIMIT)


def test_after_the_wait_the_door_opens(locked, sign_in):
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in().status_code == 302


def test_a_success_in_between_begins_a_new_count(ola, sign_in):
    for _ in range(2):
        for _ in range(LIMIT - 1):
            assert sign_in(password="wrong").status_code == 200
        assert sign_in().status_code == 302


def test_an_admin_ends_the_wait(locked, sign_in, admin):
    attempt = AccessAttempt.objects.get()
    assert admin.client.get("/admin/axes/accessattempt/").status_code == 200
    deleted = admin.client.post(f"/admin/axes/accessattempt/{attempt.pk}/delete/", {"post": "yes"})
    assert deleted.status_code == 302
    assert sign_in().status_code == 302


def test_a_command_ends_the_wait(locked, sign_in):
    call_command("axes_reset_username", "ola", verbosity=0)
    assert sign_in().status_code == 302


def test_no_password_is_written_down(locked):
    attempt = AccessAttempt.objects.get()
    assert "wrong" not in attempt.post_data + attempt.get_data


def test_one_address_may_not_go_through_the_names(sign_in):
    answers = [sign_in(login=f"person-{number}").status_code for number in range(61)]
    assert answers == [200] * 60 + [429]


def test_one_name_may_not_be_tried_from_everywhere(ola, sign_in):
    def try_from(number):
        return sign_in(Client(REMOTE_ADDR=f"192.0.2.{number}"), password="wrong")

    for number in range(30):
        try_from(number)
    page = Page(try_from(99))
    assert page.texts("p", role="alert") == ["Too many failed login attempts. Try again later."]
    assert page.elements("input", name="login")[0]["attributes"]["value"] == "ola"


def test_signing_in_often_is_no_attempt_too_many(ola, sign_in):
    assert [sign_in().status_code for _ in range(31)] == [302] * 31


def test_links_for_new_passwords_are_not_sent_without_end(ola, mailoutbox):
    def ask():
        return Client().post(reverse("account_reset_password"), {"email": ola.email})

    assert [ask().status_code for _ in range(6)] == [302, 302, 302, 302, 302, 429]
    assert len(mailoutbox) == 5
    page = Page(ask())
    assert page.texts("h1") == ["Too many attempts"]
    assert page.elements("input", name="login") == []


def test_the_counts_are_kept_for_all_processes_together(ola, sign_in):
    assert site.CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache"
    cache.set("count", 1)
    assert cache.get("count") == 1
    sign_in(password="wrong")
    assert AccessAttempt.objects.count() == 1
