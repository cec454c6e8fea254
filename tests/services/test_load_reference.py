"""Loading the reference data: all of it, once and again, or nothing."""

import csv
import shutil
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext

from meetings.exchange.reference.table import ReferenceErrors
from meetings.models import (
    AuditRecord,
    Contribution,
    CouncilTerm,
    Country,
    Decision,
    Entry,
    Holiday,
    Mandate,
    Mission,
    Occasion,
    Penholding,
    Presidency,
    Programme,
    RecurringBusiness,
    Report,
    ReportRequirement,
    Room,
    Sitting,
    Step,
)
from meetings.services.load_reference import STEPS, load_reference
from tests.factories import EntryFactory, ProgrammeFactory

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
NOW = datetime(2026, 11, 22, 9, tzinfo=ZoneInfo("America/New_York"))

ROWS = {
    Contribution: 3427,
    CouncilTerm: 106,
    Country: 195,
    Decision: 787,
    Entry: 5213,
    Holiday: 60,
    Mandate: 797,
    Mission: 61,
    Occasion: 262,
    Penholding: 28,
    Presidency: 228,
    Programme: 322,
    RecurringBusiness: 21,
    Report: 195,
    ReportRequirement: 278,
    Room: 15,
    Sitting: 5467,
    Step: 512,
}

pytestmark = pytest.mark.django_db


def load(folder: Path = FIXTURES) -> Counter:
    return load_reference(folder=folder, actor=None, now=NOW)


def rows() -> dict[type[Model], int]:
    return {model: model._default_manager.count() for model in ROWS}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the reference data, to be spoilt."""
    return Path(shutil.copytree(FIXTURES, tmp_path / "data"))


def change(folder: Path, name: str, line: int, column: str, value: str) -> None:
    """Put a value into one cell; lines are counted as in messages, the header being the first."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    table[line - 1][table[0].index(column)] = value
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(table)


@pytest.fixture
def loaded(db: None) -> None:
    load()


def test_everything_is_loaded_and_told(db: None) -> None:
    told: list[str] = []
    with CaptureQueriesContext(connection) as queries:
        tally = load_reference(folder=FIXTURES, actor=None, now=NOW, tell=told.append)
    assert rows() == ROWS
    assert len(set(Entry.objects.values_list("uid", flat=True))) == ROWS[Entry]
    assert tuple(told) == STEPS
    assert len(queries) < 400
    assert (tally["occasion made"], tally["sitting made"], tally["contribution made"]) == (262, 5467, 3427)
    audit = AuditRecord.objects.get()
    assert (audit.action, audit.subject, audit.at, audit.actor) == (
        "load reference data",
        "fixtures",
        NOW,
        None,
    )
    assert audit.changes == dict(tally)


def test_a_second_time_nothing_changes(loaded: None) -> None:
    before = [
        list(Entry.objects.order_by("pk").values_list("pk", "uid", "import_key", "revision")),
        list(Occasion.objects.order_by("pk").values_list("pk", "uid", "import_key")),
        list(Sitting.objects.order_by("pk").values_list("pk", "entry", "on")),
    ]
    with CaptureQueriesContext(connection) as queries:
        tally = load()
    assert tally == Counter()
    assert [
        query["sql"] for query in queries if not query["sql"].startswith(("SELECT", "SAVEPOINT", "RELEASE"))
    ] == []
    assert len(queries) < 40
    assert AuditRecord.objects.count() == 1
    assert before == [
        list(Entry.objects.order_by("pk").values_list("pk", "uid", "import_key", "revision")),
        list(Occasion.objects.order_by("pk").values_list("pk", "uid", "import_key")),
        list(Sitting.objects.order_by("pk").values_list("pk", "entry", "on")),
    ]


