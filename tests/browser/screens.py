"""The screens and languages in which the pages are looked at."""

from playwright.sync_api import expect

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def no_wider_than_the_screen(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def in_language(page, code):
    page.locator("#language").select_option(code)
    page.locator(".site-language button").click()
    expect(page.locator("html")).to_have_attribute("lang", code)
