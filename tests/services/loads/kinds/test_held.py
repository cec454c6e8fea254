"""Held meetings brought in: onto the record, or in place of what was planned."""

from collections import Counter
from datetime import date, time

import pytest

from meetings.models import Entry, Invitation, Justification, Paper, Programme, Sitting, Step
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StepKind
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import content_of
from meetings.services.loads.steps import finished
from meetings.services.loads.take_back import take_back_load
from meetings.services.refusals import Stale
from tests.factories import (
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ProgrammeFactory,
    RoomFactory,
    SittingFactory,
)
from tests.services.desk import Desk, sitting
from tests.services.loads.files import NOW, TODAY, applied, lines, loaded, outcomes, previewed, problems
from tests.services.loads.written import fixture, takes_as_many_queries, write

HEADINGS = "date,record,resumption,closed,format,topic,mission,outcome,vote,press_release,note\n"
THIRD = date(2026, 11, 3)
STATEMENTS_MORE = 40
"""Entries, sittings and missions, each with its history, in statements of 999 values."""


@pytest.fixture(autouse=True)
def names(db, request) -> None:
    if "reference" not in request.fixturenames:
        for acronym in ("UNFICYP", "UNMISS"):
            MissionFactory(acronym=acronym, agenda_item=f"The item of {acronym}")


def row(
    record="S/PV.10001", *, on="2026-11-03", kind="", topic="The situation", mission="", outcome="", more=""
):
    return f"{on},{record},,,{kind},{topic},{mission},{outcome},15-0-0,SC/16001,{more}\n"


def states() -> list[tuple[date, str]]:
    return list(Programme.objects.order_by("month").values_list("month", "state"))


def test_a_meeting_goes_on_record_in_a_month_of_its_own() -> None:
    MandateFactory(
        mission=MissionFactory(acronym="UNMISS"), decision=DecisionFactory(symbol="S/RES/2820 (2026)")
    )
    load = loaded(
        "held",
        HEADINGS
        + "2026-11-03,10001,,yes,vote,The situation in Cyprus [closed],UNFICYP,S/RES/2820,15-0-0,SC/16001,\n"
        + "2026-11-04,10001,1,,,The situation in Cyprus,,,,,\n",
    )
    entry = Entry.objects.get()
    assert states() == [(date(2026, 11, 1), Programme.State.RECORD)]
    assert (entry.title, entry.agenda, entry.format) == (
        "The situation in Cyprus",
        "The situation in Cyprus",
        Format.ADOPTION,
    )
    assert (entry.status, entry.openness) == (EntryStatus.HELD, Openness.CLOSED)
    assert (entry.meeting_number, entry.outcome, entry.vote, entry.press_release) == (
        "S/PV.10001",
        "S/RES/2820 (2026)",
        "15-0-0",
        "SC/16001",
    )
    assert (entry.import_key, entry.source_note) == ("record:S/PV.10001", "Loaded from table.csv, row 2.")
    assert sorted(mission.acronym for mission in entry.missions.all()) == ["UNFICYP", "UNMISS"]
    assert list(entry.sittings.values_list("on", "resumption", "position")) == [
        (THIRD, 0, 0),
        (date(2026, 11, 4), 1, 0),
    ]
    assert outcomes(load) == [
        ("new", "programme", "2026-11"),
        ("new", "entry", "S/PV.10001 2026-11-03 The situation in Cyprus"),
        ("new", "sitting", "S/PV.10001 2026-11-03 The situation in Cyprus"),
    ]
    assert lines(load)[1][3]["on"] == ("", "2026-11-03")


def test_all_that_a_load_made_is_in_the_history_under_its_request() -> None:
    load = loaded("held", HEADINGS + row(mission="UNFICYP"))
    made = {noun: records(noun).filter(request=load.request).count() for noun in (Programme, Entry, Sitting)}
    assert made == {Programme: 1, Entry: 1, Sitting: 1}
    kept = records(Entry).get(request=load.request)
    assert [link.mission.acronym for link in kept.missions.all()] == ["UNFICYP"]


