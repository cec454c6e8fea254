"""Reasons given for findings: which of them still stand, and which findings of a month wait for one."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from meetings.models import Justification
from meetings.rules.engine import check_plan
from meetings.rules.findings import Finding, Severity
from meetings.rules.vocabulary import WeekRule
from meetings.snapshots.desk import DeskSnapshot
from meetings.snapshots.justifications import Key, days_given, kept_dates, key_of_finding, key_of_reason


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason given for a finding. It lapses when the dates it was given for change."""

    row: Justification
    stands: bool

    @property
    def days(self) -> tuple[date, ...]:
        """The days it was given for."""
        return days_given(self.row)


@dataclass(frozen=True)
class ReasonedFinding:
    """One finding, with the reasons that were given for it, those that lapsed among them, the latest first."""

    finding: Finding
    reasons: tuple[Reason, ...]

    @cached_property
    def calls(self) -> bool:
        """Whether it asks for attention, or for a reason."""
        return self.finding.severity >= Severity.WARNING

    @property
    def answered(self) -> bool:
        """Whether a reason that was given for these very dates stands."""
        return any(reason.stands for reason in self.reasons)

    @property
    def waits_for_reason(self) -> bool:
        """Whether it asks for a reason that nobody has given, or whose dates have changed since."""
        return self.calls and not self.answered

    @cached_property
    def token(self) -> str:
        """What tells it apart from any other, and from itself once its dates change."""
        about = (*key_of_finding(self.finding), *sorted(kept_dates(self.finding).items()))
        return sha256(repr(about).encode()).hexdigest()[:16]


def reason_for(row: Justification, finding: Finding | None) -> Reason:
    """A reason beside the finding it was given for, as that stands now; none where it is gone."""
    return Reason(row, row.stands_for(kept_dates(finding)))


def by_key(rows: Iterable[Justification]) -> Mapping[Key, list[Justification]]:
    """Rows fetched with their occasion and entry, by the finding they answer, the latest first."""
    grouped: dict[Key, list[Justification]] = defaultdict(list)
    for row in rows:
        grouped[key_of_reason(row)].append(row)
    return grouped


def reasons_for(finding: Finding, rows: Mapping[Key, list[Justification]]) -> tuple[Reason, ...]:
    """Every reason given for a finding, also those that lapsed."""
    return tuple(reason_for(row, finding) for row in rows.get(key_of_finding(finding), ()))


def is_of_month(finding: Finding, month: date) -> bool:
    """Whether a finding counts in this month: one of a chain that crosses the border counts in one of the two."""
    return finding.month in (None, month)


def calling_findings(snapshot: DeskSnapshot, week_rule: WeekRule) -> tuple[ReasonedFinding, ...]:
    """Every finding at warning or above of a month, as its desk shows it, each with its reasons: no query."""
    reasons = by_key(snapshot.justifications)
    ours = (one for one in check_plan(snapshot.plan, week_rule) if is_of_month(one, snapshot.month))
    reasoned = (ReasonedFinding(one, reasons_for(one, reasons)) for one in ours)
    return tuple(one for one in reasoned if one.calls)
