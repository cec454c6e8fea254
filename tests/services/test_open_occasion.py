"""Opening an occasion: in one step for a mandate that ends, with its report; or for another reason."""

from datetime import UTC, date, datetime

import pytest

from meetings.models import AuditRecord, Occasion, Report
from meetings.models.history import records
from meetings.rules.vocabulary import EVENT_DRIVEN, MandateKind, OccasionKind, ReportKind
from meetings.services.occasion_values import AlreadyOpen, OccasionValues
from meetings.services.open_occasion import open_for_mandate, open_occasion
from meetings.services.refusals import Refused
from meetings.services.undo_step import undo_step
from tests.factories import (
    DecisionFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    ReportFactory,
    ReportRequirementFactory,
    UserFactory,
)
from tests.races import at_once

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)
END = date(2026, 12, 20)


@pytest.fixture
def mission():
    return MissionFactory(acronym="MONUSCO")


@pytest.fixture
def mandate(mission):
    decision = DecisionFactory(symbol="S/RES/2808 (2025)", adopted_on=date(2025, 12, 19))
    return MandateFactory(mission=mission, decision=decision, ends=END)


def open_at_once(mandate, **more):
    return open_for_mandate(mandate=mandate, today=TODAY, now=NOW, **{"actor": None} | more)


def opened(mission, **values):
    given = {"kind": OccasionKind.CHANGE, "label": "A change"} | values
    return open_occasion(mission=mission, values=OccasionValues(**given), today=TODAY, actor=None, now=NOW)


def refusal(call, *args, **values):
    """The field at which it is refused; nothing is written then."""
    before = Occasion.objects.count(), AuditRecord.objects.count()
    with pytest.raises(Refused) as refused:
        call(*args, **values)
    assert (Occasion.objects.count(), AuditRecord.objects.count()) == before
    return refused.value.field


@pytest.mark.django_db
class TestForAMandate:
    def test_it_is_named_as_those_on_record_are(self, mandate):
        planner = UserFactory(username="ola")
        occasion = open_at_once(mandate, actor=planner)
        assert (occasion.label, occasion.kind, occasion.mandate, occasion.mandate_end, occasion.urgent) == (
            "MONUSCO 2026-12 renewal",
            "renewal",
            mandate,
            None,
            False,
        )
        (record,) = AuditRecord.objects.all()
        assert (record.action, record.subject, record.actor, record.can_be_undone) == (
            "open occasion",
            "MONUSCO 2026-12 renewal",
            planner,
            False,
        )
        assert {row.request for row in records(Occasion).filter(id=occasion.pk)} == {record.request}

    @pytest.mark.parametrize(
        ("kind", "reason"),
        [
            (MandateKind.FIXED, "renewal"),
            (MandateKind.TRANSITION, "renewal"),
            (MandateKind.FINAL_EXTENSION, "completion"),
            (MandateKind.DRAWDOWN, "completion"),
        ],
    )
    def test_what_ends_for_good_is_completed(self, mission, kind, reason):
        occasion = open_at_once(MandateFactory(mission=mission, kind=kind, ends=END))
        assert (occasion.kind, occasion.label) == (reason, f"MONUSCO 2026-12 {reason}")

    def test_one_of_two_mandates_is_named(self, mission):
        occasion = open_at_once(MandateFactory(mission=mission, strand="Force Brigade", ends=END))
        assert occasion.label == "MONUSCO 2026-12 renewal (Force Brigade)"

    def test_it_takes_up_the_last_report_before_the_end(self, mission, mandate):
        early = ReportFactory(missions=[mission], due_on=date(2026, 3, 20))
        late = ReportFactory(missions=[mission], kind=ReportKind.LETTER, due_on=date(2026, 11, 20))
        ReportFactory(missions=[mission], due_on=date(2026, 12, 21))
        ReportFactory(missions=[MissionFactory()], due_on=date(2026, 12, 1))
        occasion = open_at_once(mandate)
        assert list(occasion.reports.all()) == [late]
        assert occasion.report_kind == "letter"
        assert not early.occasions.exists()

    def test_a_report_of_the_time_before_is_not_taken_up(self, mission, mandate):
        ReportFactory(missions=[mission], document_on=date(2025, 12, 1))
        heard = ReportFactory(missions=[mission], document_on=date(2026, 3, 1))
        OccasionFactory(mission=mission, concluded=True, reports=[heard])
        occasion = open_at_once(mandate)
        assert (list(occasion.reports.all()), occasion.report_kind) == ([], "written")

    @pytest.mark.parametrize(
        ("asked", "due"),
        [
            ({"due_on": date(2026, 12, 1), "every": None}, date(2026, 12, 1)),
            ({"within": 330, "every": None}, date(2026, 11, 14)),
            ({"within": 11, "every": None, "unit": "months"}, date(2026, 11, 19)),
        ],
    )
    def test_else_the_report_its_decision_asked_for_is_put_on_record(self, mission, mandate, asked, due):
        requirement = ReportRequirementFactory(mission=mission, decision=mandate.decision, **asked)
        (report,) = open_at_once(mandate).reports.all()
        assert (report.due_on, report.requirement, list(report.missions.all())) == (
            due,
            requirement,
            [mission],
        )

    @pytest.mark.parametrize(
        "asked",
        [
            {"every": 90},
            {"due_on": date(2026, 12, 21), "every": None},
            {"due_on": date(2026, 12, 1), "every": None, "decision": "S/RES/2765 (2024)"},
        ],
    )
    def test_what_has_no_day_before_the_end_is_not(self, mission, mandate, asked):
        decision = asked.pop("decision", mandate.decision.symbol)
        ReportRequirementFactory(mission=mission, decision=DecisionFactory(symbol=decision), **asked)
        occasion = open_at_once(mandate)
        assert (Report.objects.count(), occasion.report_kind) == (0, "written")

    @pytest.mark.parametrize("kind", [OccasionKind.RENEWAL, OccasionKind.CHANGE])
    @pytest.mark.parametrize("concluded", [False, True])
    def test_an_end_that_has_an_occasion_needs_no_other(self, mission, mandate, kind, concluded):
        there = OccasionFactory(mission=mission, mandate=mandate, kind=kind, concluded=concluded)
        with pytest.raises(AlreadyOpen) as already:
            open_at_once(mandate)
        assert (already.value.occasion, already.value.field) == (there, "mandate")
        assert there.label in already.value.message
        assert Occasion.objects.count() == 1

    def test_an_end_that_was_only_written_down_counts(self, mission, mandate):
        OccasionFactory(mission=mission, mandate_end=END)
        assert refusal(open_at_once, mandate) == "mandate"

    def test_another_end_or_mission_does_not_count(self, mission, mandate):
        OccasionFactory(mission=mission, mandate_end=date(2025, 12, 20))
        OccasionFactory(mandate_end=END)
        assert open_at_once(mandate).pk

    def test_a_mandate_without_an_end_has_nothing_to_decide(self, mission):
        mandate = MandateFactory(mission=mission, kind=MandateKind.OPEN_ENDED)
        assert refusal(open_at_once, mandate) == "mandate"

    def test_a_mission_that_closed_hears_nobody(self, mandate):
        mandate.mission.closed_on = date(2026, 11, 21)
        mandate.mission.save()
        assert refusal(open_at_once, mandate) == "mission"

    def test_a_mission_that_closes_today_is_open(self, mandate):
        mandate.mission.closed_on = TODAY
        mandate.mission.save()
        assert open_at_once(mandate).pk

    def test_at_a_desk_it_can_be_taken_back(self, mandate):
        december, planner = ProgrammeFactory(), UserFactory()
        open_at_once(mandate, actor=planner, programme=december)
        (step,) = AuditRecord.objects.steps_of(planner, december)
        undo_step(step=step, actor=planner, now=NOW)
        assert not Occasion.objects.exists()


