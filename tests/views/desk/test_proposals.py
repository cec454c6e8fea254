"""Recurring business as proposals: accepted, left out, or left standing; never placed by itself."""

from datetime import date, time

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.models import AuditRecord, Entry, ProposalAnswer
from meetings.rules.vocabulary import EntryStatus, Format, StartKind
from meetings.services.answer_proposal import accept_proposals
from tests.factories import (
    EntryFactory,
    MissionFactory,
    ProgrammeFactory,
    RecurringBusinessFactory,
    RoomFactory,
    UserFactory,
)
from tests.views.desk.typed import kept
from tests.views.published import AT, DECEMBER
from tests.views.reading import said

pytestmark = pytest.mark.django_db

ADDRESS = reverse("desk_proposals", args=[DECEMBER])


@pytest.fixture
def december():
    return ProgrammeFactory(month=DECEMBER)


def titles(planner, kind="open"):
    found = planner.client.get(ADDRESS).context[kind]
    return [(one[0] if isinstance(one, tuple) else one).business.title for one in found]


def answer(planner, **pressed):
    response = planner.client.post(ADDRESS, pressed)
    assert response["Location"] == ADDRESS
    return said(response)[-1]


class TestWhatIsProposed:
    def test_what_comes_up_this_month_and_no_other(self, planner, december):
        RecurringBusinessFactory(title="Monthly")
        RecurringBusinessFactory(title="Quarterly", every=3, since=date(2026, 3, 1))
        RecurringBusinessFactory(title="In January", every=3, since=date(2026, 1, 1))
        RecurringBusinessFactory(title="No more", active=False)
        RecurringBusinessFactory(title="Not yet", since=date(2027, 1, 1))
        assert titles(planner) == ["Monthly", "Quarterly"]
        assert Entry.objects.count() == 0

    def test_the_day_it_would_take(self, planner, december):
        RecurringBusinessFactory(title="Day", nth=3, weekday=1)
        RecurringBusinessFactory(title="None")
        assert [day for _, day in planner.client.get(ADDRESS).context["open"]] == [date(2026, 12, 15), None]

    def test_one_that_seems_to_be_there_says_so(self, planner, december):
        RecurringBusinessFactory(title="The situation in Cyprus")
        RecurringBusinessFactory(title="The situation in Libya")
        EntryFactory(programme=december, title="the situation in CYPRUS")
        EntryFactory(on=date(2026, 11, 3), title="The situation in Libya")
        found = planner.client.get(ADDRESS).context["open"]
        assert [(one.business.title, one.looks_there) for one, _ in found] == [
            ("The situation in Libya", False),
            ("The situation in Cyprus", True),
        ]

    def test_the_quarterly_debate_stands_in_for_the_monthly_briefing(self, planner, december):
        mission = MissionFactory()
        about = {"agenda": "The situation in the Middle East", "missions": [mission]}
        RecurringBusinessFactory(title="Briefing", **about)
        debate = RecurringBusinessFactory(title="Debate", every=3, since=date(2026, 3, 1), **about)
        RecurringBusinessFactory(title="Other mission", agenda=about["agenda"])
        assert titles(planner) == ["Debate", "Other mission"]
        answer(planner, leave=debate.pk)
        assert titles(planner) == ["Briefing", "Other mission"]

    def test_in_a_month_without_the_debate_it_is_the_briefing(self, planner, december):
        RecurringBusinessFactory(title="Briefing", agenda="One")
        RecurringBusinessFactory(title="Debate", agenda="One", every=3, since=date(2026, 1, 1))
        assert titles(planner) == ["Briefing"]


