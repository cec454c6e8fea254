"""The meeting a week before consultations (G13), the briefing before them (G8), the adoption after them (L7)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Mend, Reason, Result, Severity
from meetings.rules.vocabulary import OccasionKind, StepKind, WeekRule
from tests.rules.chains import ask, chain


@pytest.mark.parametrize(
    ("meeting", "consultations", "days"),
    [
        ("2019-01-17", "2019-01-22", 5),  # UNFICYP
        ("2020-07-16", "2020-07-20", 4),  # UNFICYP, both by video link
        ("2017-03-16", "2017-03-21", 5),  # MONUSCO
        ("2021-10-11", "2021-10-13", 2),  # MINURSO
    ],
)
def test_the_published_plans_we_know_are_short(meeting: str, consultations: str, days: int) -> None:
    finding = ask("G13", chain(meeting=meeting, consultations=consultations))
    assert (finding.result, finding.days, finding.wanted) == (Result.SHORT, days, 7)
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("meeting", "adoption", "days"), [("2006-12-08", "2006-12-15", 7), ("2006-12-13", "2006-12-15", 2)]
)
def test_without_consultations_it_is_unknown_with_the_gap_to_adoption(
    meeting: str, adoption: str, days: int
) -> None:
    """UNFICYP (1728) and UNDOF (1729), December 2006: no consultations on record."""
    finding = ask("G13", chain(meeting=meeting, adoption=adoption))
    assert (finding.result, finding.reason) == (Result.UNKNOWN, Reason.NO_CONSULTATIONS)
    assert (finding.days, finding.to_adoption) == (None, days)
    assert finding.severity is Severity.WARNING


def test_without_a_meeting_that_is_what_is_said() -> None:
    finding = ask("G13", chain(consultations="2020-07-20", adoption="2020-07-29"))
    assert (finding.reason, finding.to_adoption) == (Reason.NO_MEETING, None)


def test_the_meeting_moves_earlier_where_the_report_allows() -> None:
    occasion = chain("2020-07-01", "2020-07-16", "2020-07-20")
    assert ask("G13", occasion).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 13))


def test_consultations_move_later_where_the_report_does_not_allow_it() -> None:
    occasion = chain("2020-07-10", "2020-07-17", "2020-07-20")
    assert ask("G13", occasion).mend == Mend(StepKind.CONSULTATIONS, date(2020, 7, 24))


def test_consultations_do_not_move_into_the_adoption() -> None:
    occasion = chain("2020-07-10", "2020-07-17", "2020-07-20", "2020-07-23")
    assert ask("G13", occasion).mend == Mend(StepKind.CONTRIBUTORS, date(2020, 7, 13))


def test_meeting_after_consultations_is_an_error_of_order() -> None:
    finding = ask("G13", chain(meeting="2008-03-06", consultations="2008-03-05"))
    assert (finding.result, finding.severity, finding.days) == (Result.OUT_OF_ORDER, Severity.ERROR, -1)


def test_the_first_consultations_on_record_count() -> None:
    occasion = chain(meeting="2020-07-01", consultations="2020-07-20")
    later = chain(consultations="2020-07-28")
    finding = ask("G13", chain(steps=later.steps + occasion.steps))
    assert finding.days == 19


@pytest.mark.parametrize(
    ("consultations", "days"),
    [
        (["2020-07-06", "2020-07-20"], 10),  # those before the meeting were about something else
        (["2020-07-10", "2020-07-20"], 10),
        (["2020-07-06", "2020-07-10"], 0),
        (["2020-07-02", "2020-07-06"], -4),
    ],
)
def test_the_first_consultations_after_the_meeting_count(consultations: list[str], days: int) -> None:
    steps = [step for on in consultations for step in chain(consultations=on).steps]
    occasion = chain(steps=(*chain(meeting="2020-07-10").steps, *steps))
    assert ask("G13", occasion).days == days
    assert ask("G16", occasion).severity <= Severity.NOTE or days < 0


def test_what_was_held_is_not_moved() -> None:
    occasion = chain("2020-07-01", "2020-07-16", "2020-07-20")
    assert ask("G13", occasion, today=date(2020, 7, 17)).mend == Mend(
        StepKind.CONSULTATIONS, date(2020, 7, 23)
    )
    assert ask("G13", occasion, today=date(2020, 7, 21)).mend is None
    close = chain("2020-07-01", "2020-07-16", "2020-07-20", "2020-07-22")
    assert ask("G13", close, today=date(2020, 7, 17)).mend is None


def test_an_adoption_before_the_meeting_is_no_gap() -> None:
    assert ask("G13", chain(meeting="2020-07-16", adoption="2020-07-01")).to_adoption is None


@given(
    st.dates(date(2000, 1, 1), date(2040, 12, 31)),
    st.integers(min_value=-20, max_value=20),
    st.sampled_from(WeekRule),
)
def test_the_mend_of_a_short_week_mends_it(meeting: date, gap: int, week_rule: WeekRule) -> None:
    consultations = meeting + timedelta(days=gap)
    finding = ask(
        "G13",
        chain(meeting=meeting.isoformat(), consultations=consultations.isoformat()),
        week_rule=week_rule,
    )
    assert (finding.mend is None) == finding.met
    if finding.mend:
        mended = chain(meeting=finding.mend.on.isoformat(), consultations=consultations.isoformat())
        assert ask("G13", mended, week_rule=week_rule).met


def briefed(on: str, kind: OccasionKind = OccasionKind.RENEWAL) -> OccasionFact:
    return chain(consultations="2020-07-20", kind=kind, others={StepKind.POLITICO_MILITARY: on})


@pytest.mark.parametrize(
    ("on", "result", "severity"),
    [
        ("2020-07-17", Result.IN_ORDER, Severity.OK),
        ("2020-07-20", Result.SAME_DAY, Severity.WARNING),
        ("2020-07-21", Result.OUT_OF_ORDER, Severity.ERROR),
    ],
)
def test_a_politico_military_briefing_comes_before_consultations(
    on: str, result: Result, severity: Severity
) -> None:
    finding = ask("G8", briefed(on))
    assert (finding.result, finding.severity) == (result, severity)


def test_no_politico_military_briefing_is_only_noted() -> None:
    finding = ask("G8", chain(consultations="2020-07-20"))
    assert (finding.result, finding.severity) == (Result.UNKNOWN, Severity.NOTE)


def test_a_politico_military_briefing_belongs_to_renewals() -> None:
    finding = ask("G8", briefed("2020-07-21", OccasionKind.COMPLETION))
    assert (finding.result, finding.reason) == (Result.NOT_APPLICABLE, Reason.NOT_RENEWAL)


def test_consultations_on_the_day_of_adoption_warn_until_they_are_over() -> None:
    dates = {"consultations": "2011-06-13", "adoption": "2011-06-13"}
    assert ask("L7", chain(**dates)).severity is Severity.WARNING
    assert ask("L7", chain(**dates, concluded=True)).severity is Severity.NOTE
    assert ask("G16", chain(**dates)).severity is Severity.NOTE
