"""The plan of a month: what is read of each line, and what is refused."""

from datetime import date, time

import pytest

from meetings.exchange.kinds import KINDS
from meetings.exchange.kinds.programme import entry_values, month_of
from meetings.exchange.tables.columns import Place, TypedRow
from meetings.exchange.tables.reading import read_table
from meetings.exchange.tables.templates import example_row, template
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from meetings.services.loads.steps import finished
from tests.exchange.kinds.typed import complaints, reading, typed

DECEMBER = date(2026, 12, 1)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_template_is_read_as_its_example(file_format: str) -> None:
    kind = KINDS["programme"]
    found = finished(read_table(kind, f"programme.{file_format}", template(kind, file_format)))
    assert found.problems == []
    assert [dict(row.values) for row in found.rows] == [example_row(kind)]


def test_every_column_is_explained() -> None:
    columns = KINDS["programme"].columns
    assert [one.name for one in columns if not one.field.label or not one.field.help_text] == []


def test_a_line_is_read_with_all_that_it_may_say() -> None:
    assert typed(
        "programme",
        "Date,Time,Until,Room,Format,Item,Missions,Status,Closed,Agenda,Convened by,Level,Briefers,Footnotes,Papers",
        "2026-12-08,10 a.m.,1 p.m.,SC Chamber,Briefing,Cyprus,UNFICYP,confirmed,closed,The situation in Cyprus,"
        "Panama,ministerial,Special Representative,Signature event,S/2026/900",
    ) == [
        {
            "date": date(2026, 12, 8),
            "time": (StartKind.EXACT, time(10)),
            "ends": time(13),
            "room": "Security Council Chamber",
            "format": Format.BRIEFING,
            "title": "Cyprus",
            "missions": ("UNFICYP",),
            "status": EntryStatus.CONFIRMED,
            "openness": Openness.CLOSED,
            "agenda": "The situation in Cyprus",
            "convener": "Panama",
            "level": "ministerial",
            "briefers": "Special Representative",
            "footnote": "Signature event",
            "documents": "S/2026/900",
        }
    ]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({}, {}),
        (
            {"format": Format.OTHER, "title": "Wrap-up session"},
            {"format": Format.WRAP_UP, "title": "Wrap-up session"},
        ),
        ({"format": Format.OTHER}, {"format": Format.OTHER}),
        ({"title": "(not stated)"}, {"title": "Item not stated in the source"}),
        ({"footnote": "closed; at noon"}, {"footnote": "closed; at noon", "openness": Openness.CLOSED}),
        (
            {"footnote": "document S/2022/592"},
            {"footnote": "document S/2022/592", "documents": "S/2022/592"},
        ),
        ({"basis": "held"}, {"status": EntryStatus.HELD}),
        ({"basis": "journal"}, {"status": EntryStatus.CONFIRMED}),
        ({"basis": "planned"}, {}),
        ({"basis": "journal", "status": EntryStatus.TENTATIVE}, {"status": EntryStatus.TENTATIVE}),
    ],
)
def test_what_a_line_says_of_its_entry(values: dict[str, object], said: dict[str, object]) -> None:
    row = TypedRow(Place("", 2), {"title": "Cyprus", **values})
    assert entry_values(row) == {"title": "Cyprus", **said}


@pytest.mark.parametrize(
    ("values", "sheet", "file_name", "month"),
    [
        ({"date": date(2026, 12, 8)}, "2027-01", "2027-02.csv", DECEMBER),
        ({"month": DECEMBER}, "2027-01", "2027-02.csv", DECEMBER),
        ({}, "2026-12", "2027-02.csv", DECEMBER),
        ({}, "Sheet1", "2026-12_planned.csv", DECEMBER),
        ({}, "Sheet1", "plan.csv", None),
        ({}, "2026-13", "plan.csv", None),
    ],
)
def test_the_month_of_a_line(
    values: dict[str, object], sheet: str, file_name: str, month: date | None
) -> None:
    assert month_of(TypedRow(Place(sheet, 2), values), file_name) == month


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            ",,10:00,,,Cyprus,",
            ("time", "An entry without a day has neither time nor room: give the day."),
        ),
        (
            ",,,,Stakeout,Cyprus,",
            ("room", "An entry without a day has neither time nor room: give the day."),
        ),
        ("2026-12-08,2027-01,,,,Cyprus,", ("month", "The day (2026-12-08) is not in 2027-01.")),
        ("2026-12-08,,AM,11:00,,Cyprus,", ("ends", "An end needs a start at a set time.")),
        ("2026-12-08,,11:00,11:00,,Cyprus,", ("ends", "It ends before it starts.")),
        (
            "2026-12-08,,,,,Cyprus,held",
            (
                "status",
                "“held” is not known here. Expected one of: tentative, confirmed, cancelled, postponed.",
            ),
        ),
        ("2026-12-08,,,,,,", ("item", "The cell is empty, but every row needs a value here.")),
    ],
)
def test_a_line_that_cannot_be_is_refused(line: str, complaint: tuple[str, str]) -> None:
    assert complaints("programme", "date,month,time,ends,room,item,status", line) == [(2, *complaint)]


def test_what_was_held_has_no_other_status() -> None:
    assert complaints("programme", "date,item,status,basis", "2026-12-08,Cyprus,tentative,held") == [
        (2, "status", "What was held has no other status.")
    ]


def test_the_headings_of_the_months_are_understood() -> None:
    found = reading(
        "programme",
        "date,time,room,format,item,mission,footnotes,source_url,basis,outcome,vote,document",
        "2026-04-14,Followed By,Security Council,consultations,(not stated),,closed,,UN Journal of the day,,,10135 mtg",
    )
    assert (found.problems, found.notices) == ([], [])
    assert found.rows[0].values["time"] == (StartKind.AFTER_PREVIOUS, None)
    assert found.rows[0].values["record"] == "S/PV.10135"
