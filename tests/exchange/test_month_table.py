"""A published month as a table: what is in it, and that it is read back as the plan it was."""

import csv
import io
from datetime import date, time

import pytest
from django.utils.translation import override
from openpyxl import load_workbook

from meetings.exchange.kinds import KINDS
from meetings.exchange.month_table import COLUMNS, month_csv, month_xlsx, rows_of
from meetings.exchange.tables.reading import read_table
from meetings.models import Entry
from meetings.models.frozen import thaw
from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import EntryStatus, Format, Openness, StartKind
from meetings.services.loads.steps import finished
from tests.factories import EntryFactory, MissionFactory, RoomFactory, SittingFactory
from tests.services.loads.files import applied, previewed, problems
from tests.views.published import DECEMBER, publish

EIGHTH, NINTH = date(2026, 12, 8), date(2026, 12, 9)
ABOUT = [("What it is", "Provisional programme of work"), ("Which month", "December 2026")]


def entry(**about) -> EntryFact:
    return EntryFact(
        **{"uid": "u-1", "month": DECEMBER, "format": Format.BRIEFING, "title": "Cyprus", **about}
    )


def exact(on, starts, ends=None, **about) -> SittingFact:
    return SittingFact(on=on, start_kind=StartKind.EXACT, starts_at=starts, ends_at=ends, **about)


def read_csv(content: bytes) -> list[dict[str, str]]:
    """Each row without its empty cells."""
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    return [{name: said for name, said in row.items() if said} for row in rows]


def reading(name: str, content: bytes):
    return finished(read_table(KINDS["programme"], name, content))


def test_a_row_says_all_that_is_public_of_a_sitting() -> None:
    full = entry(
        sittings=(exact(EIGHTH, time(10), time(13), room="Security Council Chamber"),),
        missions=("UNFICYP", "UNMISS"),
        agenda=("One", "Two"),
        openness=Openness.CLOSED,
        status=EntryStatus.CONFIRMED,
        convener="Greece",
        level="ministerial",
        briefers="A briefer",
        footnote="Signature event",
        documents="S/2026/900",
        source_url="https://example.org/",
    )
    assert read_csv(month_csv([full])) == [
        {
            "date": "2026-12-08",
            "month": "2026-12",
            "time": "10:00",
            "ends": "13:00",
            "room": "Security Council Chamber",
            "format": "briefing",
            "title": "Cyprus",
            "missions": "UNFICYP; UNMISS",
            "status": "confirmed",
            "openness": "closed",
            "agenda": "One\nTwo",
            "convener": "Greece",
            "level": "ministerial",
            "briefers": "A briefer",
            "footnote": "Signature event",
            "documents": "S/2026/900",
            "uid": "u-1",
        }
    ]


def test_the_headings_are_those_of_a_plan_and_the_uid() -> None:
    of_a_plan = [column.name for column in KINDS["programme"].columns if column.name != "source_url"]
    assert [column.name for column in COLUMNS] == [*of_a_plan, "uid"]
    header = month_csv([]).decode("utf-8-sig").strip()
    assert header.split(",") == [*of_a_plan, "uid"]


@pytest.mark.parametrize(
    ("kind", "printed"),
    [
        (StartKind.MORNING, "AM"),
        (StartKind.AFTERNOON, "PM"),
        (StartKind.AFTER_PREVIOUS, "Followed By"),
        (StartKind.UNSET, "TBC"),
    ],
)
def test_a_start_without_a_time_is_as_the_programme_prints_it(kind: StartKind, printed: str) -> None:
    rows = read_csv(month_csv([entry(sittings=(SittingFact(on=EIGHTH, start_kind=kind),))]))
    assert [row["time"] for row in rows] == [printed]


def test_each_sitting_has_its_row_and_a_line_without_a_day_has_one() -> None:
    twice = entry(sittings=(exact(EIGHTH, time(10)), exact(date(2027, 1, 5), time(15), resumption=1)))
    rows = read_csv(month_csv([twice, entry(uid="u-2", title="Undated")]))
    assert [(row["uid"], row.get("date"), row["month"]) for row in rows] == [
        ("u-1", "2026-12-08", "2026-12"),
        ("u-1", "2027-01-05", "2027-01"),
        ("u-2", None, "2026-12"),
    ]


def test_what_was_held_rests_on_that_and_has_no_status() -> None:
    (row,) = rows_of([entry(status=EntryStatus.HELD, meeting_number="S/PV.10250", vote="15-0-0")])
    assert (row.get("status"), row["basis"], row["record"], row["vote"]) == (
        None,
        "held",
        "S/PV.10250",
        "15-0-0",
    )


