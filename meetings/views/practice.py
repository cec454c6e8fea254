"""How often each rule was met over the record, and how the days of one rule are spread."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.utils.translation import get_language_bidi

from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding, Result
from meetings.rules.vocabulary import WeekRule
from meetings.snapshots.guideline import Record
from meetings.views.answers import Tally

WIDTH, HEIGHT = 860, 240
EDGE, FOOT, TOP = 40, 34, 38
SPREAD = 35
"""Days beyond five weeks, or before the day itself by more than one, are put together at the edge."""
EARLIEST = -2
CASES = 5
"""How many of the longest and the shortest cases are shown."""


@dataclass(frozen=True, slots=True)
class Found:
    """One rule's answer about one past occasion."""

    fact: OccasionFact
    finding: Finding


@dataclass(frozen=True, slots=True)
class Bar:
    """All occasions with the same number of days; ``edge`` puts together what lies beyond the scale."""

    days: int
    edge: bool
    count: int
    met: bool
    x: float
    y: float
    width: float
    height: float

    @property
    def middle(self) -> float:
        return self.x + self.width / 2


@dataclass(frozen=True, slots=True)
class Histogram:
    """How the days are spread. ``wanted_x`` is where the days begin that count as met."""

    bars: tuple[Bar, ...]
    wanted: int | None
    wanted_x: float | None
    base: int = HEIGHT - FOOT
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True, slots=True)
class MissionTally:
    mission: str
    tally: Tally
    median: float | None


def answers_by_rule(record: Record, week_rule: WeekRule) -> Mapping[str, Sequence[Found]]:
    """Every answer about every occasion on record, by rule; in a replay nothing is overdue."""
    found: dict[str, list[Found]] = defaultdict(list)
    for fact in record.occasions:
        for finding in check_occasion(fact, record.calendar, week_rule):
            found[finding.rule].append(Found(fact, finding))
    return found


def tally(found: Iterable[Found]) -> Tally:
    """How many were met, over those that can be told."""
    return Tally.of(one.finding for one in found)


def results(found: Iterable[Found]) -> tuple[tuple[Result, int], ...]:
    """How often each answer was given, from the best to the worst."""
    counts = Counter(one.finding.result for one in found)
    return tuple((result, counts[result]) for result in Result if counts[result])


def by_mission(found: Iterable[Found]) -> tuple[MissionTally, ...]:
    """The count of each mission with at least one case that can be told, most cases first."""
    missions: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        if one.finding.judged:
            missions[one.fact.mission].append(one)
    lines = (MissionTally(mission, tally(cases), _median(cases)) for mission, cases in missions.items())
    return tuple(sorted(lines, key=lambda line: (-line.tally.known, line.mission)))


def _median(found: Iterable[Found]) -> float | None:
    days = [one.finding.days for one in found if one.finding.days is not None]
    return median(days) if days else None


def extremes(found: Iterable[Found]) -> tuple[Sequence[Found], Sequence[Found]]:
    """The cases with the fewest and those with the most days, none of them in both."""
    measured = sorted(
        (one for one in found if one.finding.days is not None),
        key=lambda one: (
            one.finding.days or 0,
            one.fact.mandate_end is None,
            one.fact.mandate_end,
            one.fact.uid,
        ),
    )
    number = min(CASES, len(measured) // 2)
    return measured[:number], measured[len(measured) - number :][::-1]


def histogram(found: Iterable[Found]) -> Histogram | None:
    """The spread of days; nothing where no two dates are compared."""
    measured = [(one.finding.days, one.finding) for one in found if one.finding.days is not None]
    if not measured:
        return None
    counts = Counter(min(max(days, EARLIEST), SPREAD) for days, _finding in measured)
    met = {min(max(days, EARLIEST), SPREAD) for days, finding in measured if finding.met}
    first, last = min(0, *counts), max(14, *counts)
    wide = round((WIDTH - 2 * EDGE) / (last - first + 1), 2)
    tall = (HEIGHT - FOOT - TOP) / max(counts.values())
    wanted = next((finding.wanted for _days, finding in measured if finding.wanted), None)

    def place(days: float) -> float:
        return round(EDGE + (days - first) * wide, 1)

    bars = tuple(
        Bar(
            days=days,
            edge=days in (EARLIEST, SPREAD),
            count=count,
            met=days in met,
            x=_mirrored(place(days), wide) + 1,
            y=round(HEIGHT - FOOT - tall * count, 1),
            width=wide - 2,
            height=round(tall * count, 1),
        )
        for days, count in sorted(counts.items())
    )
    return Histogram(bars, wanted, _mirrored(place(wanted)) if wanted and wanted > 1 else None)


def _mirrored(x: float, width: float = 0) -> float:
    """The place of something so wide, as a language reads: from the right in Arabic."""
    return round(WIDTH - x - width if get_language_bidi() else x, 1)
