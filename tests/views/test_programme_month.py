"""What the month's page says, to whom."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import Entry, Programme, ProgrammeVersion, Sitting
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from meetings.services.publishing.withdraw_programme import withdraw_programme
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    PresidencyFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
    SittingFactory,
)
from tests.views.published import AT, DECEMBER, held, publish, record
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

FOURTH = date(2026, 12, 4)


def read(client, name="month", month=DECEMBER):
    response = client.get(reverse(name, args=[month]))
    assert response.status_code == 200
    return Page(response)


def withdraw(note):
    """A version that takes the month back, as the planner's button writes it."""
    programme = Programme.objects.get(month=DECEMBER)
    latest = programme.versions.order_by("-number")[0]
    withdraw_programme(programme=programme, seen=latest.number, reason=note, actor=None, now=AT)


def the_entry(page):
    """The one line of the programme on a page."""
    (text,) = page.texts("li", class_="entry")
    return text


def test_the_head_says_what_month_this_is_and_how_sure(visitor):
    ProgrammeFactory(month=DECEMBER, is_sample=True)
    PresidencyFactory(month=DECEMBER, country=CountryFactory(name_en="Denmark"), verified=False)
    publish(note="Members agreed on 20 November.")
    publish(note="The second meeting moved.")
    page = read(visitor.client)
    assert page.texts("p", class_="kicker") == ["Provisional programme of work"]
    assert page.texts("h1") == ["December 2026 Sample: made up to show the software"]
    assert page.texts("p", class_="month-about") == [
        "President: Denmark by rotation, not verified Version 2, published 20 November 2026, 4:30 p.m. 0 entries"
    ]
    assert page.texts("p", class_="subtitle") == ["The second meeting moved."]
    assert "The programme is provisional" in page.texts("p", class_="standing")[0]


def test_a_programme_not_agreed_is_called_a_plan(visitor):
    publish()
    assert read(visitor.client).texts("p", class_="subtitle") == []
    publish(title_kind=ProgrammeVersion.Title.PLAN, note="By the presidency.")
    page = read(visitor.client)
    assert page.texts("p", class_="kicker") == ["Plan of work"]
    assert page.texts("p", class_="subtitle") == [
        "By the presidency.",
        "Members of the Council did not agree on a programme of work for this month. "
        "This is the plan of work of the presidency.",
    ]


@pytest.mark.parametrize("name", ["month", "month_list", "month_print"])
def test_a_withdrawn_month_says_so_first_and_strikes_its_entries_through(visitor, name):
    EntryFactory(on=FOURTH, title="Syria")
    publish(note="As agreed.")
    assert read(visitor.client, name).elements("div", class_="month-withdrawn") == []
    withdraw("To be issued anew.")
    page = read(visitor.client, name)
    assert page.texts("div", class_="month-withdrawn") == [
        "Withdrawn on 20 November 2026, 4:30 p.m. Nothing of what was published for this month stands any more. "
        "It is struck through below. To be issued anew."
    ]
    assert page.texts("p", class_="subtitle") == []
    assert page.texts("p", class_="month-about") == [
        "Version 2, published 20 November 2026, 4:30 p.m. 1 entry"
    ]
    assert page.texts("s") == ["Syria"]


def test_a_revision_says_how_much_it_revised_marks_it_and_leads_to_it(visitor):
    EntryFactory(on=FOURTH, title="Syria")
    moved = EntryFactory(on=FOURTH, title="Libya")
    publish()
    assert "revised" not in read(visitor.client).texts("p", class_="month-about")[0]
    Sitting.objects.filter(entry=moved).update(on=date(2026, 12, 9))
    publish()
    page = read(visitor.client)
    assert page.texts("p", class_="month-about")[0].endswith("2 entries 1 entry revised in this version")
    assert page.texts("p", class_="entry-title") == ["Syria tentative", "Libya tentative revised"]
    changes = reverse("changes", args=[DECEMBER])
    assert page.links(href=f"{changes}?from=1&to=2") == [
        ("1 entry revised in this version", f"{changes}?from=1&to=2"),
        ("What changed", f"{changes}?from=1&to=2"),
    ]


