"""The catalogue: every rule we know of, in a stable order, each with where it stands and how it is decided."""

from meetings.rules.catalogue_guideline import GUIDELINE
from meetings.rules.catalogue_notes import NOTES
from meetings.rules.catalogue_own import OWN
from meetings.rules.catalogue_procedure import PROCEDURE
from meetings.rules.catalogue_programme import PROGRAMME
from meetings.rules.rule import DecidedBy, Lane, Phase, Rule, Strength

__all__ = ["RULES", "DecidedBy", "Lane", "Phase", "Rule", "Strength", "rule"]

RULES: tuple[Rule, ...] = GUIDELINE + NOTES + PROGRAMME + PROCEDURE + OWN

_BY_ID = {record.id: record for record in RULES}


def rule(rule_id: str) -> Rule:
    """The record with this id, for instance ``G7``. Raises ``KeyError`` for an id the catalogue does not hold."""
    return _BY_ID[rule_id]
