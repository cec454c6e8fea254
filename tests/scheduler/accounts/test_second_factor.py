"""The second factor: setting it up, signing in with it, losing it, and who must have one."""

import re
from urllib.parse import urlencode

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.conf import settings as site
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from scheduler.accounts.second_factor import OPEN
from tests.factories import UserFactory
from tests.people import PASSWORD
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

AUTHENTICATE = "mfa_authenticate"


@pytest.fixture
def at_the_second(ola, secret, sign_in):
    """Ola's browser after the password."""
    client = Client()
    assert sign_in(client, next="/year/2026/").headers["Location"] == reverse(AUTHENTICATE)
    return client


def give(client, given, name=AUTHENTICATE):
    return client.post(reverse(name), {"code": given})


def is_in(client):
    return client.get(reverse("account")).status_code == 200


def told(response):
    return Page(response).texts("ul", class_="errorlist")


# Signing in


def test_the_password_alone_opens_nothing(at_the_second):
    assert not is_in(at_the_second)


def test_the_code_of_the_app_opens_the_account_and_leads_on(at_the_second, secret, code):
    assert give(at_the_second, code(secret)).headers["Location"] == "/year/2026/"
    assert is_in(at_the_second)


@pytest.mark.parametrize("periods", [-1, 1])
def test_clocks_may_differ_by_half_a_minute(at_the_second, secret, code, periods):
    assert give(at_the_second, code(secret, periods)).status_code == 302


@pytest.mark.parametrize("given", ["", "000", "abcdef", "\0", "1" * 5000, "\N{ARABIC-INDIC DIGIT TWO}" * 6])
def test_anything_else_is_told_at_its_field(at_the_second, given):
    assert len(told(give(at_the_second, given))) == 1
    assert not is_in(at_the_second)


def test_a_code_is_good_once(at_the_second, secret, code, sign_in):
    seen = code(secret)
    give(at_the_second, seen)
    another = Client()
    sign_in(another)
    # allauth itself forgets used codes after half a minute, while they are still taken.
    cache.delete(f"allauth.mfa.totp.used?user={Authenticator.objects.get().user_id}&code={seen}")
    assert told(give(another, seen)) == ["This code was used already. Wait for the next one."]
    assert not is_in(another)


def test_wrong_codes_are_limited_and_then_the_right_one_is_not_looked_at(at_the_second, secret, code):
    answers = [told(give(at_the_second, "000000")) for _ in range(6)]
    assert answers == [["Incorrect code."]] * 5 + [["Too many failed login attempts. Try again later."]]
    assert give(at_the_second, code(secret)).status_code == 200
    assert not is_in(at_the_second)


def test_one_may_turn_back_and_sign_in_as_somebody_else(at_the_second, sign_in):
    UserFactory(username="kari", password=PASSWORD)
    at_the_second.post(reverse("sign_out"), {"next": reverse("sign_in")})
    assert sign_in(at_the_second, login="kari").headers["Location"] == "/"


def test_the_session_is_another_one_afterwards(at_the_second, secret, code):
    before = at_the_second.session.session_key
    give(at_the_second, code(secret))
    assert at_the_second.session.session_key != before


# Recovery codes


def test_a_recovery_code_opens_the_account_once(ola, at_the_second, sign_in):
    recovery, *others = RecoveryCodes.activate(ola).get_unused_codes()
    assert give(at_the_second, recovery).status_code == 302
    another = Client()
    sign_in(another)
    assert told(give(another, recovery)) != []
    assert not is_in(another)
    assert give(another, others[0]).status_code == 302


@pytest.fixture
def inside(at_the_second, secret, code):
    give(at_the_second, code(secret))
    return at_the_second


