"""What changed from one version to another, in words and on the calendar; and what strange askers are told."""

import pytest
from django.core.cache import caches
from django.urls import reverse

from meetings.models import Entry
from tests.factories import ProgrammeFactory
from tests.views.published import DECEMBER
from tests.views.reading import Page, errors
from tests.views.versions.lives import planned, published, revise, withdrawn

pytestmark = pytest.mark.django_db

EVERYONE = ["visitor", "delegation_of_bangladesh", "planner", "admin"]
ADDRESS = "/programme/2026-12/changes/"


def asked(person, query="", month=DECEMBER):
    response = person.client.get(reverse("changes", args=[month]) + query)
    assert response.status_code == 200
    return response


def lines(response):
    """The line of each change, by its title."""
    page = Page(response)
    titles = [text.split(" ", 1) for text in page.texts("p", class_="difference-entry")]
    return dict(
        zip([rest for _format, rest in titles], page.texts("p", class_="difference-line"), strict=False)
    )


@pytest.fixture
def revised():
    entries = planned()
    published()
    entries = revise(entries)
    published(note="As agreed on Friday.")
    return entries


def test_each_kind_of_change_is_in_words_by_kind(visitor, revised):
    page = Page(asked(visitor))
    assert page.texts("h1") == ["What changed from version 1 to version 2"]
    assert page.texts("h2")[0] == (
        "3 moved, 4 cancelled or postponed, 1 on again, 1 added, 1 changed in other ways"
    )
    assert page.texts("h3")[:5] == [
        "Moved 3",
        "Cancelled or postponed 4",
        "On again 1",
        "Added 1",
        "Changed in other ways 1",
    ]
    assert page.texts("p", class_="difference-line") == [
        "Moved on Wednesday 2 December from 10 a.m. to 3 p.m.",
        "Moved from Monday 7 December, 10 a.m. to Thursday 17 December, 10 a.m.",
        "Moved from Thursday 3 December, 10 a.m.; it has no day now",
        "Postponed: no longer in December",
        "Cancelled; it was on Tuesday 8 December, 10 a.m.",
        "Postponed; it was on Wednesday 9 December, 10 a.m.",
        "Cancelled; it was on Thursday 10 December, 10 a.m.",
        "On again, on Friday 11 December, 10 a.m.",
        "New, on Wednesday 16 December, 10 a.m.",
    ]
    changed = [text for text in page.texts("dd") if text.startswith(("Before", "Now"))]
    assert page.texts("dt") == ["Room", "Format", "Agenda", "Level"]
    assert changed == [
        "Before: nothing",
        "Now: Conference Room 4",
        "Before: Briefing",
        "Now: Debate",
        "Before: nothing",
        "Now: One Two",
        "Before: nothing",
        "Now: Ministers",
    ]


def marks(page, day):
    """What stands beside the lines of a day that changed: each mark, and whether its title is struck through."""
    html = page[page.index(f'id="day-2026-12-{day:02}"') :]
    cell = html[: html.index("</td>")]
    return [
        (text.split("</a>")[0].split(">")[-1].strip(), "<s>" in before.rsplit("entry-title", 1)[-1])
        for before, text in zip(
            cell.split('class="changed-mark"')[:-1], cell.split('class="changed-mark"')[1:], strict=True
        )
    ]


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (2, [("Moved", False)]),
        (3, [("no longer here", True)]),
        (4, [("Postponed", True)]),
        (7, [("now Thursday 17 December", True)]),
        (8, [("Cancelled", True)]),
        (9, [("Postponed", True)]),
        (10, [("Cancelled", True)]),
        (11, [("On again", False)]),
        (14, [("Changed", False)]),
        (15, []),
        (16, [("Added", False)]),
        (17, [("Moved from Monday 7 December", False)]),
    ],
)
def test_the_later_calendar_marks_what_changed_and_strikes_through_what_left(visitor, revised, day, expected):
    assert marks(asked(visitor).content.decode(), day) == expected


def test_every_mark_leads_to_the_words(visitor, revised):
    page = Page(asked(visitor))
    there = {f"#{one['attributes']['id']}" for one in page.elements("li") if "id" in one["attributes"]}
    assert {address for _text, address in page.links(class_="changed-mark")} == there
    assert len(there) == 10


def test_an_entry_that_did_not_change_is_not_in_the_words(visitor, revised):
    assert not any("Syria" in text for text in Page(asked(visitor)).texts("p", class_="difference-entry"))


def test_without_a_choice_it_is_the_latest_against_the_one_before(visitor, revised):
    published()
    assert Page(asked(visitor)).texts("h1") == ["What changed from version 2 to version 3"]
    assert "No entry differs between these two versions." in asked(visitor).content.decode()


@pytest.mark.parametrize(
    ("query", "first", "second"),
    [
        ("?from=1&to=3", 1, 3),
        ("?to=2", 1, 2),
        ("?from=1", 1, 3),
        ("?from=&to=", 2, 3),
        ("?from=2&to=3&other=1", 2, 3),
    ],
)
def test_any_two_can_be_compared(visitor, revised, query, first, second):
    published()
    title = f"What changed from version {first} to version {second}"
    assert Page(asked(visitor, query)).texts("h1") == [title]


def test_the_wrong_way_round_leads_to_the_right_one(visitor, revised):
    response = visitor.client.get(f"{ADDRESS}?from=2&to=1")
    assert (response.status_code, response["Location"]) == (302, f"{ADDRESS}?from=1&to=2")


