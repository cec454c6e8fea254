"""What calendar feeds are made of: which versions are the latest, what they hold, and whose a secret address is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, OuterRef, QuerySet

from meetings.models import CouncilTerm, FeedAddress, Mission, ProgrammeVersion, Subscription, User
from meetings.models.frozen import thaw
from meetings.planning.calendar_lines import CalendarLine, calendar_lines


@dataclass(frozen=True, slots=True)
class VersionStamp:
    """A version without what it holds: enough to tell whether a feed of it changed."""

    pk: int
    month: date
    number: int
    title_kind: str
    digest: str
    published_at: datetime

    @property
    def title(self) -> str:
        """A programme, or a plan of work that members did not agree on."""
        return str(ProgrammeVersion.Title(self.title_kind).label)


@dataclass(frozen=True, slots=True)
class Follower:
    """The person behind a secret address. ``seated``: their country is a member of the Council that day."""

    user: User
    seated: bool
    everything: bool


@dataclass(frozen=True, slots=True)
class Followed:
    """Acronyms of missions: those somebody chose to follow, and those that concern them."""

    chosen: frozenset[str]
    concerning: frozenset[str]


def latest_stamps(since: date) -> tuple[VersionStamp, ...]:
    """The latest version of each month from ``since`` on (the first day of a month), by month: one query."""
    return _stamps(
        ProgrammeVersion.objects.latest_of_each_month()
        .filter(programme__month__gte=since)
        .order_by("programme__month")
    )


def latest_stamp(month: date) -> VersionStamp | None:
    """The latest version of a month, ``None`` where nothing was published of it: one query."""
    return next(
        iter(_stamps(ProgrammeVersion.objects.latest_of_each_month().filter(programme__month=month))), None
    )


def stamp_of(month: date, number: int) -> VersionStamp | None:
    """One version of a month, ``None`` where there is no such: one query."""
    rows = ProgrammeVersion.objects.filter(programme__month=month, number=number)
    return next(iter(_stamps(rows)), None)


def lines_of(stamps: Iterable[VersionStamp]) -> tuple[CalendarLine, ...]:
    """What calendar programs are told of these versions: one query, however many there are."""
    rows = ProgrammeVersion.objects.filter(pk__in=[stamp.pk for stamp in stamps]).order_by("pk")
    versions = rows.values_list("content", "published_at")
    return calendar_lines([(thaw(content), published_at) for content, published_at in versions])


def follower_at(secret: str, today: date) -> Follower | None:
    """Whose address this is: one query.

    ``None`` where it is nobody's (any more), and where the person may not sign in either.
    """
    seated = CouncilTerm.objects.sitting_on(today).filter(country=OuterRef("user__country"))
    rows = FeedAddress.objects.filter(secret=secret, user__is_active=True)
    row = rows.annotate(seated=Exists(seated)).select_related("user__subscription").first()
    if row is None:
        return None
    subscription = getattr(row.user, "subscription", None)
    return Follower(row.user, row.seated, everything=subscription is not None and subscription.everything)


def missions_followed(user: User, concerning: QuerySet[Mission]) -> Followed:
    """Which missions somebody chose, and which concern them: one query.

    Args:
        concerning: the missions that concern the person (``permissions.missions_concerning``).
    """
    chosen = Subscription.missions.through._default_manager.filter(
        mission=OuterRef("pk"), subscription__user=user
    )
    concerns = Exists(concerning.filter(pk=OuterRef("pk")))
    rows = Mission.objects.annotate(chosen=Exists(chosen), concerns=concerns)
    found = list(rows.values_list("acronym", "chosen", "concerns"))
    return Followed(
        chosen=frozenset(acronym for acronym, is_chosen, _concerns in found if is_chosen),
        concerning=frozenset(acronym for acronym, _chosen, is_of_concern in found if is_of_concern),
    )


def _stamps(rows: QuerySet[ProgrammeVersion]) -> tuple[VersionStamp, ...]:
    names = ("pk", "programme__month", "number", "title_kind", "digest", "published_at")
    return tuple(VersionStamp(*row) for row in rows.values_list(*names))
