"""The versions of a month in a browser: the list, one version, and what changed, in words and on the calendar."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen

DECEMBER, JANUARY = "/programme/2026-12/", "/programme/2027-01/"
EVERY_KIND = f"{DECEMBER}changes/?from=1&to=2"
MEASURE = 46 * 16
PAGES = [
    f"{DECEMBER}versions/",
    f"{JANUARY}versions/",
    "/programme/2026-11/versions/",
    f"{DECEMBER}versions/2/",
    f"{DECEMBER}versions/2/list/",
    f"{DECEMBER}versions/2/print/",
    f"{DECEMBER}versions/3/",
    EVERY_KIND,
    f"{DECEMBER}changes/?from=2&to=3",
    f"{DECEMBER}changes/?from=2&to=2",
    f"{DECEMBER}changes/",
    f"{JANUARY}changes/",
]


@pytest.fixture
def browser_context_args(browser_context_args, revised_site):
    return browser_context_args | {"base_url": revised_site, "viewport": WIDE}


def in_arabic(page):
    page.goto("/account/sign-in/")
    in_language(page, "ar")


@pytest.mark.parametrize("address", PAGES)
def test_every_page_is_accessible_and_fits_every_screen(page, axe, address):
    page.goto(address)
    assert no_wider_than_the_screen(page)
    axe(page)
    page.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(page)
    axe(page)


@pytest.mark.parametrize("address", [f"{DECEMBER}versions/", f"{DECEMBER}versions/2/", EVERY_KIND])
def test_arabic_mirrors_it(page, axe, address):
    in_arabic(page)
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        page.goto(address)
        expect(page.locator("html")).to_have_attribute("dir", "rtl")
        assert no_wider_than_the_screen(page)
        axe(page)


@pytest.mark.parametrize("size", [WIDE, PHONE])
def test_a_long_note_keeps_to_the_measure(page, size):
    page.set_viewport_size(size)
    page.goto(EVERY_KIND)
    note = page.locator(".changes-note")
    note.evaluate("one => one.firstElementChild.textContent = 'As agreed on Friday. '.repeat(40)")
    assert note.evaluate("one => one.getBoundingClientRect().width") <= MEASURE
    assert no_wider_than_the_screen(page)


KINDS = {
    "moved": ("Libya", "Moved from Monday 7 December, 10 a.m. to Thursday 17 December, 10 a.m."),
    "cancelled": ("Cyprus", "Cancelled; it was on Tuesday 8 December, 10 a.m."),
    "restored": ("Iraq", "On again, on Friday 11 December, 10 a.m."),
    "added": ("Climate", "New, on Wednesday 16 December, 10 a.m."),
    "changed": ("Sudan", "Room"),
}


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_change_is_told_in_its_group(page, kind):
    title, line = KINDS[kind]
    page.goto(EVERY_KIND)
    told = page.locator(f".difference-{kind} li", has_text=title)
    expect(told).to_be_visible()
    expect(told).to_contain_text(line)


def test_a_mark_on_the_calendar_leads_to_the_words(page):
    page.goto(EVERY_KIND)
    page.locator("#day-2026-12-17").get_by_role("link", name="Moved from Monday 7 December").click()
    expect(page).to_have_url(re.compile("#change-"))
    expect(page.locator("li:target")).to_contain_text("Libya")
    expect(page.locator("li:target")).to_be_in_viewport()


def test_what_left_a_day_is_struck_through_there_and_stands_on_its_new_one(page):
    page.goto(EVERY_KIND)
    left = page.locator("#day-2026-12-07 .changed")
    expect(left.locator("s")).to_have_text("Libya")
    expect(left.get_by_role("link")).to_have_text("now Thursday 17 December")
    expect(page.locator("#day-2026-12-17 .changed .entry-title s")).to_have_count(0)


def test_from_the_month_to_any_two_versions_and_back(page):
    page.goto(DECEMBER)
    page.get_by_role("link", name="All versions").click()
    expect(page.get_by_role("heading", level=2)).to_have_count(33)
    page.get_by_label("Compare", exact=True).select_option("1")
    page.get_by_label("with", exact=True).select_option("2")
    page.get_by_role("button", name="Show what changed").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What changed from version 1 to version 2")
    page.get_by_role("link", name=re.compile("^Version 1,")).click()
    expect(page.locator(".notice")).to_contain_text("It no longer stands")
    page.get_by_role("link", name="Go to version 33").click()
    expect(page.locator(".notice")).to_have_count(0)


def test_the_same_version_twice_is_said_at_the_field(page):
    page.goto(f"{DECEMBER}changes/?from=2&to=2")
    field = page.get_by_label("with", exact=True)
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("This is the same version. Choose two that differ.")


@pytest.mark.parametrize(("username", "count"), [("planner", 33), ("delegation-uruguay", 0)])
def test_who_published_it_is_for_those_who_plan(page, axe, sign_in, username, count):
    sign_in(page, username)
    page.goto(f"{DECEMBER}versions/")
    expect(page.locator(".listed-version")).to_have_count(33)
    expect(page.locator(".listed-version-who")).to_have_count(count)
    axe(page)


def test_a_version_prints_on_one_sheet(page):
    page.goto(f"{DECEMBER}versions/2/print/")
    assert page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n") == 1