@pytest.mark.parametrize(
    "text",
    [
        HEADINGS + row() + "2026-11-04,10001,1,,,The situation,,,,,\n",
        HEADINGS + row("") + row("") + row("", topic="Haiti", kind="videoconference"),
        "date,mission,pv,source_url,basis\n2026-11-03,UNFICYP or UNMISS,10001,https://un.org,mission inferred\n",
        HEADINGS + row(kind="TCC/PCC meeting", topic="Meeting with contributors"),
        HEADINGS + row(kind="Briefing"),
    ],
)
def test_a_second_load_of_the_same_file_changes_nothing(text: str) -> None:
    loaded("held", text)
    before = list(Entry.objects.values())
    load = previewed("held", text)
    assert (problems(load), lines(load)) == ([], [])
    assert list(Entry.objects.values()) == before


def test_a_meeting_is_known_by_its_number_whatever_else_is_corrected() -> None:
    loaded("held", HEADINGS + row())
    load = loaded("held", HEADINGS + row(on="2026-11-05", topic="Haiti", kind="vote"))
    entry = Entry.objects.get()
    assert (entry.title, entry.format, entry.revision) == ("Haiti", Format.ADOPTION, 2)
    assert [one.on for one in entry.sittings.all()] == [date(2026, 11, 5)]
    assert lines(load) == [
        (
            "changed",
            "entry",
            "S/PV.10001 2026-11-05 Haiti",
            {
                "agenda": ("The situation", "Haiti"),
                "format": ("meeting", "adoption"),
                "title": ("The situation", "Haiti"),
            },
        ),
        ("changed", "sitting", "S/PV.10001 2026-11-05 Haiti", {"on": ("2026-11-03", "2026-11-05")}),
    ]


def test_an_empty_cell_erases_nothing() -> None:
    loaded("held", HEADINGS + row(outcome="S/RES/2820 (2026)", mission="UNFICYP", kind="vote"))
    load = previewed("held", HEADINGS + "2026-11-03,10001,,,,The situation,,,,,\n")
    assert lines(load) == []


def test_a_resumption_that_stands_alone_in_a_file_is_added_to_its_meeting() -> None:
    loaded("held", HEADINGS + row())
    loaded("held", HEADINGS + "2026-11-03,10001,1,,,The situation,,,,,\n")
    assert list(Entry.objects.get().sittings.values_list("on", "resumption")) == [(THIRD, 0), (THIRD, 1)]
    assert Entry.objects.get().revision == 2


@pytest.mark.parametrize("status", [EntryStatus.TENTATIVE, EntryStatus.CONFIRMED])
def test_what_was_planned_becomes_held(status: EntryStatus) -> None:
    occasion = OccasionFactory()
    programme = ProgrammeFactory(month=date(2026, 11, 1), state=Programme.State.PUBLISHED)
    entry = EntryFactory(
        programme=programme,
        on=THIRD,
        format=Format.TCC_MEETING,
        title="Meeting with contributors",
        agenda="As planners put it",
        footnote="Signature",
        status=status,
        missions=[MissionFactory(acronym="UNFICYP")],
    )
    step = occasion.steps.create(kind=StepKind.CONTRIBUTORS, entry=entry)
    load = loaded("held", HEADINGS + row(kind="TCC/PCC meeting", topic="Official item", mission="UNFICYP"))
    entry = Entry.objects.get()
    assert (entry.title, entry.agenda, entry.footnote) == (
        "Meeting with contributors",
        "As planners put it",
        "Signature",
    )
    assert (entry.status, entry.meeting_number, entry.revision) == (EntryStatus.HELD, "S/PV.10001", 2)
    assert entry.sittings.count() == 1
    assert list(entry.steps.all()) == [step]
    assert states() == [(date(2026, 11, 1), Programme.State.PUBLISHED)]
    assert [line[0] for line in lines(load)] == ["changed"]
    again = previewed(
        "held", HEADINGS + row(kind="TCC/PCC meeting", topic="Official item", mission="UNFICYP")
    )
    assert lines(again) == []


