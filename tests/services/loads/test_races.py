"""Several at once with files and at the desk: no load is applied twice, no row made twice, no change lost."""

from datetime import date

import pytest

from meetings.models import Load, Mission, Occasion, Report
from meetings.rules.vocabulary import Format
from meetings.services.attach_report import By, attach_report, edit_report
from meetings.services.edit_entry import edit_entry
from meetings.services.entry_content import EntryContent
from meetings.services.loads.apply import Moved, apply_load, leave_load, preview_again
from meetings.services.loads.preview import preview_load
from meetings.services.loads.steps import finished
from meetings.services.loads.take_back import take_back_load
from meetings.services.open_occasion import open_for_mandate
from meetings.services.refusals import Refused
from meetings.services.report_values import ReportValues
from tests.factories import (
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    ReportFactory,
    UserFactory,
)
from tests.races import at_once
from tests.services.loads.files import NOW, TODAY, loaded, previewed
from tests.services.loads.plain import reports, table

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("plain")]

MANY = 8
DECEMBER, JANUARY = date(2026, 12, 1), date(2027, 1, 15)


def kinds(outcomes):
    """How the calls ended, in a stable order."""
    return sorted(type(outcome).__name__ for outcome in outcomes)


def applying(load):
    return lambda: finished(apply_load(load=load, actor=None, now=NOW, today=TODAY))


def taking_back(load):
    return lambda: finished(take_back_load(load=load, actor=None, now=NOW, today=TODAY))


def rows(*numbers, **values):
    return table(*({"symbol": f"S/2026/{number}", **values} for number in numbers))


class TestOneLoad:
    def test_of_many_who_apply_it_one_does(self):
        load = previewed("plain", rows(1, 2, title="New"))
        outcomes = at_once(*[applying(load)] * MANY)
        assert kinds(outcomes) == ["NoneType", *["Refused"] * (MANY - 1)]
        assert sorted(reports()) == ["S/2026/1", "S/2026/2"]
        assert Report.history.count() == 2
        assert load.lines.count() == 2

    def test_of_many_who_take_it_back_one_does(self):
        load = loaded("plain", rows(1, 2))
        outcomes = at_once(*[taking_back(load)] * MANY)
        assert kinds(outcomes) == ["NoneType", *["Refused"] * (MANY - 1)]
        assert {outcome.message for outcome in outcomes if outcome} == {"This file was taken back already."}
        assert (reports(), Report.history.filter(history_type="-").count()) == ({}, 2)

    def test_one_applies_and_one_leaves_it(self):
        load = previewed("plain", rows(1))
        outcomes = at_once(applying(load), lambda: leave_load(load=load, actor=None, now=NOW))
        assert kinds(outcomes) == ["NoneType", "Refused"]
        state = "applied" if outcomes[0] is None else "left"
        assert (Load.objects.get().state, len(reports())) == (state, int(state == "applied"))

    def test_one_applies_it_while_another_looks_at_it_again(self):
        load = previewed("plain", rows(1))
        outcomes = at_once(
            applying(load), lambda: finished(preview_again(load=load, actor=None, now=NOW, today=TODAY))
        )
        assert outcomes[0] is None
        assert kinds(outcomes) in (["NoneType", "NoneType"], ["NoneType", "Refused"])
        assert (Load.objects.get().state, len(reports()), load.lines.count()) == ("applied", 1, 1)


class TestManyLoads:
    def test_of_two_that_bring_the_same_new_rows_one_is_looked_at_again(self):
        loads = [previewed("plain", rows(*range(1, 30), title=title)) for title in ("One", "Two")]
        outcomes = at_once(*map(applying, loads))
        assert kinds(outcomes) == ["Moved", "NoneType"]
        written = "One" if outcomes[0] is None else "Two"
        assert {row[0] for row in reports().values()} == {written}
        assert (len(reports()), Report.objects.count()) == (29, 29)

    def test_those_that_bring_different_rows_are_all_applied(self):
        loads = [previewed("plain", rows(number)) for number in range(MANY)]
        assert at_once(*map(applying, loads)) == [None] * MANY
        assert len(reports()) == MANY

    def test_rows_that_several_change_in_turn_are_changed_by_one(self):
        """In whatever order each file names them: all loading is one after the other."""
        for number in range(20):
            ReportFactory(symbol=f"S/2026/{number}")
        orders = (range(20), range(19, -1, -1)) * 2
        loads = [previewed("plain", rows(*order, title=f"By {n}")) for n, order in enumerate(orders)]
        assert kinds(at_once(*map(applying, loads))) == [*["Moved"] * 3, "NoneType"]
        assert len({row[0] for row in reports().values()}) == 1

    def test_files_sent_while_another_is_applied_meet_no_error(self):
        load = previewed("plain", rows(*range(20)))

        def send():
            finished(
                preview_load(
                    kind="plain",
                    file_name="table.csv",
                    content=rows(*range(20), title="New").encode(),
                    actor=None,
                    now=NOW,
                    today=TODAY,
                )
            )

        assert at_once(applying(load), send, send, send) == [None] * 4
        assert sorted(Load.objects.values_list("state", flat=True)) == ["applied", *["previewed"] * 3]
        assert len(reports()) == 20

    def test_one_is_taken_back_while_another_changes_its_row(self):
        first = loaded("plain", rows(1))
        second = previewed("plain", rows(1, title="New"))
        outcomes = at_once(taking_back(first), applying(second))
        taken, written = (outcome is None for outcome in outcomes)
        assert taken is not written
        assert isinstance(next(filter(None, outcomes)), Moved if taken else Refused)
        assert reports() == ({} if taken else {"S/2026/1": ("New", None, set())})


