"""A value that a person set stays where a file says otherwise, until somebody decides for the file."""

from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings.exchange.tables.columns import Place
from meetings.models import Mission, Presidency, Report
from meetings.models.history import Change, recorded_as
from meetings.services.attach_report import By, edit_report
from meetings.services.loads.bringing import Bringing
from meetings.services.loads.by_hand import set_by_hand
from meetings.services.loads.lines import Wanted
from meetings.services.loads.steps import finished
from meetings.services.loads.take_back import take_back_load
from meetings.services.report_values import ReportValues
from tests.factories import (
    CountryFactory,
    MissionFactory,
    OccasionFactory,
    ReportFactory,
    UserFactory,
)
from tests.services.loads.files import NOW, TODAY, applied, lines, loaded, previewed
from tests.services.loads.plain import by_hand, made_by_hand, reports, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain")]

DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)


@pytest.fixture
def person():
    return UserFactory(username="kim")


@pytest.fixture
def report():
    """As the reference data comes in: without a history."""
    for acronym in ("UNDOF", "UNIFIL"):
        MissionFactory(acronym=acronym)
    (row,) = Report.objects.bulk_create([Report(symbol="S/2026/1", title="Old", due_on=DECEMBER)])
    row.missions.through.objects.create(report=row, mission=Mission.objects.get(acronym="UNDOF"))
    return row


def says(**values):
    return table(symbol="S/2026/1", **values)


def line_of(text, **about):
    """The one line of a file, but for the name: outcome, changes and conflicts."""
    load = previewed("plain", text, **about)
    (line,) = load.lines.all()
    return line.outcome, {name: tuple(pair) for name, pair in line.changes.items()}, line.conflicts


class TestWithoutAnyHand:
    def test_what_the_reference_data_left_is_changed(self, report):
        assert line_of(says(title="New")) == ("changed", {"title": ("Old", "New")}, [])

    def test_what_a_load_left_is_changed_by_the_next(self, report, person):
        loaded("plain", says(title="New"), actor=person)
        assert line_of(says(title="Newer")) == ("changed", {"title": ("New", "Newer")}, [])

    def test_what_stands_there_already_gives_no_line(self, report):
        load = previewed("plain", says(title="Old", due_on=DECEMBER, missions="UNDOF"))
        load.refresh_from_db()
        assert (lines(load), load.summary) == ([], {"unchanged": 1, "unchanged_rows": [["", 2, 2]]})

    def test_an_empty_cell_erases_nothing(self, report):
        loaded("plain", says(title="New"))
        assert reports()["S/2026/1"] == ("New", DECEMBER, {"UNDOF"})


class TestAValueSetByHand:
    @pytest.fixture
    def edited(self, report, person):
        return by_hand(person, report, title="Mine")

    def test_it_is_in_conflict(self, edited):
        assert line_of(says(title="New")) == ("conflict", {"title": ("Mine", "New")}, ["title"])

    def test_it_stays_and_the_rest_of_the_row_is_written(self, edited):
        loaded("plain", says(title="New", due_on=JANUARY))
        assert reports()["S/2026/1"][:2] == ("Mine", JANUARY)

    def test_it_stays_however_often_the_file_comes(self, edited):
        for _ in range(3):
            load = loaded("plain", says(title="New", due_on=JANUARY))
        assert reports()["S/2026/1"][:2] == ("Mine", JANUARY)
        assert lines(load) == [("conflict", "report", "S/2026/1", {"title": ("Mine", "New")})]

    def test_it_is_written_where_the_file_is_decided_for(self, edited):
        load = previewed("plain", says(title="New"))
        load = applied(load, take=load.lines.values_list("pk", flat=True))
        assert reports()["S/2026/1"][0] == "New"
        assert [line.take_file for line in load.lines.all()] == [True]

    def test_decided_for_the_file_it_is_the_loads_again(self, edited):
        load = previewed("plain", says(title="New"))
        applied(load, take=load.lines.values_list("pk", flat=True))
        assert line_of(says(title="Newer"))[0] == "changed"

    def test_set_by_hand_loaded_and_set_by_hand_again_it_is_in_conflict(self, edited, person):
        load = previewed("plain", says(title="New"))
        applied(load, take=load.lines.values_list("pk", flat=True))
        by_hand(person, edited, title="Mine again")
        assert line_of(says(title="Newer"))[0] == "conflict"

    def test_what_the_file_says_as_well_is_none(self, edited):
        assert list(previewed("plain", says(title="Mine")).lines.all()) == []

    def test_set_back_to_what_the_software_left_it_is_none(self, edited, person):
        by_hand(person, edited, title="Old")
        assert line_of(says(title="New"))[0] == "changed"

    def test_emptied_by_hand_it_is_in_conflict(self, report, person):
        by_hand(person, report, title="", due_on=None)
        assert line_of(says(title="New", due_on=JANUARY))[2] == ["due_on", "title"]

    def test_a_line_that_was_not_in_conflict_cannot_be_taken(self, report, person):
        load = previewed("plain", says(title="New"))
        assert [line.take_file for line in applied(load, take=[load.lines.get().pk]).lines.all()] == [False]


