"""Bad input: the message stands at its field, what was typed stays, and nothing is saved."""

from datetime import date, time

import pytest
from django.urls import reverse

from meetings.rules.vocabulary import EntryStatus, StartKind
from tests.factories import EntryFactory, MissionFactory, OccasionFactory, ProgrammeFactory, RoomFactory
from tests.views.desk.typed import kept, page_of, typed
from tests.views.published import DECEMBER

pytestmark = pytest.mark.django_db

TUESDAY = {"on": "2026-12-08"}


@pytest.fixture
def december():
    RoomFactory(name="Security Council Chamber", short_name="Chamber")
    MissionFactory(acronym="UNFICYP")
    MissionFactory(acronym="UNMIL", closed_on=date(2018, 3, 30))
    return ProgrammeFactory(month=DECEMBER)


def at(field):
    """Where a message is looked for: a field of the entry, or ``sittings-0-on`` and the like."""

    def find(page):
        parts = field.split("-")
        if len(parts) == 1:
            return page.form.errors.get(field, [])
        rows = {"sittings": page.sittings, "steps": page.steps}[parts[0]]
        return rows.forms[int(parts[1])].errors.get(parts[2], [])

    return find


BAD = {
    "an end before the start": (
        {"sittings": [TUESDAY | {"start_kind": "exact", "starts_at": "11:00", "ends_at": "10:00"}]},
        "sittings-0-ends_at",
        "It has to end after it starts.",
    ),
    "an end at the start": (
        {"sittings": [TUESDAY | {"start_kind": "exact", "starts_at": "11:00", "ends_at": "11:00"}]},
        "sittings-0-ends_at",
        "It has to end after it starts.",
    ),
    "an end without a start": (
        {"sittings": [TUESDAY | {"start_kind": "am", "ends_at": "11:00"}]},
        "sittings-0-ends_at",
        "An end needs an exact start.",
    ),
    "an exact start without a time": (
        {"sittings": [TUESDAY | {"start_kind": "exact"}]},
        "sittings-0-starts_at",
        "An exact start needs a time.",
    ),
    "a time beside a half of the day": (
        {"sittings": [TUESDAY | {"start_kind": "pm", "starts_at": "15:00"}]},
        "sittings-0-starts_at",
        "Only an exact start has a time. Choose “exact time”, or empty this.",
    ),
    "no time at all": (
        {"sittings": [TUESDAY | {"start_kind": "exact", "starts_at": "25:61"}]},
        "sittings-0-starts_at",
        "Enter a valid time.",
    ),
    "a start of no kind": (
        {"sittings": [TUESDAY | {"start_kind": "noon"}]},
        "sittings-0-start_kind",
        "Select a valid choice. noon is not one of the available choices.",
    ),
    "a day after the month": (
        {"sittings": [{"on": "2027-01-05"}]},
        "sittings-0-on",
        "5 January 2027 is not in December 2026. The first sitting has to be; a later one may be in the month after.",
    ),
    "a day before the month": (
        {"sittings": [{"on": "2026-11-30"}, TUESDAY]},
        "sittings-0-on",
        "30 November 2026 is not in December 2026. "
        "The first sitting has to be; a later one may be in the month after.",
    ),
    "a day long after": (
        {"sittings": [TUESDAY, {"on": "2027-02-01"}]},
        "sittings-1-on",
        "It can be resumed until 31 January 2027.",
    ),
    "a day that does not exist": (
        {"sittings": [{"on": "2026-12-32"}]},
        "sittings-0-on",
        "Enter a valid date.",
    ),
    "a day of another age": ({"sittings": [{"on": "0001-01-01"}]}, "sittings-0-on", None),
    "a room without a day": (
        {"sittings": [{"room": "Chamber"}]},
        "sittings-0-on",
        "Say which day, or empty the row.",
    ),
    "a room that nobody knows": (
        {"sittings": [TUESDAY | {"room": "Chamber of Horrors"}]},
        "sittings-0-room",
        "No room is called “Chamber of Horrors”. Choose one of the list.",
    ),
    "the same sitting twice": (
        {"sittings": [TUESDAY | {"start_kind": "am"}, TUESDAY | {"start_kind": "am"}]},
        "sittings-1-on",
        "This sitting is here twice. One that resumes needs another time.",
    ),
    "a mission that is closed": (
        {"sittings": [TUESDAY], "missions": ["UNMIL"]},
        "missions",
        "UNMIL closed on 30 March 2018, before 8 December 2026.",
    ),
    "a closed mission of an undated line": (
        {"missions": ["UNFICYP", "UNMIL"]},
        "missions",
        "UNMIL closed on 30 March 2018, before 1 December 2026.",
    ),
    "a mission that nobody knows": ({"missions": ["UNMARS"]}, "missions", "No mission is called UNMARS."),
    "no title": ({"title": "  "}, "title", "This field is required."),
    "a title too long": (
        {"title": "x" * 301},
        "title",
        "Ensure this value has at most 300 characters (it has 301).",
    ),
    "a title that ends early": ({"title": "a\0b"}, "title", "Null characters are not allowed."),
    "no format": ({"format": ""}, "format", "This field is required."),
    "a format that nobody knows": (
        {"format": "seance"},
        "format",
        "Select a valid choice. seance is not one of the available choices.",
    ),
    "a meeting that is to be held by wish": (
        {"status": "held"},
        "status",
        "Select a valid choice. held is not one of the available choices.",
    ),
    "an agenda sent on no day": (
        {"agenda_sent_on": "soon"},
        "agenda_sent_on",
        "Enter a valid date.",
    ),
    "a step of no occasion": (
        {"steps": [{"kind": "T"}]},
        "steps-0-occasion",
        "Say which occasion it is a step of.",
    ),
    "an occasion that nobody knows": (
        {"steps": [{"kind": "T", "occasion": "11111111-1111-4111-8111-111111111111"}]},
        "steps-0-occasion",
        "Select a valid choice. 11111111-1111-4111-8111-111111111111 is not one of the available choices.",
    ),
    "an occasion that is no occasion": (
        {"steps": [{"kind": "T", "occasion": "<b>"}]},
        "steps-0-occasion",
        "Select a valid choice. <b> is not one of the available choices.",
    ),
}


