"""The month in a browser: as a calendar, a list, on paper, on a phone and mirrored."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, in_language

DECEMBER = "/programme/2026-12/"
RECORD = "/programme/2017-06/"
VIEWS = [DECEMBER, f"{DECEMBER}list/", f"{DECEMBER}print/", RECORD, f"{RECORD}list/", "/programme/2026-08/"]


def in_arabic(page):
    page.goto("/account/sign-in/")
    in_language(page, "ar")


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def box(locator):
    return locator.bounding_box()


@pytest.mark.parametrize("address", VIEWS)
def test_every_view_is_accessible(page, axe, address):
    page.goto(address)
    axe(page)


@pytest.mark.parametrize("username", ["planner", "delegation-bangladesh"])
def test_it_is_accessible_with_findings(page, axe, sign_in, username):
    sign_in(page, username)
    page.goto(DECEMBER)
    expect(page.get_by_role("heading", name="Time for contributors")).to_be_visible()
    expect(page.locator(".findings-count")).to_contain_text(re.compile(r"\d+ of \d+ met"))
    axe(page)


def test_the_way_to_what_the_guideline_says_is_replaced_by_it(page, sign_in):
    sign_in(page, "delegation-bangladesh")
    page.goto(DECEMBER)
    expect(page.locator(".findings-days a").first).to_have_attribute("href", re.compile("#day-2026-12-02$"))
    expect(page.get_by_role("link", name="What the guideline says of this month")).to_have_count(0)


def test_without_scripts_it_is_one_press_away(browser, base_url, axe, sign_in):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    sign_in(page, "delegation-bangladesh")
    page.goto(DECEMBER)
    page.get_by_role("link", name="What the guideline says of this month").click()
    expect(page.get_by_role("heading", name="Time for contributors")).to_be_visible()
    page.get_by_role("link", name="2 Dec", exact=True).first.click()
    expect(page).to_have_url(re.compile(f"{DECEMBER}#day-2026-12-02$"))
    context.close()


def test_what_the_guideline_says_is_accessible_as_a_page(page, axe, sign_in):
    sign_in(page, "planner")
    page.goto(f"{DECEMBER}standing/")
    axe(page)
    page.set_viewport_size(PHONE)
    assert no_sideways_scroll(page)


def test_where_no_part_comes_the_way_to_it_stays(page, complaints, sign_in):
    sign_in(page, "planner")
    page.route("**/standing/", lambda route: route.fulfill(status=500, body="<p>broken</p>"))
    with page.expect_response("**/standing/"):
        page.goto(DECEMBER)
    expect(page.get_by_role("link", name="What the guideline says of this month")).to_be_visible()
    expect(page.get_by_text("broken")).to_have_count(0)
    complaints.lines.clear()


def test_the_browser_asks_again_and_is_told_that_it_has_the_month(page, sign_in):
    sign_in(page, "planner")
    page.goto(DECEMBER)
    with page.expect_request(lambda request: request.url.endswith(DECEMBER)) as asked:
        page.goto(DECEMBER)
    assert asked.value.all_headers()["if-none-match"].startswith("W/")


@pytest.fixture
def remembering(playwright, browser_type_launch_args, base_url):
    """A page of a browser that keeps pages as they were left, for "Back"; tests otherwise go without."""
    forgetting = "--disable-back-forward-cache"
    browser = playwright.chromium.launch(**browser_type_launch_args, ignore_default_args=[forgetting])
    yield browser.new_context(base_url=base_url).new_page()
    browser.close()


@pytest.mark.parametrize("told_to_forget", [True, False])
def test_back_after_signing_out_shows_nobodys_page(remembering, sign_in, told_to_forget):
    """The browser forgets when told to; where it cannot be told, the page asks again when it comes back."""
    page = remembering

    def without_the_order(route):
        answer = route.fetch(max_redirects=0)
        kept = {name: value for name, value in answer.headers.items() if name != "clear-site-data"}
        route.fulfill(response=answer, headers=kept)

    if not told_to_forget:
        page.route("**/sign-out/", without_the_order)
    sign_in(page, "delegation-bangladesh")
    page.goto("/programme/2027-01/")
    expect(page.locator(".month-findings")).to_be_visible()
    page.goto(RECORD)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    page.evaluate("history.go(-2)")
    expect(page).to_have_url(re.compile("2027-01/$"))
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    expect(page.locator(".month-findings")).to_have_count(0)
    expect(page.get_by_text("delegation-bangladesh")).to_have_count(0)


@pytest.mark.parametrize("address", VIEWS)
def test_a_phone_shows_it_without_scrolling_sideways(page, axe, address):
    page.set_viewport_size(PHONE)
    page.goto(address)
    assert no_sideways_scroll(page)
    axe(page)


def test_on_a_phone_days_stand_under_one_another_and_empty_ones_are_left_out(page):
    page.set_viewport_size(PHONE)
    page.goto(DECEMBER)
    expect(page.locator("#day-2026-12-24")).to_be_hidden()
    first, second = box(page.locator("#day-2026-12-01")), box(page.locator("#day-2026-12-02"))
    assert first["x"] == second["x"]
    assert first["y"] + first["height"] <= second["y"]
    expect(page.locator("#day-2026-12-02").get_by_role("heading", level=2)).to_have_text(
        re.compile(r"Wednesday\s+2\s+December")
    )


def test_halves_line_up_across_the_week(page):
    page.goto(DECEMBER)
    week = page.locator(".week").nth(1)
    tops = {round(box(half)["y"]) for half in week.locator(".half-pm").all()}
    assert len(tops) == 1


def test_the_whole_month_is_a_table_to_a_screen_reader(page):
    page.goto(DECEMBER)
    table = page.get_by_role("table", name=re.compile("Provisional programme of work, December 2026"))
    expect(table.get_by_role("columnheader")).to_have_text(
        [re.compile("Week"), "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Sunday"]
    )
    expect(table.get_by_role("rowheader")).to_have_count(5)


def test_the_head_leads_to_the_day(page):
    page.goto(DECEMBER)
    page.locator(".glance a").first.click()
    expect(page).to_have_url(re.compile("#day-2026-12-20$"))
    expect(page.locator("#day-2026-12-20")).to_be_in_viewport()


def test_arabic_mirrors_the_week(page, axe):
    page.goto(DECEMBER)
    assert box(page.locator("#day-2026-12-07"))["x"] < box(page.locator("#day-2026-12-11"))["x"]
    in_arabic(page)
    page.goto(DECEMBER)
    expect(page.locator("html")).to_have_attribute("dir", "rtl")
    assert box(page.locator("#day-2026-12-07"))["x"] > box(page.locator("#day-2026-12-11"))["x"]
    assert box(page.locator(".site-name"))["x"] > box(page.locator(".site-account"))["x"]
    assert no_sideways_scroll(page)
    axe(page)


def test_arabic_fits_a_phone(page):
    page.set_viewport_size(PHONE)
    in_arabic(page)
    page.goto(DECEMBER)
    assert no_sideways_scroll(page)


@pytest.mark.parametrize("month", [DECEMBER, RECORD])
def test_a_month_of_forty_entries_is_one_sheet_of_paper(page, month):
    page.goto(f"{month}print/")
    sheets = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert sheets == 1


def test_the_print_page_offers_the_print_dialog(page):
    page.add_init_script("window.print = () => { document.title = 'printed' }")
    page.goto(f"{DECEMBER}print/")
    page.get_by_role("button", name="Print this page").click()
    expect(page).to_have_title("printed")


def test_everything_works_without_javascript(browser, base_url):
    context = browser.new_context(java_script_enabled=False, base_url=base_url)
    page = context.new_page()
    page.goto(DECEMBER)
    page.locator("#id_month").select_option("6")
    page.locator("#id_year").fill("2017")
    page.get_by_role("button", name="Go").click()
    expect(page).to_have_url(re.compile(RECORD))
    page.get_by_role("link", name="Print").click()
    expect(page.get_by_role("button", name="Print this page")).to_be_hidden()
    context.close()
