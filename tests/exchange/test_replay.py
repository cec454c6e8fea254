"""The replay as JSON, CSV and table."""

import csv
import io
import json
from datetime import date

from meetings.exchange.replay import REPLAYED, as_csv, as_json, as_table, replay, summary
from meetings.rules.facts import OccasionFact, ReportFact, StepFact
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

UNFICYP = OccasionFact(
    uid="1",
    mission="UNFICYP",
    reports=(ReportFact(circulated_on=date(2019, 1, 10)),),
    steps=(
        StepFact(StepKind.CONTRIBUTORS, date(2019, 1, 17)),
        StepFact(StepKind.CONSULTATIONS, date(2019, 1, 22)),
        StepFact(StepKind.ADOPTION, date(2019, 1, 30)),
    ),
    mandate_end=date(2019, 1, 31),
    decision="S/RES/2453 (2019)",
    concluded=True,
)
EMPTY = OccasionFact(uid="2", mission="UNDOF", concluded=True)


def answers(week_rule: WeekRule = WeekRule.AT_LEAST) -> tuple:
    return replay([UNFICYP, EMPTY], WorkingDays(), week_rule)


def test_json_holds_each_chain_in_order_with_its_findings() -> None:
    document = json.loads(as_json(answers(), WeekRule.AT_LEAST))
    assert document["week_rule"] == "at_least"
    first, second = document["cycles"]
    assert (first["mission"], first["resolution"], first["adoption_date"]) == (
        "UNFICYP",
        "S/RES/2453 (2019)",
        "2019-01-30",
    )
    assert (second["mission"], second["resolution"], second["adoption_date"]) == ("UNDOF", "", None)
    found = {finding.pop("rule"): finding for finding in first["findings"]}
    assert found["G7"] == {
        "result": "AT_MINIMUM",
        "severity": "note",
        "days": 7,
        "wanted": 7,
        "unit": "calendar",
    }
    assert found["G13"] == {
        "result": "SHORT",
        "severity": "warning",
        "days": 5,
        "wanted": 7,
        "unit": "calendar",
    }
    assert (found["G16"]["result"], found["L4"]["result"]) == ("IN_ORDER", "IN_ORDER")


def test_the_week_rule_turns_exactly_seven_days_over() -> None:
    document = json.loads(as_json(answers(WeekRule.MORE_THAN), WeekRule.MORE_THAN))
    assert document["week_rule"] == "more_than"
    (g7,) = (finding for finding in document["cycles"][0]["findings"] if finding["rule"] == "G7")
    assert (g7["result"], g7["severity"], g7["days"], g7["wanted"]) == ("SHORT", "warning", 7, 8)


def test_the_summary_counts_every_chain_once_for_each_rule() -> None:
    counts = summary(answers())
    assert tuple(counts) == REPLAYED
    assert {sum(results.values()) for results in counts.values()} == {2}
    assert counts["G13"] == {"SHORT": 1, "UNKNOWN": 1}


def test_csv_has_a_line_for_each_finding() -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(answers()))))
    assert len(rows) == 2 * len(REPLAYED)
    assert rows[0] == {
        "mission": "UNFICYP",
        "resolution": "S/RES/2453 (2019)",
        "adoption_date": "2019-01-30",
        "rule": "G7",
        "result": "AT_MINIMUM",
        "severity": "note",
        "days": "7",
        "wanted": "7",
        "unit": "calendar",
    }


def test_the_table_shows_a_line_for_each_chain_and_the_counts() -> None:
    lines = as_table(answers()).splitlines()
    assert lines[1].split()[:5] == ["UNFICYP", "S/RES/2453", "(2019)", "2019-01-30", "AT_MINIMUM"]
    assert lines[2].split()[:3] == ["UNDOF", "-", "-"]
    assert lines[-len(REPLAYED)] == "G7   AT_MINIMUM 1, UNKNOWN 1"


def test_nothing_to_replay_is_still_an_answer() -> None:
    assert json.loads(as_json((), WeekRule.AT_LEAST))["cycles"] == []
    assert summary(()) == {rule_id: {} for rule_id in REPLAYED}