class TestTheMissionsOfAReport:
    def test_changed_by_hand_they_are_in_conflict(self, report, person):
        by_hand(person, report, missions=["UNDOF", "UNIFIL"])
        said = line_of(says(missions="UNIFIL"))
        assert said == ("conflict", {"missions": ("UNDOF, UNIFIL", "UNIFIL")}, ["missions"])

    def test_they_stay_and_the_rest_is_written(self, report, person):
        by_hand(person, report, missions=["UNIFIL"])
        loaded("plain", says(missions="UNDOF", title="New"))
        assert reports()["S/2026/1"] == ("New", DECEMBER, {"UNIFIL"})

    def test_decided_for_the_file_they_are_written_and_recorded(self, report, person):
        by_hand(person, report, missions=["UNIFIL"])
        load = previewed("plain", says(missions="UNDOF"))
        load = applied(load, take=[load.lines.get().pk], actor=person)
        assert reports()["S/2026/1"][2] == {"UNDOF"}
        (record,) = Report.history.filter(request=load.request)
        assert [row.mission.acronym for row in record.missions.all()] == ["UNDOF"]
        assert line_of(says(missions="UNIFIL"))[0] == "changed"

    def test_where_only_another_value_was_set_by_hand_they_are_changed(self, report, person):
        by_hand(person, report, title="Mine")
        assert line_of(says(missions="UNIFIL")) == ("changed", {"missions": ("UNDOF", "UNIFIL")}, [])


class TestARowThatAPersonMade:
    def test_what_the_person_wrote_is_in_conflict_and_what_was_left_empty_is_filled(self, person):
        MissionFactory(acronym="UNDOF")
        made_by_hand(person, symbol="S/2026/1", title="Mine")
        outcome, _changes, conflicts = line_of(says(title="New", due_on=JANUARY, missions="UNDOF"))
        assert (outcome, conflicts) == ("conflict", ["title"])
        loaded("plain", says(title="New", due_on=JANUARY, missions="UNDOF"))
        assert reports() == {"S/2026/1": ("Mine", JANUARY, {"UNDOF"})}

    def test_what_was_filled_by_hand_later_is_in_conflict(self, person):
        report = made_by_hand(person, symbol="S/2026/1")
        by_hand(person, report, due_on=DECEMBER)
        assert line_of(says(due_on=JANUARY))[2] == ["due_on"]

    def test_what_a_load_filled_is_the_loads(self, person):
        made_by_hand(person, symbol="S/2026/1")
        loaded("plain", says(due_on=DECEMBER))
        assert line_of(says(due_on=JANUARY))[0] == "changed"

    def test_one_made_in_the_admin(self, admin):
        given = {"month": "2026-12-01", "country": CountryFactory(iso3="BGD").pk, "verified": "on"}
        admin.client.post(reverse("admin:meetings_presidency_add"), given)
        CountryFactory(iso3="URY")
        load = previewed("presidencies", "month,iso3\n2026-12,URY\n")
        assert [(line.outcome, line.conflicts) for line in load.lines.all()] == [("conflict", ["country_id"])]