NO_SUCH = "There is no such version of this month."
SAME = "This is the same version. Choose two that differ."


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?from=2&to=2", {"id_to_error": SAME}),
        ("?from=2", {"id_to_error": SAME}),
        ("?to=1", {"id_to_error": SAME}),
        ("?from=1&to=9", {"id_to_error": NO_SUCH}),
        ("?from=0&to=2", {"id_from_error": NO_SUCH}),
        ("?from=-1&to=1.0", {"id_from_error": NO_SUCH, "id_to_error": NO_SUCH}),
        ("?from=one&to=%00", {"id_from_error": NO_SUCH, "id_to_error": NO_SUCH}),
        (f"?from={'9' * 5000}&to=%D9%A2", {"id_from_error": NO_SUCH, "id_to_error": NO_SUCH}),
        ("?from=1&from=x&to=2", {"id_from_error": NO_SUCH}),
    ],
)
def test_what_makes_no_sense_is_said_at_the_field_and_nothing_is_compared(visitor, revised, query, expected):
    response = asked(visitor, query)
    assert errors(response) == expected
    assert Page(response).texts("h1") == ["What changed"]


def test_with_one_version_there_is_nothing_to_compare(visitor):
    published()
    page = Page(asked(visitor, "?from=1&to=2"))
    assert "There is one version so far; nothing to compare it with." in page.texts("p")
    assert page.elements("form", class_="compare") == []


@pytest.mark.parametrize("begun", [True, False])
def test_a_draft_is_like_a_month_nobody_began(visitor, planner, begun):
    if begun:
        planned()
    for person in (visitor, planner):
        page = Page(asked(person))
        assert "No version of December 2026 has been published." in page.texts("p")


WITHDRAWN = "Version 2 withdraws the month: nothing of it stands any more."
AGAIN = "Version 3 publishes the month again; version 2 withdrew it."
NOW_A_PLAN = "Title: Provisional programme of work, then Plan of work"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?from=1&to=2", [WITHDRAWN]),
        ("?from=1&to=3", [AGAIN, NOW_A_PLAN]),
        ("?from=2&to=3", [AGAIN, NOW_A_PLAN]),
        ("?from=3&to=4", []),
        ("?from=1&to=4", [AGAIN, NOW_A_PLAN]),
        ("?from=4&to=5", ["Title: Plan of work, then Provisional programme of work"]),
        ("?from=1&to=5", [AGAIN]),
    ],
)
def test_what_became_of_the_month_comes_first_whether_or_not_an_entry_differs(visitor, query, told):
    planned()
    published()
    withdrawn()
    published(2, title_kind="plan")
    published()
    assert Page(asked(visitor, query)).texts("p", class_="notice") == told


def test_a_withdrawal_of_a_plan_is_no_change_of_title(visitor):
    planned()
    published()
    published(title_kind="plan")
    withdrawn(title_kind="plan")
    told = ["Version 3 withdraws the month: nothing of it stands any more."]
    assert Page(asked(visitor, "?from=1&to=3")).texts("p", class_="notice") == told


def test_a_withdrawn_month_is_all_cancelled_and_published_again_all_on_again(visitor):
    entries = planned()
    published()
    withdrawn()
    gone = Page(asked(visitor))
    assert gone.texts("h2")[0] == "9 cancelled or postponed"
    assert gone.texts("p", class_="notice") == [WITHDRAWN]
    published()
    again = Page(asked(visitor))
    assert again.texts("h2")[0] == "9 on again"
    assert again.texts("p", class_="notice") == [AGAIN]
    across = Page(asked(visitor, "?from=1&to=3"))
    assert across.texts("p", class_="notice") == [AGAIN]
    assert "No entry differs between these two versions." in across.texts("p")
    assert len(entries) == 10


def test_not_the_latest_says_so_and_leads_there(visitor, revised):
    published()
    page = Page(asked(visitor, "?from=1&to=2"))
    assert page.texts("p", class_="subtitle") == [
        "Version 2 is not the latest: that is version 3. Compare with the latest"
    ]
    assert ("Compare with the latest", f"{ADDRESS}?from=1&to=3") in page.links()


@pytest.mark.parametrize("who", EVERYONE)
def test_everyone_reads_the_same(request, visitor, revised, who):
    def words(person):
        caches["published"].clear()
        page = asked(person).content.decode()
        return page[page.index('<div class="difference">') : page.index("<footer")]

    assert words(request.getfixturevalue(who)) == words(visitor)


def test_what_was_changed_on_the_desk_since_changes_nothing(visitor, revised):
    before = asked(visitor)
    Entry.objects.update(title="Secret title", internal_note="Secret note")
    caches["published"].clear()
    after = asked(visitor)
    assert (after["ETag"], Page(after).texts("main")) == (before["ETag"], Page(before).texts("main"))


def test_an_unchanged_visit_is_told_so_in_one_word(visitor, revised):
    tag = asked(visitor)["ETag"]
    again = visitor.client.get(ADDRESS, headers={"if-none-match": tag})
    assert (again.status_code, again.content) == (304, b"")
    published()
    assert visitor.client.get(ADDRESS, headers={"if-none-match": tag}).status_code == 200


def test_it_is_in_the_readers_language(visitor, revised):
    """And what was kept in one language is not what a reader of another one gets."""
    days = {
        language: visitor.client.get(ADDRESS, headers={"accept-language": language}).content.decode()
        for language in ("en", "fr")
    }
    assert ["lundi 7 décembre" in page for page in days.values()] == [False, True]
    assert ["Monday 7 December" in page for page in days.values()] == [True, False]


def test_another_months_versions_are_not_mixed_in(visitor, revised):
    published(3, month=ProgrammeFactory(month=DECEMBER.replace(month=11)).month)
    assert errors(asked(visitor, "?from=1&to=3")) == {"id_to_error": NO_SUCH}
