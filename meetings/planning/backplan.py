"""From a mandate's end backwards: the latest and the recommended day for each step, and the rule behind it.

*Latest* days together leave nothing at warning or above, and any one step later than its latest day does.
*Recommended* days together meet every preference of the guideline. All are working days.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from meetings.rules.gaps import WEEK, least_days
from meetings.rules.reports import NOTICE_WORKING_DAYS
from meetings.rules.rule import gettext_noop
from meetings.rules.vocabulary import PaperKind, StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

SPARE_DAYS: Final = 2
"""Calendar days kept between adoption and the mandate's end: the median of 238 renewals of 2013-2026."""

TALKS_DAYS: Final = 9
"""Calendar days for talks on the draft after consultations: 8 to 9 in the cases of 2019 and 2020 we follow
(domain.md 2.3), "about two weeks" at most in reports on UNFICYP (2.2)."""

PREFERRED_DAYS: Final = WEEK + 1
"""The guideline prefers *more than* one week (S/2009/659, attachment II): eight calendar days."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """One step of a backward plan. ``rule`` fixes the latest day; ``why`` is an English message id."""

    kind: StepKind | PaperKind
    latest: date
    recommended: date
    rule: str
    why: str


_Days = dict[StepKind | PaperKind, date]

_WHY: Final[dict[StepKind | PaperKind, tuple[str, str]]] = {
    StepKind.REPORT: (
        "G7",
        gettext_noop("One week before the meeting, and four working days; better more than a week."),
    ),
    PaperKind.INFORMAL_PAPER: ("G9", gettext_noop("With the invitation.")),
    StepKind.INVITATION: (
        "L6",
        gettext_noop(
            "Before the day of the meeting; better more than a week ahead, with the report if there is one."
        ),
    ),
    StepKind.CONTRIBUTORS: ("G13", gettext_noop("One week before consultations; better more than a week.")),
    StepKind.POLITICO_MILITARY: (
        "G8",
        gettext_noop("Before consultations; better on the day before the meeting, as the guideline has it."),
    ),
    StepKind.CONSULTATIONS: (
        "L7",
        gettext_noop("On a day before the adoption; talks on a draft take a week or two."),
    ),
    StepKind.ADOPTION: (
        "L4",
        gettext_noop(
            "No later than the mandate's last day, or the day chosen; two days before the end is usual."
        ),
    ),
}
"""Each step in the order of the chain, with the rule that fixes its latest day and why."""


def plan_from_end(
    mandate_end: date,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    *,
    written_report: bool = True,
) -> tuple[PlannedStep, ...]:
    """The backward plan for a mandate whose last day is ``mandate_end``, in the order of the chain.

    Without a written report no step is planned for one. Gaps are in calendar days, but for the report's four
    working days. The mandate's end itself need not be a working day. Raises ``OverflowError`` where the chain
    would begin before the calendar does.
    """
    last = calendar.latest_on_or_before(mandate_end)
    spare = calendar.latest_on_or_before(mandate_end - timedelta(days=SPARE_DAYS))
    return _plan(last, spare, calendar, least_days(week_rule), written_report=written_report)


def plan_from_adoption(
    adoption: date,
    calendar: WorkingDays,
    week_rule: WeekRule = WeekRule.AT_LEAST,
    *,
    written_report: bool = True,
) -> tuple[PlannedStep, ...]:
    """The backward plan for an adoption on a chosen day, as ``plan_from_end`` gives it.

    A day on which Headquarters is closed is moved to the working day before it. Whether the chosen day is in
    time for the mandate is not asked here: rule L4 does.
    """
    day = calendar.latest_on_or_before(adoption)
    return _plan(day, day, calendar, least_days(week_rule), written_report=written_report)


def _plan(
    last: date, spare: date, calendar: WorkingDays, week: int, *, written_report: bool
) -> tuple[PlannedStep, ...]:
    """The chain back from the last day for the adoption, and from the recommended one, step by step."""
    latest = _latest_days(last, calendar, week)
    recommended = _recommended_days(spare, calendar)
    # Seven days hold five weekdays: only two holidays in one week let the four working days rule.
    by_notice = latest[StepKind.REPORT] < _days_before(latest[StepKind.CONTRIBUTORS], week, calendar)
    return tuple(
        PlannedStep(
            kind,
            latest[kind],
            recommended[kind],
            "N2" if kind is StepKind.REPORT and by_notice else rule_id,
            why,
        )
        for kind, (rule_id, why) in _WHY.items()
        if written_report or kind is not StepKind.REPORT
    )


def _latest_days(adoption: date, calendar: WorkingDays, week: int) -> _Days:
    """Each day as late as its rule allows, given the step after it at its latest."""
    consultations = calendar.add(adoption, -1)
    meeting = _days_before(consultations, week, calendar)
    invitation = calendar.add(meeting, -1)
    return {
        StepKind.REPORT: _report_day(meeting, week, calendar),
        PaperKind.INFORMAL_PAPER: invitation,
        StepKind.INVITATION: invitation,
        StepKind.CONTRIBUTORS: meeting,
        StepKind.POLITICO_MILITARY: calendar.add(consultations, -1),
        StepKind.CONSULTATIONS: consultations,
        StepKind.ADOPTION: adoption,
    }


def _recommended_days(adoption: date, calendar: WorkingDays) -> _Days:
    """Each day with the guideline's preference, whatever the deployment's setting.

    The invitation and its paper go out with the report: the report of 2017, paras 65 and 79 (b) and (e), asks
    for time to prepare and gives no number.
    """
    consultations = _days_before(adoption, TALKS_DAYS, calendar)
    meeting = _days_before(consultations, PREFERRED_DAYS, calendar)
    report = _report_day(meeting, PREFERRED_DAYS, calendar)
    return {
        StepKind.REPORT: report,
        PaperKind.INFORMAL_PAPER: report,
        StepKind.INVITATION: report,
        StepKind.CONTRIBUTORS: meeting,
        # The guideline's table has it ahead of the meeting, and so members come to the meeting briefed.
        StepKind.POLITICO_MILITARY: calendar.add(meeting, -1),
        StepKind.CONSULTATIONS: consultations,
        StepKind.ADOPTION: adoption,
    }


def _days_before(day: date, days: int, calendar: WorkingDays) -> date:
    """The last working day at least ``days`` calendar days before ``day``."""
    return calendar.latest_on_or_before(day - timedelta(days=days))


def _report_day(meeting: date, week: int, calendar: WorkingDays) -> date:
    """The last working day that leaves both the guideline's week (G7) and N2's working days."""
    return min(_days_before(meeting, week, calendar), calendar.add(meeting, -NOTICE_WORKING_DAYS))
