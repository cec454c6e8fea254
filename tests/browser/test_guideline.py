"""The catalogue and one rule in a browser."""

from playwright.sync_api import expect

from tests.browser.screens import in_language


def test_the_catalogue_leads_to_a_rule_by_keys(page):
    page.goto("/guideline/")
    page.locator("#G7 a").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("G7 Report a week before the meeting")


def test_the_numbers_behind_the_plot_unfold_by_key(page):
    page.goto("/guideline/G7/")
    summary = page.get_by_text("The numbers as a table")
    summary.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("columnheader", name="Counts as")).to_be_visible()


def test_bars_grow_to_the_left_in_arabic(page):
    page.goto("/guideline/G7/")
    in_language(page, "ar")
    bars = [bar.bounding_box()["x"] for bar in page.locator("svg.plot rect").all()]
    assert bars == sorted(bars, reverse=True)