def test_what_a_planner_planned_becomes_held_without_a_conflict(planner, admin) -> None:
    desk = Desk.begun()
    entry = desk.add(
        "Abyei", format=Format.BRIEFING, missions=("UNMISS",), sittings=(sitting(date(2026, 12, 3)),)
    )
    Sitting.objects.update(on=THIRD)
    Entry.objects.update(programme=ProgrammeFactory(month=date(2026, 11, 1)))
    load = loaded("held", HEADINGS + row(topic="The item of UNMISS"), actor=admin.user)
    entry.refresh_from_db()
    assert (entry.status, entry.title, entry.format) == (EntryStatus.HELD, "Abyei", Format.BRIEFING)
    assert [line[0] for line in lines(load)] == ["changed"]


@pytest.mark.parametrize(
    ("planned", "said"),
    [
        ({"format": Format.BRIEFING}, {"mission": "UNMISS"}),
        ({"on": date(2026, 11, 4)}, {"mission": "UNFICYP"}),
        ({"format": Format.TCC_MEETING}, {"mission": "UNFICYP"}),
        ({"format": Format.CONSULTATIONS}, {"mission": "UNFICYP"}),
        ({"status": EntryStatus.CANCELLED}, {"mission": "UNFICYP"}),
        ({"status": EntryStatus.POSTPONED}, {"mission": "UNFICYP"}),
        ({"meeting_number": "S/PV.9999"}, {"mission": "UNFICYP"}),
        ({}, {"topic": "Haiti"}),
    ],
)
def test_what_was_planned_otherwise_stays_beside_the_meeting(planned, said) -> None:
    about = {
        "on": THIRD,
        "title": "Cyprus",
        "missions": [MissionFactory(acronym="UNFICYP")],
        **planned,
    }
    entry = EntryFactory(**about)
    loaded("held", HEADINGS + row(**said))
    entry.refresh_from_db()
    assert (entry.status, entry.revision) == (planned.get("status", EntryStatus.TENTATIVE), 1)
    assert Entry.objects.count() == 2


def test_of_two_that_were_planned_alike_none_is_taken_for_the_meeting() -> None:
    missions = [MissionFactory(acronym="UNFICYP")]
    for title in ("Cyprus", "Cyprus again"):
        EntryFactory(on=THIRD, title=title, missions=missions)
    loaded("held", HEADINGS + row(mission="UNFICYP"))
    assert Counter(Entry.objects.values_list("status", flat=True)) == {"tentative": 2, "held": 1}


def test_a_briefing_and_an_adoption_of_one_day_are_told_apart() -> None:
    missions = [MissionFactory(acronym="UNFICYP")]
    adoption = EntryFactory(on=THIRD, title="Cyprus", format=Format.ADOPTION, missions=missions)
    briefing = EntryFactory(on=THIRD, title="Cyprus", format=Format.BRIEFING, missions=missions)
    loaded(
        "held",
        HEADINGS
        + row(mission="UNFICYP")
        + row("10002", mission="UNFICYP", kind="vote", outcome="S/RES/2820"),
    )
    numbers = dict(Entry.objects.values_list("pk", "meeting_number"))
    assert numbers == {briefing.pk: "S/PV.10001", adoption.pk: "S/PV.10002"}


def test_a_decision_known_without_its_meeting_gets_the_number() -> None:
    programme = ProgrammeFactory(month=date(2026, 11, 1), state=Programme.State.RECORD)
    entry = EntryFactory(
        programme=programme, on=THIRD, format=Format.ADOPTION, status="held", outcome="S/RES/2820 (2026)"
    )
    loaded("held", HEADINGS + row(kind="vote", outcome="S/RES/2820"))
    assert [(one.pk, one.meeting_number) for one in Entry.objects.all()] == [(entry.pk, "S/PV.10001")]


