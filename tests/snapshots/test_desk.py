"""The desk's facts: the drafts of three months, every occasion that bears on them, and every mandate."""

from datetime import date

import pytest

from meetings.rules.facts import PaperFact
from meetings.rules.vocabulary import PaperKind, StepKind
from meetings.snapshots.desk import desk_snapshot
from tests.factories import (
    EntryFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    SittingFactory,
    UserFactory,
)
from tests.views.published import DECEMBER, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def look(today):
    return lambda month=DECEMBER: desk_snapshot(month, today, UserFactory(username="ola"))


def labels(snapshot):
    return sorted(occasion.label for occasion in snapshot.occasions)


def test_the_drafts_of_three_months_as_they_stand(look):
    for month in (10, 11, 12):
        EntryFactory(on=date(2026, month, 20), title=f"In {month}")
    EntryFactory(on=date(2027, 1, 20), title="In 1")
    EntryFactory(on=date(2027, 2, 20), title="In 2")
    publish()
    EntryFactory(on=DECEMBER, title="Not published yet")
    titles = {entry.title for entry in look().entries}
    assert titles == {"In 11", "In 12", "In 1", "Not published yet"}


def test_every_sitting_is_known_by_its_key(look):
    entry = EntryFactory(on=DECEMBER)
    again = SittingFactory(entry=entry, on=DECEMBER, resumption=1)
    snapshot = look()
    (fact,) = snapshot.entries
    keys = [snapshot.sitting_key(fact, sitting) for sitting in fact.sittings]
    assert keys == [entry.sittings.get(resumption=0).pk, again.pk]
    assert snapshot.sitting_key(fact, None) is None


def test_occasions_that_bear_on_the_month_and_those_that_end_in_the_days_looked_at(look):
    def renewal(label, ends, **about):
        mandate = MandateFactory(ends=ends)
        return OccasionFactory(mission=mandate.mission, mandate=mandate, label=label, **about)

    renewal("ends in it", date(2026, 12, 10))
    renewal("was concluded in it", date(2026, 12, 10), concluded=True)
    renewal("ends in 120 days", date(2027, 3, 31))
    renewal("ends later", date(2027, 4, 1))
    renewal("concluded, later", date(2027, 3, 1), concluded=True)
    renewal("ends before the month", date(2026, 11, 25))
    renewal("over", date(2026, 11, 21))
    OccasionFactory(label="has no end")
    OccasionFactory(label="concluded, no end", concluded=True)
    OccasionFactory(
        label="meets in it", concluded=True, steps={StepKind.CONTRIBUTORS: EntryFactory(on=DECEMBER)}
    )
    assert labels(look()) == [
        "ends before the month",
        "ends in 120 days",
        "ends in it",
        "has no end",
        "meets in it",
        "was concluded in it",
    ]


def test_every_mandate_of_a_mission_that_is_open_with_its_key(look):
    force = MissionFactory(acronym="FORCE")
    mandates = [MandateFactory(mission=force, ends=date(year, 6, 30)) for year in (2010, 2027)]
    MandateFactory(mission__acronym="CLOSED", mission__closed_on=date(2026, 11, 22))
    closing = MandateFactory(mission__acronym="CLOSING", mission__closed_on=date(2026, 11, 23))
    assert sorted(look().mandates.values()) == sorted(row.pk for row in [*mandates, closing])


def test_the_month_itself_once_somebody_began_it(look):
    assert look().plan.programme is None
    programme = ProgrammeFactory(month=DECEMBER, adopted_on=DECEMBER)
    PaperFactory(programme=programme, kind=PaperKind.DRAFT_SHARED, done_on=date(2026, 11, 25))
    plan = look().plan.programme
    assert plan is not None
    assert (plan.month, plan.adopted_on) == (DECEMBER, DECEMBER)
    assert plan.papers == (PaperFact(PaperKind.DRAFT_SHARED, done_on=date(2026, 11, 25)),)


def test_the_reasons_given_for_anything_it_shows(look):
    entry, occasion = EntryFactory(on=DECEMBER), OccasionFactory(label="has no end")
    shown = [
        JustificationFactory(entry=entry),
        JustificationFactory(occasion=occasion),
        JustificationFactory(occasion=None, programme=entry.programme, subject="2026-12"),
    ]
    JustificationFactory(entry=EntryFactory(on=date(2026, 8, 3)))
    JustificationFactory(occasion=OccasionFactory(concluded=True))
    JustificationFactory(occasion=None, programme=ProgrammeFactory(month=date(2026, 8, 1)), subject="2026-08")
    assert {row.pk for row in look().justifications} == {row.pk for row in shown}
