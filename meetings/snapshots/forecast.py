"""What the forecast of a month is made from: for everyone what is published, for planners the working draft.

For everyone: seven queries, eleven for a month on record. For planners thirteen, however much the month holds.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from meetings.models import Entry, Programme, RecurringBusiness, Step
from meetings.planning.forecast import ForecastFacts, PlannedMeeting, UsualBusiness
from meetings.planning.recurring import Recurrence, comes_up_in, day_in
from meetings.rules.facts import DateBasis, EntryFact, StepFact
from meetings.rules.months import last_of, month_after, month_before
from meetings.rules.vocabulary import Format, StepKind
from meetings.snapshots.drafts import read_drafts
from meetings.snapshots.entries import entry_facts
from meetings.snapshots.published import published_entries
from meetings.snapshots.reporting_cycles import cycles_facts


@dataclass(frozen=True, slots=True)
class ForecastSnapshot:
    """The facts of a month's forecast. ``is_sample``: its entries are made up to show the software at work.

    ``has_meetings``: whether anything is known of the month's meetings; without, none is missing: none is told.
    """

    facts: ForecastFacts
    is_sample: bool = False

    @property
    def has_meetings(self) -> bool:
        return any(entry.month == self.facts.month for entry in self.facts.entries)


def public_forecast(month: date) -> ForecastSnapshot:
    """What anyone may know of a month ahead: decisions and reports on record, and published entries.

    That a month is made up is said with its entries alone: otherwise it would tell that somebody has begun it.
    """
    programme = Programme.objects.filter(month=month).first()
    known = ForecastSnapshot(_facts(month, _published_or_held(month, programme)))
    return replace(known, is_sample=known.has_meetings and bool(programme and programme.is_sample))


def draft_forecast(month: date) -> ForecastSnapshot:
    """What planners know of it besides: the working draft, days on the plans of occasions, business that recurs."""
    around = list(Programme.objects.around(month))
    entries = read_drafts(around).entries
    return ForecastSnapshot(
        _facts(month, entries, planned=_planned(month), usual=_usual(month, entries)),
        is_sample=any(programme.is_sample for programme in around if programme.month == month),
    )


def _facts(
    month: date,
    entries: Iterable[EntryFact],
    *,
    planned: tuple[PlannedMeeting, ...] = (),
    usual: tuple[UsualBusiness, ...] = (),
) -> ForecastFacts:
    known = cycles_facts(month, last_of(month), open_on=month)
    return ForecastFacts(
        month=month,
        missions=known.missions,
        mandates=known.mandates,
        expected=known.expected,
        requests=known.requests,
        entries=tuple(entries),
        planned=planned,
        usual=usual,
    )


def _published_or_held(month: date, programme: Programme | None) -> tuple[EntryFact, ...]:
    """The latest versions of the month and its neighbours; else what was held.

    The month before may sit on in it, and either neighbour may have taken an entry over since.
    """
    published = published_entries(month_before(month), month_after(month))
    is_record = programme is not None and programme.state == Programme.State.RECORD
    if programme is None or not is_record or any(entry.month == month for entry in published.values()):
        return tuple(published.values())
    held = entry_facts(Entry.objects.on_record_in(programme).with_parts())
    return (*published.values(), *(entry for entry in held if entry.uid not in published))


def _planned(month: date) -> tuple[PlannedMeeting, ...]:
    """Meetings with contributors that have a day, and no entry that carries them."""
    steps = Step.objects.filter(
        kind=StepKind.CONTRIBUTORS, entry__isnull=True, on__range=(month, last_of(month))
    ).select_related("occasion__mission")
    return tuple(
        PlannedMeeting(
            step.occasion.mission.acronym,
            StepFact(StepKind.CONTRIBUTORS, step.on, basis=DateBasis.PLANNED, verified=step.verified),
        )
        for step in steps.order_by("on", "pk")
        if step.on
    )


def _usual(month: date, entries: Iterable[EntryFact]) -> tuple[UsualBusiness, ...]:
    """Recurring business that comes up in the month and does not stand in its draft."""
    placed = {entry.title.casefold() for entry in entries if entry.month == month}
    rows = RecurringBusiness.objects.filter(active=True).prefetch_related("missions")
    found = []
    for row in rows:
        recurrence = Recurrence(row.every, row.since, row.nth, row.weekday)
        if row.title.casefold() not in placed and comes_up_in(recurrence, month):
            named = tuple(mission.acronym for mission in row.missions.all())
            found.append(UsualBusiness(row.title, Format(row.format), day_in(recurrence, month), named))
    return tuple(found)
