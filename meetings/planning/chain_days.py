"""Days of a chain worked out around the steps that already have one: earliest, latest and recommended.

Each rule that puts one step before another is a ``Gap``. Read backwards from the steps that are placed, the gaps
give the latest days; read forwards, the earliest; with the guideline's preferences, the recommended ones.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, NamedTuple

from meetings.rules.gaps import WEEK, least_days
from meetings.rules.reports import NOTICE_WORKING_DAYS
from meetings.rules.vocabulary import StepKind, WeekRule
from meetings.rules.working_days import WorkingDays

SPARE_DAYS: Final = 2
"""Calendar days kept between adoption and the mandate's end: the median of 238 renewals of 2013-2026."""

TALKS_DAYS: Final = 9
"""Calendar days for talks on the draft after consultations: 8 to 9 in the cases of 2019 and 2020 we follow
(domain.md 2.3), "about two weeks" at most in reports on UNFICYP (2.2)."""

PREFERRED_DAYS: Final = WEEK + 1
"""The guideline prefers *more than* one week (S/2009/659, attachment II): eight calendar days."""

R, P, I, T = StepKind.REPORT, StepKind.POLITICO_MILITARY, StepKind.INVITATION, StepKind.CONTRIBUTORS  # noqa: E741
C, A, E = StepKind.CONSULTATIONS, StepKind.ADOPTION, StepKind.MANDATE_END

_BACKWARDS: Final = (A, C, T, R, I, P)
"""Each step after those it is counted back from."""

_FORWARDS: Final = (R, T, I, P, C, A)
"""Each step after those it waits for; the invitation and the briefing go by the day the meeting comes to stand on."""

_AS_SOON_AS: Final = (R, I, P, T, C, A)
"""Each step after those that must be done first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A rule that puts ``first`` so many days before ``then``: calendar days, or working days of notice."""

    first: StepKind
    then: StepKind
    rule: str
    days: int
    working: bool = False

    def latest(self, then: date, calendar: WorkingDays) -> date:
        """The last working day for ``first``. Raises ``OverflowError`` before the calendar begins."""
        if self.working:
            # Counting back from the day after a weekend's use would lose a working day.
            return calendar.add(calendar.latest_on_or_before(then), -self.days)
        return calendar.latest_on_or_before(then - timedelta(days=self.days))

    def earliest(self, first: date, calendar: WorkingDays) -> date:
        """The first working day for ``then``. Raises ``OverflowError`` after the calendar ends."""
        if self.working:
            return calendar.add(first, self.days)
        return calendar.earliest_on_or_after(first + timedelta(days=self.days))


def least_gaps(week_rule: WeekRule, *, urgent: bool = False) -> tuple[Gap, ...]:
    """What counts as met. In urgency G7 and G13 do not apply (domain decision 9): the plain order is left."""
    week = 1 if urgent else least_days(week_rule)
    weeks = (Gap(T, C, "G16", 1),) if urgent else (Gap(T, C, "G13", week), Gap(R, T, "G7", week))
    return (
        Gap(A, E, "L4", 0),
        Gap(C, A, "L7", 1),
        Gap(C, E, "G16", 1),
        *weeks,
        Gap(T, A, "N10", 1),
        Gap(T, E, "G16", 1),
        Gap(R, T, "N2", NOTICE_WORKING_DAYS, working=True),
        Gap(R, C, "N1", NOTICE_WORKING_DAYS, working=True),
        Gap(I, T, "L6", 1),
        Gap(P, C, "G8", 1),
    )


def preferred_gaps(*, urgent: bool = False, decided: bool = True) -> tuple[Gap, ...]:
    """What the guideline prefers and practice allows for, whatever the deployment's setting.

    The invitation goes out as early as the report: the report of 2017, paras 65 and 79 (b) and (e), asks for time
    to prepare and gives no number. The guideline's table has the politico-military briefing ahead of the meeting,
    and so members come to it briefed. Where nothing is ``decided``, the talks are kept free all the same.
    """
    week, talks = (1, 1) if urgent else (PREFERRED_DAYS, TALKS_DAYS)
    return (
        Gap(A, E, "L4", SPARE_DAYS),
        Gap(C, A, "L7", talks),
        *(() if decided else (Gap(C, E, "G16", SPARE_DAYS + talks),)),
        Gap(T, C, "G13", week),
        Gap(R, T, "G7", week),
        Gap(R, T, "N2", NOTICE_WORKING_DAYS, working=True),
        Gap(I, T, "L6", week),
        Gap(I, T, "L6", NOTICE_WORKING_DAYS, working=True),
        Gap(P, T, "G8", 1),
    )


class Bound(NamedTuple):
    """A day that a rule gives."""

    on: date
    rule: str


