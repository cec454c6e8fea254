"""The list of missions and one with a long history in a browser."""

from playwright.sync_api import expect


def test_the_filter_works_by_keys(page):
    page.goto("/missions/")
    page.get_by_label("Name, acronym or area").focus()
    page.keyboard.type("cyp")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("1 mission")
    expect(page.get_by_role("link", name="UNFICYP")).to_be_visible()


def test_seventy_decisions_are_folded_and_unfold(page):
    page.goto("/missions/UNDOF/")
    expect(page.locator("table.chain tbody tr:visible")).to_have_count(8)
    page.get_by_text("earlier decisions").press("Enter")
    expect(page.locator("table.chain tbody tr:visible")).to_have_count(70)