@pytest.mark.parametrize("name", ["month", "month_list"])
def test_the_month_is_offered_in_other_forms(visitor, name):
    publish()
    page = read(visitor.client, name)
    assert page.texts("ul", class_="month-offers") == [
        "PDF Calendar feed CSV Excel Tentative forecast All versions"
    ]
    offered = {
        "PDF": reverse("month_pdf", args=[DECEMBER]),
        "Calendar feed": reverse("month_feed", args=[DECEMBER]),
        "CSV": reverse("month_table", args=[DECEMBER, "csv"]),
        "Excel": reverse("month_table", args=[DECEMBER, "xlsx"]),
        "All versions": reverse("versions", args=[DECEMBER]),
    }
    assert offered.items() <= set(page.links())
    for address in offered.values():
        assert visitor.client.get(address).status_code == 200


def test_the_record_and_the_paper_offer_nothing(visitor):
    publish()
    held(date(2026, 4, 1), 1)
    assert read(visitor.client, "month_print").elements("ul", class_="month-offers") == []
    assert read(visitor.client, month=date(2026, 4, 1)).elements("ul", class_="month-offers") == []


def test_a_record_is_called_a_record_and_says_how_it_was_read(visitor):
    record(date(2019, 11, 1))
    EntryFactory(on=date(2019, 11, 5), status=EntryStatus.HELD)
    page = read(visitor.client, month=date(2019, 11, 1))
    assert page.texts("p", class_="kicker") == ["Record of meetings held"]
    assert page.texts("p", class_="standing") == [
        "What the Council held, as read in public sources. Days are days in New York."
    ]


def test_a_record_tells_what_was_held_from_what_was_planned(visitor):
    november = date(2019, 11, 1)
    programme = record(november)
    EntryFactory(on=date(2019, 11, 5), format=Format.TCC_MEETING, status=EntryStatus.HELD)
    EntryFactory(programme=programme, on=None, status=EntryStatus.TENTATIVE)
    page = read(visitor.client, month=november)
    assert page.texts("dt", class_="label") == ["Contributors heard"]
    assert "Planned, no date read" in page.texts("h2")
    assert "whether it was held was not read" in page.texts("p", class_="standing")[0]


def test_an_entry_as_the_calendar_prints_it(visitor):
    entry = EntryFactory(
        on=FOURTH,
        format=Format.CONSULTATIONS,
        openness=Openness.CLOSED,
        status=EntryStatus.CONFIRMED,
        title="The situation in Libya",
        agenda="UNSMIL\nOther matters",
        documents="S/2026/812",
        footnote="Date to be confirmed.",
        missions=[MissionFactory(acronym="UNSMIL")],
        sitting__starts_at=time(10),
        sitting__room=RoomFactory(name="Consultations Room"),
    )
    publish()
    page = read(visitor.client)
    assert the_entry(page) == (
        "10 a.m. Consultations (closed) The situation in Libya 1 UNSMIL Other matters S/2026/812 "
        "Consultations Room UNSMIL"
    )
    assert ("UNSMIL", reverse("mission", args=["UNSMIL"])) in page.links()
    assert page.elements("time", datetime="2026-12-04T10:00")
    assert page.texts("li", id="note-1") == [entry.footnote]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"status": EntryStatus.TENTATIVE}, "Briefing Syria tentative"),
        ({"status": EntryStatus.CONFIRMED}, "Briefing Syria"),
        ({"status": EntryStatus.CANCELLED}, "Briefing Syria cancelled"),
        ({"status": EntryStatus.POSTPONED}, "Briefing Syria postponed"),
        ({"status": EntryStatus.CONFIRMED, "verified": False}, "Briefing Syria not verified"),
        ({"status": EntryStatus.CONFIRMED, "format": Format.TCC_MEETING}, "TCC/PCC meeting Syria"),
        (
            {"status": EntryStatus.HELD, "outcome": "S/RES/2808 (2025)", "vote": "15-0-0"},
            "Briefing Syria S/RES/2808 (2025), 15-0-0",
        ),
        (
            {"status": EntryStatus.CONFIRMED, "sitting__start_kind": StartKind.AFTER_PREVIOUS},
            "followed by Briefing Syria",
        ),
        ({"status": EntryStatus.CONFIRMED, "sitting__resumption": 1}, "Briefing Syria resumed"),
    ],
)
def test_marks_are_words(visitor, values, expected):
    EntryFactory(on=FOURTH, title="Syria", **values)
    publish()
    assert the_entry(read(visitor.client)) == expected


