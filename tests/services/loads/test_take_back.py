"""A load is taken back whole, while nothing has been built on it."""

from datetime import UTC, date, datetime, time
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.exchange.kinds import KINDS
from meetings.exchange.tables.templates import template
from meetings.models import (
    AuditRecord,
    Decision,
    Entry,
    Load,
    LoadLine,
    Mandate,
    Mission,
    Occasion,
    Report,
    Sitting,
    Step,
)
from meetings.models.history import Change, recorded_as
from meetings.rules.vocabulary import EntryStatus, Format, StepKind
from meetings.services.attach_report import attach_report
from meetings.services.loads.apply import leave_load
from meetings.services.loads.built_on import pointers_to
from meetings.services.loads.steps import finished
from meetings.services.loads.take_back import take_back_load
from meetings.services.loads.writers import WRITERS
from meetings.services.open_occasion import open_for_mandate
from meetings.services.publishing.publish_version import publish_version
from meetings.services.refusals import Refused
from meetings.snapshots.records import MEMBERS, REFERENCE, TRACKED, columns, state_of, stated
from tests.factories import (
    NOUNS,
    DecisionFactory,
    EntryFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    RecurringBusinessFactory,
    ReportFactory,
    RoomFactory,
    UserFactory,
)
from tests.services.loads.files import NOW, TODAY, applied, lines, loaded, outcomes, previewed
from tests.services.loads.plain import by_hand, made_by_hand, reports, table

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("plain")]

LATER = datetime(2026, 12, 3, 20, tzinfo=UTC)
END, NEXT, ADOPTED = date(2026, 10, 31), date(2027, 10, 31), date(2026, 10, 28)
RENEWAL = f"mission,decision,adopted,action,end\nUNSMIL,S/RES/2830 (2026),{ADOPTED},renewal,{NEXT}\n"


@pytest.fixture
def kim():
    return UserFactory(username="kim", first_name="Kim", last_name="Lind")


def take_back(load, actor=None):
    finished(take_back_load(load=load, actor=actor, now=LATER, today=TODAY))
    return Load.objects.get(pk=load.pk)


def refused(load):
    """Why it is not taken back; and it changes nothing."""
    before = everything()
    with pytest.raises(Refused) as refusal, transaction.atomic():
        take_back(load)
    assert everything() == before
    assert Load.objects.get(pk=load.pk).state == load.state
    return refusal.value.message


def everything():
    """All rows that a load can write, by model and key, as people wrote them."""
    return {
        (noun, row.pk): state_of(row)
        for noun in (*REFERENCE, *TRACKED)
        for row in noun._default_manager.all()
    }


