"""The tentative forecast of a month: what may be taken up under decisions already made.

After the forecast of August 1995 and S/26015, S/26176, S/2006/507, 36-39: by region and mission, the founding
decision, the mandate's end, the reports expected and by which decision; then the notable dates. Meetings with
contributors stand in the forecast of their month (N7: S/PRST/1994/62, (c); S/PRST/1996/13, (f)).

Pure: dates in, lines out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from meetings.planning.by_region import MissionFact, by_region
from meetings.planning.reports_due import (
    DueReport,
    ExpectedReport,
    RequestFact,
    current_strands,
    reports_due,
    standing_by_mission,
)
from meetings.rules.facts import EntryFact, MandateFact, StepFact
from meetings.rules.mandates import FINAL_KINDS, Standing, day_decided
from meetings.rules.months import last_of
from meetings.rules.vocabulary import COUNCIL_BUSINESS, EntryStatus, Format, StepKind


@dataclass(frozen=True, slots=True)
class UsualBusiness:
    """Business that comes up again in the month; ``on`` where it keeps to a day."""

    title: str
    format: Format
    on: date | None = None
    missions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlannedMeeting:
    """A meeting with contributors that has a day on its occasion's plan, and no entry yet."""

    mission: str
    step: StepFact


@dataclass(frozen=True, slots=True)
class ForecastFacts:
    """All that bears on a month's forecast. ``entries`` may hold those of other months that sit on in this one."""

    month: date
    missions: tuple[MissionFact, ...] = ()
    mandates: tuple[MandateFact, ...] = ()
    expected: tuple[ExpectedReport, ...] = ()
    requests: tuple[RequestFact, ...] = ()
    entries: tuple[EntryFact, ...] = ()
    planned: tuple[PlannedMeeting, ...] = ()
    usual: tuple[UsualBusiness, ...] = ()


class Outlook(StrEnum):
    """What a mandate's end within the month leads to."""

    RUNS_ON = "runs_on"
    DECISION_EXPECTED = "decision_expected"
    FINAL = "final"
    DECIDED = "decided"
    PASSED = "passed"


AT_ITS_END = frozenset({Outlook.DECISION_EXPECTED, Outlook.FINAL, Outlook.DECIDED})
"""What is said of a mandate whose last day falls into the month."""


@dataclass(frozen=True, slots=True)
class MandateLine:
    """A mandate that runs in the month. ``decided_by`` is the later decision, where there is one by now."""

    mandate: MandateFact
    outlook: Outlook
    decided_by: str = ""


@dataclass(frozen=True, slots=True)
class MeetingLine:
    """A meeting of the month, on its first day in it; ``None`` while no day is set."""

    on: date | None
    format: Format
    title: str
    uid: str = ""
    with_contributors: bool = False
    tentative: bool = False
    position: int = 0


@dataclass(frozen=True, slots=True)
class MissionForecast:
    """One mission in the forecast: only missions of which something falls into the month."""

    mission: MissionFact
    mandates: tuple[MandateLine, ...]
    reports: tuple[DueReport, ...]
    meetings: tuple[MeetingLine, ...]


class Notable(StrEnum):
    """What falls on a notable date."""

    REPORT = "report"
    CONTRIBUTORS = "contributors"
    ADOPTION = "adoption"
    MANDATE_END = "mandate_end"


