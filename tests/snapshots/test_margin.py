"""What stands in the margin of a stretch of days."""

from datetime import date

import pytest
from django.utils import translation

from meetings.models import Mandate
from meetings.rules.engine import check_plan
from meetings.rules.facts import HolidayFact, PlanFacts
from meetings.rules.margin import MarginKind, MarginLine
from meetings.snapshots.mandates import mandate_facts
from meetings.snapshots.margin import holidays_in, margin
from tests.conftest import TODAY
from tests.factories import (
    CountryFactory,
    DecisionFactory,
    HolidayFactory,
    MandateFactory,
    MissionFactory,
    PresidencyFactory,
    ReportFactory,
    ReportRequirementFactory,
)

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)

pytestmark = pytest.mark.django_db


def test_all_that_stands_in_the_margin_in_one_query(django_assert_num_queries) -> None:
    liberia = CountryFactory(iso3="LBR", name_en="Liberia", name_fr="Libéria")
    PresidencyFactory(month=FIRST, country=liberia, verified=False)
    monusco = MissionFactory(acronym="MONUSCO")
    decision = DecisionFactory(symbol="S/RES/2808 (2025)", adopted_on=date(2025, 12, 19))
    MandateFactory(mission=monusco, decision=decision, ends=date(2026, 12, 20))
    ReportFactory(symbol="S/2026/900", due_on=FIRST, missions=[monusco, MissionFactory(acronym="UNOCA")])
    ReportRequirementFactory(
        mission=monusco, decision=decision, wording="by 1 December", due_on=FIRST, every=None, unit=""
    )
    HolidayFactory(on=date(2026, 12, 25), name="Christmas Day", verified=False)
    HolidayFactory(on=date(2026, 12, 24), name="A floating day", kind="floating")
    with django_assert_num_queries(1), translation.override("fr"):
        lines = margin(FIRST, LAST)
    assert lines == (
        MarginLine(MarginKind.PRESIDENCY, FIRST, "Libéria", "LBR", verified=False, settled=True),
        MarginLine(MarginKind.REPORT_DUE, FIRST, "MONUSCO", "S/2026/900", verified=True, settled=True),
        MarginLine(MarginKind.REPORT_DUE, FIRST, "MONUSCO", "S/RES/2808 (2025)", verified=True, settled=True),
        MarginLine(MarginKind.REPORT_DUE, FIRST, "UNOCA", "S/2026/900", verified=True, settled=True),
        MarginLine(
            MarginKind.MANDATE_END,
            date(2026, 12, 20),
            "MONUSCO",
            "S/RES/2808 (2025)",
            verified=True,
            settled=False,
        ),
        MarginLine(MarginKind.HOLIDAY, date(2026, 12, 25), "Christmas Day", "", verified=False, settled=True),
    )
    assert holidays_in(lines) == (HolidayFact(date(2026, 12, 25), "Christmas Day", verified=False),)


@pytest.mark.parametrize(
    ("due", "shown"), [(FIRST, ["S/2026/900"]), (LAST, ["S/RES/2808 (2025)", "S/2026/900"])]
)
def test_a_report_that_was_asked_for_by_a_day_stands_there_once(due: date, shown: list[str]) -> None:
    mission, decision = MissionFactory(), DecisionFactory(symbol="S/RES/2808 (2025)")
    asked = ReportRequirementFactory(mission=mission, decision=decision, due_on=FIRST, every=None, unit="")
    ReportRequirementFactory(mission=mission, decision=decision, every=90)
    ReportFactory(symbol="S/2026/900", due_on=due, requirement=asked, missions=[mission])
    assert [line.detail for line in margin(FIRST, LAST)] == shown


def test_both_ends_of_the_stretch_belong_to_it_and_nothing_beyond() -> None:
    for day in (date(2026, 11, 30), FIRST, LAST, date(2027, 1, 1)):
        HolidayFactory(on=day)
    assert [line.on for line in margin(FIRST, LAST)] == [FIRST, LAST]


@pytest.mark.parametrize(
    ("later", "closed_on", "settled"),
    [
        pytest.param({}, None, False, id="nothing since"),
        pytest.param({"adopted_on": date(2026, 12, 18), "ends": None}, None, True, id="decided since"),
        pytest.param({"adopted_on": None, "ends": date(2027, 6, 30)}, None, True, id="a later end"),
        pytest.param({"adopted_on": date(2025, 1, 2), "ends": date(2025, 6, 30)}, None, False, id="earlier"),
        pytest.param({}, date(2026, 12, 31), True, id="closed"),
    ],
)
def test_when_an_end_is_settled(later: dict, closed_on: date | None, settled: bool) -> None:
    mission = MissionFactory(closed_on=closed_on)
    MandateFactory(
        mission=mission, decision=DecisionFactory(adopted_on=date(2025, 12, 19)), ends=date(2026, 12, 20)
    )
    if later:
        decision = DecisionFactory(adopted_on=later["adopted_on"])
        MandateFactory(mission=mission, decision=decision, ends=later["ends"])
    (line,) = margin(date(2026, 12, 20), date(2026, 12, 20))
    assert line.settled is settled


@pytest.mark.usefixtures("reference")
def test_the_margin_and_the_rule_l3_name_the_same_missions() -> None:
    """The margin asks the database what L3 asks of facts; on the whole record they must agree."""
    mandates = mandate_facts(Mandate.objects.with_names())
    findings = check_plan(PlanFacts(month=FIRST, today=TODAY, mandates=mandates))
    left = {(finding.subject, finding.dates[0][1]) for finding in findings if finding.rule == "L3"}
    lines = margin(date(1990, 1, 1), TODAY)
    unsettled = {
        (line.what, line.on)
        for line in lines
        if line.kind is MarginKind.MANDATE_END and not line.settled and line.on < TODAY
    }
    assert unsettled == left
    assert {mission for mission, _ in left} == {
        "MINURSO",
        "MINUSCA",
        "UNAMA",
        "UNDOF",
        "UNISFA",
        "UNMISS",
        "UNSMIL",
        "UNTMIS",
        "UNVMC",
    }
