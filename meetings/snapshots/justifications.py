"""Which finding a written reason answers, and the dates it was given for."""

from datetime import date

from meetings.models import Justification
from meetings.rules.findings import Finding, SubjectKind

Key = tuple[str, str, str, str]
"""The rule, what it is about (an occasion, an entry, or the month), its name there, and the finding's detail."""

OF_THEIR_OWN = frozenset({SubjectKind.OCCASION, SubjectKind.ENTRY})
"""Subjects that keep the reasons given for them; all else is answered in the programme of the month."""

MONTH = "month"


def kept_dates(finding: Finding | None) -> dict[str, str]:
    """The dates of a finding as a justification keeps them: label to ISO dates, several parted by a space."""
    kept: dict[str, list[str]] = {}
    for label, day in finding.dates if finding else ():
        kept.setdefault(str(label), []).append(day.isoformat())
    return {label: " ".join(days) for label, days in kept.items()}


def days_given(row: Justification) -> tuple[date, ...]:
    """The days a reason was given for, in order, each once. An admin can write anything there: that is left out."""
    kept = row.dates.values() if isinstance(row.dates, dict) else ()
    words = (word for days in kept for word in str(days).split())
    return tuple(sorted({day for day in map(_day, words) if day}))


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word)
    except ValueError:
        return None


def key_of_finding(finding: Finding) -> Key:
    """By which a reason for this finding is found again."""
    kind = str(finding.subject_kind) if finding.subject_kind in OF_THEIR_OWN else MONTH
    return finding.rule, kind, finding.subject, finding.detail


def key_of_reason(row: Justification) -> Key:
    """The key of the finding that a reason was given for; of a row fetched with its occasion and entry."""
    if row.occasion:
        return row.rule, str(SubjectKind.OCCASION), str(row.occasion.uid), row.detail
    if row.entry:
        return row.rule, str(SubjectKind.ENTRY), str(row.entry.uid), row.detail
    return row.rule, MONTH, row.subject, row.detail
