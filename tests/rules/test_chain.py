"""The order of the steps (G16), the invitation (L6), closed days (L8), the decision (N10, L4), the planning phase."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.chain import ORDER
from meetings.rules.facts import StepFact
from meetings.rules.findings import Mend, Reason, Result, Severity
from meetings.rules.vocabulary import OccasionKind, StepKind
from meetings.rules.working_days import WorkingDays
from tests.rules.chains import ask, chain

T, C, A, E = "2020-07-06", "2020-07-20", "2020-07-29", "2020-07-31"


@pytest.mark.parametrize(
    ("dates", "result", "severity"),
    [
        ((T, C, A, E), Result.IN_ORDER, Severity.OK),
        ((T, None, A, None), Result.IN_ORDER, Severity.OK),
        ((None, None, E, E), Result.IN_ORDER, Severity.OK),
        ((T, T, A, E), Result.SAME_DAY, Severity.NOTE),
        ((T, A, A, E), Result.SAME_DAY, Severity.NOTE),
        ((None, E, None, E), Result.SAME_DAY, Severity.NOTE),
        ((C, T, A, E), Result.OUT_OF_ORDER, Severity.ERROR),
        ((A, None, C, E), Result.OUT_OF_ORDER, Severity.ERROR),
        ((T, T, E, A), Result.OUT_OF_ORDER, Severity.ERROR),
        ((T, None, None, None), Result.UNKNOWN, Severity.WARNING),
        ((None, None, None, None), Result.UNKNOWN, Severity.WARNING),
    ],
)
def test_steps_in_their_order(dates: tuple[str | None, ...], result: Result, severity: Severity) -> None:
    finding = ask("G16", chain(None, *dates))
    assert (finding.result, finding.severity) == (result, severity)
    assert [on.isoformat() for _, on in finding.dates] == [on for on in dates if on]


def test_the_step_that_comes_too_late_is_the_one_to_move() -> None:
    assert ask("G16", chain(None, A, C)).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 17))
    saturday = "2020-08-01"
    late = chain(None, T, C, "2020-08-03", saturday)
    assert ask("G16", late).mend == Mend(StepKind.ADOPTION, date(2020, 7, 31))


def test_a_chain_that_one_move_cannot_put_in_order_is_offered_none() -> None:
    # Consultations before the adoption would come before the meeting; the adoption after them can still be moved.
    mend = ask("G16", chain(None, "2020-07-15", "2020-07-20", "2020-07-10")).mend
    assert mend == Mend(StepKind.ADOPTION, date(2020, 7, 21))
    assert ask("G16", chain(None, "2020-07-29", "2020-07-20", "2020-07-10")).mend is None


chains = st.lists(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 20)), min_size=4, max_size=4)


@given(chains, st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 20)))
def test_the_mend_of_an_order_mends_it_and_is_not_past(dates: list[date | None], today: date | None) -> None:
    days = [on.isoformat() if on else None for on in dates]
    mend = ask("G16", chain(None, *days), today=today).mend
    if mend:
        days[ORDER.index(mend.step)] = mend.on.isoformat()
        assert ask("G16", chain(None, *days)).severity <= Severity.NOTE
        assert today is None or mend.on >= today


@given(st.lists(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 20)), min_size=4, max_size=4))
def test_order_is_what_sorting_says(dates: list[date | None]) -> None:
    known = [on for on in dates if on]
    finding = ask("G16", chain(None, *(on.isoformat() if on else None for on in dates)))
    if len(known) < 2:
        assert finding.result is Result.UNKNOWN
    else:
        assert (finding.result is Result.OUT_OF_ORDER) == (known != sorted(known))


def test_the_meeting_comes_before_the_decision() -> None:
    assert ask("N10", chain(meeting="2006-12-13", adoption="2006-12-15")).days == 2
    assert ask("N10", chain(meeting=A, adoption=A)).severity is Severity.WARNING
    assert ask("N10", chain(meeting=A, adoption=C)).severity is Severity.ERROR
    assert ask("N10", chain(meeting=A)).reason is Reason.NO_ADOPTION
    assert ask("N10", chain(adoption=A)).reason is Reason.NO_MEETING


def test_a_decision_after_the_mandate_lapsed() -> None:
    """UNMIS, July 2011: resolution 1997 came two days after the end."""
    finding = ask("L4", chain(adoption="2011-07-11", end="2011-07-09"))
    assert (finding.result, finding.severity, finding.days) == (Result.OUT_OF_ORDER, Severity.ERROR, -2)
    assert finding.mend == Mend(StepKind.ADOPTION, date(2011, 7, 8))


def test_a_decision_on_the_last_day_is_in_order_and_says_so() -> None:
    """UNFICYP, 31 January 2025, was planned so."""
    finding = ask("L4", chain(adoption="2025-01-31", end="2025-01-31"))
    assert (finding.result, finding.severity) == (Result.IN_ORDER, Severity.OK)
    assert finding.reason is Reason.LAST_DAY


@pytest.mark.parametrize(
    ("kind", "severity"),
    [(OccasionKind.RENEWAL, Severity.WARNING), (OccasionKind.COUNCIL_MISSION, Severity.NOTE)],
)
def test_a_decision_not_yet_placed_warns_only_where_a_mandate_is_decided(
    kind: OccasionKind, severity: Severity
) -> None:
    for occasion, reason in (
        (chain(end=E, kind=kind), Reason.NO_ADOPTION),
        (chain(adoption=A, kind=kind), Reason.NO_MANDATE_END),
    ):
        finding = ask("L4", occasion)
        assert (finding.result, finding.reason, finding.severity) == (Result.UNKNOWN, reason, severity)


@pytest.mark.parametrize(
    ("on", "severity"),
    [("2020-07-03", Severity.OK), ("2020-07-06", Severity.WARNING), ("2020-07-07", Severity.ERROR)],
)
def test_the_invitation_goes_out_before_the_day(on: str, severity: Severity) -> None:
    assert ask("L6", chain(meeting=T, others={StepKind.INVITATION: on})).severity is severity


SATURDAY = "2020-07-18"


def test_a_step_on_a_closed_day_warns() -> None:
    finding = ask("L8", chain(consultations=SATURDAY))
    assert (finding.severity, finding.reason) == (Severity.WARNING, Reason.WEEKEND)
    assert finding.mend == Mend(StepKind.CONSULTATIONS, date(2020, 7, 17))
    holiday = WorkingDays(frozenset({date(2020, 7, 20)}))
    assert ask("L8", chain(consultations=C), calendar=holiday).reason is Reason.HOLIDAY
    assert ask("L8", chain(consultations=C)).result is Result.MET


def test_a_step_that_has_its_entry_is_left_to_the_entry() -> None:
    step = StepFact(StepKind.CONSULTATIONS, date(2020, 7, 18), entry="uid")
    assert ask("L8", chain(steps=(step,))).result is Result.MET


def test_a_report_due_on_a_closed_day_warns_and_one_already_out_is_noted() -> None:
    assert ask("L8", chain(due=SATURDAY)).severity is Severity.WARNING
    assert ask("L8", chain(report=SATURDAY)).severity is Severity.NOTE
    assert ask("L8", chain(consultations=SATURDAY, concluded=True)).severity is Severity.NOTE


def test_of_several_closed_days_the_ones_that_can_move_are_named() -> None:
    out = ask("L8", chain(report=SATURDAY, consultations="2020-07-19"))
    assert (out.severity, out.dates[0][0]) == (Severity.WARNING, StepKind.CONSULTATIONS)
    assert out.mend == Mend(StepKind.CONSULTATIONS, date(2020, 7, 17))
    both = ask("L8", chain(consultations=SATURDAY, adoption="2020-07-25"))
    assert (both.severity, both.mend) == (Severity.WARNING, None)


def test_a_closed_day_that_is_past_is_noted_and_one_too_near_waits() -> None:
    assert ask("L8", chain(consultations=SATURDAY), today=date(2020, 7, 20)).severity is Severity.NOTE
    today = ask("L8", chain(consultations=SATURDAY), today=date(2020, 7, 18))
    assert today.mend == Mend(StepKind.CONSULTATIONS, date(2020, 7, 20))


def test_an_assessment_away_from_headquarters_may_begin_on_a_weekend() -> None:
    assert ask("L8", chain(others={StepKind.ASSESSMENT: SATURDAY})).result is Result.MET


PLANNING = {
    StepKind.SECRETARIAT_BEFORE: "2020-02-03",
    StepKind.BRIEFING_BEFORE: "2020-02-05",
    StepKind.ASSESSMENT: "2020-02-10",
    StepKind.SECRETARIAT_AFTER: "2020-03-02",
    StepKind.BRIEFING_AFTER: "2020-03-04",
}


def test_the_planning_phase_in_order() -> None:
    occasion = chain(others=PLANNING, kind=OccasionKind.PLANNING)
    results = [ask(f"G{n}", occasion).result for n in range(1, 6)]
    assert results == [Result.IN_ORDER, Result.MET, Result.MET, Result.IN_ORDER, Result.MET]


def test_the_planning_phase_out_of_order() -> None:
    early, late = {StepKind.SECRETARIAT_AFTER: "2020-02-07"}, {StepKind.SECRETARIAT_BEFORE: "2020-02-11"}
    assert ask("G1", chain(others=PLANNING | late)).result is Result.OUT_OF_ORDER
    second = ask("G4", chain(others=PLANNING | early))
    assert second.result is Result.OUT_OF_ORDER
    assert second.mend == Mend(StepKind.SECRETARIAT_AFTER, date(2020, 2, 11))


def test_the_planning_phase_not_yet_placed_and_not_called_for() -> None:
    for n in range(1, 6):
        placed = ask(f"G{n}", chain(kind=OccasionKind.PLANNING))
        assert (placed.result, placed.severity) == (Result.UNKNOWN, Severity.NOTE)
        renewal = ask(f"G{n}", chain())
        assert (renewal.result, renewal.reason) == (Result.NOT_APPLICABLE, Reason.NO_ASSESSMENT)
