"""One's calendar feeds in a browser: found, copied, and renewed."""

import pytest
from icalendar import Calendar
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen


def addresses(page):
    """What stands in the fields, to be copied."""
    return [field.input_value() for field in page.get_by_role("textbox").all()]


def test_they_are_found_fetched_and_renewed(page, axe, sign_in):
    sign_in(page, "delegation-bangladesh")
    page.goto("/account/")
    page.get_by_role("link", name="The programme in your calendar").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Calendar feeds")
    axe(page)
    programme, missions, public = addresses(page)
    assert programme.removesuffix("programme.ics") == missions.removesuffix("missions.ics")
    for address in (programme, missions, public):
        answer = page.request.get(address)
        assert (answer.status, answer.headers["content-type"]) == (200, "text/calendar; charset=utf-8")
        assert Calendar.from_ical(answer.body()).events

    page.get_by_role("link", name="Renew your addresses").click()
    axe(page)
    page.get_by_role("button", name="Renew them").click()
    expect(page.get_by_role("status")).to_contain_text("Renewed")
    renewed, *_rest = addresses(page)
    assert page.request.get(programme).status == 404
    assert page.request.get(renewed).status == 200


def test_a_field_is_reached_and_copied_by_keys(page, sign_in):
    sign_in(page, "planner")
    page.goto("/account/feeds/")
    field = page.get_by_role("textbox", name="Deadlines")
    field.focus()
    page.keyboard.press("Control+a")
    assert page.evaluate("getSelection().toString()") == field.input_value()
    page.keyboard.type("changed")
    expect(field).not_to_have_value("changed")


@pytest.mark.parametrize("screen", [WIDE, PHONE])
@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_page_fits_the_screen(page, axe, sign_in, screen, language):
    page.set_viewport_size(screen)
    sign_in(page, "planner")
    page.goto("/account/feeds/")
    in_language(page, language)
    assert no_wider_than_the_screen(page)
    axe(page)
