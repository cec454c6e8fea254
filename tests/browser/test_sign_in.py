"""Signing in and out in a browser."""

import re
import time

import pytest
from playwright.sync_api import expect

DECEMBER = "/programme/2026-12/"
DELEGATION = "delegation-uruguay"
"""Its account is used by no other test, so that none meets a second factor that was left behind."""


def test_the_form_is_accessible_also_when_it_refuses(page, axe):
    page.goto("/account/sign-in/")
    axe(page)
    page.get_by_label("Username").fill("planner")
    page.get_by_label("Password").fill("wrong")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_be_visible()
    axe(page)


def test_one_comes_back_to_where_one_was(page):
    from meetings.services.create_demo_accounts import PASSWORD

    page.goto(DECEMBER)
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Username").fill("planner")
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(DECEMBER))
    expect(page.get_by_role("link", name="Consultations", exact=True)).to_be_visible()


def test_the_account_says_who_one_is_and_lets_one_go(page, axe, sign_in):
    sign_in(page, "delegation-bangladesh")
    page.get_by_role("link", name="Account of delegation-bangladesh").click()
    expect(page.locator(".facts dd").first).to_have_text("delegation-bangladesh")
    expect(page.locator(".facts dd").nth(2)).to_have_text("Bangladesh")
    axe(page)
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.get_by_role("status")).to_have_text("You are signed out.")
    axe(page)


def test_a_second_factor_is_set_up_used_replaced_by_a_recovery_code_and_taken_away(page, axe, sign_in):
    sign_in(page, DELEGATION)
    page.goto("/account/")
    page.get_by_role("link", name="Set one up").click()
    expect(page.get_by_alt_text("The key below as a QR code")).to_be_visible()
    axe(page)
    secret = page.locator(".set-up-key").inner_text().replace(" ", "")
    give_code(page, code_of(secret), "Set it up")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    codes = page.locator(".codes code").all_inner_texts()
    axe(page)

    begin_again(page)
    axe(page)
    give_code(page, code_of(secret), "Sign in")
    expect(page.get_by_role("link", name=f"Account of {DELEGATION}")).to_be_visible()

    begin_again(page)
    give_code(page, codes[0], "Sign in")
    page.goto("/account/")
    expect(page.get_by_text("9 left")).to_be_visible()
    axe(page)

    page.get_by_role("link", name="Take it away or change it").click()
    page.get_by_role("button", name="Take it away").click()
    expect(page.get_by_role("link", name="Set one up")).to_be_visible()


def begin_again(page):
    """Sign out and give the name and the password."""
    from meetings.services.create_demo_accounts import PASSWORD

    page.get_by_role("banner").get_by_role("button", name="Sign out").click()
    page.get_by_role("link", name="Sign in").click()
    page.get_by_label("Username").fill(DELEGATION)
    page.get_by_label("Password").fill(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Second factor")


def give_code(page, code, button):
    page.get_by_label("Code").fill(code)
    page.get_by_role("main").get_by_role("button", name=button, exact=True).click()


def code_of(secret):
    """What an authenticator app shows; it is taken for half a minute longer."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def test_who_tries_too_often_is_told_calmly_how_long_to_wait(page, axe, complaints):
    page.goto("/account/sign-in/?next=/year/2026/")
    for _ in range(5):
        page.get_by_label("Username").fill("nobody")
        page.get_by_label("Password").fill("wrong")
        with page.expect_navigation():
            page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Too many attempts")
    expect(page.get_by_label("Username")).to_have_value("nobody")
    axe(page)
    assert [line for line in complaints.lines if "429" not in line] == []
    complaints.lines.clear()


@pytest.mark.parametrize(("language", "width"), [("en", 390), ("ar", 1280), ("ar", 390)])
def test_the_pages_of_the_account_fit_and_are_accessible(page, axe, sign_in, language, width):
    page.set_viewport_size({"width": width, "height": 800})
    sign_in(page, "delegation-bangladesh")
    page.locator("#language").select_option(language)
    with page.expect_navigation():
        page.locator(".site-language button").click()
    for address in ("/account/", "/account/sessions/", "/account/password/"):
        page.goto(address)
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