@dataclass(frozen=True, slots=True)
class Chain:
    """The days of a chain that are known, which steps it needs, and the gaps between them.

    Every method raises ``OverflowError`` where a day would lie outside what ``date`` can hold.
    """

    known: Mapping[StepKind, date]
    needed: frozenset[StepKind]
    calendar: WorkingDays
    least: tuple[Gap, ...]
    preferred: tuple[Gap, ...]

    def latest(self) -> dict[StepKind, Bound]:
        """The last working day for each missing step, each step after it on its day or on its last one."""
        return self._back(self.least)

    def earliest(self) -> dict[StepKind, date]:
        """The first working day for each missing step that the placed ones leave."""
        floors = {kind: self._floor(kind, self.least, self.known) for kind in self._missing(_FORWARDS)}
        return {kind: day for kind, day in floors.items() if day}

    def recommended(self, today: date | None = None) -> dict[StepKind, date]:
        """The best working day for each missing step, no later than its latest.

        A day is put off to leave the steps before it their time, and to lie no earlier than ``today``, if that
        leaves it in time; else it stays as the guideline would have it, and the days tell.
        """
        latest, back, days = self.latest(), _days(self._back(self.preferred)), dict(self.known)
        soonest = self._soonest(today) if today else {}
        for kind in self._missing(_FORWARDS):
            limit = latest[kind].on if kind in latest else None
            preferred = self._bound(kind, self.preferred, {**back, **days})
            day = self._put_off(kind, _sooner(preferred, limit), limit, days)
            if day and kind in soonest and (limit is None or soonest[kind] <= limit):
                day = max(day, soonest[kind])
            if day:
                days[kind] = self.not_past(day, limit, today)
        return {kind: day for kind, day in days.items() if kind not in self.known}

    def _soonest(self, today: date) -> dict[StepKind, date]:
        """The first day for each missing step if everything missing before it were done as soon as it can be."""
        open_day, days = self.calendar.earliest_on_or_after(today), dict(self.known)
        for kind in self._missing(_AS_SOON_AS):
            days[kind] = max(open_day, self._floor(kind, self.least, days) or open_day)
        return days

    def not_past(self, day: date, limit: date | None, today: date | None) -> date:
        """``day``, or the first working day that is not past if that is still in time; else it stays."""
        if today is None or day >= today:
            return day
        soonest = self.calendar.earliest_on_or_after(today)
        return soonest if limit is None or soonest <= limit else day

    def all_closed(self, kind: StepKind, today: date) -> bool:
        """Whether the placed steps leave a missing one some days from ``today`` on, and the house is closed on all."""
        floors = [
            gap.earliest(day, self.calendar) if gap.working else day + timedelta(days=gap.days)
            for gap in self.least
            if gap.then is kind and (day := self.known.get(gap.first))
        ]
        limits = [
            day - timedelta(days=gap.days)
            for gap in self.least
            if gap.first is kind and (day := self.known.get(gap.then))
        ]
        if not limits:
            return False
        first, last = max((*floors, today)), min(limits)
        return first <= last < self.calendar.earliest_on_or_after(first)

    def _missing(self, order: Iterable[StepKind]) -> Iterable[StepKind]:
        return (kind for kind in order if kind in self.needed and kind not in self.known)

    def _back(self, gaps: Iterable[Gap]) -> dict[StepKind, Bound]:
        """Each missing step by the steps after it, and those in turn by the ones after them."""
        bounds: dict[StepKind, Bound] = {}
        gaps = tuple(gaps)
        for kind in self._missing(_BACKWARDS):
            if bound := self._bound(kind, gaps, {**self.known, **_days(bounds)}):
                bounds[kind] = bound
        return bounds

    def _bound(self, kind: StepKind, gaps: Iterable[Gap], days: Mapping[StepKind, date]) -> Bound | None:
        """The soonest of the days by which its gaps want a step; of two rules with one day, the first."""
        bounds = (
            Bound(gap.latest(days[gap.then], self.calendar), gap.rule)
            for gap in gaps
            if gap.first is kind and gap.then in days
        )
        return min(bounds, key=lambda bound: bound.on, default=None)

    def _floor(self, kind: StepKind, gaps: Iterable[Gap], days: Mapping[StepKind, date]) -> date | None:
        """The first day that leaves the steps before it their time."""
        return max(
            (
                gap.earliest(days[gap.first], self.calendar)
                for gap in gaps
                if gap.then is kind and gap.first in days
            ),
            default=None,
        )

    def _put_off(
        self, kind: StepKind, day: date | None, limit: date | None, days: Mapping[StepKind, date]
    ) -> date | None:
        """``day``, or later where the steps before it need that and it leaves the step in time."""
        preferred = (*self.least, *self.preferred)
        # The days kept free before the mandate's end are not spent on talks.
        for gaps in (self.least,) if kind is A and day else (preferred, self.least):
            floor = self._floor(kind, gaps, days)
            if floor and (limit is None or floor <= limit):
                return max(day or floor, floor)
        return day


def _days(bounds: Mapping[StepKind, Bound]) -> dict[StepKind, date]:
    return {kind: bound.on for kind, bound in bounds.items()}


def _sooner(preferred: Bound | None, limit: date | None) -> date | None:
    """A preference never asks for a day after the latest."""
    if preferred is None:
        return limit
    return min(preferred.on, limit) if limit else preferred.on
