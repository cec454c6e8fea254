"""What a day would do to the chain of an occasion: the gaps and the order of its steps."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Final

from meetings.planning.mark import Mark, Told
from meetings.rules.chain import ORDER
from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding, Result, Severity
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays, is_weekend

R, T, C, A = StepKind.REPORT, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS, StepKind.ADOPTION

GAP_RULES: Final[Mapping[str, frozenset[StepKind]]] = {
    "G13": frozenset({T, C}),
    "G7": frozenset({R, T}),
    "L4": frozenset({A, StepKind.MANDATE_END}),
    "L7": frozenset({C, A}),
    "N10": frozenset({T, A}),
    "N2": frozenset({R, T}),
    "N1": frozenset({R, C}),
    "G8": frozenset({StepKind.POLITICO_MILITARY, C}),
    "L6": frozenset({StepKind.INVITATION, T}),
    "G1": frozenset({StepKind.SECRETARIAT_BEFORE, StepKind.ASSESSMENT}),
    "G4": frozenset({StepKind.ASSESSMENT, StepKind.SECRETARIAT_AFTER}),
    "G16": frozenset(ORDER),
}
"""The rules that compare the days of steps, and which; of several that are met, the first is named."""

CLOSED_DAYS: Final = "L8"
"""The rule about a step without an entry that falls on a day on which the house is closed."""

_MARKS: Final = {
    Result.AT_MINIMUM: Mark.AT_MINIMUM,
    Result.SHORT: Mark.SHORT,
    Result.SAME_DAY: Mark.SAME_DAY,
    Result.OUT_OF_ORDER: Mark.OUT_OF_ORDER,
}


def told_of_occasion(
    occasion: OccasionFact,
    kinds: Collection[StepKind],
    on: date,
    *,
    calendar: WorkingDays,
    week_rule: WeekRule,
    today: date,
    bare: bool = False,
) -> tuple[Told, ...]:
    """What the rules would say about these steps of an occasion, which already stand on ``on``.

    What is not known, or does not apply, is left out. If nothing is wrong, the first rule that is met is told.
    ``bare`` is for a step without an entry, which rule L8 keeps off closed days.
    """
    rules = {name for name, steps in GAP_RULES.items() if not steps.isdisjoint(kinds)}
    if bare:
        rules.add(CLOSED_DAYS)
    findings = check_occasion(occasion, calendar, week_rule, today, only=rules)
    concerned = [
        finding
        for finding in findings
        if finding.judged and any(label in kinds and day == on for label, day in finding.dates)
    ]
    wrong = tuple(told for finding in concerned for told in _wrong(finding, kinds, on))
    return wrong or tuple(_met(concerned, kinds, occasion.uid))


def _met(findings: Collection[Finding], kinds: Collection[StepKind], occasion: str) -> Iterator[Told]:
    met = {finding.rule for finding in findings if finding.met}
    step = next(iter(kinds), None)
    yield from (
        Told(Mark.MEETS, name, Severity.OK, None, occasion, step) for name in GAP_RULES if name in met
    )


def _wrong(finding: Finding, kinds: Collection[StepKind], on: date) -> Iterator[Told]:
    if finding.rule == CLOSED_DAYS:
        mark = Mark.WEEKEND if is_weekend(on) else Mark.HOLIDAY
        step = next(kind for kind in kinds if (kind, on) in finding.dates)
        yield Told(mark, finding.rule, finding.severity, None, finding.subject, step)
    elif finding.rule == "G16":
        yield from _wrong_order(finding, kinds)
    elif finding.result in _MARKS:
        yield _wrong_gap(finding, kinds)


def _wrong_gap(finding: Finding, kinds: Collection[StepKind]) -> Told:
    """A gap that is not what was wanted, or only just."""
    (first, _a), (then, _b) = ((StepKind(label), day) for label, day in finding.dates[:2])
    step, other = (first, then) if first in kinds else (then, first)
    mark, days = _MARKS[finding.result], None
    if mark is Mark.SHORT:
        days = (finding.wanted or 0) - (finding.days or 0)
    elif mark is Mark.OUT_OF_ORDER and then is StepKind.MANDATE_END:
        mark, days = Mark.LATE, -(finding.days or 0)
    return Told(mark, finding.rule, finding.severity, days, finding.subject, step, other)


def _wrong_order(finding: Finding, kinds: Collection[StepKind]) -> Iterator[Told]:
    """G16 answers for the whole chain at once; here each pair with the step that moves answers for itself."""
    known = [(StepKind(label), day) for label, day in finding.dates]
    for (first, a), (then, b) in combinations(known, 2):
        if first not in kinds and then not in kinds:
            continue
        step, other = (first, then) if first in kinds else (then, first)
        if b < a:
            late = then is StepKind.MANDATE_END
            mark, days = (Mark.LATE, (a - b).days) if late else (Mark.OUT_OF_ORDER, None)
            yield Told(mark, finding.rule, Severity.ERROR, days, finding.subject, step, other)
        elif a == b and (first, then) != (StepKind.ADOPTION, StepKind.MANDATE_END):
            yield Told(Mark.SAME_DAY, finding.rule, Severity.NOTE, None, finding.subject, step, other)
