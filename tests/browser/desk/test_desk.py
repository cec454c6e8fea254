"""The desk in a real browser: wide, narrow, mirrored; a finding answered by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.screens import WIDE, in_language

JANUARY = "/desk/2027-01/"


@pytest.fixture
def desk(page: Page, sign_in):
    sign_in(page, "planner")
    page.goto(JANUARY)
    return page


@pytest.mark.parametrize("width", [390, 1100, 1280, 1920])
def test_it_breaks_no_rule_of_accessibility_and_scrolls_one_way(desk, axe, width):
    desk.set_viewport_size({"width": width, "height": 900})
    axe(desk)
    assert desk.evaluate("document.documentElement.scrollWidth") == width


def test_what_is_found_and_what_is_to_place_stand_beside_the_calendar_and_below_it_on_a_phone(desk):
    desk.set_viewport_size({"width": 1280, "height": 900})
    calendar, side = (desk.locator(place).bounding_box() for place in ("#desk-calendar", ".desk-side"))
    assert side["x"] >= calendar["x"] + calendar["width"]
    desk.set_viewport_size({"width": 390, "height": 900})
    tops = [
        desk.locator(place).bounding_box()["y"]
        for place in ("#desk-calendar", "#desk-findings", "#desk-to-place")
    ]
    assert tops == sorted(tops)
    expect(desk.locator(".day-tail:visible")).to_have_count(0)


def test_in_arabic_the_side_is_on_the_left(desk, axe):
    desk.set_viewport_size(WIDE)
    in_language(desk, "ar")
    expect(desk.locator("html")).to_have_attribute("dir", "rtl")
    calendar, side = (desk.locator(place).bounding_box() for place in ("#desk-calendar", ".desk-side"))
    assert side["x"] + side["width"] <= calendar["x"]
    axe(desk)


def test_every_control_has_a_name_of_its_own(desk):
    names = desk.locator("#desk-calendar a:visible, .desk-side button:visible").evaluate_all(
        "controls => controls.map(one => one.textContent.replace(/\\s+/g, ' ').trim() + one.getAttribute('href'))"
    )
    moves = [name for name in names if name.startswith("Move:")]
    assert len(moves) > 20
    assert len(set(moves)) == len(moves)
    assert "" not in names


def test_a_finding_is_answered_by_keyboard_and_the_answer_withdrawn(desk, axe):
    finding = desk.locator("[id^=finding-N20]")
    finding.get_by_role("link", name="Give a reason").focus()
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="Give a reason")).to_be_visible()
    axe(desk)
    desk.get_by_label("Reason").focus()
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    expect(desk.get_by_text("Write down why the plan stays as it is.")).to_be_visible()
    desk.get_by_label("Reason").fill("The holidays are kept free.")
    desk.get_by_label("Reason").press("Tab")
    desk.keyboard.press("Enter")
    expect(finding).to_contain_text("The holidays are kept free.")
    axe(desk)
    finding.get_by_role("button", name="Withdraw").focus()
    desk.keyboard.press("Enter")
    expect(finding).not_to_contain_text("The holidays are kept free.")


def test_a_mark_leads_to_its_finding(desk):
    desk.goto("/desk/2026-12/")
    desk.get_by_role("link", name="2 days short G13").first.click()
    expect(desk.locator("[id^=finding-G13]:target")).to_be_in_viewport()
