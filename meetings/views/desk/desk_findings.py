"""What the rules say of the working draft: counted, grouped, each finding with its way out and its answers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from meetings.models import Justification
from meetings.rules.engine import check_plan
from meetings.rules.findings import Finding, Severity, SubjectKind
from meetings.snapshots.desk import DeskSnapshot
from meetings.snapshots.justifications import key_of_finding, key_of_reason
from meetings.snapshots.standing_reasons import Reason, by_key, is_of_month, reason_for, reasons_for
from meetings.views.answers import week_rule
from meetings.views.desk.desk_groups import ABOUT_MANDATES, DeskFinding, Group, groups_of
from meetings.views.desk.remedies import Remedies


@dataclass(frozen=True, slots=True)
class Across:
    """A chain with a day in this month whose findings count in another: there they are answered."""

    group: Group
    month: date


@dataclass(frozen=True)
class DeskFindings:
    """A month's findings in groups, in the order in which they are read.

    ``across`` are those of chains that reach into this month and count in another; ``past`` are reasons given
    for what is no longer found.
    """

    all: tuple[DeskFinding, ...] = ()
    groups: tuple[Group, ...] = ()
    across: tuple[Across, ...] = ()
    past: tuple[Reason, ...] = ()

    @cached_property
    def counted(self) -> tuple[DeskFinding, ...]:
        """Those that are about this month. The rules about mandates speak only where one was left behind, in
        every month until it is mended: they have a count of their own."""
        return tuple(one for one in self.all if one.finding.subject_kind not in ABOUT_MANDATES)

    @cached_property
    def met(self) -> int:
        return sum(one.finding.met for one in self.counted)

    @cached_property
    def judged(self) -> int:
        return sum(one.finding.judged for one in self.counted)

    @property
    def short(self) -> int:
        return self.judged - self.met

    @cached_property
    def justified(self) -> int:
        return sum(one.calls and one.answered for one in self.counted)

    @cached_property
    def open(self) -> int:
        """How many wait for a change, or for a reason."""
        return sum(one.waits_for_reason for one in self.counted)


def desk_findings(snapshot: DeskSnapshot) -> DeskFindings:
    """Every finding of a month. One of a chain that crosses the border counts in its own month only."""
    reasons, remedies = by_key(snapshot.justifications), Remedies.of(snapshot)

    def shown(finding: Finding) -> DeskFinding:
        return DeskFinding(finding, reasons_for(finding, reasons), remedies)

    found = check_plan(snapshot.plan, week_rule())
    ours = [finding for finding in found if is_of_month(finding, snapshot.month)]
    elsewhere = (finding for finding in found if not is_of_month(finding, snapshot.month))
    all_shown = tuple(map(shown, ours))
    reaching = (shown(finding) for finding in elsewhere if _reaches_here(finding, snapshot))
    return DeskFindings(
        all_shown, tuple(groups_of(all_shown)), tuple(_across(reaching)), tuple(_past(ours, snapshot))
    )


def _reaches_here(finding: Finding, snapshot: DeskSnapshot) -> bool:
    """Whether a finding that asks for attention compares a day of this month."""
    if finding.severity < Severity.WARNING or finding.subject_kind is not SubjectKind.OCCASION:
        return False
    return any(day.replace(day=1) == snapshot.month for _label, day in finding.dates)


def _across(found: Iterable[DeskFinding]) -> Iterable[Across]:
    for group in groups_of(found):
        if month := group.findings[0].finding.month:
            yield Across(group, month)


def _past(ours: Iterable[Finding], snapshot: DeskSnapshot) -> Iterable[Reason]:
    """The reasons of this month that no shown finding has below it."""
    shown = {key_of_finding(finding): finding for finding in ours if finding.severity > Severity.OK}
    months = {occasion.uid: occasion.month for occasion in snapshot.occasions}
    for row in snapshot.justifications:
        if key_of_reason(row) not in shown and _month_of(row, snapshot, months) == snapshot.month:
            yield reason_for(row, None)


def _month_of(row: Justification, snapshot: DeskSnapshot, months: Mapping[str, date | None]) -> date | None:
    """The month on whose desk a reason is shown."""
    if row.occasion:
        return months.get(str(row.occasion.uid))
    if row.entry:
        return next((entry.month for entry in snapshot.entries if entry.uid == str(row.entry.uid)), None)
    return snapshot.month