def test_what_is_off_is_struck(visitor):
    EntryFactory(on=FOURTH, title="Syria", status=EntryStatus.CANCELLED)
    publish()
    assert read(visitor.client).texts("s") == ["Syria"]


def test_a_title_that_names_the_mission_is_the_link_to_it(visitor):
    EntryFactory(
        on=FOURTH, title="UNDOF", format=Format.TCC_MEETING, missions=[MissionFactory(acronym="UNDOF")]
    )
    publish()
    page = read(visitor.client)
    assert the_entry(page) == "TCC/PCC meeting UNDOF tentative"
    assert ("UNDOF", reverse("mission", args=["UNDOF"])) in page.links()


def test_undated_entries_stand_below_the_grid(visitor):
    EntryFactory(title="Ukraine")
    publish()
    page = read(visitor.client)
    assert "May be taken up, no date set" in page.texts("h2")
    assert the_entry(page) == "Briefing Ukraine tentative"


def test_a_sitting_in_another_month_is_named_with_its_day(visitor):
    SittingFactory(
        entry=EntryFactory(on=date(2026, 12, 31), title="Syria"), on=date(2027, 1, 4), resumption=1
    )
    publish()
    page = read(visitor.client)
    assert "On days of other months" in page.texts("h2")
    assert page.texts("li", class_="entry")[1] == "4 January 2027 Briefing Syria tentative resumed"


def test_the_margin_of_a_day(visitor):
    undof, unisfa = MissionFactory(acronym="UNDOF"), MissionFactory(acronym="UNISFA")
    MandateFactory(
        mission=undof, decision__symbol="S/RES/2782 (2025)", ends=date(2026, 12, 31), verified=False
    )
    MandateFactory(mission=unisfa, decision__symbol="S/RES/2802 (2025)", ends=date(2026, 11, 13))
    ReportFactory(symbol="S/2026/901", due_on=date(2026, 12, 1), missions=[undof])
    HolidayFactory(on=date(2026, 12, 25), name="Christmas Day")
    record(date(2026, 11, 1))
    EntryFactory(on=date(2026, 11, 3), status=EntryStatus.HELD)
    publish()
    assert read(visitor.client).texts("li", class_="margin") == [
        "Report due: UNDOF S/2026/901",
        "Christmas Day",
        "UNDOF mandate ends S/RES/2782 (2025) not verified",
    ]
    assert read(visitor.client, month=date(2026, 11, 1)).texts("li", class_="margin") == [
        "UNISFA mandate end passed; no later decision recorded S/RES/2802 (2025)"
    ]


def test_the_head_names_what_ends_what_is_due_and_who_is_heard(visitor):
    undof = MissionFactory(acronym="UNDOF")
    MandateFactory(mission=undof, ends=date(2026, 12, 31))
    ReportFactory(due_on=date(2026, 12, 1), missions=[undof])
    EntryFactory(on=FOURTH, format=Format.TCC_MEETING, missions=[undof])
    EntryFactory(on=FOURTH, format=Format.TCC_MEETING, title="off", status=EntryStatus.CANCELLED)
    publish()
    page = read(visitor.client)
    assert page.texts("dt", class_="label") == [
        "Mandates that end",
        "Reports due",
        "Contributors to be heard",
    ]
    assert page.texts("dd") == ["UNDOF 31 Dec", "UNDOF 1 Dec", "UNDOF 4 Dec"]
    anchors = {address for _text, address in page.links() if (address or "").startswith("#day")}
    assert all(page.elements("td", id=anchor[1:]) for anchor in anchors)


