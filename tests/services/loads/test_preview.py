"""A preview is the real writing, rolled back: it says what would happen, and nothing of it happens."""

from datetime import date
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings.exchange.tables.columns import Progress
from meetings.models import AuditRecord, Load, Mission, Presidency, Report
from meetings.models.history import current_change, records
from meetings.services.loads.apply import leave_load, preview_again
from meetings.services.loads.preview import preview_load
from meetings.services.loads.steps import finished
from meetings.services.refusals import Refused
from meetings.snapshots.records import REFERENCE, TRACKED
from tests.factories import CountryFactory, MissionFactory, ReportFactory, UserFactory
from tests.services.loads.files import NOW, TODAY, applied, lines, outcomes, previewed, problems
from tests.services.loads.plain import by_hand, reports, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain")]


def counted():
    """How many rows and records there are of all that a load can write."""
    nouns = (*REFERENCE, *TRACKED)
    return [noun._default_manager.count() for noun in nouns] + [records(noun).count() for noun in nouns]


def test_nothing_of_it_is_kept_but_what_it_says():
    MissionFactory(acronym="UNDOF")
    ReportFactory(symbol="S/2026/1", title="Old")
    before = (counted(), reports(), AuditRecord.objects.count())
    rows = [{"symbol": f"S/2026/{number}", "title": "New", "missions": "UNDOF"} for number in (1, 2)]
    load = previewed("plain", table(*rows))
    assert (counted(), reports(), AuditRecord.objects.count()) == before
    assert lines(load) == [
        ("changed", "report", "S/2026/1", {"title": ("Old", "New"), "missions": ("", "UNDOF")}),
        (
            "new",
            "report",
            "S/2026/2",
            {"symbol": ("", "S/2026/2"), "title": ("", "New"), "missions": ("", "UNDOF")},
        ),
    ]


def test_who_sent_it_when_and_the_file_itself_are_kept():
    kim, text = UserFactory(username="kim"), table(symbol="S/2026/1")
    load = previewed("plain", text, name="Reports.csv", actor=kim)
    assert (load.kind, load.file_name, load.state, load.uploaded_by, load.uploaded_at) == (
        "plain",
        "Reports.csv",
        "previewed",
        kim,
        NOW,
    )
    assert bytes(Load.objects.get().file.content) == text.encode()
    assert (load.request, load.decided_by, load.decided_at) == (None, None, None)


def test_a_new_row_has_no_key_and_one_on_record_has():
    old = ReportFactory(symbol="S/2026/1")
    load = previewed("plain", table(*({"symbol": f"S/2026/{number}", "title": "New"} for number in (1, 2))))
    assert [line.object_id for line in load.lines.all()] == [old.pk, None]


def test_what_it_brings_is_counted_by_outcome():
    kim = UserFactory()
    for number in range(1, 4):
        report = ReportFactory(symbol=f"S/2026/{number}", title="Old")
    by_hand(kim, report, title="Mine")
    rows = [{"symbol": "S/2026/1", "title": "Old"}]
    rows += [{"symbol": f"S/2026/{number}", "title": "New"} for number in (2, 3, 4, 5)]
    load = previewed("plain", table(*rows))
    load.refresh_from_db()
    assert load.summary == {
        "changed": 1,
        "conflict": 1,
        "new": 2,
        "unchanged": 1,
        "unchanged_rows": [["", 2, 2]],
    }


