"""Decisions, the mandates they set, and the reports they ask for."""

from typing import Final

from meetings.models import Decision, Mandate, ReportRequirement
from meetings.services.reference.loading import Loading, shared_values
from meetings.services.reference.writing import bring_up_to_date

TEXTS_OF_RESOLUTIONS: Final = "https://github.com/felixhaass/pvs_securitycouncil"
"""Where the phrases of reporting_phrases.csv were found."""


def write_decisions(loading: Loading) -> None:
    """Decisions, by symbol."""
    rows = [
        {**shared_values(decision, Decision), "kind": Decision.Kind.RESOLUTION}
        for decision in loading.decided.decisions.values()
    ]
    stored = bring_up_to_date(rows, Decision.objects.order_by(), key=["symbol"], tally=loading.tally)
    loading.decisions = {symbol: decision.pk for (symbol,), decision in stored.items()}


def write_mandates(loading: Loading) -> None:
    """Mandates, by mission, decision, strand and phase."""
    mandates = loading.decided.mandates
    rows = [
        {
            **shared_values(mandate, Mandate),
            "mission_id": loading.missions[mandate.mission],
            "decision_id": loading.decisions.get(mandate.decision),
        }
        for mandate in mandates
    ]
    key = ["mission_id", "decision_id", "strand", "phase"]
    stored = bring_up_to_date(rows, Mandate.objects.order_by(), key=key, tally=loading.tally)
    loading.mandates = {
        mandate.key: stored[tuple(row[column] for column in key)].pk
        for mandate, row in zip(mandates, rows, strict=True)
    }


def write_requirements(loading: Loading) -> None:
    """What each resolution asked to be reported, by its wording."""
    symbols = {symbol.removeprefix("S/RES/").split(" ")[0]: symbol for symbol in loading.decided.decisions}
    rows = [
        {
            **shared_values(row, ReportRequirement),
            "mission_id": loading.missions[row.mission],
            "decision_id": loading.decisions[symbols[row.resolution]],
            "source_url": TEXTS_OF_RESOLUTIONS,
        }
        for row in loading.reference.requirements
    ]
    key = ["mission_id", "decision_id", "wording"]
    bring_up_to_date(rows, ReportRequirement.objects.order_by(), key=key, tally=loading.tally)
