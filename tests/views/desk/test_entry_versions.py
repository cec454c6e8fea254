"""Two planners at once: both versions side by side, chosen field by field; nothing typed is ever lost."""

from datetime import date

import pytest
from django.urls import reverse

from meetings.models import Entry
from meetings.rules.vocabulary import StepKind
from meetings.services.entry_content import content_of
from tests.factories import EntryFactory, MissionFactory, OccasionFactory, ProgrammeFactory, RoomFactory
from tests.people import signed_in
from tests.views.desk.typed import kept, page_of, typed
from tests.views.published import DECEMBER
from tests.views.reading import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def entry():
    ProgrammeFactory(month=DECEMBER)
    RoomFactory(name="Security Council Chamber")
    MissionFactory(acronym="UNIFIL")
    return EntryFactory(
        on=date(2026, 12, 8), title="Before", level="Experts", missions=[MissionFactory(acronym="UNFICYP")]
    )


@pytest.fixture
def address(entry):
    return reverse("entry_edit", args=[entry.uid])


@pytest.fixture
def other(db):
    return signed_in("kim", role="planner", first_name="Kim", last_name="Berg")


def asked(planner, other, address, mine, theirs):
    """Both open the entry; the other saves first, then the planner."""
    shown = page_of(planner.client.get(address))
    assert other.client.post(address, shown | theirs).status_code == 302
    return planner.client.post(address, shown | mine)


def rows(response):
    """By field: who changed it, what each version says, which is chosen already."""
    return {
        row.label: (
            row.difference.by_me,
            row.difference.by_them,
            [version.words for version in row.versions],
            row.difference.taken_by_itself,
        )
        for row in response.context["rows"]
    }


def test_three_ways_at_once(planner, other, entry, address):
    response = asked(
        planner,
        other,
        address,
        {"title": "Mine", "level": "Ministers"},
        {"title": "Theirs", "convener": "France"},
    )
    assert response.status_code == 409
    assert rows(response) == {
        "Title": (True, True, [("Mine",), ("Theirs",)], ""),
        "Level": (True, False, [("Ministers",), ("Experts",)], "mine"),
        "Convened by": (False, True, [("nothing",), ("France",)], "theirs"),
    }
    said = response.content.decode()
    assert "Kim Berg saved another version while you typed" in said
    assert [row.before for row in response.context["rows"]] == [("Before",), ("nothing",), ("Experts",)]
    entry.refresh_from_db()
    assert (entry.title, entry.level, entry.convener) == ("Theirs", "Experts", "France")


def test_what_is_chosen_is_saved_field_by_field(planner, other, entry, address):
    response = asked(
        planner,
        other,
        address,
        {"title": "Mine", "level": "Ministers"},
        {"title": "Theirs", "convener": "France"},
    )
    saved = planner.client.post(address, page_of(response) | {"take-title": "mine"})
    entry.refresh_from_db()
    assert (entry.title, entry.level, entry.convener, entry.revision) == ("Mine", "Ministers", "France", 3)
    assert saved["Location"].endswith("#day-2026-12-08")


def test_a_field_that_both_changed_has_to_be_chosen(planner, other, entry, address):
    response = asked(planner, other, address, {"title": "Mine", "level": "Ministers"}, {"title": "Theirs"})
    before = kept()
    again = planner.client.post(address, page_of(response) | {"take-level": "theirs"})
    assert [(row.label, list(row.errors)) for row in again.context["rows"]] == [
        ("Title", ["Choose one of the two."]),
        ("Level", []),
    ]
    posted = page_of(again)
    assert (posted["take-level"], posted.get("take-title")) == ("theirs", None)
    assert kept() == before
    planner.client.post(address, posted | {"take-title": "theirs"})
    entry.refresh_from_db()
    assert (entry.title, entry.level) == ("Theirs", "Experts")


def test_sittings_missions_and_steps_are_told_in_words(planner, other, entry, address):
    occasion = OccasionFactory(label="UNFICYP renewal")
    mine = {
        "sittings-0-start_kind": "exact",
        "sittings-0-starts_at": "10:00",
        "sittings-0-ends_at": "11:30",
        "sittings-0-room": "Security Council Chamber",
        "steps-0-occasion": str(occasion.uid),
        "steps-0-kind": StepKind.CONTRIBUTORS,
        "missions": ["UNFICYP", "UNIFIL"],
    }
    theirs = {"sittings-0-on": "2026-12-10", "sittings-0-start_kind": "am", "missions": []}
    response = asked(planner, other, address, mine, theirs)
    assert rows(response) == {
        "Missions": (True, True, [("UNFICYP", "UNIFIL"), ("nothing",)], ""),
        "Sittings": (
            True,
            True,
            [("Tuesday 8 December, 10:00–11:30, Security Council Chamber",), ("Thursday 10 December, AM",)],
            "",
        ),
        "Steps it carries": (
            True,
            False,
            [("UNFICYP renewal: Meeting with contributors",), ("nothing",)],
            "mine",
        ),
    }
    chosen = {"take-sittings": "theirs", "take-missions": "mine"}
    planner.client.post(address, page_of(response) | chosen)
    assert [sitting.on for sitting in entry.sittings.all()] == [date(2026, 12, 10)]
    assert [mission.acronym for mission in entry.missions.all()] == ["UNFICYP", "UNIFIL"]
    assert [step.occasion for step in entry.steps.all()] == [occasion]