@dataclass(frozen=True, slots=True)
class NotableDate:
    """A day, what falls due on it, the missions it is about, and the document that asks for it, where one does."""

    on: date
    what: Notable
    missions: tuple[str, ...]
    document: str = ""
    verified: bool = True
    report: DueReport | None = None
    title: str = ""
    uid: str = ""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A month's forecast: by region, then what is about no mission, then the notable dates."""

    month: date
    regions: tuple[tuple[str, tuple[MissionForecast, ...]], ...]
    others: tuple[MeetingLine, ...]
    usual: tuple[UsualBusiness, ...]
    dates: tuple[NotableDate, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing on record falls into the month."""
        return not (self.regions or self.others or self.usual)

    @property
    def missions(self) -> tuple[MissionForecast, ...]:
        return tuple(one for _region, group in self.regions for one in group)


def forecast(facts: ForecastFacts, regions: Sequence[str]) -> Forecast:
    """What the month may bring. Postponed and cancelled meetings are left out: nothing falls due by them.

    Args:
        facts: of the month; every mandate and request of the missions, of whatever time.
        regions: the codes of the regions in the order of print; missions of no region come last.
    """
    # A forecast speaks of decisions taken before its month.
    before = (one for one in facts.mandates if (day_decided(one) or date.min) < facts.month)
    stands = standing_by_mission(before)
    open_then = {one.acronym for one in facts.missions if one.is_open_on(facts.month)}
    due = [
        one
        for one in reports_due(facts.expected, facts.requests, stands, facts.month, last_of(facts.month))
        if one.mission in open_then
    ]
    by_mission, others = _meetings(facts)
    parts = [
        part
        for mission in _all_missions(facts.missions, by_mission)
        if _has_any(part := _mission(mission, facts, stands, due, by_mission.get(mission.acronym, ())))
    ]
    return Forecast(
        month=facts.month,
        regions=by_region(parts, lambda part: part.mission, regions),
        others=others,
        usual=facts.usual,
        dates=_notable(parts, others),
    )


def _all_missions(known: Iterable[MissionFact], named: Iterable[str]) -> list[MissionFact]:
    """The missions on record, and any that a meeting names besides: no meeting is lost."""
    missions = {one.acronym: one for one in known}
    return list(missions.values()) + [MissionFact(name) for name in named if name not in missions]


def _mission(
    mission: MissionFact,
    facts: ForecastFacts,
    stands: Mapping[str, tuple[Standing, ...]],
    due: Iterable[DueReport],
    meetings: Iterable[MeetingLine],
) -> MissionForecast:
    standing: tuple[Standing, ...] = ()
    if mission.is_open_on(facts.month):
        standing = current_strands(stands.get(mission.acronym, ()), facts.month)
    return MissionForecast(
        mission=mission,
        mandates=tuple(_mandate(one, facts) for one in standing),
        reports=tuple(one for one in due if one.mission == mission.acronym),
        meetings=tuple(sorted(meetings, key=_by_day)),
    )


def _has_any(part: MissionForecast) -> bool:
    """A mandate that merely runs on is no reason to name a mission."""
    ends = any(line.outlook in AT_ITS_END for line in part.mandates)
    return ends or bool(part.reports or part.meetings)


def _mandate(standing: Standing, facts: ForecastFacts) -> MandateLine:
    mandate = standing.mandate
    if mandate.ends is None or mandate.ends > last_of(facts.month):
        return MandateLine(mandate, Outlook.RUNS_ON)
    if mandate.ends < facts.month:
        return MandateLine(mandate, Outlook.PASSED)
    if later := _decided_later(mandate, facts):
        return MandateLine(mandate, Outlook.DECIDED, later)
    final = standing.for_good or mandate.kind in FINAL_KINDS
    return MandateLine(mandate, Outlook.FINAL if final else Outlook.DECISION_EXPECTED)


def _decided_later(mandate: MandateFact, facts: ForecastFacts) -> str:
    """The first decision on the same strand since the month began: what the forecast waited for has come."""
    later = [
        (day, one.decision)
        for one in facts.mandates
        if (one.mission, one.strand) == (mandate.mission, mandate.strand)
        and (day := day_decided(one))
        and day >= facts.month
    ]
    return min(later)[1] if later else ""


def _meetings(facts: ForecastFacts) -> tuple[dict[str, list[MeetingLine]], tuple[MeetingLine, ...]]:
    """The meetings of the month by mission, and those about none."""
    found: dict[str, list[MeetingLine]] = defaultdict(list)
    others: list[MeetingLine] = []
    for entry in facts.entries:
        if line := _meeting(entry, facts.month):
            for mission in dict.fromkeys(entry.missions):
                found[mission].append(line)
            if not entry.missions:
                others.append(line)
    for planned in facts.planned:
        found[planned.mission].append(
            MeetingLine(planned.step.on, Format.TCC_MEETING, "", with_contributors=True, tentative=True)
        )
    return found, tuple(sorted(others, key=_by_day))


def _meeting(entry: EntryFact, month: date) -> MeetingLine | None:
    """An entry's line, if it is business of the Council, stands, and sits in the month or waits for a day in it."""
    heard = entry.format is Format.TCC_MEETING or StepKind.CONTRIBUTORS in entry.steps
    inside = [sitting for sitting in entry.sittings if month <= sitting.on <= last_of(month)]
    first = min(inside, key=lambda sitting: (sitting.on, sitting.position), default=None)
    undated = not entry.sittings and entry.month == month
    if not entry.counts or not (heard or entry.format in COUNCIL_BUSINESS) or not (inside or undated):
        return None
    return MeetingLine(
        on=first.on if first else None,
        format=entry.format,
        title=entry.title,
        uid=entry.uid,
        with_contributors=heard,
        tentative=entry.status is EntryStatus.TENTATIVE,
        position=first.position if first else 0,
    )


def _by_day(line: MeetingLine) -> tuple[date, int, str, str]:
    return line.on or date.max, line.position, line.title, line.uid


def _notable(parts: Iterable[MissionForecast], others: Iterable[MeetingLine]) -> tuple[NotableDate, ...]:
    """By day; what several missions share stands once, with all of them."""
    found: dict[NotableDate, list[str]] = defaultdict(list)
    for part in parts:
        for one in _dates_of(part):
            found[one].append(part.mission.acronym)
    for line in others:
        if line.with_contributors and line.on:
            found[_meeting_date(line, line.on, title=line.title)] = []
    merged = (replace(one, missions=tuple(sorted(missions))) for one, missions in found.items())
    order = list(Notable)
    return tuple(sorted(merged, key=lambda one: (one.on, order.index(one.what), one.missions, one.document)))


def _dates_of(part: MissionForecast) -> Iterator[NotableDate]:
    """What falls on a day, without the mission, so that what several share is found equal."""
    for due in part.reports:
        shared = replace(due, mission="")
        yield NotableDate(due.on, Notable.REPORT, (), due.asked_by, due.verified, shared)
    for line in part.meetings:
        if line.on and (line.with_contributors or line.format is Format.ADOPTION):
            yield _meeting_date(line, line.on)
    for running in part.mandates:
        mandate = running.mandate
        if running.outlook in AT_ITS_END and mandate.ends:
            yield NotableDate(mandate.ends, Notable.MANDATE_END, (), mandate.decision, mandate.verified)


def _meeting_date(line: MeetingLine, on: date, title: str = "") -> NotableDate:
    what = Notable.CONTRIBUTORS if line.with_contributors else Notable.ADOPTION
    return NotableDate(on, what, (), title=title, uid=line.uid)
