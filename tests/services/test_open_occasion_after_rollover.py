"""The occasion for the end of a technical rollover: the earlier meeting stays on record, and counts if one says so."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Occasion, Report, Step
from meetings.planning.to_place import steps_to_place
from meetings.rules.engine import check_occasion
from meetings.rules.findings import Reason, Result
from meetings.rules.vocabulary import EntryStatus, Format, MandateAction, PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import content_of
from meetings.services.open_occasion import open_for_mandate
from meetings.services.refusals import Stale
from meetings.services.undo_step import undo_step
from meetings.snapshots.occasions import occasion_fact
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    ReportFactory,
    ReportRequirementFactory,
    StepFactory,
    UserFactory,
)

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
HEARD = date(2026, 11, 12)
END = date(2026, 12, 20)
SYMBOL = "S/RES/2850 (2026)"
NOTE = f"Contributors were heard on 12 November 2026, before the technical rollover ({SYMBOL})."

T, C, A = StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION

pytestmark = pytest.mark.django_db


@pytest.fixture
def mission():
    return MissionFactory(acronym="MONUSCO")


@pytest.fixture
def rollover(mission):
    """Adopted on 19 November 2026: a month more for MONUSCO, to gain time."""
    decision = DecisionFactory(symbol=SYMBOL, adopted_on=date(2026, 11, 19))
    return MandateFactory(
        mission=mission, decision=decision, ends=END, action=MandateAction.TECHNICAL_ROLLOVER
    )


def decided(rollover, **more):
    """The occasion that the rollover decided."""
    given = {"mission": rollover.mission, "decision": rollover.decision, "concluded": True}
    return OccasionFactory(**given | more)


def opened(mandate, **more):
    return open_for_mandate(mandate=mandate, today=TODAY, now=NOW, **{"actor": None} | more)


def meeting(**more):
    return EntryFactory(**{"on": HEARD, "format": Format.TCC_MEETING} | more)


def findings(occasion):
    fact = occasion_fact(Occasion.objects.with_parts().get(pk=occasion.pk))
    return {one.rule: one for one in check_occasion(fact, WorkingDays(), WeekRule.AT_LEAST, TODAY)}


class TestTheNote:
    def test_it_says_when_contributors_were_heard(self, rollover):
        decided(rollover, steps={T: HEARD})
        occasion = opened(rollover)
        assert (occasion.notes, occasion.label) == (NOTE, "MONUSCO 2026-12 renewal")
        assert not occasion.steps.exists()

    def test_on_the_day_of_its_line_where_there_is_one(self, rollover):
        decided(rollover, steps={T: meeting()})
        assert opened(rollover).notes == NOTE

    def test_the_last_of_several_meetings_counts(self, rollover):
        decided(rollover, steps={T: date(2026, 11, 3)})
        decided(rollover, steps={T: HEARD})
        assert opened(rollover).notes == NOTE

    @pytest.mark.parametrize(
        "other",
        [
            {"concluded": False},
            {"decision": None},
            {"mission": "UNDOF"},
            {"steps": {}},
            {"steps": {C: HEARD}},
            {"steps": {T: date(2026, 11, 20)}},  # after the rollover
        ],
        ids=["open", "decided by hand", "another mission", "no meeting", "no such step", "after it"],
    )
    def test_without_such_a_meeting_there_is_none(self, rollover, other):
        if "mission" in other:
            other = {"mission": MissionFactory(acronym=other["mission"])}
        decided(rollover, **{"steps": {T: HEARD}} | other)
        occasion = opened(rollover, count_earlier_meeting=True)
        assert (occasion.notes, occasion.steps.count()) == ("", 0)

    @pytest.mark.parametrize("status", [EntryStatus.CANCELLED, EntryStatus.POSTPONED])
    def test_a_meeting_that_was_off_heard_nobody(self, rollover, status):
        decided(rollover, steps={T: meeting(status=status)})
        assert opened(rollover, count_earlier_meeting=True).notes == ""

    def test_what_is_still_to_come_heard_nobody(self, rollover):
        rollover.decision.adopted_on = None
        rollover.decision.save()
        decided(rollover, steps={T: date(2026, 11, 23)})
        assert opened(rollover).notes == ""

    @pytest.mark.parametrize("action", sorted(set(MandateAction) - {MandateAction.TECHNICAL_ROLLOVER}))
    def test_only_a_technical_rollover_has_one(self, rollover, action):
        rollover.action = action
        rollover.save()
        decided(rollover, steps={T: HEARD})
        occasion = opened(rollover, count_earlier_meeting=True)
        assert (occasion.notes, occasion.steps.count()) == ("", 0)

    def test_a_rollover_without_a_decision_on_record_has_none(self, mission):
        mandate = MandateFactory(
            mission=mission, decision=None, ends=END, action=MandateAction.TECHNICAL_ROLLOVER
        )
        OccasionFactory(mission=mission, decision=None, concluded=True, steps={T: HEARD})
        assert opened(mandate).notes == ""

    def test_of_two_rollovers_in_a_row_the_meeting_before_the_first_is_remembered(self, rollover):
        decided(rollover, steps={T: HEARD})
        second = MandateFactory(
            mission=rollover.mission,
            decision=DecisionFactory(symbol="S/RES/2860 (2026)", adopted_on=date(2026, 12, 18)),
            ends=date(2027, 1, 20),
            action=MandateAction.TECHNICAL_ROLLOVER,
        )
        OccasionFactory(mission=rollover.mission, mandate=rollover, decision=second.decision, concluded=True)
        assert opened(second).notes == NOTE

    def test_rollovers_that_name_each_other_come_to_an_end(self, rollover):
        decided(rollover, mandate=rollover)
        assert opened_again(rollover).notes == ""


def opened_again(rollover):
    """For another end than that of the occasion there."""
    again = MandateFactory(
        mission=rollover.mission,
        decision=rollover.decision,
        phase=2,
        ends=date(2027, 1, 20),
        action=MandateAction.TECHNICAL_ROLLOVER,
    )
    return opened(again)


class TestCounted:
    def test_a_bare_day_is_kept_as_one(self, rollover):
        decided(rollover, steps={T: HEARD})
        occasion = opened(rollover, count_earlier_meeting=True)
        (step,) = occasion.steps.all()
        assert (step.kind, step.on, step.entry, occasion.notes) == (T, HEARD, None, NOTE)
        assert (
            step.note == f"Heard before the technical rollover ({SYMBOL}); counted for the new end as well."
        )

    def test_the_line_of_the_programme_serves_both(self, rollover):
        entry = meeting()
        before = decided(rollover, steps={T: entry})
        occasion = opened(rollover, count_earlier_meeting=True)
        assert set(entry.steps.values_list("occasion", "kind", "on")) == {
            (before.pk, T, None),
            (occasion.pk, T, None),
        }

    def test_who_has_the_line_open_is_told(self, rollover):
        entry, planner = meeting(), UserFactory()
        decided(rollover, steps={T: entry})
        seen = content_of(type(entry).objects.with_parts().get(pk=entry.pk))
        occasion = opened(rollover, count_earlier_meeting=True)
        with pytest.raises(Stale):
            edit_entry(entry=entry, content=seen, seen=1, actor=planner, now=NOW)
        assert occasion.steps.count() == 1

    @pytest.mark.parametrize(
        "held", [{"status": EntryStatus.HELD}, {"programme__state": "record"}], ids=["held", "on record"]
    )
    def test_what_nobody_can_edit_keeps_its_revision(self, rollover, held):
        entry = meeting(**held)
        decided(rollover, steps={T: entry})
        occasion = opened(rollover, count_earlier_meeting=True)
        entry.refresh_from_db()
        assert (entry.revision, occasion.steps.get().entry) == (1, entry)

    def test_it_brings_the_report_it_rested_on(self, rollover):
        report = ReportFactory(missions=[rollover.mission], circulated_on=date(2026, 11, 2))
        decided(rollover, steps={T: HEARD}, reports=[report])
        assert list(opened(rollover, count_earlier_meeting=True).reports.all()) == [report]

    def test_not_counted_it_brings_none(self, rollover):
        report = ReportFactory(missions=[rollover.mission], circulated_on=date(2026, 11, 2))
        decided(rollover, steps={T: HEARD}, reports=[report])
        assert not opened(rollover).reports.exists()

    def test_nor_where_the_rollover_asked_for_another(self, rollover):
        report = ReportFactory(missions=[rollover.mission], circulated_on=date(2026, 11, 2))
        decided(rollover, steps={T: HEARD}, reports=[report])
        due = date(2026, 12, 1)
        ReportRequirementFactory(mission=rollover.mission, decision=rollover.decision, due_on=due, every=None)
        (waited_for,) = opened(rollover, count_earlier_meeting=True).reports.all()
        assert (waited_for.due_on, Report.objects.count()) == (due, 2)

    def test_its_invitation_and_its_papers_come_along_and_no_others(self, rollover):
        before = decided(
            rollover, steps={T: HEARD, StepKind.INVITATION: date(2026, 11, 3), C: date(2026, 11, 16)}
        )
        for kind in (PaperKind.COMMUNIQUE, PaperKind.INFORMAL_PAPER, PaperKind.VIEWS_REPORTED):
            PaperFactory(occasion=before, kind=kind, done_on=HEARD, symbol="S/PV.9001")
        occasion = opened(rollover, count_earlier_meeting=True)
        assert set(occasion.steps.values_list("kind", "on")) == {
            (T, HEARD),
            (StepKind.INVITATION, date(2026, 11, 3)),
        }
        assert set(occasion.papers.values_list("kind", "done_on", "symbol")) == {
            (PaperKind.COMMUNIQUE, HEARD, "S/PV.9001"),
            (PaperKind.INFORMAL_PAPER, HEARD, "S/PV.9001"),
        }
        assert (findings(occasion)["N25"].result, findings(occasion)["L6"].result) == ("MET", "IN_ORDER")
        assert before.papers.count() == 3

    def test_at_a_desk_it_can_be_taken_back(self, rollover):
        december, planner, entry = ProgrammeFactory(), UserFactory(), meeting()
        before = decided(rollover, steps={T: entry})
        opened(rollover, count_earlier_meeting=True, actor=planner, programme=december)
        (step,) = AuditRecord.objects.steps_of(planner, december)
        undo_step(step=step, actor=planner, now=NOW)
        assert [row.occasion for row in Step.objects.all()] == [before]
        assert list(Occasion.objects.all()) == [before]


class TestWhatTheRulesFind:
    """A meeting earlier than the mandate it now serves: an early meeting, and no more than that."""

    def test_with_its_own_report_the_weeks_before_and_after_it_are_kept(self, rollover):
        report = ReportFactory(missions=[rollover.mission], circulated_on=date(2026, 11, 2))
        decided(rollover, steps={T: HEARD}, reports=[report])
        occasion = opened(rollover, count_earlier_meeting=True)
        StepFactory(occasion=occasion, kind=C, on=date(2026, 12, 9))
        StepFactory(occasion=occasion, kind=A, on=date(2026, 12, 18))
        found = findings(occasion)
        assert {rule: found[rule].result for rule in ("G7", "G13", "G16", "N1", "N2", "N10", "L4", "L7")} == {
            "G7": Result.MEETS_PREFERENCE,
            "G13": Result.MEETS_PREFERENCE,
            "G16": Result.IN_ORDER,
            "N1": Result.MET,
            "N2": Result.MET,
            "N10": Result.IN_ORDER,
            "L4": Result.IN_ORDER,
            "L7": Result.IN_ORDER,
        }
        assert {finding.month for finding in found.values()} == {date(2026, 11, 1)}

    def test_a_new_report_after_it_is_said_to_come_too_late_for_it(self, rollover):
        decided(rollover, steps={T: HEARD})
        due = date(2026, 12, 1)
        ReportRequirementFactory(mission=rollover.mission, decision=rollover.decision, due_on=due, every=None)
        found = findings(opened(rollover, count_earlier_meeting=True))
        assert (found["G7"].result, found["G7"].days, found["G7"].mend) == (Result.OUT_OF_ORDER, -19, None)

    def test_nothing_crashes_and_the_meeting_is_not_to_place_again(self, rollover):
        decided(rollover, steps={T: meeting()})
        occasion = opened(rollover, count_earlier_meeting=True)
        assert Reason.RULE_FAILED not in {finding.reason for finding in findings(occasion).values()}
        fact = occasion_fact(Occasion.objects.with_parts().get(pk=occasion.pk))
        to_place = {step.kind for step in steps_to_place(fact, WorkingDays(), WeekRule.AT_LEAST, TODAY)}
        assert {C, A} <= to_place
        assert not {T, StepKind.INVITATION} & to_place
