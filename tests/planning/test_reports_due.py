"""When reports fall due, and what stands behind each day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.reports_due import (
    Basis,
    ExpectedReport,
    RequestFact,
    Unit,
    current_strands,
    days_due,
    reports_due,
    requests_that_stand,
    standing_by_mission,
)
from meetings.rules.facts import MandateFact, ReportFact
from meetings.rules.mandates import Standing
from meetings.rules.vocabulary import MandateKind

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
RENEWED = date(2026, 6, 30)
MANDATE = MandateFact("FORCE", "S/RES/1 (2026)", RENEWED, date(2026, 12, 31))
STANDS = standing_by_mission([MANDATE])
REQUEST = RequestFact("FORCE", "S/RES/1 (2026)", RENEWED, wording="every 90 days", every=90, unit=Unit.DAYS)


def due(*requests, expected=(), stands=STANDS, first=FIRST, last=LAST):
    return [(one.on, one.basis, one.asked_by) for one in reports_due(expected, requests, stands, first, last)]


def test_an_interval_is_followed_from_the_decision_on():
    """90 and 180 days after 30 June: 28 September and 27 December."""
    assert due(REQUEST, first=RENEWED) == [
        (date(2026, 9, 28), Basis.WORKED_OUT, "S/RES/1 (2026)"),
        (date(2026, 12, 27), Basis.WORKED_OUT, "S/RES/1 (2026)"),
    ]


def test_an_interval_of_months_keeps_to_the_day_or_the_last_of_a_shorter_month():
    monthly = replace(REQUEST, every=4, unit=Unit.MONTHS, decided_on=date(2026, 10, 31))
    open_ended = standing_by_mission(
        [replace(MANDATE, kind=MandateKind.OPEN_ENDED, ends=None, decided_on=date(2026, 10, 1))]
    )
    found = due(monthly, stands=open_ended, last=date(2027, 12, 31))
    assert [day for day, *_rest in found] == [date(2027, 2, 28), date(2027, 6, 30), date(2027, 10, 31)]


def test_an_interval_ends_with_the_mandate():
    assert due(REQUEST, last=date(2027, 12, 31)) == [(date(2026, 12, 27), Basis.WORKED_OUT, "S/RES/1 (2026)")]


def test_an_interval_from_before_the_mandate_that_runs_is_not_followed():
    """Renewals often repeat a request; whether this one did was not read."""
    assert due(replace(REQUEST, decided_on=RENEWED - timedelta(days=1))) == []
    assert due(REQUEST, stands={}) == []


def test_a_day_that_a_decision_names_stands_whatever_became_of_its_mandate():
    named = replace(REQUEST, every=None, unit=None, due_on=date(2026, 12, 10), decided_on=date(2020, 1, 1))
    assert due(named) == [(date(2026, 12, 10), Basis.STATED, "S/RES/1 (2026)")]


def test_within_so_many_days_is_once():
    once = replace(REQUEST, every=None, within=180)
    assert due(once, first=RENEWED, last=date(2028, 1, 1)) == [
        (date(2026, 12, 27), Basis.WORKED_OUT, "S/RES/1 (2026)")
    ]


def test_a_day_on_record_takes_the_place_of_the_day_asked_for_and_of_the_interval_in_its_month():
    on_record = ExpectedReport(
        ("FORCE",), ReportFact("S/2026/9", due_on=date(2026, 12, 10)), asked_by="S/RES/2 (2026)"
    )
    named = replace(REQUEST, every=None, unit=None, due_on=date(2026, 12, 10))
    assert due(REQUEST, named, expected=[on_record]) == [
        (date(2026, 12, 10), Basis.ON_RECORD, "S/RES/2 (2026)")
    ]
    other_day = replace(named, due_on=date(2026, 12, 11))
    assert len(due(other_day, expected=[on_record])) == 2


def test_what_is_on_record_tells_its_day_of_issue():
    report = ReportFact(
        "S/2026/9", due_on=FIRST, document_on=date(2026, 11, 28), circulated_on=date(2026, 11, 30)
    )
    assert [
        one.issued_on for one in reports_due([ExpectedReport(("FORCE",), report)], (), {}, FIRST, LAST)
    ] == [date(2026, 11, 30)]


def test_requests_of_the_mandate_that_runs_stand():
    standing = STANDS["FORCE"]
    older, newer = (
        replace(REQUEST, decided_on=date(2025, 1, 1)),
        replace(REQUEST, decided_on=date(2026, 8, 1)),
    )
    assert [(one.request, one.stands) for one in requests_that_stand([older, REQUEST, newer], standing)] == [
        (REQUEST, True),
        (newer, True),
    ]


def test_where_it_asked_for_nothing_on_record_the_last_requests_are_not_known_to_stand():
    oldest, older = (
        replace(REQUEST, decided_on=date(2024, 1, 1)),
        replace(REQUEST, decided_on=date(2025, 1, 1)),
    )
    also = replace(older, wording="on a regular basis", every=None, unit=None)
    found = requests_that_stand([oldest, older, also], STANDS["FORCE"])
    assert [(one.request, one.stands) for one in found] == [(older, False), (also, False)]


def test_a_strand_that_ended_long_ago_is_no_longer_counted_beside_one_that_runs():
    running, ended = (
        Standing(MANDATE, for_good=False),
        Standing(replace(MANDATE, ends=date(2019, 1, 1)), for_good=False),
    )
    assert current_strands([running, ended], FIRST) == (running,)
    assert current_strands([running, ended], date(2027, 1, 1)) == (running,)


@pytest.mark.parametrize("unit", Unit)
def test_the_calendars_end_is_no_error(unit):
    far = RequestFact("FORCE", "S/RES/1 (2026)", date(9999, 12, 1), every=32767, unit=unit)
    assert list(days_due(far, date(9999, 1, 1), date.max, None)) == []


@given(
    decided=st.dates(date(1948, 1, 1), date(2030, 1, 1)),
    every=st.integers(1, 400),
    first=st.dates(date(1948, 1, 1), date(2035, 1, 1)),
    length=st.integers(0, 800),
)
def test_no_repetition_is_missed_however_far_the_window(decided, every, first, length):
    last = first + timedelta(days=length)
    request = RequestFact("FORCE", "", decided, every=every, unit=Unit.DAYS)
    walked = set()
    day = decided + timedelta(days=every)
    while day <= last:
        walked.add(day)
        day += timedelta(days=every)
    assert set(days_due(request, first, last, None)) == {day for day in walked if day >= first}


@given(
    decided=st.dates(date(1990, 1, 1), date(2030, 1, 1)),
    every=st.integers(1, 24),
    first=st.dates(date(1990, 1, 1), date(2035, 1, 1)),
    length=st.integers(0, 800),
)
def test_windows_that_meet_hold_what_the_whole_holds(decided, every, first, length):
    request = RequestFact("FORCE", "", decided, every=every, unit=Unit.MONTHS)
    middle, last = first + timedelta(days=length // 2), first + timedelta(days=length)
    parts = [
        *days_due(request, first, middle, None),
        *days_due(request, middle + timedelta(days=1), last, None),
    ]
    assert parts == list(days_due(request, first, last, None))
