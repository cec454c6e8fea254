"""What the rules say of a published month, summed up for the one reader who asks.

A planner reads the working plan of every occasion; a delegation reads only its own, and only published days.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from meetings.permissions import Sight
from meetings.rules.engine import check_plan
from meetings.rules.facts import EntryFact, OccasionFact
from meetings.rules.findings import Finding, Severity, SubjectKind
from meetings.rules.months import last_of
from meetings.rules.vocabulary import WeekRule
from meetings.snapshots.months import MonthSnapshot


@dataclass(frozen=True, slots=True)
class OccasionFindings:
    """One occasion: how many of its judged rules are met, the findings that call for attention, and its days.

    An occasion whose findings count in another month has none here, but may be taken up on days of this one.
    """

    occasion: OccasionFact
    findings: tuple[Finding, ...]
    days: tuple[tuple[date, EntryFact], ...] = ()

    @property
    def met(self) -> int:
        return sum(finding.met for finding in self.findings)

    @property
    def judged(self) -> int:
        return sum(finding.judged for finding in self.findings)

    @property
    def calling(self) -> tuple[Finding, ...]:
        """What asks for attention, the gravest first, else in the order of the rules."""
        calling = (finding for finding in self.findings if finding.severity >= Severity.WARNING)
        return tuple(sorted(calling, key=lambda finding: -finding.severity.rank))

    @property
    def gravest(self) -> Finding | None:
        """The one line that stands for the occasion on the month's page."""
        return next(iter(self.calling), None)

    @property
    def others(self) -> int:
        """How many more lines its own page has."""
        return max(len(self.calling) - 1, 0)


@dataclass(frozen=True, slots=True)
class NamedFinding:
    """A finding about the month's plan, with the title of the entry it is about, where it is about one."""

    finding: Finding
    title: str = ""


@dataclass(frozen=True, slots=True)
class MonthFindings:
    """A month's summary: "11 of 13 met, 2 short", by occasion, and what concerns the month itself."""

    occasions: tuple[OccasionFindings, ...]
    of_month: tuple[NamedFinding, ...] = ()
    by_draft: bool = False

    @property
    def met(self) -> int:
        return sum(one.met for one in self.occasions)

    @property
    def judged(self) -> int:
        return sum(one.judged for one in self.occasions)

    @property
    def short(self) -> int:
        return self.judged - self.met


def month_findings(
    snapshot: MonthSnapshot, occasions: tuple[OccasionFact, ...], sight: Sight, today: date
) -> MonthFindings:
    """Ask the rules about a month. A finding of a chain that crosses the border counts in its own month only."""
    found = check_plan(snapshot.plan(occasions, today), WeekRule(settings.WEEK_RULE))
    ours = [finding for finding in found if finding.month in (None, snapshot.month)]
    by_occasion = _by_occasion(ours)
    summaries = (
        OccasionFindings(fact, by_occasion.get(fact.uid, ()), _days_of(fact, snapshot)) for fact in occasions
    )
    return MonthFindings(
        occasions=tuple(sorted((one for one in summaries if one.findings or one.days), key=_worst_first)),
        of_month=tuple(_of_the_month_itself(ours, snapshot)) if sight.drafts else (),
        by_draft=sight.drafts,
    )


def _by_occasion(findings: Iterable[Finding]) -> dict[str, tuple[Finding, ...]]:
    by_occasion: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.subject_kind is SubjectKind.OCCASION:
            by_occasion[finding.subject].append(finding)
    return {uid: tuple(found) for uid, found in by_occasion.items()}


def _days_of(occasion: OccasionFact, snapshot: MonthSnapshot) -> tuple[tuple[date, EntryFact], ...]:
    """On which days of the month published entries take an occasion up."""
    first, last = snapshot.month, last_of(snapshot.month)
    serving = (entry for entry in snapshot.published.values() if occasion.uid in entry.occasions)
    days = (
        (sitting.on, entry) for entry in serving for sitting in entry.sittings if first <= sitting.on <= last
    )
    return tuple(sorted(days, key=lambda pair: pair[0]))


def _worst_first(summary: OccasionFindings) -> tuple[int, str]:
    return -len(summary.calling), summary.occasion.label


def _of_the_month_itself(findings: Iterable[Finding], snapshot: MonthSnapshot) -> Iterable[NamedFinding]:
    titles = {entry.uid: entry.title for entry in snapshot.entries}
    for finding in findings:
        if finding.subject_kind is not SubjectKind.OCCASION and finding.severity >= Severity.WARNING:
            yield NamedFinding(finding, titles.get(finding.subject, ""))
