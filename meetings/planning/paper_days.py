"""The days of the papers around a meeting, from the day it stands on or is planned for."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from meetings.planning.around import Around
from meetings.planning.backplan import WHY
from meetings.rules.months import first_of
from meetings.rules.rule import gettext_noop
from meetings.rules.vocabulary import PaperKind, StepKind

INVITED, T, C = StepKind.INVITATION, StepKind.CONTRIBUTORS, StepKind.CONSULTATIONS


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper that is due so many calendar days before a step. ``until``: once that is past, it is moot."""

    kind: PaperKind
    rule: str
    step: StepKind
    days_before: int
    until: StepKind | None
    why: str


PAPERS: Final = (
    PaperLine(PaperKind.INFORMAL_PAPER, "G9", INVITED, 0, T, WHY[PaperKind.INFORMAL_PAPER][1]),
    PaperLine(
        PaperKind.FORECAST_MENTION, "N7", T, 0, T, gettext_noop("Before the month of the meeting begins.")
    ),
    PaperLine(PaperKind.BACKGROUND_PAPER, "N9", T, 1, T, gettext_noop("Before the day of the meeting.")),
    PaperLine(PaperKind.JOURNAL_NOTICE, "N8", T, 1, T, gettext_noop("Before the day of the meeting.")),
    PaperLine(PaperKind.FACT_SHEET, "G10", T, 0, T, gettext_noop("At the start of the meeting.")),
    PaperLine(PaperKind.COMMUNIQUE, "N25", T, 0, None, gettext_noop("On the day of the meeting.")),
    PaperLine(
        PaperKind.SUMMARY,
        "G14",
        C,
        0,
        C,
        gettext_noop("After the meeting, by consultations; better the day before them."),
    ),
    PaperLine(PaperKind.FOCUS_AREAS, "N4", C, 1, C, gettext_noop("At least a day before consultations.")),
    PaperLine(
        PaperKind.PRESENTATION_MATERIAL,
        "N3",
        C,
        1,
        C,
        gettext_noop("The day before consultations, where there is no written report."),
    ),
    PaperLine(PaperKind.VIEWS_REPORTED, "N11", C, 0, C, gettext_noop("In consultations, after the meeting.")),
)
"""The papers that have a day. What is a plain yes or no (G6, G11, G12, N6) is ticked, not placed."""


@dataclass(frozen=True, slots=True)
class PaperDay:
    """A paper still to come, with its days as ``OpenStep`` has them."""

    kind: PaperKind
    latest: date | None
    recommended: date | None
    rule: str
    why: str


def days_of(line: PaperLine, around: Around, today: date) -> PaperDay | None:
    """When a paper is due; ``None`` if it is done or not needed. A due day on record is the recommended one."""
    paper = around.case.occasion.paper(line.kind)
    if paper and (paper.done_on or paper.not_needed):
        return None
    if line.kind is PaperKind.PRESENTATION_MATERIAL and not around.case.no_written_report:
        return None
    try:
        latest, best = _day(line, around, around.last_day(line.step)), _best(line, around)
        recommended = _recommended(paper.due_on if paper else None, best, latest, around, today)
    except OverflowError:  # at the calendar's very ends
        latest, recommended = None, None
    return PaperDay(line.kind, latest, recommended, line.rule, line.why)


def due_day(line: PaperLine, around: Around) -> date | None:
    """The last working day in time for the line's step, done or not; ``None`` with no date to count from."""
    try:
        return _day(line, around, around.last_day(line.step))
    except OverflowError:  # at the calendar's very ends
        return None


def _day(line: PaperLine, around: Around, step: date | None) -> date | None:
    """The last working day in time for the step on this day."""
    if step is None or line.kind is PaperKind.COMMUNIQUE:  # it goes out on the day, whatever the day
        return step
    before = first_of(step) - timedelta(days=1) if line.kind is PaperKind.FORECAST_MENTION else step
    return around.case.calendar.latest_on_or_before(before - timedelta(days=line.days_before))


def _best(line: PaperLine, around: Around) -> date | None:
    """The day in time for the step on its recommended day; a summary reaches members a day ahead (G15)."""
    step, meeting = around.best_day(line.step), around.best_day(T)
    if line.kind is not PaperKind.SUMMARY or step is None:
        return _day(line, around, step)
    ahead = around.case.calendar.add(step, -1)
    return max(ahead, around.case.calendar.add(meeting, 1)) if meeting else ahead


def _recommended(
    due: date | None, best: date | None, latest: date | None, around: Around, today: date
) -> date | None:
    day = due if due and (latest is None or due <= latest) else best
    if day is None:
        return None
    day = min(day, latest) if latest else day
    return around.chain.not_past(day, latest, today)
