"""Who may see what. A page fetches through these helpers, which fetch and authorise in one step."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, Model, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from meetings.models import Contribution, CouncilTerm, Entry, Load, Mission, Occasion, Programme, User
from meetings.models.contributions import TOTAL
from meetings.rules.facts import OccasionFact
from meetings.rules.months import last_of
from meetings.snapshots.history import Trail, find_pk, read_trail
from meetings.snapshots.months import MonthSnapshot
from meetings.snapshots.occasions import occasion_facts

Reader = User | AnonymousUser

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Sight:
    """What one reader may see. A planner sees drafts; an admin loads too; a delegation, what concerns its country."""

    drafts: bool
    country_id: int | None = None
    loads: bool = False

    @property
    def restricted(self) -> bool:
        """Whether any page beyond the public ones is open to this reader."""
        return self.drafts or self.country_id is not None


def sight_of(reader: Reader) -> Sight:
    """The sight of a reader: nothing beyond the public pages for a visitor."""
    if not isinstance(reader, User) or not reader.is_active:
        return Sight(drafts=False)
    return Sight(drafts=reader.is_planner, country_id=reader.country_id, loads=reader.role == User.Role.ADMIN)


def missions_concerning(sight: Sight, today: date) -> QuerySet[Mission]:
    """Missions whose occasions a reader may see.

    All of them for planners and for members of the Council on that day; otherwise those to which the
    country gives anybody at all by the latest month on record.
    """
    if sight.drafts:
        return Mission.objects.all()
    if sight.country_id is None:
        return Mission.objects.none()
    seated = CouncilTerm.objects.sitting_on(today).filter(country=sight.country_id)
    latest = Contribution.objects.latest_of_each_mission().filter(country=sight.country_id)
    given = latest.annotate(given=TOTAL).filter(given__gt=0)
    return Mission.objects.filter(Exists(seated) | Q(pk__in=given.values("mission")))


def occasions_concerning(sight: Sight, today: date) -> QuerySet[Occasion]:
    """The occasions a reader may open."""
    return Occasion.objects.filter(mission__in=missions_concerning(sight, today))


def occasions_of_month(snapshot: MonthSnapshot, sight: Sight, today: date) -> tuple[OccasionFact, ...]:
    """The occasions that bear on a month and that this reader may know, with the days this reader may know."""
    window = snapshot.month, last_of(snapshot.month)
    served = None if sight.drafts else _served_in(snapshot, *window)
    rows = occasions_concerning(sight, today).bearing_on(*window, served)  # type: ignore[attr-defined]
    return occasion_facts(rows.in_order().with_parts(), None if sight.drafts else snapshot.published)


def _served_in(snapshot: MonthSnapshot, first: date, last: date) -> set[str]:
    """The occasions that published lines of a month serve."""
    lines = (
        entry
        for entry in snapshot.published.values()
        if entry.month == first or any(first <= sitting.on <= last for sitting in entry.sittings)
    )
    return {uid for entry in lines for uid in entry.occasions}


def fetch_occasion(uid: UUID, reader: Reader, today: date) -> Occasion:
    """One occasion, if this reader may open it.

    Raises:
        Http404: there is none, or it does not concern the reader: a stranger learns nothing.
    """
    occasions = occasions_concerning(sight_of(reader), today)
    return get_object_or_404(occasions.with_parts(), uid=uid)  # type: ignore[attr-defined]


def fetch_programme(month: date, reader: Reader) -> Programme:
    """A month to plan, if this reader may plan.

    Raises:
        Http404: nobody has begun it, or the reader plans nothing: a stranger learns nothing.
    """
    return get_object_or_404(_to_plan(Programme.objects.all(), reader), month=month)


def fetch_entry(uid: UUID, reader: Reader) -> Entry:
    """One entry of the working draft, if this reader may plan.

    Raises:
        Http404: there is none, or the reader plans nothing.
    """
    return get_object_or_404(_to_plan(Entry.objects.with_parts(), reader), uid=uid)


def fetch_occasion_to_plan(uid: UUID, reader: Reader) -> Occasion:
    """One occasion to work on, if this reader may plan.

    Raises:
        Http404: there is none, or the reader plans nothing, whatever else the reader may open.
    """
    return get_object_or_404(_to_plan(Occasion.objects.with_parts(), reader), uid=uid)


def loads_open_to(reader: Reader) -> QuerySet[Load]:
    """The files that were brought in: all of them for admins, none for anybody else."""
    return Load.objects.all() if sight_of(reader).loads else Load.objects.none()


def fetch_load(pk: int, reader: Reader) -> Load:
    """One file that was brought in, with who did, if this reader may load; the file itself is not fetched.

    Raises:
        Http404: there is none, or the reader loads nothing.
    """
    people = ("uploaded_by", "decided_by", "taken_back_by")
    return get_object_or_404(loads_open_to(reader).select_related(*people), pk=pk)


def fetch_trail(noun: type[Model], uid: UUID, reader: Reader) -> Trail:
    """The history of an entry or an occasion, even of one that was removed, if this reader may plan.

    Raises:
        Http404: there never was one, or the reader plans nothing.
    """
    pk = find_pk(noun, uid) if sight_of(reader).drafts else None
    if pk is None:
        raise Http404
    return read_trail(noun, pk)


def _to_plan(rows: QuerySet[Row], reader: Reader) -> QuerySet[Row]:
    return rows if sight_of(reader).drafts else rows.none()
