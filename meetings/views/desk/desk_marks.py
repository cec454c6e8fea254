"""Findings where they bite: a few words beside the entries they are about, and the load of each week."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from meetings.exchange.wording import result_label
from meetings.rules.facts import OccasionFact
from meetings.rules.findings import Finding, Reason, Result, Severity, SubjectKind
from meetings.rules.vocabulary import StepKind
from meetings.views.desk.desk_findings import DeskFindings


@dataclass(frozen=True, slots=True)
class Mark:
    """A finding in two or three words, to stand beside an entry and lead to its line."""

    words: str
    rule: str
    anchor: str
    severity: Severity
    answered: bool


def marks_of(findings: DeskFindings, occasions: Iterable[OccasionFact]) -> Mapping[str, tuple[Mark, ...]]:
    """By the uid of an entry, what asks for attention about it: its own findings, and those of its steps."""
    by_uid, known = defaultdict(list), {occasion.uid: occasion for occasion in occasions}
    across = (one for reach in findings.across for one in reach.group.findings)
    for one in (*findings.all, *across):
        if one.calls and not one.waits:
            mark = Mark(
                mark_words(one.finding), one.finding.rule, one.anchor, one.finding.severity, one.answered
            )
            for uid in _entries_of(one.finding, known):
                by_uid[uid].append(mark)
    return {uid: tuple(sorted(marks, key=_gravest_first)) for uid, marks in by_uid.items()}


def _gravest_first(mark: Mark) -> tuple[bool, int]:
    return mark.answered, -mark.severity.rank


def _entries_of(finding: Finding, occasions: Mapping[str, OccasionFact]) -> set[str]:
    """The entries whose days a finding compares, each once."""
    if finding.subject_kind is SubjectKind.ENTRY:
        return {finding.subject, *(str(label) for label, _day in finding.dates)}
    occasion = occasions.get(finding.subject)
    if finding.subject_kind is not SubjectKind.OCCASION or occasion is None:
        return set()
    kinds = {label for label, _day in finding.dates if isinstance(label, StepKind)}
    placed = (occasion.step(kind) for kind in kinds)
    return {step.entry for step in placed if step and step.entry}


_SHORTLY = {
    Reason.ROOM_CLASH: lambda: gettext("room taken"),
    Reason.WEEKEND: lambda: gettext("weekend"),
    Reason.HOLIDAY: lambda: gettext("holiday"),
    Reason.OVERDUE: lambda: gettext("overdue"),
}


def mark_words(finding: Finding) -> str:
    """A finding in two or three words: 2 days short."""
    if finding.reason in _SHORTLY:
        return _SHORTLY[finding.reason]()
    if finding.result is Result.SHORT and finding.days is not None and finding.wanted is not None:
        days = finding.wanted - finding.days
        return ngettext("%(days)d day short", "%(days)d days short", days) % {"days": days}
    if finding.reason is Reason.LATE and finding.days is not None:
        return ngettext("%(days)d day late", "%(days)d days late", finding.days) % {"days": finding.days}
    return result_label(finding.result).lower()


def week_loads(findings: DeskFindings) -> Mapping[date, Finding]:
    """By its Monday, what N17 says of each week that has Council business."""
    about = (one.finding for one in findings.all if one.finding.subject_kind is SubjectKind.WEEK)
    return {date.fromisoformat(finding.subject): finding for finding in about}
