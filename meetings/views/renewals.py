"""A mission's decisions as a chain: each link from the end before it to the end it set."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from meetings.models import Mandate
from meetings.rules.vocabulary import MandateAction, MandateKind

DAY = timedelta(days=1)

SETS_AN_END = frozenset({MandateAction.CREATION, MandateAction.RENEWAL, MandateAction.TECHNICAL_ROLLOVER})
"""Decisions that set an end whenever they are taken: where none was read, the next link has no known begin."""


@dataclass(frozen=True, slots=True)
class Link:
    """One decision's period. ``begins`` may follow from the end before it, which is then not its own word."""

    mandate: Mandate
    begins: date | None
    begins_follows: bool
    months: int | None
    days: int
    days_before_end: int | None

    @property
    def is_rollover(self) -> bool:
        return self.mandate.action == MandateAction.TECHNICAL_ROLLOVER

    @property
    def is_open_ended(self) -> bool:
        return self.mandate.kind == MandateKind.OPEN_ENDED

    @property
    def special_kind(self) -> MandateKind | None:
        """What kind of mandate it is, where that is not the usual fixed term."""
        kind = MandateKind(self.mandate.kind)
        return None if kind is MandateKind.FIXED else kind

    @property
    def action(self) -> MandateAction:
        return MandateAction(self.mandate.action)

    @property
    def vote(self) -> str:
        """For, against, abstaining; empty where no vote was read."""
        decision = self.mandate.decision
        if decision is None or decision.votes_for is None:
            return ""
        return f"{decision.votes_for}-{decision.votes_against or 0}-{decision.abstentions or 0}"


@dataclass(frozen=True, slots=True)
class Chain:
    """The links of one strand, newest first; the mission's main one has no name."""

    strand: str
    links: tuple[Link, ...]


def chains(mandates: Sequence[Mandate]) -> tuple[Chain, ...]:
    """One chain for each strand, the main one first."""
    strands = sorted({mandate.strand for mandate in mandates})
    return tuple(
        Chain(strand, tuple(reversed(_links([one for one in mandates if one.strand == strand]))))
        for strand in strands
    )


def _links(mandates: Iterable[Mandate]) -> list[Link]:
    links: list[Link] = []
    end_before: date | None = None
    for mandate in sorted(mandates, key=_in_time):
        links.append(_link(mandate, end_before))
        end_before = mandate.ends or (None if mandate.action in SETS_AN_END else end_before)
    return links


def _in_time(mandate: Mandate) -> tuple[date, int]:
    adopted = mandate.decision.adopted_on if mandate.decision else None
    return adopted or mandate.begins or mandate.ends or date.max, mandate.phase


def _link(mandate: Mandate, end_before: date | None) -> Link:
    """How long a link is, counted from the day after the end before it to the day after its own."""
    adopted = mandate.decision.adopted_on if mandate.decision else None
    follows = mandate.begins is None and end_before is not None and mandate.ends is not None
    begins = end_before + DAY if follows and end_before else mandate.begins
    months, days = None, 0
    if begins and mandate.ends and mandate.ends >= begins:
        length = relativedelta(mandate.ends + DAY, begins)
        months, days = length.years * 12 + length.months, length.days
    before = (end_before - adopted).days if adopted and end_before and mandate.phase == 1 else None
    return Link(mandate, begins, follows, months, days, before)
