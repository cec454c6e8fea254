"""The catalogue is whole, in order, honest about what was read, and each rule in it is decided once."""

import re

import pytest

from meetings.rules.engine import check_occasion
from meetings.rules.guideline import RULES, DecidedBy, Rule, rule
from meetings.rules.registry import OCCASION_RULES, PLAN_RULES, decides, decides_for_plan

WHOLE = [f"G{i}" for i in range(1, 17)] + [f"N{i}" for i in range(1, 29)] + [f"L{i}" for i in range(1, 9)]
COMPUTED = {
    "G1",
    "G4",
    "G7",
    "G8",
    "G13",
    "G16",
    "N1",
    "N2",
    "N10",
    "N17",
    "N20",
    "N22",
    "L1",
    "L2",
    "L3",
    "L4",
}
RECORDED = {
    *("G6", "G9", "G10", "G11", "G12", "G14", "G15"),
    *("N3", "N4", "N7", "N8", "N9", "N11", "N16", "N18", "N25"),
}  # fmt: skip
NOT_BUILT = {"N23", "N26", "N28"}


def ids(decided_by: DecidedBy) -> set[str]:
    return {record.id for record in RULES if record.decided_by is decided_by}


def test_it_is_whole_and_in_order() -> None:
    assert [record.id for record in RULES] == WHOLE


def test_what_is_computed_recorded_and_not_built() -> None:
    assert ids(DecidedBy.COMPUTED) >= COMPUTED
    assert ids(DecidedBy.RECORDED) >= RECORDED
    assert ids(DecidedBy.NOT_BUILT) == NOT_BUILT


def test_each_rule_that_can_be_decided_has_exactly_one_function() -> None:
    assert check_occasion  # importing the engine fills the registry
    decided = [*OCCASION_RULES, *PLAN_RULES]
    assert len(decided) == len(set(decided))
    assert set(decided) == ids(DecidedBy.COMPUTED) | ids(DecidedBy.RECORDED)


@pytest.mark.parametrize("record", RULES, ids=lambda record: record.id)
def test_each_record_says_what_it_is(record: Rule) -> None:
    assert record.title
    assert record.text
    assert not record.text.endswith(" ")
    assert bool(record.why_not_built) == (record.decided_by is DecidedBy.NOT_BUILT)
    assert bool(record.citation) == (not record.id.startswith("L"))


def test_a_rule_is_looked_up_by_its_id() -> None:
    assert rule("G7").formula == "T - R > 7"
    assert rule("N1").citation == "S/2006/507, para 11"
    assert rule("N1").now == "now S/2024/507, paragraph to be confirmed"
    with pytest.raises(KeyError):
        rule("G17")


def test_what_was_only_recalled_is_not_shown_as_verified() -> None:
    assert {record.id for record in RULES if not record.verified} == {"N25", "N28"}


def test_the_note_that_was_replaced_is_cited_in_the_version_read() -> None:
    replaced = [record for record in RULES if record.source in {"S/2006/507", "S/2017/507"}]
    assert replaced
    assert all(record.now for record in replaced)


def test_a_rule_is_decided_only_once_and_only_if_it_exists() -> None:
    with pytest.raises(ValueError, match="G7 is decided twice"):
        decides("G7")(lambda case: case.finding)
    with pytest.raises(ValueError, match="L1 is decided twice"):
        decides_for_plan("L1")(lambda plan: ())
    with pytest.raises(KeyError):
        decides_for_plan("L99")(lambda plan: ())


def test_only_the_statement_of_1996_is_numbered_by_letters() -> None:
    lettered = [record for record in RULES if re.search(r"subpara", record.paragraph)]
    assert {record.source for record in lettered} == {"S/PRST/1996/13"}
