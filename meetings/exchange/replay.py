"""Chains of dates held against the rules, as JSON, CSV or a table."""

import csv
import io
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from meetings.rules.engine import check_occasion
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

REPLAYED = ("G7", "G13", "G16", "N1", "N2", "N10", "L4")
"""The rules that dates alone decide; what only a checklist can tell says nothing about the past."""

FORMATS = ("table", "json", "csv")


@dataclass(frozen=True, slots=True)
class Answer:
    """One chain of dates with what the rules say of it."""

    mission: str
    resolution: str
    adoption_date: date | None
    findings: tuple[Finding, ...]

    def finding(self, rule_id: str) -> Finding:
        """The finding of one replayed rule."""
        return next(finding for finding in self.findings if finding.rule == rule_id)


def replay(
    occasions: Iterable[OccasionFact], calendar: WorkingDays, week_rule: WeekRule
) -> tuple[Answer, ...]:
    """Hold occasions against the rules of ``REPLAYED``, in the order given."""
    return tuple(_answer(occasion, calendar, week_rule) for occasion in occasions)


def _answer(occasion: OccasionFact, calendar: WorkingDays, week_rule: WeekRule) -> Answer:
    findings = check_occasion(occasion, calendar, week_rule)
    return Answer(
        mission=occasion.mission,
        resolution=occasion.decision,
        adoption_date=occasion.on(StepKind.ADOPTION),
        findings=tuple(finding for finding in findings if finding.rule in REPLAYED),
    )


def summary(answers: Iterable[Answer]) -> dict[str, dict[str, int]]:
    """How often each rule gave each result; only results that occurred."""
    counts: dict[str, Counter[str]] = {rule_id: Counter() for rule_id in REPLAYED}
    for answer in answers:
        for finding in answer.findings:
            counts[finding.rule][finding.result.value] += 1
    return {rule_id: dict(sorted(counter.items())) for rule_id, counter in counts.items()}


def as_json(answers: Sequence[Answer], week_rule: WeekRule) -> str:
    """The whole replay as one JSON document."""
    cycles = [
        {
            "mission": answer.mission,
            "resolution": answer.resolution,
            "adoption_date": answer.adoption_date.isoformat() if answer.adoption_date else None,
            "findings": [_finding_data(finding) for finding in answer.findings],
        }
        for answer in answers
    ]
    document = {"week_rule": week_rule.value, "summary": summary(answers), "cycles": cycles}
    return json.dumps(document, ensure_ascii=False, indent=2)


def _finding_data(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "result": finding.result.value,
        "severity": finding.severity.value,
        "days": finding.days,
        "wanted": finding.wanted,
        "unit": finding.unit.value,
    }


def as_csv(answers: Sequence[Answer]) -> str:
    """One line for each finding of each chain."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ("mission", "resolution", "adoption_date", "rule", "result", "severity", "days", "wanted", "unit")
    )
    for answer in answers:
        chain = (answer.mission, answer.resolution, answer.adoption_date or "")
        for finding in answer.findings:
            writer.writerow(
                (*chain, *("" if value is None else value for value in _finding_data(finding).values()))
            )
    return out.getvalue()


def as_table(answers: Sequence[Answer]) -> str:
    """A line for each chain with its gaps, and below it how often each result was given."""
    heads = ("mission", "resolution", "adopted", *REPLAYED)
    rows = [heads, *(_table_row(answer) for answer in answers)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(heads))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]
    totals = (
        f"{rule_id:4} " + ", ".join(f"{result} {count}" for result, count in results.items())
        for rule_id, results in summary(answers).items()
    )
    return "\n".join([*lines, "", *totals]) + "\n"


def _table_row(answer: Answer) -> tuple[str, ...]:
    adopted = answer.adoption_date.isoformat() if answer.adoption_date else "-"
    cells = (_cell(answer.finding(rule_id)) for rule_id in REPLAYED)
    return (answer.mission, answer.resolution or "-", adopted, *cells)


def _cell(finding: Finding) -> str:
    return finding.result.value if finding.days is None else f"{finding.result.value} {finding.days}"
