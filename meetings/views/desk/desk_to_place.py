"""What is still to place: by occasion, the most urgent first, and the mandate ends that nobody has taken up."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from meetings.planning.step_defaults import DEFAULTS
from meetings.planning.to_place import StepToPlace, ends_without_occasion, steps_to_place, window
from meetings.rules.facts import MandateFact, OccasionFact
from meetings.rules.months import first_of
from meetings.rules.vocabulary import PaperKind, StepKind
from meetings.snapshots.desk import DeskSnapshot
from meetings.views.answers import week_rule

OPEN_AT_FIRST = 3
"""So many occasions stand open; the others show one line until somebody opens them."""

IN_FULL = 30
"""So many can be worked on here, as many as bear on a real month; each further one is a line that leads to its page."""


@dataclass(frozen=True, slots=True)
class OccasionToPlace:
    """One occasion and what it lacks. ``days_left`` until its mandate ends, if that is known and to come.

    ``is_here``: something of it falls in the month of this desk; ``is_open``: it stands unfolded.
    """

    occasion: OccasionFact
    steps: tuple[StepToPlace, ...]
    days_left: int | None
    is_here: bool
    is_open: bool = False

    @property
    def to_place(self) -> tuple[StepToPlace, ...]:
        """The steps that an entry carries: they can be put on a day."""
        return tuple(step for step in self.steps if step.kind in DEFAULTS)

    @property
    def others(self) -> tuple[StepToPlace, ...]:
        """The report and the invitation: dated, but no entries."""
        return tuple(
            step for step in self.steps if isinstance(step.kind, StepKind) and step.kind not in DEFAULTS
        )

    @property
    def report(self) -> StepToPlace | None:
        return next((step for step in self.others if step.kind is StepKind.REPORT), None)

    @property
    def invitation(self) -> StepToPlace | None:
        return next((step for step in self.others if step.kind is StepKind.INVITATION), None)

    @property
    def papers(self) -> tuple[StepToPlace, ...]:
        return tuple(step for step in self.steps if isinstance(step.kind, PaperKind))

    @property
    def papers_late(self) -> int:
        return sum(step.days_late > 0 for step in self.papers)

    @property
    def late(self) -> int:
        """How many of its steps should have been placed before today, beside those only allowed."""
        steps = (*self.to_place, *self.others)
        return sum(step.days_late > 0 and not step.optional for step in steps)

    @property
    def takes_days(self) -> bool:
        """Whether there is any recommended day to take."""
        return any(step.recommended for step in self.to_place)


@dataclass(frozen=True, slots=True)
class EndToOpen:
    """A mandate that ends without an occasion; ``key`` is what opening one names."""

    mandate: MandateFact
    key: int
    days_left: int


@dataclass(frozen=True, slots=True)
class ToPlace:
    """All that is to place: what falls in this month first, then what comes later.

    Of the occasions in ``placed`` every step stands on a day; what they still want is set elsewhere. Those in
    ``further`` come after as many as one can work on.
    """

    here: tuple[OccasionToPlace, ...] = ()
    later: tuple[OccasionToPlace, ...] = ()
    placed: tuple[OccasionToPlace, ...] = ()
    further: tuple[OccasionToPlace, ...] = ()
    ends: tuple[EndToOpen, ...] = ()

    @property
    def count(self) -> int:
        return sum(len(one.to_place) for one in (*self.here, *self.later, *self.further))

    @property
    def is_empty(self) -> bool:
        return not (self.here or self.later or self.placed or self.ends)


def to_place(snapshot: DeskSnapshot) -> ToPlace:
    """What the occasions of the days looked at lack, and which ends have none."""
    first, last = window(snapshot.month, snapshot.today)
    found = sorted(_lacking(snapshot, last), key=_urgency)
    in_full, further = found[:IN_FULL], found[IN_FULL:]
    here = [one for one in in_full if one.is_here and one.to_place]
    ends = ends_without_occasion(snapshot.mandates, snapshot.occasions, first, last)
    return ToPlace(
        here=tuple(replace(one, is_open=index < OPEN_AT_FIRST) for index, one in enumerate(here)),
        later=tuple(one for one in in_full if one.to_place and not one.is_here),
        placed=tuple(one for one in in_full if not one.to_place),
        further=tuple(further),
        ends=tuple(_ends(ends, snapshot)),
    )


def _lacking(snapshot: DeskSnapshot, last: date) -> Iterable[OccasionToPlace]:
    calendar, rule = snapshot.calendar, week_rule()
    for occasion in snapshot.occasions:
        if occasion.mandate_end and occasion.mandate_end > last:
            continue
        steps = steps_to_place(occasion, calendar, rule, snapshot.today)
        if steps:
            yield OccasionToPlace(
                occasion, steps, _days_left(occasion, snapshot.today), _is_here(steps, snapshot)
            )


def _days_left(occasion: OccasionFact, today: date) -> int | None:
    end = occasion.mandate_end
    return (end - today).days if end and end >= today else None


def _is_here(steps: Iterable[StepToPlace], snapshot: DeskSnapshot) -> bool:
    """Whether a step that is placed on a day wants one in this month, or has none to count from."""
    placed = [step for step in steps if step.kind in DEFAULTS]
    days = [day for step in placed for day in (step.latest, step.recommended)]
    return any(day is None or first_of(day) == snapshot.month for day in days)


def _urgency(one: OccasionToPlace) -> tuple[bool, bool, date, date, str]:
    """What lacks a step before what does not, this month before others, then by the first latest day."""
    latest = min((step.latest for step in one.to_place if step.latest), default=date.max)
    end = one.occasion.mandate_end or date.max
    return not one.to_place, not one.is_here, latest, end, one.occasion.label


def _ends(mandates: Iterable[MandateFact], snapshot: DeskSnapshot) -> Iterable[EndToOpen]:
    for mandate in mandates:
        if mandate.ends:
            yield EndToOpen(mandate, snapshot.mandates[mandate], (mandate.ends - snapshot.today).days)
