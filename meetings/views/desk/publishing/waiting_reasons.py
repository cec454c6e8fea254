"""The findings of a month that wait for a reason, in the groups in which one reason may answer several."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from typing import Final

from django.utils.translation import gettext

from meetings.rules.guideline import rule
from meetings.rules.rule import Rule
from meetings.views.desk.desk_findings import DeskFindings
from meetings.views.desk.desk_groups import DeskFinding

BY_SUBJECT: Final = 12
"""Up to so many are read occasion by occasion; more than that rule by rule, since they will have causes in common."""

SEVERAL: Final = 4
"""From more than so many on, a group shows its count, and its findings when somebody opens it."""


@dataclass(frozen=True, slots=True)
class WaitingGroup:
    """What waits about one occasion, one entry, mandates, or the month itself; or, of many, under one rule.

    ``is_mixed``: about several things, so that each names its own. ``is_open``: something in it is ticked, so that
    it is not folded away.
    """

    title: str
    address: str
    findings: tuple[DeskFinding, ...]
    is_mixed: bool = False
    is_open: bool = False

    @property
    def box(self) -> str:
        """What a box stands for that ticks all of them."""
        return " ".join(one.token for one in self.findings)

    @property
    def is_many(self) -> bool:
        return len(self.findings) > SEVERAL

    @property
    def by_rule(self) -> list[tuple[Rule, int]]:
        """The rules that ask, each with how often: read in place of the findings while these are folded away."""
        numbers = Counter(one.finding.rule for one in self.findings)
        return [(rule(name), number) for name, number in numbers.items()]


def waiting_groups(findings: DeskFindings, ticked: Collection[str] = ()) -> Iterable[WaitingGroup]:
    """What waits for a reason: a few in the groups of the desk and in its order, many rule by rule."""
    groups = list(_by_subject(findings))
    waiting = [one for group in groups for one in group.findings]
    if len(waiting) > BY_SUBJECT:
        groups = list(_by_rule(waiting))
    for group in groups:
        yield replace(group, is_open=any(one.token in ticked for one in group.findings))


def _by_subject(findings: DeskFindings) -> Iterable[WaitingGroup]:
    for group in findings.groups:
        waiting = tuple(one for one in group.calling if one.waits_for_reason)
        if waiting:
            yield WaitingGroup(group.title, group.address, waiting, group.is_mixed)


def _by_rule(waiting: Iterable[DeskFinding]) -> Iterable[WaitingGroup]:
    """The rules that ask most often come first."""
    by_rule: dict[str, list[DeskFinding]] = defaultdict(list)
    for one in waiting:
        by_rule[one.finding.rule].append(one)
    for name, found in sorted(by_rule.items(), key=lambda item: -len(item[1])):
        title = f"{name} {gettext(rule(name).title)}"
        yield WaitingGroup(title, "", tuple(found), is_mixed=True)


def answered_findings(findings: DeskFindings) -> tuple[DeskFinding, ...]:
    """Those at warning or above that have a reason that stands."""
    return tuple(one for group in findings.groups for one in group.calling if one.answered)
