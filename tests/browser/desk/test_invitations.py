"""The invitations in a browser: written, answered, withdrawn, and printed on A4."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.screens import PHONE, WIDE, in_language, no_wider_than_the_screen

A4_PORTRAIT = re.compile(rb"/MediaBox ?\[ ?0 0 59[45]\.?\d* 84[12]\.?\d* ?\]")


@pytest.fixture
def invitations(page, sign_in):
    """Those to the sample's meeting with the contributors to UNIFIL, written down."""
    page.set_viewport_size(WIDE)
    sign_in(page, "planner")
    page.goto("/missions/UNIFIL/")
    page.get_by_role("link", name="sample").first.click()
    page.get_by_role("link", name="Invitations", exact=True).click()
    expect(page).to_have_url(re.compile("/invitations/$"))
    page.locator("form:has(input[value=derive]) button").click()
    expect(page.get_by_role("status")).to_contain_text(re.compile("added|Nobody is new"))
    return page


def party(page, name):
    return page.get_by_role("row").filter(has=page.get_by_role("rowheader", name=name))


def test_it_is_accessible(invitations, axe):
    axe(invitations)


def test_members_come_first_and_then_contributors(invitations):
    heads = invitations.get_by_role("heading", level=2)
    names = [
        "What is missing",
        "Members of the Council 15",
        re.compile(r"\(a\) Contributors to the mission \d+"),
    ]
    for number, name in enumerate(names):
        expect(heads.nth(number)).to_have_accessible_name(name)


def test_a_party_that_asks_is_added_decided_and_withdrawn(invitations, axe):
    invitations.get_by_label("As what").select_option(label="(h) other regional organization")
    invitations.get_by_label("Or an organization").fill("League of Arab States")
    invitations.get_by_role("button", name="Add", exact=True).click()
    asked = party(invitations, "League of Arab States")
    expect(asked).to_contain_text("not decided")
    asked.locator("summary").click()
    axe(invitations)
    asked.get_by_role("button", name="Record the decision").click()
    expect(asked).to_contain_text("invited, 22 November 2026")
    asked.locator("summary").click()
    asked.get_by_label("Reason").fill("It sends nobody")
    asked.get_by_role("button", name="Withdraw the invitation").click()
    expect(asked).to_contain_text("Withdrawn: It sends nobody")


def test_decided_before_it_was_asked_is_said_at_the_field(invitations, axe):
    invitations.get_by_label("As what").select_option(label="(d) other body or agency")
    invitations.get_by_label("Or an organization").fill("World Food Programme")
    invitations.get_by_role("button", name="Add", exact=True).click()
    asked = party(invitations, "World Food Programme")
    asked.locator("summary").click()
    asked.get_by_label("Decided on").fill("2026-11-01")
    asked.get_by_role("button", name="Record the decision").click()
    expect(asked.locator(".errorlist")).to_have_text("That is before the day on which the party asked.")
    expect(asked.get_by_label("Decided on")).to_have_value("2026-11-01")
    axe(invitations)


def test_whom_they_send_is_saved_by_keys_from_the_midst_of_the_list(invitations):
    ghana = party(invitations, "Ghana")
    ghana.get_by_label("Ghana: Military").check()
    ghana.get_by_label("Ghana: Level").fill("Colonel")
    ghana.get_by_label("Ghana: Level").press("Enter")
    expect(invitations.get_by_role("status")).to_contain_text("1 line saved.")
    expect(ghana.get_by_label("Ghana: Military")).to_be_checked()
    expect(ghana.get_by_label("Ghana: Level")).to_have_value("Colonel")


def test_a_phone_shows_it_without_scrolling_sideways(invitations, axe):
    invitations.set_viewport_size(PHONE)
    assert no_wider_than_the_screen(invitations)
    axe(invitations)


def test_arabic_mirrors_it(invitations, axe):
    in_language(invitations, "ar")
    expect(invitations.locator("html")).to_have_attribute("dir", "rtl")
    heads = [
        head.bounding_box()["x"]
        for head in invitations.locator("table.parties thead").first.locator("th").all()
    ]
    assert heads == sorted(heads, reverse=True)
    assert no_wider_than_the_screen(invitations)
    axe(invitations)


def test_the_list_is_printed_on_a4_portrait(invitations, axe):
    invitations.get_by_role("link", name="Print the list").click()
    axe(invitations)
    paper = invitations.pdf(prefer_css_page_size=True)
    assert len(A4_PORTRAIT.findall(paper)) == paper.count(b"/Type /Page\n") >= 1


def test_the_print_page_offers_the_print_dialog(invitations):
    invitations.add_init_script("window.print = () => { document.title = 'printed' }")
    invitations.get_by_role("link", name="Print the list").click()
    invitations.get_by_role("button", name="Print this page").click()
    expect(invitations).to_have_title("printed")
