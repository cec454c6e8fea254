"""The plan of a month brought in: begun, revised, and never at the cost of what planners did."""

from datetime import date, time

import pytest

from meetings.models import AuditRecord, Entry, Programme, Sitting
from meetings.models.history import records
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import content_of
from meetings.services.loads.steps import finished
from meetings.services.loads.take_back import take_back_load
from meetings.services.move_entry import move_entry
from meetings.services.refusals import Stale
from meetings.services.remove_entry import remove_entry
from meetings.services.undo_step import undo_step
from tests.factories import EntryFactory, MissionFactory, ProgrammeFactory, RoomFactory, SittingFactory
from tests.services.loads.files import NOW, TODAY, applied, lines, loaded, outcomes, previewed, problems
from tests.services.loads.written import fixture, takes_as_many_queries

pytestmark = pytest.mark.django_db

HEADINGS = "date,month,time,room,format,title,missions,status,footnote\n"
DECEMBER = date(2026, 12, 1)
EIGHTH, NINTH = date(2026, 12, 8), date(2026, 12, 9)
CHAMBER = "Security Council Chamber"
STATEMENTS_MORE = 40
"""Entries, sittings and missions, each with its history, in statements of 999 values."""


@pytest.fixture(autouse=True)
def names() -> None:
    for acronym in ("UNFICYP", "UNMISS"):
        MissionFactory(acronym=acronym)
    RoomFactory(name=CHAMBER)
    RoomFactory(name="Consultations Room")


def line(
    title="Cyprus", on="2026-12-08", *, month="", at="10:00", room=CHAMBER, kind="briefing", missions="UNFICYP",
    status="", footnote="",
):  # fmt: skip
    return f"{on},{month},{at},{room},{kind},{title},{missions},{status},{footnote}\n"


def undated(title="Cyprus", *, month="2026-12", **said):
    return line(title, "", month=month, at="", room="", **said)


def days() -> list[tuple[str, list[date]]]:
    """Each entry's title with its days, in the order in which they were made."""
    entries = Entry.objects.order_by("pk")
    return [(entry.title, [one.on for one in entry.sittings.all()]) for entry in entries]


def moved_by(person, entry: Entry, on: date | None) -> None:
    entry = Entry.objects.get(pk=entry.pk)
    move_entry(
        entry=entry, sitting=entry.sittings.first(), on=on, start=None, seen=entry.revision, actor=person.user, now=NOW
    )  # fmt: skip


def edited_by(person, entry: Entry, **said) -> None:
    seen = Entry.objects.with_parts().get(pk=entry.pk)
    content = content_of(seen)
    changed = {name: getattr(content, name) for name in content.__dataclass_fields__} | said
    edit_entry(entry=seen, content=type(content)(**changed), seen=seen.revision, actor=person.user, now=NOW)


# Happy


def test_a_plan_begins_its_months_and_fills_them() -> None:
    load = loaded(
        "programme",
        HEADINGS
        + line(footnote="Signature event")
        + line("Programme of work", at="Followed By", kind="consultations", missions="")
        + undated("Haiti", month="2027-01", kind="", missions=""),
    )
    assert list(Programme.objects.order_by("month").values_list("month", "state")) == [
        (DECEMBER, "draft"),
        (date(2027, 1, 1), "draft"),
    ]
    first, second, third = Entry.objects.order_by("pk")
    assert (first.format, first.status, first.openness, first.footnote) == (
        Format.BRIEFING,
        EntryStatus.TENTATIVE,
        Openness.PUBLIC,
        "Signature event",
    )
    assert [mission.acronym for mission in first.missions.all()] == ["UNFICYP"]
    sitting = first.sittings.get()
    assert (sitting.on, sitting.start_kind, sitting.starts_at) == (EIGHTH, StartKind.EXACT, time(10))
    assert (sitting.room.name, sitting.position) == (CHAMBER, 0)
    assert second.openness == Openness.CLOSED
    assert second.sittings.values_list("start_kind", "position").get() == ("after_previous", 1)
    assert (third.format, third.sittings.count()) == (Format.MEETING, 0)
    assert outcomes(load) == [
        ("new", "programme", "2026-12"),
        ("new", "entry", "2026-12-08 Cyprus"),
        ("new", "entry", "2026-12-08 Programme of work"),
        ("new", "programme", "2027-01"),
        ("new", "entry", "2027-01 Haiti"),
    ]
    assert lines(load)[1][3] == {
        "format": ("", "briefing"),
        "footnote": ("", "Signature event"),
        "missions": ("", "UNFICYP"),
        "on": ("", "2026-12-08"),
        "openness": ("", "public"),
        "room_id": ("", CHAMBER),
        "start_kind": ("", "exact"),
        "starts_at": ("", "10:00:00"),
        "title": ("", "Cyprus"),
    }