class TestByTheWaysOfThePages:
    def test_in_the_admin(self, admin):
        bangladesh, uruguay = CountryFactory(iso3="BGD"), CountryFactory(iso3="URY")
        (row,) = Presidency.objects.bulk_create([Presidency(month=DECEMBER, country=bangladesh)])
        given = {"month": "2026-12-01", "country": uruguay.pk, "verified": "on"}
        response = admin.client.post(reverse("admin:meetings_presidency_change", args=[row.pk]), given)
        assert response.status_code == 302
        load = previewed("presidencies", "month,iso3\n2026-12,BGD\n")
        assert [(line.outcome, line.conflicts) for line in load.lines.all()] == [("conflict", ["country_id"])]

    def test_by_the_report_form_of_an_occasion(self, report, person):
        occasion = OccasionFactory(reports=[report])
        edit_report(
            occasion=occasion,
            report=report,
            seen=ReportValues.of(report),
            values=ReportValues(symbol="S/2026/1", due_on=JANUARY),
            today=TODAY,
            **By(actor=person, now=NOW, request=None),
        )
        assert line_of(says(due_on=DECEMBER, title="New"))[2] == ["due_on"]


class TestAfterTakingBack:
    """What a load did that was taken back counts as never done."""

    def test_the_same_file_previews_as_the_first_time(self, report, person):
        text = says(title="New", due_on=JANUARY, missions="UNIFIL")
        first = line_of(text)
        finished(take_back_load(load=loaded("plain", text), actor=person, now=NOW, today=TODAY))
        assert line_of(text) == first

    def test_what_was_set_by_hand_before_it_still_is(self, report, person):
        by_hand(person, report, title="Mine")
        load = previewed("plain", says(title="New"))
        load = applied(load, take=[load.lines.get().pk])
        finished(take_back_load(load=load, actor=person, now=NOW, today=TODAY))
        assert line_of(says(title="New")) == ("conflict", {"title": ("Mine", "New")}, ["title"])

    def test_what_was_changed_and_set_back_meanwhile_makes_no_difference(self, report, person):
        by_hand(person, report, title="Mine")
        load = previewed("plain", says(title="New"))
        load = applied(load, take=[load.lines.get().pk])
        by_hand(person, report, due_on=JANUARY)
        by_hand(person, report, due_on=DECEMBER)
        finished(take_back_load(load=load, actor=person, now=NOW, today=TODAY))
        loaded("plain", says(due_on=JANUARY))
        assert line_of(says(title="New"))[0] == "conflict"


def test_a_load_that_comes_to_the_same_row_twice_is_no_hand(report, person):
    """While it is written, it is on no list of loads yet."""
    bringing = Bringing("table.csv")
    with transaction.atomic(), recorded_as(Change(actor=person, now=NOW)):
        for title in ("New", "Newer"):
            wanted = Wanted(Place("", 2), {"symbol": "S/2026/1", "title": title}, "S/2026/1")
            finished(bringing.bring(Report, [wanted], key=["symbol"], stored=Report.objects.all()))
    assert [line.outcome for line in bringing.lines] == ["changed", "changed"]


def test_it_costs_the_same_for_one_and_for_200_rows_set_by_hand(person):
    def cost(number):
        rows = [by_hand(person, ReportFactory(), title="Mine") for _ in range(number)]
        stored = list(Report.objects.filter(pk__in=[row.pk for row in rows]).prefetch_related("missions"))
        with CaptureQueriesContext(connection) as queries:
            found = set_by_hand(Report, stored)
        assert [found[row.pk] for row in rows] == [{"title"}] * number
        return len(queries)

    assert cost(1) == cost(200) <= 5
