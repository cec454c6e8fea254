"""What follows at the end that a decision sets: an occasion to hear contributors, or none, and why not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.mandates import FINAL_KINDS, Standing, ends_not_taken_up, standing_by_strand
from meetings.rules.vocabulary import MandateAction, MandateKind, OccasionKind

RULE: Final = "L5"
"""The rule that misses an occasion for an end; it cites the report of 2017, para 74 (a)."""


class NoNext(StrEnum):
    """Why no next occasion is proposed."""

    TERMINATED = "terminated"
    OPEN_ENDED = "open_ended"
    END_NOT_READ = "end_not_read"
    NO_CONTRIBUTORS = "no_contributors"
    ANOTHER_END_STANDS = "another_end_stands"
    MISSION_CLOSED = "mission_closed"
    PASSED = "passed"
    HAS_OCCASION = "has_occasion"


@dataclass(frozen=True, slots=True)
class NextEnd:
    """What follows at a mandate's end: an occasion of a ``kind``, or none, and why."""

    mandate: MandateFact
    kind: OccasionKind | None
    none_because: NoNext | None = None


def next_ends(
    new: Iterable[MandateFact],
    mandates: Iterable[MandateFact],
    occasions: Iterable[OccasionFact],
    today: date,
) -> tuple[NextEnd, ...]:
    """What follows at the end of each newly decided mandate, by mission, end and strand.

    An occasion is proposed for what rule L5 would miss sooner or later: an end that stands, is still to come and
    has no occasion, open or concluded, of a mission to which contributors give personnel. A termination leaves
    nothing to decide. For two mandates of a mission that end on one day, one is proposed.

    Args:
        mandates: all of the missions, the new ones among them.
        occasions: all of the missions, open and concluded.
        today: a mission closed by then, or an end before, wants no occasion.
    """
    record = list(mandates)
    stand = standing_by_strand(record)
    wanted = set(ends_not_taken_up(record, occasions, today, date.max))
    proposed: set[tuple[str, date | None]] = set()
    found = []
    for mandate in sorted(new, key=_in_order):
        if mandate in wanted and (mandate.mission, mandate.ends) not in proposed:
            proposed.add((mandate.mission, mandate.ends))
            found.append(NextEnd(mandate, kind_at_end(mandate.kind)))
        else:
            stands = stand.get((mandate.mission, mandate.strand))
            found.append(NextEnd(mandate, None, _why_none(mandate, stands, today)))
    return tuple(found)


def kind_at_end(kind: MandateKind) -> OccasionKind:
    """Why contributors are heard when such a mandate ends: completion at the last one's end, else renewal."""
    return OccasionKind.COMPLETION if kind in FINAL_KINDS else OccasionKind.RENEWAL


def _why_none(mandate: MandateFact, stands: Standing | None, today: date) -> NoNext:
    """The reason that tells most, of several."""
    closed = mandate.mission_closed_on
    reasons = {
        NoNext.TERMINATED: mandate.action is MandateAction.TERMINATION,
        NoNext.OPEN_ENDED: mandate.kind is MandateKind.OPEN_ENDED,
        NoNext.END_NOT_READ: mandate.ends is None,
        NoNext.NO_CONTRIBUTORS: not mandate.has_contributors,
        NoNext.ANOTHER_END_STANDS: stands is not None and stands.mandate != mandate,
        NoNext.MISSION_CLOSED: closed is not None and closed <= today,
        NoNext.PASSED: mandate.ends is not None and mandate.ends < today,
    }
    if stands and stands.for_good and stands.mandate == mandate:
        return NoNext.TERMINATED
    return next((reason for reason, holds in reasons.items() if holds), NoNext.HAS_OCCASION)


def _in_order(mandate: MandateFact) -> tuple[str, date, str, date, str]:
    return (
        mandate.mission,
        mandate.ends or date.max,
        mandate.strand,
        mandate.decided_on or date.max,
        mandate.decision,
    )
