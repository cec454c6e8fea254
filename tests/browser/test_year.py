"""The year in a browser."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, in_language


@pytest.mark.parametrize("address", ["/year/2026/", "/year/2018/", "/year/2050/"])
@pytest.mark.parametrize("viewport", [None, PHONE])
def test_it_is_accessible_and_never_scrolls_the_page_sideways(page, axe, address, viewport):
    if viewport:
        page.set_viewport_size(viewport)
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    axe(page)


def test_lanes_are_as_wide_as_the_months_above_them(page):
    page.goto("/year/2018/")
    lane = page.locator("svg.lane[role=img]").first.bounding_box()
    january, december = (
        page.locator(".year thead th").nth(1).bounding_box(),
        page.locator(".year thead th").last.bounding_box(),
    )
    assert abs(lane["x"] - january["x"]) <= 1
    assert abs(lane["x"] + lane["width"] - december["x"] - december["width"]) <= 1
    line = page.locator("svg.lane[role=img]").first.locator(".lane-month").first.bounding_box()
    assert abs(line["x"] - january["x"] - january["width"]) <= 2


def test_a_mark_stands_under_its_month(page):
    page.goto("/year/2026/")
    end = page.locator("tr", has=page.get_by_role("link", name="MONUSCO")).locator("svg svg").last
    expect(end.locator("title")).to_have_text(re.compile("Mandate ends, 20 December 2026"))
    december = page.locator(".year thead th").last.bounding_box()
    place = end.locator("path").bounding_box()
    middle = place["x"] + place["width"] / 2
    share = (middle - december["x"]) / december["width"]
    assert abs(share - 19.5 / 31) < 0.02


def test_arabic_begins_the_year_at_the_right(page, axe):
    page.goto("/account/sign-in/")
    in_language(page, "ar")
    page.goto("/year/2026/")
    months = page.locator(".year thead th")
    assert months.nth(1).bounding_box()["x"] > months.last.bounding_box()["x"]
    today = page.locator("svg.lane .lane-today").first.bounding_box()
    november = months.nth(11).bounding_box()
    assert november["x"] <= today["x"] <= november["x"] + november["width"]
    axe(page)


def test_the_table_behind_opens_by_keyboard(page):
    page.goto("/year/2026/")
    summary = page.locator("summary")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("cell", name="20 December 2026")).to_be_visible()


def test_on_a_phone_the_lanes_scroll_by_keyboard(page):
    page.set_viewport_size(PHONE)
    page.goto("/year/2026/")
    region = page.get_by_role("region", name="The year by mission")
    region.focus()
    page.keyboard.press("ArrowRight")
    # Asked again and again from here: the policy lets nothing wait inside the page.
    for _ in range(50):
        if region.evaluate("region => region.scrollLeft") > 0:
            return
        page.wait_for_timeout(100)
    pytest.fail("the arrow key did not scroll the lanes")
