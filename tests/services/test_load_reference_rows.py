"""What the loaded rows say: read through the database, as pages read them."""

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.utils import translation

from meetings.models import (
    Contribution,
    CouncilTerm,
    Country,
    Entry,
    Holiday,
    Mandate,
    Mission,
    Occasion,
    Penholding,
    Presidency,
    Programme,
    Report,
    ReportRequirement,
)
from meetings.rules.facts import OccasionFact
from meetings.rules.vocabulary import StepKind
from meetings.snapshots.occasions import occasion_facts

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def cycles() -> list[dict[str, str]]:
    with (FIXTURES / "cycles.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def on(fact: OccasionFact, kind: StepKind) -> str:
    day = fact.on(kind)
    return day.isoformat() if day else ""


def test_all_cycles_keep_their_dates_in_file_order() -> None:
    facts = occasion_facts(Occasion.objects.filter(is_sample=False).with_parts().order_by("pk"))
    stored = [
        (
            fact.mission,
            fact.label,
            on(fact, StepKind.REPORT),
            on(fact, StepKind.CONTRIBUTORS),
            on(fact, StepKind.CONSULTATIONS),
            on(fact, StepKind.ADOPTION),
            on(fact, StepKind.MANDATE_END),
            fact.decision,
        )
        for fact in facts
    ]
    columns = (
        "mission",
        "cycle_label",
        "report_date",
        "tcc_meeting_date",
        "consultations_date",
        "adoption_date",
        "previous_expiry",
        "resolution",
    )
    assert len(stored) == 262
    assert stored == [tuple(row[column] for column in columns) for row in cycles()]


def test_new_ends_are_those_of_the_file_but_for_one_that_was_recalled() -> None:
    facts = occasion_facts(Occasion.objects.filter(is_sample=False).with_parts().order_by("pk"))
    differing = [
        (fact.label, row["new_expiry"], str(fact.new_end))
        for fact, row in zip(facts, cycles(), strict=True)
        if (fact.new_end.isoformat() if fact.new_end else "") != row["new_expiry"]
    ]
    assert differing == [("MINUSCA 2016-04 technical rollover (res. 2281)", "", "2016-07-31")]


def test_occasions_are_concluded_and_tied_to_the_record() -> None:
    occasions = Occasion.objects.filter(is_sample=False)
    assert occasions.filter(concluded=True).count() == 262
    assert occasions.filter(decision=None).count() == 3
    assert occasions.filter(technical_rollover=True).count() == 21
    assert Counter(occasions.values_list("kind", flat=True)) == {
        "renewal": 250,
        "completion": 5,
        "change": 4,
        "planning": 3,
    }
    assert occasions.filter(mandate__isnull=False).count() == 253
    steps = Counter(
        (step.kind, step.entry_id is not None)
        for occasion in occasions.prefetch_related("steps")
        for step in occasion.steps.all()
    )
    assert steps == {("T", True): 187, ("C", True): 64, ("A", True): 256, ("A", False): 5}


def test_a_step_that_was_inferred_says_so() -> None:
    (occasion,) = Occasion.objects.filter(label="MONUSCO 2025-12 renewal (res. 2808)")
    step = occasion.steps.get(kind=StepKind.CONTRIBUTORS)
    assert (step.verified, step.note) == (False, "S/PV.10061 or S/PV.10062")
    assert occasion.steps.get(kind=StepKind.CONSULTATIONS).note == "open_briefing"
    assert occasion.mandate
    assert str(occasion.mandate.decision) == "S/RES/2765 (2024)"


def test_one_report_serves_two_cycles() -> None:
    report = Report.objects.get(symbol="S/2010/245")
    assert report.occasions.count() == 2
    assert Counter(Report.objects.filter(source_note="").values_list("kind", flat=True)) == {
        "written": 187,
        "letter": 8,
    }


def test_names_follow_the_reader() -> None:
    country = Country.objects.get(iso3="GBR")
    with translation.override("ru"):
        assert country.name == "Соединенное Королевство Великобритании и Северной Ирландии"
    with translation.override("ar"):
        assert str(Country.objects.get(iso3="CIV")) == "كوت ديفوار"


def test_presidencies_and_members() -> None:
    assert Counter(Presidency.objects.values_list("verified", flat=True)) == {True: 156, False: 72}
    assert Presidency.objects.get(month=date(2009, 2, 1)).country.iso3 == "JPN"
    assert CouncilTerm.objects.sitting_on(date(2026, 11, 22)).count() == 15
    assert CouncilTerm.objects.filter(kind="permanent").count() == 5


def test_holidays() -> None:
    assert Holiday.objects.filter(verified=True).count() == 33
    assert Holiday.objects.filter(kind="floating").count() == 6
    assert not Holiday.objects.get(on=date(2026, 4, 3)).verified
    assert not Holiday.objects.get(on=date(2026, 12, 25)).verified


def test_missions() -> None:
    unomig = Mission.objects.get(acronym="UNOMIG")
    assert (unomig.closed_on, unomig.closed_as_printed) == (date(2009, 6, 30), "2009-06")
    unmc = Mission.objects.get(acronym="UNMC")
    assert (unmc.closed_on, unmc.closed_as_printed) == (date(2017, 9, 26), "25/26 September 2017")
    assert "closed_on" in unmc.unverified_fields
    unisfa = Mission.objects.get(acronym="UNISFA")
    assert (unisfa.acronym_fr, unisfa.region, unisfa.host_city) == ("FISNUA", "africa", "Abyei")
    assert unisfa.unverified_fields == ["acronym_fr", "agenda_item", "host_countries", "name_fr", "region"]
    assert sorted(unisfa.host_countries.values_list("iso3", flat=True)) == ["SDN", "SSD"]
    unsos = Mission.objects.get(acronym="UNSOS")
    assert (unsos.verified, unsos.kind, unsos.contributions.count()) == (False, "other", 22)


def test_penholders_are_one_several_or_none() -> None:
    pens = {
        pen.mission.acronym: sorted(country.iso3 for country in pen.countries.all())
        for pen in Penholding.objects.prefetch_related("countries").select_related("mission")
    }
    assert len(pens) == 28
    assert pens["UNDOF"] == ["RUS", "USA"]
    assert pens["BINUH"] == ["PAN", "USA"]
    assert pens["UNTSO"] == []
    assert not Penholding.objects.get(mission__acronym="BINUH").verified


def test_one_decision_about_two_missions_and_two_phases() -> None:
    both = Mandate.objects.filter(decision__symbol="S/RES/2350 (2017)")
    assert sorted(both.values_list("mission__acronym", flat=True)) == ["MINUJUSTH", "MINUSTAH"]
    phases = Mandate.objects.filter(mission__acronym="UNTMIS").order_by("phase")
    assert list(phases.values_list("phase", "kind", "begins", "ends")) == [
        (1, "transition", date(2024, 11, 1), date(2025, 10, 31)),
        (2, "transition", None, date(2026, 10, 31)),
    ]
    ending = Mandate.objects.filter(mission__acronym="UNIFIL", decision__symbol="S/RES/2790 (2025)")
    assert list(ending.order_by("phase").values_list("kind", "ends")) == [
        ("final_extension", date(2026, 12, 31)),
        ("drawdown", None),
    ]
    open_ended = Mandate.objects.filter(kind="open_ended").values_list("mission__acronym", "decision__symbol")
    assert sorted(open_ended) == [
        ("UNMIK", "S/RES/1244 (1999)"),
        ("UNMOGIP", None),
        ("UNSCO", None),
        ("UNSCOL", None),
        ("UNTSO", "S/RES/50 (1948)"),
    ]


def test_contributions() -> None:
    row = Contribution.objects.get(mission__acronym="MONUSCO", country__iso3="BGD", as_of=date(2025, 7, 31))
    with (FIXTURES / "contributions.csv").open(encoding="utf-8", newline="") as file:
        (printed,) = (
            int(line["total"])
            for line in csv.DictReader(file)
            if (line["mission"], line["iso3"], line["as_of"]) == ("MONUSCO", "BGD", "2025-07-31")
        )
    assert row.total == printed


def test_reporting_requirements() -> None:
    asked = ReportRequirement.objects.filter(mission__acronym="BNUB", decision__symbol="S/RES/1959 (2010)")
    assert sorted(asked.values_list("wording", "due_on", "every", "unit")) == [
        ("by 30 November 2011", date(2011, 11, 30), None, ""),
        ("by 31 May 2011", date(2011, 5, 31), None, ""),
        ("every six months", None, 6, "months"),
    ]
    assert ReportRequirement.objects.filter(wording="within 15 days").values_list("within", "unit")[0] == (
        15,
        "days",
    )
    only_words = ReportRequirement.objects.filter(due_on=None, within=None, every=None)
    assert only_words.count() == 32


@pytest.mark.parametrize("month", [date(2000, 1, 1), date(2010, 6, 1), date(2022, 6, 1), date(2023, 10, 1)])
def test_any_month_opens_with_what_was_held(month: date) -> None:
    programme = Programme.objects.get(month=month)
    assert programme.state == Programme.State.RECORD
    assert programme.entries.held().exists()
    assert bool(programme.note) == (month > date(2022, 6, 30))


def test_a_resumption_belongs_to_the_month_of_its_meeting() -> None:
    entry = Entry.objects.get(meeting_number="S/PV.8649")
    assert entry.programme.month == date(2019, 10, 1)
    assert max(sitting.on for sitting in entry.sittings.all()) == date(2019, 11, 4)