def test_all_that_a_load_made_is_in_the_history_under_its_request() -> None:
    load = loaded("programme", HEADINGS + line() + undated("Haiti"))
    made = {noun: records(noun).filter(request=load.request).count() for noun in (Programme, Entry, Sitting)}
    assert made == {Programme: 1, Entry: 2, Sitting: 1}


def test_a_month_that_was_begun_keeps_its_state_and_its_other_entries() -> None:
    programme = ProgrammeFactory(month=DECEMBER, state=Programme.State.SHARED)
    other = EntryFactory(programme=programme, title="Haiti")
    loaded("programme", HEADINGS + line())
    programme.refresh_from_db()
    assert programme.state == Programme.State.SHARED
    assert days() == [(other.title, []), ("Cyprus", [EIGHTH])]


def test_a_file_named_after_its_month_needs_no_column_for_it() -> None:
    loaded("programme", "title\nCyprus\n", name="2026-12_planned.csv")
    assert Entry.objects.get().programme.month == DECEMBER


def test_rows_of_one_meeting_record_are_sittings_of_one_entry() -> None:
    text = "date,title,document\n2026-12-08,Cyprus,10001\n2026-12-09,Cyprus,10001\n"
    loaded("programme", text)
    assert list(Entry.objects.get().sittings.values_list("on", "resumption")) == [(EIGHTH, 0), (NINTH, 1)]
    assert lines(previewed("programme", text)) == []


# The same again


@pytest.mark.parametrize(
    "text",
    [
        HEADINGS + line() + line("Haiti", status="confirmed", on="2026-12-09"),
        HEADINGS + line() + line(),
        HEADINGS + undated() + undated(kind="") + undated(kind="adoption"),
        HEADINGS + undated() + line() + line(missions="") + line(missions="UNFICYP; UNMISS"),
        "date,item,basis,document,outcome,vote\n2026-12-08,Cyprus,held,10001,S/RES/2820 (2026),15-0-0\n",
    ],
)
def test_a_second_load_of_the_same_file_changes_nothing(text: str) -> None:
    loaded("programme", text)
    before = list(Entry.objects.values()), list(Sitting.objects.values())
    load = loaded("programme", text)
    assert lines(load) == []
    assert (list(Entry.objects.values()), list(Sitting.objects.values())) == before


@pytest.mark.parametrize(
    "name",
    ["2018-11", "2019-11", "2020-01", "2022-08_partial", "2024-11_planned_partial", "2026-04_journal"],
)
def test_the_planned_months_of_the_reference_data_load_and_load_again(name: str) -> None:
    text = fixture(f"months/{name}.csv").decode()
    for acronym in ("UNSMIL", "UNIFIL", "UNMHA", "UNSOM", "MINUSCA", "MONUSCO", "UNISFA", "UNMIK", "UNOWAS",
                    "UNRCCA", "MINUSMA", "UNAMID", "UNITAD", "UNDOF", "UNAMI", "BINUH", "UNVMC"):  # fmt: skip
        MissionFactory(acronym=acronym)
    for room, short in (
        ("Security Council (Chamber or Consultations Room)", "SC"),
        ("Press Briefing Room S-0237", "S-0237"),
        ("Economic and Social Council Chamber", "ECOSOC Chamber"),
    ):
        RoomFactory(name=room, short_name=short, shared=short == "SC")
    first = loaded("programme", text, name=f"{name}.csv")
    rows = text.count("\n2") + text.count("\n,")
    assert sum(row[1] == "entry" for row in outcomes(first)) == Entry.objects.count()
    assert Entry.objects.filter(sittings=None).count() + Sitting.objects.count() == rows
    assert lines(loaded("programme", text, name=f"{name}.csv")) == []


