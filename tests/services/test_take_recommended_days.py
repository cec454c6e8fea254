"""Taking the recommended days: all that is missing at once, what is left and why, and one step back."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.models import AuditRecord, Entry, Justification, Occasion, Programme, Sitting, Step
from meetings.models.history import records
from meetings.planning.placing import WhyNot
from meetings.rules.engine import check_occasion
from meetings.rules.findings import Severity
from meetings.rules.vocabulary import EntryStatus, OccasionKind, StepKind, WeekRule
from meetings.services.refusals import Refused
from meetings.services.take_recommended_days import take_days
from meetings.services.undo_step import undo_step
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.justifications import kept_dates
from meetings.snapshots.occasions import occasion_fact
from tests.factories import (
    EntryFactory,
    HolidayFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
    RoomFactory,
    StepFactory,
    UserFactory,
)
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
END = date(2027, 1, 31)
T, C, P, A = (
    StepKind.CONTRIBUTORS,
    StepKind.CONSULTATIONS,
    StepKind.POLITICO_MILITARY,
    StepKind.ADOPTION,
)


def renewal(end=END, **about):
    mission = about.pop("mission", None) or MissionFactory(acronym="UNFICYP")
    return OccasionFactory(mission=mission, mandate=MandateFactory(mission=mission, ends=end), **about)


def take(occasion, today=TODAY, **more):
    given = {"actor": None} | more
    return take_days(occasion=occasion, week_rule=WeekRule.AT_LEAST, today=today, now=NOW, **given)


def findings(occasion):
    fact = occasion_fact(Occasion.objects.with_parts().get(pk=occasion.pk))
    found = check_occasion(fact, headquarters_calendar(), WeekRule.AT_LEAST, TODAY)
    return {finding.rule: finding for finding in found}


def days_of(occasion):
    rows = Step.objects.dated().filter(occasion=occasion)
    return {StepKind(row.kind): row.day for row in rows}


@pytest.mark.django_db
class TestTaking:
    def test_all_that_is_missing_is_placed_and_everything_is_met(self):
        occasion = renewal()
        taken = take(occasion)
        assert days_of(occasion) == {
            P: date(2027, 1, 11),
            T: date(2027, 1, 12),
            C: date(2027, 1, 20),
            A: date(2027, 1, 29),
        }
        assert [(one.placing.kind, one.placing.differs_by) for one in taken.placed] == [
            (P, 0),
            (T, 0),
            (C, 0),
            (A, 0),
        ]
        assert taken.not_placed == ()
        assert {entry.status for entry in Entry.objects.all()} == {"tentative"}
        chain = [findings(occasion)[rule] for rule in ("G13", "G16", "L4", "L7", "N10")]
        assert {finding.severity for finding in chain} == {Severity.OK}

    def test_only_what_is_missing_is_placed(self):
        occasion = renewal()
        meeting = EntryFactory(on=date(2027, 1, 13))
        StepFactory(occasion=occasion, kind=T, entry=meeting)
        taken = take(occasion)
        assert {one.placing.kind for one in taken.placed} == {P, C, A}
        assert days_of(occasion)[T] == date(2027, 1, 13)

    def test_a_second_time_nothing_is_left(self):
        occasion = renewal()
        take(occasion)
        before = AuditRecord.objects.count()
        taken = take(occasion)
        assert (taken.placed, taken.not_placed, AuditRecord.objects.count()) == ((), (), before)

    def test_the_months_it_crosses_are_begun(self):
        taken = take(renewal(date(2027, 1, 10)))
        assert taken.begun == (date(2026, 12, 1), date(2027, 1, 1))
        assert {entry.programme.month for entry in Entry.objects.all()} == set(taken.begun)

    def test_a_month_on_record_takes_nothing_and_nothing_else_is_placed(self):
        ProgrammeFactory(month=date(2026, 12, 1), state=Programme.State.RECORD)
        with pytest.raises(Refused):
            take(renewal(date(2027, 1, 10)))
        assert not Entry.objects.exists()
        assert Programme.objects.count() == 1
        assert not AuditRecord.objects.exists()

    def test_nothing_of_a_concluded_occasion_is_placed(self):
        with pytest.raises(Refused):
            take(renewal(concluded=True))
        assert not Entry.objects.exists()


@pytest.mark.django_db
class TestWhatIsNotOnItsDay:
    def test_a_room_that_is_taken_puts_it_on_the_nearest_free_day(self):
        chamber = RoomFactory(name="Security Council Chamber")
        for hour in (10, 15):
            EntryFactory(
                on=date(2027, 1, 29),
                status=EntryStatus.CONFIRMED,
                sitting__starts_at=time(hour),
                sitting__room=chamber,
            )
        occasion = renewal()
        (adoption,) = [one.placing for one in take(occasion).placed if one.placing.kind is A]
        assert (adoption.on, adoption.differs_by, adoption.room) == (
            date(2027, 1, 28),
            1,
            "Security Council Chamber",
        )

    def test_what_is_too_late_is_left_with_the_days(self):
        occasion = renewal(date(2026, 12, 2))
        StepFactory(occasion=occasion, kind=C, entry=EntryFactory(on=date(2026, 11, 25)))
        left = {one.kind: one for one in take(occasion).not_placed}
        assert left[T].why is WhyNot.TOO_LATE
        assert (left[T].latest, left[T].days) == (date(2026, 11, 18), 4)
        assert days_of(occasion).keys() == {C, P, A}

    def test_holidays_on_every_day_left_are_told(self):
        for days in range(40):
            HolidayFactory(on=TODAY + timedelta(days=days), name=f"Day {days}")
        occasion = renewal(TODAY + timedelta(days=20))
        before = AuditRecord.objects.count()
        taken = take(occasion)
        assert taken.placed == ()
        assert {one.why for one in taken.not_placed} <= {WhyNot.CLOSED, WhyNot.TOO_LATE}
        assert AuditRecord.objects.count() == before
        assert not Programme.objects.exists()

    def test_without_a_day_to_count_from_nothing_is_placed(self):
        occasion = OccasionFactory(kind=OccasionKind.CONTRIBUTORS_REQUEST)
        taken = take(occasion)
        assert taken.placed == ()
        assert {one.why for one in taken.not_placed} == {WhyNot.NO_DATE}
        assert not Entry.objects.exists()

    def test_a_line_that_waits_for_its_day_is_given_it(self):
        occasion = renewal()
        waiting = EntryFactory(programme=ProgrammeFactory(month=date(2027, 1, 1)), title="Adoption on Cyprus")
        StepFactory(occasion=occasion, kind=A, entry=waiting)
        take(occasion)
        assert days_of(occasion)[A] == date(2027, 1, 29)
        assert Sitting.objects.get(entry=waiting).on == date(2027, 1, 29)
        assert Entry.objects.filter(format="adoption").count() == 0


@pytest.mark.django_db
class TestWhatComesOfIt:
    def test_it_is_one_step_back_on_the_desk_it_was_done_at(self):
        planner, december = UserFactory(), ProgrammeFactory(month=date(2026, 12, 1))
        take(renewal(), actor=planner, desk=december)
        (step,) = AuditRecord.objects.steps_of(planner, december)
        assert step.action == "take recommended days"
        undo_step(step=step, actor=planner, now=NOW)
        assert (Entry.objects.count(), Step.objects.count()) == (0, 0)

    def test_without_a_desk_it_is_the_month_of_the_meeting(self):
        planner = UserFactory()
        taken = take(renewal(date(2027, 1, 10)), actor=planner)
        meeting = next(one.placing.on for one in taken.placed if one.placing.kind is T)
        assert taken.desk.month == meeting.replace(day=1) == date(2026, 12, 1)
        assert [step.programme for step in AuditRecord.objects.steps_of(planner, taken.desk)] == [taken.desk]

    def test_all_its_rows_bear_one_id(self):
        take(renewal(), actor=UserFactory())
        made = {row.request for model in (Programme, Entry, Sitting) for row in records(model).all()}
        made |= {row.request for row in records(Step).all()}
        assert made == set(AuditRecord.objects.values_list("request", flat=True))
        assert len(made) == 1

    def test_a_reason_given_for_other_days_lapses(self):
        mission = MissionFactory(acronym="UNFICYP")
        occasion = renewal(
            mission=mission, reports=[ReportFactory(due_on=date(2027, 1, 8), missions=[mission])]
        )
        StepFactory(occasion=occasion, kind=T, entry=EntryFactory(on=date(2027, 1, 13)))
        short = findings(occasion)["G7"]
        JustificationFactory(occasion=occasion, rule="G13", dates=kept_dates(findings(occasion)["G13"]))
        JustificationFactory(occasion=occasion, rule="G7", dates=kept_dates(short))
        take(occasion)
        stands = {
            reason.rule: reason.stands_for(kept_dates(findings(occasion)[reason.rule]))
            for reason in Justification.objects.all()
        }
        assert stands == {"G7": True, "G13": False}

    def test_it_costs_the_same_at_1_and_at_200_entries(self):
        def cost(occasion):
            with CaptureQueriesContext(connection) as queries:
                take(occasion)
            return len(queries)

        EntryFactory(on=date(2027, 1, 4))
        before = cost(renewal(mission=MissionFactory(acronym="ONE")))
        for number in range(199):
            EntryFactory(on=date(2027, 1, number % 28 + 1))
        assert cost(renewal(mission=MissionFactory(acronym="TWO"))) == before


@pytest.mark.django_db(transaction=True)
def test_of_those_who_take_them_at_once_one_places_all():
    occasion = renewal()
    placed = []
    calls = [lambda: placed.append(len(take(occasion).placed))] * 8
    assert at_once(*calls) == [None] * 8
    assert sorted(placed) == [0] * 7 + [4]
    assert Entry.objects.count() == 4
