"""The pages of the missions and of the guideline, each in a browser: accessible, on a phone, and mirrored."""

import pytest

from tests.browser.screens import PHONE, in_language, no_wider_than_the_screen

pytestmark = pytest.mark.parametrize(
    "address", ["/missions/", "/missions/UNDOF/", "/guideline/", "/guideline/G7/"]
)


def test_it_is_accessible(page, axe, address):
    page.goto(address)
    axe(page)


def test_it_fits_a_phone(page, axe, address):
    page.set_viewport_size(PHONE)
    page.goto(address)
    assert no_wider_than_the_screen(page)
    axe(page)


def test_it_is_mirrored(page, axe, address):
    page.goto(address)
    in_language(page, "ar")
    axe(page)
