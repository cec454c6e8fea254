"""What a load does to the plan is told before and after: findings, dates counted back, reasons, next occasions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from meetings.exchange.kept_findings import finding_from_json, finding_to_json
from meetings.exchange.wording import sentence
from meetings.models import Justification, Mission, Occasion, Programme
from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind, Unit
from meetings.rules.guideline import RULES
from meetings.rules.vocabulary import Format, PaperKind, StepKind
from meetings.services.loads.effects import effects_of, standing
from meetings.snapshots.justifications import kept_dates
from tests.factories import (
    CountryFactory,
    DecisionFactory,
    EntryFactory,
    HolidayFactory,
    JustificationFactory,
    MandateFactory,
    MissionFactory,
    OccasionFactory,
    PaperFactory,
    ProgrammeFactory,
    ReportFactory,
    UserFactory,
)
from tests.services.loads.files import TODAY, applied, loaded, previewed

END, LATER, ADOPTED = date(2026, 12, 31), date(2027, 12, 31), date(2026, 11, 20)
NOTHING = {
    "occasions": [],
    "missions": {"gained": [], "lost": [], "changed": []},
    "months": [],
    "names": {},
    "lapsed": [],
    "proposed": [],
    "not_proposed": [],
}


def mandates(symbol, action, end, *, adopted=ADOPTED, mission="UNDOF"):
    return f"mission,decision,adopted,action,end\n{mission},{symbol},{adopted},{action},{end}\n"


def holiday(on, name="Closed"):
    return f"date,name,basis\n{on},{name},read\n"


@pytest.fixture
def mandate(db):
    decision = DecisionFactory(symbol="S/RES/2782 (2025)", adopted_on=date(2025, 12, 19))
    return MandateFactory(mission=MissionFactory(acronym="UNDOF"), decision=decision, ends=END)


@pytest.fixture
def occasion(mandate):
    return OccasionFactory(mission=mandate.mission, mandate=mandate, label="UNDOF 2026-12 renewal")


def correction(end):
    """The end of the mandate on record, read otherwise."""
    return mandates("S/RES/2782 (2025)", "renewal", end, adopted="2025-12-19")


def rules(told):
    """Which rules are among some findings."""
    return [finding["rule"] for finding in told]


class TestACorrectedEnd:
    @pytest.fixture
    def told(self, occasion):
        load = loaded("mandates", correction("2026-12-17"))
        (told,) = load.effects["occasions"]
        return told

    def test_the_end_before_and_after(self, told, occasion):
        assert (told["uid"], told["label"], told["mission"]) == (
            str(occasion.uid),
            "UNDOF 2026-12 renewal",
            "UNDOF",
        )
        assert (told["end"], told["concluded"]) == (["2026-12-31", "2026-12-17"], None)

    def test_the_days_counted_back_from_it(self, told):
        days = {step["kind"]: (step["rule"], step["latest"]) for step in told["steps"]}
        assert list(days) == ["R", "informal_paper", "I", "T", "P", "C", "A"]
        assert days["A"] == ("L4", ["2026-12-31", "2026-12-17"])
        assert days["T"] == ("G13", ["2026-12-23", "2026-12-09"])

    def test_findings_that_name_the_end_have_another_date(self, told):
        ((before, after),) = [pair for pair in told["changed"] if pair[0]["rule"] == "L4"]
        ends = [finding_from_json(finding).dates for finding in (before, after)]
        assert ends == [((StepKind.MANDATE_END, END),), ((StepKind.MANDATE_END, date(2026, 12, 17)),)]

    def test_a_step_that_is_now_too_late_gains_a_finding(self, occasion):
        entry = EntryFactory(on=date(2026, 12, 22), format=Format.ADOPTION)
        occasion.steps.create(kind=StepKind.ADOPTION, entry=entry)
        (told,) = loaded("mandates", correction("2026-12-17")).effects["occasions"]
        assert "L4" in rules(told["gained"])
        (back,) = loaded("mandates", correction("2026-12-31")).effects["occasions"]
        assert rules(back["lost"]) == rules(told["gained"])


class TestReasonsThatLapse:
    @pytest.fixture
    def reason(self, occasion):
        found = {finding.rule: finding for finding in standing(TODAY).of_occasions[str(occasion.uid)]}
        return JustificationFactory(
            occasion=occasion,
            rule="L4",
            dates=kept_dates(found["L4"]),
            reason="The Council knows.",
            given_by=UserFactory(username="kim", first_name="Kim", last_name="Lind"),
        )

    def test_one_given_for_other_dates(self, occasion, reason):
        (lapsed,) = loaded("mandates", correction("2026-12-17")).effects["lapsed"]
        assert lapsed == {
            "justification": reason.pk,
            "rule": "L4",
            "reason": "The Council knows.",
            "given_by": "Kim Lind",
            "given_at": reason.given_at.isoformat(),
            "occasion": str(occasion.uid),
            "name": "UNDOF 2026-12 renewal",
            "is_found": True,
        }

    def test_one_that_had_lapsed_before_is_no_news(self, occasion, reason):
        Justification.objects.update(dates={"E": "2026-12-30"})
        assert loaded("mandates", correction("2026-12-17")).effects["lapsed"] == []

    def test_one_of_an_entry_that_falls_on_no_holiday_any_more(self, mandate):
        christmas = HolidayFactory(on=date(2026, 12, 25), name="Christmas", verified=False)
        entry = EntryFactory(on=christmas.on, title="Golan")
        (found,) = [one for one in standing(TODAY).of_months[date(2026, 12, 1)] if one.rule == "L2"]
        JustificationFactory(entry=entry, rule="L2", dates=kept_dates(found), detail=found.detail)
        load = loaded("holidays", holiday("2026-12-24", "Christmas"))
        (lapsed,) = load.effects["lapsed"]
        assert (lapsed["entry"], lapsed["name"], lapsed["is_found"]) == (str(entry.uid), "Golan", False)

    def test_one_of_a_mission_in_the_programme_of_a_month(self, mandate):
        mandate.ends = date(2026, 11, 10)
        mandate.save()
        programme = ProgrammeFactory()
        (found,) = standing(TODAY).of_mandates
        JustificationFactory(
            occasion=None,
            programme=programme,
            rule="L3",
            subject="UNDOF",
            dates=kept_dates(found),
            detail=found.detail,
        )
        effects = loaded("mandates", mandates("S/RES/2790 (2026)", "renewal", LATER)).effects
        (lapsed,) = effects["lapsed"]
        assert (lapsed["month"], lapsed["subject"], lapsed["is_found"]) == ("2026-12-01", "UNDOF", False)
        assert rules(effects["missions"]["lost"]) == ["L3"]


class TestADecision:
    def test_it_concludes_an_occasion_and_the_next_is_proposed(self, occasion):
        load = loaded("mandates", mandates("S/RES/2790 (2026)", "renewal", LATER))
        (told,) = load.effects["occasions"]
        assert told["concluded"] == {"decision": "S/RES/2790 (2026)", "new_end": "2027-12-31"}
        assert told["steps"] == []
        new = Mission.objects.get().mandates.get(ends=LATER)
        assert load.effects["proposed"] == [
            {"mission": "UNDOF", "strand": "", "mandate": new.pk, "end": "2027-12-31", "kind": "renewal"}
        ]
        assert load.effects["not_proposed"] == []

    def test_after_a_termination_none_is_proposed(self, occasion):
        load = loaded("mandates", mandates("S/RES/2790 (2026)", "termination", END))
        assert load.effects["proposed"] == []
        assert [(one["mission"], one["none_because"]) for one in load.effects["not_proposed"]] == [
            ("UNDOF", "terminated")
        ]

    def test_a_mandate_that_ends_soon_has_no_occasion(self, db):
        MissionFactory(acronym="UNDOF")
        soon = TODAY + timedelta(days=40)
        effects = loaded("mandates", mandates("S/RES/2790 (2026)", "creation", soon)).effects
        (gained,) = effects["missions"]["gained"]
        assert (gained["rule"], gained["subject"], gained["days"]) == ("L5", "UNDOF:", 40)
        assert [one["end"] for one in effects["proposed"]] == [soon.isoformat()]

    def test_what_wanted_an_occasion_before_is_no_news(self, mandate):
        effects = loaded("mandates", correction("2026-12-31")).effects
        assert effects == NOTHING

    def test_the_preview_tells_what_the_load_then_does(self, occasion):
        load = previewed("mandates", mandates("S/RES/2790 (2026)", "renewal", LATER))
        seen = load.effects
        done = applied(load).effects
        assert done["proposed"][0].pop("mandate")
        assert seen["proposed"][0].pop("mandate")
        assert done == seen


class TestAHoliday:
    def test_an_entry_falls_on_a_closed_day(self, db):
        entry = EntryFactory(on=date(2026, 12, 8), title="Golan")
        load = loaded("holidays", holiday("2026-12-08"))
        (month,) = load.effects["months"]
        assert (month["month"], rules(month["gained"]), month["lost"], month["changed"]) == (
            "2026-12-01",
            ["L2"],
            [],
            [],
        )
        assert load.effects["names"] == {str(entry.uid): "Golan"}

    def test_of_a_month_on_record_or_past_nothing_is_told(self, db):
        EntryFactory(on=date(2026, 12, 8))
        Programme.objects.update(state=Programme.State.RECORD)
        EntryFactory(on=date(2026, 10, 8))
        for day in ("2026-12-08", "2026-10-08"):
            assert loaded("holidays", holiday(day)).effects == NOTHING

    def test_a_working_day_less_of_notice(self, occasion):
        """Four working days from the report to the meeting (N2) were exactly there."""
        occasion.reports.add(ReportFactory(circulated_on=date(2026, 12, 4)))
        entry = EntryFactory(on=date(2026, 12, 10), format=Format.TCC_MEETING)
        occasion.steps.create(kind=StepKind.CONTRIBUTORS, entry=entry)
        (told,) = loaded("holidays", holiday("2026-12-08")).effects["occasions"]
        assert (told["gained"][0]["rule"], told["end"], told["steps"]) == ("N2", None, [])


def test_a_kind_that_bears_on_no_finding_asks_no_rule(db):
    CountryFactory(iso3="BGD")
    EntryFactory(on=date(2026, 12, 6), title="On a Sunday")
    assert loaded("presidencies", "month,iso3\n2026-12,BGD\n").effects == {}


FINDINGS = st.builds(
    Finding,
    rule=st.sampled_from([rule.id for rule in RULES]),
    result=st.sampled_from(Result),
    severity=st.sampled_from(Severity),
    subject=st.text(max_size=40),
    subject_kind=st.sampled_from(SubjectKind),
    days=st.none() | st.integers(-400, 400),
    wanted=st.none() | st.integers(0, 30),
    unit=st.sampled_from(Unit),
    dates=st.lists(
        st.tuples(
            st.sampled_from(StepKind)
            | st.sampled_from(PaperKind)
            | st.sampled_from(["adopted", "agenda", "next"]),
            st.dates(),
        ),
        max_size=4,
    ).map(tuple),
    reason=st.sampled_from(Reason),
    mend=st.none() | st.builds(Mend, st.none() | st.sampled_from(StepKind), st.dates()),
    planned=st.booleans(),
    to_adoption=st.none() | st.integers(0, 400),
    month=st.none() | st.dates(),
    detail=st.text(max_size=40),
)


@given(FINDINGS)
def test_a_finding_comes_back_from_its_data_as_it_was(finding):
    again = finding_from_json(finding_to_json(finding))
    assert again == finding
    assert [type(label) for label, _day in again.dates] == [type(label) for label, _day in finding.dates]


def test_a_finding_that_was_kept_is_worded_as_ever(occasion):
    for finding in standing(TODAY).of_occasions[str(occasion.uid)]:
        assert sentence(finding_from_json(finding_to_json(finding))) == sentence(finding)


def planned(numbers):
    """So many occasions, each with a mission, a mandate, a report, an entry, a paper and a reason."""
    for number in numbers:
        mission = MissionFactory()
        mandate = MandateFactory(mission=mission, ends=END + timedelta(days=number % 60))
        entry = EntryFactory(
            on=date(2026, 12, 1 + number % 28), format=Format.TCC_MEETING, missions=[mission]
        )
        made = OccasionFactory(
            mission=mission,
            mandate=mandate,
            reports=[ReportFactory(due_on=date(2026, 11, 27), missions=[mission])],
            steps={StepKind.CONTRIBUTORS: entry},
        )
        PaperFactory(occasion=made)
        JustificationFactory(occasion=made)
        JustificationFactory(entry=entry)


def cost(before):
    with CaptureQueriesContext(connection) as queries:
        after = standing(TODAY, since=before)
        effects_of(before, after)
    return len(queries)


@pytest.mark.django_db
def test_it_costs_the_same_at_1_and_at_200_occasions():
    planned(range(1))
    of_one = cost(standing(TODAY))
    planned(range(1, 200))
    before = standing(TODAY)
    Occasion.objects.update(concluded=True)
    assert cost(before) == of_one == 13
    assert len(before.occasions) == 200
