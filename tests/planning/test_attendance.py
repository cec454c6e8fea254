"""Whom a party sends, as it is kept and read again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.attendance import Attendance


@pytest.mark.parametrize(
    ("text", "attendance"),
    [
        ("", Attendance()),
        ("military", Attendance(military=True)),
        ("political; military", Attendance(military=True, political=True)),
        ("military; Colonel", Attendance(military=True, level="Colonel")),
        ("Two colonels and a counsellor", Attendance(level="Two colonels and a counsellor")),
        (" ; ;", Attendance()),
    ],
)
def test_what_is_kept_is_read(text, attendance):
    assert Attendance.read(text) == attendance


@given(st.booleans(), st.booleans(), st.sampled_from(["", "Colonel", "Deputy Permanent Representative"]))
def test_what_is_written_is_read_again(military, political, level):
    attendance = Attendance(military, political, level)
    assert Attendance.read(str(attendance)) == attendance


def test_only_both_officers_make_it_whole():
    told = [Attendance(military, political).whole for military in (0, 1) for political in (0, 1)]
    assert told == [False, False, False, True]