# Revised


def test_a_revised_plan_moves_an_entry_instead_of_doubling_it() -> None:
    loaded("programme", HEADINGS + line() + line("Haiti"))
    load = loaded("programme", HEADINGS + line(on="2026-12-09", at="PM") + line("Haiti"))
    assert days() == [("Cyprus", [NINTH]), ("Haiti", [EIGHTH])]
    assert lines(load) == [
        (
            "changed",
            "sitting",
            "2026-12-09 Cyprus",
            {
                "on": ("2026-12-08", "2026-12-09"),
                "start_kind": ("exact", "pm"),
                "starts_at": ("10:00:00", ""),
            },
        )
    ]
    assert list(Entry.objects.order_by("pk").values_list("revision", flat=True)) == [2, 1]


def test_an_undated_entry_gets_its_day() -> None:
    loaded("programme", HEADINGS + undated())
    load = loaded("programme", HEADINGS + line())
    assert days() == [("Cyprus", [EIGHTH])]
    assert [row[:2] for row in lines(load)] == [("new", "sitting")]


def test_of_two_called_the_same_each_stays_on_its_day() -> None:
    loaded("programme", HEADINGS + line() + line(on="2026-12-09"))
    load = loaded("programme", HEADINGS + line(on="2026-12-09", footnote="second") + line(on="2026-12-10"))
    assert days() == [("Cyprus", [date(2026, 12, 10)]), ("Cyprus", [NINTH])]
    assert [row[1] for row in lines(load)] == ["entry", "sitting"]


@pytest.mark.parametrize("said", [{"missions": "UNFICYP; UNMISS"}, {"title": "CYPRUS"}])
def test_what_is_mended_in_a_line_is_changed(said) -> None:
    loaded("programme", HEADINGS + line())
    load = loaded("programme", HEADINGS + line(**said))
    assert [row[:2] for row in lines(load)] == [("changed", "entry")]
    assert Entry.objects.get().revision == 2


@pytest.mark.parametrize("said", [{"title": "Haiti"}, {"kind": "adoption"}])
def test_what_is_called_otherwise_is_another_entry(said) -> None:
    loaded("programme", HEADINGS + line())
    loaded("programme", HEADINGS + line(**said))
    assert Entry.objects.count() == 2


def test_what_was_held_is_no_matter_of_a_plan() -> None:
    EntryFactory(
        on=EIGHTH, title="Cyprus", status=EntryStatus.HELD, missions=[MissionFactory(acronym="UNFICYP")]
    )
    load = loaded("programme", HEADINGS + line(status="tentative", at="PM"))
    assert lines(load) == []
    assert Entry.objects.get().status == EntryStatus.HELD


# By hand


def test_a_day_set_by_hand_stays_unless_the_file_is_taken(planner) -> None:
    loaded("programme", HEADINGS + line())
    moved_by(planner, Entry.objects.get(), date(2026, 12, 15))
    text = HEADINGS + line(on="2026-12-09", at="11:00")
    load = previewed("programme", text)
    row = load.lines.get()
    assert (row.outcome, row.noun, row.conflicts) == ("conflict", "sitting", ["on"])
    applied(load)
    sitting = Sitting.objects.get()
    assert (sitting.on, sitting.starts_at) == (date(2026, 12, 15), time(11))
    load = previewed("programme", text)
    applied(load, take={load.lines.get().pk})
    assert days() == [("Cyprus", [NINTH])]


def test_an_entry_taken_off_its_day_by_hand_stays_off_it(planner) -> None:
    loaded("programme", HEADINGS + line())
    moved_by(planner, Entry.objects.get(), None)
    load = previewed("programme", HEADINGS + line())
    assert [row[:2] for row in lines(load)] == [("conflict", "sitting")]
    applied(load)
    assert (days(), Entry.objects.get().revision) == ([("Cyprus", [])], 2)
    load = previewed("programme", HEADINGS + line())
    applied(load, take={load.lines.get().pk})
    assert (days(), Entry.objects.get().revision) == ([("Cyprus", [EIGHTH])], 3)


