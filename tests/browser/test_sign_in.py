"""Signing in and out in a browser."""

import re

from playwright.sync_api import expect

DECEMBER = "/programme/2026-12/"


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
    page.goto("/account/sign-in/")
    expect(page.locator(".facts dd")).to_have_text(
        ["delegation-bangladesh", "delegation", "Bangladesh", "English"]
    )
    axe(page)
    page.locator("main").get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