class TestAccepting:
    def test_it_becomes_a_tentative_entry(self, planner, december):
        business = RecurringBusinessFactory(
            title="The situation in Libya",
            format=Format.CONSULTATIONS,
            openness="closed",
            agenda="The situation in Libya",
            room=RoomFactory(name="Consultations Room"),
            nth=-1,
            weekday=2,
            start_kind=StartKind.EXACT,
            starts_at=time(10),
            missions=[
                MissionFactory(acronym="UNSMIL"),
                MissionFactory(acronym="UNMIL", closed_on=date(2018, 3, 30)),
            ],
        )
        assert answer(planner, accept=business.pk) == "1 entry was added."
        entry = december.entries.get()
        sitting = entry.sittings.get()
        assert (entry.title, entry.format, entry.openness, entry.status, entry.agenda) == (
            "The situation in Libya", "consultations", "closed", EntryStatus.TENTATIVE, "The situation in Libya",
        )  # fmt: skip
        assert [mission.acronym for mission in entry.missions.all()] == ["UNSMIL"]
        assert (sitting.on, sitting.starts_at, sitting.room.name) == (
            date(2026, 12, 30), time(10), "Consultations Room",
        )  # fmt: skip
        assert (titles(planner), titles(planner, "accepted")) == ([], ["The situation in Libya"])
        [step] = AuditRecord.objects.steps_of(planner.user, december)
        assert step.action == "accept proposals"

    def test_one_that_keeps_to_no_day_becomes_an_undated_line(self, planner, december):
        answer(planner, accept=RecurringBusinessFactory().pk)
        assert list(december.entries.get().sittings.all()) == []

    def test_all_at_once_but_for_what_is_there(self, planner, december):
        RecurringBusinessFactory(title="The situation in Cyprus")
        RecurringBusinessFactory(title="The situation in Libya")
        RecurringBusinessFactory(title="In January", every=3, since=date(2026, 1, 1))
        EntryFactory(programme=december, title="The situation in Cyprus")
        assert answer(planner, accept_all="yes") == "1 entry was added."
        assert sorted(entry.title for entry in december.entries.all()) == [
            "The situation in Cyprus",
            "The situation in Libya",
        ]
        assert titles(planner) == ["The situation in Cyprus"]

    def test_twice_is_once(self, planner, december):
        business = RecurringBusinessFactory()
        answer(planner, accept=business.pk)
        assert answer(planner, accept=business.pk) == "Nothing was added: it is answered already."
        assert december.entries.count() == 1
        again = accept_proposals(businesses=[business.pk], programme=december, actor=UserFactory(), now=AT)
        assert again == []
        assert AuditRecord.objects.filter(action="accept proposals").count() == 1

    def test_the_entry_is_removed_and_the_proposal_stands_again(self, planner, december):
        business = RecurringBusinessFactory(title="Monthly")
        answer(planner, accept=business.pk)
        december.entries.get().delete()
        assert titles(planner) == ["Monthly"]

    def test_what_does_not_come_up_is_not_accepted(self, planner, december):
        other = RecurringBusinessFactory(every=3, since=date(2026, 1, 1))
        assert accept_proposals(businesses=[other.pk], programme=december, actor=UserFactory(), now=AT) == []


class TestLeavingOut:
    def test_it_is_left_out_this_month_and_can_be_taken_back(self, planner, december):
        business = RecurringBusinessFactory(title="Monthly")
        assert answer(planner, leave=business.pk) == "Left out this month: Monthly."
        assert (titles(planner), titles(planner, "left_out")) == ([], ["Monthly"])
        assert answer(planner, leave=business.pk) == "Nothing was changed: it is answered already."
        assert answer(planner, again=business.pk) == "Proposed again: Monthly."
        assert (titles(planner), titles(planner, "left_out")) == (["Monthly"], [])
        assert list(AuditRecord.objects.steps_of(planner.user, december)) == []

    def test_what_was_accepted_stays_accepted(self, planner, december):
        business = RecurringBusinessFactory(title="Monthly")
        answer(planner, accept=business.pk)
        assert answer(planner, again=business.pk) == "Nothing was changed."
        assert ProposalAnswer.objects.get().entry == december.entries.get()


@pytest.mark.parametrize(
    "pressed",
    [
        {},
        {"accept": "x"},
        {"accept": "0"},
        {"accept": "999999"},
        {"leave": "9" * 30},
        {"again": "\0"},
        {"leave": "-1"},
    ],
)
def test_a_button_that_no_page_has_does_nothing(planner, december, pressed):
    RecurringBusinessFactory()
    answer(planner, **pressed)
    assert (Entry.objects.count(), ProposalAnswer.objects.count()) == (0, 0)


def test_the_list_costs_the_same_at_1_and_at_200(planner, december):
    def cost():
        with CaptureQueriesContext(connection) as queries:
            assert planner.client.get(ADDRESS).status_code == 200
        return len(queries)

    def add(number):
        for _ in range(number):
            business = RecurringBusinessFactory(
                missions=[MissionFactory()], room=RoomFactory(), nth=1, weekday=1
            )
            RecurringBusinessFactory()
            ProposalAnswer.objects.create(
                business=business, programme=december, entry=EntryFactory(programme=december)
            )

    add(1)
    at_one = cost()
    add(99)
    assert cost() == at_one <= 8
    assert kept()["RecurringBusiness"] == 200