@pytest.mark.django_db
class TestForAnotherReason:
    @pytest.mark.parametrize("kind", OccasionKind)
    def test_every_reason_can_be_given(self, mission, kind):
        occasion = opened(
            mission, kind=kind, urgent_reason="Nobody could know." if kind in EVENT_DRIVEN else ""
        )
        occasion.refresh_from_db()
        assert (occasion.kind, occasion.urgent) == (kind, kind in EVENT_DRIVEN)

    @pytest.mark.parametrize("kind", sorted(EVENT_DRIVEN))
    def test_what_nobody_could_date_says_what_makes_it_urgent(self, mission, kind):
        assert refusal(opened, mission, kind=kind, urgent_reason="  ") == "urgent_reason"

    def test_urgency_says_why(self, mission):
        assert refusal(opened, mission, urgent=True) == "urgent_reason"
        assert opened(mission, urgent=True, urgent_reason="Shelling.").urgent_reason == "Shelling."

    def test_a_reason_without_urgency_is_not_kept(self, mission):
        assert opened(mission, urgent_reason="Not any more.").urgent_reason == ""

    @pytest.mark.parametrize(
        ("field", "values"),
        [
            ("label", {"label": "  "}),
            ("mandate_end", {"mandate_end": date(1999, 12, 31)}),
            ("mandate_end", {"mandate_end": date(2100, 1, 1)}),
        ],
    )
    def test_each_refusal_is_at_its_field(self, mission, field, values):
        assert refusal(opened, mission, **values) == field

    def test_a_mandate_is_of_the_mission_and_has_its_own_end(self, mission, mandate):
        assert refusal(opened, mission, mandate=mandate, mandate_end=END) == "mandate_end"
        assert refusal(opened, MissionFactory(), mandate=mandate) == "mandate"

    def test_a_closed_mission_is_refused(self):
        assert refusal(opened, MissionFactory(closed_on=date(2026, 11, 21))) == "mission"

    def test_the_decision_at_an_end_has_one_occasion(self, mission, mandate):
        opened(mission, kind=OccasionKind.COMPLETION, mandate=mandate)
        assert refusal(opened, mission, kind=OccasionKind.RENEWAL, mandate_end=END) == "mandate"
        assert opened(mission, kind=OccasionKind.CHANGE, mandate=mandate).pk

    def test_without_an_end_any_number_may_be_open(self, mission):
        opened(mission, kind=OccasionKind.RENEWAL)
        opened(mission, kind=OccasionKind.RENEWAL)
        assert Occasion.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_those_who_open_it_at_once_one_does():
    mandate = MandateFactory(ends=END)
    outcomes = at_once(*[lambda: open_at_once(mandate)] * 8)
    assert sorted(type(outcome).__name__ for outcome in outcomes) == ["AlreadyOpen"] * 7 + ["NoneType"]
    (occasion,) = Occasion.objects.all()
    assert {outcome.occasion for outcome in outcomes if outcome} == {occasion}