class TestBesideTheDesk:
    @pytest.fixture
    def people(self):
        return [UserFactory() for _ in range(MANY)]

    def test_a_report_that_is_dated_while_a_file_names_it(self, people):
        """Each of them comes through, or is told that it has changed: nothing either wrote is lost."""
        report = ReportFactory(symbol="S/2026/1")
        occasion = OccasionFactory(reports=[report])
        load = previewed("plain", rows(1, title="New"))
        seen, values = ReportValues.of(report), ReportValues(symbol="S/2026/1", due_on=JANUARY)

        def date_it(person):
            by = By(actor=person, now=NOW, request=None)
            return lambda: edit_report(
                occasion=occasion, report=report, seen=seen, values=values, today=TODAY, **by
            )

        outcomes = at_once(applying(load), *map(date_it, people))
        assert kinds(outcomes) == ["NoneType", "NoneType", *["StaleReport"] * (MANY - 1)]
        assert reports() == {"S/2026/1": ("New", JANUARY, set())}
        last = Report.history.latest("history_id")
        assert (last.title, last.due_on) == ("New", JANUARY)

    def test_a_day_that_both_set_is_the_one_or_the_others(self, people):
        report = ReportFactory(symbol="S/2026/1")
        occasion = OccasionFactory(reports=[report])
        load = previewed("plain", rows(1, due_on=DECEMBER))
        seen, values = ReportValues.of(report), ReportValues(symbol="S/2026/1", due_on=JANUARY)
        outcomes = at_once(
            applying(load),
            lambda: edit_report(
                occasion=occasion,
                report=report,
                seen=seen,
                values=values,
                today=TODAY,
                **By(actor=people[0], now=NOW, request=None),
            ),
        )
        assert kinds(outcomes) in (["Moved", "NoneType"], ["NoneType", "StaleReport"])
        report.refresh_from_db()
        assert report.due_on == (DECEMBER if outcomes[0] is None else JANUARY)

    def test_a_load_is_taken_back_while_its_report_is_attached(self, people):
        MissionFactory(acronym="UNDOF")
        load = loaded("plain", rows(1, missions="UNDOF"))
        report, mission = Report.objects.get(), Mission.objects.get()
        occasion = OccasionFactory(mission=mission)

        def attach():
            attach_report(occasion=occasion, seen=1, report=report, actor=people[0], now=NOW)

        outcomes = at_once(taking_back(load), attach)
        assert kinds(outcomes) == ["NoneType", "Refused"]
        assert Report.objects.count() == occasion.reports.count() == int(outcomes[1] is None)

    def test_an_entry_is_edited_while_a_renewal_closes_its_occasion(self, people):
        mission = MissionFactory(acronym="UNDOF")
        mandate = MandateFactory(
            mission=mission, ends=date(2026, 12, 31), decision__adopted_on=date(2025, 12, 19)
        )
        adoption = EntryFactory(on=date(2026, 12, 18), format=Format.ADOPTION, title="Before")
        OccasionFactory(mission=mission, mandate=mandate, steps={"A": adoption})
        load = previewed(
            "mandates",
            "mission,decision,adopted,action,end\nUNDOF,S/RES/2830 (2026),2026-11-20,renewal,2027-12-31\n",
        )
        content = EntryContent(format=Format.ADOPTION, title="After")
        outcomes = at_once(
            applying(load),
            lambda: edit_entry(entry=adoption, content=content, seen=1, actor=people[0], now=NOW),
        )
        assert kinds(outcomes) in (["NoneType", "NoneType"], ["Moved", "NoneType"])
        adoption.refresh_from_db()
        assert adoption.title == "After"
        assert Occasion.objects.get().concluded is (outcomes[0] is None)

    def test_an_occasion_is_opened_while_its_mandate_is_taken_back(self, people):
        MissionFactory(acronym="UNDOF")
        text = "mission,decision,adopted,end\nUNDOF,S/RES/2830 (2026),2026-11-20,2027-12-31\n"
        load = loaded("mandates", text)
        mandate = Mission.objects.get().mandates.get()

        def open_it():
            open_for_mandate(mandate=mandate, today=TODAY, actor=people[0], now=NOW)

        outcomes = at_once(taking_back(load), open_it)
        assert outcomes.count(None) == 1
        assert Occasion.objects.count() == Mission.objects.get().mandates.count() == int(outcomes[1] is None)
        assert kinds(outcomes) == ["NoneType", "Refused"]
