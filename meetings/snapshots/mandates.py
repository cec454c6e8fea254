"""Mandates as facts, a mission's whole chain at once."""

from collections.abc import Iterable
from typing import Final

from django.db.models import QuerySet

from meetings.models import Mandate, Mission
from meetings.rules.facts import MandateFact
from meetings.rules.vocabulary import MandateAction, MandateKind

COLUMNS: Final = (
    "mission__acronym",
    "decision__symbol",
    "decision__adopted_on",
    "begins",
    "ends",
    "kind",
    "action",
    "strand",
    "verified",
    "mission__closed_on",
    "mission__kind",
)
"""What a fact needs of a mandate, of its mission and of its decision."""


def mandate_facts(mandates: Iterable[Mandate]) -> tuple[MandateFact, ...]:
    """Facts of mandates fetched ``with_names``."""
    return tuple(mandate_fact(mandate) for mandate in mandates)


def mandate_fact(mandate: Mandate) -> MandateFact:
    """One period of a mandate, with the decision that set it."""
    decision = mandate.decision
    return MandateFact(
        mission=mandate.mission.acronym,
        decision=decision.symbol if decision else "",
        decided_on=decision.adopted_on if decision else None,
        begins=mandate.begins,
        ends=mandate.ends,
        kind=MandateKind(mandate.kind),
        action=MandateAction(mandate.action),
        strand=mandate.strand,
        verified=mandate.verified,
        mission_closed_on=mandate.mission.closed_on,
        # Political missions have guards and advisers, but contributors are heard about peacekeeping alone.
        has_contributors=mandate.mission.kind == Mission.Kind.PEACEKEEPING,
    )


def mandate_keys(mandates: QuerySet[Mandate]) -> dict[MandateFact, int]:
    """Facts of mandates with the keys of their rows.

    Read without making rows of them: the desk asks for some four hundred at every change.
    """
    found = {}
    for (
        pk,
        mission,
        decision,
        decided_on,
        begins,
        ends,
        kind,
        action,
        strand,
        verified,
        closed_on,
        sort,
    ) in mandates.values_list("pk", *COLUMNS):
        fact = MandateFact(
            mission=mission,
            decision=decision or "",
            decided_on=decided_on,
            begins=begins,
            ends=ends,
            kind=MandateKind(kind),
            action=MandateAction(action),
            strand=strand,
            verified=verified,
            mission_closed_on=closed_on,
            has_contributors=sort == Mission.Kind.PEACEKEEPING,
        )
        found[fact] = pk
    return found
