"""What stands beside the days of a month: mandate ends, reports due, holidays, and who presides."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class MarginKind(StrEnum):
    MANDATE_END = "mandate_end"
    REPORT_DUE = "report_due"
    HOLIDAY = "holiday"
    PRESIDENCY = "presidency"


@dataclass(frozen=True, slots=True)
class MarginLine:
    """One line: a mission's mandate ends (``what`` names the mission, ``detail`` the decision), a report
    is due, a holiday (``what`` its name), or who presides the month that begins that day.

    ``settled`` tells of a mandate's end whether a later decision is on record or the mission closed.
    """

    kind: MarginKind
    on: date
    what: str
    detail: str
    verified: bool
    settled: bool


@dataclass(frozen=True, slots=True)
class PresidencyFact:
    """Who presides a month: the country's code (ISO 3166 alpha-3), and its short name by language code."""

    country: str
    names: Mapping[str, str] = field(default_factory=dict)
    verified: bool = True
