"""Moving an entry in a browser: by dialog, by keys, by drag, back again, and when the server does not answer."""

import re
from itertools import count

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language

MARCH = "/desk/2027-03/"
WEDNESDAY, THURSDAY, NEXT_WEDNESDAY = "2027-03-03", "2027-03-04", "2027-03-10"
CLOSED, SUNDAY = "2027-03-26", "2027-03-07"
NO_ANSWER = "The move was not made: no answer from the server. Nothing was changed on this page; try again."
numbers = count(1)


@pytest.fixture
def planner(page, sign_in):
    page.set_viewport_size(WIDE)
    sign_in(page, "planner")
    return page


@pytest.fixture
def item(planner):
    """The title of an entry of its own on a Wednesday of March 2027; the page is the desk of that month."""
    title = f"Item {next(numbers)}"
    add(planner, title)
    planner.goto(MARCH)
    return title


def add(page, title, on=WEDNESDAY):
    page.goto(MARCH)
    begin = page.get_by_role("button", name="Begin this month")
    if begin.count():
        begin.click()
    page.goto(f"{MARCH}add/?on={on}")
    page.get_by_label("Title").fill(title)
    page.get_by_label("Format").select_option("briefing")
    page.get_by_role("button", name="Add the entry").click()
    expect(page).to_have_url(re.compile("/desk/2027-03/"))


def line(page, title, on=WEDNESDAY):
    """The entry as it stands on a day."""
    return page.locator(f"#day-{on} [data-entry]").filter(
        has=page.get_by_role("link", name=title, exact=True)
    )


def control(page, title, on=WEDNESDAY):
    return line(page, title, on).locator("[data-move]")


def pick_up(page, title):
    control(page, title).press("Enter")
    expect(page.locator(".day-mark").first).to_be_visible()


def said(page):
    return page.locator("#desk-announce")


def drag(page, what, to):
    """With the pauses of a hand: the days are marked before anything is dropped."""
    what.hover()
    page.mouse.down()
    box = what.bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2 + 8, box["y"] + box["height"] / 2 + 8, steps=3)
    expect(page.locator(".day-mark").first).to_be_visible()
    to.hover()
    to.hover()


def in_arabic(page):
    in_language(page, "ar")
    expect(page.locator("html")).to_have_attribute("dir", "rtl")


# By dialog


def test_by_dialog(planner, item):
    control(planner, item).click()
    dialog = planner.get_by_role("dialog", name=f"Move: {item}")
    expect(dialog.get_by_role("radio", name="Wed 3 Mar")).to_be_focused()
    dialog.get_by_role("radio", name="Thu 4 Mar").check()
    dialog.get_by_label("Time of day").select_option("pm")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog).to_be_hidden()
    expect(said(planner)).to_have_text(f"{item} is on Thursday 4 March now.")
    expect(control(planner, item, THURSDAY)).to_be_focused()
    expect(line(planner, item)).to_have_count(0)
    expect(planner.locator(f"#day-{THURSDAY} .half-pm")).to_contain_text(item)


def test_the_dialog_can_be_left(planner, item):
    control(planner, item).click()
    expect(planner.get_by_role("dialog")).to_be_visible()
    planner.keyboard.press("Escape")
    expect(planner.get_by_role("dialog")).to_be_hidden()
    expect(control(planner, item)).to_be_focused()
    control(planner, item).click()
    planner.get_by_role("dialog").get_by_role("link", name="Leave it where it is").click()
    expect(planner.get_by_role("dialog")).to_be_hidden()
    expect(control(planner, item)).to_be_focused()


def test_the_dialog_is_accessible_and_fits_a_phone(planner, item, axe):
    control(planner, item).click()
    expect(planner.get_by_role("dialog")).to_be_visible()
    axe(planner)
    planner.set_viewport_size(PHONE)
    axe(planner)
    assert planner.evaluate("document.querySelector('dialog').scrollWidth <= window.innerWidth")


def test_a_refusal_sits_at_the_field(planner, item):
    control(planner, item).click()
    dialog = planner.get_by_role("dialog")
    dialog.get_by_label("Or another day").fill("2027-06-01")
    dialog.get_by_role("button", name="Move").click()
    expect(dialog.get_by_role("alert")).to_have_text(
        "An entry of March 2027 can be moved to a day from 1 February 2027 to 30 April 2027."
    )
    expect(dialog.get_by_role("alert")).to_be_focused()
    expect(dialog.get_by_label("Or another day")).to_have_value("2027-06-01")
    planner.keyboard.press("Escape")
    expect(control(planner, item)).to_be_focused()


# By keys


