"""The full engine, asked about the plan as it would be, must agree with every mark."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, time

from hypothesis import given
from hypothesis import strategies as st

from meetings.planning.day_marks import (
    Mark,
    mark_days,
    moved,
)
from meetings.planning.marks_of_gaps import GAP_RULES
from meetings.rules.engine import check_plan
from meetings.rules.facts import (
    EntryFact,
    HolidayFact,
    OccasionFact,
    PlanFacts,
    ReportFact,
    SittingFact,
    StepFact,
)
from meetings.rules.findings import Finding, Reason, Result, Severity
from meetings.rules.vocabulary import (
    COUNCIL_BUSINESS,
    Format,
    OccasionKind,
    StartKind,
    StepKind,
    WeekRule,
)
from meetings.rules.working_days import DAY

R, I, T = StepKind.REPORT, StepKind.INVITATION, StepKind.CONTRIBUTORS  # noqa: E741
C, A, E = StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END

MOST = date(2020, 6, 22)
DAYS = [MOST + n * DAY for n in range(49)]
days_of_july = st.sampled_from(DAYS)
rooms = st.sampled_from(["Chamber", "Consultations Room", ""])


@st.composite
def sittings(draw: st.DrawFn) -> SittingFact:
    start = draw(st.none() | st.sampled_from([9, 10, 11, 15, 23]))
    return SittingFact(
        draw(days_of_july),
        draw(st.sampled_from([StartKind.UNSET, StartKind.MORNING])) if start is None else StartKind.EXACT,
        None if start is None else time(start),
        None if start is None else time((start + draw(st.integers(1, 3))) % 24),
        draw(rooms),
    )


@st.composite
def plans(draw: st.DrawFn) -> PlanFacts:
    """A month full of entries, three of which carry the steps of up to two occasions in their order."""
    numbers = sorted(draw(st.lists(st.integers(0, 48), min_size=5, max_size=5, unique=True)))
    report, *steps, end = [DAYS[number] for number in numbers]
    kinds = dict(zip((T, C, A), steps, strict=True))
    occasions = tuple(
        OccasionFact(
            uid=uid,
            mission=uid,
            kind=draw(st.sampled_from(OccasionKind)),
            urgent=draw(st.booleans()),
            reports=(ReportFact(due_on=report),),
            steps=tuple(StepFact(kind, on, kind.value) for kind, on in kinds.items()),
            mandate_end=end,
        )
        for uid in draw(st.sampled_from([("one",), ("one", "two")]))
    )
    carriers = tuple(
        EntryFact(
            kind.value,
            on.replace(day=1),
            form,
            kind.value,
            sittings=(replace(draw(sittings()), on=on),),
            steps=(kind,) * len(occasions),
            occasions=tuple(occasion.uid for occasion in occasions),
        )
        for (kind, on), form in zip(
            kinds.items(), (Format.TCC_MEETING, Format.CONSULTATIONS, Format.ADOPTION), strict=True
        )
    )
    others = tuple(
        EntryFact(f"other-{n}", one.on.replace(day=1), form, f"other-{n}", sittings=(one,))
        for n, (one, form) in enumerate(
            draw(st.lists(st.tuples(sittings(), st.sampled_from(Format)), max_size=8))
        )
    )
    holidays = tuple(HolidayFact(on, "A holiday") for on in draw(st.sets(days_of_july, max_size=4)))
    return PlanFacts(MOST, MOST, (*carriers, *others), occasions, holidays=holidays)


def engine_says(plan: PlanFacts, uid: str, on: date, week_rule: WeekRule) -> list[Finding]:
    """Every finding of a whole month's check that is about this entry, or its steps, on this day."""
    then = replace(moved(plan, uid, 0, on), month=on.replace(day=1))
    monday = (on - on.weekday() * DAY).isoformat()
    (sits,) = [found for found in then.entries if found.uid == uid]
    about = {(step.kind, on) for occasion in then.occasions for step in occasion.steps if step.entry == uid}
    return [
        finding
        for finding in check_plan(then, week_rule)
        if (finding.rule in GAP_RULES and finding.judged and about & set(finding.dates))
        or (finding.rule in ("L1", "L2") and (uid, on) in finding.dates)
        or (finding.rule == "N17" and finding.subject == monday and sits.format in COUNCIL_BUSINESS)
    ]


def used_by_others(plan: PlanFacts, uid: str, on: date) -> bool:
    return any(
        one.on == on
        for other in plan.entries
        if other.uid != uid and other.format in COUNCIL_BUSINESS
        for one in other.sittings
    )


@given(plans(), st.sampled_from([T, C, A]), st.sampled_from(WeekRule))
def test_every_mark_is_what_the_full_engine_would_say(
    plan: PlanFacts, kind: StepKind, week_rule: WeekRule
) -> None:
    for found in mark_days(plan, kind.value, 0, DAYS[:20], week_rule):
        findings = engine_says(plan, kind.value, found.on, week_rule)
        gaps = [finding for finding in findings if finding.rule in GAP_RULES]
        told = [(found.mark, found.days, found.rule), *found.also]
        assert shorts(told) == {
            (finding.rule, (finding.wanted or 0) - (finding.days or 0))
            for finding in gaps
            if finding.result is Result.SHORT
        }
        assert tells(told, Mark.LATE) == any(
            finding.result is Result.OUT_OF_ORDER
            and E in dict(finding.dates)
            and found.on > dict(finding.dates)[E]
            for finding in gaps
        )
        assert tells(told, Mark.MEETS) == all(
            finding.met and finding.result is not Result.AT_MINIMUM for finding in gaps
        )
        assert tells(told, Mark.CLASH) == any(finding.rule == "L1" for finding in findings)
        assert tells(told, Mark.HOLIDAY, Mark.WEEKEND) == any(finding.rule == "L2" for finding in findings)
        fifth = any(finding.reason is Reason.FIFTH_DAY for finding in findings)
        assert tells(told, Mark.FIFTH_DAY) == (fifth and not used_by_others(plan, kind.value, found.on))
        loudest = max(
            (finding.severity for finding in findings if finding.rule != "N17"), default=Severity.OK
        )
        if loudest > Severity.HINT:
            assert found.severity is loudest
        assert (found.mark is Mark.MEETS) == (
            bool(gaps) and told[0][0] is Mark.MEETS and found.severity is Severity.OK
        )


def shorts(told: Iterable[tuple[Mark, int | None, str]]) -> set[tuple[str, int | None]]:
    return {(rule_id, days) for kind, days, rule_id in told if kind is Mark.SHORT}


def tells(told: Iterable[tuple[Mark, int | None, str]], *kinds: Mark) -> bool:
    return any(kind in kinds for kind, _days, _rule in told)
