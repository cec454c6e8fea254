"""Mandates as facts, a mission's whole chain at once."""

from collections.abc import Iterable

from meetings.models import Mandate, Mission
from meetings.rules.facts import MandateFact
from meetings.rules.vocabulary import MandateAction, MandateKind


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
