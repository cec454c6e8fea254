"""The catalogue: every rule, in its words and with its source."""

import pytest

from meetings.rules.guideline import RULES
from tests.api.asking import told

pytestmark = pytest.mark.django_db


def test_the_whole_catalogue_is_told_in_its_order(visitor):
    told_rules = told(visitor, "/rules?limit=100")
    assert told_rules["total"] == len(RULES)
    assert [one["id"] for one in told_rules["items"]] == [rule.id for rule in RULES]
    assert [one["verified"] for one in told_rules["items"]] == [rule.verified for rule in RULES]


def test_one_rule_is_told_with_its_source(visitor):
    rule = told(visitor, "/rules/G13")
    assert (rule["source"], rule["paragraph"]) == ("S/2009/659", "attachment II")
    assert (rule["strength"], rule["lane"], rule["decided_by"]) == ("preferably", "council", "computed")


@pytest.mark.parametrize("rule_id", ["g13", "X1", "G", "%00", "ß"])
def test_what_is_no_rule_is_not_there(visitor, rule_id):
    told(visitor, f"/rules/{rule_id}", 404)