@pytest.mark.parametrize(("given", "field", "message"), BAD.values(), ids=BAD)
class TestEveryMistake:
    def test_of_a_new_entry(self, planner, december, given, field, message):
        before = kept()
        response = planner.client.post(reverse("entry_add", args=[DECEMBER]), typed(**given))
        self.check(response, given, field, message)
        assert kept() == before

    def test_of_one_that_is_there(self, planner, december, given, field, message):
        entry = EntryFactory(on=date(2026, 12, 9), title="Before")
        before = kept()
        response = planner.client.post(
            reverse("entry_edit", args=[entry.uid]), typed(**given, seen=entry.revision)
        )
        self.check(response, given, field, message)
        entry.refresh_from_db()
        assert kept() == before
        assert (entry.title, entry.revision) == ("Before", 1)

    def check(self, response, given, field, message):
        assert response.status_code == 200
        page, said = response.context["input"], response.content.decode()
        found = list(at(field)(page))
        assert found == [message] if message else found
        assert page.has_errors
        assert "Nothing was saved yet" in said
        again = page_of(response)
        wanted = {name: value for name, value in typed(**given).items() if not name.endswith("_FORMS")}
        if "Select a valid choice" in found[0]:
            del wanted[field]  # a list cannot show what it does not have
        assert {name: again.get(name, "") for name in wanted} == wanted


def test_a_message_is_told_to_who_cannot_see_it(planner, december):
    given = typed(sittings=[TUESDAY | {"room": "Nowhere"}], title="")
    said = planner.client.post(reverse("entry_add", args=[DECEMBER]), given).content.decode()
    for name in ("id_title", "id_sittings-0-room"):
        assert f'aria-describedby="{name}_error"' in said
        assert f'id="{name}_error"' in said


class TestARoomThatIsTaken:
    @pytest.fixture
    def taken(self, december):
        room = RoomFactory(name="Security Council Chamber")
        return EntryFactory(
            on=date(2026, 12, 8),
            title="The situation in Libya",
            status=EntryStatus.CONFIRMED,
            sitting__starts_at=time(10),
            sitting__ends_at=time(12),
            sitting__room=room,
        )

    def sitting(self, starts, **values):
        return {"on": "2026-12-08", "start_kind": "exact", "starts_at": starts, "room": "chamber"} | values

    def test_it_is_said_by_whom_and_when_at_the_sitting_that_was_refused(self, planner, taken):
        before = kept()
        given = typed(
            status="confirmed", sittings=[self.sitting("09:00"), self.sitting("11:00", ends_at="13:00")]
        )
        response = planner.client.post(reverse("entry_add", args=[DECEMBER]), given)
        page = response.context["input"]
        assert [dict(row.errors) for row in page.sittings.forms] == [
            {},
            {"room": ["Taken that day from 10:00 to 12:00 by “The situation in Libya”."]},
        ]
        assert kept() == before

    def test_the_same_for_one_that_is_to_be_confirmed(self, planner, taken):
        mine = EntryFactory(on=date(2026, 12, 8), title="Mine")
        given = typed(status="confirmed", sittings=[self.sitting("11:59")], seen=1)
        response = planner.client.post(reverse("entry_edit", args=[mine.uid]), given)
        assert response.context["input"].sittings.forms[0].errors == {
            "room": ["Taken that day from 10:00 to 12:00 by “The situation in Libya”."]
        }
        mine.refresh_from_db()
        assert (mine.title, mine.revision, mine.sittings.get().start_kind) == ("Mine", 1, StartKind.UNSET)

    def test_what_is_tentative_may_stand_there(self, planner, taken):
        response = planner.client.post(
            reverse("entry_add", args=[DECEMBER]), typed(sittings=[self.sitting("11:00")])
        )
        assert response.status_code == 302


@pytest.mark.parametrize("name", ["sittings", "steps"])
@pytest.mark.parametrize("total", ["x", "", "100000000", "\0"])
def test_a_number_of_rows_that_no_page_has(planner, december, name, total):
    before = kept()
    given = typed() | {f"{name}-TOTAL_FORMS": total}
    assert planner.client.post(reverse("entry_add", args=[DECEMBER]), given).status_code == 200
    assert kept() == before


def test_more_rows_than_a_meeting_has_sittings(planner, december):
    days = [{"on": f"2026-12-{1 + number % 28:02}", "start_kind": "am"} for number in range(40)]
    before = kept()
    response = planner.client.post(reverse("entry_add", args=[DECEMBER]), typed(sittings=days))
    assert response.status_code == 200
    assert kept() == before


def test_an_occasion_far_away_may_be_named_all_the_same(planner, december):
    far = OccasionFactory(mandate_end=date(2029, 12, 31))
    given = typed(steps=[{"kind": "T", "occasion": str(far.uid)}])
    assert planner.client.post(reverse("entry_add", args=[DECEMBER]), given).status_code == 302
    assert far.steps.get().entry.title == "The situation in Cyprus"
