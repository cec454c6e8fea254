"""The days something could be moved to, each with what it would do to the plan."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext

from meetings.exchange.wording_planning import mark_text
from meetings.models import Programme, Sitting
from meetings.planning.day_marks import DayMark, Told, mark_days, mark_days_for_step
from meetings.planning.what_if import find_entry
from meetings.rules.facts import EntryFact, PlanFacts
from meetings.rules.findings import Severity
from meetings.rules.months import FIRST_DAY, LAST_DAY, first_of, last_of
from meetings.rules.vocabulary import StepKind
from meetings.templatetags.labels import weekday
from meetings.views.answers import week_rule

WEEK = timedelta(weeks=1)
SUNDAY = 6
CLOSED = "closed"
SEVERAL = 2


@dataclass(frozen=True, slots=True)
class Line:
    """What a day would do to one of several occasions."""

    mark: str
    text: str
    severity: str
    rule: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """One day, as it is shown before anything is moved there: what it would do, in a word and in a sentence.

    Where something serves several occasions, each is named: the gravest in ``text``, the others in ``also``.
    """

    on: date
    mark: str
    text: str
    severity: str
    rule: str = ""
    in_month: bool = True
    also: tuple[Line, ...] = ()

    @property
    def name(self) -> str:
        """The day as it is read aloud: Wednesday 9 December."""
        return weekday(self.on)


def shown_days(month: date) -> tuple[date, ...]:
    """The days of a month's weeks, and of the week before and after: what the desk's calendar shows of it."""
    first, last = month - WEEK, last_of(month) + WEEK
    first -= timedelta(first.weekday())
    last += timedelta(SUNDAY - last.weekday())
    days = (first + timedelta(number) for number in range((last - first).days + 1))
    return tuple(day for day in days if FIRST_DAY <= day <= LAST_DAY)


def days_for_entry(plan: PlanFacts, uid: str, sitting: int) -> tuple[Candidate, ...]:
    """What each shown day would do to an entry's sitting, counted from 0.

    Raises ``LookupError`` where the plan does not hold it.
    """
    marks = mark_days(plan, uid, sitting, shown_days(plan.month), week_rule())
    return _candidates(plan.month, marks, _names(plan, uid), begins=False)


def days_for_step(plan: PlanFacts, occasion: str, kind: StepKind) -> tuple[Candidate, ...]:
    """What each shown day would do to an occasion as the day of a step it lacks.

    Raises ``LookupError`` where the plan does not hold the occasion.
    """
    marks = mark_days_for_step(plan, occasion, kind, shown_days(plan.month), week_rule())
    return _candidates(plan.month, marks, {}, begins=True)


def weeks_of(candidates: Iterable[Candidate]) -> list[list[Candidate]]:
    """The same days, a week a row."""
    rows = groupby(candidates, key=lambda candidate: candidate.on.isocalendar()[:2])
    return [list(row) for _week, row in rows]


def place_of(entry: EntryFact, sitting: Sitting | None) -> int:
    """Which of the entry's sittings this is, counted from 0; 0 for the one an undated entry would gain.

    Raises ``LookupError`` where the entry has no such sitting any more.
    """
    if sitting is None:
        return 0
    for place, one in enumerate(entry.sittings):
        if (one.on, one.resumption) == (sitting.on, sitting.resumption):
            return place
    raise LookupError(f"no sitting {sitting} of {entry.uid}")


def _names(plan: PlanFacts, uid: str) -> Mapping[str, str]:
    """What to call the occasions an entry serves, where there are several: by mission, if that tells them apart."""
    entry = find_entry(plan, uid)
    served = [occasion for occasion in plan.occasions if occasion.uid in entry.occasions]
    if len(served) < SEVERAL:
        return {}
    met = Counter(occasion.mission for occasion in served)
    return {one.uid: one.mission if met[one.mission] == 1 else one.label for one in served}


def _candidates(
    month: date, marks: Iterable[DayMark], names: Mapping[str, str], *, begins: bool
) -> tuple[Candidate, ...]:
    """``begins``: whether a month that nobody has begun is begun by placing something in it."""
    states = dict(Programme.objects.around(month).values_list("month", "state"))
    found = []
    for mark in marks:
        state = states.get(first_of(mark.on))
        closed = gettext("month not begun") if state is None and not begins else ""
        if state == Programme.State.RECORD:
            closed = gettext("month on record")
        found.append(_candidate(mark, closed, names, in_month=first_of(mark.on) == month))
    return tuple(found)


def _candidate(mark: DayMark, closed: str, names: Mapping[str, str], *, in_month: bool) -> Candidate:
    """The day with its mark; of a month in which nothing can be placed, only that."""
    if closed:
        return Candidate(mark.on, CLOSED, closed, Severity.NOTE, in_month=in_month)
    lines = [_line(told, names[told.occasion]) for told in mark.each if told.occasion in names]
    if not lines:
        return Candidate(mark.on, mark.mark, mark_text(mark), mark.severity, mark.rule, in_month)
    if mark.step is None:  # the day itself comes first: a holiday, a room that is taken
        lines.insert(0, Line(mark.mark, mark_text(mark), mark.severity, mark.rule))
    first, *others = lines
    return Candidate(mark.on, first.mark, first.text, first.severity, first.rule, in_month, tuple(others))


def _line(told: Told, name: str) -> Line:
    text = gettext("%(occasion)s: %(mark)s") % {"occasion": name, "mark": mark_text(told)}
    return Line(told.mark, text, told.severity, told.rule)
