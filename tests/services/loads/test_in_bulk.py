"""What the database refuses is a problem of its row, and hides no other; a good file costs few queries."""

from datetime import date

import pytest
from django.db import OperationalError, connection, transaction
from django.test.utils import CaptureQueriesContext

from meetings.exchange.tables.columns import Place
from meetings.models import Holiday, Mandate, Mission, Report
from meetings.models.history import Change, recorded_as
from meetings.services.loads.in_bulk import Written, write_in_bulk
from meetings.services.loads.lines import Wanted
from tests.factories import MandateFactory, MissionFactory, ReportFactory
from tests.services.loads.files import NOW

pytestmark = pytest.mark.django_db


def new(noun, row, **values):
    return Written(Wanted(Place("", row), values, f"Row {row}"), noun(**values))


def change(instance, row, **values):
    return Written(Wanted(Place("", row), values, f"Row {row}"), instance, frozenset(values))


def written(noun, work):
    """The problems: row, label and message."""
    with transaction.atomic(), recorded_as(Change(actor=None, now=NOW)):
        problems = write_in_bulk(noun, work)
    return [(problem.row, problem.value, problem.message) for problem in problems]


def test_two_bad_rows_of_600_are_two_problems():
    mission = MissionFactory()
    wrong = {17: date(2026, 12, 1), 512: date(2026, 12, 2)}
    work = [
        new(
            Mandate,
            row,
            mission=mission,
            phase=row,
            begins=date(2027, 1, 1),
            ends=wrong.get(row, date(2027, 12, 31)),
        )
        for row in range(1, 601)
    ]
    problems = written(Mandate, work)
    said = "The mandate would end before it begins."
    assert problems == [(17, "Row 17", said), (512, "Row 512", said)]
    assert Mandate.objects.count() == Mandate.history.count() == 598


def test_changed_rows_among_new_ones():
    mandate = MandateFactory(begins=date(2026, 1, 1), phase=1)
    other = MandateFactory(begins=date(2026, 1, 1), phase=2)
    work = [
        change(mandate, 2, ends=date(2025, 1, 1)),
        change(other, 3, ends=date(2027, 1, 1)),
        new(Mandate, 4, mission=mandate.mission, phase=3),
    ]
    assert [row for row, _label, _message in written(Mandate, work)] == [2]
    stored = {row.phase: row.ends for row in Mandate.objects.all()}
    assert stored == {1: date(2026, 12, 31), 2: date(2027, 1, 1), 3: None}


@pytest.mark.parametrize(
    ("noun", "values", "message"),
    [
        (Report, {"symbol": "S/2026/1"}, "Another row on record has the same symbol."),
        (
            Holiday,
            {"on": date(2026, 12, 25), "name": "Christmas"},
            "Another row on record has the same day and name.",
        ),
        (
            Mission,
            {"acronym": "UNDOF", "name_en": "Observers", "kind": "peacekeeping"},
            "Another row on record has the same acronym.",
        ),
        (
            Mission,
            {"acronym": "AU/UN", "name_en": "Hybrid", "kind": "peacekeeping"},
            "This does not go together with what is on record: mission acronym has a page.",
        ),
    ],
)
def test_why_is_said_by_the_constraint(noun, values, message):
    problems = written(noun, [new(noun, 2, **values), new(noun, 3, **values)])
    assert {said for _row, _label, said in problems} == {message}


def test_what_is_wrong_with_the_database_itself_is_no_problem_of_a_row(monkeypatch):
    def locked(*_args, **_kwargs):
        raise OperationalError("database is locked")

    monkeypatch.setattr(Report._default_manager, "bulk_create", locked)
    with pytest.raises(OperationalError):
        written(Report, [new(Report, 2, symbol="S/2026/1")])


def test_a_good_file_costs_no_query_for_each_row():
    def cost(numbers):
        rows = [ReportFactory() for _ in numbers]
        work = [change(row, number, title="New") for number, row in zip(numbers, rows, strict=True)]
        work += [new(Report, number, symbol=f"S/2025/{number}") for number in numbers]
        with CaptureQueriesContext(connection) as queries:
            assert written(Report, work) == []
        return len(queries)

    assert cost(range(100, 300)) <= cost(range(1)) + 20


def test_nothing_to_write_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert write_in_bulk(Report, []) == []
