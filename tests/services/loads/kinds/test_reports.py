"""Reports and reporting requirements from a table."""

from datetime import date

import pytest

from meetings.models import Report, ReportRequirement
from tests.factories import (
    DecisionFactory,
    MissionFactory,
    ReportFactory,
    ReportRequirementFactory,
)
from tests.services.loads.files import FIXTURES, lines, loaded, outcomes, previewed, problems

pytestmark = pytest.mark.django_db


@pytest.fixture
def force():
    return MissionFactory(acronym="UNFICYP")


def test_a_report_that_is_due_waits_for_its_symbol(force):
    loaded("reports", "mission,title,due\nUNFICYP,Report on UNFICYP,2026-10-04\n")
    text = "mission,symbol,due,circulated\nUNFICYP,S/2026/12,2026-10-04,6 October 2026\n"
    load = loaded("reports", text)
    report = Report.objects.get()
    assert (report.symbol, report.title, report.due_on, report.circulated_on) == (
        "S/2026/12",
        "Report on UNFICYP",
        date(2026, 10, 4),
        date(2026, 10, 6),
    )
    assert list(report.missions.all()) == [force]
    assert lines(load)[0][3] == {"circulated_on": ("", "2026-10-06"), "symbol": ("", "S/2026/12")}


def test_one_report_on_two_missions_may_stand_on_two_rows(force):
    other = MissionFactory(acronym="UNDOF")
    loaded("reports", "mission,symbol\nUNFICYP,S/2026/12\nUNDOF,S/2026/12\n")
    assert set(Report.objects.get().missions.all()) == {force, other}


def test_reports_due_on_one_day_are_as_many_as_missions(force):
    MissionFactory(acronym="UNDOF")
    text = "mission,due\nUNFICYP,2026-10-04\nUNDOF,2026-10-04\n"
    loaded("reports", text)
    rows = Report.objects.order_by("title").values_list("title", "due_on", "missions__acronym")
    assert list(rows) == [
        ("UNDOF: report due on 2026-10-04", date(2026, 10, 4), "UNDOF"),
        ("UNFICYP: report due on 2026-10-04", date(2026, 10, 4), "UNFICYP"),
    ]
    assert outcomes(previewed("reports", text)) == []


def test_a_title_alone_names_a_report(force):
    loaded("reports", "mission,title\nUNFICYP,Report on UNFICYP\n")
    assert Report.objects.get().title == "Report on UNFICYP"


def test_of_two_symbols_the_report_that_waits_gets_one(force):
    waiting = ReportFactory(symbol="", title="", due_on=date(2026, 10, 4), missions=[force])
    loaded("reports", "mission,symbol,due\nUNFICYP,S/2026/12,2026-10-04\nUNFICYP,S/2026/13,2026-10-04\n")
    rows = Report.objects.order_by("pk").values_list("pk", "symbol")
    assert [symbol for _pk, symbol in rows] == ["S/2026/12", "S/2026/13"]
    assert rows[0][0] == waiting.pk


def test_two_rows_say_the_same_of_their_report(force):
    load = previewed(
        "reports",
        "mission,symbol,due,issued\n"
        "UNFICYP,S/2026/12,2026-10-04,2026-10-05\n"
        "UNFICYP,S/2026/12,2026-10-04,2026-10-06\n",
    )
    assert problems(load) == [(3, "issued", "The file says something else of the same in row 2.")]


def test_a_mission_is_added_and_none_is_taken_away(force):
    other = MissionFactory(acronym="UNDOF")
    report = ReportFactory(symbol="S/2026/12", missions=[other])
    loaded("reports", "mission,symbol\nUNFICYP,S/2026/12\n")
    assert set(report.missions.all()) == {force, other}


def test_the_one_date_of_a_table_is_that_on_the_document_unless_it_says_issued(force):
    loaded(
        "reports",
        "mission,report_symbol,report_date,report_date_kind\n"
        "UNFICYP,S/2026/12,2026-10-04,document date\n"
        "UNFICYP,S/2026/13,2026-10-05,issued\n",
    )
    dated = Report.objects.order_by("symbol").values_list("document_on", "circulated_on")
    assert list(dated) == [(date(2026, 10, 4), None), (None, date(2026, 10, 5))]


