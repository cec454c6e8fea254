"""What one record of the catalogue says: its words, where they stand, how firmly, and how it is decided."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


def gettext_noop(message: str) -> str:
    """Mark a text for extraction. The page translates it; the rules stay free of any framework."""
    return message


NOW = gettext_noop("now S/2024/507, paragraph to be confirmed")
"""What replaced the note S/2006/507 as we read it (domain decision 16)."""


class Strength(StrEnum):
    """How firmly the source asks, in its own verb. Most are wishes: the guideline is no constraint."""

    DIRECTIVE = "directive"
    SHOULD = "should"
    PREFERABLY = "preferably"
    EXPECTED = "expected"
    REQUESTED = "requested"
    MAY = "may"
    WHERE_POSSIBLE = "where_possible"
    CONSIDERED = "considered"
    STEP = "step"
    SEQUENCE = "sequence"
    RULE = "rule"
    OWN = "own"


WEAK = frozenset({Strength.MAY, Strength.WHERE_POSSIBLE, Strength.CONSIDERED})
"""Strengths under which nothing worse than a hint is said, unless an order is reversed."""


class Lane(StrEnum):
    """Who has to act: the three columns of the guideline's table, and the house's own care."""

    SECRETARIAT = "secretariat"
    CONTRIBUTORS = "contributors"
    COUNCIL = "council"
    HOUSE = "house"


class Phase(StrEnum):
    """When it matters: the guideline's two phases, the month's programme, the meeting itself, the record."""

    PLANNING = "planning"
    MANDATE_DISCUSSION = "mandate_discussion"
    PROGRAMME = "programme"
    MEETING = "meeting"
    RECORD = "record"


class DecidedBy(StrEnum):
    """How an answer is found: a function over dates, a line ticked by someone, or not at all."""

    COMPUTED = "computed"
    RECORDED = "recorded"
    NOT_BUILT = "not_built"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One provision, in our words. ``title``, ``text`` and ``why_not_built`` are English message ids.

    ``verified`` says that the cited paragraph was read in the text cited; one recalled is never shown as fact.
    ``now`` names the later document that replaced the one we read. ``since`` and ``until`` tell the reader when
    the source came and went; the engine does not gate on them, so that earlier years can be compared.
    """

    id: str
    title: str
    text: str
    source: str
    paragraph: str
    strength: Strength
    lane: Lane
    phase: Phase
    decided_by: DecidedBy
    formula: str = ""
    shared_with: tuple[Lane, ...] = ()
    also: str = ""
    now: str = ""
    since: date | None = None
    until: date | None = None
    verified: bool = True
    why_not_built: str = ""

    @property
    def citation(self) -> str:
        """Document and paragraph as we read them, for instance ``S/2006/507, para 11``; empty for our own rules."""
        return ", ".join(part for part in (self.source, self.paragraph) if part)