def test_every_day_of_the_working_week_has_an_anchor(visitor):
    publish()
    days = [
        one["attributes"]["id"] for one in read(visitor.client).elements("td") if "id" in one["attributes"]
    ]
    assert days[:4] == ["day-2026-12-01", "day-2026-12-02", "day-2026-12-03", "day-2026-12-04"]
    assert len(days) == 23


def test_the_list_says_more_of_each_entry(visitor):
    EntryFactory(
        on=FOURTH,
        format=Format.ARRIA,
        title="Climate and security",
        convener="Denmark",
        level="Ministerial",
        briefers="Under-Secretary-General for Peace Operations",
        sitting__starts_at=time(15),
    )
    publish()
    page = read(visitor.client, "month_list")
    assert page.texts("li", class_="list-entry") == [
        "3 p.m. Arria-formula meeting Climate and security tentative Convened by Denmark Level Ministerial "
        "Briefers Under-Secretary-General for Peace Operations"
    ]
    assert "Friday 4 December" in page.texts("h2")


def test_the_print_has_the_month_and_no_navigation(visitor):
    EntryFactory(on=FOURTH, title="Syria")
    publish()
    page = read(visitor.client, "month_print")
    assert the_entry(page) == "Briefing Syria tentative"
    assert page.elements("nav") == []


def test_the_month_before_and_after_are_one_step_away(visitor):
    publish()
    page = read(visitor.client)
    assert page.links(rel="prev") == [("November 2026", "/programme/2026-11/")]
    assert page.links(rel="next") == [("January 2027", "/programme/2027-01/")]
    assert [text for text, _address in page.links(**{"aria-current": "page"})] == ["Calendar"]


@pytest.mark.parametrize(("month", "rel"), [(date(2000, 1, 1), "prev"), (date(2099, 12, 1), "next")])
def test_the_months_with_an_address_have_two_ends(visitor, month, rel):
    assert read(visitor.client, month=month).links(rel=rel) == []


def test_months_before_the_record_are_not_found(visitor):
    assert visitor.client.get("/programme/1999-12/").status_code == 404


def test_an_empty_month_says_so_and_shows_the_way(visitor):
    held(date(2026, 4, 1), 1)
    publish()
    MandateFactory(mission=MissionFactory(acronym="UNMIK"), ends=date(2026, 8, 31))
    page = read(visitor.client, month=date(2026, 8, 1))
    assert page.texts("div", class_="empty") == [
        "Nothing has been published for August 2026, and no meetings of that month are on record here. "
        "Tentative forecast for August 2026 The nearest months with something to show: April 2026 December 2026"
    ]
    assert page.texts("li", class_="margin")[0].startswith("UNMIK mandate end passed")


def test_a_month_of_which_nothing_was_read_says_why(visitor):
    ProgrammeFactory(month=date(2026, 8, 1), state="record", note="Not read yet.")
    assert "Not read yet." in read(visitor.client, month=date(2026, 8, 1)).texts("p")


@pytest.mark.parametrize("name", ["month", "month_list", "month_print"])
@pytest.mark.parametrize(
    "who", ["visitor", "delegation_of_bangladesh", "delegation_of_uruguay", "planner", "admin"]
)
def test_a_draft_shows_to_nobody_here(request, who, name):
    EntryFactory(on=FOURTH, title="published-word", internal_note="internal-word")
    publish()
    EntryFactory(on=FOURTH, title="draft-word")
    EntryFactory(on=date(2027, 1, 5), title="draft-word")
    client = request.getfixturevalue(who).client
    for month in (DECEMBER, date(2027, 1, 1)):
        page = client.get(reverse(name, args=[month])).content.decode()
        assert "draft-word" not in page
        assert "internal-word" not in page
        assert ("published-word" in page) == (month == DECEMBER)


def test_a_later_change_of_the_draft_does_not_move_what_was_published(visitor):
    EntryFactory(on=FOURTH, title="Syria")
    publish()
    Sitting.objects.update(on=date(2026, 12, 9))
    Entry.objects.update(title="changed")
    page = read(visitor.client, "month_list")
    assert page.texts("h2")[0] == "Friday 4 December"
    assert page.texts("p", class_="entry-title") == ["Syria tentative"]
