"""The checklist in a browser: ticked by mouse or keys, by two planners at once, on a phone and mirrored."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen


@pytest.fixture
def checklist(page, sign_in):
    """The checklist of the sample's renewal of UNFICYP, reached as a planner reaches it."""
    page.set_viewport_size(WIDE)
    sign_in(page, "planner")
    page.goto("/missions/UNFICYP/")
    page.get_by_role("link", name="sample").first.click()
    page.get_by_role("link", name="Papers", exact=True).click()
    expect(page).to_have_url(re.compile("/papers/$"))
    return page


def row(page, paper):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=re.compile(f"^{paper}")))


def field(page, paper, name):
    return page.get_by_label(f"{paper}: {name}", exact=True)


def save(page):
    page.get_by_role("button", name="Save the checklist").first.click()


def test_it_is_accessible(checklist, axe):
    axe(checklist)


def test_the_papers_of_the_month_are_reached_from_the_desk(checklist, axe):
    checklist.goto("/desk/2026-12/")
    checklist.get_by_role("link", name="Papers of the month").click()
    expect(checklist.get_by_role("rowheader", name=re.compile("^Draft programme"))).to_be_visible()
    axe(checklist)


def test_one_button_ticks_a_line_today(checklist):
    checklist.get_by_role("button", name=re.compile("Done today.*Fact sheet")).click()
    expect(checklist.get_by_role("status")).to_contain_text("1 line saved.")
    expect(field(checklist, "Fact sheet", "Done on")).to_have_value("2026-11-22")
    expect(checklist.get_by_role("button", name=re.compile("Done today.*Fact sheet"))).to_have_count(0)


def test_the_return_key_saves_what_was_typed_and_ticks_nothing(checklist):
    field(checklist, "Background paper and agenda", "Symbol").fill("S/2027/10")
    field(checklist, "Background paper and agenda", "Symbol").press("Enter")
    expect(checklist.get_by_role("status")).to_contain_text("1 line saved.")
    expect(field(checklist, "Background paper and agenda", "Symbol")).to_have_value("S/2027/10")
    expect(field(checklist, "Contributors' input in the report", "Done on")).to_have_value("")


def test_keys_alone_set_a_day_by_hand(checklist):
    summary = row(checklist, "Communiqué").locator("summary")
    summary.focus()
    checklist.keyboard.press("Enter")
    checklist.keyboard.press("Tab")
    expect(field(checklist, "Communiqué", "Due, by hand")).to_be_focused()
    checklist.keyboard.type("01152027")
    checklist.keyboard.press("Enter")
    expect(row(checklist, "Communiqué").locator(".line-due")).to_contain_text("15 January 2027")


def test_bad_input_keeps_what_was_typed(checklist, axe):
    field(checklist, "Notice in the Journal", "Note").fill("To come")
    done = field(checklist, "Notice in the Journal", "Done on")
    done.evaluate("input => { input.min = ''; input.max = '' }")
    done.fill("1999-12-31")
    save(checklist)
    expect(row(checklist, "Notice in the Journal").locator(".errorlist")).to_have_text(
        "Days run from 2000 to 2099."
    )
    expect(done).to_have_value("1999-12-31")
    expect(field(checklist, "Notice in the Journal", "Note")).to_have_value("To come")
    axe(checklist)


def test_two_planners_on_one_line_see_both_versions(checklist, axe):
    other = checklist.context.new_page()
    other.goto(checklist.url)
    field(other, "Summary of the meeting", "Symbol").fill("S/2027/1")
    save(other)
    field(checklist, "Summary of the meeting", "Symbol").fill("S/2027/2")
    save(checklist)
    expect(checklist.get_by_role("alert")).to_contain_text("somebody else wrote on the same line")
    expect(field(checklist, "Summary of the meeting", "Symbol")).to_have_value("S/2027/2")
    expect(checklist.locator(".line-on-record")).to_contain_text("S/2027/1")
    axe(checklist)
    checklist.get_by_label("Keep what is on record").check()
    save(checklist)
    expect(field(checklist, "Summary of the meeting", "Symbol")).to_have_value("S/2027/1")


def test_a_phone_shows_it_without_scrolling_sideways(checklist, axe):
    checklist.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(checklist)
    axe(checklist)


def test_arabic_mirrors_it(checklist, axe):
    in_language(checklist, "ar")
    expect(checklist.locator("html")).to_have_attribute("dir", "rtl")
    heads = [head.bounding_box()["x"] for head in checklist.locator("table.ruled thead th").all()]
    assert heads == sorted(heads, reverse=True)
    assert no_wider_than_the_screen(checklist)
    axe(checklist)


def test_it_works_without_javascript(browser, base_url, checklist):
    context = browser.new_context(java_script_enabled=False, storage_state=checklist.context.storage_state())
    plain = context.new_page()
    plain.goto(checklist.url)
    plain.get_by_role("button", name=re.compile("Done today.*Focus areas")).click()
    expect(plain.get_by_role("status")).to_contain_text("1 line saved.")
    context.close()
