"""The desk as the person at it uses it: from a month that nobody has begun to a finding with its reason, and back.

By keyboard alone, with what is said aloud; by mouse; without scripts; and with one day on which everything hangs.
"""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import WIDE

DECEMBER = "/desk/2026-12/"
RENEWAL, MEETING = "MONUSCO 2026-12 renewal", "Meeting with contributors: MONUSCO"
TUESDAY, THURSDAY, FRIDAY, THE_NINTH = "2026-12-01", "2026-12-03", "2026-12-04", "2026-12-09"
MISSIONS = ("MONUSCO", "UNIFIL", "UNFICYP")
"""Whose mandates end next."""
REASON = "The Force Commander is in New York on that day only."
FARTHEST = 250
"""No two controls of the desk lie farther apart than so many stops."""


@pytest.fixture
def browser_context_args(browser_context_args, unplanned_site):
    return browser_context_args | {"base_url": unplanned_site, "viewport": WIDE}


@pytest.fixture
def desk(page, sign_in):
    """The desk of December 2026, which nobody has begun, before a planner."""
    sign_in(page, "planner")
    page.goto(DECEMBER)
    return page


def reach(page, control):
    """Go to a control with the Tab key, as somebody does who has no mouse."""
    expect(control).to_be_visible()
    for _ in range(FARTHEST):
        if control.evaluate("control => control === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"The Tab key does not lead to {control}.")


def press(page, control):
    reach(page, control)
    page.keyboard.press("Enter")


def button(page, name):
    return page.get_by_role("button", name=re.compile(name))


def move_control(page, day, title=MEETING):
    return page.locator(f"#day-{day}").get_by_role("button", name=re.compile(f"^Move ?: {title},"))


def pick_up(page, day, title=MEETING):
    press(page, move_control(page, day, title))
    expect(said(page)).to_have_text(re.compile(f"^{title}, picked up"))


def said(page):
    return page.locator("[aria-live=polite]")


def findings(page):
    return page.get_by_role("region", name="Findings")


def g13(page):
    """What the desk says of the days between the meeting and the consultations."""
    return findings(page).get_by_role("listitem").filter(has=page.get_by_role("link", name="G13"))


def status(page):
    return page.get_by_role("status")


def begun_and_opened(page, *missions):
    """The month is begun, and each of these mandates has its occasion."""
    button(page, "^Begin this month$").click()
    for mission in missions:
        button(page, f"^Open an occasion ?: {mission}").click()
        expect(status(page)).to_contain_text("Opened: ")


def test_by_keyboard_alone_from_a_new_month_to_a_justified_finding(desk, axe):
    axe(desk)
    open_and_place_by_keys(desk, axe)
    carry_to_a_day_that_is_short(desk, axe)
    give_a_reason_by_keys(desk, axe)

    # On other days it says nothing any more; with the old ones back, it stands again.
    pick_up(desk, THURSDAY)
    desk.keyboard.press("ArrowRight")
    expect(said(desk)).to_have_text("Friday 4 December: 2 days short, G13")
    desk.keyboard.press("Enter")
    expect(move_control(desk, FRIDAY)).to_be_focused()
    expect(g13(desk)).to_contain_text("lapsed")
    expect(findings(desk)).not_to_contain_text("justified")
    axe(desk)
    press(desk, button(desk, f"^Undo: move {MEETING}: 3 December → 4 December$"))
    expect(said(desk)).to_have_text(f"Undone: move {MEETING}: 3 December → 4 December")
    expect(button(desk, "^Undo: reason for")).to_be_focused()
    expect(move_control(desk, THURSDAY)).to_be_visible()
    expect(findings(desk)).to_contain_text("1 justified")
    expect(g13(desk)).not_to_contain_text("lapsed")


def open_and_place_by_keys(page, axe):
    press(page, button(page, "^Begin this month$"))
    expect(status(page)).to_have_text("The month is begun.")
    axe(page)
    press(page, button(page, "^Open an occasion ?: MONUSCO, 20 December 2026$"))
    expect(status(page)).to_have_text(f"Opened: {RENEWAL}.")
    axe(page)
    press(page, button(page, f"^Take the recommended days ?: {RENEWAL}$"))
    expect(page.get_by_role("heading", name="Recommended days")).to_be_visible()
    axe(page)
    press(page, page.get_by_role("link", name=re.compile("^The desk of December 2026")))


def carry_to_a_day_that_is_short(page, axe):
    pick_up(page, TUESDAY)
    expect(said(page)).to_have_text(f"{MEETING}, picked up. Tuesday 1 December: meets, G13")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_have_text("Wednesday 2 December: exactly one week, G13")
    page.keyboard.press("ArrowRight")
    expect(said(page)).to_have_text("Thursday 3 December: 1 day short, G13")
    axe(page)
    page.keyboard.press("Enter")
    expect(said(page)).to_have_text(f"{MEETING} is on Thursday 3 December now.")
    expect(move_control(page, THURSDAY)).to_be_focused()
    expect(g13(page)).to_contain_text("7 days wanted, 6 had")
    expect(findings(page)).not_to_contain_text("justified")


def give_a_reason_by_keys(page, axe):
    press(page, g13(page).get_by_role("link", name=re.compile("^Give a reason")))
    reach(page, page.get_by_role("textbox", name=re.compile("reason", re.IGNORECASE)))
    axe(page)
    page.keyboard.type(REASON)
    press(page, button(page, "^Keep this reason$"))
    expect(status(page)).to_have_text("The reason is kept with the finding.")
    expect(findings(page)).to_contain_text("1 justified")
    expect(g13(page)).to_contain_text(REASON)
    axe(page)


def test_by_mouse(desk):
    begun_and_opened(desk, "MONUSCO")
    button(desk, f"^Take the recommended days ?: {RENEWAL}$").click()
    desk.get_by_role("link", name=re.compile("^The desk of December 2026")).click()
    line = desk.locator(f"#day-{TUESDAY} [data-entry]")
    line.hover()
    desk.mouse.down()
    box = line.bounding_box()
    desk.mouse.move(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2 + 8, steps=3)
    expect(desk.locator(f"#day-{THURSDAY}")).to_contain_text("1 day short G13")
    desk.locator(f"#day-{THURSDAY}").hover()
    desk.locator(f"#day-{THURSDAY}").hover()
    desk.mouse.up()
    expect(said(desk)).to_have_text(f"{MEETING} is on Thursday 3 December now.")
    g13(desk).get_by_role("link", name=re.compile("^Give a reason")).click()
    desk.get_by_role("textbox", name=re.compile("reason", re.IGNORECASE)).fill(REASON)
    button(desk, "^Keep this reason$").click()
    expect(findings(desk)).to_contain_text("1 justified")
    g13(desk).get_by_role("button", name=re.compile("^Move the meeting to 2 December")).click()
    expect(said(desk)).to_have_text(f"{MEETING} is on Wednesday 2 December now.")
    expect(findings(desk)).not_to_contain_text("1 justified")


def test_without_scripts(new_context, sign_in):
    page = new_context(java_script_enabled=False).new_page()
    sign_in(page, "planner")
    page.goto(DECEMBER)
    begun_and_opened(page, "MONUSCO")
    button(page, f"^Place on 1 Dec ?: Meeting with contributors, {RENEWAL}$").click()
    expect(status(page)).to_have_text("Meeting with contributors: placed on Tuesday 1 December.")
    button(page, f"^Place on 9 Dec ?: Consultations of the whole, {RENEWAL}$").click()
    page.locator(f"#day-{TUESDAY}").get_by_role("link", name=re.compile("^Move")).click()
    page.get_by_role("radio", name=re.compile("^Thu 3 Dec 1 day short G13$")).check()
    button(page, "^Move$").click()
    expect(status(page)).to_have_text(f"{MEETING} is on Thursday 3 December now.")
    g13(page).get_by_role("link", name=re.compile("^Give a reason")).click()
    page.get_by_role("textbox", name=re.compile("reason", re.IGNORECASE)).fill(REASON)
    button(page, "^Keep this reason$").click()
    expect(findings(page)).to_contain_text("1 justified")
    button(page, "^Undo: ").click()
    expect(findings(page)).not_to_contain_text("justified")


def test_the_force_commander_can_brief_on_the_ninth_only(desk, axe):
    """Three mandates hang on one meeting: what the 9th does to each is read off that day before the drop."""
    begun_and_opened(desk, *MISSIONS)
    for mission in MISSIONS:
        place_consultations(desk, mission)
    add_one_meeting_for_all(desk, "Force Commanders")
    pick_up(desk, TUESDAY, "Force Commanders")
    ninth = desk.locator(f"#day-{THE_NINTH}")
    expect(ninth.locator(".day-mark")).to_have_text(
        ["MONUSCO: same day as consultations G13", "UNIFIL: meets G13", "UNFICYP: meets G13"]
    )
    axe(desk)
    desk.keyboard.press("ArrowRight")
    desk.keyboard.press("ArrowDown")
    expect(said(desk)).to_have_text(
        "Wednesday 9 December: MONUSCO: same day as consultations, G13; UNIFIL: meets, G13; UNFICYP: meets, G13"
    )
    desk.keyboard.press("Enter")
    expect(move_control(desk, THE_NINTH, "Force Commanders")).to_be_focused()
    expect(g13(desk)).to_have_count(1)
    expect(g13(desk)).to_contain_text("7 days wanted, 0 had")


def place_consultations(page, mission):
    """On their recommended day, from the list beside the calendar, where later months are folded."""
    to_place = page.get_by_role("region", name="To place")
    about = to_place.locator("details", has=page.locator("summary", has_text=mission))
    if about.get_attribute("open") is None:
        about.locator("summary").click()
    about.get_by_role("button", name=re.compile("^Place on .* ?: Consultations of the whole")).click()
    expect(page.get_by_text("Consultations of the whole: placed on").first).to_be_visible()
    page.goto(DECEMBER)


def add_one_meeting_for_all(page, title):
    page.goto(f"{DECEMBER}add/?on={TUESDAY}")
    page.get_by_label("Format").select_option(label="Meeting with contributors")
    page.get_by_label("Title").fill(title)
    for number, mission in enumerate(MISSIONS, start=1):
        row = page.get_by_role("group", name=f"Step {number}")
        labels = row.get_by_label("Occasion").locator("option").all_inner_texts()
        row.get_by_label("Occasion").select_option(label=next(label for label in labels if mission in label))
        row.get_by_label("Step", exact=True).select_option(label="Meeting with contributors")
        if number < len(MISSIONS):
            button(page, "^Another step$").click()
    button(page, "^Add the entry$").click()
    expect(status(page)).to_have_text(f"Added: {title}.")
