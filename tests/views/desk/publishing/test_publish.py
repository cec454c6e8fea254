"""The page before the button, and the button."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import time_format

from meetings.models import Entry, Notice, Programme, ProgrammeVersion
from meetings.rules.vocabulary import Format
from tests.factories import (
    ContributionFactory,
    CouncilTermFactory,
    EntryFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    ProgrammeFactory,
    UserFactory,
)
from tests.people import all_five_at_the_desk
from tests.views.desk.publishing.months import (
    DESK,
    PUBLISH,
    SECOND,
    SEVENTH,
    WITHDRAW,
    answer,
    hidden,
    push,
    read,
    short,
)
from tests.views.published import DECEMBER, fill, publish, record
from tests.views.reading import Page, said, text_of

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)


@pytest.fixture
def december():
    return ProgrammeFactory(month=DECEMBER)


def part(page, name):
    (found,) = page.elements("section", id=name)
    return text_of(found)


def verdict(page):
    return page.texts("p", class_="verdict")[0]


def button(page):
    (section,) = page.elements("section", id="button")
    (found,) = (
        one for one in page.elements("button") if one["attributes"].get("class") == "primary" and text_of(one)
        in text_of(section)
    )  # fmt: skip
    return found


def since(page):
    (found,) = page.elements("div", class_="publishing-since")
    return text_of(found)


def clock_time(version):
    return time_format(timezone.localtime(version.published_at))


def move(entry, on):
    entry.sittings.update(on=on)
    entry.revision += 1
    entry.save()


@all_five_at_the_desk
def test_who_may_see_it(request, december, who, status):
    assert request.getfixturevalue(who).client.get(PUBLISH).status_code == status


# Can it go out?


def test_a_first_version_of_a_month_without_findings(planner, december):
    EntryFactory(on=SECOND, title="Cyprus")
    page = read(planner)
    assert verdict(page) == "Version 1 can be published."
    assert part(page, "reasons") == "Reasons Nothing asks for a reason."
    assert "This is the first version: its 1 entry is new to everybody." in part(page, "changes")
    assert "disabled" not in button(page)["attributes"]


def test_findings_without_a_reason_block_the_button_and_only_they(planner, december):
    short()
    page = read(planner)
    assert verdict(page) == "Not yet: 1 finding waits for a reason."
    assert "disabled" in button(page)["attributes"]
    response = push(planner, page)
    assert response.status_code == 200
    said_there = "Nothing was published: 1 finding waits for a reason (G13)."
    assert said_there in part(Page(response), "button")
    assert not ProgrammeVersion.objects.exists()
    answer(planner)
    assert verdict(read(planner)) == "Version 1 can be published."
    assert push(planner).status_code == 302


def test_mandates_left_behind_ask_for_a_reason_too(planner, december):
    """L3 says so in every month, until a later decision is recorded."""
    mission = MissionFactory(acronym="LEFT")
    MandateFactory(mission=mission, ends=date(2026, 10, 31))
    page = read(planner)
    assert verdict(page) == "Not yet: 1 finding waits for a reason."
    assert "LEFT: The mandate's end (31 October) has passed" in part(page, "reasons")


def test_that_nobody_noted_an_adoption_is_a_hint_and_no_more(planner, december):
    page = read(planner)
    assert page.texts("p", class_="verdict-hint") == [
        "It is not noted that members adopted the programme. Note it if they did; it can go out as it is."
    ]
    Programme.objects.update(adopted_on=date(2026, 11, 20))
    assert read(planner).texts("p", class_="verdict-hint") == []


# What is different


def test_the_difference_in_words_and_on_the_calendar(planner, december):
    moved, gone = (EntryFactory(on=SECOND, title=title) for title in ("Moved", "Gone"))
    EntryFactory(on=SECOND, title="Same")
    publish()
    move(moved, SEVENTH)
    Entry.objects.filter(pk=gone.pk).update(status="cancelled")
    EntryFactory(on=date(2026, 12, 9), title="New")
    page = read(planner)
    assert verdict(page) == "Version 2 can be published."
    changes = part(page, "changes")
    assert "Against version 1, 20 November 2026: 1 moved, 1 cancelled or postponed, 1 added." in changes
    assert "Moved from Wednesday 2 December to Monday 7 December" in changes
    cells = {
        text_of(cell).split(" ", 2)[1]: text_of(cell) for cell in page.elements("td", class_="changed-day")
    }
    assert {day: cells[day] for day in ("2", "7", "9", "8")} == {
        "2": "Wednesday 2 Moved moved to 7 Dec Gone Cancelled 1 as before",
        "7": "Monday 7 Moved moved from 2 Dec",
        "9": "Wednesday 9 New Added",
        "8": "Tuesday 8",
    }


def test_a_change_of_the_margin_or_of_nothing_is_said(planner, december):
    EntryFactory(on=SECOND)
    publish()
    page = read(planner)
    assert verdict(page) == "Nothing has changed since version 1."
    assert part(page, "changes") == "What is different No entry differs from what was published."
    HolidayFactory(on=date(2026, 12, 25))
    page = read(planner)
    assert verdict(page) == "Version 2 can be published."
    assert "The margin differs: mandates that end, reports that are due, or holidays." in part(
        page, "changes"
    )


def test_what_changed_only_inside_is_no_difference(planner, december):
    entry = EntryFactory(on=SECOND, internal_note="before")
    publish()
    entry.internal_note, entry.revision = "zebra", 2
    entry.save()
    response = planner.client.get(PUBLISH)
    assert verdict(Page(response)) == "Nothing has changed since version 1."
    assert "zebra" not in response.content.decode()


def elsewhere(page):
    return page.texts("ul", class_="planned-elsewhere")


def test_what_is_planned_in_another_month_now_is_named_until_that_month_is_published(planner, december):
    went, _stays = (EntryFactory(on=SECOND, title=title) for title in ("Cyprus", "Mali"))
    publish()
    assert elsewhere(read(planner)) == []
    Entry.objects.filter(pk=went.pk).update(programme=ProgrammeFactory(month=JANUARY))
    words = [
        "Cyprus is planned in January 2027 now; readers see it on no day until January 2027 is published."
    ]
    page = read(planner)
    assert elsewhere(page) == words
    assert ("January 2027", reverse("publish", args=[JANUARY])) in page.links()
    publish()
    assert elsewhere(read(planner)) == words
    publish(JANUARY)
    assert elsewhere(read(planner)) == []


def test_where_an_entry_went_is_told_to_no_reader(planner, december, client):
    went = EntryFactory(on=SECOND, title="Cyprus")
    publish()
    Entry.objects.filter(pk=went.pk).update(programme=ProgrammeFactory(month=JANUARY), title="zebra")
    assert elsewhere(read(planner)) == [
        "zebra is planned in January 2027 now; readers see it on no day until January 2027 is published."
    ]
    publish()
    for address in [
        reverse("month", args=[DECEMBER]),
        reverse("version", args=[DECEMBER, 2]),
        reverse("changes", args=[DECEMBER]) + "?from=1&to=2",
    ]:
        response = client.get(address)
        assert response.status_code == 200
        assert "zebra" not in response.content.decode()
        assert "is planned in" not in response.content.decode()


def test_what_is_planned_elsewhere_costs_the_same_for_1_and_for_20(planner, december):
    january = ProgrammeFactory(month=JANUARY)
    rows = [EntryFactory(on=SECOND) for _number in range(20)]
    publish()
    costs = []
    for moved in (1, 20):
        Entry.objects.filter(pk__in=[row.pk for row in rows[:moved]]).update(programme=january)
        costs.append(_cost(planner))
    assert costs[0] == costs[1]


# Who is told


def test_who_is_told_and_who_cannot_be(planner, december, bangladesh, uruguay):
    mission = MissionFactory(acronym="FORCE")
    for country in (bangladesh, uruguay):
        ContributionFactory(mission=mission, country=country)
    CouncilTermFactory(country__name_en="Fiji")
    UserFactory(username="dhaka", role="delegation", country=bangladesh, email="dhaka@example.org")
    UserFactory(username="montevideo", role="delegation", country=uruguay, email="")
    EntryFactory(on=SECOND, format=Format.TCC_MEETING, title="Contributors", missions=[mission])
    page = read(planner)
    told = part(page, "told")
    (row,) = [text_of(row) for row in page.elements("tr") if "dhaka" in text_of(row)]
    assert row == "Bangladesh dhaka 1 e-mail Read: Bangladesh, dhaka"
    assert "1 person is told by e-mail" in told
    assert "Uruguay, montevideo: no e-mail address is known" in told
    assert "1 country that it concerns has no account here Fiji" in told
    assert "The notice to Bangladesh (dhaka), as it will read" in told
    response = push(planner)
    assert response.status_code == 302
    assert list(Notice.objects.values_list("to", flat=True)) == ["dhaka@example.org"]
    (message,) = said(response)
    assert "1 person is told by e-mail." in message


# The button


def test_what_the_officer_learns_afterwards(planner, december):
    EntryFactory(on=SECOND)
    response = push(planner, note="As agreed on Friday.")
    assert response["Location"] == DESK
    version = ProgrammeVersion.objects.get()
    assert (version.number, version.note, version.published_by) == (1, "As agreed on Friday.", planner.user)
    page = Page(planner.client.get(DESK))
    (message,) = page.texts("li", class_="message-success")
    assert message == (
        "Version 1 of December 2026 is published. Nobody is told by e-mail. Page · PDF · Calendar feed"
    )
    ways = dict(page.links())
    assert [ways[name] for name in ("Page", "PDF", "Calendar feed")] == [
        reverse(name, args=[DECEMBER]) for name in ("month", "month_pdf", "month_feed")
    ]


def test_the_title_follows_from_the_stage_and_can_be_chosen(planner, december):
    EntryFactory(on=SECOND)
    Programme.objects.update(state=Programme.State.NOT_AGREED)
    (chosen,) = [
        one for one in read(planner).elements("input", name="title_kind") if "checked" in one["attributes"]
    ]
    assert chosen["attributes"]["value"] == "plan"
    push(planner, title_kind="plan")
    push(planner, title_kind="programme")
    assert list(ProgrammeVersion.objects.values_list("number", "title_kind").order_by("number")) == [
        (1, "plan"),
        (2, "programme"),
    ]


def test_a_version_that_changes_nothing_asks_for_a_note_at_its_field(planner, december):
    EntryFactory(on=SECOND)
    publish()
    response = push(planner)
    assert "Nothing has changed since version 1. Say here why it is published again." in part(
        Page(response), "button"
    )
    assert push(planner, note="A page was missing.").status_code == 302
    assert ProgrammeVersion.objects.count() == 2


def test_what_changed_since_the_page_was_opened_is_shown_and_not_published(planner, december):
    entry = EntryFactory(on=SECOND, title="Cyprus")
    publish()
    Entry.objects.filter(pk=entry.pk).update(title="Cyprus (UNFICYP)")
    opened = read(planner)
    EntryFactory(on=SEVENTH, title="Mali")
    response = push(planner, opened, note="Kept words")
    assert response.status_code == 409
    page = Page(response)
    assert since(page) == (
        "The month has changed since you opened this page. Nothing was published; what you typed is still there. "
        "New since then: Mali: new, on Monday 7 December "
        "Look at what is different now, and press the button again."
    )
    assert page.texts("textarea", name="note") == ["Kept words"]
    assert ProgrammeVersion.objects.count() == 1
    assert push(planner, page).status_code == 302
    assert ProgrammeVersion.objects.count() == 2


def test_of_two_officers_at_one_page_the_second_sees_that_it_is_out(planner, admin, december):
    EntryFactory(on=SECOND)
    pages = [read(planner), read(admin)]
    assert push(planner, pages[0]).status_code == 302
    response = push(admin, pages[1])
    assert response.status_code == 409
    page = Page(response)
    assert verdict(page) == "Nothing has changed since version 1."
    version = ProgrammeVersion.objects.get()
    assert since(page) == (
        f"Version 1 was published at {clock_time(version)} by {planner.user} meanwhile. "
        "Nothing was published from this page; what you typed is still there. "
        "Nothing differs from what is published any more: there is nothing left to publish."
    )
    assert push(admin, page).status_code == 200
    assert ProgrammeVersion.objects.count() == 1


def test_what_differs_from_the_version_of_meanwhile_can_still_be_published(planner, admin, december):
    EntryFactory(on=SECOND)
    opened = read(planner)
    push(admin)
    EntryFactory(on=SEVENTH, title="Mali")
    page = Page(push(planner, opened))
    version = ProgrammeVersion.objects.get()
    assert since(page) == (
        f"Version 1 was published at {clock_time(version)} by {admin.user} meanwhile. "
        "Nothing was published from this page; what you typed is still there. "
        "New since then: Mali: new, on Monday 7 December "
        "Look at what is different now, and press the button again."
    )
    assert push(planner, page).status_code == 302


def test_another_title_than_that_of_meanwhile_is_left_to_publish(planner, admin, december):
    EntryFactory(on=SECOND)
    opened = read(planner)
    push(admin)
    page = Page(push(planner, opened, title_kind="plan"))
    assert since(page).endswith("press the button again.")
    assert push(planner, page, title_kind="plan").status_code == 302


def test_a_withdrawal_meanwhile_is_named_as_one(planner, admin, december):
    EntryFactory(on=SECOND)
    publish()
    opened = read(planner)
    admin.client.post(WITHDRAW, {"reason": "A mistake.", "seen": "1"})
    version = ProgrammeVersion.objects.get(number=2)
    assert since(Page(push(planner, opened, note="Again"))).startswith(
        f"The month was withdrawn by version 2 at {clock_time(version)} by {admin.user} meanwhile."
    )


def test_a_version_by_nobody_is_named_without_a_name(planner, december):
    opened = read(planner)
    publish()
    assert since(Page(push(planner, opened))).startswith("Version 1 was published at 4:30 p.m. meanwhile.")


def test_a_change_taken_back_leaves_nothing_to_publish(planner, december):
    entry = EntryFactory(on=SECOND, title="Cyprus")
    publish()
    Entry.objects.filter(pk=entry.pk).update(title="Cyprus (UNFICYP)")
    opened = read(planner)
    Entry.objects.filter(pk=entry.pk).update(title="Cyprus")
    assert since(Page(push(planner, opened))) == (
        "The month has changed since you opened this page. Nothing was published; what you typed is still there. "
        "Nothing differs from what is published any more: there is nothing left to publish."
    )


@pytest.mark.parametrize(
    "typed",
    [
        {"title_kind": "decree"},
        {"title_kind": ""},
        {"note": "x" * 1001},
        {"note": "a\0b"},
        {"seen": "x" * 201},
        {"shown": "x" * 20_001},
        {"seen": ""},
        {"seen": "\0"},
    ],
    ids=str,
)
def test_strange_input_publishes_nothing(planner, december, typed):
    EntryFactory(on=SECOND)
    assert push(planner, **typed).status_code in (200, 409)
    assert not ProgrammeVersion.objects.exists()


def test_a_month_on_record_leads_to_its_desk(planner):
    record(DECEMBER)
    response = planner.client.get(PUBLISH)
    assert (response.status_code, response["Location"]) == (302, DESK)
    assert said(response) == ["December 2026 is on record; nothing is planned in it."]


def test_a_month_nobody_began_has_no_such_page(planner):
    assert planner.client.get(PUBLISH).status_code == 404


# The head of the desk


def about(person):
    (found,) = Page(person.client.get(DESK)).elements("p", class_="month-about")
    return text_of(found)


def test_the_desk_says_how_far_the_month_is_and_leads_to_the_button(planner, december):
    entry = EntryFactory(on=SECOND)
    assert about(planner) == "draft 1 entry"
    assert ("Publish", PUBLISH) in read(planner, DESK).links()
    publish()
    assert about(planner) == "published Version 1, 20 November 2026 as published 1 entry"
    move(entry, SEVENTH)
    EntryFactory(on=SECOND)
    assert about(planner) == "published Version 1, 20 November 2026 2 changes since version 1 2 entries"
    links = read(planner, DESK).links()
    assert ("Publish a revision", PUBLISH) in links
    assert ("2 changes since version 1", f"{PUBLISH}#changes") in links


def test_an_entry_that_left_for_a_neighbour_or_is_gone_counts_as_a_change(planner, december):
    gone, left = EntryFactory(on=SECOND), EntryFactory(on=SECOND)
    EntryFactory(on=SECOND)
    publish()
    gone.delete()
    Entry.objects.filter(pk=left.pk).update(programme=ProgrammeFactory(month=date(2027, 1, 1)))
    assert "2 changes since version 1" in about(planner)
    publish()
    assert "as published" in about(planner)


# What it costs

MOST = 40


@pytest.mark.parametrize("published", [False, True])
def test_it_costs_the_same_at_1_and_at_200_entries(planner, december, bangladesh, published):
    UserFactory(username="dhaka", role="delegation", country=bangladesh, email="dhaka@example.org")
    for number in range(20):
        ContributionFactory(mission=MissionFactory(acronym=f"MISSION-{number}"), country=bangladesh)
    fill(DECEMBER, 1)
    if published:
        publish()
        fill(DECEMBER, 1)
    costs = [_cost(planner)]
    fill(DECEMBER, 199)
    costs.append(_cost(planner))
    if published:
        publish()
        fill(DECEMBER, 199)
        costs.append(_cost(planner))
    assert len(set(costs)) == 1
    assert costs[0] <= MOST


def _cost(planner):
    with CaptureQueriesContext(connection) as queries:
        page = read(planner)
    assert hidden(page)["seen"]
    return len(queries)
