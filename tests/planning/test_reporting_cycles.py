"""Mandate and reporting cycles: the length of a cycle, the rows, and the twelve months."""

from dataclasses import replace
from datetime import date

import pytest

from meetings.planning.by_region import MissionFact
from meetings.planning.reporting_cycles import (
    CycleLength,
    CyclesFacts,
    cycle_length,
    reporting_cycles,
    twelve_months,
)
from meetings.planning.reports_due import ExpectedReport, RequestFact, Unit
from meetings.rules.facts import MandateFact, ReportFact
from meetings.rules.vocabulary import MandateKind

TODAY = date(2026, 11, 22)
WINDOW = twelve_months(TODAY)
FORCE = MissionFact("FORCE", region="europe")
BEFORE = MandateFact("FORCE", "S/RES/1 (2025)", date(2025, 6, 27), date(2025, 12, 31))
NOW = MandateFact("FORCE", "S/RES/2 (2025)", date(2025, 12, 29), date(2026, 12, 31))


def cycles(*mandates, missions=(FORCE,), window=WINDOW, **facts):
    return reporting_cycles(CyclesFacts(missions, mandates, **facts), TODAY, window, ("europe",))


def rows(found):
    return [row for _region, group in found.regions for row in group]


def ends(found):
    return {month.month: [one.decision for one in month.ends] for month in found.months if month.ends}


def test_twelve_months_from_the_month_of_a_day():
    assert twelve_months(TODAY) == (date(2026, 11, 1), date(2027, 10, 31))
    assert twelve_months(date(2099, 6, 5)) == (date(2099, 6, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("before", "decided", "ends", "length"),
    [
        (date(2025, 12, 31), date(2025, 12, 29), date(2026, 6, 30), CycleLength(6, 0)),
        (date(2025, 12, 20), date(2025, 12, 19), date(2026, 12, 20), CycleLength(12, 0)),
        (date(2025, 5, 9), date(2025, 5, 8), date(2026, 4, 30), CycleLength(11, 21)),
        (date(2025, 4, 30), date(2025, 4, 30), date(2025, 5, 9), CycleLength(0, 9)),
        # The record lacks what lay between: counted from the decision.
        (date(2025, 1, 31), date(2025, 10, 31), date(2026, 10, 31), CycleLength(12, 0)),
    ],
)
def test_the_length_of_a_cycle(before, decided, ends, length):
    mandate = replace(NOW, decided_on=decided, ends=ends)
    assert cycle_length(mandate, [replace(BEFORE, ends=before), mandate]) == length


def test_the_length_of_a_first_mandate_counts_from_its_first_day():
    first = replace(NOW, begins=date(2026, 1, 1))
    assert cycle_length(first, [first]) == CycleLength(12, 0)


@pytest.mark.parametrize("unknown", [{"ends": None}, {"decided_on": None}, {"begins": date(2027, 1, 1)}])
def test_without_two_days_there_is_no_length(unknown):
    mandate = replace(NOW, **unknown)
    assert cycle_length(mandate, [mandate]) is None


def test_a_row_says_what_stands():
    """Two requests: the one of the mandate that runs, and a later one."""
    asked = RequestFact("FORCE", "S/RES/2 (2025)", date(2025, 12, 29), every=6, unit=Unit.MONTHS)
    (row,) = rows(cycles(BEFORE, NOW, requests=(asked,)))
    assert [(one.mandate, one.passed) for one in row.mandates] == [(NOW, False)]
    assert [(one.request, one.stands) for one in row.requests] == [(asked, True)]
    assert row.next_due.on == date(2026, 12, 29)


def test_the_next_report_is_one_that_is_not_out_yet():
    out = ExpectedReport(("FORCE",), ReportFact("S/2026/1", due_on=TODAY, circulated_on=TODAY))
    to_come = ExpectedReport(("FORCE",), ReportFact("S/2026/2", due_on=date(2027, 1, 5)))
    (row,) = rows(cycles(NOW, expected=(to_come, out)))
    assert row.next_due.symbol == "S/2026/2"


def test_a_mandate_past_its_end_says_so():
    (row,) = rows(cycles(BEFORE))
    assert [one.passed for one in row.mandates] == [True]


def test_closed_missions_are_left_out():
    closed = replace(FORCE, closed_on=date(2026, 11, 21))
    found = cycles(
        NOW, missions=(closed,), expected=(ExpectedReport(("FORCE",), ReportFact(due_on=date(2026, 12, 1))),)
    )
    assert (rows(found), ends(found), [month.reports for month in found.months]) == ([], {}, [()] * 12)


def test_each_month_has_a_row():
    found = cycles(NOW, window=(date(2027, 1, 1), date(2027, 12, 31)))
    assert [month.month for month in found.months] == [date(2027, number, 1) for number in range(1, 13)]


def test_the_monthly_cycle_names_ends_that_stand_and_ends_that_passed():
    renewed = replace(NOW, decision="S/RES/3 (2026)", decided_on=date(2026, 11, 20), ends=date(2027, 6, 30))
    assert ends(cycles(BEFORE, NOW)) == {date(2026, 12, 1): ["S/RES/2 (2025)"]}
    assert ends(cycles(BEFORE, NOW, renewed)) == {date(2027, 6, 1): ["S/RES/3 (2026)"]}
    assert ends(cycles(BEFORE, NOW, renewed, window=twelve_months(date(2025, 3, 1)))) == {
        date(2025, 12, 1): ["S/RES/1 (2025)"]
    }


def test_a_mandate_without_an_end_has_no_month():
    open_ended = replace(NOW, kind=MandateKind.OPEN_ENDED, ends=None)
    found = cycles(open_ended)
    assert ends(found) == {}
    assert [one.length for row in rows(found) for one in row.mandates] == [None]


def test_the_last_month_of_all_is_not_gone_beyond():
    assert [month.month for month in cycles(NOW, window=twelve_months(date(2099, 12, 1))).months] == [
        date(2099, 12, 1)
    ]
