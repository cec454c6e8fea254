"""A new password: by a link sent to the address of the account, or from within."""

import re
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.factories import UserFactory
from tests.people import PASSWORD
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

NEW = "a heron stands in the reeds"


def ask(email, client=None):
    return (client or Client()).post(reverse("account_reset_password"), {"email": email}, follow=True)


def link_in(message):
    return re.search(r"http://testserver(/account/password/new/\S+)", message.body)[1]


def choose(link, password=NEW, client=None):
    client = client or Client()
    form = client.get(link, follow=True)
    return client.post(form.redirect_chain[-1][0], {"password1": password, "password2": password})


@pytest.mark.parametrize("written", ["Ola@Example.org", "ola@example.org", " OLA@EXAMPLE.ORG "])
def test_a_link_is_sent_to_the_address_of_the_account(ola, mailoutbox, written):
    ask(written)
    (message,) = mailoutbox
    assert message.subject == "A new password for the programme of work"
    assert message.to == [written.strip().lower()]
    assert "for the account ola." in message.body
    assert message.alternatives == []


def test_the_link_is_good_for_one_new_password(ola, mailoutbox, sign_in):
    ask(ola.email)
    link = link_in(mailoutbox[0])
    assert choose(link).headers["Location"] == reverse("sign_in")
    assert (sign_in().status_code, sign_in(password=NEW).status_code) == (200, 302)
    assert Page(Client().get(link)).texts("h1") == ["This link is no longer good"]


def test_choosing_a_password_signs_nobody_in_and_is_told_by_mail(ola, mailoutbox):
    client = Client()
    ask(ola.email)
    choose(link_in(mailoutbox[0]), client=client)
    page = Page(client.get(reverse("sign_in")))
    assert page.texts("li", class_="message") == ["The new password is good from now on."]
    assert client.get(reverse("account")).status_code == 302
    assert [message.subject for message in mailoutbox][1:] == ["Your password was replaced"]
    assert mailoutbox[1].to == [ola.email]


def test_a_new_password_ends_every_session(ola, mailoutbox, sign_in):
    client = Client()
    sign_in(client)
    ask(ola.email)
    choose(link_in(mailoutbox[0]))
    assert client.get(reverse("account")).status_code == 302


def test_whether_there_is_an_account_is_not_said(ola, mailoutbox):
    known, unknown = (Page(ask(email)) for email in (ola.email, "nobody@example.org"))
    assert [message.to for message in mailoutbox] == [[ola.email.lower()]]
    assert known.texts("main") == unknown.texts("main")


@pytest.mark.parametrize("about", [{"is_active": False}, {"password": None}])
def test_a_closed_account_or_one_without_password_gets_no_link(about, mailoutbox):
    UserFactory(username="kari", email="kari@example.org", **{"password": PASSWORD, **about})
    ask("kari@example.org")
    assert mailoutbox == []


def test_each_account_with_the_address_gets_its_own_link(ola, mailoutbox):
    UserFactory(username="kari", email=ola.email.lower(), password=PASSWORD)
    ask(ola.email)
    assert sorted(re.search(r"account (\w+)\.", one.body)[1] for one in mailoutbox) == ["kari", "ola"]


def test_an_account_made_in_the_admin_gets_a_link(admin, mailoutbox):
    about = {
        "username": "kari",
        "email": "Kari@Example.org",
        "role": "planner",
        "usable_password": "true",
        "password1": NEW,
        "password2": NEW,
        "subscription-TOTAL_FORMS": 0,
        "subscription-INITIAL_FORMS": 0,
    }
    assert admin.client.post("/admin/meetings/user/add/", about).status_code == 302
    ask("kari@example.org")
    assert "for the account kari." in mailoutbox[0].body


def test_a_mail_server_that_fails_breaks_nothing_and_says_nothing(ola, monkeypatch, caplog):
    def fail(*_args, **_kwargs):
        raise SMTPServerDisconnected

    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", fail)
    assert Page(ask(ola.email)).texts("h1") == ["Look into your mail"]
    assert [record.levelname for record in caplog.records] == ["ERROR"]


@pytest.mark.parametrize("link", ["1-abc", "zzzzzzzzzzzzzzzz-abc-def", "0-set-password", "1-set-password"])
def test_a_link_that_was_not_sent_is_told_to_be_no_good(ola, link):
    response = Client().get(f"/account/password/new/{link}/")
    assert Page(response).texts("h1") == ["This link is no longer good"]
    assert "no-store" in response.headers["Cache-Control"]


def test_a_weak_password_is_told_at_its_field(ola, mailoutbox):
    ask(ola.email)
    page = Page(choose(link_in(mailoutbox[0]), password="short"))
    assert len(page.texts("ul", class_="errorlist")) == 1
    ola.refresh_from_db()
    assert ola.check_password(PASSWORD)


def change(client, **values):
    given = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW, **values}
    return client.post(reverse("account_change_password"), given)


def test_who_is_signed_in_changes_it_stays_and_is_signed_out_elsewhere(ola, sign_in, mailoutbox):
    here, there = Client(), Client()
    sign_in(here)
    sign_in(there)
    assert change(here).headers["Location"] == reverse("account")
    assert (here.get(reverse("account")).status_code, there.get(reverse("account")).status_code) == (200, 302)
    assert [message.subject for message in mailoutbox] == ["Your password was changed"]


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"oldpassword": "wrong"}, "Please type your current password."),
        ({"password2": "another one entirely"}, "You must type the same password each time."),
        ({"password1": "123456789012"}, "This password is entirely numeric."),
    ],
)
def test_a_change_that_cannot_be_is_told_at_its_field(ola, sign_in, values, told):
    client = Client()
    sign_in(client)
    page = Page(change(client, **values))
    assert page.texts("ul", class_="errorlist") == [told]
    ola.refresh_from_db()
    assert ola.check_password(PASSWORD)


def test_somebody_else_signed_in_at_the_browser_is_signed_out_by_the_link(ola, planner, mailoutbox):
    ask(ola.email)
    choose(link_in(mailoutbox[0]), client=planner.client)
    assert planner.client.get(reverse("account")).status_code == 302