def test_the_codes_are_shown_and_saved_without_those_that_are_used(ola, inside):
    codes = RecoveryCodes.activate(ola)
    used, *left = codes.get_unused_codes()
    codes.validate_code(used)
    assert Page(inside.get(reverse("mfa_view_recovery_codes"))).texts("code") == left
    file = inside.get(reverse("mfa_download_recovery_codes"))
    assert file.headers["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    first, *lines = file.content.decode().split("\n")
    assert first == "Recovery codes of ola at testserver, each good once:"
    assert [line for line in lines if line] == left


def test_new_codes_make_the_old_ones_void(ola, inside, mailoutbox, at_once):
    before = RecoveryCodes.activate(ola).get_unused_codes()
    inside.post(reverse("mfa_generate_recovery_codes"))
    after = RecoveryCodes.activate(ola).get_unused_codes()
    assert (len(after), set(before) & set(after)) == (10, set())
    assert [message.subject for message in mailoutbox] == ["New recovery codes were made"]


def test_codes_are_shown_only_to_who_proved_lately_who_they_are(ola, inside):
    RecoveryCodes.activate(ola)
    session = inside.session
    session["account_authentication_methods"] = [
        {**one, "at": one["at"] - 16 * 60} for one in session["account_authentication_methods"]
    ]
    session.save()
    address = reverse("mfa_view_recovery_codes")
    response = inside.get(address)
    assert (
        response.headers["Location"] == f"{reverse('account_reauthenticate')}?{urlencode({'next': address})}"
    )
    given = {"password": PASSWORD, "next": address}
    assert inside.post(reverse("account_reauthenticate"), given).headers["Location"] == address
    assert inside.get(address).status_code == 200


# Setting up and taking away


@pytest.fixture
def signed_in(ola, sign_in):
    client = Client()
    sign_in(client)
    return client


def set_up(client, code):
    page = Page(client.get(reverse("mfa_activate_totp")))
    secret = page.texts("code")[0].replace(" ", "")
    return give(client, code(secret), "mfa_activate_totp")


def test_it_is_set_up_with_a_picture_or_a_typed_key(signed_in, ola, code, at_once):
    page = Page(signed_in.get(reverse("mfa_activate_totp")))
    (image,) = page.elements("img")
    assert image["attributes"]["src"].startswith("data:image/svg+xml;base64,")
    response = set_up(signed_in, code)
    assert response.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert len(Page(signed_in.get(response.headers["Location"])).texts("code")) == 10
    kept = Authenticator.objects.filter(user=ola).values_list("type", flat=True)
    assert set(kept) == {"totp", "recovery_codes"}


def test_setting_it_up_ends_other_sessions_and_is_told_by_mail(signed_in, code, sign_in, mailoutbox, at_once):
    other = Client()
    sign_in(other)
    set_up(signed_in, code)
    assert (is_in(signed_in), is_in(other)) == (True, False)
    assert [message.subject for message in mailoutbox] == ["A second factor was set up"]


def test_a_wrong_code_keeps_the_same_key(signed_in, ola):
    address = reverse("mfa_activate_totp")
    key = Page(signed_in.get(address)).texts("code")
    response = signed_in.post(address, {"code": "000000"})
    assert (told(response), Page(response).texts("code")) == (["Incorrect code."], key)
    assert not Authenticator.objects.filter(user=ola).exists()


@pytest.fixture
def other(inside, secret, code, sign_in):
    """Another browser of Ola's, signed in after the first."""
    client = Client()
    sign_in(client)
    give(client, code(secret, 1))
    return client


def test_taking_it_away_takes_the_codes_too_and_ends_other_sessions(ola, inside, other, sign_in, mailoutbox):
    RecoveryCodes.activate(ola)
    assert is_in(other)
    inside.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=ola).exists()
    assert (is_in(inside), is_in(other)) == (True, False)
    assert [message.subject for message in mailoutbox] == ["Your second factor was taken away"]
    assert sign_in(Client()).headers["Location"] == "/"


def test_an_admin_takes_a_lost_one_away_and_never_sees_its_key(ola, inside, secret, admin, sign_in):
    row = Authenticator.objects.get(user=ola)
    RecoveryCodes.activate(ola)
    page = admin.client.get(f"/admin/mfa/authenticator/{row.pk}/change/")
    assert (page.status_code, secret in page.content.decode()) == (200, False)
    deleted = admin.client.post(f"/admin/mfa/authenticator/{row.pk}/delete/", {"post": "yes"})
    assert deleted.status_code == 302
    assert not Authenticator.objects.filter(user=ola).exists()
    assert (is_in(inside), is_in(admin.client)) == (False, True)
    assert sign_in(Client()).headers["Location"] == "/"


