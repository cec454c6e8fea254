"""Occasions drawn at random: any end, any holidays, and a chain of which some steps are placed."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from hypothesis import strategies as st

from meetings.planning.around import OpenStep
from meetings.planning.backplan import plan_from_end
from meetings.rules.engine import check_occasion
from meetings.rules.facts import MandateFact, OccasionFact, ReportFact, StepFact
from meetings.rules.findings import Finding
from meetings.rules.vocabulary import (
    EVENT_DRIVEN,
    OccasionKind,
    ReportKind,
    StepKind,
    WeekRule,
)
from meetings.rules.working_days import WorkingDays

DATED = sorted(set(OccasionKind) - EVENT_DRIVEN)
LONG_AGO = timedelta(days=300)
CHAIN = {"G1", "G4", "G7", "G8", "G13", "G16", "N1", "N2", "N10", "L4", "L6", "L7"}

ends = st.dates(date(2000, 6, 1), date(2099, 12, 31))
week_rules = st.sampled_from(WeekRule)
any_day = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@dataclass(frozen=True)
class Drawn:
    """An occasion with the calendar and the setting it is judged by."""

    occasion: OccasionFact
    calendar: WorkingDays
    week_rule: WeekRule
    end: date

    @property
    def long_ago(self) -> date:
        """A day so early that nothing is past."""
        return self.end - LONG_AGO


@st.composite
def calendars(draw: st.DrawFn, end: date) -> WorkingDays:
    """Up to fifteen holidays in the sixty days before an end, far more than any year has."""
    back = draw(st.frozensets(st.integers(min_value=-3, max_value=60), max_size=15))
    return WorkingDays(frozenset(end - timedelta(days=days) for days in back))


@st.composite
def sound(draw: st.DrawFn, kinds: list[OccasionKind] = DATED) -> Drawn:
    """An occasion some of whose steps stand on days of one backward plan, so that nothing placed is at odds."""
    end = draw(ends)
    calendar, week_rule = draw(calendars(end)), draw(week_rules)
    latest = draw(st.booleans())
    plan = plan_from_end(end, calendar, week_rule)
    days = {step.kind: step.latest if latest else step.recommended for step in plan}
    placed = draw(st.sets(st.sampled_from([kind for kind in days if isinstance(kind, StepKind)])))
    occasion = OccasionFact(
        uid="occasion",
        mission="UNDOF",
        kind=draw(st.sampled_from(kinds)),
        urgent=draw(st.booleans()),
        report_kind=draw(st.sampled_from([None, *ReportKind])),
        mandate_end=end,
    )
    for kind in sorted(placed):
        occasion = on_day(occasion, kind, days[kind])
    return Drawn(occasion, calendar, week_rule, end)


@st.composite
def at_random(draw: st.DrawFn) -> Drawn:
    """An occasion whose days are at odds as they come."""
    end = draw(any_day)
    steps = draw(st.lists(st.tuples(st.sampled_from(StepKind), any_day), max_size=6))
    occasion = OccasionFact(
        uid="occasion",
        mission="UNDOF",
        kind=draw(st.sampled_from(OccasionKind)),
        urgent=draw(st.booleans()),
        report_kind=draw(st.sampled_from([None, *ReportKind])),
        reports=tuple(ReportFact(due_on=due) for due in draw(st.lists(st.none() | any_day, max_size=2))),
        steps=tuple(StepFact(kind, on) for kind, on in steps),
        mandate_end=draw(st.none() | st.just(end)),
        concluded=draw(st.booleans()),
    )
    return Drawn(occasion, draw(calendars(end)), draw(week_rules), end)


def on_day(occasion: OccasionFact, kind: StepKind, on: date) -> OccasionFact:
    """The occasion with a step on a day; a report is then due."""
    if kind is StepKind.REPORT:
        return replace(occasion, reports=(ReportFact(due_on=on),))
    others = tuple(step for step in occasion.steps if step.kind is not kind)
    return replace(occasion, steps=(*others, StepFact(kind, on)))


def carried_out(drawn: Drawn, days: dict[StepKind, date]) -> list[Finding]:
    """What the rules about the chain say once these steps stand on these days as well."""
    occasion = drawn.occasion
    for kind, on in days.items():
        occasion = on_day(occasion, kind, on)
    return [
        finding
        for finding in check_occasion(occasion, drawn.calendar, drawn.week_rule, drawn.long_ago)
        if finding.rule in CHAIN
    ]


def wrong(findings: list[Finding]) -> list[Finding]:
    """Those that were judged and not met."""
    return [finding for finding in findings if finding.judged and not finding.met]


def latest_of(steps: tuple[OpenStep, ...]) -> dict[StepKind, date]:
    return {step.kind: step.latest for step in steps if step.latest}


def recommended_of(steps: tuple[OpenStep, ...]) -> dict[StepKind, date]:
    return {step.kind: step.recommended for step in steps if step.recommended}


def mandate(mission: str, ends_on: str | None, **fields: object) -> MandateFact:
    """A period of a mission with contributors."""
    ends_day = date.fromisoformat(ends_on) if ends_on else None
    return MandateFact(mission, "S/RES/1 (2020)", None, ends_day, **{"has_contributors": True, **fields})  # type: ignore[arg-type]
