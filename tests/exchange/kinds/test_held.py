"""The table of held meetings: what is read of each sitting, and what is refused."""

from datetime import date, time

import pytest

from meetings.exchange.kinds import KINDS
from meetings.exchange.kinds.held import held_row, source_of_meeting, stated_format, was_held
from meetings.exchange.tables.reading import read_table
from meetings.exchange.tables.templates import example_row, template
from meetings.rules.vocabulary import Format, StartKind
from meetings.services.loads.steps import finished
from tests.exchange.kinds.typed import complaints, reading, typed

MONTHS = "date,time,room,format,item,mission,footnotes,source_url,basis,outcome,vote,document"


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_a_template_is_read_as_its_example(file_format: str) -> None:
    kind = KINDS["held"]
    found = finished(read_table(kind, f"held.{file_format}", template(kind, file_format)))
    assert found.problems == []
    assert [dict(row.values) for row in found.rows] == [example_row(kind)]


def test_every_column_is_explained() -> None:
    columns = KINDS["held"].columns
    assert [one.name for one in columns if not one.field.label or not one.field.help_text] == []


def test_the_tables_of_the_library_are_read() -> None:
    assert typed(
        "held",
        "date,record,resumption,closed,format_from_outcome,topic,mission,outcome,vote,press_release,note",
        "2019-06-10,S/PV.8540,1,yes,vote,The situation in Libya,UNSMIL,S/RES/2473 (2019),15-0-0,SC/13832,",
    ) == [
        {
            "date": date(2019, 6, 10),
            "record": "S/PV.8540",
            "resumption": 1,
            "closed": True,
            "format": Format.ADOPTION,
            "topic": "The situation in Libya",
            "mission": ("UNSMIL",),
            "outcome": "S/RES/2473 (2019)",
            "vote": "15-0-0",
            "press_release": "SC/13832",
        }
    ]


def test_a_list_of_meetings_with_contributors_is_read() -> None:
    (row,) = reading(
        "held", "date,mission,pv,source_url,basis", "2019-03-21,MONUSCO or UNDOF,S/PV.8490,,stated"
    ).rows
    assert row.values["mission"] == ("MONUSCO", "UNDOF")
    assert stated_format(row) is Format.TCC_MEETING


def test_a_month_as_it_was_held_is_read() -> None:
    (row,) = reading(
        "held",
        MONTHS,
        "2019-11-04,15:00,SC Chamber,adoption,Haiti,,"
        "resumption 2; presidential statement; closed meeting; press release SC/14012,,held,S/PRST/2019/1,,8649",
    ).rows
    held = held_row(row)
    assert row.values["time"] == (StartKind.EXACT, time(15))
    assert (held.record, held.resumption, held.closed, held.press_release) == (
        "S/PV.8649",
        2,
        True,
        "SC/14012",
    )
    assert stated_format(row) is Format.MEETING
    assert source_of_meeting(row) == {}


@pytest.mark.parametrize(
    ("topic", "kept", "closed"),
    [
        ("Haiti [closed]", "Haiti", True),
        ("Haiti [resumed meeting]*", "Haiti", False),
        ("Non-proliferation ( S/2014/136 )", "Non-proliferation (S/2014/136)", False),
        ("Peopleâ\x80\x99s Republic", "People’s Republic", False),
    ],
)
def test_a_topic_is_cleaned_as_that_of_the_reference_data(topic: str, kept: str, closed: bool) -> None:
    (row,) = reading("held", "date,record,topic", f"2019-06-10,8540,{topic}").rows
    assert (held_row(row).topic, held_row(row).closed) == (kept, closed)


def test_a_resolution_without_its_year_is_of_the_year_of_the_meeting() -> None:
    (row,) = reading(
        "held", "date,record,topic,outcome", "2019-06-10,8540,Libya,S/RES/2473 S/PRST/2019/4"
    ).rows
    assert held_row(row).outcomes == ("S/RES/2473 (2019)", "S/PRST/2019/4")


def test_a_remark_that_says_more_is_kept() -> None:
    (row,) = reading(
        "held", "date,record,topic,note", "2019-06-10,8540,Libya,read aloud; closed meeting"
    ).rows
    assert source_of_meeting(row) == {"source_note": "read aloud; closed meeting"}


@pytest.mark.parametrize(
    ("basis", "held"),
    [
        ("held", True),
        ("", True),
        ("stated (as “Congo”)", True),
        ("planned (press programme), not confirmed", False),
        ("UN Journal of the day", False),
    ],
)
def test_what_was_only_planned_was_not_held(basis: str, held: bool) -> None:
    (row,) = reading("held", "date,record,topic,basis", f'2019-06-10,8540,Libya,"{basis}"').rows
    assert was_held(row) is held


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        (
            "2019-06-10,8540,,UNSMIL,,",
            ("topic", "Give the topic; or the mission, for a meeting with contributors."),
        ),
        ("2019-06-10,,1,,Libya,", ("record", "A resumption belongs to a meeting with a record number.")),
        (
            "1999-06-10,8540,,,Libya,",
            ("date", "“1999-06-10” lies before the year 2000."),
        ),
        (
            "2019-06-10,S/2019/1,,,Libya,",
            (
                "record",
                "“S/2019/1” is no meeting of the Council. Write it as S/PV.7964 or 7964.",
            ),
        ),
        ("2019-06-10,8540,100,,Libya,", ("resumption", "100 is out of bounds. Expected 0 to 99.")),
        (
            f"2019-06-10,8540,,,{'a' * 301},",
            ("topic", "The text has 301 characters; at most 300 fit here."),
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused(line: str, complaint: tuple[str, str]) -> None:
    assert complaints("held", "date,record,resumption,mission,topic,basis", line) == [(2, *complaint)]


def test_a_meeting_without_a_topic_is_one_with_contributors() -> None:
    assert complaints("held", "date,record,mission,format", "2019-06-10,8540,UNDOF,TCC meeting") == []