def test_what_changed_in_a_file_changes_in_place(loaded: None, folder: Path) -> None:
    uid = Entry.objects.get(meeting_number="S/PV.4087").uid
    change(folder, "held_meetings.csv", 2, "topic", "AIDS in Africa, again")
    change(folder, "held_meetings.csv", 3, "date", "2000-01-11")
    change(folder, "presidencies.csv", 2, "iso3", "URY")
    tally = load(folder)
    # The other sitting keeps the topic it had: one meeting, two items.
    entry = Entry.objects.get(uid=uid)
    assert entry.title == "AIDS in Africa, again; AIDS in Africa"
    assert [sitting.on for sitting in entry.sittings.all()] == [date(2000, 1, 10), date(2000, 1, 11)]
    assert Presidency.objects.get(month=date(2009, 1, 1)).country.iso3 == "URY"
    assert dict(tally) == {
        "entry changed": 1,
        "presidency changed": 1,
        "sitting made": 1,
        "sitting taken away": 1,
    }


def test_what_people_made_or_revised_is_theirs(loaded: None) -> None:
    own = EntryFactory(programme=Programme.objects.get(month=date(2020, 1, 1)), title="Our own line")
    revised = Entry.objects.get(meeting_number="S/PV.4087")
    revised.title, revised.revision = "Corrected by hand", 2
    revised.save()
    revised.sittings.all().delete()
    revised.missions.set([Mission.objects.get(acronym="UNDOF")])
    Programme.objects.filter(month=date(2020, 2, 1)).update(state=Programme.State.DRAFT, note="Reopened")
    assert load() == Counter()
    own.refresh_from_db()
    revised.refresh_from_db()
    assert (own.title, own.import_key) == ("Our own line", None)
    assert (revised.title, revised.sittings.count()) == ("Corrected by hand", 0)
    assert [mission.acronym for mission in revised.missions.all()] == ["UNDOF"]
    assert Programme.objects.get(month=date(2020, 2, 1)).note == "Reopened"


def test_a_report_is_known_again_when_people_complete_it(loaded: None) -> None:
    read, unread = Report.objects.exclude(symbol="")[0], Report.objects.filter(symbol="")[0]
    Report.objects.filter(pk=read.pk).update(title="Report on the situation")
    Report.objects.filter(pk=unread.pk).update(symbol="S/1999/1")
    assert load() == Counter()
    assert Report.objects.count() == ROWS[Report]


def test_a_step_that_people_put_in_the_place_of_ours_is_known_for_it(loaded: None) -> None:
    ours = Step.objects.filter(entry__isnull=False)[0]
    place, elsewhere = ours.entry, EntryFactory()
    ours.entry = elsewhere
    ours.save()
    Step.objects.create(occasion=ours.occasion, kind=ours.kind, entry=place)
    load()
    assert load() == Counter()
    assert Step.objects.count() == ROWS[Step] + 1
    assert Step.objects.get(pk=ours.pk).entry == elsewhere


def test_a_line_set_back_to_what_the_file_says_leaves_its_room(loaded: None) -> None:
    planned = Sitting.objects.filter(entry__status="tentative", room__shared=False, starts_at__isnull=False)[
        0
    ]
    planned.entry.status = "confirmed"
    planned.entry.save()
    assert Sitting.objects.get(pk=planned.pk).room_from
    load()
    assert Sitting.objects.get(pk=planned.pk).room_from is None


def test_a_month_that_is_planned_stays_a_plan(db: None) -> None:
    ProgrammeFactory(month=date(2026, 4, 1), state=Programme.State.PUBLISHED)
    load()
    assert Programme.objects.get(month=date(2026, 4, 1)).state == Programme.State.PUBLISHED