def test_by_keys(planner, item):
    control(planner, item).focus()
    expect(control(planner, item)).to_have_accessible_description(re.compile("^Enter picks it up"))
    pick_up(planner, item)
    expect(said(planner)).to_have_text(re.compile(f"^{item}, picked up. Wednesday 3 March: "))
    planner.keyboard.press("ArrowRight")
    expect(said(planner)).to_have_text(re.compile("^Thursday 4 March: "))
    expect(planner.locator(f"#day-{THURSDAY}")).to_have_class(re.compile("is-target"))
    planner.keyboard.press("ArrowLeft")
    planner.keyboard.press("ArrowDown")
    expect(said(planner)).to_have_text(re.compile("^Wednesday 10 March: "))
    planner.keyboard.press("PageDown")
    expect(said(planner)).to_have_text(re.compile(", in the morning$"))
    expect(control(planner, item)).to_be_focused()
    planner.keyboard.press("Enter")
    expect(said(planner)).to_have_text(f"{item} is on Wednesday 10 March now.")
    expect(control(planner, item, NEXT_WEDNESDAY)).to_be_focused()
    expect(planner.locator(f"#day-{NEXT_WEDNESDAY} .half-am")).to_contain_text(item)
    expect(planner.locator(".day-mark")).to_have_count(0)


def test_right_and_left_are_those_of_the_page(planner, item):
    in_arabic(planner)
    planner.goto(MARCH)
    pick_up(planner, item)
    planner.keyboard.press("ArrowLeft")
    expect(planner.locator(f"#day-{THURSDAY}")).to_have_class(re.compile("is-target"))
    planner.keyboard.press("Enter")
    expect(control(planner, item, THURSDAY)).to_be_focused()


def test_escape_puts_it_back(planner, item):
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Escape")
    expect(said(planner)).to_have_text(re.compile(f"^{item}, put back. Wednesday 3 March: "))
    expect(planner.locator(".day-mark, .is-target, .is-carried")).to_have_count(0)
    expect(control(planner, item)).to_be_focused()


def test_dropped_where_it_was_it_is_put_back(planner, item):
    pick_up(planner, item)
    planner.keyboard.press("Enter")
    expect(said(planner)).to_have_text(re.compile(f"^{item}, put back."))


def test_its_day_is_taken_away_and_given_back(planner, item):
    pick_up(planner, item)
    planner.keyboard.press("Delete")
    expect(said(planner)).to_have_text("No day")
    planner.keyboard.press("Enter")
    expect(said(planner)).to_have_text(f"{item} has no day now.")
    undated = planner.locator("#desk-undated [data-entry]").filter(has_text=item).locator("[data-move]")
    expect(undated).to_be_focused()
    undated.press("Enter")
    expect(planner.locator(".day-mark").first).to_be_visible()
    planner.keyboard.press("ArrowRight")
    expect(said(planner)).to_have_text(re.compile("^Monday 1 March: "))
    planner.keyboard.press("Enter")
    expect(control(planner, item, "2027-03-01")).to_be_focused()


def test_m_opens_the_list_of_days(planner, item):
    control(planner, item).press("m")
    expect(planner.get_by_role("dialog", name=f"Move: {item}")).to_be_visible()


def test_while_it_is_carried_the_page_is_accessible(planner, item, axe):
    pick_up(planner, item)
    axe(planner)


# By drag


def test_by_drag(planner, item):
    drag(planner, line(planner, item), planner.locator(f"#day-{THURSDAY} .day-head"))
    expect(planner.locator(f"#day-{THURSDAY}")).to_have_class(re.compile("is-target"))
    planner.mouse.up()
    expect(said(planner)).to_have_text(f"{item} is on Thursday 4 March now.")
    expect(line(planner, item, THURSDAY)).to_have_count(1)
    expect(planner.locator(".day-mark, .is-target, .is-carried")).to_have_count(0)


def test_dropped_beside_the_calendar_it_stays(planner, item):
    drag(planner, line(planner, item), planner.locator("h1"))
    planner.mouse.up()
    expect(planner.locator(".day-mark, .is-carried")).to_have_count(0)
    expect(line(planner, item)).to_have_count(1)
    expect(said(planner)).to_be_empty()


def test_dropped_into_a_month_that_nobody_has_begun_it_is_told_why_not(planner, item):
    tail = planner.locator("#day-2027-04-01")
    drag(planner, line(planner, item), tail.locator(".day-head"))
    expect(tail.locator(".day-mark")).to_have_text("month not begun")
    planner.mouse.up()
    expect(planner.get_by_role("dialog").get_by_role("alert")).to_have_text(
        "Nobody has begun April 2027 yet. Begin it, then move."
    )
    planner.keyboard.press("Escape")
    expect(line(planner, item)).to_have_count(1)


# Back again


def test_a_move_is_taken_back_by_the_keys_for_it(planner, item):
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(control(planner, item, THURSDAY)).to_be_focused()
    planner.keyboard.press("Control+z")
    expect(said(planner)).to_have_text(f"Undone: move {item}: 3 March → 4 March")
    expect(line(planner, item)).to_have_count(1)
    expect(line(planner, item, THURSDAY)).to_have_count(0)


