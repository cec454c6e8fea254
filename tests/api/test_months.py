"""Months, their versions and differences: what was published, and nothing else."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.models import Programme, ProgrammeVersion
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from tests.api.asking import OCTOBER, ask, something_for_everyone, told
from tests.factories import EntryFactory, PresidencyFactory, RoomFactory, SittingFactory
from tests.views.published import AT, DECEMBER, held, publish
from tests.views.reading import Page

pytestmark = pytest.mark.django_db

JANUARY = date(2027, 1, 1)


@pytest.fixture
def everything(bangladesh):
    return something_for_everyone(bangladesh)


def test_months_are_those_published_and_on_record(everything, planner, visitor):
    """No draft is among them, not even for who plans it."""
    lines = told(visitor, "/months")["items"]
    assert lines == [
        {
            "month": "2026-12",
            "state": "published",
            "title_kind": "programme",
            "version": 2,
            "published_at": "2026-11-20T16:30:00-05:00",
            "is_sample": False,
        },
        {
            "month": "2026-10",
            "state": "record",
            "title_kind": None,
            "version": None,
            "published_at": None,
            "is_sample": False,
        },
    ]
    assert told(planner, "/months")["items"] == lines


def test_a_draft_is_not_there_even_for_planners(everything, planner):
    assert Programme.objects.filter(month=date(2027, 2, 1)).exists()
    for address in ("", "/versions", "/versions/1", "/differences"):
        told(planner, f"/months/2027-02{address}", 404)


def test_a_withdrawn_month_says_so(everything, visitor):
    version = ProgrammeVersion.objects.get(number=2)
    ProgrammeVersion.objects.bulk_create(
        [
            ProgrammeVersion(
                programme=version.programme,
                number=3,
                content=version.content,
                digest="3",
                published_at=AT,
                withdraws=True,
            )
        ]
    )
    assert told(visitor, "/months")["items"][0]["state"] == "withdrawn"
    assert told(visitor, "/months/2026-12")["state"] == "withdrawn"
    assert told(visitor, "/months/2026-12/versions/3")["withdraws"] is True


def test_an_entry_is_told_in_full(visitor):
    entry = EntryFactory(
        title="The situation in Cyprus",
        format=Format.PRIVATE_MEETING,
        agenda="One\nTwo",
        openness=Openness.CLOSED,
        status=EntryStatus.CONFIRMED,
        briefers="A briefer",
        internal_note="Not for anybody.",
        source_url="https://example.org/",
        verified=False,
    )
    room = RoomFactory(name="Security Council Chamber")
    SittingFactory(entry=entry, on=date(2026, 12, 8), starts_at=time(15), ends_at=time(18, 30), room=room)
    publish()
    (told_entry,) = told(visitor, "/months/2026-12")["entries"]
    assert told_entry == {
        "uid": str(entry.uid),
        "month": "2026-12",
        "format": "private_meeting",
        "title": "The situation in Cyprus",
        "agenda": ["One", "Two"],
        "missions": [],
        "sittings": [
            {
                "on": "2026-12-08",
                "start_kind": "exact",
                "starts_at": "15:00",
                "ends_at": "18:30",
                "room": "Security Council Chamber",
                "position": 0,
                "resumption": 0,
            }
        ],
        "openness": "closed",
        "status": "confirmed",
        "convener": "",
        "level": "",
        "briefers": "A briefer",
        "footnote": "",
        "documents": "",
        "meeting_number": "",
        "outcome": "",
        "vote": "",
        "revised": False,
        "verified": False,
    }


def test_a_month_says_what_its_page_says(everything, visitor):
    """Entries and their days, the margin, and who presides."""
    month = told(visitor, "/months/2026-12")
    page = Page(visitor.client.get(reverse("month_list", args=[DECEMBER])))
    said = " ".join(page.texts("main"))
    assert [entry["title"] for entry in month["entries"]] == [
        "Meeting with contributors",
        "UNFICYP",
        "The situation in the Middle East",
    ]
    assert [entry["title"] for entry in month["entries"] if entry["title"] not in said] == []
    assert [entry["revised"] for entry in month["entries"]] == [False, True, False]
    assert {(line["kind"], line["on"], line["what"]) for line in month["margin"]} == {
        ("mandate_end", "2026-12-31", "UNFICYP"),
        ("report_due", "2026-12-01", "UNFICYP"),
    }
    assert month["presidency"] == {"country": {"code": "LBR", "name": "Liberia"}, "verified": True}
    assert month["note"] == "Consultations moved."


def test_names_of_countries_are_in_the_language_asked_for(visitor, bangladesh):
    PresidencyFactory(month=DECEMBER, country=bangladesh)
    EntryFactory(on=DECEMBER)
    publish()
    asked = {"ar": "بنغلاديش", "en": "Bangladesh", "zh-hans": "孟加拉国"}
    for address in ("/months/2026-12", "/months/2026-12/versions/1"):
        names = {
            language: ask(visitor, address, accept_language=language).json()["presidency"]["country"]["name"]
            for language in asked
        }
        assert names == asked


def test_what_was_published_last_in_another_month_counts_there(visitor):
    """As on the page: until December is revised, its version still holds what January took over."""
    entry = EntryFactory(on=date(2026, 12, 17), title="Moved on")
    stays = EntryFactory(on=date(2026, 12, 3), title="Stays")
    publish()
    entry.programme = Programme.objects.create(month=JANUARY)
    entry.save()
    entry.sittings.update(on=date(2027, 1, 12))
    publish(JANUARY)
    assert [one["title"] for one in told(visitor, "/months/2026-12")["entries"]] == [stays.title]
    assert [one["title"] for one in told(visitor, "/months/2027-01")["entries"]] == [entry.title]
    frozen = told(visitor, "/months/2026-12/versions/1")["entries"]
    assert [one["title"] for one in frozen] == [entry.title, stays.title]


def test_a_month_on_record_says_what_was_held(visitor):
    held(OCTOBER, 3)
    month = told(visitor, "/months/2026-10")
    assert (month["state"], month["version"]) == ("record", None)
    assert [entry["status"] for entry in month["entries"]] == ["held"] * 3
    told(visitor, "/months/2026-10/versions", 404)
    told(visitor, "/months/2026-10/differences", 404)


def test_versions_are_told_as_they_were(everything, visitor):
    versions = told(visitor, "/months/2026-12/versions")
    assert [(one["number"], one["note"]) for one in versions["items"]] == [
        (2, "Consultations moved."),
        (1, "As adopted."),
    ]
    days = {
        number: [
            entry["sittings"][0]["on"]
            for entry in told(visitor, f"/months/2026-12/versions/{number}")["entries"]
            if entry["sittings"]
        ]
        for number in (1, 2)
    }
    assert days == {1: ["2026-12-10", "2026-12-15"], 2: ["2026-12-10", "2026-12-16"]}
    assert "published_by" not in versions["items"][0]


def test_a_difference_names_the_fields_before_and_after(everything, visitor):
    answer = told(visitor, "/months/2026-12/differences")
    assert (answer["from_version"], answer["to_version"]) == (1, 2)
    (change,) = answer["changes"]
    assert (change["kind"], change["after"]["title"]) == ("moved", "UNFICYP")
    start = {"start_kind": "exact", "starts_at": "10:00", "resumption": 0}
    assert change["fields"] == [
        {"name": "when", "before": [{"on": "2026-12-15", **start}], "after": [{"on": "2026-12-16", **start}]}
    ]
    assert told(visitor, "/months/2026-12/differences?from=1&to=2") == answer
    assert told(visitor, "/months/2026-12/differences?to=2") == answer


def test_the_first_version_is_compared_with_nothing(everything, visitor):
    answer = told(visitor, "/months/2026-12/differences?to=1")
    assert (answer["from_version"], answer["to_version"]) == (None, 1)
    assert [(change["kind"], change["before"]) for change in answer["changes"]] == [("added", None)] * 3


def test_what_came_first_may_stand_second(everything, visitor):
    answer = told(visitor, "/months/2026-12/differences?from=2&to=1")
    assert (answer["from_version"], answer["to_version"]) == (2, 1)
    (field,) = answer["changes"][0]["fields"]
    assert (field["before"][0]["on"], field["after"][0]["on"]) == ("2026-12-16", "2026-12-15")
    assert told(visitor, "/months/2026-12/differences?from=2&to=2")["changes"] == []


@pytest.mark.parametrize("asked", ["from=3", "to=3", "from=1&to=3"])
def test_what_was_never_published_is_compared_with_nothing_and_nowhere(everything, visitor, asked):
    told(visitor, f"/months/2026-12/differences?{asked}", 404)


def test_every_field_that_can_differ_is_told(visitor):
    """Texts, lists, rooms, ends and months: each in a form that the description knows."""
    room = RoomFactory(name="Consultations Room")
    entry = EntryFactory(on=date(2026, 12, 8), sitting__starts_at=time(10))
    undated = EntryFactory(title="Undated")
    publish()
    entry.title, entry.agenda, entry.status = "Another", "One\nTwo", EntryStatus.CONFIRMED
    entry.save()
    entry.sittings.update(room=room, ends_at=time(13))
    undated.sittings.create(on=date(2026, 12, 9), start_kind=StartKind.MORNING)
    publish()
    changes = {one["after"]["title"]: one for one in told(visitor, "/months/2026-12/differences")["changes"]}
    fields = {one["name"]: (one["before"], one["after"]) for one in changes["Another"]["fields"]}
    assert fields == {
        "rooms": ([], ["Consultations Room"]),
        "ends": ([], ["13:00"]),
        "title": (fields["title"][0], "Another"),
        "status": ("tentative", "confirmed"),
        "agenda": ([], ["One", "Two"]),
    }
    (when,) = changes["Undated"]["fields"]
    start = {"on": "2026-12-09", "start_kind": "am", "starts_at": None, "resumption": 0}
    assert (when["name"], when["before"], when["after"]) == ("when", [], [start])
