"""One thing a day would do, and which of several is the gravest."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from meetings.rules.findings import Severity
from meetings.rules.vocabulary import StepKind


class Mark(StrEnum):
    """What a day would do. ``LATE`` is after the mandate's end; ``FREE`` has nothing to say."""

    MEETS = "meets"
    AT_MINIMUM = "at_minimum"
    SHORT = "short"
    SAME_DAY = "same_day"
    OUT_OF_ORDER = "out_of_order"
    CLASH = "clash"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"
    PAST = "past"
    FIFTH_DAY = "fifth_day"
    FRIDAY = "friday"
    LATE = "late"
    FREE = "free"


_GRAVITY: Final = (
    Mark.PAST,
    Mark.LATE,
    Mark.OUT_OF_ORDER,
    Mark.CLASH,
    Mark.HOLIDAY,
    Mark.WEEKEND,
    Mark.SAME_DAY,
    Mark.SHORT,
    Mark.FIFTH_DAY,
    Mark.FRIDAY,
    Mark.AT_MINIMUM,
    Mark.MEETS,
)
"""Of things equally severe, the one that says most comes first."""

_GENERAL: Final = "G16"
"""The rule that only repeats the order which a rule about two steps has already named."""


@dataclass(frozen=True, slots=True)
class Told:
    """One thing a day would do: to ``step``, as compared with ``other``; ``name`` is a holiday's or an entry's."""

    mark: Mark
    rule: str
    severity: Severity
    days: int | None = None
    occasion: str = ""
    step: StepKind | None = None
    other: StepKind | None = None
    name: str = ""


def gravest_first(told: Iterable[Told]) -> tuple[Told, ...]:
    """Each thing once, gravest first. A past day is past before it is anything else."""
    kept: dict[tuple[object, ...], Told] = {}
    for one in sorted(told, key=_gravity):
        # Days of notice are working days: a day short by both G7 and N2 says both.
        apart = one.rule if one.mark is Mark.SHORT else ""
        kept.setdefault((one.mark, one.occasion, one.step, one.other, apart), one)
    return tuple(kept.values())


def _gravity(told: Told) -> tuple[bool, int, int, int, bool]:
    return (
        told.mark is not Mark.PAST,
        -told.severity.rank,
        _GRAVITY.index(told.mark),
        -(told.days or 0),
        told.rule == _GENERAL,
    )
