"""An occasion in a browser: opened, dated, taken up by the programme, and edited by two planners at once."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, no_wider_than_the_screen


@pytest.fixture
def planner(page, sign_in):
    page.set_viewport_size(WIDE)
    sign_in(page, "planner")
    return page


def open_one(page, mission, end, name):
    """An occasion so far ahead that no other page shows anything of it."""
    page.goto("/desk/occasions/open/")
    page.get_by_label("Mission", exact=False).first.select_option(label=mission)
    page.get_by_label("Reason to hear the contributors").select_option(label="Change of mandate")
    page.get_by_label("Or the last day of that mandate").fill(end)
    page.get_by_label("Name").fill(name)
    page.get_by_role("button", name="Open the occasion").click()
    expect(page.get_by_role("status")).to_contain_text(f"Opened: {name}.")


def test_a_step_and_then_all_the_others_are_placed(planner, axe):
    open_one(planner, "UNDOF", "2031-06-30", "A change in June 2031")
    axe(planner)
    planner.get_by_role("button", name=re.compile("^Place on .*: Meeting with contributors$")).click()
    expect(planner.get_by_role("status")).to_contain_text("Meeting with contributors: placed on")
    planner.get_by_role("button", name="Take the recommended days").click()
    expect(planner.get_by_role("heading", name="Recommended days")).to_be_visible()
    expect(planner.get_by_role("row")).to_have_count(3)
    axe(planner)
    planner.get_by_role("link", name="Back to the occasion").click()
    expect(planner.get_by_role("button", name="Take the recommended days")).to_have_count(0)


def test_what_is_wrong_is_said_at_the_field_and_stays(planner, axe):
    planner.goto("/desk/occasions/open/")
    axe(planner)
    planner.get_by_label("Mission", exact=False).first.select_option(label="UNDOF")
    planner.get_by_label("Reason to hear the contributors").select_option(
        label="Crisis linked to the mission"
    )
    planner.get_by_label("Notes").fill("Heard on the telephone.")
    planner.get_by_role("button", name="Open the occasion").click()
    reason = planner.get_by_label("What makes it urgent")
    expect(reason).to_have_attribute("aria-invalid", "true")
    expect(planner.get_by_label("Notes")).to_have_value("Heard on the telephone.")
    planner.get_by_role("link", name="What makes it urgent").click()
    expect(reason).to_be_focused()
    axe(planner)


def test_a_report_is_recorded_and_its_day_bears_on_the_plan(planner, axe):
    open_one(planner, "UNDOF", "2032-06-30", "A change in June 2032")
    planner.get_by_role("link", name="Reports", exact=True).click()
    axe(planner)
    new = planner.locator("section", has=planner.get_by_role("heading", name="Put another on record"))
    new.get_by_label("Due").fill("2032-05-20")
    new.get_by_role("button", name="Record and attach").click()
    plan = planner.get_by_role("row", name=re.compile("^Report of the Secretary-General .*20 May 2032"))
    expect(plan).to_be_visible()
    planner.get_by_role("link", name="Its dates").click()
    expect(planner.get_by_label("Due").first).to_have_value("2032-05-20")
    axe(planner)


def test_two_planners_choose_field_by_field(planner, context, complaints, axe):
    open_one(planner, "UNDOF", "2033-06-30", "A change in June 2033")
    planner.get_by_role("link", name="Edit", exact=True).first.click()
    axe(planner)
    other = context.new_page()
    other.goto(planner.url)
    other.get_by_label("Name").fill("Theirs")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_role("status")).to_contain_text("Saved: Theirs.")
    planner.get_by_label("Name").fill("Mine")
    planner.get_by_label("Notes").fill("From me alone.")
    planner.get_by_role("button", name="Save").click()
    expect(planner.get_by_role("heading", name="Theirs")).to_be_visible()
    axe(planner)
    assert [line for line in complaints.lines if "409" not in line] == []
    complaints.lines.clear()
    planner.get_by_role("group", name=re.compile("^Name")).get_by_label("Mine").check()
    planner.get_by_role("button", name="Save what is chosen").click()
    expect(planner.get_by_role("status")).to_contain_text("Saved: Mine.")
    expect(planner.get_by_text("From me alone.")).to_be_visible()


def test_by_keyboard_alone_a_step_is_placed(planner):
    open_one(planner, "UNDOF", "2034-06-30", "A change in June 2034")
    planner.get_by_role("link", name="Place its steps").focus()
    planner.keyboard.press("Enter")
    planner.get_by_role("button", name=re.compile("^Place on .*: Consultations of the whole$")).focus()
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("status")).to_contain_text("Consultations of the whole: placed on")


def test_on_a_phone_and_mirrored_nothing_is_wider_than_the_screen(planner, axe):
    open_one(planner, "UNDOF", "2035-06-30", "A change in June 2035")
    occasion = planner.url
    planner.get_by_role("link", name="Edit", exact=True).first.click()
    edit = planner.url
    for size, language in ((PHONE, "en"), (WIDE, "ar"), (PHONE, "ar")):
        planner.set_viewport_size(size)
        planner.goto(occasion)
        planner.locator("select[name=language]").select_option(language)
        planner.locator("form:has(select[name=language]) button").click()
        for address in (occasion, edit, f"{edit}reports/", "/desk/occasions/open/"):
            planner.goto(address)
            assert no_wider_than_the_screen(planner), (address, size, language)
    axe(planner)