def test_a_row_of_cycles_without_a_report_says_nothing(force):
    load = loaded("reports", "mission,report_symbol,report_date\nUNFICYP,,\n")
    assert lines(load) == []


def test_the_requirement_it_answers_is_found_by_the_decision_and_the_day(force):
    decision = DecisionFactory(symbol="S/RES/2771 (2025)")
    asked = [
        ReportRequirementFactory(
            mission=force, decision=decision, wording=word, due_on=day, within=None, every=None, unit=""
        )
        for word, day in (("by 1 July 2026", date(2026, 7, 1)), ("by 4 October 2026", date(2026, 10, 4)))
    ]
    loaded("reports", "mission,symbol,due,requested by\nUNFICYP,S/2026/12,2026-10-04,2771\n")
    assert Report.objects.get().requirement == asked[1]


@pytest.mark.parametrize(
    ("row", "column", "said"),
    [
        ("UNFICYP,,,2026-10-04", "symbol", "Give its symbol, or its title, or the day it is due."),
        (
            "UNFICYP,S/2026/12,2026-10-06,2026-10-04",
            "signed",
            "This is later than the day it was circulated.",
        ),
    ],
)
def test_what_does_not_go_together_is_named_at_its_column(force, row, column, said):
    load = previewed("reports", f"mission,symbol,signed,circulated\n{row}\n")
    assert problems(load) == [(2, column, said)]


def test_phrases_are_dated_by_their_words(force):
    DecisionFactory(symbol="S/RES/2771 (2025)")
    loaded(
        "requirements",
        "mission,resolution,reporting_phrases_found\n"
        "UNFICYP,2771,by 4 October 2026 | every six months | within 90 days | in due course\n",
    )
    rows = ReportRequirement.objects.order_by("wording")
    assert list(rows.values_list("wording", "due_on", "within", "every", "unit")) == [
        ("by 4 October 2026", date(2026, 10, 4), None, None, ""),
        ("every six months", None, None, 6, "months"),
        ("in due course", None, None, None, ""),
        ("within 90 days", None, 90, None, "days"),
    ]


def test_a_requirement_may_be_said_twice_but_not_in_two_ways(force):
    DecisionFactory(symbol="S/RES/2771 (2025)")
    row = "UNFICYP,2771,in due course,{}\n"
    text = "mission,resolution,wording,due\n" + row.format("2026-10-04")
    assert problems(previewed("requirements", text + row.format("2026-10-04"))) == []
    assert problems(previewed("requirements", text + row.format("2026-10-05"))) == [
        (3, "", "The file says something else of the same in row 2.")
    ]


def test_a_requirement_is_dated_anew_as_a_whole(force):
    decision = DecisionFactory(symbol="S/RES/2771 (2025)")
    ReportRequirementFactory(mission=force, decision=decision, wording="before the end of the mandate")
    load = loaded(
        "requirements",
        "mission,resolution,wording,due on\nUNFICYP,2771,before the end of the mandate,2026-12-31\n",
    )
    assert problems(load) == []
    row = ReportRequirement.objects.get()
    assert (row.due_on, row.every, row.unit) == (date(2026, 12, 31), None, "")


def test_a_requirement_names_a_decision_on_record(force):
    load = previewed("requirements", "mission,resolution,wording\nUNFICYP,S/RES/2771 (2025),quarterly\n")
    said = "No decision of that symbol is on record. Load the mandates first."
    assert problems(load) == [(2, "resolution", said)]


@pytest.mark.parametrize(
    ("kind", "file"), [("requirements", "reporting_phrases.csv"), ("reports", "cycles.csv")]
)
def test_the_files_on_record_change_nothing(db, reference, kind, file):
    load = previewed(kind, (FIXTURES / file).read_bytes(), name=file)
    assert (problems(load), outcomes(load)) == ([], [])
