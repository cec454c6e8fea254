"""Rows are brought to what a file says of them: new, changed, unchanged, with their history and their source."""

from datetime import date

import pytest
from django.db import transaction

from meetings.exchange.tables.columns import Place
from meetings.models import Entry, Holiday, Mission, Presidency, Report
from meetings.models.history import Change, recorded_as
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import finished
from tests.factories import (
    CountryFactory,
    EntryFactory,
    HolidayFactory,
    MissionFactory,
    PresidencyFactory,
    ReportFactory,
    UserFactory,
)
from tests.services.loads.files import NOW
from tests.services.loads.plain import by_hand

pytestmark = pytest.mark.django_db

CHRISTMAS, NEW_YEAR = date(2026, 12, 25), date(2027, 1, 1)


def bring(noun, wanted, key, *, actor=None, take=frozenset(), stored=None):
    """Bring some rows in a change of its own."""
    bringing = Bringing("table.csv", take)
    rows = noun.objects.order_by() if stored is None else stored
    with transaction.atomic(), recorded_as(Change(actor=actor, now=NOW)):
        bringing.rows = finished(bringing.bring(noun, wanted, key=key, stored=rows))
    return bringing


def holiday(row=2, label="Christmas", **values):
    values = {"on": CHRISTMAS, "name": "Christmas", **values}
    return Wanted(Place("", row), values, label)


def told(bringing):
    return [
        (str(line.outcome), line.label, line.changes, line.conflicts, line.instance)
        for line in bringing.lines
    ]


class TestNew:
    def test_a_row_is_made_with_its_history_and_its_source(self):
        kim = UserFactory(username="kim")
        bringing = bring(Holiday, [holiday()], ["on", "name"], actor=kim)
        row = Holiday.objects.get()
        assert (row.on, row.name, row.kind, row.source_note) == (
            CHRISTMAS,
            "Christmas",
            "official",
            "Loaded from table.csv, row 2.",
        )
        said = {"on": ("", "2026-12-25"), "name": ("", "Christmas")}
        assert told(bringing) == [("new", "Christmas", said, (), row)]
        (record,) = Holiday.history.all()
        assert (record.history_type, record.history_user, record.history_date, record.name) == (
            "+",
            kim,
            NOW,
            "Christmas",
        )

    def test_a_row_that_names_its_source_keeps_that(self):
        bring(Holiday, [holiday(source_url="https://example.org/circular")], ["on", "name"])
        assert [(row.source_url, row.source_note) for row in Holiday.objects.all()] == [
            ("https://example.org/circular", "")
        ]

    def test_what_only_a_new_row_takes(self):
        wanted = Wanted(
            Place("", 2), {"on": CHRISTMAS, "name": "Christmas"}, "Christmas", new={"kind": "floating"}
        )
        bring(Holiday, [wanted], ["on", "name"])
        Holiday.objects.update(kind="official")
        bringing = bring(Holiday, [wanted], ["on", "name"])
        assert (Holiday.objects.get().kind, told(bringing)) == ("official", [])

    def test_its_relation_is_written_and_recorded(self):
        missions = [MissionFactory(acronym=acronym) for acronym in ("UNDOF", "UNIFIL")]
        members = frozenset(mission.pk for mission in missions)
        wanted = Wanted(Place("", 2), {"symbol": "S/2026/1"}, "S/2026/1", members=members)
        bringing = bring(Report, [wanted], ["symbol"])
        assert bringing.lines[0].changes["missions"] == ("", "UNDOF, UNIFIL")
        (record,) = Report.history.all()
        assert {row.mission for row in record.missions.all()} == set(missions)
        assert set(Report.objects.get().missions.all()) == set(missions)

    def test_the_rows_come_back_by_their_key(self):
        there = HolidayFactory(on=NEW_YEAR, name="New Year")
        bringing = bring(Holiday, [holiday()], ["on", "name"])
        assert bringing.rows == {
            (NEW_YEAR, "New Year"): there,
            (CHRISTMAS, "Christmas"): Holiday.objects.get(on=CHRISTMAS),
        }

    def test_of_two_that_speak_of_the_same_row_the_first_counts(self):
        bringing = bring(Holiday, [holiday(), holiday(row=3, kind="floating")], ["on", "name"])
        assert (Holiday.objects.get().kind, len(bringing.lines)) == ("official", 1)


