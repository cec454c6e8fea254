"""One finding as the desk shows it, and findings in the groups in which they are read."""

import re
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.utils.translation import gettext

from meetings.exchange.wording import day_label, sentence
from meetings.rules.findings import Finding, Result, Severity, SubjectKind, Unit
from meetings.rules.findings import Reason as Because
from meetings.rules.guideline import rule
from meetings.rules.rule import Rule
from meetings.snapshots.standing_reasons import ReasonedFinding
from meetings.views.addresses import address_of
from meetings.views.desk.remedies import Remedies, Remedy

ABOUT_MANDATES = frozenset({SubjectKind.MISSION, SubjectKind.MANDATE})


@dataclass(frozen=True)
class DeskFinding(ReasonedFinding):
    """One finding, with the reasons that were given for it, as the desk shows it.

    Its words, and what mends it, are worked out when they are asked for: of most findings only the count is shown.
    """

    remedies: Remedies

    @property
    def rule(self) -> Rule:
        return rule(self.finding.rule)

    @property
    def sentence(self) -> str:
        return sentence(self.finding)

    @property
    def subject_title(self) -> str:
        """What it is about, by its name."""
        return _title_of(self.finding, self.remedies)

    @cached_property
    def remedy(self) -> Remedy | None:
        """What the planner can press to mend it."""
        return self.remedies.find(self.finding)

    @property
    def anchor(self) -> str:
        """The id of its line: the same as long as it is about the same thing."""
        about = (self.finding.rule, self.finding.subject, self.finding.detail)
        return "finding-" + re.sub(r"[^\w-]+", "-", "-".join(filter(None, about)))

    @property
    def waits(self) -> bool:
        """Whether it calls only because a step has no day yet: what is to place says so already."""
        overdue = self.finding.reason in (Because.OVERDUE, Because.RULE_FAILED)
        return self.calls and self.finding.result is Result.UNKNOWN and not overdue

    @property
    def said_alike(self) -> Hashable:
        """The same for findings of which one line can speak: of entries, without a reason or a day that mends it."""
        finding = self.finding
        if finding.subject_kind is not SubjectKind.ENTRY or finding.mend or self.reasons:
            return id(self)
        return finding.rule, finding.severity, self.sentence

    @property
    def days(self) -> tuple[date, ...]:
        """The days it compared, in order, each once: those that a reason is given for."""
        return tuple(sorted({day for _label, day in self.finding.dates}))

    @property
    def rule_text(self) -> str:
        """What the paragraph asks, in our words."""
        return gettext(self.rule.text)

    @property
    def compares_days(self) -> bool:
        """Whether so many days were wanted and so many are there; steps out of order have none to count."""
        days = self.finding.days
        return days is not None and days >= 0 and self.finding.wanted is not None

    @property
    def in_working_days(self) -> bool:
        return self.finding.unit is Unit.WORKING

    @property
    def about(self) -> str:
        """What tells this finding apart, as the page on which a reason is written takes it."""
        finding = self.finding
        given = {
            "rule": finding.rule,
            "subject_kind": str(finding.subject_kind),
            "subject": finding.subject,
            "detail": finding.detail,
        }
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Hint:
    """What one rule says in the same words of one thing or of several: it is read once, above their names."""

    findings: tuple[DeskFinding, ...]

    @property
    def first(self) -> DeskFinding:
        return self.findings[0]

    @property
    def is_alone(self) -> bool:
        return len(self.findings) == 1


