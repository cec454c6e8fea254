"""The next occasions that a load that stands proposes: which are open by now, which may be opened with one press."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from meetings.models import Mandate, Occasion
from meetings.rules.vocabulary import MandateAction
from meetings.services.earlier_meeting import EarlierMeeting, meeting_before_rollover
from meetings.views.loads.effects import Proposal


@dataclass(frozen=True, slots=True)
class NextOccasion:
    """One end. ``there`` is its occasion, once it is open; ``is_gone`` where its mandate was corrected meanwhile.

    ``earlier`` is the meeting before a technical rollover, which may count for the new end (domain decision 8).
    """

    proposal: Proposal
    there: Occasion | None
    is_gone: bool
    earlier: EarlierMeeting | None


def next_occasions(proposals: Sequence[Proposal], today: date) -> list[NextOccasion]:
    """How each proposal stands: two queries, and a few more for each technical rollover, which are rare."""
    if not proposals:
        return []
    found = Mandate.objects.select_related("mission", "decision").in_bulk([one.mandate for one in proposals])
    there = _by_end(proposals)
    return [
        NextOccasion(
            proposal=one,
            there=(occasion := there.get((one.mission, one.end))),
            is_gone=(mandate := found.get(one.mandate)) is None or mandate.ends != one.end,
            earlier=None if occasion else _earlier(mandate, today),
        )
        for one in proposals
    ]


def _by_end(proposals: Sequence[Proposal]) -> dict[tuple[str, date | None], Occasion]:
    about = Occasion.objects.with_end().filter(  # type: ignore[misc]
        mission__acronym__in={one.mission for one in proposals},
        end__in={one.end for one in proposals if one.end},
    )
    rows = about.select_related("mission").order_by("-concluded", "-pk")
    return {(row.mission.acronym, row.end): row for row in rows}  # type: ignore[attr-defined]


def _earlier(mandate: Mandate | None, today: date) -> EarlierMeeting | None:
    if mandate is None or mandate.action != MandateAction.TECHNICAL_ROLLOVER:
        return None
    return meeting_before_rollover(mandate, today)
