"""A month through its whole life, as its officer puts it out: clicked, by keys, without scripts, mirrored."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen

DESK, PUBLISH, MONTH = "/desk/2026-12/", "/desk/2026-12/publish/", "/programme/2026-12/"
CYPRUS = "The situation in Cyprus"
REASON = "The decision was adopted; its record is on the way."


@pytest.fixture
def browser_context_args(browser_context_args, unplanned_site):
    return browser_context_args | {"base_url": unplanned_site, "viewport": WIDE}


def button(where, name):
    return where.get_by_role("button", name=re.compile(name))


def status(page):
    return page.get_by_role("status")


def part(page, name):
    return page.get_by_role("region", name=name)


def begun(page):
    """December 2026 is begun, with an entry on the 2nd."""
    page.goto(DESK)
    button(page, "^Begin this month$").click()
    page.goto(f"{DESK}add/?on=2026-12-02")
    page.get_by_label("Format").select_option("briefing")
    page.get_by_label("Title").fill(CYPRUS)
    button(page, "^Add the entry$").click()
    expect(status(page)).to_contain_text(f"Added: {CYPRUS}.")


def note_stage(page, name, day, said):
    stage = page.get_by_role("complementary", name="Stage")
    stage.get_by_label(name).fill(day)
    button(stage, f"^Note it ?: {name}$").click()
    expect(status(page)).to_have_text(said)


def give_reasons(page):
    """One reason for all that waits: mandates left behind, mostly."""
    reasons = part(page, "Reasons")
    for box in reasons.get_by_role("checkbox").all():
        if box.is_visible():
            box.check()
    reasons.get_by_label("One reason for all that is ticked").fill(REASON)
    button(reasons, "^Keep this reason").click()
    expect(status(page)).to_contain_text(re.compile(r"The reason is kept with \d+ findings\."))


def publish(page, number, note="", title=""):
    if title:
        page.get_by_role("radio", name=title).check()
    page.get_by_label("Note", exact=True).fill(note)
    button(page, f"^Publish version {number}$").click()
    expect(status(page)).to_contain_text(f"Version {number} of December 2026 is published.")


def move_to_the_ninth(page):
    page.goto(DESK)
    page.get_by_role("link", name=CYPRUS, exact=True).first.click()
    page.get_by_role("group", name="Sitting 1").get_by_label("Day").fill("2026-12-09")
    button(page, "^Save").click()
    expect(status(page)).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_the_whole_life_of_a_month(new_context, sign_in, axe, scripts):
    page = new_context(java_script_enabled=scripts).new_page()
    look = axe if scripts else lambda page: None
    sign_in(page, "planner")
    begun(page)
    shared_and_adopted(page, look)
    blocked_then_published(page, look)
    moved_and_revised(page, look)
    withdrawn(page, look)
    out_again_as_a_plan_of_work(page, look)


def shared_and_adopted(page, look):
    page.get_by_role("link", name="Publish", exact=True).click()
    look(page)
    said = "It is noted that the draft was shared with members."
    note_stage(page, "Shared with members on", "2026-11-18", said)
    note_stage(page, "Adopted on", "2026-11-20", "It is noted that members adopted the programme.")


def blocked_then_published(page, look):
    expect(page.get_by_text(re.compile(r"Not yet: \d+ findings wait for a reason\."))).to_be_visible()
    expect(button(page, "^Publish version 1$")).to_be_disabled()
    give_reasons(page)
    expect(page.get_by_text("Version 1 can be published.")).to_be_visible()
    look(page)
    publish(page, 1, "As adopted.")
    look(page)
    status(page).get_by_role("link", name="Page").click()
    expect(page.get_by_text("As adopted.")).to_be_visible()
    expect(page.locator("#day-2026-12-02")).to_contain_text(CYPRUS)
    expect(page.get_by_text("revised", exact=True)).to_have_count(0)


def moved_and_revised(page, look):
    """The public page marks what was moved (S/2006/507, 40)."""
    move_to_the_ninth(page)
    page.get_by_role("link", name="1 change since version 1").click()
    expect(part(page, "What is different")).to_contain_text(
        "Moved from Wednesday 2 December to Wednesday 9 December"
    )
    look(page)
    publish(page, 2)
    page.goto(MONTH)
    expect(page.locator("#day-2026-12-09")).to_contain_text("revised")
    expect(page.locator("#day-2026-12-02")).not_to_contain_text(CYPRUS)


def withdrawn(page, look):
    """Everything stands there, cancelled."""
    page.goto(PUBLISH)
    page.get_by_role("link", name="Withdraw the month").click()
    look(page)
    page.get_by_label("Reason").fill("Members asked for time.")
    button(page, "^Withdraw December 2026$").click()
    expect(status(page)).to_contain_text("December 2026 is withdrawn: version 3 says so.")
    page.goto(MONTH)
    expect(page.locator("s", has_text=CYPRUS).first).to_be_visible()


def out_again_as_a_plan_of_work(page, look):
    page.goto(PUBLISH)
    button(page, "^Not agreed: a plan of work$").click()
    expect(page.get_by_role("radio", name="Plan of work")).to_be_checked()
    look(page)
    publish(page, 4)
    page.goto(MONTH)
    expect(page.locator(".kicker")).to_have_text("Plan of work")
    expect(page.locator("#day-2026-12-09 s")).to_have_count(0)


def test_by_keyboard_alone(page, sign_in):
    sign_in(page, "planner")
    begun(page)
    page.goto(PUBLISH)
    reasons = part(page, "Reasons")
    words = reasons.get_by_label("One reason for all that is ticked")
    reasons.get_by_role("checkbox").first.focus()
    for _ in range(60):
        if words.evaluate("field => field === document.activeElement"):
            break
        if page.evaluate("document.activeElement.type === 'checkbox'"):
            page.keyboard.press("Space")
        page.keyboard.press("Tab")
    page.keyboard.type(REASON)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("The reason is kept with")
    page.get_by_label("Note", exact=True).focus()
    page.keyboard.type("By keys.")
    page.keyboard.press("Tab")
    expect(button(page, "^Publish version 1$")).to_be_focused()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Version 1 of December 2026 is published.")


def test_who_comes_too_late_sees_what_is_new_and_loses_no_word(page, context, sign_in, complaints):
    sign_in(page, "planner")
    begun(page)
    page.goto(PUBLISH)
    give_reasons(page)
    page.get_by_label("Note", exact=True).fill("Kept words")
    other = context.new_page()
    other.goto(f"{DESK}add/?on=2026-12-10")
    other.get_by_label("Format").select_option("briefing")
    other.get_by_label("Title").fill("Mali")
    button(other, "^Add the entry$").click()
    expect(status(other)).to_contain_text("Added: Mali.")
    with page.expect_response(lambda response: response.status == 409):
        button(page, "^Publish version 1$").click()
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text("Mali: new, on Thursday 10 December")
    expect(alert).not_to_contain_text(CYPRUS)
    expect(page.get_by_label("Note", exact=True)).to_have_value("Kept words")
    button(page, "^Publish version 1$").click()
    expect(status(page)).to_contain_text("Version 1 of December 2026 is published.")
    # The browser may tell of the refusal some time after it was answered.
    complaints.lines = [line for line in complaints.lines if "409 (Conflict)" not in line]


def test_on_a_phone_and_in_arabic(page, sign_in, axe):
    sign_in(page, "planner")
    begun(page)
    page.goto(PUBLISH)
    page.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(page)
    axe(page)
    page.set_viewport_size(WIDE)
    in_language(page, "ar")
    main, stage = (page.locator(place).bounding_box() for place in (".publishing-main", "#stage"))
    assert stage["x"] + stage["width"] <= main["x"]
    assert no_wider_than_the_screen(page)
    axe(page)