@pytest.mark.parametrize(
    ("cell", "value", "expected"),
    [
        (
            ("cycles.csv", 14, "adoption_date"),
            "2026-13-01",
            '"2026-13-01" is not a date (expected YYYY-MM-DD)',
        ),
        (("cycles.csv", 3, "mission"), "UNFIL", '"UNFIL" is not a mission of missions.csv'),
        (
            ("cycles.csv", 3, "resolution"),
            "1697",
            '"1697" is not a resolution (expected as in "S/RES/2808 (2025)")',
        ),
        (("contributions.csv", 3428, "iso3"), "XXX", '"XXX" is not a State of countries.csv'),
        (("contributions.csv", 9, "troops"), "many", '"many" is not a number (expected at most nine digits)'),
        (("contributions.csv", 2, "total"), "9", "is not the sum of"),
        (
            ("members.csv", 7, "term_end"),
            "2007-12-31",
            "is not a day after the term begins (expected later than",
        ),
        (("missions.csv", 2, "acronym"), "UNMOGIP", "is not here for the first time (see line 2)"),
        (("missions.csv", 5, "closed_date"), "1973-01-01", "is not a day on which it was open"),
        (
            ("missions.csv", 5, "penholder"),
            "Atlantis",
            '"Atlantis" is not the name of a State of countries.csv',
        ),
        (
            ("mandate_history.csv", 3, "yes"),
            "16",
            '"16" is not a vote of the Council (expected 15 votes at most)',
        ),
        (("mandate_history.csv", 20, "adopted"), "", "empty, but must be a date"),
        (("mandate_history.csv", 3, "no"), "", "empty, but must be a number, as the others of this vote"),
        (
            ("presidencies.csv", 3, "year"),
            "20260",
            '"20260" is not a year of our time (expected 1945 to 2099)',
        ),
        (("held_meetings.csv", 3, "date"), "1999-12-31", "is not a date of our time (expected 2000 to 2099)"),
        (("held_meetings.csv", 3, "resumption"), "40000", '"40000" is not a number that small'),
        (("cycles.csv", 42, "consultations_date"), "9999-12-31", "is not a date of our time"),
        (("missions.csv", 6, "closed_date"), "9999-13", '"9999-13" is not a date (expected YYYY-MM-DD)'),
        (("missions.csv", 6, "name_fr"), "x" * 300, "is not short enough (expected at most 250 characters)"),
        (("contributions.csv", 9, "country"), "x" * 200_000, "is not short enough"),
        (("members.csv", 9, "note"), "a\0b", '"NUL" is not a character of a text'),
        (("presidencies.csv", 3, "country_by_rule"), "Utopia", '"Utopia" is not the name of a State'),
        (("holidays.csv", 2, "year"), "2018", '"2018" is not the year of its day (expected 2017)'),
        (
            ("reporting_phrases.csv", 2, "resolution"),
            "9999",
            '"9999" is not a resolution on BNUB in mandate_history',
        ),
        (
            ("reporting_phrases.csv", 3, "reporting_phrases_found"),
            "by 31 June 2013",
            "is not a day that exists",
        ),
        (
            ("held_meetings.csv", 5331, "record"),
            "PV.9085",
            'is not a meeting record (expected as in "S/PV.7964")',
        ),
        (("tcc_meetings.csv", 245, "mission"), "MONUSCO or X", '"X" is not a mission of missions.csv'),
        (("months/2026-04_journal.csv", 2, "time"), "25:00", '"25:00" is not one of the words for it'),
        (
            ("months/2026-04_journal.csv", 3, "date"),
            "2026-05-02",
            "is not a day of the file's month (expected 2026-04)",
        ),
        (("months/2026-04_journal.csv", 4, "room"), "Garden", '"Garden" is not one of the words for it'),
        (
            ("plans_held.csv", 2, "item"),
            "Nothing",
            '"Nothing" is not a line without a day in months/2018-11.csv',
        ),
        (("areas.csv", 2, "host_countries"), "SDN XYZ", '"XYZ" is not a State of countries.csv'),
        (("countries.csv", 2, "iso3"), "XYZ", '"XYZ" is not the code of a State in CLDR'),
        (
            ("rooms.csv", 3, "shared"),
            "perhaps",
            '"perhaps" is not one of the words for it (expected yes, no)',
        ),
        (
            ("mandate_details.csv", 2, "resolution"),
            "1 (1946)",
            '"1 (1946)" is not a resolution in mandate_history',
        ),
        (("recurring.csv", 2, "format"), "seance", '"seance" is not one of the words for it'),
        (("recurring.csv", 2, "missions"), "UNMARS", '"UNMARS" is not a mission of missions.csv'),
        (("recurring.csv", 2, "room"), "Garden", '"Garden" is not a room of rooms.csv'),
        (("recurring.csv", 2, "every"), "0", '"0" is not a number of months (expected 1 to 24)'),
        (("recurring.csv", 2, "every"), "25", '"25" is not a number that small (expected at most 24)'),
        (("recurring.csv", 2, "since"), "2022-08-02", '"2022-08-02" is not the first day of a month'),
        (
            ("recurring.csv", 2, "weekday"),
            "Monday",
            '"Monday" is not given with the column nth, and only with it',
        ),
        (("recurring.csv", 2, "source_note"), "", "empty, but must be a text"),
    ],
)
def test_an_error_names_file_line_column_and_reason(
    folder: Path, cell: tuple[str, int, str], value: str, expected: str
) -> None:
    name, line, column = cell
    change(folder, name, line, column, value)
    with pytest.raises(ReferenceErrors) as raised:
        load(folder)
    messages = [str(error) for error in raised.value.errors]
    place = f"data/{name}, line "
    found = [message for message in messages if message.startswith(place) and expected in message]
    assert len(found) == 1
    assert f", column {column}: " in found[0]
    assert rows() == dict.fromkeys(ROWS, 0)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("held_meetings.csv", "must be a record of at least one meeting"),
        ("months/2026-99.csv", "must be named after its month (expected as in 2026-12.csv)"),
    ],
)
def test_an_error_of_a_whole_file_names_it(folder: Path, name: str, expected: str) -> None:
    source = folder / name if (folder / name).exists() else folder / "months" / "2018-11.csv"
    (folder / name).write_text(source.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    with pytest.raises(ReferenceErrors) as raised:
        load(folder)
    assert [str(error) for error in raised.value.errors] == [f"data/{name}: {expected}"]
    assert rows() == dict.fromkeys(ROWS, 0)


def test_every_error_is_found_at_once(folder: Path) -> None:
    change(folder, "cycles.csv", 14, "adoption_date", "2026-13-01")
    change(folder, "cycles.csv", 15, "report_date", "soon")
    change(folder, "holidays.csv", 3, "kind", "private")
    (folder / "rooms.csv").unlink()
    with pytest.raises(ReferenceErrors) as raised:
        load(folder)
    messages = [str(error) for error in raised.value.errors]
    assert "data/rooms.csv: must be there, and readable" in messages
    assert {error.file for error in raised.value.errors} >= {
        "data/cycles.csv",
        "data/holidays.csv",
        "data/rooms.csv",
    }
    assert sum(error.file == "data/cycles.csv" for error in raised.value.errors) == 2


def test_two_dates_for_one_report_are_an_error(folder: Path) -> None:
    with (folder / "cycles.csv").open(encoding="utf-8", newline="") as file:
        lines = [
            at for at, row in enumerate(csv.DictReader(file), start=2) if row["report_symbol"] == "S/2010/245"
        ]
    change(folder, "cycles.csv", lines[1], "report_date", "2010-01-01")
    with pytest.raises(ReferenceErrors) as raised:
        load(folder)
    assert [str(error) for error in raised.value.errors] == [
        f'data/cycles.csv, line {lines[1]}, column report_date: "2010-01-01" is not the date of the same report on '
        f"line {lines[0]} (expected 2010-05-20)"
    ]


def test_an_error_of_the_database_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from meetings.services import load_reference as module

    def fail(_loading: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(module, "WRITERS", {**module.WRITERS, "renewal cycles": fail})
    with pytest.raises(RuntimeError):
        load(folder)
    assert rows() == dict.fromkeys(ROWS, 0)
    assert not AuditRecord.objects.exists()
