"""The order in which the sittings of a day take place, as a reader of the programme expects it."""

from collections.abc import Iterable
from datetime import date, time
from typing import Final

from meetings.rules.facts import EntryFact, SittingFact
from meetings.rules.vocabulary import StartKind

Placed = tuple[EntryFact, SittingFact | None]
"""An entry as it stands on one day; without a sitting, an undated one."""

_USUAL_START: Final = {StartKind.MORNING: time(12, 59), StartKind.AFTERNOON: time(23, 58)}
"""Where a line that only names its half stands among the timed ones: at the end of that half."""


def in_order(entries: Iterable[EntryFact]) -> list[Placed]:
    """One line a sitting, day by day and by the clock; undated entries last, as they were given.

    A sitting that follows another goes where that one goes: which one, its position in the day says.
    """
    lines = [(entry, sitting) for entry in entries for sitting in (entry.sittings or (None,))]
    chains: list[list[Placed]] = []
    for line in sorted(lines, key=_position):
        if follows(line[1]) and chains and _position(chains[-1][0])[0] == _position(line)[0]:
            chains[-1].append(line)
        else:
            chains.append([line])
    return [line for chain in sorted(chains, key=_start) for line in chain]


def follows(sitting: SittingFact | None) -> bool:
    """Whether it starts when the sitting before it ends."""
    return sitting is not None and sitting.start_kind is StartKind.AFTER_PREVIOUS


def _position(line: Placed) -> tuple[date, int, time]:
    """The day and the place in it; by the clock where the places are not told apart."""
    sitting = line[1]
    return (sitting.on, sitting.position, _clock(sitting)) if sitting else (date.max, 0, time.max)


def _start(chain: list[Placed]) -> tuple[date, time]:
    """The day and the time at which a sitting, with those that follow it, begins."""
    sitting = chain[0][1]
    return (sitting.on, _clock(sitting)) if sitting else (date.max, time.max)


def _clock(sitting: SittingFact) -> time:
    return sitting.starts_at or _USUAL_START.get(sitting.start_kind, time.max)
