"""The page of one occasion in a browser: drawn, reachable by key, mirrored, and on a phone."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen


@pytest.fixture
def occasion(page, sign_in):
    """The sample's first renewal, reached as a planner reaches it."""
    page.set_viewport_size(WIDE)
    sign_in(page, "planner")
    page.goto("/missions/MONUSCO/")
    page.get_by_role("link", name="sample").first.click()
    expect(page).to_have_url(re.compile("/occasions/"))
    expect(page.locator("svg.line")).to_be_visible()
    # Labels have their final width only in their own font.
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def test_it_is_accessible(occasion, axe):
    axe(occasion)


def test_the_drawing_is_within_its_frame(occasion):
    frame = occasion.locator("svg.line").bounding_box()
    for text in occasion.locator("svg.line text").all():
        box = text.bounding_box()
        assert frame["x"] <= box["x"] + 1
        assert box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_no_label_of_the_drawing_lies_over_another(occasion):
    boxes = [text.bounding_box() for text in occasion.locator("svg.line text").all()]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one["x"] + one["width"] <= other["x"] + 1 or other["x"] + other["width"] <= one["x"] + 1
            above = one["y"] + one["height"] <= other["y"] + 4 or other["y"] + other["height"] <= one["y"] + 4
            assert apart or above, (one, other)


def test_keys_reach_the_drawing_and_the_rules(occasion):
    occasion.locator("#content").focus()
    for link in occasion.locator(".page-head a").all():
        occasion.keyboard.press("Tab")
        expect(link).to_be_focused()
    occasion.keyboard.press("Tab")
    expect(occasion.get_by_role("group", name="The line, to scale")).to_be_focused()
    occasion.keyboard.press("Tab")
    expect(occasion.locator("table.lanes a.rule-id").first).to_be_focused()
    occasion.keyboard.press("Enter")
    expect(occasion).to_have_url("/guideline/G1/")


def test_on_a_phone_each_lane_says_its_name(occasion, axe):
    occasion.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(occasion)
    expect(occasion.locator("table.lanes .acts .lane-name").first).to_be_visible()
    axe(occasion)


def test_arabic_runs_the_line_from_right_to_left(occasion, axe):
    in_language(occasion, "ar")
    report, meeting = (occasion.locator("svg.line circle").nth(number).bounding_box() for number in (0, 1))
    assert report["x"] > meeting["x"]
    lanes = [lane.bounding_box()["x"] for lane in occasion.locator("table.lanes thead th").all()]
    assert lanes == sorted(lanes, reverse=True)
    axe(occasion)


def test_it_works_without_javascript(browser, base_url, occasion):
    context = browser.new_context(java_script_enabled=False, storage_state=occasion.context.storage_state())
    plain = context.new_page()
    plain.goto(occasion.url)
    expect(plain.locator("svg.line")).to_be_visible()
    expect(plain.locator("table.lanes tr")).not_to_have_count(0)
    context.close()
