"""Which open occasion a decision concludes, and with which real dates.

All answers rest on every mandate of a mission, those loaded with the decision among them, so that the order in
which a table names them changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final, TypeVar

from meetings.rules.facts import MandateFact, OccasionFact, StepFact
from meetings.rules.mandates import LOOK_AHEAD, day_decided, standing
from meetings.rules.vocabulary import ONE_FOR_AN_END, MandateAction, MandateKind, StepKind

LAPSE: Final = timedelta(days=30)
"""Calendar days after an end in which a decision is still about it (own choice). The longest lapse on record is two
(UNMIS, 2011). Where decisions are missing from the record it is a year and more, and the day of the one that
followed is not the day on which that end was decided."""

LEAD_TO_THE_DECISION: Final = frozenset(
    {StepKind.INVITATION, StepKind.POLITICO_MILITARY, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS}
)
"""Steps that prepare the adoption: one still placed after it was overtaken."""


@dataclass(frozen=True, slots=True)
class Conclusion:
    """An occasion that a decision concludes.

    ``ended`` is the end it was about, ``new_end`` what was set in its place: ``None`` without an end, or where none
    was read. ``heard_on`` is the day contributors were heard, no later than the decision; after a technical rollover
    that stays on record and may count for the new end (domain decision 8). ``overtaken`` are the steps that are
    still placed after the decision they were to prepare.
    """

    occasion: str
    mission: str
    decision: str
    decided_on: date
    ended: date
    new_end: date | None
    technical_rollover: bool
    heard_on: date | None
    overtaken: tuple[StepFact, ...]


def concluded_by(
    mandate: MandateFact, mandates: Iterable[MandateFact], occasions: Iterable[OccasionFact]
) -> OccasionFact | None:
    """The open occasion that a newly decided mandate concludes; ``None`` where it concludes none.

    It is the one about the end that stood in the mandate's strand before the decision. Where none stood, or nobody
    opened an occasion for it, an end counts that was only written on an occasion and is no mandate's on record:
    the nearest, from thirty days past to ninety ahead. One occasion stands for an end, whatever strands end then.

    - Only renewals and completions are concluded. For one end there may be any number of changes and other
      reasons, and no table says which of them a decision answered: planners conclude those.
    - The decision must move the end on, terminate the mandate, or leave it without an end. One whose day or
      whose new end is not known concludes nothing: there would be no real date to close with.
    - An end that was set, or set again, on or after the day of the decision is never concluded by it, nor one
      that had lapsed for more than thirty days. So loading a history leaves alone what is planned now.

    Args:
        mandate: of a decision new to the record, or one whose end was read only now. Several phases of one
            decision conclude no more than one of them does.
        mandates: all of the mission, in any order; those of other missions do no harm.
        occasions: open and concluded ones.
    """
    if mandate.decided_on is None:
        return None
    others = [other for other in mandates if other.mission == mandate.mission and not _same(other, mandate)]
    there = [one for one in occasions if one.mission == mandate.mission and one.kind in ONE_FOR_AN_END]
    stood = _stood_before(mandate, others)
    done = [one for one in there if one.concluded and one.decision == mandate.decision]
    about = [one for one in there if stood and one.mandate_end == stood]
    # What the decision concluded already, in another phase or another load, leaves nothing to guess at.
    if done and (not about or any(one in about for one in done)):
        return None
    about = about or _written_only(there, others, mandate.decided_on)
    fitting = {
        (abs(one.mandate_end - (stood or mandate.decided_on)), one.uid): one
        for one in about
        if one.mandate_end and not one.concluded and _decides(mandate, one.mandate_end, others)
    }
    return fitting[min(fitting)] if fitting else None


def conclusions(
    new: Iterable[MandateFact], mandates: Iterable[MandateFact], occasions: Iterable[OccasionFact]
) -> tuple[Conclusion, ...]:
    """What newly decided mandates conclude: each occasion once, in the order of the decisions.

    Args:
        new: the mandates that a load brings; see ``concluded_by``.
        mandates: all of their missions, the new ones among them.
        occasions: all of their missions, open and concluded.
    """
    on_record, there = _by_mission(mandates), _by_mission(occasions)
    found = []
    for mandate in sorted(new, key=_in_order):
        theirs, rows = on_record[mandate.mission], there[mandate.mission]
        one = concluded_by(mandate, theirs, rows)
        if one and one.mandate_end and mandate.decided_on:
            new_end = _set_by_all_phases(mandate, theirs)
            found.append(_conclusion(mandate, mandate.decided_on, one, one.mandate_end, new_end))
            rows[rows.index(one)] = replace(one, concluded=True, decision=mandate.decision)
    return tuple(found)


def _conclusion(
    mandate: MandateFact, decided: date, occasion: OccasionFact, ended: date, new_end: date | None
) -> Conclusion:
    meeting = occasion.on(StepKind.CONTRIBUTORS)
    return Conclusion(
        occasion=occasion.uid,
        mission=mandate.mission,
        decision=mandate.decision,
        decided_on=decided,
        ended=ended,
        new_end=new_end,
        technical_rollover=mandate.action is MandateAction.TECHNICAL_ROLLOVER,
        heard_on=meeting if meeting and meeting <= decided else None,
        overtaken=tuple(
            step for step in occasion.steps if step.kind in LEAD_TO_THE_DECISION and step.on > decided
        ),
    )


def _set_by_all_phases(mandate: MandateFact, mandates: Iterable[MandateFact]) -> date | None:
    """The last end that the decision set in this strand."""
    phases = [mandate, *(one for one in mandates if _same(one, mandate) and one.strand == mandate.strand)]
    if any(phase.kind is MandateKind.OPEN_ENDED for phase in phases):
        return None
    return max((phase.ends for phase in phases if phase.ends), default=None)


def _stood_before(mandate: MandateFact, others: Iterable[MandateFact]) -> date | None:
    """The end that stood in the mandate's strand until it was decided."""
    before = [other for other in others if other.strand == mandate.strand and _came_before(other, mandate)]
    stood = standing(before)
    return stood.mandate.ends if stood else None


