"""Reasons given for findings, as pages show them: which still stand, and for which days they were given."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from meetings.models import Justification
from meetings.rules.findings import Finding
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
