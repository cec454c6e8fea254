"""One month as its page needs it."""

from datetime import date

import pytest

from meetings.models import Programme
from meetings.rules.vocabulary import EntryStatus
from meetings.snapshots.months import month_snapshot
from tests.factories import EntryFactory, ProgrammeFactory, SittingFactory

OCTOBER, NOVEMBER = date(2019, 10, 1), date(2019, 11, 1)

pytestmark = pytest.mark.django_db


def test_a_meeting_resumed_in_the_next_month_stands_in_both() -> None:
    """S/PV.8649 began on 29 October 2019 and was resumed on 4 November."""
    ProgrammeFactory(month=OCTOBER, state=Programme.State.RECORD)
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    meeting = EntryFactory(on=date(2019, 10, 29), status=EntryStatus.HELD, meeting_number="S/PV.8649")
    SittingFactory(entry=meeting, on=date(2019, 11, 4), resumption=1)
    EntryFactory(on=date(2019, 10, 30), status=EntryStatus.HELD, meeting_number="S/PV.8650")
    numbers = {
        month: [entry.meeting_number for entry in month_snapshot(month).entries]
        for month in (OCTOBER, NOVEMBER)
    }
    assert numbers == {OCTOBER: ["S/PV.8649", "S/PV.8650"], NOVEMBER: ["S/PV.8649"]}


def test_the_draft_of_a_neighbour_stands_in_neither() -> None:
    ProgrammeFactory(month=NOVEMBER, state=Programme.State.RECORD)
    draft = EntryFactory(on=date(2019, 10, 29))
    SittingFactory(entry=draft, on=date(2019, 11, 4), resumption=1)
    assert draft.programme.state == Programme.State.DRAFT
    assert [month_snapshot(month).entries for month in (OCTOBER, NOVEMBER)] == [(), ()]


@pytest.mark.usefixtures("reference")
def test_the_real_meeting_resumed_across_the_months() -> None:
    days = {
        sitting.on
        for entry in month_snapshot(NOVEMBER).entries
        if entry.meeting_number == "S/PV.8649"
        for sitting in entry.sittings
    }
    assert days == {date(2019, 10, 29), date(2019, 11, 4)}