# Who must have one


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR_REQUIRED = True


PAGES = ["/guideline/", "/year/2026/", "/account/", "/account/sessions/", "/account/password/", "/admin/"]


@pytest.mark.parametrize("who", ["planner", "admin"])
@pytest.mark.parametrize("address", PAGES)
def test_planners_and_admins_are_led_to_set_one_up_before_all_else(required, request, who, address):
    response = request.getfixturevalue(who).client.get(address)
    assert response.headers["Location"] == f"{reverse('mfa_activate_totp')}?next={address}"


@pytest.mark.parametrize("who", ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay"])
def test_others_are_not(required, request, who):
    assert request.getfixturevalue(who).client.get("/guideline/").status_code == 200


@pytest.mark.parametrize("who", ["planner", "admin"])
def test_nobody_is_where_the_site_is_not_set_so(request, who):
    assert request.getfixturevalue(who).client.get("/guideline/").status_code == 200


def test_what_they_send_changes_nothing(required, planner):
    response = planner.client.post(reverse("usersessions_list"))
    assert response.headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_they_may_choose_their_language_and_leave(required, planner):
    assert planner.client.post(reverse("set_language"), {"language": "fr"}).headers["Location"] == "/"
    assert planner.client.post(reverse("sign_out")).headers["Location"] == "/"
    assert planner.client.get("/guideline/").status_code == 200


def test_what_stays_open_is_this_and_no_more():
    assert sorted(OPEN) == [
        "account_logout",
        "account_reauthenticate",
        "mfa_activate_totp",
        "mfa_reauthenticate",
        "set_language",
        "sign_out",
    ]


def test_the_page_says_why_and_what_comes_after(required, signed_in, code, at_once):
    page = Page(signed_in.get("/guideline/", follow=True))
    assert page.texts("p", class_="notice") == [
        "Planners and admins sign in with a second factor. Everything else opens once yours is set up."
    ]
    set_up(signed_in, code)
    assert signed_in.get("/guideline/").status_code == 200


def test_who_signed_in_with_one_goes_where_they_like(required, inside):
    assert inside.get("/guideline/").status_code == 200


def test_who_signed_in_with_a_recovery_code_does_too(required, ola, at_the_second):
    give(at_the_second, RecoveryCodes.activate(ola).get_unused_codes()[0])
    assert at_the_second.get("/guideline/").status_code == 200


def test_taking_it_away_is_noticed_at_once(required, inside):
    inside.post(reverse("mfa_deactivate_totp"))
    assert inside.get("/guideline/").headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_that_an_admin_took_it_away_is_noticed_at_once(required, ola, inside):
    Authenticator.objects.filter(user=ola).delete()
    assert not is_in(inside)


def test_a_session_from_before_shows_the_factor_first(required, ola, secret, code):
    client = Client()
    client.force_login(ola)
    response = client.get("/guideline/")
    assert response.headers["Location"] == f"{reverse('mfa_reauthenticate')}?next=/guideline/"
    given = {"code": code(secret), "next": "/guideline/"}
    passed = client.post(reverse("mfa_reauthenticate"), given)
    assert passed.headers["Location"] == "/guideline/"
    assert client.get("/guideline/").status_code == 200


def test_who_becomes_a_planner_is_asked_from_then_on(required, delegation_of_bangladesh):
    user = delegation_of_bangladesh.user
    assert delegation_of_bangladesh.client.get("/guideline/").status_code == 200
    user.role, user.country = "planner", None
    user.save()
    assert delegation_of_bangladesh.client.get("/guideline/").status_code == 302


def test_a_session_says_nothing_of_another_account(required, inside, planner, sign_in):
    inside.post(reverse("sign_out"))
    sign_in(inside, login="planner")
    assert inside.get("/guideline/").headers["Location"].startswith(reverse("mfa_activate_totp"))


def test_keys_of_other_kinds_are_not_offered():
    assert site.MFA_SUPPORTED_TYPES == ["totp", "recovery_codes"]
    assert not re.search("webauthn|passkey", " ".join(OPEN))