def test_a_confirmed_meeting_lets_go_of_its_room_once_it_was_held() -> None:
    entry = EntryFactory(on=THIRD, title="Haiti", status=EntryStatus.CONFIRMED, sitting__room=RoomFactory(),
                         sitting__starts_at=time(10))  # fmt: skip
    assert entry.sittings.get().room_from is not None
    load = loaded("held", HEADINGS + row(topic="Haiti"))
    sitting_now = Entry.objects.get().sittings.get()
    assert (sitting_now.starts_at, sitting_now.room_from, sitting_now.room_until) == (time(10), None, None)
    assert records(Sitting).filter(request=load.request).count() == 1


def test_a_load_that_is_taken_back_leaves_the_plan_as_it_was(admin) -> None:
    EntryFactory(on=THIRD, title="Haiti", status=EntryStatus.CONFIRMED, sitting__room=RoomFactory(),
                 sitting__starts_at=time(10))  # fmt: skip
    before = Entry.objects.values("title", "status", "meeting_number").get(), Sitting.objects.get().room_from
    load = loaded("held", HEADINGS + row(topic="Haiti") + row("10002", on="2026-10-06"), actor=admin.user)
    finished(take_back_load(load=load, actor=admin.user, now=NOW, today=TODAY))
    after = Entry.objects.values("title", "status", "meeting_number").get(), Sitting.objects.get().room_from
    assert after == before
    assert states() == [(date(2026, 11, 1), Programme.State.DRAFT)]


def test_what_was_set_by_hand_stays_unless_the_file_is_taken(admin) -> None:
    loaded("held", HEADINGS + row(outcome="S/RES/2820 (2026)"))
    entry = Entry.objects.get()
    entry.outcome, entry._history_user = "S/RES/2821 (2026)", admin.user
    entry.save()
    text = HEADINGS + row(outcome="S/RES/2820 (2026)").replace("15-0-0", "14-0-1")
    load = previewed("held", text)
    line = load.lines.get()
    assert (line.outcome, line.conflicts) == ("conflict", ["outcome"])
    applied(load)
    entry.refresh_from_db()
    assert (entry.outcome, entry.vote) == ("S/RES/2821 (2026)", "14-0-1")
    load = previewed("held", text)
    applied(load, take={load.lines.get().pk})
    entry.refresh_from_db()
    assert entry.outcome == "S/RES/2820 (2026)"


def test_a_planner_who_has_the_entry_open_is_told(planner) -> None:
    seen = EntryFactory(on=THIRD, title="Haiti")
    row_seen = Entry.objects.with_parts().get(pk=seen.pk)
    loaded("held", HEADINGS + row(topic="Haiti"))
    with pytest.raises(Stale):
        edit_entry(
            entry=row_seen, content=content_of(row_seen), seen=row_seen.revision, actor=planner.user, now=NOW
        )


def test_rows_that_were_only_planned_are_passed_over_with_a_word() -> None:
    load = loaded(
        "held",
        "date,mission,pv,basis\n2026-11-03,UNFICYP,10001,stated\n2026-11-04,UNMISS,,planned videoconference\n",
    )
    assert Entry.objects.count() == 1
    assert load.reading["notices"] == [
        "Rows that say of a meeting only that it was planned or announced were passed over: 3."
    ]


def test_nothing_was_held_on_a_day_to_come() -> None:
    load = previewed("held", HEADINGS + row(on="2026-11-22") + row("10002", on="2026-11-23"))
    assert problems(load) == [(3, "date", "This day is yet to come: nothing was held on it.")]
    assert Entry.objects.count() == 0


def test_the_day_of_the_site_counts_not_the_clock() -> None:
    text = "date,record,topic\n2026-12-02,S/PV.10201,Cyprus\n"
    assert problems(previewed("held", text, today=date(2026, 12, 1))) != []
    assert problems(previewed("held", text, today=date(2026, 12, 2))) == []


