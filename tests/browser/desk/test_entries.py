"""Adding, changing, copying and proposing in a browser: by mouse, by keyboard alone, without scripts, mirrored."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, in_language

MONTH = "2027-05"
DESK, ADD = f"/desk/{MONTH}/", f"/desk/{MONTH}/add/"
NOTHING_TO_CHOOSE = "409 (Conflict)"


@pytest.fixture
def planning(page, sign_in):
    """A planner at a desk of May 2027, which is begun if it is not."""
    sign_in(page, "planner")
    begin(page)
    return page


def begin(page):
    page.goto(DESK)
    button = page.locator(f"form[action='{DESK}begin/'] [type=submit]")
    if button.count():
        button.first.click()


def fill(page, title, day="2027-05-11"):
    page.get_by_label("Format").select_option("briefing")
    page.get_by_label("Title").fill(title)
    page.get_by_role("group", name="Sitting 1").get_by_label("Day").fill(day)


def add(page, title, day="2027-05-11"):
    page.goto(ADD)
    fill(page, title, day)
    page.get_by_role("button", name="Add the entry").click()
    expect(page.get_by_text(f"Added: {title}.")).to_be_visible()


def address_of(page, title):
    page.goto(DESK)
    return page.get_by_role("link", name=title, exact=True).first.get_attribute("href")


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_an_entry_is_added_and_stands_at_its_day(planning):
    add(planning, "The situation in Cyprus")
    expect(planning).to_have_url(re.compile(f"{DESK}#day-2027-05-11$"))
    expect(planning.locator("#day-2027-05-11")).to_contain_text("The situation in Cyprus")


def test_rows_are_added_without_asking_the_server(planning):
    planning.goto(ADD)
    fill(planning, "Two sittings")
    planning.get_by_role("button", name="Another sitting").click()
    second = planning.get_by_role("group", name="Sitting 2")
    expect(second.get_by_label("Day")).to_be_focused()
    expect(planning.get_by_label("Title")).to_have_value("Two sittings")
    second.get_by_label("Day").fill("2027-05-12")
    second.get_by_label("Start").select_option("exact")
    second.get_by_label("From").fill("15:00")
    second.get_by_label("Room").fill("chamber")
    planning.get_by_role("button", name="Add the entry").click()
    planning.goto(address_of(planning, "Two sittings"))
    second = planning.get_by_role("group", name="Sitting 2")
    expect(second.get_by_label("Room")).to_have_value("Security Council Chamber")
    expect(second.get_by_label("From")).to_have_value("15:00")


def test_the_enter_key_saves(planning):
    planning.goto(ADD)
    fill(planning, "Saved by a key")
    planning.get_by_label("Title").press("Enter")
    expect(planning.get_by_text("Added: Saved by a key.")).to_be_visible()


def test_by_keyboard_alone(planning):
    planning.goto(ADD)
    planning.get_by_label("Format").focus()
    planning.keyboard.type("Cons")
    planning.keyboard.press("Tab")
    planning.keyboard.type("By keyboard alone")
    box = planning.get_by_label("UNFICYP")
    for _ in range(40):
        planning.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    planning.keyboard.press("Space")
    expect(box).to_be_checked()
    planning.keyboard.press("Enter")
    expect(planning.get_by_text("Added: By keyboard alone.")).to_be_visible()


def test_a_message_stands_at_its_field_and_all_that_was_typed_stays(planning, axe):
    planning.goto(ADD)
    fill(planning, "With a mistake")
    row = planning.get_by_role("group", name="Sitting 1")
    row.get_by_label("Start").select_option("exact")
    row.get_by_label("From").fill("11:00")
    row.get_by_label("Until").fill("10:00")
    row.get_by_label("Room").fill("Garden")
    planning.get_by_role("button", name="Add the entry").click()
    row = planning.get_by_role("group", name="Sitting 1")
    expect(row.get_by_label("Until")).to_have_accessible_description("It has to end after it starts.")
    expect(row.get_by_label("Room")).to_have_value("Garden")
    expect(planning.get_by_label("Title")).to_have_value("With a mistake")
    expect(planning.get_by_role("alert")).to_contain_text("Nothing was saved yet.")
    axe(planning)


@pytest.fixture
def other(browser, base_url, sign_in):
    """Somebody else at the same desk, in a browser of their own."""
    page = browser.new_context(base_url=base_url).new_page()
    sign_in(page, "admin")
    yield page
    page.context.close()


def test_two_planners_choose_field_by_field(planning, axe, other, complaints):
    add(planning, "Two at once")
    address = address_of(planning, "Two at once")
    other.goto(address)
    planning.goto(address)
    other.get_by_label("Title").fill("Two at once, theirs")
    other.get_by_label("Convened by").fill("France")
    other.get_by_role("button", name="Save").click()
    expect(other.get_by_text("Saved: Two at once, theirs.")).to_be_visible()
    planning.get_by_label("Title").fill("Two at once, mine")
    planning.get_by_label("Level").fill("Ministers")
    planning.get_by_role("button", name="Save").click()
    expect(planning.get_by_text("Nothing of yours was lost")).to_be_visible()
    axe(planning)
    title = planning.get_by_role("group", name=re.compile("^Title"))
    expect(title.get_by_role("radio", checked=True)).to_have_count(0)
    level = planning.get_by_role("group", name=re.compile("^Level"))
    expect(level.get_by_role("radio", name=re.compile("^Yours"))).to_be_checked()
    title.get_by_role("radio", name=re.compile("^Yours")).focus()
    planning.keyboard.press("Space")
    planning.get_by_role("button", name="Save what is chosen").click()
    planning.goto(address)
    expect(planning.get_by_label("Title")).to_have_value("Two at once, mine")
    expect(planning.get_by_label("Convened by")).to_have_value("France")
    expect(planning.get_by_label("Level")).to_have_value("Ministers")
    complaints.lines = [line for line in complaints.lines if NOTHING_TO_CHOOSE not in line]


def test_last_months_entries_are_ticked_and_copied(planning):
    add(planning, "To be copied", "2027-05-18")
    planning.goto("/desk/2027-06/")
    begin = planning.locator("form[action='/desk/2027-06/begin/'] [type=submit]")
    if begin.count():
        begin.first.click()
    planning.goto("/desk/2027-06/copy/")
    planning.get_by_role("checkbox", name=re.compile("^To be copied")).check()
    planning.get_by_role("button", name="Copy what is ticked").click()
    expect(planning.locator("#day-2027-06-15")).to_contain_text("To be copied")


def test_a_proposal_is_accepted_and_another_left_out(planning):
    planning.goto(f"{DESK}proposals/")
    planning.get_by_role("button", name="Accept: The situation in the Middle East (Yemen)").click()
    expect(planning.get_by_role("heading", name="Accepted")).to_be_visible()
    expect(planning.get_by_role("link", name="The situation in the Middle East (Yemen)")).to_be_visible()
    planning.get_by_role("button", name="Leave out this month: Wrap-up session").click()
    expect(planning.get_by_role("button", name="Propose again: Wrap-up session")).to_be_visible()


PAGES = [ADD, f"{DESK}copy/?month=12&year=2026", f"{DESK}proposals/"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_wide_and_on_a_phone(planning, axe, address):
    planning.goto(address)
    axe(planning)
    planning.set_viewport_size(PHONE)
    planning.goto(address)
    assert no_sideways_scroll(planning)
    axe(planning)


@pytest.mark.parametrize("address", PAGES)
def test_every_page_mirrors(planning, axe, address):
    in_language(planning, "ar")
    planning.goto(address)
    expect(planning.locator("html")).to_have_attribute("dir", "rtl")
    assert no_sideways_scroll(planning)
    axe(planning)


def test_an_entry_and_its_removal_are_accessible(planning, axe):
    add(planning, "To be removed")
    address = address_of(planning, "To be removed")
    planning.goto(address)
    axe(planning)
    planning.get_by_role("link", name="Remove or call off").click()
    axe(planning)
    planning.get_by_role("button", name="Remove it").click()
    expect(planning.get_by_text("Removed: To be removed.")).to_be_visible()


def test_everything_works_without_scripts(browser, base_url, sign_in):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    sign_in(page, "planner")
    begin(page)
    page.goto(ADD)
    fill(page, "Without scripts")
    page.get_by_role("button", name="Another sitting").click()
    expect(page.get_by_label("Title")).to_have_value("Without scripts")
    page.get_by_role("group", name="Sitting 2").get_by_label("Day").fill("2027-05-13")
    page.get_by_role("button", name="Add the entry").click()
    expect(page.get_by_text("Added: Without scripts.")).to_be_visible()
    expect(page.locator("#day-2027-05-13")).to_contain_text("Without scripts")
    context.close()
