"""Findings in English words: one calm line each, and none without a sentence."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from django.utils.translation import override

from meetings.exchange.wording import (
    RESULT_LABELS,
    SEVERITY_LABELS,
    STEP_NAMES,
    day_label,
    mend_sentence,
    result_label,
    sentence,
    severity_label,
)
from meetings.exchange.wording_reasons import REASONS
from meetings.rules.engine import check_occasion, check_plan
from meetings.rules.facts import MandateFact, PaperFact, ProgrammeFact
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind
from meetings.rules.vocabulary import (
    EntryStatus,
    Format,
    Openness,
    PaperKind,
    ReportKind,
    StepKind,
    WeekRule,
)
from tests.rules.chains import NO_HOLIDAYS, ask, chain, with_paper
from tests.rules.months import JULY, entry, july, on_days, say, sitting


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with override("en"):
        yield


def short(gap_rule: str = "G7", **setting: WeekRule) -> Finding:
    return ask(gap_rule, chain(report="2020-07-10", meeting="2020-07-16"), **setting)


def test_a_short_week() -> None:
    assert sentence(short()) == (
        "6 days between the report (10 July) and the meeting (16 July); "
        "1 short of one week, 2 short of the guideline's preference."
    )


def test_one_day_is_one_day() -> None:
    assert sentence(ask("G13", chain(meeting="2025-12-11", consultations="2025-12-12"))) == (
        "1 day between the meeting (11 December) and consultations (12 December); "
        "6 short of one week, 7 short of the guideline's preference."
    )


def test_exactly_seven_days_under_either_setting() -> None:
    occasion = chain(report="2019-03-07", meeting="2019-03-14")
    gap = "7 days between the report (7 March) and the meeting (14 March); exactly one week"
    assert sentence(ask("G7", occasion)) == f"{gap}; the guideline's preference is one day more."
    strict = ask("G7", occasion, week_rule=WeekRule.MORE_THAN)
    assert sentence(strict) == f"{gap}, 1 short of the guideline's preference."


def test_a_week_that_meets_the_preference() -> None:
    assert sentence(ask("G13", chain(meeting="2022-06-09", consultations="2022-06-21"))) == (
        "12 days between the meeting (9 June) and consultations (21 June); "
        "more than one week, as the guideline prefers."
    )


def test_working_days_are_called_so() -> None:
    assert sentence(short("N2")) == "4 working days between the report (10 July) and the meeting (16 July)."
    assert sentence(ask("N2", chain(report="2019-07-10", meeting="2019-07-15"))) == (
        "3 working days between the report (10 July) and the meeting (15 July); 1 short of the 4 asked for."
    )


def test_a_planned_date_is_called_planned() -> None:
    said = sentence(ask("G7", chain(due="2020-07-01", meeting="2020-07-16")))
    assert said.endswith(" Planned: a due date stands in for the day itself.")


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            ask("G13", chain(meeting="2008-11-26", consultations="2008-11-26")),
            "Same day: the meeting and consultations (26 November).",
        ),
        (
            ask("G16", chain(None, "2011-06-08", "2011-06-13", "2011-06-13", "2011-06-15")),
            "Same day: consultations and the adoption (13 June).",
        ),
        (
            ask("G16", chain(None, "2020-07-01", "2020-07-30", "2020-07-29", "2020-07-31")),
            "Out of order: consultations (30 July) after the adoption (29 July).",
        ),
        (
            ask("L4", chain(adoption="2011-07-11", end="2011-07-09")),
            "Out of order: the adoption (11 July) after the mandate's end (9 July).",
        ),
        (
            ask("L4", chain(adoption="2025-01-31", end="2025-01-31")),
            "The adoption is on the mandate's last day (31 January), which is in order.",
        ),
        (
            ask("N10", chain(meeting="2006-12-13", adoption="2006-12-15")),
            "In order: the meeting (13 December) before the adoption (15 December).",
        ),
        (
            ask("G16", chain(None, "2020-07-01", "2020-07-20", "2020-07-29", "2020-07-31")),
            "The known steps are in their order.",
        ),
        (
            ask("G13", chain(meeting="2006-12-13", adoption="2006-12-15")),
            "No consultations are placed or on record. From the meeting to the adoption it is 2 days.",
        ),
        (
            ask("G7", chain(urgent=True)),
            "Does not apply in urgency: it could not be dated ahead.",
        ),
        (ask("L8", chain(consultations="2020-07-18")), "On a weekend: consultations (18 July)."),
        (ask("L8", chain(consultations="2020-07-17")), "In order."),
    ],
)
def test_what_is_said_of_an_occasion(finding: Finding, said: str) -> None:
    assert sentence(finding) == said


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 15)), "Done on 15 July."),
        (PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 21)), "1 day late (21 July)."),
        (PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 23)), "3 days late (23 July)."),
        (
            PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 9)),
            "Done on 9 July, before the meeting (10 July).",
        ),
        (
            PaperFact(PaperKind.SUMMARY, done_on=date(2020, 7, 10)),
            "Done on the day of the meeting itself (10 July).",
        ),
        (PaperFact(PaperKind.SUMMARY), "Not yet ticked."),
        (PaperFact(PaperKind.SUMMARY, not_needed=True), "Does not apply: marked as not needed."),
        (PaperFact(PaperKind.FACT_SHEET), "Not on record."),
    ],
)
def test_what_is_said_of_a_line_of_the_checklist(paper: PaperFact, said: str) -> None:
    occasion = with_paper(chain(meeting="2020-07-10", consultations="2020-07-20"), paper)
    assert sentence(ask("G14", occasion)) == said


def test_what_is_said_of_a_month() -> None:
    room = july(entry("a", sitting("2020-07-14", "10:00")), entry("b", sitting("2020-07-14", "10:30")))
    assert [sentence(f) for f in say("L1", room)] == [
        "Overlaps with another sitting in the same room (14 July)."
    ]
    assert [sentence(f) for f in say("L2", july(*on_days([11])))] == ["On a weekend: the entry (11 July)."]
    assert [sentence(f) for f in say("N17", july(*on_days([6, 7])))] == [
        "Council business on 2 days of this week."
    ]
    assert [sentence(f) for f in say("N17", july(*on_days([6, 7, 8, 9, 10])))] == [
        "Council business on 5 days of this week; 4 are planned for."
    ]
    assert [sentence(f) for f in say("N20", july(*on_days([1, 17])))] == [
        "16 days between two meetings of the Council; at most 14 are foreseen."
    ]
    early = PaperFact(PaperKind.MEMBERS_BRIEFED, done_on=date(2020, 7, 1))
    programme = ProgrammeFact(JULY, adopted_on=date(2020, 7, 2), papers=(early,))
    assert [sentence(f) for f in say("N16", july(programme=programme))] == [
        "Done on 1 July, before the programme's adoption (2 July)."
    ]
    late = july(entry("e", sitting("2020-07-15"), agenda_sent_on=date(2020, 7, 13)))
    assert [sentence(f) for f in say("N22", late)] == [
        "2 days between the agenda (13 July) and the entry (15 July); 1 short of the 3 asked for."
    ]


def test_what_is_said_of_a_mandates_end() -> None:
    ended = MandateFact("UNDOF", "S/RES/2503 (2019)", date(2019, 12, 19), date(2020, 6, 30))
    (passed,) = say("L3", july(mandates=(ended,)))
    assert sentence(passed) == "The mandate's end (30 June) has passed and no later decision is recorded."
    (long_ago,) = say("L3", july(mandates=(ended,), today=date(2022, 7, 1)))
    assert "(30 June 2020)" in sentence(long_ago)
    ends = MandateFact("UNDOF", "", None, JULY, has_contributors=True)
    (today,) = say("L5", july(mandates=(ends,)))
    assert sentence(today) == (
        "0 days before the mandate's end (1 July) no occasion to hear contributing countries is opened."
    )


def test_the_nearest_day_that_mends() -> None:
    assert mend_sentence(short()) == "Nearest day that would mend it: 17 July for the meeting."
    (weekend,) = say("L2", july(*on_days([11])))
    assert mend_sentence(weekend) == "Nearest day that would mend it: 10 July."
    assert mend_sentence(ask("G7", chain())) == ""


def test_every_result_severity_step_and_reason_has_its_words() -> None:
    assert set(RESULT_LABELS) == set(Result)
    assert set(SEVERITY_LABELS) == set(Severity)
    assert set(REASONS) == set(Reason)
    assert set(STEP_NAMES) == set(StepKind)
    assert result_label(Result.AT_MINIMUM) == "Exactly one week"
    assert severity_label(Severity.HINT) == "Hint"


@pytest.mark.parametrize("reason", Reason)
@pytest.mark.parametrize("days", [None, 1, 2])
def test_no_reason_leaves_a_gap_in_its_sentence(reason: Reason, days: int | None) -> None:
    finding = Finding(
        "G1", Result.NOT_MET, Severity.NOTE, "x", SubjectKind.OCCASION, days=days, wanted=4, reason=reason
    )
    said = sentence(replace(finding, dates=((StepKind.REPORT, JULY),)))
    assert said[0].isupper() or said[0].isdigit()
    assert said.endswith(".")
    assert "%" not in said
    assert sentence(finding)


def every_kind_of_plan() -> Iterator[Finding]:
    chains = [
        chain(),
        chain("2020-07-01", "2020-07-10", "2020-07-20", "2020-07-29", "2020-07-31"),
        chain("2020-07-31", "2020-07-29", "2020-07-20", "2020-07-10", "2020-07-01"),
        chain(*["2020-07-18"] * 5),
        chain(None, "2020-07-10", "2020-07-20", report_kind=ReportKind.ORAL),
    ]
    done = dict.fromkeys(PaperKind, "2020-07-18")
    for occasion in chains:
        for case in (occasion, replace(occasion, papers=chain(papers=done).papers)):
            for week_rule in WeekRule:
                yield from check_occasion(case, NO_HOLIDAYS, week_rule, date(2020, 9, 1))
    entries = on_days(
        range(1, 20), agenda_sent_on=date(2020, 7, 9), openness=Openness.CLOSED, called_in_urgency=True
    )
    tcc = entry("tcc", sitting("2020-07-20"), format=Format.TCC_MEETING, status=EntryStatus.HELD)
    for adopted in (None, date(2020, 7, 1), date(2020, 8, 3)):
        programme = ProgrammeFact(JULY, adopted_on=adopted, papers=chain(papers=done).papers)
        yield from check_plan(july(*entries, tcc, programme=programme))
        yield from check_plan(july(programme=ProgrammeFact(JULY, adopted_on=adopted)))


def test_whatever_a_rule_says_can_be_said_in_words() -> None:
    for finding in every_kind_of_plan():
        said = sentence(finding)
        assert said.endswith(".")
        assert "%" not in said
        assert "None" not in said
        assert mend_sentence(replace(finding, mend=Mend(StepKind.REPORT, JULY)))


def test_days_are_written_as_the_language_writes_them() -> None:
    assert day_label(date(2020, 7, 10)) == "10 July"
    with override("fr"):
        assert day_label(date(2020, 7, 10)) == "10 juillet"
    with override("zh-hans"):
        assert day_label(date(2020, 7, 10)) == "07月10日"