def _came_before(other: MandateFact, mandate: MandateFact) -> bool:
    """Whether it was decided earlier. One without a day was, if the decision moved its end on; a termination may
    have cut short what was decided later, and so tells nothing.
    """
    if (day := day_decided(other)) and mandate.decided_on:
        return day < mandate.decided_on
    moved_on = other.ends is not None and mandate.ends is not None and other.ends < mandate.ends
    return moved_on and mandate.action is not MandateAction.TERMINATION


def _written_only(
    occasions: Iterable[OccasionFact], others: Iterable[MandateFact], decided: date
) -> list[OccasionFact]:
    """Those with an end of their own that no mandate on record has, soon enough to be what was decided about."""
    on_record = {other.ends for other in others}
    return [
        one
        for one in occasions
        if one.mandate_end and one.mandate_end not in on_record and one.mandate_end - decided <= LOOK_AHEAD
    ]


def _decides(mandate: MandateFact, end: date, others: Iterable[MandateFact]) -> bool:
    """Whether what was decided can be what becomes of the mandate at this end."""
    decided = mandate.decided_on
    if decided is None or decided - end > LAPSE:
        return False
    if any(other.ends == end and (day := day_decided(other)) and day >= decided for other in others):
        return False
    if mandate.action is MandateAction.TERMINATION or mandate.kind is MandateKind.OPEN_ENDED:
        return True
    return mandate.ends is not None and mandate.ends > end


def _same(one: MandateFact, other: MandateFact) -> bool:
    """Whether one decision set both, as two phases or for two strands."""
    return (one.mission, one.decision, one.decided_on) == (other.mission, other.decision, other.decided_on)


def _in_order(mandate: MandateFact) -> tuple[date, str, str, str, date]:
    return (
        mandate.decided_on or date.max,
        mandate.decision,
        mandate.mission,
        mandate.strand,
        mandate.ends or date.max,
    )


_OfAMission = TypeVar("_OfAMission", MandateFact, OccasionFact)


def _by_mission(facts: Iterable[_OfAMission]) -> defaultdict[str, list[_OfAMission]]:
    found: defaultdict[str, list[_OfAMission]] = defaultdict(list)
    for fact in facts:
        found[fact.mission].append(fact)
    return found
