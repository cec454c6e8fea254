"""What is ahead for a delegation, in a browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, in_language, no_wider_than_the_screen


@pytest.fixture
def ahead(page, sign_in):
    sign_in(page, "delegation-bangladesh")
    page.goto("/consultations/")
    return page


def test_it_is_accessible(ahead, axe):
    axe(ahead)


def test_it_fits_a_phone(ahead, axe):
    ahead.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(ahead)
    axe(ahead)


def test_it_is_mirrored(ahead, axe):
    in_language(ahead, "ar")
    axe(ahead)


def test_keys_lead_from_a_line_to_its_occasion(ahead):
    ahead.locator(".ahead-case").first.focus()
    ahead.keyboard.press("Enter")
    expect(ahead.get_by_role("heading", level=1)).to_have_text("MONUSCO: Renewal of mandate")


def test_who_has_not_signed_in_comes_back_after_it(page):
    page.goto("/consultations/")
    expect(page.locator("input[name=password]")).to_be_visible()
    assert "next=/consultations/" in page.url