def test_in_a_field_the_keys_are_those_of_the_field(planner, item):
    control(planner, item).click()
    planner.get_by_role("dialog").get_by_label("Or another day").press("Control+z")
    expect(planner.get_by_role("dialog")).to_be_visible()
    planner.keyboard.press("Escape")
    expect(line(planner, item)).to_have_count(1)


# When something goes wrong


def test_a_dropped_connection_leaves_everything_as_it_was_and_says_so(planner, item, complaints):
    planner.route("**/move/", lambda route: route.abort())
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("alert")).to_have_text(NO_ANSWER)
    expect(control(planner, item)).to_be_focused()
    complaints.lines.clear()
    planner.unroute("**/move/")
    pick_up(planner, item)
    expect(planner.get_by_role("alert")).to_be_empty()
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(line(planner, item, THURSDAY)).to_have_count(1)


def test_without_an_answer_nothing_is_picked_up(planner, item, complaints):
    planner.route("**/marks/*", lambda route: route.abort())
    control(planner, item).press("Enter")
    expect(planner.get_by_role("alert")).to_have_text(NO_ANSWER)
    expect(planner.locator(".is-carried")).to_have_count(0)
    complaints.lines.clear()


@pytest.mark.parametrize(
    ("status", "told"),
    [
        (500, "This was not done: something went wrong on the server."),
        (404, "This was not done: it is no longer there."),
        (403, "This was not done: the page is out of date."),
    ],
)
def test_an_answer_that_is_none_is_told(planner, item, complaints, status, told):
    planner.route("**/move/", lambda route: route.fulfill(status=status, body="<h1>Broken</h1>"))
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("alert")).to_contain_text(told)
    expect(line(planner, item)).to_have_count(1)
    expect(planner.get_by_text("Broken")).to_have_count(0)
    complaints.lines.clear()


def test_who_was_signed_out_meanwhile_is_told(planner, item):
    pick_up(planner, item)
    planner.context.clear_cookies(name="sessionid")
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(planner.get_by_role("alert")).to_contain_text("This was not done: you are signed out.")
    expect(line(planner, item)).to_have_count(1)


def test_one_thing_at_a_time(planner, item):
    """Pressed twice, a button does what it says once."""
    held = []
    planner.route("**/move/", lambda route: held.append(route))  # noqa: PLW0108  # it needs a name
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    expect(said(planner)).to_have_text(f"{item}, dropped. One moment.")
    control(planner, item).press("Enter")
    expect(said(planner)).to_have_text("One moment: the last change is still under way.")
    assert len(held) == 1
    held[0].continue_()
    expect(line(planner, item, THURSDAY)).to_have_count(1)


def test_what_somebody_else_did_meanwhile_is_shown_and_can_be_gone_on_from(planner, item, complaints):
    other = planner.context.new_page()
    other.goto(MARCH)
    pick_up(other, item)
    other.keyboard.press("ArrowDown")
    other.keyboard.press("Enter")
    expect(line(other, item, NEXT_WEDNESDAY)).to_have_count(1)
    pick_up(planner, item)
    planner.keyboard.press("ArrowRight")
    planner.keyboard.press("Enter")
    dialog = planner.get_by_role("dialog")
    expect(dialog.get_by_role("alert")).to_contain_text(f"{item}: 3 March → 10 March")
    expect(line(planner, item, NEXT_WEDNESDAY)).to_have_count(1)
    complaints.lines.clear()
    dialog.get_by_role("button", name="Move").click()
    expect(line(planner, item, THURSDAY)).to_have_count(1)
    expect(line(planner, item, NEXT_WEDNESDAY)).to_have_count(0)


def test_everything_works_without_scripts(browser, base_url, sign_in):
    context = browser.new_context(java_script_enabled=False, base_url=base_url, viewport=WIDE)
    page = context.new_page()
    sign_in(page, "planner")
    title = f"Item {next(numbers)}"
    add(page, title)
    page.goto(MARCH)
    control(page, title).click()
    expect(page.get_by_role("heading", name=f"Move: {title}")).to_be_visible()
    page.get_by_role("radio", name="Thu 4 Mar").check()
    page.get_by_role("button", name="Move").click()
    expect(page.get_by_role("status")).to_have_text(f"{title} is on Thursday 4 March now.")
    expect(line(page, title, THURSDAY)).to_have_count(1)
    page.get_by_role("button", name=re.compile("^Undo")).click()
    expect(line(page, title)).to_have_count(1)
    context.close()


def test_the_page_on_which_a_day_is_chosen_is_accessible(planner, item, axe):
    planner.goto(control(planner, item).get_attribute("href"))
    axe(planner)
    planner.set_viewport_size(PHONE)
    axe(planner)
    assert planner.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
