"""Findings as data and back, so that what a load did to the plan can be worded in any reader's language."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, Final

from meetings.rules.findings import Finding, Mend, Reason, Result, Severity, SubjectKind, Unit
from meetings.rules.vocabulary import PaperKind, StepKind

PLAIN: Final = ("rule", "subject", "days", "wanted", "planned", "to_adoption", "detail")
CODES: Final[Mapping[str, type[StrEnum]]] = {
    "result": Result,
    "severity": Severity,
    "subject_kind": SubjectKind,
    "unit": Unit,
    "reason": Reason,
}
LABELS: Final[Mapping[str, type[StrEnum]]] = {"step": StepKind, "paper": PaperKind}
"""What a date can belong to; all else is a plain label, such as an entry's uid."""


def finding_to_json(finding: Finding) -> dict[str, Any]:
    """All that a finding says, as plain data: days as ISO dates, codes by their words."""
    mend = finding.mend
    return {
        **{name: getattr(finding, name) for name in PLAIN},
        **{name: str(getattr(finding, name)) for name in CODES},
        "dates": [[_kind_of(label), str(label), day.isoformat()] for label, day in finding.dates],
        "mend": [mend.step and str(mend.step), mend.on.isoformat()] if mend else None,
        "month": finding.month.isoformat() if finding.month else None,
    }


def finding_from_json(kept: Mapping[str, Any]) -> Finding:
    """The finding again. Raises ``KeyError`` or ``ValueError`` for what is none."""
    plain = {name: kept[name] for name in PLAIN}
    codes: dict[str, Any] = {name: kind(kept[name]) for name, kind in CODES.items()}
    return Finding(
        **plain,
        **codes,
        dates=tuple((_label(kind, label), date.fromisoformat(day)) for kind, label, day in kept["dates"]),
        mend=_mend(*kept["mend"]) if kept["mend"] else None,
        month=date.fromisoformat(kept["month"]) if kept["month"] else None,
    )


def _kind_of(label: str) -> str:
    return next((name for name, kind in LABELS.items() if isinstance(label, kind)), "")


def _label(kind: str, label: str) -> str:
    return LABELS[kind](label) if kind else label


def _mend(step: str | None, on: str) -> Mend:
    return Mend(StepKind(step) if step else None, date.fromisoformat(on))