class TestAFileThatCannotBeUsed:
    def test_every_problem_of_reading_is_kept_and_nothing_is_rehearsed(self):
        CountryFactory(iso3="BGD", name_en="Bangladesh")
        load = previewed("presidencies", "month,iso3\nsoon,BGD\n2026-12,Bangladosh\n2027-01,BGD\n")
        assert (load.state, outcomes(load), load.summary["unchanged"]) == ("refused", [], 0)
        assert [(row, column) for row, column, _message in problems(load)] == [(2, "month"), (3, "iso3")]
        assert Presidency.objects.count() == 0

    def test_what_the_database_refuses_is_a_problem_of_its_row(self):
        text = "acronym,name,kind,established,closed\nUNDOF,Force,peacekeeping,1974-05-31,\n"
        text += "UNIFIL,Force,peacekeeping,1978-03-19,1977-01-01\n"
        load = previewed("missions", text)
        assert load.state == "refused"
        assert [row for row, _column, _message in problems(load)] == [3]
        assert Mission.objects.count() == 0

    def test_it_can_be_neither_previewed_again_nor_left(self):
        load = previewed("presidencies", "month,iso3\nsoon,BGD\n")
        with pytest.raises(Refused):
            finished(preview_again(load=load, actor=None, now=NOW, today=TODAY))
        with pytest.raises(Refused):
            leave_load(load=load, actor=None, now=NOW)


class TestOneTellsAnother:
    def test_the_same_file_on_the_same_record_gives_the_same_digest(self):
        ReportFactory(symbol="S/2026/1")
        first, second = (previewed("plain", table(symbol="S/2026/1", title="New")) for _ in range(2))
        assert first.digest == second.digest != ""

    @pytest.mark.parametrize("what", ["the file", "the row on record", "a hand"])
    def test_anything_that_differs_gives_another(self, what):
        row = ReportFactory(symbol="S/2026/1", title="Old")
        first = previewed("plain", table(symbol="S/2026/1", title="New"))
        text = table(symbol="S/2026/1", title="New" if what != "the file" else "Newer")
        if what == "the row on record":
            Report.objects.update(title="Other")
        elif what == "a hand":
            by_hand(UserFactory(), row, title="Mine")
            by_hand(UserFactory(), row, title="Old", due_on=date(2026, 12, 1))
            by_hand(UserFactory(), row, title="Mine")
        assert previewed("plain", text).digest != first.digest


def test_it_says_how_far_it_is_in_every_stage():
    told: list[Progress] = []
    steps = preview_load(
        kind="plain",
        file_name="table.csv",
        content=table(symbol="S/2026/1").encode(),
        actor=None,
        now=NOW,
        today=TODAY,
    )
    finished(steps, told.append)
    stages = list(dict.fromkeys(word.stage for word in told))
    assert stages[-4:] == [
        "Looking up names",
        "Comparing: reports",
        "Writing: reports",
        "Keeping what was found",
    ]
    assert all(word.total is None or 0 <= word.done <= word.total for word in told)


def test_one_that_is_broken_off_leaves_nothing():
    steps = preview_load(
        kind="plain",
        file_name="table.csv",
        content=table(symbol="S/2026/1").encode(),
        actor=None,
        now=NOW,
        today=TODAY,
    )
    while next(steps).stage != "Writing: reports":
        pass
    steps.close()
    assert (Load.objects.count(), Report.objects.count(), current_change()) == (0, 0, None)


def test_a_file_once_applied_previews_as_one_that_changes_nothing():
    text = table(*({"symbol": f"S/2026/{number}", "title": "New"} for number in range(1, 4)))
    applied(previewed("plain", text))
    load = previewed("plain", text)
    load.refresh_from_db()
    assert (lines(load), load.summary) == ([], {"unchanged": 3, "unchanged_rows": [["", 2, 4]]})


def test_many_rows_cost_no_query_each():
    def cost(numbers):
        text = table(*({"symbol": f"S/2026/{number}", "title": "New"} for number in numbers))
        with CaptureQueriesContext(connection) as queries:
            previewed("plain", text)
        return len(queries)

    assert cost(range(100, 300)) <= cost(range(1, 2)) + 12


def test_the_ids_of_a_rehearsal_are_on_no_record():
    previewed("plain", table(symbol="S/2026/1"))
    assert not {
        request
        for noun in (*REFERENCE, *TRACKED)
        for request in records(noun).values_list("request", flat=True)
    } - {UUID(int=0)}
