"""The tentative forecast: what falls into a month, from decisions already taken (N7; S/2006/507, 36-39)."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.by_region import MissionFact, by_region
from meetings.planning.forecast import (
    Forecast,
    ForecastFacts,
    Notable,
    Outlook,
    PlannedMeeting,
    forecast,
)
from meetings.planning.reports_due import ExpectedReport
from meetings.rules.facts import EntryFact, MandateFact, ReportFact, SittingFact, StepFact
from meetings.rules.months import first_of, last_of
from meetings.rules.vocabulary import (
    EntryStatus,
    Format,
    MandateAction,
    MandateKind,
    StepKind,
)

DECEMBER = date(2026, 12, 1)
REGIONS = ("africa", "europe")
FORCE = MissionFact("FORCE", region="europe")
RUNNING = MandateFact("FORCE", "S/RES/1 (2025)", date(2025, 12, 19), date(2026, 12, 20))


def meeting(uid="t", on=date(2026, 12, 2), **about):
    values = {"month": DECEMBER, "format": Format.TCC_MEETING, "title": "Meeting", "missions": ("FORCE",)}
    sittings = (SittingFact(on),) if on else ()
    return EntryFact(uid=uid, sittings=sittings, **(values | about))


def of(**facts) -> Forecast:
    return forecast(ForecastFacts(DECEMBER, **({"missions": (FORCE,)} | facts)), REGIONS)


def outlooks(**facts):
    return [
        (line.mandate.decision, line.outlook, line.decided_by)
        for part in of(**facts).missions
        for line in part.mandates
    ]


def notable(found: Forecast):
    return [(one.on.day, one.what, one.missions, one.document) for one in found.dates]


def test_a_mandate_that_ends_in_the_month_is_to_be_decided_on():
    found = of(mandates=(RUNNING,))
    assert [(line.outlook, line.mandate) for part in found.missions for line in part.mandates] == [
        (Outlook.DECISION_EXPECTED, RUNNING)
    ]
    assert notable(found) == [(20, Notable.MANDATE_END, ("FORCE",), "S/RES/1 (2025)")]


def test_a_mandate_that_merely_runs_on_is_no_reason_to_name_a_mission():
    later = replace(RUNNING, ends=date(2027, 1, 1))
    assert of(mandates=(later,)).is_empty
    assert of(mandates=(replace(RUNNING, ends=date(2026, 11, 30)),)).is_empty


def test_what_runs_on_is_told_of_a_mission_that_is_named_for_something_else():
    later, passed = replace(RUNNING, ends=date(2027, 1, 1)), replace(RUNNING, ends=date(2026, 11, 30))
    assert outlooks(mandates=(later,), entries=(meeting(),)) == [("S/RES/1 (2025)", Outlook.RUNS_ON, "")]
    assert outlooks(mandates=(passed,), entries=(meeting(),)) == [("S/RES/1 (2025)", Outlook.PASSED, "")]


def test_after_a_final_extension_no_decision_is_expected():
    final = replace(RUNNING, kind=MandateKind.FINAL_EXTENSION)
    ended = replace(
        RUNNING,
        decision="S/RES/2 (2026)",
        decided_on=date(2026, 6, 1),
        action=MandateAction.TERMINATION,
        ends=None,
    )
    assert outlooks(mandates=(final,)) == [("S/RES/1 (2025)", Outlook.FINAL, "")]
    assert outlooks(mandates=(RUNNING, ended)) == [("S/RES/1 (2025)", Outlook.FINAL, "")]


def test_a_decision_taken_before_the_month_leaves_nothing_to_expect():
    renewed = MandateFact("FORCE", "S/RES/2 (2026)", date(2026, 11, 30), date(2027, 12, 20))
    assert of(mandates=(RUNNING, renewed)).is_empty


def test_a_decision_taken_within_the_month_is_told():
    renewed = MandateFact("FORCE", "S/RES/2 (2026)", date(2026, 12, 1), date(2027, 12, 20))
    elsewhere = MandateFact("OTHER", "S/RES/3 (2026)", date(2026, 12, 1), date(2027, 12, 20))
    assert outlooks(mandates=(elsewhere, RUNNING, renewed)) == [
        ("S/RES/1 (2025)", Outlook.DECIDED, "S/RES/2 (2026)")
    ]


def test_a_mission_that_was_closed_before_is_left_out_but_no_meeting_is():
    closed = replace(FORCE, closed_on=date(2026, 11, 30))
    report = ExpectedReport(("FORCE",), ReportFact(due_on=date(2026, 12, 5)))
    assert of(missions=(closed,), mandates=(RUNNING,), expected=(report,)).is_empty
    found = of(missions=(closed,), mandates=(RUNNING,), expected=(report,), entries=(meeting(),))
    assert [(part.mandates, part.reports, len(part.meetings)) for part in found.missions] == [((), (), 1)]


def test_a_report_two_missions_share_stands_once_among_the_dates():
    other = MissionFact("AFORCE", region="africa")
    report = ExpectedReport(
        ("FORCE", "AFORCE"), ReportFact("S/2026/9", due_on=date(2026, 12, 5)), asked_by="S/RES/1 (2025)"
    )
    found = of(missions=(FORCE, other), expected=(report,))
    assert [part.mission.acronym for part in found.missions] == ["AFORCE", "FORCE"]
    assert notable(found) == [(5, Notable.REPORT, ("AFORCE", "FORCE"), "S/RES/1 (2025)")]


def test_two_meetings_on_one_day_stand_apart():
    other = meeting("u", missions=("OTHER",))
    found = of(entries=(meeting(), other))
    assert notable(found) == [
        (2, Notable.CONTRIBUTORS, ("FORCE",), ""),
        (2, Notable.CONTRIBUTORS, ("OTHER",), ""),
    ]


def test_what_is_no_business_of_the_council_is_left_out():
    lunch = meeting(format=Format.SOCIAL)
    assert of(entries=(lunch,)).is_empty
    assert not of(entries=(replace(lunch, format=Format.BRIEFING),)).is_empty


def test_an_informal_meeting_with_contributors_is_not_left_out():
    """One that serves as the meeting with contributors is one, whatever its format."""
    informal = meeting(format=Format.SUBSIDIARY_BODY, steps=(StepKind.CONTRIBUTORS,))
    assert [
        line.with_contributors for part in of(entries=(informal,)).missions for line in part.meetings
    ] == [True]


def test_meetings_without_a_mission_are_other_items():
    found = of(entries=(meeting("a", missions=(), format=Format.BRIEFING), meeting("b", missions=())))
    assert [(line.uid, line.with_contributors) for line in found.others] == [("a", False), ("b", True)]
    assert [(one.what, one.title) for one in found.dates] == [(Notable.CONTRIBUTORS, "Meeting")]


def test_meetings_of_a_day_stand_in_the_order_of_the_day():
    second = replace(meeting("a"), sittings=(SittingFact(date(2026, 12, 2), position=2),))
    first = replace(meeting("b"), sittings=(SittingFact(date(2026, 12, 2), position=1),))
    undated = meeting("c", on=None)
    lines = of(entries=(undated, second, first)).missions[0].meetings
    assert [line.uid for line in lines] == ["b", "a", "c"]


def test_a_meeting_of_the_month_before_that_sits_on_is_of_this_month_too():
    sat_on = replace(
        meeting(month=date(2026, 11, 1)),
        sittings=(SittingFact(date(2026, 11, 30)), SittingFact(date(2026, 12, 1))),
    )
    assert [line.on for line in of(entries=(sat_on,)).missions[0].meetings] == [date(2026, 12, 1)]


def test_a_planned_day_without_an_entry_is_a_meeting():
    planned = PlannedMeeting("FORCE", StepFact(StepKind.CONTRIBUTORS, date(2026, 12, 9)))
    found = of(planned=(planned,))
    assert [(line.on, line.tentative) for line in found.missions[0].meetings] == [(date(2026, 12, 9), True)]
    assert notable(found) == [(9, Notable.CONTRIBUTORS, ("FORCE",), "")]


def test_missions_of_no_region_come_last():
    rows = [
        MissionFact("C", region="mars"),
        MissionFact("B"),
        MissionFact("A", region="europe"),
        MissionFact("D", region="africa"),
    ]
    grouped = by_region(rows, lambda row: row, REGIONS)
    assert [(region, [row.acronym for row in group]) for region, group in grouped] == [
        ("africa", ["D"]),
        ("europe", ["A"]),
        ("", ["B", "C"]),
    ]


DAYS = st.dates(date(2026, 11, 1), date(2027, 1, 31))
ENTRIES = st.lists(
    st.builds(
        lambda on, month, status, form, missions, steps: meeting(
            on=on,
            month=first_of(on) if on else first_of(month),
            status=status,
            format=form,
            missions=missions,
            steps=steps,
        ),
        on=st.none() | DAYS,
        month=DAYS,
        status=st.sampled_from(EntryStatus),
        form=st.sampled_from(Format),
        missions=st.sampled_from([(), ("FORCE",), ("NOT-ON-RECORD",), ("FORCE", "CLOSED")]),
        steps=st.sampled_from([(), (StepKind.CONTRIBUTORS,), (StepKind.CONSULTATIONS,)]),
    ),
    max_size=12,
).map(lambda entries: [replace(entry, uid=str(number)) for number, entry in enumerate(entries)])


@given(ENTRIES)
def test_n7_every_meeting_with_contributors_of_a_month_is_in_its_forecast(entries):
    """S/PRST/1994/62, (c); S/PRST/1996/13, (f): whatever its mission, wherever its day; and none of another month."""
    closed = MissionFact("CLOSED", closed_on=DECEMBER - timedelta(days=400))
    found = of(missions=(FORCE, closed), entries=tuple(entries))
    named = {line.uid for part in found.missions for line in part.meetings if line.with_contributors}
    named |= {line.uid for line in found.others if line.with_contributors}
    held = {
        entry.uid
        for entry in entries
        if entry.counts
        and (entry.format is Format.TCC_MEETING or StepKind.CONTRIBUTORS in entry.steps)
        and (DECEMBER <= entry.on <= last_of(DECEMBER) if entry.on else entry.month == DECEMBER)
    }
    assert named == held
    dated = {entry.uid for entry in entries if entry.on}
    assert {one.uid for one in found.dates if one.what is Notable.CONTRIBUTORS} == held & dated