def test_a_meeting_with_contributors_has_the_official_item_where_the_file_gives_none() -> None:
    MissionFactory(acronym="UNDOF", name_en="Observer Force")
    loaded("held", "date,mission,pv,basis\n2026-11-03,UNDOF,10001,stated\n")
    entry = Entry.objects.get()
    assert entry.title == "Meeting with contributors: UNDOF"
    assert entry.agenda.endswith("annex II, sections A and B - Observer Force")
    assert (entry.format, entry.openness) == (Format.TCC_MEETING, Openness.CLOSED)


def test_unnumbered_meetings_of_one_day_stay_apart() -> None:
    text = HEADINGS + row("", outcome="S/RES/1 (2026)") + row("", outcome="S/RES/2 (2026)")
    loaded("held", text)
    load = loaded("held", HEADINGS + row("", outcome="S/RES/2 (2026)").replace("15-0-0", "14-0-1"))
    assert [line[0] for line in lines(load)] == ["changed"]
    assert dict(Entry.objects.values_list("outcome", "vote")) == {
        "S/RES/1 (2026)": "15-0-0",
        "S/RES/2 (2026)": "14-0-1",
    }


@pytest.mark.parametrize("on_record", [False, True])
def test_200_rows_take_as_many_queries_as_one(on_record: bool) -> None:
    EntryFactory(on=THIRD, title="Another", missions=[MissionFactory(acronym="UNMISS")])
    rows = [row(f"{number}", topic=f"Item {number}", mission="UNFICYP") for number in range(10_001, 10_202)]
    if on_record:
        for number in range(10_001, 10_202):
            entry = EntryFactory(
                on=THIRD, meeting_number=f"S/PV.{number}", missions=[MissionFactory(acronym="UNMISS")]
            )
            SittingFactory(entry=entry, on=date(2026, 11, 4), resumption=1)
    assert takes_as_many_queries(
        "held", HEADINGS + rows[0], HEADINGS + "".join(rows[1:]), statements_more=STATEMENTS_MORE
    )
    assert Entry.objects.filter(meeting_number__startswith="S/PV.", vote="15-0-0").count() == 201


@pytest.mark.usefixtures("reference", "db")
def test_after_the_reference_data_its_file_changes_one_meeting() -> None:
    """The list of meetings with contributors says better than the record which mission that one was about."""
    before = Entry.objects.count()
    done = write("held", fixture("held_meetings.csv"))
    assert [(line.label, line.changes) for line in done.bringing.lines] == [
        ("S/PV.6803 2012-07-10 Meeting with contributors: UNDOF", {"missions": ("UNSMIS", "UNDOF")})
    ]
    assert len({place.row for place in done.bringing.unchanged}) == 5330
    assert Entry.objects.count() == before


@pytest.mark.usefixtures("reference", "db")
@pytest.mark.parametrize(
    "name",
    [
        "tcc_meetings.csv",
        *(f"months/{month}_held.csv" for month in ("2010-06", "2013-07", "2015-06", "2019-06", "2022-06")),
    ],
)
def test_after_the_reference_data_its_other_files_change_nothing(name: str) -> None:
    done = write("held", fixture(name))
    assert (done.problems, done.lines) == ([], [])


@pytest.mark.usefixtures("reference", "db")
def test_in_its_place_the_file_brings_the_same_record() -> None:
    columns = ("import_key", "title", "agenda", "meeting_number", "press_release", "openness", "status")
    of_the_record = Entry.objects.filter(
        programme__month__lte=date(2022, 6, 1), import_key__startswith="record:"
    )
    before = set(of_the_record.exclude(format=Format.TCC_MEETING).values_list(*columns))
    at = ("entry__import_key", "on", "resumption", "position", "room")
    sat = Sitting.objects.filter(entry__in=of_the_record)
    sittings = set(sat.values_list(*at))
    for noun in (Justification, Invitation, Paper, Step, Sitting, Entry.missions.through, Entry):
        noun.objects.all()._raw_delete("default")
    write("held", fixture("held_meetings.csv"))
    assert set(of_the_record.exclude(format=Format.TCC_MEETING).values_list(*columns)) == before
    assert set(sat.values_list(*at)) == sittings