def test_who_is_overtaken_again_is_asked_again_and_loses_nothing(planner, other, entry, address):
    response = asked(planner, other, address, {"title": "Mine", "level": "Ministers"}, {"title": "Theirs"})
    shown = page_of(other.client.get(address))
    other.client.post(address, shown | {"convener": "France", "level": "Heads of State"})
    again = planner.client.post(address, page_of(response) | {"take-title": "mine"})
    assert again.status_code == 409
    assert rows(again) == {
        "Title": (True, False, [("Mine",), ("Theirs",)], "mine"),
        "Level": (True, True, [("Ministers",), ("Heads of State",)], ""),
        "Convened by": (False, True, [("nothing",), ("France",)], "theirs"),
    }
    planner.client.post(address, page_of(again) | {"take-level": "theirs"})
    entry.refresh_from_db()
    assert (entry.title, entry.level, entry.convener) == ("Mine", "Heads of State", "France")


def test_who_wants_the_same_is_told_that_it_is_done(planner, other, entry, address):
    response = asked(planner, other, address, {"title": "Same"}, {"title": "Same"})
    assert said(response) == ["Somebody else has saved the same meanwhile."]
    entry.refresh_from_db()
    assert (entry.title, entry.revision) == ("Same", 2)


def test_what_cannot_stand_together_comes_back_to_the_form(planner, other, entry, address):
    """Mine sits on Tuesday; theirs names a mission that closes before: each alone is sound."""
    MissionFactory(acronym="UNMIL", closed_on=date(2026, 12, 3))
    response = asked(
        planner,
        other,
        address,
        {"title": "Mine", "sittings-0-on": "2026-12-09"},
        {"sittings-0-on": "2026-12-02", "missions": ["UNMIL"]},
    )
    again = planner.client.post(address, page_of(response) | {"take-sittings": "mine"})
    assert again.status_code == 200
    assert again.context["input"].form.errors == {
        "missions": ["UNMIL closed on 3 December 2026, before 9 December 2026."]
    }
    posted = page_of(again)
    assert (posted["title"], posted["sittings-0-on"], posted["missions"]) == ("Mine", "2026-12-09", ["UNMIL"])
    planner.client.post(address, posted | {"missions": ["UNFICYP"]})
    entry.refresh_from_db()
    assert (entry.title, entry.revision) == ("Mine", 3)


def test_a_page_that_does_not_know_what_was_seen_lets_everything_be_chosen(planner, other, entry, address):
    given = typed(
        title="Mine", sittings=[{"on": "2026-12-08"}], missions=["UNFICYP"], level="Experts", seen=9
    )
    response = planner.client.post(address, given)
    assert rows(response) == {"Title": (None, None, [("Mine",), ("Before",)], "")}


@pytest.mark.parametrize(
    ("seen", "status"), [("", 409), ("x", 200), ("-1", 200), ("\0", 200), ("99999999999999999999", 409)]
)
def test_a_revision_that_none_has_overwrites_nothing(planner, entry, address, seen, status):
    before = content_of(entry)
    response = planner.client.post(address, typed(title="Mine", seen=seen, saw="not signed"))
    assert response.status_code == status
    assert content_of(Entry.objects.with_parts().get()) == before


@pytest.mark.parametrize("name", ["saw", "mine", "theirs", "seen"])
def test_a_page_that_was_tampered_with_overwrites_nothing(planner, other, entry, address, name):
    """What stood there before is told to be read alone: without it, what was chosen is saved all the same."""
    response = asked(planner, other, address, {"title": "Mine"}, {"title": "Theirs"})
    posted = page_of(response) | {"take-title": "mine", name: "tampered"}
    assert planner.client.post(address, posted).status_code == (302 if name == "saw" else 200)
    entry.refresh_from_db()
    assert entry.title == ("Mine" if name == "saw" else "Theirs")


def test_what_stands_on_the_page_is_not_lost_when_the_entry_goes(planner, other, entry, address):
    response = asked(planner, other, address, {"title": "Mine"}, {"title": "Theirs"})
    other.client.post(reverse("entry_remove", args=[entry.uid]), {"seen": 2, "what": "remove"})
    gone = planner.client.post(address, page_of(response) | {"take-title": "mine"})
    assert (gone.status_code, page_of(gone)["title"]) == (409, "Mine")