class TestChanged:
    def test_what_differs_is_written_and_the_rest_stays(self):
        row = HolidayFactory(on=CHRISTMAS, name="Christmas", verified=False, source_note="By the calendar.")
        bringing = bring(Holiday, [holiday(verified=True)], ["on", "name"])
        row.refresh_from_db()
        assert (row.verified, row.source_note) == (True, "By the calendar.")
        assert told(bringing) == [("changed", "Christmas", {"verified": ("False", "True")}, (), row)]

    def test_what_it_was_goes_on_record_before(self):
        Holiday.objects.bulk_create([Holiday(on=CHRISTMAS, name="Christmas", kind="floating")])
        bring(Holiday, [holiday(kind="official")], ["on", "name"])
        records = Holiday.history.order_by("history_id")
        assert [(record.history_type, record.kind) for record in records] == [
            ("+", "floating"),
            ("~", "official"),
        ]

    def test_rows_that_change_in_different_columns_keep_the_others(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating", verified=False)
        HolidayFactory(on=NEW_YEAR, name="New Year", kind="floating", verified=False)
        wanted = [holiday(kind="official"), holiday(row=3, on=NEW_YEAR, name="New Year", verified=True)]
        bring(Holiday, wanted, ["on", "name"])
        assert list(Holiday.objects.values_list("name", "kind", "verified")) == [
            ("Christmas", "official", False),
            ("New Year", "floating", True),
        ]

    def test_of_two_that_speak_of_the_same_row_the_first_counts(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating")
        wanted = [holiday(kind="official"), holiday(row=3, kind="floating"), holiday(row=4, verified=False)]
        bringing = bring(Holiday, wanted, ["on", "name"])
        assert [(row.kind, row.verified) for row in Holiday.objects.all()] == [("official", True)]
        assert len(bringing.lines) == 1

    def test_what_is_pointed_to_is_said_by_its_name(self):
        bangladesh, uruguay = CountryFactory(name_en="Bangladesh"), CountryFactory(name_en="Uruguay")
        PresidencyFactory(month=date(2026, 12, 1), country=bangladesh)
        wanted = Wanted(Place("", 2), {"month": date(2026, 12, 1), "country_id": uruguay.pk}, "2026-12")
        (line,) = bring(Presidency, [wanted], ["month"]).lines
        assert line.changes == {"country_id": ("Bangladesh", "Uruguay")}

    def test_a_relation_loses_what_is_surplus_and_gains_what_is_missing(self):
        undof, unifil, unmiss = (MissionFactory(acronym=name) for name in ("UNDOF", "UNIFIL", "UNMISS"))
        other = ReportFactory(symbol="S/2026/2", missions=[undof])
        report = ReportFactory(symbol="S/2026/1", missions=[undof, unifil])
        members = frozenset({unifil.pk, unmiss.pk})
        wanted = Wanted(Place("", 2), {"symbol": "S/2026/1"}, "S/2026/1", members=members)
        (line,) = bring(Report, [wanted], ["symbol"]).lines
        assert line.changes == {"missions": ("UNDOF, UNIFIL", "UNIFIL, UNMISS")}
        assert set(report.missions.all()) == {unifil, unmiss}
        assert set(other.missions.all()) == {undof}

    def test_a_source_goes_along_with_a_change_and_alone_changes_nothing(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating", source_url="a")
        along = {"source_url": "b"}
        same = Wanted(Place("", 2), {"on": CHRISTMAS, "name": "Christmas"}, "Christmas", along=along)
        assert told(bring(Holiday, [same], ["on", "name"])) == []
        other = Wanted(Place("", 2), {**same.values, "kind": "official"}, "Christmas", along=along)
        bring(Holiday, [other], ["on", "name"])
        assert Holiday.objects.get().source_url == "b"

    def test_a_source_goes_along_with_a_value_that_is_taken_from_the_file(self):
        row = HolidayFactory(on=CHRISTMAS, name="Christmas", source_url="a")
        by_hand(UserFactory(), row, kind="floating")
        values = {"on": CHRISTMAS, "name": "Christmas", "kind": "official"}
        wanted = Wanted(Place("", 2), values, "Christmas", along={"source_url": "b"})
        bring(Holiday, [wanted], ["on", "name"])
        row.refresh_from_db()
        assert (row.kind, row.source_url) == ("floating", "a")
        bring(Holiday, [wanted], ["on", "name"], take={("", 2, "holiday")})
        row.refresh_from_db()
        assert (row.kind, row.source_url) == ("official", "b")

    def test_whoever_has_an_entry_open_is_told_once(self):
        mission = MissionFactory()
        entry = EntryFactory(title="Before", import_key="a")
        wanted = Wanted(
            Place("", 2), {"import_key": "a", "title": "After"}, "a", members=frozenset({mission.pk})
        )
        bring(Entry, [wanted], ["import_key"])
        entry.refresh_from_db()
        assert (entry.title, entry.revision, list(entry.missions.all())) == ("After", 2, [mission])
        assert Entry.history.latest("history_id").revision == 2


class TestMeanwhile:
    """A row is read without a lock, and taken as it stands once it is locked."""

    def stored_before(self, change):
        """The rows as they were before somebody changed them."""
        stored = list(Holiday.objects.order_by())
        change(Holiday.objects.get())
        return stored

    def test_what_others_wrote_in_other_columns_stays(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating", verified=False)
        stored = self.stored_before(lambda row: by_hand(UserFactory(), row, source_note="Read"))
        bring(Holiday, [holiday(kind="official")], ["on", "name"], stored=stored)
        assert [(row.kind, row.source_note) for row in Holiday.objects.all()] == [("official", "Read")]

    def test_what_others_wrote_in_the_same_column_is_in_conflict(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", verified=False)
        stored = self.stored_before(lambda row: by_hand(UserFactory(), row, kind="floating"))
        bringing = bring(Holiday, [holiday(verified=True, kind="official")], ["on", "name"], stored=stored)
        assert [(line.outcome, line.conflicts) for line in bringing.lines] == [("conflict", ("kind",))]

    def test_a_row_that_was_deleted_is_new(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating")
        stored = self.stored_before(Holiday.delete)
        bringing = bring(Holiday, [holiday(kind="official")], ["on", "name"], stored=stored)
        assert [line.outcome for line in bringing.lines] == ["new"]
        assert Holiday.objects.get().kind == "official"

    def test_a_row_that_is_known_by_another_name_now_is_another(self):
        HolidayFactory(on=CHRISTMAS, name="Christmas", kind="floating")
        stored = self.stored_before(lambda row: by_hand(UserFactory(), row, name="Christmas Day"))
        bring(Holiday, [holiday(kind="official")], ["on", "name"], stored=stored)
        assert list(Holiday.objects.order_by("name").values_list("name", "kind")) == [
            ("Christmas", "official"),
            ("Christmas Day", "floating"),
        ]


def test_what_the_file_does_not_speak_of_stays():
    HolidayFactory(on=NEW_YEAR, name="New Year")
    bringing = bring(Holiday, [holiday()], ["on", "name"])
    assert (Holiday.objects.count(), len(bringing.lines)) == (2, 1)


def test_a_row_that_changes_nothing_is_noted_by_its_place():
    HolidayFactory(on=CHRISTMAS, name="Christmas")
    bringing = bring(Holiday, [holiday(row=7)], ["on", "name"])
    assert (told(bringing), bringing.unchanged) == ([], [Place("", 7)])


def test_outside_a_change_nothing_is_written():
    bringing = Bringing("table.csv")
    with pytest.raises(RuntimeError), transaction.atomic():
        finished(bringing.bring(Holiday, [holiday()], key=["on", "name"], stored=Holiday.objects.all()))
    assert (Holiday.objects.count(), Mission.objects.count()) == (0, 0)
