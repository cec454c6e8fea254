"""Is the report there in time: G7 in calendar days, N1 and N2 in working days."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.facts import ReportFact
from meetings.rules.findings import Mend, Reason, Result, Severity, Unit
from meetings.rules.vocabulary import OccasionKind, ReportKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays
from tests.rules.chains import NO_HOLIDAYS, ask, chain


def test_a_due_date_stands_in_and_is_called_planned() -> None:
    """UNFICYP, January 2019, as published: report due on the 10th, meeting on the 17th."""
    finding = ask("G7", chain(due="2019-01-10", meeting="2019-01-17"))
    assert (finding.result, finding.days, finding.planned) == (Result.AT_MINIMUM, 7, True)
    assert not ask("G7", chain(report="2019-01-10", meeting="2019-01-17")).planned


def test_six_days_are_short() -> None:
    """UNFICYP, July 2020, as published: report due on the 10th, meeting on the 16th."""
    finding = ask("G7", chain(due="2020-07-10", meeting="2020-07-16"))
    assert (finding.result, finding.severity) == (Result.SHORT, Severity.WARNING)
    assert (finding.days, finding.wanted, finding.unit) == (6, 7, Unit.CALENDAR)
    assert finding.dates == (
        (StepKind.REPORT, date(2020, 7, 10)),
        (StepKind.CONTRIBUTORS, date(2020, 7, 16)),
    )


def test_exactly_seven_turns_over_with_the_setting() -> None:
    occasion = chain(report="2019-01-10", meeting="2019-01-17")
    at_least = ask("G7", occasion, week_rule=WeekRule.AT_LEAST)
    more_than = ask("G7", occasion, week_rule=WeekRule.MORE_THAN)
    assert (at_least.result, at_least.severity, at_least.mend) == (Result.AT_MINIMUM, Severity.NOTE, None)
    assert (more_than.result, more_than.severity, more_than.wanted) == (Result.SHORT, Severity.WARNING, 8)


def test_a_report_still_to_come_is_mended_by_coming_earlier() -> None:
    # A week before Thursday 16 July is the 9th.
    mend = ask("G7", chain(due="2020-07-10", meeting="2020-07-16")).mend
    assert mend == Mend(StepKind.REPORT, date(2020, 7, 9))


def test_a_report_that_is_out_makes_the_meeting_wait() -> None:
    # A week after Friday 10 July is Friday the 17th; were that a holiday, Monday the 20th.
    occasion = chain(report="2020-07-10", meeting="2020-07-16")
    assert ask("G7", occasion).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 17))
    calendar = WorkingDays(frozenset({date(2020, 7, 17)}))
    assert ask("G7", occasion, calendar=calendar).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 20))


def test_nothing_that_is_over_can_be_mended() -> None:
    occasion = chain(report="2020-07-10", meeting="2020-07-16", consultations="2020-07-13", concluded=True)
    assert [ask(rule_id, occasion).mend for rule_id in ("G7", "G13", "N2")] == [None, None, None]


@pytest.mark.parametrize(
    "fields",
    [
        {"urgent": True},
        {"kind": OccasionKind.DEVELOPMENT},
        {"kind": OccasionKind.DETERIORATION},
        {"kind": OccasionKind.CRISIS},
    ],
)
def test_the_week_does_not_apply_where_nobody_could_date_ahead(fields: dict[str, object]) -> None:
    occasion = chain("2020-07-10", "2020-07-11", "2020-07-12", **fields)
    for rule_id in ("G7", "G13"):
        finding = ask(rule_id, occasion)
        assert (finding.result, finding.reason) == (Result.NOT_APPLICABLE, Reason.URGENT)
    # The order of the steps and the readers' time are still looked at.
    assert ask("G16", occasion).result is Result.IN_ORDER
    assert ask("N2", occasion).result is Result.SHORT


@pytest.mark.parametrize(
    ("kind", "reason"), [(ReportKind.ORAL, Reason.ORAL_REPORT), (ReportKind.NONE, Reason.NO_REPORT)]
)
def test_without_a_written_report_other_material_is_asked_for(kind: ReportKind, reason: Reason) -> None:
    occasion = chain(meeting="2020-07-10", consultations="2020-07-20", report_kind=kind)
    for rule_id in ("G7", "N1", "N2"):
        finding = ask(rule_id, occasion)
        assert (finding.result, finding.reason) == (Result.NOT_APPLICABLE, reason)
    assert ask("N3", occasion).result is Result.UNKNOWN


@pytest.mark.parametrize("kind", [ReportKind.WRITTEN, ReportKind.LETTER, None])
def test_a_written_report_or_a_letter_is_waited_for(kind: ReportKind | None) -> None:
    occasion = chain("2020-07-01", "2020-07-10", "2020-07-20", report_kind=kind)
    assert ask("G7", occasion).result is Result.MEETS_PREFERENCE
    assert ask("N1", occasion).result is Result.MET
    assert ask("N3", occasion).reason is Reason.WRITTEN_REPORT


def test_the_missing_date_is_named() -> None:
    assert ask("G7", chain(report="2020-07-10")).reason is Reason.NO_MEETING
    finding = ask("G7", chain(meeting="2020-07-10"))
    assert (finding.result, finding.reason) == (Result.UNKNOWN, Reason.NO_REPORT_DATE)
    assert finding.severity is Severity.WARNING


def test_a_date_missing_is_warned_of_by_the_guideline_and_elsewhere_noted() -> None:
    occasion = chain(consultations="2020-07-20")
    assert [ask(rule_id, occasion).severity for rule_id in ("G7", "G13", "G16")] == [Severity.WARNING] * 3
    assert [ask(rule_id, occasion).severity for rule_id in ("N1", "N2", "N10")] == [Severity.NOTE] * 3


def test_a_report_after_the_meeting_is_out_of_order() -> None:
    for rule_id in ("G7", "N2"):
        finding = ask(rule_id, chain(report="2020-07-14", meeting="2020-07-01"))
        assert (finding.result, finding.severity) == (Result.OUT_OF_ORDER, Severity.ERROR)


def test_working_days_and_calendar_days_can_part_over_two_holidays() -> None:
    """Thursday to Thursday is a week, but with two holidays in it only three working days."""
    occasion = chain(report="2020-05-21", meeting="2020-05-28", consultations="2020-06-10")
    calendar = WorkingDays(frozenset({date(2020, 5, 25), date(2020, 5, 26)}))
    assert ask("G7", occasion, calendar=calendar).result is Result.AT_MINIMUM
    finding = ask("N2", occasion, calendar=calendar)
    assert (finding.result, finding.days, finding.wanted) == (Result.SHORT, 3, 4)
    assert finding.unit is Unit.WORKING
    assert finding.mend == Mend(StepKind.CONTRIBUTORS, date(2020, 5, 29))


def test_the_same_day_leaves_no_time_to_read() -> None:
    assert ask("N1", chain(report="2020-07-13", consultations="2020-07-13")).result is Result.SAME_DAY


def test_of_several_reports_the_last_one_counts() -> None:
    first = chain(report="2020-07-01", meeting="2020-07-16")
    second = chain(report="2020-07-10")
    occasion = chain(meeting="2020-07-16", reports=first.reports + second.reports)
    assert ask("G7", occasion).days == 6


days = st.dates(date(2000, 1, 1), date(2040, 12, 31))
holidays = st.frozensets(st.dates(date(2019, 12, 1), date(2020, 3, 31)), max_size=25).map(WorkingDays)


@given(days, st.integers(min_value=-60, max_value=60))
def test_g7_depends_on_nothing_but_the_gap(report: date, gap: int) -> None:
    finding = ask("G7", chain(report.isoformat(), (report + timedelta(days=gap)).isoformat()))
    assert finding.days == gap
    assert finding.met == (gap >= 7)


@given(
    st.dates(date(2020, 1, 1), date(2020, 2, 28)),
    st.integers(min_value=0, max_value=20),
    holidays,
    st.sampled_from(["N1", "N2"]),
    st.booleans(),
)
def test_the_mend_of_too_little_notice_mends_it(
    report: date, gap: int, calendar: WorkingDays, rule_id: str, planned: bool
) -> None:
    use = (report + timedelta(days=gap)).isoformat()
    given_as = "due" if planned else "report"
    occasion = chain(meeting=use, consultations=use, **{given_as: report.isoformat()})
    finding = ask(rule_id, occasion, calendar=calendar)
    if finding.mend is None:
        assert finding.result is Result.MET
        return
    day = finding.mend.on.isoformat()
    if finding.mend.step is StepKind.REPORT:
        mended = chain(due=day, meeting=use, consultations=use)
    else:
        mended = chain(report=report.isoformat(), meeting=day, consultations=day)
    assert ask(rule_id, mended, calendar=calendar).result is Result.MET
    assert calendar.is_working(finding.mend.on)


@given(days, st.integers(min_value=-10, max_value=6), st.booleans(), st.sampled_from(WeekRule))
def test_the_mend_of_a_short_week_mends_it(
    report: date, gap: int, planned: bool, week_rule: WeekRule
) -> None:
    meeting = (report + timedelta(days=gap)).isoformat()
    given_as = "due" if planned else "report"
    finding = ask("G7", chain(meeting=meeting, **{given_as: report.isoformat()}), week_rule=week_rule)
    assert finding.mend is not None
    day = finding.mend.on.isoformat()
    moved = chain(due=day, meeting=meeting) if planned else chain(report=report.isoformat(), meeting=day)
    assert ask("G7", moved, week_rule=week_rule).met
    assert NO_HOLIDAYS.is_working(finding.mend.on)


def test_no_mend_lies_in_the_past() -> None:
    # The report would have to be out on 9 July; on the 10th only the meeting can still move, on the 17th nothing.
    occasion = chain(due="2020-07-10", meeting="2020-07-16")
    mends = [ask("G7", occasion, today=date(2020, 7, on)).mend for on in (9, 10, 17)]
    assert mends == [
        Mend(StepKind.REPORT, date(2020, 7, 9)),
        Mend(StepKind.CONTRIBUTORS, date(2020, 7, 17)),
        None,
    ]
    short = chain(due="2020-07-13", meeting="2020-07-16")
    assert ask("N2", short, today=date(2020, 7, 10)).mend == Mend(StepKind.REPORT, date(2020, 7, 10))
    assert ask("N2", short, today=date(2020, 7, 13)).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 17))


def test_an_oral_report_beside_a_written_one_is_not_waited_for() -> None:
    written = chain(report="2020-07-01").reports
    oral = (ReportFact(kind=ReportKind.ORAL, due_on=date(2020, 7, 15)),)
    finding = ask("G7", chain(meeting="2020-07-16", reports=written + oral))
    assert (finding.result, finding.days) == (Result.MEETS_PREFERENCE, 15)
    assert ask("G7", chain(meeting="2020-07-16", reports=oral)).reason is Reason.ORAL_REPORT


def test_without_a_written_report_nothing_can_be_included_in_it() -> None:
    occasion = chain(meeting="2020-07-10", report_kind=ReportKind.ORAL)
    assert ask("G6", occasion, today=date(2020, 8, 1)).reason is Reason.ORAL_REPORT
