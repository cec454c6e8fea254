"""Copying last month: which day each would get, what stays behind, and that nothing is copied twice by accident."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, Programme
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind, StepKind
from meetings.services.entry_content import content_of
from tests.factories import (
    EntryFactory,
    HolidayFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    SittingFactory,
)
from tests.views.desk.typed import kept
from tests.views.published import DECEMBER, fill
from tests.views.reading import Page, said

pytestmark = pytest.mark.django_db

NOVEMBER, ADDRESS = date(2026, 11, 1), reverse("desk_copy", args=[DECEMBER])


@pytest.fixture
def december():
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    return ProgrammeFactory(month=DECEMBER)


def copy(planner, *entries, address=ADDRESS):
    return planner.client.post(address, {"entries": [str(entry.uid) for entry in entries]})


def test_a_copy_is_a_tentative_line_on_the_same_weekday(planner, december):
    open_mission, closed = (
        MissionFactory(acronym="UNFICYP"),
        MissionFactory(acronym="UNMIL", closed_on=NOVEMBER),
    )
    original = EntryFactory(
        on=date(2026, 11, 10),  # the second Tuesday
        title="The situation in Cyprus",
        format=Format.CONSULTATIONS,
        openness=Openness.CLOSED,
        status=EntryStatus.HELD,
        agenda="One\nTwo",
        convener="France",
        level="Experts",
        briefers="Force Commander",
        footnote="If needed.",
        documents="S/2026/1",
        internal_note="Call back.",
        meeting_number="S/PV.10200",
        outcome="S/RES/3000 (2026)",
        agenda_sent_on=date(2026, 11, 6),
        called_in_urgency=True,
        missions=[open_mission, closed],
        sitting__starts_at=time(10),
        sitting__ends_at=time(11),
        sitting__room=RoomFactory(name="Consultations Room"),
    )
    SittingFactory(entry=original, on=date(2026, 12, 1), resumption=1)
    OccasionFactory(steps={StepKind.CONSULTATIONS: original})
    response = copy(planner, original)
    assert response["Location"] == reverse("desk", args=[DECEMBER])
    assert said(response) == ["1 entry was copied."]
    made = content_of(december.entries.with_parts().get())
    assert (made.title, made.format, made.openness, made.status) == (
        "The situation in Cyprus", "consultations", "closed", "tentative",
    )  # fmt: skip
    assert (made.agenda, made.convener, made.level) == ("One\nTwo", "France", "Experts")
    assert (made.briefers, made.footnote, made.missions) == ("Force Commander", "If needed.", ("UNFICYP",))
    assert [(one.on, one.start_kind, one.starts_at, one.ends_at, one.room) for one in made.sittings] == [
        (date(2026, 12, 8), StartKind.EXACT, time(10), time(11), "Consultations Room"),
        (date(2027, 1, 5), StartKind.UNSET, None, None, ""),
    ]
    left = (made.documents, made.internal_note, made.meeting_number, made.agenda_sent_on, made.steps)
    assert left == ("", "", "", None, ())
    assert (made.called_in_urgency, december.entries.get().outcome) == (False, "")
    assert december.entries.get().uid != original.uid


def test_what_follows_another_still_follows_it(planner, december):
    first = EntryFactory(on=date(2026, 11, 10), title="Briefing", sitting__position=3)
    second = EntryFactory(
        on=date(2026, 11, 10),
        title="Consultations",
        sitting__position=4,
        sitting__start_kind=StartKind.AFTER_PREVIOUS,
    )
    copy(planner, second, first)
    order = [entry.title for entry in december.entries.order_by("sittings__position")]
    assert order == ["Briefing", "Consultations"]


def test_all_copies_are_one_step_to_take_back(planner, december):
    copy(planner, *(EntryFactory(on=date(2026, 11, day)) for day in (3, 4, 5)))
    [step] = AuditRecord.objects.steps_of(planner.user, december)
    assert step.action == "copy entries"
    copies = list(december.entries.values_list("pk", flat=True))
    assert len(copies) == 3
    assert {row.request for row in records(Entry).filter(id__in=copies)} == {step.request}


def test_the_list_says_which_day_each_would_get(planner, december):
    HolidayFactory(on=date(2026, 12, 25), name="Christmas Day")
    EntryFactory(on=date(2026, 11, 27), title="On a holiday")  # the fourth Friday
    EntryFactory(on=date(2026, 11, 14), title="On a weekend")
    EntryFactory(on=date(2026, 11, 10), title="There already", format=Format.BRIEFING)
    EntryFactory(on=date(2026, 12, 1), title="there ALREADY", format=Format.BRIEFING)
    EntryFactory(programme=Programme.objects.get(month=NOVEMBER), title="Without a day")
    rows = planner.client.get(ADDRESS).context["rows"]
    assert [(row.entry.title, row.before, row.after) for row in rows] == [
        ("There already", date(2026, 11, 10), date(2026, 12, 8)),
        ("On a weekend", date(2026, 11, 14), date(2026, 12, 12)),
        ("On a holiday", date(2026, 11, 27), date(2026, 12, 25)),
        ("Without a day", None, None),
    ]
    assert [(row.looks_there, row.is_weekend, row.is_holiday) for row in rows] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
        (False, False, False),
    ]


def test_another_month_can_be_chosen(planner, december):
    march = EntryFactory(on=date(2026, 3, 10), title="From March")
    EntryFactory(on=date(2026, 11, 10), title="From November")
    address = f"{ADDRESS}?month=3&year=2026"
    assert [row.entry.title for row in planner.client.get(address).context["rows"]] == ["From March"]
    copy(planner, march, address=address)
    assert december.entries.get().sittings.get().on == date(2026, 12, 8)


def test_a_month_that_nobody_planned_says_so(planner, december):
    page = Page(planner.client.get(f"{ADDRESS}?month=3&year=2031"))
    assert "Nothing is planned or on record in March 2031." in page.texts("p")


@pytest.mark.parametrize("query", ["month=13&year=2026", "month=x", "month=1&year=1900", "month=\0"])
def test_a_month_that_does_not_exist_is_the_month_before(planner, december, query):
    assert planner.client.get(f"{ADDRESS}?{query}").context["source"] == NOVEMBER


class TestWhatCannotBeCopied:
    @pytest.fixture
    def other(self, december):
        EntryFactory(on=date(2026, 11, 10))
        return EntryFactory(on=date(2026, 3, 10))

    @pytest.mark.parametrize(
        ("given", "message"),
        [
            ([], "Tick at least one entry."),
            (
                ["11111111-1111-4111-8111-111111111111"],
                "Some of them are no longer there. Look at the list again.",
            ),
            (["x"], "Some of them are no longer there. Look at the list again."),
        ],
    )
    def test_it_is_said_and_nothing_is_copied(self, planner, other, given, message):
        before = kept()
        response = planner.client.post(ADDRESS, {"entries": given})
        assert response.context["form"].errors == {"entries": [message]}
        assert kept() == before

    def test_an_entry_of_another_month(self, planner, other):
        before = kept()
        assert copy(planner, other).status_code == 200
        assert kept() == before


def test_the_list_costs_the_same_at_1_and_at_200_entries(planner, december):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(ADDRESS).status_code == 200
        return len(queries)

    fill(NOVEMBER, 1)
    at_one = cost()
    fill(NOVEMBER, 199)
    assert cost() == at_one <= 12
