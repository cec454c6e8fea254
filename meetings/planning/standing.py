"""Where a mission's mandate stands on a day: how long it still runs, or what is not known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.rules.engine import check_plan
from meetings.rules.facts import MandateFact, PlanFacts
from meetings.rules.findings import Finding
from meetings.rules.months import first_of
from meetings.rules.vocabulary import MandateKind


@dataclass(frozen=True, slots=True)
class Standing:
    """What ends when. ``passed`` is the finding of L3: the end has passed, no later decision is recorded."""

    mandate: MandateFact | None = None
    open_ended: bool = False
    passed: Finding | None = None
    days_left: int | None = None


def left_behind(mandates: Iterable[MandateFact], today: date) -> Mapping[str, Finding]:
    """The findings of L3 by mission, exactly as the rule gives them."""
    plan = PlanFacts(month=first_of(today), today=today, mandates=tuple(mandates))
    return {finding.subject: finding for finding in check_plan(plan) if finding.rule == "L3"}


def standing(mandates: Iterable[MandateFact], passed: Finding | None, today: date) -> Standing:
    """The standing of one mission by its mandates.

    Of two strands that run at once, the one that ends first; where all ends have passed, the last one.
    """
    known = tuple(mandates)
    if any(mandate.kind is MandateKind.OPEN_ENDED for mandate in known):
        return Standing(
            next((one for one in known if one.kind is MandateKind.OPEN_ENDED), None), open_ended=True
        )
    ended = [(mandate.ends, mandate) for mandate in known if mandate.ends]
    ahead = _running(known, today)
    if ahead:
        end, mandate = min(ahead, key=lambda pair: pair[0])
        return Standing(mandate, days_left=(end - today).days)
    if not ended:
        return Standing()
    return Standing(max(ended, key=lambda pair: pair[0])[1], passed=passed)


def _running(mandates: Iterable[MandateFact], today: date) -> list[tuple[date, MandateFact]]:
    """The latest end of each strand, where it is still ahead."""
    last: dict[str, tuple[date, MandateFact]] = {}
    for mandate in mandates:
        known = last.get(mandate.strand)
        if mandate.ends and (known is None or mandate.ends > known[0]):
            last[mandate.strand] = (mandate.ends, mandate)
    return [(end, mandate) for end, mandate in last.values() if end >= today]