class TestWhatWasThereIsBack:
    def test_rows_it_made_are_gone_and_rows_it_changed_are_what_they_were(self, kim):
        mission = MissionFactory(acronym="UNDOF")
        MissionFactory(acronym="UNIFIL")
        ReportFactory(symbol="S/2026/1", title="Old", missions=[mission])
        before = everything()
        first, second = (
            {"symbol": f"S/2026/{number}", "title": "New", "missions": "UNIFIL"} for number in (1, 2)
        )
        load = loaded("plain", table(first, second))
        assert everything() != before
        take_back(load)
        assert everything() == before

    def test_the_load_says_so_and_keeps_its_lines(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        taken = take_back(load, actor=kim)
        assert (taken.state, taken.taken_back_by, taken.taken_back_at) == ("taken_back", kim, LATER)
        assert outcomes(taken) == [("new", "report", "S/2026/1")]
        record = AuditRecord.objects.latest("pk")
        assert (record.action, record.actor, record.request) == (
            "take back load",
            kim,
            taken.taken_back_request,
        )

    def test_every_row_bears_the_taking_back_in_its_history(self, kim):
        ReportFactory(symbol="S/2026/1", title="Old")
        load = loaded("plain", table({"symbol": "S/2026/1", "title": "New"}, {"symbol": "S/2026/2"}))
        taken = take_back(load, actor=kim)
        told = Report.history.filter(request=taken.taken_back_request).order_by("symbol")
        assert [(row.symbol, row.title, row.history_type, row.history_user) for row in told] == [
            ("S/2026/1", "Old", "~", kim),
            ("S/2026/2", "", "-", kim),
        ]

    def test_the_id_of_the_request_is_taken_where_one_is_given(self):
        load, request = loaded("plain", table(symbol="S/2026/1")), uuid4()
        finished(take_back_load(load=load, actor=None, now=LATER, today=TODAY, request=request))
        assert Load.objects.get().taken_back_request == request

    def test_a_load_that_only_kept_what_people_set_changes_nothing(self, kim):
        by_hand(kim, ReportFactory(symbol="S/2026/1"), title="Mine")
        load = loaded("plain", table(symbol="S/2026/1", title="New"))
        before = everything()
        take_back(load)
        assert everything() == before

    def test_only_the_latest_of_two_loads_first_then_the_other(self):
        states = [everything()]
        loads = []
        for title in ("One", "Two"):
            loads.append(loaded("plain", table(symbol="S/2026/1", title=title)))
            states.append(everything())
        take_back(loads[1])
        assert everything() == states[1]
        take_back(loads[0])
        assert everything() == states[0]

    def test_a_value_that_made_room_for_another_row(self):
        """What was made goes before what was changed comes back: it stands in its place."""
        mandate = MandateFactory(decision=DecisionFactory(symbol="S/RES/1 (2020)"), phase=1)
        with recorded_as(Change(actor=None, now=NOW)):
            load = previewed("plain", table(symbol="S/2026/1"))
            load = applied(load)
        with recorded_as(Change(actor=None, now=NOW, request=load.request)):
            mandate.phase = 2
            mandate.save()
            MandateFactory(mission=mandate.mission, decision=mandate.decision, phase=1)
        take_back(load)
        assert [row.phase for row in Mandate.objects.all()] == [1]


class TestARenewal:
    """What a decision did to the plan is taken back with it."""

    @pytest.fixture
    def occasion(self):
        mission = MissionFactory(acronym="UNSMIL")
        decision = DecisionFactory(symbol="S/RES/2797 (2025)", adopted_on=date(2025, 10, 31))
        mandate = MandateFactory(mission=mission, decision=decision, ends=END)
        planned = EntryFactory(on=date(2026, 10, 29), format=Format.ADOPTION, missions=[mission])
        return OccasionFactory(
            mission=mission,
            mandate=mandate,
            label="UNSMIL 2026-10 renewal",
            steps={StepKind.ADOPTION: planned},
        )

    def test_the_occasion_is_open_again_and_its_steps_are_where_they_were(self, occasion):
        before = everything()
        load = loaded("mandates", RENEWAL)
        occasion.refresh_from_db()
        assert (occasion.concluded, Step.objects.get().on) == (True, ADOPTED)
        take_back(load)
        assert everything() == before
        occasion.refresh_from_db()
        assert (occasion.concluded, occasion.revision) == (False, 3)

    def test_the_same_file_previews_as_the_first_time(self, occasion):
        first = previewed("mandates", RENEWAL)
        take_back(loaded("mandates", RENEWAL))
        again = previewed("mandates", RENEWAL)
        assert (again.digest, again.effects) == (first.digest, _with_keys_of(first, again))

    def test_an_occasion_that_was_changed_since(self, occasion, kim):
        load = loaded("mandates", RENEWAL)
        by_hand(kim, Occasion.objects.get(), at=LATER, notes="Heard again")
        assert refused(load) == (
            "“UNSMIL 2026-10 renewal” (occasion) was changed since by Kim Lind on 3 December 2026."
        )

    def test_an_occasion_that_was_opened_for_its_new_end(self, occasion, kim):
        load = loaded("mandates", RENEWAL)
        new = Mandate.objects.get(ends=NEXT)
        open_for_mandate(mandate=new, today=TODAY, actor=kim, now=LATER)
        assert refused(load) == (
            "“UNSMIL 2027-10 renewal” (occasion), by Kim Lind on 3 December 2026, rests on “UNSMIL 2027-10-31”, "
            "which this file brought."
        )


def _with_keys_of(first, again):
    """The effects of the first, with the keys that rows would have the second time."""
    proposed = [
        {**one, "mandate": other["mandate"]}
        for one, other in zip(first.effects["proposed"], again.effects["proposed"], strict=True)
    ]
    return {**first.effects, "proposed": proposed}


class TestWhatWasBuiltOnIt:
    def test_a_row_that_was_changed_since(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        by_hand(kim, Report.objects.get(), at=LATER, title="Mine")
        assert refused(load) == "“S/2026/1” (report) was changed since by Kim Lind on 3 December 2026."

    def test_a_row_whose_missions_were_changed_since(self, kim):
        MissionFactory(acronym="UNDOF")
        load = loaded("plain", table(symbol="S/2026/1", missions="UNDOF"))
        by_hand(kim, Report.objects.get(), at=LATER, missions=[])
        assert refused(load) == "“S/2026/1” (report) was changed since by Kim Lind on 3 December 2026."

    def test_a_row_that_was_removed_since(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        with recorded_as(Change(actor=kim, now=LATER)):
            Report.objects.get().delete()
        assert refused(load) == "“S/2026/1” (report) was removed since by Kim Lind on 3 December 2026."

    def test_a_row_that_was_changed_past_the_history(self):
        load = loaded("plain", table(symbol="S/2026/1"))
        Report.objects.update(title="Other")
        assert refused(load) == "“S/2026/1” (report) was changed since by somebody on 22 November 2026."

    def test_a_row_that_the_next_load_changed(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        applied(previewed("plain", table(symbol="S/2026/1", title="Newer")), actor=kim)
        assert refused(load) == "“S/2026/1” (report) was changed since by Kim Lind on 22 November 2026."

    def test_a_row_that_the_next_load_made(self, kim):
        mission = MissionFactory(acronym="UNDOF")
        load = loaded("mandates", f"mission,decision,adopted,end\nUNDOF,S/RES/2830 (2026),{ADOPTED},{NEXT}\n")
        text = "mission,decision,wording\nUNDOF,S/RES/2830 (2026),every 90 days\n"
        applied(previewed("requirements", text), actor=kim)
        assert mission.report_requirements.count() == 1
        assert refused(load) == (
            "“UNDOF: every 90 days” (reporting requirement), by Kim Lind on 22 November 2026, rests on "
            "“S/RES/2830 (2026)”, which this file brought."
        )

    def test_a_report_that_was_attached_to_an_occasion(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        occasion = OccasionFactory(label="UNDOF renewal")
        with recorded_as(Change(actor=kim, now=LATER)):
            occasion.reports.add(Report.objects.get())
        assert refused(load) == (
            "“UNDOF renewal” (occasion), by Kim Lind on 3 December 2026, rests on “S/2026/1”, which this file "
            "brought."
        )

    def test_what_keeps_no_history(self):
        load = loaded("missions", "acronym,name,kind\nUNDOF,Observer Force,peacekeeping\n")
        business = RecurringBusinessFactory(title="Golan")
        business.missions.set(Mission.objects.all())
        assert refused(load) == ("“Golan” (recurring business) rests on “UNDOF”, which this file brought.")

    def test_what_was_changed_before_rests_on_nothing(self, kim):
        """A row that the load only changed was pointed to before, and stays."""
        report = ReportFactory(symbol="S/2026/1", title="Old")
        load = loaded("plain", table(symbol="S/2026/1", title="New"))
        OccasionFactory(reports=[report])
        take_back(load)
        assert Report.objects.get().title == "Old"

    def test_what_it_did_not_write_may_change(self, kim):
        load = loaded("plain", table(symbol="S/2026/1"))
        other = made_by_hand(kim, symbol="S/2026/2")
        by_hand(kim, other, title="Mine")
        take_back(load)
        assert list(reports()) == ["S/2026/2"]


class TestAMonth:
    """Rows of the plan, as a load of what was held or of a programme writes them."""

    @pytest.fixture
    def load(self):
        """A load that, by its history, made an entry with all its parts, and changed another's sitting."""
        load = loaded("plain", table(symbol="S/2026/1"))
        mission = MissionFactory(acronym="UNDOF")
        old = EntryFactory(on=date(2026, 12, 9), title="Old")
        occasion = OccasionFactory(mission=mission, label="UNDOF renewal")
        self.before = everything()
        with recorded_as(Change(actor=None, now=NOW, request=load.request)):
            entry = EntryFactory(
                on=date(2026, 12, 10),
                title="Brought",
                missions=[mission],
                status=EntryStatus.CONFIRMED,
                sitting__room=RoomFactory(name="Chamber"),
                sitting__starts_at=time(10),
            )
            Step.objects.create(occasion=occasion, kind=StepKind.CONTRIBUTORS, entry=entry)
            Sitting.objects.create(entry=old, on=date(2026, 12, 11))
        return load

    def test_all_of_it_goes_and_whoever_has_the_other_entry_open_is_told(self, load):
        take_back(load)
        left = everything()
        assert left == {key: state for key, state in self.before.items() if key[0] is not Report}
        assert Entry.objects.get().revision == 2
        gone = Entry.history.filter(title="Brought").latest("history_id")
        assert gone.history_type == "-"

    def test_an_entry_that_was_published_since(self, load, kim):
        programme = Entry.objects.first().programme
        publish_version(programme=programme, actor=kim, now=LATER)
        assert refused(load) == (
            "“Brought” was published since by Kim Lind on 3 December 2026. It can be cancelled or postponed, and "
            "stays visible."
        )

    def test_a_paper_that_hangs_on_its_entry(self, load, kim):
        with recorded_as(Change(actor=kim, now=LATER)):
            Entry.objects.get(title="Brought").papers.create(kind="agenda")
        assert refused(load).endswith(
            "by Kim Lind on 3 December 2026, rests on “Brought”, which this file brought."
        )


class TestWhatCannotBe:
    def test_a_load_that_was_only_previewed(self):
        load = previewed("plain", table(symbol="S/2026/1"))
        assert refused(load) == "This file was not applied, so there is nothing to take back."

    def test_a_load_that_was_left(self):
        load = leave_load(load=previewed("plain", table(symbol="S/2026/1")), actor=None, now=NOW)
        assert refused(load) == "This file was not applied, so there is nothing to take back."

    def test_a_load_that_was_taken_back(self):
        load = take_back(loaded("plain", table(symbol="S/2026/1")))
        assert refused(load) == "This file was taken back already."

    def test_a_row_of_which_is_not_on_record_what_it_was(self):
        load = loaded("plain", table(symbol="S/2026/1"))
        (row,) = Decision.objects.bulk_create([Decision(symbol="S/RES/1 (1946)")])
        with recorded_as(Change(actor=None, now=NOW, request=load.request)):
            row.title = "New"
            row.save()
        assert refused(load) == "What stood there before is not on record."

    def test_a_place_that_another_row_has_taken(self):
        load = loaded("plain", table(symbol="S/2026/9"))
        report = ReportFactory(symbol="S/2026/1")
        with recorded_as(Change(actor=None, now=NOW, request=load.request)):
            report.symbol = "S/2026/2"
            report.save()
        ReportFactory(symbol="S/2026/1")
        assert refused(load) == "Another row on record has the same symbol."


class TestWhoComesTooLate:
    """Whoever had seen what is gone by now is told."""

    def test_with_an_occasion_for_its_mandate(self, kim):
        MissionFactory(acronym="UNDOF")
        load = loaded("mandates", f"mission,decision,adopted,end\nUNDOF,S/RES/2830 (2026),{ADOPTED},{NEXT}\n")
        mandate = Mandate.objects.get()
        take_back(load)
        with pytest.raises(Refused) as refusal:
            open_for_mandate(mandate=mandate, today=TODAY, actor=kim, now=LATER)
        assert refusal.value.message == "This mandate is no longer on record."

    def test_with_its_report_for_an_occasion(self, kim):
        mission = MissionFactory(acronym="UNDOF")
        load = loaded("plain", table(symbol="S/2026/1", missions="UNDOF"))
        report, occasion = Report.objects.get(), OccasionFactory(mission=mission)
        take_back(load)
        with pytest.raises(Refused) as refusal:
            attach_report(occasion=occasion, seen=1, report=report, actor=kim, now=LATER)
        assert refusal.value.field == "report"


@pytest.mark.parametrize("noun", [*REFERENCE, *TRACKED])
def test_nothing_that_can_point_to_a_row_is_forgotten(noun):
    relations = (
        (model, field)
        for model in NOUNS
        for field in (*model._meta.concrete_fields, *model._meta.many_to_many)
        if field.is_relation and field.related_model is noun
    )
    pointing = {
        model
        for model, field in relations
        if not field.many_to_many or field.remote_field.through._meta.auto_created
    }
    assert {pointer.noun for pointer in pointers_to(noun)} == pointing


def test_400_rows_take_hardly_more_queries_than_two():
    for acronym in ("UNDOF", "UNIFIL"):
        MissionFactory(acronym=acronym)

    def cost(numbers):
        for number in numbers:
            ReportFactory(symbol=f"S/2026/{number}", title="Old")
        rows = [{"symbol": f"S/2026/{number}", "title": "New", "missions": "UNDOF"} for number in numbers]
        rows += [{"symbol": f"S/2025/{number}", "missions": "UNIFIL"} for number in numbers]
        load = loaded("plain", table(*rows))
        with CaptureQueriesContext(connection) as queries:
            take_back(load)
        return len(queries)

    # What is written at once is some hundred values, or rows, and never a row by itself.
    assert cost(range(100, 300)) <= cost(range(1, 2)) + 10


def all_rows():
    """The same as ``everything`` of many rows, in a few queries."""
    found = {}
    for noun in (*REFERENCE, *TRACKED):
        names = [name for name in columns(noun) if name == "id" or name in stated({name: None})]
        found[noun] = sorted(noun._default_manager.values_list(*names), key=str)
    for noun, relation in MEMBERS.items():
        through = getattr(noun, relation).through
        names = [field.attname for field in through._meta.concrete_fields if not field.primary_key]
        found[noun, relation] = sorted(through._default_manager.values_list(*names))
    return found


@pytest.mark.parametrize("kind", list(WRITERS))
def test_of_every_kind_the_template_is_loaded_and_taken_back(reference, db, kind):
    before = all_rows()
    load = loaded(kind, template(KINDS[kind], "csv"))
    assert load.lines.count() > 0
    assert all_rows() != before
    take_back(load)
    assert all_rows() == before
    assert lines(previewed(kind, template(KINDS[kind], "csv"))) == lines(load)


SYMBOLS = ("S/2026/1", "S/2026/2")
VALUES = st.fixed_dictionaries(
    {},
    optional={
        "title": st.sampled_from(["One", "Two", "Three"]),
        "due_on": st.sampled_from([date(2026, 12, 1), date(2026, 12, 2)]),
        "missions": st.sampled_from(["UNDOF", "UNIFIL", "UNDOF UNIFIL"]),
    },
)
EMPTY = {"title": "", "due_on": None, "missions": frozenset()}
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("load"),
            st.dictionaries(st.sampled_from(SYMBOLS), VALUES, min_size=1),
            st.booleans(),
        ),
        st.tuples(st.just("hand"), st.sampled_from(SYMBOLS), VALUES),
        st.tuples(st.just("empty"), st.sampled_from(SYMBOLS), st.sampled_from(list(EMPTY))),
        st.tuples(st.just("take back"), st.none(), st.none()),
    ),
    min_size=1,
    max_size=8,
)


class Model:
    """The rule in a few lines: ``now`` is what each value is, ``left`` what the software last put there."""

    def __init__(self):
        self.now, self.left, self.loads = {}, {}, []

    def load(self, said, take):
        before = ({**self.now}, {**self.left})
        for symbol, values in said.items():
            if symbol not in self.now:
                self.now[symbol] = {**EMPTY, **values}
                self.left[symbol] = dict(self.now[symbol])
                continue
            now, left = dict(self.now[symbol]), dict(self.left[symbol])
            for name, value in values.items():
                is_by_hand = name not in left or left[name] != now[name]
                if value != now[name] and (take or not is_by_hand):
                    now[name] = left[name] = value
            self.now[symbol], self.left[symbol] = now, left
        self.loads.append((before, {**self.now}))

    def hand(self, symbol, values):
        if symbol not in self.now:
            self.now[symbol] = {**EMPTY, **values}
            self.left[symbol] = {
                name: value for name, value in EMPTY.items() if self.now[symbol][name] == value
            }
        else:
            self.now[symbol] = {**self.now[symbol], **values}

    def take_back(self):
        """Whether the last load can be taken back; if it can, it never was."""
        (now, left), after = self.loads[-1]
        touched = [symbol for symbol in after if after[symbol] != now.get(symbol)]
        if any(self.now[symbol] != after[symbol] for symbol in touched):
            return False
        for symbol in touched:
            self._put(self.now, symbol, now)
            self._put(self.left, symbol, left)
        self.loads.pop()
        return True

    def _put(self, kept, symbol, before):
        if symbol in before:
            kept[symbol] = before[symbol]
        else:
            del kept[symbol]


def plainly(values):
    """What a row of the file says, as the model has it."""
    named = {"missions": frozenset(values["missions"].split())} if "missions" in values else {}
    return {**values, **named}


def take_step(model, loads, person, step):
    verb, what, how = step
    if verb == "load":
        load = previewed("plain", table(*({"symbol": symbol, **values} for symbol, values in what.items())))
        taken = load.lines.filter(outcome=LoadLine.Outcome.CONFLICT) if how else load.lines.none()
        loads.append(applied(load, take=list(taken.values_list("pk", flat=True)), actor=person))
        model.load({symbol: plainly(values) for symbol, values in what.items()}, how)
    elif verb == "take back":
        if loads:
            can_be = model.take_back()
            try:
                with transaction.atomic():
                    take_back(loads[-1], actor=person)
            except Refused:
                assert not can_be
            else:
                assert can_be
                loads.pop()
    else:
        values = plainly(how) if verb == "hand" else {how: EMPTY[how]}
        edit(person, what, values)
        model.hand(what, values)


def edit(person, symbol, values):
    report = Report.objects.filter(symbol=symbol).first()
    if report:
        by_hand(person, report, **values)
    else:
        made_by_hand(person, symbol=symbol, **values)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_each_value_is_the_last_writers_and_a_load_taken_back_never_was(plain, steps):
    with transaction.atomic():
        person = UserFactory()
        for acronym in ("UNDOF", "UNIFIL"):
            MissionFactory(acronym=acronym)
        model, loads = Model(), []
        for step in steps:
            take_step(model, loads, person, step)
            assert reports() == {
                symbol: (now["title"], now["due_on"], now["missions"]) for symbol, now in model.now.items()
            }
        transaction.set_rollback(True)
