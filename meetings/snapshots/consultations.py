"""What lies ahead for one reader: ten queries, however much is published."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta
from django.db.models import QuerySet

from meetings.models import Contribution, CouncilTerm, Mission, Occasion
from meetings.rules.day_order import in_order
from meetings.rules.facts import EntryFact, OccasionFact
from meetings.rules.mandates import LOOK_AHEAD
from meetings.rules.margin import MarginKind, MarginLine
from meetings.rules.months import first_of
from meetings.rules.vocabulary import Format
from meetings.rules.working_days import WorkingDays
from meetings.snapshots.calendar import headquarters_calendar
from meetings.snapshots.margin import margin
from meetings.snapshots.occasions import occasion_facts
from meetings.snapshots.published import published_entries

CONCERNING = frozenset({Format.TCC_MEETING, Format.CONSULTATIONS, Format.ADOPTION})
"""What a contributor waits for: it is heard, then the Council consults and decides."""

AHEAD = relativedelta(months=12)


@dataclass(frozen=True, slots=True)
class Ahead:
    """Published entries from a day on that concern a reader, with what is known around them.

    ``personnel`` is what the reader's country gives, by mission; ``unplanned`` are mandates that end soon
    with nothing published about their mission.
    """

    entries: tuple[EntryFact, ...]
    occasions: Mapping[str, OccasionFact]
    personnel: Mapping[str, int]
    seated: bool
    unplanned: tuple[MarginLine, ...]
    calendar: WorkingDays


def ahead(
    today: date, *, missions: QuerySet[Mission], occasions: QuerySet[Occasion], country_id: int | None
) -> Ahead:
    """What is published from a day on, for a reader whom these missions and occasions concern.

    A planner speaks for no country and reads all; so does a member of the Council. Other delegations read
    what is about the missions their country contributes to.
    """
    published = published_entries(today, today + AHEAD)
    personnel, seated = _given(country_id, today), _is_seated(country_id, today)
    concerned = set(missions.values_list("acronym", flat=True))
    reads_all = country_id is None or seated
    coming = [entry for entry in published.values() if _is_ahead(entry, today)]
    entries = tuple(
        entry
        for entry in _by_day(coming)
        if entry.format in CONCERNING and (reads_all or not concerned.isdisjoint(entry.missions))
    )
    planned = {mission for entry in coming if entry.counts for mission in entry.missions}
    return Ahead(
        entries=entries,
        occasions=_occasions(occasions, entries, published),
        personnel=personnel,
        seated=seated,
        unplanned=_unplanned(concerned - planned, today),
        calendar=headquarters_calendar(),
    )


def _is_ahead(entry: EntryFact, today: date) -> bool:
    """Whether it sits today or later; a line without a day waits until its month is over."""
    last = max((sitting.on for sitting in entry.sittings), default=None)
    return last >= today if last else entry.month + relativedelta(months=1) > today


def _by_day(entries: Iterable[EntryFact]) -> list[EntryFact]:
    """By month, and within it in the programme's order; what has no day yet closes its month."""
    in_turn = {entry.uid: entry for entry, _sitting in in_order(entries)}
    return sorted(in_turn.values(), key=lambda entry: (first_of(entry.on or entry.month), not entry.on))


def _given(country_id: int | None, today: date) -> Mapping[str, int]:
    """Uniformed personnel of the reader's country by mission, where it gives any at all to one not closed."""
    if country_id is None:
        return {}
    still_open = Mission.objects.open_on(today)
    rows = Contribution.objects.latest_of_each_mission().filter(country=country_id, mission__in=still_open)
    return {row.mission.acronym: row.total for row in rows.select_related("mission") if row.total}


def _is_seated(country_id: int | None, today: date) -> bool:
    if country_id is None:
        return False
    return CouncilTerm.objects.sitting_on(today).filter(country=country_id).exists()


def _occasions(
    occasions: QuerySet[Occasion], entries: tuple[EntryFact, ...], published: Mapping[str, EntryFact]
) -> Mapping[str, OccasionFact]:
    """The occasions that the entries serve, as published, whoever reads: this page never shows a draft."""
    uids = {uid for entry in entries for uid in entry.occasions}
    rows = occasions.filter(uid__in=uids).with_parts()  # type: ignore[attr-defined]
    return {fact.uid: fact for fact in occasion_facts(rows, published)}


def _unplanned(missions: set[str], today: date) -> tuple[MarginLine, ...]:
    """Mandates of these missions that end within the 90 days of rule L5, and are not decided about yet."""
    return tuple(
        line
        for line in margin(today, today + LOOK_AHEAD)
        if line.kind is MarginKind.MANDATE_END and not line.settled and line.what in missions
    )