def test_an_entry_that_planners_call_otherwise_is_still_known(planner) -> None:
    loaded("programme", HEADINGS + line())
    edited_by(planner, Entry.objects.get(), title="The situation in Cyprus", format=Format.OPEN_DEBATE)
    load = loaded("programme", HEADINGS + line(footnote="Signature event"))
    assert [row[:2] for row in lines(load)] == [("conflict", "entry")]
    entry = Entry.objects.get()
    assert (entry.title, entry.format, entry.footnote) == (
        "The situation in Cyprus",
        Format.OPEN_DEBATE,
        "Signature event",
    )


def test_an_entry_that_a_planner_made_keeps_what_it_says(planner) -> None:
    entry = EntryFactory(programme=ProgrammeFactory(month=DECEMBER), title="Cyprus", format=Format.BRIEFING)
    entry.footnote, entry._history_user = "By hand", planner.user
    entry.save()
    load = loaded("programme", HEADINGS + undated(missions="", footnote="By file"))
    assert [row[:2] for row in lines(load)] == [("conflict", "entry")]
    assert Entry.objects.get().footnote == "By hand"


def test_a_removed_entry_comes_back_beside_the_one_that_undo_brings_back(planner) -> None:
    loaded("programme", HEADINGS + line())
    entry = Entry.objects.get()
    remove_entry(entry=entry, seen=entry.revision, actor=planner.user, now=NOW)
    loaded("programme", HEADINGS + line())
    step = AuditRecord.objects.get(action="remove entry")
    undo_step(step=step, actor=planner.user, now=NOW)
    assert Entry.objects.count() == 2


def test_a_planner_who_has_the_entry_open_is_told(planner) -> None:
    loaded("programme", HEADINGS + line())
    seen = Entry.objects.with_parts().get()
    loaded("programme", HEADINGS + line(at="11:00"))
    with pytest.raises(Stale):
        edit_entry(entry=seen, content=content_of(seen), seen=seen.revision, actor=planner.user, now=NOW)


def test_a_load_that_is_taken_back_leaves_the_month_as_it_was(admin) -> None:
    loaded("programme", HEADINGS + line(status="confirmed") + undated("Haiti"))
    before = list(Entry.objects.values("title", "status")), list(Sitting.objects.values("on", "room_from"))
    text = (
        HEADINGS + line(on="2026-12-09", status="tentative") + line("Haiti") + line("Mali", on="2027-01-05")
    )
    load = loaded("programme", text, actor=admin.user)
    finished(take_back_load(load=load, actor=admin.user, now=NOW, today=TODAY))
    after = list(Entry.objects.values("title", "status")), list(Sitting.objects.values("on", "room_from"))
    assert after == before
    assert list(Programme.objects.values_list("month", flat=True)) == [DECEMBER]


# Rooms


def test_a_confirmed_entry_holds_its_room() -> None:
    loaded("programme", HEADINGS + line(status="confirmed"))
    sitting = Sitting.objects.get()
    assert (sitting.room_until - sitting.room_from).seconds == 3600
    assert records(Sitting).order_by("history_id").last().room_from == sitting.room_from


def test_a_room_that_is_taken_is_a_problem_of_the_row() -> None:
    EntryFactory(
        on=EIGHTH,
        status=EntryStatus.CONFIRMED,
        sitting__room=RoomFactory(name=CHAMBER),
        sitting__starts_at=time(10, 30),
    )
    load = previewed(
        "programme",
        HEADINGS + line("Haiti", status="confirmed", at="15:00") + line(status="confirmed") + line("Mali"),
    )
    assert problems(load) == [
        (3, "room", "The room is taken at that time by another confirmed sitting."),
    ]
    assert Entry.objects.count() == 1


