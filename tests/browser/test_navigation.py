"""Getting about: by keyboard, from page to page, with the focus in sight."""

import re

import pytest
from playwright.sync_api import expect

DECEMBER = "/programme/2026-12/"


def focused(page):
    return page.evaluate("document.activeElement.textContent.trim()")


def test_the_first_page_is_never_empty(page):
    page.goto("/")
    expect(page).to_have_url(re.compile(DECEMBER))
    assert page.locator(".entry").count() > 10


def test_the_first_key_offers_to_skip_to_the_content(page):
    page.goto(DECEMBER)
    page.keyboard.press("Tab")
    assert focused(page) == "Skip to content"
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_keyboard_alone_leads_to_the_next_month_and_back(page):
    page.goto(DECEMBER)
    page.locator("a[rel=prev]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/programme/2026-11/"))
    page.locator("a[rel=next]").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(DECEMBER))


def test_every_stop_of_the_keyboard_is_seen_and_none_is_a_trap(page):
    page.goto(DECEMBER)
    stops = page.evaluate(
        "document.querySelectorAll('a[href], button, input:not([type=hidden]), select').length"
    )
    outlines = set()
    for _stop in range(stops):
        page.keyboard.press("Tab")
        outlines.add(page.evaluate("getComputedStyle(document.activeElement).outlineStyle"))
    assert outlines == {"solid"}
    page.keyboard.press("Tab")
    assert page.evaluate(
        "document.activeElement === document.body || document.activeElement.matches('.skip-link')"
    )


@pytest.mark.parametrize("section", ["Programme", "Year", "Missions", "Guideline"])
def test_each_section_is_one_step_away_and_marked_as_open(page, section):
    page.goto(DECEMBER)
    page.get_by_role("navigation", name="Main").get_by_role("link", name=section).click()
    here = page.locator(".site-nav [aria-current]")
    expect(here).to_have_text(section)


def test_a_page_that_is_not_there_leads_back(page, axe, complaints):
    page.goto("/programme/1999-12/")
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no such page")
    complaints.lines.clear()  # the browser reports the 404 itself
    axe(page)
    page.get_by_role("link", name="To the programme of work").click()
    expect(page).to_have_url(re.compile(DECEMBER))


def test_nothing_comes_from_elsewhere(page, base_url):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(DECEMBER)
    page.wait_for_load_state("networkidle")
    assert asked
    assert all(url.startswith((base_url, "data:")) for url in asked)
