"""What a rule answers: a result, how serious it is, the dates it compared and the nearest day that mends it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from meetings.rules.rule import WEAK, Strength
from meetings.rules.vocabulary import StepKind


class Result(StrEnum):
    """The answer itself. The codes of a gap run from best to worst; the last three are for yes or no."""

    MEETS_PREFERENCE = "MEETS_PREFERENCE"
    AT_MINIMUM = "AT_MINIMUM"
    SHORT = "SHORT"
    SAME_DAY = "SAME_DAY"
    OUT_OF_ORDER = "OUT_OF_ORDER"
    UNKNOWN = "UNKNOWN"
    NOT_APPLICABLE = "NOT_APPLICABLE"
    IN_ORDER = "IN_ORDER"
    MET = "MET"
    NOT_MET = "NOT_MET"


COUNTS_AS_MET: Final = frozenset({Result.MEETS_PREFERENCE, Result.AT_MINIMUM, Result.IN_ORDER, Result.MET})
"""Results that a count such as "11 of 13 met" adds up."""


class Severity(StrEnum):
    """How loudly a finding speaks, from ``OK`` to ``ERROR``; comparable, so that ``max()`` gives the worst."""

    OK = "ok"
    NOTE = "note"
    HINT = "hint"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """0 for ``OK`` up to 4 for ``ERROR``."""
        return _RANKS[self.value]

    # A string compares by its letters; these four put loudness in its place.
    def __lt__(self, other: str) -> bool:
        return self.rank < Severity(other).rank

    def __le__(self, other: str) -> bool:
        return self.rank <= Severity(other).rank

    def __gt__(self, other: str) -> bool:
        return self.rank > Severity(other).rank

    def __ge__(self, other: str) -> bool:
        return self.rank >= Severity(other).rank


_RANKS: Final = {severity.value: rank for rank, severity in enumerate(Severity)}

_USUAL: Final = {
    Result.MEETS_PREFERENCE: Severity.OK,
    Result.IN_ORDER: Severity.OK,
    Result.MET: Severity.OK,
    Result.NOT_APPLICABLE: Severity.OK,
    Result.AT_MINIMUM: Severity.NOTE,
    Result.UNKNOWN: Severity.NOTE,
    Result.SHORT: Severity.WARNING,
    Result.SAME_DAY: Severity.WARNING,
    Result.NOT_MET: Severity.WARNING,
    Result.OUT_OF_ORDER: Severity.ERROR,
}


def severity_of(strength: Strength, result: Result) -> Severity:
    """The severity a result has under a rule of this strength (domain decision 10).

    A weak wish never rises above a hint; an order reversed is an error under any strength. ``UNKNOWN`` is a
    note: one missing date must not sound in every rule that would have used it. G7, G13, G16 and L4, for which
    the missing date *is* the matter, raise it to a warning themselves.
    """
    usual = _USUAL[result]
    if strength in WEAK and result is not Result.OUT_OF_ORDER:
        return min(usual, Severity.HINT)
    return usual


class Unit(StrEnum):
    """What ``days`` counts. Calendar and working days are never mixed in one finding (domain decision 3)."""

    CALENDAR = "calendar"
    WORKING = "working"


class SubjectKind(StrEnum):
    """What ``subject`` identifies."""

    OCCASION = "occasion"
    ENTRY = "entry"
    MISSION = "mission"
    MANDATE = "mandate"
    WEEK = "week"
    DAY = "day"
    MONTH = "month"


class Reason(StrEnum):
    """Why the answer is what it is, as a stable code that wording turns into a sentence."""

    NONE = ""
    URGENT = "urgent"
    ORAL_REPORT = "oral_report"
    NO_REPORT = "no_report"
    WRITTEN_REPORT = "written_report"
    NO_REPORT_DATE = "no_report_date"
    NO_MEETING = "no_meeting"
    NO_CONSULTATIONS = "no_consultations"
    NO_ADOPTION = "no_adoption"
    NO_MANDATE_END = "no_mandate_end"
    NOT_PLACED = "not_placed"
    NO_ASSESSMENT = "no_assessment"
    NOT_RENEWAL = "not_renewal"
    TOO_FEW_DATES = "too_few_dates"
    LAST_DAY = "last_day"
    NOT_RECORDED = "not_recorded"
    NOT_DONE = "not_done"
    OVERDUE = "overdue"
    NOT_NEEDED = "not_needed"
    LATE = "late"
    NO_EVENT = "no_event"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    ROOM_CLASH = "room_clash"
    END_PASSED = "end_passed"
    FINAL_EXTENSION = "final_extension"
    NO_OCCASION = "no_occasion"
    DAYS_USED = "days_used"
    FIFTH_DAY = "fifth_day"
    FRIDAY = "friday"
    LONG_INTERVAL = "long_interval"
    NO_MEETINGS = "no_meetings"
    NO_AGENDA_DATE = "no_agenda_date"
    CLOSED_MEETING = "closed_meeting"
    NO_CONVENER = "no_convener"
    NO_MEETING_NUMBER = "no_meeting_number"
    RULE_FAILED = "rule_failed"


@dataclass(frozen=True, slots=True)
class Mend:
    """The nearest day that would mend a finding: move ``step`` (``None``: the entry itself) to ``on``."""

    step: StepKind | None
    on: date


Dates = tuple[tuple[str, date], ...]
"""The dates a finding compared, each with the step, paper or entry it belongs to."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule's answer about one subject.

    ``subject`` is an occasion's or entry's uid, a mission, ``mission:strand``, or an ISO month, week (its
    Monday) or day, as ``subject_kind`` says. ``days`` is what was found and ``wanted`` what counts as met, both
    in ``unit``; for a thing done late ``days`` is how many days late. A justification lapses when ``dates``
    change. ``planned`` is true when a due date stood in for one not yet known. ``to_adoption`` is the gap
    from the meeting to the adoption, where no consultations are known (domain decision 5). ``month`` is the
    month the finding belongs to (decision 15). ``detail`` holds a second uid, or the name of an exception.
    """

    rule: str
    result: Result
    severity: Severity
    subject: str
    subject_kind: SubjectKind
    days: int | None = None
    wanted: int | None = None
    unit: Unit = Unit.CALENDAR
    dates: Dates = ()
    reason: Reason = Reason.NONE
    mend: Mend | None = None
    planned: bool = False
    to_adoption: int | None = None
    month: date | None = None
    detail: str = ""

    @property
    def met(self) -> bool:
        """Whether it adds to the met ones in a count."""
        return self.result in COUNTS_AS_MET

    @property
    def judged(self) -> bool:
        """Whether it adds to the whole of a count: neither unknown nor not applicable."""
        return self.result not in (Result.UNKNOWN, Result.NOT_APPLICABLE)