def test_two_lines_of_a_file_cannot_both_have_a_room() -> None:
    load = previewed(
        "programme", HEADINGS + line(status="confirmed") + line("Haiti", at="10:30", status="confirmed")
    )
    assert [problem[:2] for problem in problems(load)] == [(3, "room")]


def test_confirmed_entries_may_change_places() -> None:
    confirmed = {"status": "confirmed"}
    loaded("programme", HEADINGS + line(**confirmed) + line("Haiti", at="15:00", **confirmed))
    loaded("programme", HEADINGS + line(at="15:00", **confirmed) + line("Haiti", **confirmed))
    assert list(Sitting.objects.order_by("pk").values_list("starts_at", flat=True)) == [time(15), time(10)]
    assert all(one.room_from.hour != 0 for one in Sitting.objects.all())


@pytest.mark.parametrize("status", ["tentative", "cancelled", "postponed"])
def test_an_entry_that_is_confirmed_no_more_lets_another_have_its_room(status: str) -> None:
    loaded("programme", HEADINGS + line(status="confirmed"))
    loaded("programme", HEADINGS + line("Haiti", status="confirmed") + line(status=status))
    held = dict(Sitting.objects.values_list("entry__title", "room_from"))
    assert (held["Cyprus"], held["Haiti"] is None) == (None, False)


def test_an_entry_that_becomes_confirmed_takes_the_room_it_has_by_then() -> None:
    taken = {"status": EntryStatus.CONFIRMED, "sitting__room": RoomFactory(name=CHAMBER)}
    EntryFactory(on=EIGHTH, title="Mali", **taken, sitting__starts_at=time(10))
    loaded("programme", HEADINGS + line())
    load = loaded("programme", HEADINGS + line(at="15:00", status="confirmed"))
    assert Sitting.objects.get(entry__title="Cyprus").room_from is not None
    assert [row[1] for row in lines(load)] == ["entry", "sitting"]


# Refused


def test_a_month_on_record_is_refused_row_by_row() -> None:
    ProgrammeFactory(month=DECEMBER, state=Programme.State.RECORD)
    load = previewed(
        "programme", HEADINGS + line() + undated("Haiti") + line("Mali", on="2027-01-05") + line("Chad")
    )
    said = "December 2026 is on record; nothing is planned in it."
    assert problems(load) == [(2, "date", said), (3, "month", said), (5, "date", said)]
    assert Entry.objects.count() == 0


def test_a_line_without_any_month_is_refused() -> None:
    load = previewed("programme", HEADINGS + line() + undated("Haiti", month=""))
    assert problems(load) == [
        (3, "month", "Give the day or the month; or name the sheet or the file after it, as 2026-12.")
    ]


def test_a_mission_that_is_closed_by_then_is_refused() -> None:
    MissionFactory(acronym="UNTAET", closed_on=date(2026, 12, 8))
    load = previewed(
        "programme", HEADINGS + line(missions="UNTAET") + line(on="2026-12-09", missions="UNTAET")
    )
    assert problems(load) == [(3, "missions", "The mission was closed by then.")]


def test_names_that_are_not_on_record_are_refused() -> None:
    load = previewed("programme", HEADINGS + line(missions="UNFICIP", room="Chambers"))
    assert [problem[:2] for problem in problems(load)] == [(2, "room"), (2, "missions")]


@pytest.mark.parametrize("on_record", [False, True])
def test_200_rows_take_as_many_queries_as_one(on_record: bool) -> None:
    EntryFactory(on=EIGHTH, title="Another", missions=[MissionFactory(acronym="UNMISS")])
    titles = [f"Item {number}" for number in range(201)]
    if on_record:
        for title in titles:
            entry = EntryFactory(on=EIGHTH, title=title, missions=[MissionFactory(acronym="UNFICYP")])
            SittingFactory(entry=entry, on=date(2026, 12, 15), resumption=1)
    rows = [line(title, footnote="from the file") for title in titles]
    assert takes_as_many_queries(
        "programme", HEADINGS + rows[0], HEADINGS + "".join(rows[1:]), statements_more=STATEMENTS_MORE
    )
    assert Entry.objects.filter(footnote="from the file").count() == 201
