"""Loading as the admin does it: a file with errors, the mended one, what it would do, applied, taken back.

With scripts and without, by keyboard, on a phone, from right to left, and on paper.
"""

import re

import pytest
from playwright.sync_api import expect

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
LANGUAGE = "django_language"
HEADINGS = "mission,decision,adopted_on,action,kind,begins,ends\r\n"
WRONG = f"{HEADINGS}MONUSC,S/RES/2820 (2026),03/04/2026,renewal,fixed,2026-12-20,2027-12-20\r\n"
MENDED = f"{HEADINGS}MONUSCO,S/RES/2820 (2026),2026-11-20,renewal,fixed,2026-12-20,2027-12-20\r\n"
MANY = "date,name\r\n" + "".join(
    f"2026-{month:02}-{day:02},Holiday {name} of a long name that fills the file\r\n"
    for month in range(1, 13)
    for day in range(1, 29)
    for name in range(8)
)


@pytest.fixture
def browser_context_args(browser_context_args, unplanned_site):
    return browser_context_args | {"base_url": unplanned_site, "viewport": WIDE}


@pytest.fixture
def loading(page, sign_in):
    """The page for loading, before an admin."""
    sign_in(page, "admin")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Load").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Load")
    return page


def choose(page, kind, content, name="mandates.csv"):
    page.get_by_role("radio", name=re.compile(f"^{kind} ")).check()
    page.get_by_label("File", exact=True).set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    )


def read(page, kind, content):
    choose(page, kind, content)
    page.get_by_role("button", name="Read the file").click()


def expect_to_fit(page):
    """Nothing makes the page as a whole scroll sideways, neither on a desk nor on a phone, in either direction."""
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        for direction in ("ltr", "rtl"):
            page.evaluate("direction => { document.documentElement.dir = direction }", direction)
            root = "document.documentElement"
            assert page.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), (page.url, size, direction)
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.set_viewport_size(WIDE)


def test_from_a_file_with_errors_to_one_that_is_applied_and_taken_back(loading, axe):
    page = loading
    axe(page)
    expect_to_fit(page)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("alert")).to_have_text(re.compile("Nothing was read yet."))
    expect(page.get_by_text("Choose what the file holds.")).to_be_visible()
    axe(page)

    read(page, "Mandates", WRONG)
    expect(page.locator(".load-summary")).to_have_text(re.compile("2 problems: this file cannot be used"))
    rows = page.locator(".load-problems tbody tr")
    expect(rows).to_have_count(2)
    expect(page.get_by_text("MONUSCO")).to_be_visible()
    axe(page)
    expect_to_fit(page)

    page.get_by_role("link", name="Upload the mended file").click()
    expect(page.get_by_role("radio", name=re.compile("^Mandates "))).to_be_checked()
    read(page, "Mandates", MENDED)
    expect(page.locator(".load-summary")).to_have_text(re.compile("It would add 2 records"))
    expect(page.locator(".load-new").get_by_text("MONUSCO S/RES/2820 (2026) 2027-12-20")).to_be_visible()
    axe(page)
    expect_to_fit(page)

    page.get_by_role("button", name="Apply").click()
    expect(page.locator(".load-standing")).to_have_text(re.compile("Applied"))
    expect(page.locator(".load-summary")).to_have_text(re.compile("It added 2 records"))
    axe(page)
    expect_to_fit(page)

    page.get_by_role("link", name="Take it back").click()
    expect(page.get_by_text("2 records that it added go.")).to_be_visible()
    axe(page)
    expect_to_fit(page)
    page.get_by_role("button", name="Take it back").click()
    expect(page.locator(".load-standing")).to_have_text(re.compile("Taken back"))
    axe(page)

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Load").click()
    expect(page.locator(".loads tbody tr")).to_have_count(2)
    expect(page.locator(".loads tbody tr .load-state")).to_have_text(["taken back", "not usable"])
    axe(page)
    expect_to_fit(page)


def test_a_big_file_is_watched_and_leads_on_by_itself(loading, axe):
    page = loading
    read(page, "Holidays", MANY)
    expect(page).to_have_url(re.compile(r"/load/\d+/$"))
    expect(page.locator(".load-summary")).to_have_text(re.compile("It would add 2,6"))
    axe(page)
    expect_to_fit(page)
    page.get_by_role("link", name="Next rows").click()
    expect(page.get_by_text("Page 2 of 27")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text("Load")


def test_what_was_ticked_stays_from_page_to_page_by_keyboard_alone(loading, complaints):
    page = loading
    for content in (MENDED, MENDED.replace("2027-12-20", "2027-12-31")):
        read(page, "Mandates", content)
        button = page.get_by_role("button", name="Apply")
        button.focus()
        page.keyboard.press("Enter")
        expect(page.locator(".load-standing")).to_have_text(re.compile("Applied"))
        page.goto("/load/")
    page.goto("/admin/meetings/mandate/?q=2820")
    page.locator("#result_list tbody th a").first.click()
    page.locator("input[name=ends]").fill("2028-01-31")
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()
    complaints.lines.clear()  # Django's own pages name no icon
    page.goto("/load/")
    read(page, "Mandates", MENDED)
    box = page.get_by_role("checkbox", name=re.compile("^Take the file's"))
    box.focus()
    page.keyboard.press("Space")
    page.get_by_role("button", name="1 in conflict").focus()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("outcome=conflict"))
    expect(box).to_be_checked()
    page.get_by_role("button", name="Apply").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".load-choice-cell")).to_have_text("the file's")


class TestWithoutScripts:
    @pytest.fixture
    def browser_context_args(self, browser_context_args):
        return browser_context_args | {"java_script_enabled": False}

    def test_a_big_file_is_watched_and_ends_with_a_link(self, loading):
        page = loading
        read(page, "Holidays", MANY)
        stages = page.locator(".stages li .stage")
        done = page.get_by_role("link", name="Done: see what came of it")
        expect(done).to_be_visible()
        expect(stages.first).to_have_text("Reading mandates.csv")
        expect(page.locator(".stages li", has_text="Writing").locator("progress:visible")).to_have_count(1)
        done.click()
        page.get_by_role("button", name="Leave it").click()
        expect(page.locator(".load-standing")).to_have_text(re.compile("Left"))


def test_on_paper_and_from_right_to_left(loading, context):
    page = loading
    read(page, "Mandates", MENDED)
    expect(page.locator(".load-summary")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Apply")).to_be_hidden()
    expect(page.locator(".load-table").first).to_be_visible()
    page.emulate_media(media="screen")
    context.add_cookies([{"name": LANGUAGE, "value": "ar", "url": page.url}])
    page.reload()
    row, what = (page.locator(".load-table thead th").nth(place).bounding_box() for place in (0, 1))
    assert row["x"] > what["x"]
