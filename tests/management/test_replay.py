"""``manage.py replay``."""

import io
import json
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext

from meetings.models import Occasion
from meetings.rules.vocabulary import StepKind
from tests.factories import OccasionFactory, ReportFactory

CYCLES = Path(__file__).resolve().parents[2] / "fixtures" / "cycles.csv"

pytestmark = pytest.mark.django_db


def replayed(*words: object) -> dict:
    out = io.StringIO()
    call_command("replay", *words, "--format", "json", stdout=out)
    return json.loads(out.getvalue())


def test_every_occasion_in_the_database_is_answered() -> None:
    report = ReportFactory(circulated_on=date(2026, 11, 20))
    steps = {StepKind.CONTRIBUTORS: date(2026, 11, 30), StepKind.CONSULTATIONS: date(2026, 12, 4)}
    OccasionFactory(reports=[report], steps=steps)
    (cycle,) = replayed()["cycles"]
    found = {finding["rule"]: (finding["result"], finding["days"]) for finding in cycle["findings"]}
    assert found["G7"] == ("MEETS_PREFERENCE", 10)
    assert found["G13"] == ("SHORT", 4)


def test_the_number_of_queries_does_not_grow() -> None:
    counts = []
    for occasions in (1, 20):
        OccasionFactory.create_batch(
            occasions, steps={StepKind.CONTRIBUTORS: date(2026, 11, 30)}, reports=[ReportFactory()]
        )
        with CaptureQueriesContext(connection) as queries:
            replayed()
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 12


def test_a_bad_row_is_named_and_the_others_are_answered(tmp_path: Path) -> None:
    header, first, second, *_ = CYCLES.read_text(encoding="utf-8").splitlines()
    path = tmp_path / "some.csv"
    path.write_text("\n".join([header, first, second.replace("2006-07-25", "25 July")]), encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError) as raised:
        call_command("replay", path, "--format", "json", stdout=out)
    assert str(raised.value) == (
        'some.csv, line 3, column tcc_meeting_date: "25 July" is not a date (expected YYYY-MM-DD)\n'
        "1 value could not be read."
    )
    assert raised.value.returncode == 1
    assert [cycle["resolution"] for cycle in json.loads(out.getvalue())["cycles"]] == ["S/RES/1655 (2006)"]


def test_a_database_that_cannot_be_read_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_occasions: object) -> None:
        raise DatabaseError("no such table")

    monkeypatch.setattr("meetings.management.commands.replay.occasion_facts", fail)
    with pytest.raises(CommandError, match="The database cannot be read"):
        replayed()


def test_the_record_of_the_project() -> None:
    """Counted apart from the code, by plain arithmetic over the columns of the file."""
    counts = replayed(CYCLES)["summary"]
    assert counts["G7"] == {
        "AT_MINIMUM": 25,
        "MEETS_PREFERENCE": 77,
        "OUT_OF_ORDER": 2,
        "SHORT": 42,
        "UNKNOWN": 116,
    }
    assert counts["G13"] == {
        "AT_MINIMUM": 6,
        "MEETS_PREFERENCE": 8,
        "OUT_OF_ORDER": 2,
        "SAME_DAY": 8,
        "SHORT": 34,
        "UNKNOWN": 204,
    }
    assert counts["G16"] == {"IN_ORDER": 246, "OUT_OF_ORDER": 3, "SAME_DAY": 10, "UNKNOWN": 3}
    assert counts["L4"] == {"IN_ORDER": 256, "OUT_OF_ORDER": 1, "UNKNOWN": 5}


@pytest.mark.usefixtures("reference")
class TestTheWholeRecord:
    def test_the_database_gives_the_same_answers_as_the_file(self) -> None:
        Occasion.objects.filter(is_sample=True).delete()
        for week_rule in ("at_least", "more_than"):
            assert replayed("--week-rule", week_rule) == replayed(CYCLES, "--week-rule", week_rule)

    def test_it_takes_few_queries(self) -> None:
        with CaptureQueriesContext(connection) as queries:
            replayed()
        assert len(queries) <= 12