@pytest.mark.parametrize("title", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"])
def test_no_text_is_a_formula(title: str) -> None:
    cells = list(csv.reader(io.StringIO(month_csv([entry(title=title)]).decode("utf-8-sig"), newline="")))[1]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "＝"))] == []
    sheet = load_workbook(io.BytesIO(month_xlsx(DECEMBER, [entry(title=title)], [("About", title)])))
    kinds = {cell.data_type for page in sheet for row in page.iter_rows() for cell in row if cell.value}
    assert kinds == {"s"}


def test_the_workbook_says_on_its_second_sheet_what_it_is() -> None:
    book = load_workbook(io.BytesIO(month_xlsx(DECEMBER, [entry()], ABOUT)))
    assert book.sheetnames == ["2026-12", "About"]
    assert [tuple(cell.value for cell in row) for row in book["About"].iter_rows()] == ABOUT


FULL = (
    entry(sittings=(exact(EIGHTH, time(10), time(13)), exact(NINTH, time(15))), missions=("UNFICYP",)),
    entry(
        uid="u-2",
        title="=Title",
        format=Format.TCC_MEETING,
        sittings=(SittingFact(on=EIGHTH, start_kind=StartKind.MORNING),),
    ),
    entry(uid="u-3", title="Undated", format=Format.NON_MEMBERS_BRIEFING, status=EntryStatus.CANCELLED),
)


@pytest.mark.parametrize("language", ["en", "fr", "ar"])
def test_csv_and_workbook_are_read_back_alike(language: str) -> None:
    """In every language, and the sheet about it is no plan."""
    with override(language):
        of_csv = reading("programme.csv", month_csv(FULL))
        of_xlsx = reading("programme.xlsx", month_xlsx(DECEMBER, FULL, ABOUT))
    assert (of_csv.problems, of_xlsx.problems, of_csv.notices) == ([], [], [])
    values = [dict(row.values) for row in of_csv.rows]
    assert [dict(row.values) for row in of_xlsx.rows] == values
    assert [(one.get("date"), one["title"], one["format"]) for one in values] == [
        (EIGHTH, "Cyprus", Format.BRIEFING),
        (NINTH, "Cyprus", Format.BRIEFING),
        (EIGHTH, "=Title", Format.TCC_MEETING),
        (None, "Undated", Format.NON_MEMBERS_BRIEFING),
    ]


def a_month_of_all_kinds() -> None:
    """What a programme may hold: every format and status, all kinds of starts, two sittings, no day."""
    missions = [MissionFactory(acronym=name) for name in ("UNFICYP", "UNMISS")]
    room = RoomFactory(name="Security Council Chamber")
    for day, form in enumerate(Format, start=1):
        EntryFactory(
            on=date(2026, 12, day),
            format=form,
            title=f"Item of {form}",
            missions=missions[: day % 3],
            openness=Openness.CLOSED if day % 2 else Openness.PUBLIC,
            agenda="One\nTwo" if day % 2 else "",
            footnote="A footnote, with “marks”",
        )
    twice = EntryFactory(title="Twice", status=EntryStatus.CONFIRMED)
    SittingFactory(entry=twice, on=EIGHTH, starts_at=time(10), ends_at=time(13), room=room)
    SittingFactory(entry=twice, on=NINTH, start_kind=StartKind.AFTER_PREVIOUS)
    EntryFactory(title="Undated", missions=missions)
    EntryFactory(on=NINTH, title="Off", status=EntryStatus.CANCELLED)
    EntryFactory(on=NINTH, title="Put off", status=EntryStatus.POSTPONED)


@pytest.mark.django_db
@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_what_was_taken_away_changes_nothing_when_it_is_loaded(file_format: str, admin) -> None:
    a_month_of_all_kinds()
    entries = publish().entries
    content = month_csv(entries) if file_format == "csv" else month_xlsx(DECEMBER, entries, ABOUT)
    load = previewed("programme", content, name=f"programme.{file_format}", actor=admin.user)
    assert problems(load) == []
    assert load.summary["unchanged"] == len(list(rows_of(entries)))
    assert load.summary.keys() == {"unchanged", "unchanged_rows"}


@pytest.mark.django_db
def test_what_was_taken_away_can_be_planned_again(admin) -> None:
    """Loaded where none of it stands any more, and published again, it is the same month."""
    a_month_of_all_kinds()
    before = publish().content
    content = month_csv(thaw(before).entries)
    Entry.objects.all().delete()
    load = previewed("programme", content, name="programme.csv", actor=admin.user)
    assert problems(load) == []
    applied(load, actor=admin.user)
    known = {one.uid for one in thaw(before).entries}
    new = [one for one in publish().entries if one.uid not in known]
    assert sorted(_said(new)) == sorted(_said(thaw(before).entries))


def _said(entries) -> list[str]:
    """What the table says of entries; those of two sittings came in as two lines."""
    rows = ({name: value for name, value in row.items() if name != "uid"} for row in rows_of(entries))
    return [repr(sorted((name, str(value)) for name, value in row.items())) for row in rows]
