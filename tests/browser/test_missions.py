"""The list of missions and one with a long history in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.test_occasion import PHONE, in_language, no_wider_than_the_screen

PAGES = ["/missions/", "/missions/UNDOF/"]


@pytest.mark.parametrize("address", PAGES)
def test_it_is_accessible(page, axe, address):
    page.goto(address)
    axe(page)


@pytest.mark.parametrize("address", PAGES)
def test_it_fits_a_phone(page, axe, address):
    page.set_viewport_size(PHONE)
    page.goto(address)
    assert no_wider_than_the_screen(page)
    axe(page)


@pytest.mark.parametrize("address", PAGES)
def test_it_is_mirrored(page, axe, address):
    page.goto(address)
    in_language(page, "ar")
    axe(page)


def test_the_filter_works_by_keys(page):
    page.goto("/missions/")
    page.get_by_label("Name, acronym or area").focus()
    page.keyboard.type("cyp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 mission")
    expect(page.get_by_role("link", name="UNFICYP")).to_be_visible()


def test_seventy_decisions_are_folded_and_unfold(page):
    page.goto("/missions/UNDOF/")
    expect(page.locator("table.chain tbody tr:visible")).to_have_count(8)
    page.get_by_text("earlier decisions").press("Enter")
    expect(page.locator("table.chain tbody tr:visible")).to_have_count(70)