@dataclass(frozen=True)
class Group:
    """What is said of one occasion, of one entry, of mandates, or of the month itself.

    ``is_mixed``: its findings are about several things, so that each names its own. ``is_folded``: it shows its
    count alone until somebody opens it. ``has_page``: an occasion's own page answers every rule.
    """

    title: str
    address: str
    findings: tuple[DeskFinding, ...]
    is_mixed: bool = False
    is_folded: bool = False
    has_page: bool = False

    @cached_property
    def calling(self) -> tuple[DeskFinding, ...]:
        """What asks for attention: what nobody answered yet first, the gravest first."""
        calling = (one for one in self.findings if one.calls)
        return tuple(sorted(calling, key=lambda one: (one.answered, -one.finding.severity.rank)))

    @cached_property
    def shown(self) -> tuple[DeskFinding, ...]:
        """What calls because of a day that is set."""
        return tuple(one for one in self.calling if not one.waits)

    @cached_property
    def waiting(self) -> tuple[DeskFinding, ...]:
        """What calls because a day is not set."""
        return tuple(one for one in self.calling if one.waits)

    @property
    def waiting_rules(self) -> str:
        """The rules of what waits, as one looks them up: G7, G13."""
        return ", ".join(one.finding.rule for one in self.waiting)

    @cached_property
    def quiet(self) -> tuple[DeskFinding, ...]:
        """Hints and notes: worth knowing, folded away."""
        return tuple(
            one for one in self._notes if one.finding.result is not Result.UNKNOWN or not self.has_page
        )

    @property
    def hints(self) -> list[Hint]:
        """The same, what is said alike of several entries in one; a group about one thing has nothing alike."""
        alike = defaultdict(list)
        for one in self.quiet:
            alike[one.said_alike if self.is_mixed else id(one)].append(one)
        return [Hint(tuple(found)) for found in alike.values()]

    @cached_property
    def unknown(self) -> int:
        """How many lines of a checklist nobody ticked yet, where a page of its own has them all."""
        return len(self._notes) - len(self.quiet)

    @cached_property
    def _notes(self) -> list[DeskFinding]:
        return [one for one in self.findings if Severity.OK < one.finding.severity < Severity.WARNING]

    @cached_property
    def met(self) -> int:
        return sum(one.finding.met for one in self.findings)

    @cached_property
    def judged(self) -> int:
        return sum(one.finding.judged for one in self.findings)

    @cached_property
    def open(self) -> int:
        """How many wait for a change, or for a reason."""
        return sum(one.waits_for_reason for one in self.findings)


def _title_of(finding: Finding, known: Remedies) -> str:
    """What a finding is about, by its name."""
    match finding.subject_kind:
        case SubjectKind.OCCASION if finding.subject in known.occasions:
            return known.occasions[finding.subject].label
        case SubjectKind.ENTRY if finding.subject in known.entries:
            return known.entries[finding.subject].title
        case SubjectKind.MISSION | SubjectKind.MANDATE:
            return finding.subject.partition(":")[0]
        case SubjectKind.WEEK:
            day = day_label(date.fromisoformat(finding.subject))
            return gettext("Week of %(day)s") % {"day": day}
    return ""


def groups_of(found: Iterable[DeskFinding]) -> Iterable[Group]:
    """By occasion, by entry, then the month itself and mandates: those that have something to say.

    Entries of which there are only hints share one group.
    """
    by_subject: dict[tuple[SubjectKind, str], list[DeskFinding]] = defaultdict(list)
    for one in found:
        by_subject[one.finding.subject_kind, one.finding.subject].append(one)
    grouped = {key: _group(*key, found) for key, found in by_subject.items()}
    of = {kind: [group for key, group in grouped.items() if key[0] is kind] for kind in SubjectKind}
    loud = [group for group in of[SubjectKind.ENTRY] if group.calling]
    quiet = [group for group in of[SubjectKind.ENTRY] if not group.calling]
    of_mandates = of[SubjectKind.MISSION] + of[SubjectKind.MANDATE]
    of_month = of[SubjectKind.MONTH] + of[SubjectKind.WEEK] + of[SubjectKind.DAY]
    yield from sorted(filter(_speaks, of[SubjectKind.OCCASION]), key=_most_open_first)
    yield from sorted(loud, key=_most_open_first)
    mixed = (
        _merged(gettext("The month itself"), of_month),
        _merged(gettext("Other entries"), quiet),
        replace(_merged(gettext("Mandates"), of_mandates), is_folded=True),
    )
    yield from filter(_speaks, mixed)


def _group(kind: SubjectKind, subject: str, found: Iterable[DeskFinding]) -> Group:
    found, address = tuple(found), ""
    if kind is SubjectKind.OCCASION:
        address = address_of("occasion", subject)
    elif kind is SubjectKind.ENTRY:
        address = address_of("entry_edit", subject)
    return Group(found[0].subject_title, address, found, has_page=kind is SubjectKind.OCCASION)


def _merged(title: str, groups: Iterable[Group]) -> Group:
    return Group(title, "", tuple(one for group in groups for one in group.findings), is_mixed=True)


def _speaks(group: Group) -> bool:
    return bool(group.calling or group.quiet or group.unknown)


def _most_open_first(group: Group) -> tuple[int, int, str]:
    return -group.open, -len(group.calling), group.title
