"""The business that comes up again in a month, and what planners have made of it."""

from dataclasses import dataclass

from meetings.models import Programme, ProposalAnswer, RecurringBusiness
from meetings.planning.recurring import Recurrence, comes_up_in


@dataclass(frozen=True, slots=True)
class Proposal:
    """One thing that comes up in a month. ``looks_there``: an entry of that title stands in the month already.

    ``answer`` is ``None`` while nobody has answered.
    """

    business: RecurringBusiness
    looks_there: bool
    answer: ProposalAnswer | None = None

    @property
    def is_open(self) -> bool:
        return self.answer is None

    @property
    def was_left_out(self) -> bool:
        return self.answer is not None and self.answer.entry is None


def proposals(programme: Programme) -> tuple[Proposal, ...]:
    """Everything active that comes up in a month, by title: four queries, whatever there is.

    Of two on the same agenda item and missions, the one that comes up less often stands in for the other: the
    quarterly open debate for the monthly briefing. Left out, it leaves the other its place.
    """
    rows = RecurringBusiness.objects.filter(active=True).select_related("room").prefetch_related("missions")
    answers = {
        answer.business_id: answer
        for answer in ProposalAnswer.objects.filter(programme=programme).select_related("entry")
    }
    titles = {title.casefold() for title in programme.entries.values_list("title", flat=True)}
    found = [
        Proposal(row, row.title.casefold() in titles, answers.get(row.pk))
        for row in rows
        if comes_up_in(Recurrence(row.every, row.since, row.nth, row.weekday), programme.month)
    ]
    return tuple(one for one in found if one.answer or not any(_stands_in(other, one) for other in found))


def _stands_in(other: Proposal, one: Proposal) -> bool:
    """Whether another takes its place this month."""
    rarer = other.business.every > one.business.every and not other.was_left_out
    return rarer and bool(one.business.agenda) and _about(other.business) == _about(one.business)


def _about(business: RecurringBusiness) -> tuple[str, frozenset[str]]:
    return business.agenda, frozenset(mission.acronym for mission in business.missions.all())
